//! Places that copy describes without naming them: "a bank in Athens", "the prison", "New Zealand's highest mountain".
//!
//! They are printed among the entities, as nominal mentions, so that "a shop in Paris" is not taken for Paris. Claims rest on named places.

use super::{Mentions, Text};
use crate::claim::EntityId;
use crate::document::TextRange;
use crate::extract::entity::EntityKind;
use crate::language::universal::{Relation, Upos};
use crate::language::{Analysis, dictionary_form};
use crate::lexicon::Lexicon;

/// How many words may stand between a place's noun and the name of what holds it ("in the old town of").
const HOLDER_GAP: usize = 4;

/// A description of a place.
#[derive(Clone, Debug)]
pub struct Locality {
    /// The noun with what stands before it.
    pub range: TextRange,
    /// What kind of place it is, by the noun that stands for the kind.
    pub kind: Box<str>,
    /// The named place that holds it or tells which it is.
    pub holder: Option<EntityId>,
}

/// The places that a document describes, in the order of the text.
pub fn localities(text: &Text, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Locality> {
    let mut found = Vec::new();
    for (block, analysis) in text.copy_blocks() {
        for (at, token) in analysis.tokens.iter().enumerate() {
            if token.upos != Upos::Noun || token.capital {
                continue;
            }
            let lemma = dictionary_form(&token.lower, token.penn.name());
            let word = TextRange { block, start: token.start, end: token.end };
            // "the bank robber": the noun before another one names that.
            let modifies = analysis.is(at, Relation::Compound);
            let Some(kind) = lexicon.names.sites.kind(&lemma).filter(|_| !modifies && !mentions.is_name_or_time(word)) else { continue };
            let first = phrase_start(analysis, at);
            let range = TextRange { block, start: analysis.tokens[first].start, end: token.end };
            found.push(Locality { range, kind: kind.into(), holder: holder(analysis, mentions, block, first, at) });
        }
    }
    found
}

/// The first word of the phrase of a noun.
fn phrase_start(analysis: &Analysis, noun: usize) -> usize {
    let of_noun = [Relation::Det, Relation::Amod, Relation::Compound, Relation::Nmod, Relation::Nummod];
    let before = analysis.dependents(noun).filter(|at| *at < noun && of_noun.iter().any(|r| analysis.is(*at, *r)));
    before.map(|at| analysis.subtree(at).start).min().unwrap_or(noun)
}

/// The place that is named within the phrase or right behind it.
fn holder(analysis: &Analysis, mentions: &Mentions, block: u32, first: usize, noun: usize) -> Option<EntityId> {
    let sentence = analysis.sentences.get(analysis.sentence_of(noun))?.tokens.end;
    let linked = analysis.tokens.get(noun + 1).is_some_and(|t| t.upos == Upos::Adp);
    let last = if linked { (noun + 1 + HOLDER_GAP).min(sentence) } else { noun + 1 };
    let range = TextRange { block, start: analysis.tokens[first].start, end: analysis.tokens[last.max(noun + 1) - 1].end };
    let place = |name: &&crate::extract::NameMention| mentions.names.entity(name.entity).kind == EntityKind::Place;
    mentions.names_in(range).find(place).map(|name| name.entity)
}
