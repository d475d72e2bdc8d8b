//! Open events: where a clause has a date but no trigger of the vocabulary, its verb is the event.

use super::Event;
use super::features;
use crate::claim::EventId;
use crate::extract::clauses::Clause;
use crate::extract::{Mentions, Text};
use crate::language::Token;
use crate::language::universal::{Penn, Upos};
use crate::lexicon::Lexicon;
use crate::lexicon::events::TriggerForm;

/// The class of an event that the vocabulary does not know.
pub const CLASS: &str = "open";

/// The event of the verb of a clause nearest to a token, before it rather than after it; `None` without a verb.
pub fn open_event(
    text: &Text,
    mentions: &Mentions,
    lexicon: &Lexicon,
    id: EventId,
    block: u32,
    near: usize,
    within: &Clause,
) -> Option<Event> {
    let tokens = &text.blocks[block as usize].tokens;
    let before = within.tokens().rev().find(|at| *at < near && is_predicate(&tokens[*at]));
    let verb = before.or_else(|| within.tokens().find(|at| *at >= near && is_predicate(&tokens[*at])))?;
    Some(features::event(text, mentions, lexicon, id, CLASS.into(), TriggerForm::Verb, block, verb..verb + 1))
}

/// Whether a word is a verb in the past or a participle, or a form of "be" that links a date to its subject.
fn is_predicate(token: &Token) -> bool {
    token.upos == Upos::Verb && token.is_past() || &*token.lemma == "be" && matches!(token.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp)
}
