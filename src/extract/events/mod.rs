//! Event mentions: triggers of the vocabulary with what stands around them.
//!
//! A mention keeps what linking needs to tell whether two are one: class, definiteness, ordinal, who and what stands in its clause,
//! and marks that make it another event of its kind ("another", "last year's").

mod arguments;
mod features;
mod open;

use std::ops::Range;
use std::sync::Arc;

use super::clauses::Clause;
use super::{Mentions, Text};
use crate::claim::{EntityId, EventId, Factuality, Holder};
use crate::document::TextRange;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::lexicon::events::{Trigger, TriggerForm};
use crate::value::TimeValue;

pub use arguments::{Arguments, Participant};
pub(crate) use features::{governing_word, modality, participants, theme};
pub use open::{CLASS as OPEN, open_event};

/// One mention of an event.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: EventId,
    /// The class of the vocabulary ("talks"); `open` where none is known.
    pub class: Arc<str>,
    /// The lemma of the trigger's last word.
    pub lemma: Box<str>,
    pub form: TriggerForm,
    /// The trigger's words.
    pub trigger: TextRange,
    /// The last word of the trigger.
    pub head: TextRange,
    /// Index of its sentence within its block.
    pub sentence: usize,
    /// The clause that it stands in.
    pub clause: Clause,
    /// The trigger, as tokens of the block.
    pub tokens: Range<usize>,
    /// A noun with its modifiers, as tokens of the block; for a verb, the trigger.
    pub phrase: Range<usize>,
    /// The written ordinal of a series ("second round").
    pub ordinal: Option<(u32, TextRange)>,
    /// Whether a definite article, possessive or demonstrative stands before it.
    pub definite: bool,
    /// Whether its words say that it is another event than one mentioned before, or one of many.
    pub other: bool,
    pub plural: bool,
    /// Whether its words say that there is no other of its kind: "one public hearing", "the only hearing".
    pub sole: bool,
    /// "the last", "the latest", "the most recent": the event is the last of its series at the time of writing.
    pub last: Option<TextRange>,
    pub factuality: Factuality,
    pub polarity: bool,
    pub holder: Option<Holder>,
    /// Who did it, and to whom.
    pub arguments: Arguments,
    /// Entities named in its clause, sorted.
    pub participants: Vec<EntityId>,
    /// Lemmas with content in its clause, without names, sorted.
    pub theme: Vec<Box<str>>,
    /// Whose event a possessive before the noun says that it is: "*her* death".
    pub possessor: Option<EntityId>,
    /// The days that a time among the noun's modifiers tells: "the *2016* election". They say which one is meant.
    pub dated: Option<TimeValue>,
    /// The TIMEX3 value of a time among the noun's modifiers, be its days known or not: "*Sunday's* meeting".
    pub told_by: Option<Box<str>>,
    /// Lemmas with content that complete a noun ("the signing *of the treaty*"), sorted.
    pub complement: Vec<Box<str>>,
    /// How a reader would name it.
    pub label: String,
}

/// The events of a document, in the order of the text.
pub fn events(text: &Text, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Event> {
    let mut events = Vec::new();
    for (block, analysis) in text.copy_blocks() {
        for (at, length, trigger) in lexicon.events.triggers.find_all(&analysis.tokens) {
            let range = TextRange { block, start: analysis.tokens[at].start, end: analysis.tokens[at + length - 1].end };
            if mentions.is_name_or_time(range) {
                continue;
            }
            let tokens = at..at + length;
            let form = form_of(&analysis.tokens, tokens.clone(), trigger);
            let told = |form: &TriggerForm| *form == TriggerForm::Noun || !tells_another(analysis, lexicon, &trigger.class, &tokens);
            if let Some(form) = form.filter(told) {
                let id = EventId(events.len() as u32);
                events.push(features::event(text, mentions, lexicon, id, trigger.class.clone(), form, block, tokens));
            }
        }
    }
    events
}

/// Whether the object of a verb, or the subject of a passive, makes it another thing: "merged the branch" is no merger.
fn tells_another(analysis: &Analysis, lexicon: &Lexicon, class: &str, trigger: &Range<usize>) -> bool {
    let Some(others) = lexicon.events.not_of(class) else { return false };
    let object = arguments::object(analysis, governing_word(analysis, trigger), trigger).map(|at| &analysis.tokens[at]);
    object.is_some_and(|token| others.contains(&*token.lemma) || others.contains(token.lower.trim_end_matches('s')))
}

/// Whether a trigger is used as a verb or a noun, by the tag of its last word; `None` where the vocabulary has no such use for it.
fn form_of(tokens: &[crate::language::Token], at: Range<usize>, trigger: &Trigger) -> Option<TriggerForm> {
    if let (true, [only]) = (at.len() > 1, &trigger.forms.iter().collect::<Vec<_>>()[..]) {
        return Some(**only);
    }
    let form = if tokens[at.end - 1].is_verb() { TriggerForm::Verb } else { TriggerForm::Noun };
    trigger.forms.contains(&form).then_some(form)
}
