//! Happenings: every verb and noun of a document that tells of something that happens, known to the vocabulary or not.
//!
//! They are lighter than [`Event`]s: a happening has no claims of its own, only what linking needs to tell whether two are one:
//! what it is known by, and who does it to whom. Those that are events say so.

use std::collections::HashMap;

use super::events::{Arguments, Event, OPEN, governing_word};
use super::{Mentions, Text};
use crate::claim::EventId;
use crate::document::TextRange;
use crate::language::universal::Upos;
use crate::language::{Token, TokenKind, dictionary_form};
use crate::lexicon::Lexicon;
use crate::lexicon::events::TriggerForm;

/// A passage that tells of something that happens.
#[derive(Clone, Debug)]
pub struct Happening {
    /// The word that names it.
    pub head: TextRange,
    /// What it is known by: the class of the vocabulary, else the lemma of its verb, else that of its noun.
    pub kind: Box<str>,
    /// Whether `kind` is a class of the vocabulary.
    pub classed: bool,
    pub arguments: Arguments,
    /// The event that it is.
    pub event: Option<EventId>,
}

/// The happenings of a document, in the order of the text.
pub fn happenings(text: &Text, mentions: &Mentions, events: &[Event], lexicon: &Lexicon) -> Vec<Happening> {
    let mut by_head: HashMap<TextRange, &Event> = HashMap::new();
    for event in events {
        // Of several on one word, the one that the vocabulary knows.
        let known = by_head.entry(event.head).or_insert(event);
        if &*known.class == OPEN {
            *known = event;
        }
    }
    let mut found = Vec::new();
    for (block, analysis) in text.copy_blocks() {
        for (at, token) in analysis.tokens.iter().enumerate() {
            let head = TextRange { block, start: token.start, end: token.end };
            let event = by_head.get(&head).copied();
            let class = event.filter(|e| &*e.class != OPEN).map(|e| Box::from(&*e.class));
            let classed = class.is_some();
            let Some(kind) = class.or_else(|| key(token, lexicon)) else { continue };
            if event.is_none() && mentions.is_name_or_time(head) {
                continue;
            }
            let arguments = match event {
                Some(event) => event.arguments.clone(),
                None => {
                    let form = if token.is_verb() { TriggerForm::Verb } else { TriggerForm::Noun };
                    let tokens = at..at + 1;
                    Arguments::of(analysis, mentions, block, governing_word(analysis, &tokens), &tokens, form)
                }
            };
            found.push(Happening { head, kind, classed, arguments, event: event.map(|e| e.id) });
        }
    }
    found
}

/// What a word that names something that happens is known by.
fn key(token: &Token, lexicon: &Lexicon) -> Option<Box<str>> {
    if token.kind != TokenKind::Word {
        return None;
    }
    match token.upos {
        Upos::Verb => Some(dictionary_form(&token.lower, token.penn.name()).as_ref().into()),
        Upos::Noun => {
            let lemma = dictionary_form(&token.lower, token.penn.name());
            let gerund = token.lower.ends_with("ing").then(|| dictionary_form(&token.lower, "VBG"));
            lexicon.events.nominals.key(&lemma, gerund.as_deref()).map(Box::from)
        }
        _ => None,
    }
}
