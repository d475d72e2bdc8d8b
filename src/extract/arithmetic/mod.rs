//! Arithmetic inside one document: numbers that the copy puts in a sum, a share, a change, a conversion or a count of a list.
//!
//! In go the quantities of a document; out come [`Relation`]s, whether they hold or not. A relation is built only where the words, the
//! table or the list say that the numbers stand in it; numbers that merely happen to stand together make none. Values are
//! compared as ranges: every part brings its own width.

mod change;
mod conversion;
mod difference;
mod interval;
mod known;
mod line;
mod list;
mod share;
mod sum;
mod table;

#[cfg(test)]
mod tests;

use crate::document::TextRange;
use crate::extract::{QuantityMention, Text, TimeMention};
use crate::value::Quantity;
use line::lines;

/// What kind of arithmetic joins the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationKind {
    /// Parts and their total.
    Sum,
    /// A part, its whole, and the share it is said to be.
    Share,
    /// A value before, a value after, and the change between them.
    Change,
    /// Two numbers and the distance between them.
    Difference,
    /// One measure in two units.
    Conversion,
    /// A count and the list that it introduces.
    ListCount,
}

/// A number that takes part in a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub range: TextRange,
    /// What the number leaves open here: as wide as it is rounded.
    pub quantity: Quantity,
}

/// Numbers that the copy puts in one relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub kind: RelationKind,
    /// The number that the others make.
    pub stated: Part,
    /// What it is made of, in the order of the computation: the parts of a sum; part and whole; before and after.
    pub parts: Vec<Part>,
    /// What the parts make, in the unit of `stated`.
    pub derived: Quantity,
    /// How: "212 + 148 + 96".
    pub words: String,
}

impl Relation {
    /// Whether what is stated can be what the parts make.
    pub fn holds(&self) -> bool {
        !self.stated.quantity.disjoint(&self.derived)
    }
}

/// The longest sentence that is read, in tokens.
const LONGEST_SENTENCE: usize = 300;

/// The relations between a document's quantities, in the order of their stated numbers. Quantities within times take no part.
pub fn relations(text: &Text, quantities: &[QuantityMention], times: &[TimeMention]) -> Vec<Relation> {
    let mut lines = lines(text, quantities, times);
    // Sentences that nobody writes are read for no relation: the finders look at a sentence's numbers more than once.
    lines.retain(|line| line.tokens.len() <= LONGEST_SENTENCE);
    let mut found = Vec::new();
    for line in &lines {
        conversion::conversions(line, &mut found);
        change::changes(line, &mut found);
        share::shares(line, &mut found);
    }
    for index in 0..lines.len() {
        difference::margins(&lines, index, &mut found);
        known::known(&lines, index, &mut found);
    }
    sum::sums(&lines, &mut found);
    list::list_counts(text, &lines, &mut found);
    table::tables(text, quantities, &mut found);
    found.sort_by(|a, b| (a.stated.range, a.kind, &a.words).cmp(&(b.stated.range, b.kind, &b.words)));
    found.dedup_by(|a, b| a.stated.range == b.stated.range && a.kind == b.kind);
    found
}
