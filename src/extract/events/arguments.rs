//! Who did it and to whom: the agent and the patient of an event, from the tree of its sentence.

use std::ops::Range;

use crate::claim::EntityId;
use crate::document::TextRange;
use crate::extract::Mentions;
use crate::language::Analysis;
use crate::language::universal::{Relation, Upos};
use crate::lexicon::events::TriggerForm;

/// A participant and where its name stands.
pub type Participant = (EntityId, TextRange);

/// The participants of an event by their part in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Who does it.
    pub agent: Option<Participant>,
    /// To whom or what it is done.
    pub patient: Option<Participant>,
    /// The lemma of what it is done to, where that is no name: "brokered the *exchange*".
    pub object: Option<Box<str>>,
}

impl Arguments {
    /// The arguments of the event that a word names. A part that several fill, and one that no name fills, stays empty.
    ///
    /// `trigger` are the event's words, of which `word` governs the others.
    pub fn of(analysis: &Analysis, mentions: &Mentions, block: u32, word: usize, trigger: &Range<usize>, form: TriggerForm) -> Arguments {
        let (agent, patient) = match form {
            TriggerForm::Verb => of_verb(analysis, word, trigger),
            TriggerForm::Noun => (with_preposition(analysis, word, "by"), with_preposition(analysis, word, "of")),
        };
        let named = |token: Option<usize>| participant(analysis, mentions, block, token?);
        let noun = patient.map(|at| &analysis.tokens[at]).filter(|token| token.upos == Upos::Noun);
        Arguments { agent: named(agent), patient: named(patient), object: noun.map(|token| token.lemma.clone()) }
    }
}

/// The word of what a verb does something to.
pub(super) fn object(analysis: &Analysis, verb: usize, trigger: &Range<usize>) -> Option<usize> {
    of_verb(analysis, verb, trigger).1
}

/// The words of the agent and the patient of a verb.
fn of_verb(analysis: &Analysis, verb: usize, trigger: &Range<usize>) -> (Option<usize>, Option<usize>) {
    let subject = analysis.subject(verb);
    if analysis.is_passive(verb) {
        (with_preposition(analysis, verb, "by"), subject)
    } else {
        // "takes over the firm": the particle of the trigger may be read as the preposition of its object.
        let particle = |at: &usize| analysis.dependents_by(*at, Relation::Case).any(|case| trigger.contains(&case));
        let object = analysis.dependents_by(verb, Relation::Obj).next();
        (subject, object.or_else(|| analysis.dependents_by(verb, Relation::Obl).find(particle)))
    }
}

/// The dependent behind a preposition.
fn with_preposition(analysis: &Analysis, word: usize, preposition: &str) -> Option<usize> {
    let has = |at: &usize| analysis.dependents_by(*at, Relation::Case).any(|case| &*analysis.tokens[case].lower == preposition);
    let mut found = analysis.dependents(word).filter(|at| analysis.is(*at, Relation::Obl) || analysis.is(*at, Relation::Nmod)).filter(has);
    found.next().filter(|_| found.next().is_none())
}

/// The entity that a word is the name of, where it stands alone: "A and B" are two.
fn participant(analysis: &Analysis, mentions: &Mentions, block: u32, token: usize) -> Option<Participant> {
    let several = analysis.dependents_by(token, Relation::Conj).next().is_some();
    let range = TextRange { block, start: analysis.tokens[token].start, end: analysis.tokens[token].end };
    let name = mentions.names_in(range).next().filter(|_| !several)?;
    Some((name.entity, name.range))
}
