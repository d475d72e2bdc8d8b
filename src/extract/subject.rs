//! Whom a clause is about and when it plays, by the order of its words: shared by the extractors of ages, births and deaths.

use std::ops::Range;

use crate::claim::EntityId;
use crate::document::TextRange;
use crate::extract::entity::{EntityKind, MentionForm, NameMention, Names};
use crate::extract::mention::TimeMention;
use crate::extract::words::Words;
use crate::value::TimeValue;

/// One sentence with the people and times in it.
#[derive(Clone, Copy)]
pub(crate) struct Clause<'a> {
    pub words: Words<'a>,
    pub names: &'a Names,
    pub times: &'a [TimeMention],
    pub sentence: u32,
}

impl<'a> Clause<'a> {
    /// Tokens of the sentence.
    pub fn tokens(&self) -> Range<usize> {
        self.words.analysis.sentences.get(self.sentence as usize).map_or(0..0, |s| s.tokens.clone())
    }

    /// The mentions of people in the sentence, in order.
    pub fn people(&self) -> impl DoubleEndedIterator<Item = &'a NameMention> {
        let range = self.names.in_sentence(self.words.block, self.sentence);
        self.names.mentions[range].iter().filter(|m| self.names.entity(m.entity).kind == EntityKind::Person)
    }

    /// The person whose mention ends right before a token; adverbs and "who" between may be passed over.
    pub fn person_before(&self, at: usize) -> Option<&'a NameMention> {
        let mut end = at;
        for _ in 0..3 {
            if let Some(found) = self.people().rev().find(|m| m.tokens.end == end && is_subject(m, &self.words)) {
                return Some(found);
            }
            let before = self.words.lower_before(end);
            let passes = matches!(
                before,
                "who" | "," | "also" | "now" | "still" | "himself" | "herself" | "has" | "had" | "then" | "only" | "just" | "already"
            );
            if !passes || end <= self.tokens().start {
                return None;
            }
            end -= 1;
        }
        self.people().rev().find(|m| m.tokens.end == end && is_subject(m, &self.words))
    }

    /// The first person whose mention starts at or after a token, as the subject of what follows.
    pub fn person_after(&self, at: usize) -> Option<&'a NameMention> {
        self.people().find(|m| m.tokens.start >= at && is_subject(m, &self.words))
    }

    /// The times of the sentence that leave known days open, with a grain of a year or finer.
    pub fn dated(&self) -> impl Iterator<Item = (&'a TimeMention, TimeValue)> {
        let tokens = self.tokens();
        let range = self.words.range(tokens);
        let times = self.times.iter().filter(move |t| range.contains(t.range));
        times.filter_map(|t| t.days.filter(|d| d.grain <= crate::value::Grain::Year).map(|d| (t, d)))
    }

    /// The only dated time of the sentence.
    pub fn only_time(&self) -> Option<TimeValue> {
        let mut dated = self.dated();
        let first = dated.next()?;
        dated.next().is_none().then_some(first.1)
    }

    /// The first dated time that starts within some tokens.
    pub fn time_within(&self, tokens: Range<usize>) -> Option<(TextRange, TimeValue)> {
        let range = self.words.range(tokens.start..tokens.end.min(self.tokens().end));
        self.dated().find(|(t, _)| t.range.start >= range.start && t.range.start < range.end).map(|(t, days)| (t.range, days))
    }

    /// Whether a word of the sentence has this lemma.
    pub fn has_lemma(&self, lemma: &str) -> bool {
        self.tokens().any(|at| self.words.lemma(at) == lemma)
    }

    /// The sentence before, within the block.
    pub fn previous(&self) -> Option<Clause<'a>> {
        Some(Clause { sentence: self.sentence.checked_sub(1)?, ..*self })
    }

    /// Whether a person is named or meant in the sentence.
    pub fn speaks_of(&self, person: EntityId) -> bool {
        self.people().any(|m| m.entity == person)
    }
}

/// Whether a mention may be a subject: "his" and "her" are not.
fn is_subject(mention: &NameMention, words: &Words) -> bool {
    let lower = words.lower(mention.tokens.start);
    mention.form != MentionForm::Pronoun && words.lower(mention.tokens.end) != "'s" || matches!(lower, "he" | "she")
}
