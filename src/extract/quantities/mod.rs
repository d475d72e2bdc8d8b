//! Quantities: one document -> its numbers, with hedge, unit and what is counted.
//!
//! A number is read first (`number`), then its unit (`unit`), the noun behind it (`noun`), and what is said of it beside it
//! (`hedge`); what only names or dates something is left out (`guard`). Two numbers that make one range, or a score, are joined
//! last (`join`). Nothing here knows other mentions than the times, whose numbers are skipped.

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

use crate::document::TextRange;
use crate::extract::{QuantityMention, Text, TimeMention};
use crate::lexicon::Lexicon;
use scan::Scan;

/// The quantities of a document's copy, in the order of the text; none overlaps another. Numbers within a time mention are skipped.
pub fn quantities(text: &Text, lexicon: &Lexicon, times: &[TimeMention]) -> Vec<QuantityMention> {
    let mut times_of: HashMap<u32, Vec<TextRange>> = HashMap::new();
    for time in times {
        times_of.entry(time.range.block).or_default().push(time.range);
    }
    times_of.values_mut().for_each(|ranges| ranges.sort_unstable());
    let mut mentions = Vec::new();
    for (index, (block, analysis)) in text.document.blocks.iter().zip(&text.blocks).enumerate() {
        if !block.kind.is_copy() {
            continue;
        }
        let scan = Scan { text: &block.prose.text, tokens: &analysis.tokens, words: lexicon.quantity };
        let index = index as u32;
        let taken = times_of.get(&index).map_or(&[][..], Vec::as_slice);
        for sentence in &analysis.sentences {
            let drafts = draft::drafts(&scan, sentence.tokens.clone());
            mentions
                .extend(join::join(&scan, sentence, drafts).iter().filter_map(|d| d.mention(&scan, index)).filter(|m| !in_time(m, taken)));
        }
    }
    mentions
}

/// Whether a number lies in one of the sorted ranges of time mentions.
fn in_time(mention: &QuantityMention, taken: &[TextRange]) -> bool {
    let after = taken.partition_point(|t| t.start < mention.number.end);
    // Time mentions do not nest deeply: the last few that start before the number's end are the only ones that can reach it.
    taken[after.saturating_sub(3)..after].iter().any(|t| t.overlaps(mention.number))
}
