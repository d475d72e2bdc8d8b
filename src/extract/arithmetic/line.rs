//! A sentence with its quantities, as the finders of relations read it.

use std::ops::Range;

use crate::document::{BlockKind, TextRange};
use crate::extract::mention::{QuantityForm, QuantityModifier};
use crate::extract::quantities::scan::Scan;
use crate::extract::{QuantityMention, Text, TimeMention};
use crate::lexicon::quantity::{Arithmetic, QuantityWords};

/// A quantity in its sentence.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    pub mention: &'a QuantityMention,
    /// Tokens of hedge, number and unit.
    pub tokens: Range<usize>,
    /// The token behind the noun that is counted, or behind the unit.
    pub reach: usize,
}

impl Placed<'_> {
    /// Whether it is a plain whole number of things without hedge, range or unit.
    pub fn is_count(&self) -> bool {
        let m = self.mention;
        m.unit == "count"
            && !m.ordinal
            && m.written.1.is_none()
            && m.modifier == QuantityModifier::Exactly
            && matches!(m.form, QuantityForm::Plain | QuantityForm::Score)
            && m.written.0.fract().is_zero()
    }

    /// Whether it is a share: a percentage, or a fraction without a unit.
    pub fn is_share(&self) -> bool {
        let m = self.mention;
        m.unit == "percentage" || m.form == QuantityForm::Fraction && &*m.quantity.unit.0 == "percentage"
    }

    /// Whether it is one value of something (no ordinal, no range, no share, no age).
    pub fn is_value(&self) -> bool {
        let m = self.mention;
        !m.ordinal
            && m.written.1.is_none()
            && !self.is_share()
            && !matches!(m.form, QuantityForm::Age | QuantityForm::Score | QuantityForm::Open)
    }
}

/// A sentence of a block.
pub(super) struct Line<'a> {
    pub scan: Scan<'a>,
    pub block: u32,
    pub kind: &'a BlockKind,
    /// Tokens of the sentence.
    pub tokens: Range<usize>,
    pub quantities: Vec<Placed<'a>>,
    /// Whether it is the last sentence of its block.
    pub last: bool,
}

impl<'a> Line<'a> {
    pub fn words(&self) -> &'a Arithmetic {
        &self.scan.words.arithmetic
    }

    /// Whether a token of a range, in lower case, is what is asked for.
    pub fn any(&self, range: Range<usize>, is: impl Fn(&str) -> bool) -> bool {
        range.into_iter().any(|at| is(self.scan.lower(at)))
    }

    /// Whether the tokens of a range are these words.
    pub fn reads(&self, range: Range<usize>, words: &[&str]) -> bool {
        range.len() == words.len() && range.zip(words).all(|(at, word)| self.scan.lower(at) == *word)
    }

    /// The bytes of tokens, as a range of the block's prose.
    pub fn range(&self, tokens: Range<usize>) -> TextRange {
        let all = self.scan.tokens;
        TextRange { block: self.block, start: all[tokens.start].start, end: all[tokens.end - 1].end }
    }
}

/// The sentences of a document's copy outside tables, with the quantities that lie in no date or time of day.
pub(super) fn lines<'a>(text: &'a Text<'a>, quantities: &'a [QuantityMention], times: &[TimeMention]) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    let mut next = 0;
    let mut taken: Vec<TextRange> = times.iter().map(|t| t.range).collect();
    taken.sort_unstable();
    for (index, (block, analysis)) in text.document.blocks.iter().zip(&text.blocks).enumerate() {
        let index = index as u32;
        while quantities.get(next).is_some_and(|q| q.range.block < index) {
            next += 1;
        }
        if !block.kind.is_copy() || matches!(block.kind, BlockKind::TableCell { .. }) {
            continue;
        }
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            let scan = Scan { text: &block.prose.text, tokens: &analysis.tokens, words: QuantityWords::builtin() };
            let mut placed = Vec::new();
            while let Some(mention) = quantities.get(next).filter(|q| q.range.block == index && q.range.start < sentence.end) {
                next += 1;
                let free =
                    !taken[..taken.partition_point(|t| *t <= mention.range)].iter().rev().take(2).any(|t| t.overlaps(mention.number));
                if free && takes_part(mention, &scan) {
                    placed.push(place(mention, analysis));
                }
            }
            let last = number + 1 == analysis.sentences.len();
            found.push(Line { scan, block: index, kind: &block.kind, tokens: sentence.tokens.clone(), quantities: placed, last });
        }
    }
    found
}

/// Ordinals, ages and lengths of time stand in no arithmetic of this module.
fn takes_part(mention: &QuantityMention, scan: &Scan) -> bool {
    let units = &scan.words.units;
    let of_time = units.named(&mention.unit).is_some_and(|id| &*units.entries[id].dimension == "duration");
    !mention.ordinal && mention.form != QuantityForm::Age && !of_time
}

fn place<'a>(mention: &'a QuantityMention, analysis: &crate::language::Analysis) -> Placed<'a> {
    let start = analysis.token_at(mention.range.start);
    let end = analysis.token_at(mention.range.end.saturating_sub(1)) + 1;
    let reach = mention.noun.map_or(end, |noun| (analysis.token_at(noun.end.saturating_sub(1)) + 1).max(end));
    Placed { mention, tokens: start..end, reach }
}
