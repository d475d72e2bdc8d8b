//! Quantities: one document -> its numbers, with hedge, unit and what is counted.
//!
//! A number is read first (`number`), then its unit (`unit`), the noun behind it (`noun`), and what is said of it beside it
//! (`hedge`); what only names or dates something is left out (`guard`). Two numbers that make one range, or a score, are joined
//! last (`join`). Nothing here knows other mentions than the times, whose numbers are skipped or kept apart.

mod draft;
mod guard;
mod hedge;
mod join;
mod noun;
mod number;
pub(in crate::extract) mod scan;
mod unit;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use crate::extract::mention::TimexType;
use crate::extract::{QuantityMention, Text, TimeMention};
use crate::lexicon::Lexicon;
use scan::Scan;

/// What the numbers of a document's copy are, in the order of the text; no mention overlaps another.
#[derive(Debug, Default)]
pub struct Reading {
    /// The quantities outside the times.
    pub quantities: Vec<QuantityMention>,
    /// Counted lengths of time within a time mention ("three years", "two days after", "18 month-old"). The time mention already holds
    /// their value, so nothing is claimed of them: they are kept apart, to be printed.
    pub lengths: Vec<QuantityMention>,
}

/// The quantities of a document's copy, and the lengths of time within its time mentions. Other numbers within a time mention (years,
/// days of a month, times of day) are skipped.
pub fn read(text: &Text, lexicon: &Lexicon, times: &[TimeMention]) -> Reading {
    let mut times_of: HashMap<u32, Vec<&TimeMention>> = HashMap::new();
    for time in times {
        times_of.entry(time.range.block).or_default().push(time);
    }
    times_of.values_mut().for_each(|times| times.sort_unstable_by_key(|t| t.range));
    let mut found = Reading::default();
    for (index, (block, analysis)) in text.document.blocks.iter().zip(&text.blocks).enumerate() {
        if !block.kind.is_copy() {
            continue;
        }
        let scan = Scan { text: &block.prose.text, tokens: &analysis.tokens, words: lexicon.quantity };
        let index = index as u32;
        let times = Times(times_of.get(&index).map_or(&[][..], Vec::as_slice));
        for sentence in &analysis.sentences {
            let mut drafts = draft::drafts(&scan, sentence.tokens.clone());
            drafts.retain(|d| times.at(&d.number.bytes).is_none_or(|time| time.kind != TimexType::Time && d.is_length(&scan)));
            for draft in join::join(&scan, sentence, drafts) {
                let timed = draft.numbers().any(|n| times.at(&n.bytes).is_some());
                let list = if timed { &mut found.lengths } else { &mut found.quantities };
                list.extend(draft.mention(&scan, index));
            }
        }
    }
    found
}

/// The quantities of a document's copy outside its times.
pub fn quantities(text: &Text, lexicon: &Lexicon, times: &[TimeMention]) -> Vec<QuantityMention> {
    read(text, lexicon, times).quantities
}

/// The time mentions of one block, sorted by place.
struct Times<'a>(&'a [&'a TimeMention]);

impl Times<'_> {
    /// The time mention that shares a byte with a range.
    fn at(&self, bytes: &Range<u32>) -> Option<&TimeMention> {
        let after = self.0.partition_point(|t| t.range.start < bytes.end);
        // Time mentions do not nest deeply: the last few that start before the number's end are the only ones that can reach it.
        self.0[after.saturating_sub(3)..after].iter().rev().find(|t| t.range.end > bytes.start).copied()
    }
}
