//! Open events: where a clause has a date but no trigger of the vocabulary, its verb is the event.

use std::ops::Range;

use super::Event;
use super::features;
use crate::claim::EventId;
use crate::extract::{Mentions, Text};
use crate::language::{Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::lexicon::events::TriggerForm;

/// The class of an event that the vocabulary does not know.
pub const CLASS: &str = "open";

/// The event of the verb nearest to a token within a range, before it rather than after it; `None` without a verb.
pub fn open_event(
    text: &Text,
    mentions: &Mentions,
    lexicon: &Lexicon,
    id: EventId,
    block: u32,
    near: usize,
    within: Range<usize>,
) -> Option<Event> {
    let tokens = &text.blocks[block as usize].tokens;
    let before = (within.start..near.min(within.end)).rev().find(|at| is_verb(&tokens[*at]));
    let verb = before.or_else(|| (near..within.end).find(|at| is_verb(&tokens[*at])))?;
    Some(features::event(text, mentions, lexicon, id, CLASS.into(), TriggerForm::Verb, block, verb..verb + 1))
}

/// Whether a word looks like a verb in the past or a participle, or a form of "be" that links a date to its subject.
fn is_verb(token: &Token) -> bool {
    let past = token.lower != token.lemma && !token.lower.ends_with('s') && !token.lower.ends_with("ing");
    token.kind == TokenKind::Word && !token.capital && (past || matches!(&*token.lower, "is" | "was" | "are" | "were"))
}
