//! Tables: a total against its column or row, shares that make a whole, shares against the counts beside them.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::interval::{Interval, shown};
use super::{Part, Relation, RelationKind};
use crate::document::{BlockKind, TextRange};
use crate::extract::{QuantityMention, Text};
use crate::lexicon::quantity::{Arithmetic, QuantityWords};

/// By how much of it a total that is named by no word may miss the sum of its column and still be meant for it.
const NEAR: (i64, u32) = (5, 2);

/// A cell: its text and its only quantity, where the cell is no more than that.
struct Cell<'a> {
    text: String,
    value: Option<&'a QuantityMention>,
    range: TextRange,
}

/// A table as a grid; cells that are missing are absent.
struct Table<'a> {
    cells: BTreeMap<(u32, u32), Cell<'a>>,
    rows: u32,
    columns: u32,
    /// The first row that is no header.
    first: u32,
    words: &'static Arithmetic,
}

/// The relations of every table of a document.
pub(super) fn tables(text: &Text, quantities: &[QuantityMention], found: &mut Vec<Relation>) {
    for table in read(text, quantities).values() {
        for column in 1..table.columns {
            table.column_sum(column, found);
            table.closing_sum(column, found);
            table.column_of_shares(column, found);
        }
        table.shares_of_counts(found);
        table.row_sums(found);
    }
}

fn read<'a>(text: &Text, quantities: &'a [QuantityMention]) -> BTreeMap<u32, Table<'a>> {
    let mut by_block: HashMap<u32, Vec<&QuantityMention>> = HashMap::new();
    for quantity in quantities.iter().filter(|q| !q.ordinal) {
        by_block.entry(quantity.range.block).or_default().push(quantity);
    }
    let mut tables: BTreeMap<u32, Table> = BTreeMap::new();
    for (index, block) in text.document.blocks.iter().enumerate() {
        let BlockKind::TableCell { table, row, column, header } = block.kind else { continue };
        let index = index as u32;
        let prose = &block.prose.text;
        let entry = tables.entry(table).or_insert_with(|| Table {
            cells: BTreeMap::new(),
            rows: 0,
            columns: 0,
            first: 0,
            words: &QuantityWords::builtin().arithmetic,
        });
        entry.rows = entry.rows.max(row + 1);
        entry.columns = entry.columns.max(column + 1);
        if header && column > 0 {
            entry.first = entry.first.max(row + 1);
        }
        let mentions = by_block.get(&index).map_or(&[][..], Vec::as_slice);
        let value = match mentions {
            [only] if is_whole_cell(prose, only) => Some(*only),
            _ => None,
        };
        let range = TextRange { block: index, start: 0, end: prose.len() as u32 };
        entry.cells.insert((row, column), Cell { text: plain(prose), value, range });
    }
    for table in tables.values_mut().filter(|t| t.first == 0) {
        // A first row without a number heads the table, marked up or not.
        let numbers = (1..table.columns).any(|column| table.cell(0, column).is_some_and(|c| c.value.is_some()));
        table.first = u32::from(!numbers && table.columns > 1);
    }
    tables
}

/// Whether a quantity is all that a cell says, but for a unit that is not known or a mark.
fn is_whole_cell(prose: &str, mention: &QuantityMention) -> bool {
    let around = prose.len().saturating_sub((mention.range.end - mention.range.start) as usize);
    let letters = prose[..mention.range.start as usize]
        .chars()
        .chain(prose[mention.range.end as usize..].chars())
        .filter(|c| c.is_alphanumeric())
        .count();
    around <= 12 && letters <= 6 && mention.written.1.is_none()
}

/// Lower case, without the marks around it.
fn plain(text: &str) -> String {
    text.to_lowercase().trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '_' | '.' | '–' | '-')).to_string()
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '/' | '-')).filter(|word| !word.is_empty())
}

impl<'a> Table<'a> {
    fn cell(&self, row: u32, column: u32) -> Option<&Cell<'a>> {
        self.cells.get(&(row, column))
    }

    fn text(&self, row: u32, column: u32) -> &str {
        self.cell(row, column).map_or("", |c| &c.text)
    }

    /// The header of a column: the texts of its header rows.
    fn header(&self, column: u32) -> String {
        (0..self.first).map(|row| self.text(row, column)).collect::<Vec<_>>().join(" ")
    }

    fn is_total(&self, text: &str) -> bool {
        let stem = text.split(['(', ',']).next().unwrap_or_default().trim();
        self.words.totals.contains(stem)
            || stem.strip_prefix("total ").is_some_and(|rest| !rest.is_empty())
            || stem.ends_with(" total") && !stem.starts_with("sub")
    }

    fn is_averaged(&self, text: &str) -> bool {
        tokens(text).any(|word| self.words.averages.contains(word) || self.words.averages.contains(word.trim_end_matches('s')))
    }

    fn is_rounded(&self, column: u32) -> bool {
        let header = self.header(column);
        tokens(&header).any(|word| self.words.rounded.contains(word))
    }

    /// The only row that holds totals; none where several do, or where a row is a part of the row above.
    fn total_row(&self) -> Option<u32> {
        let mut totals = (self.first..self.rows).filter(|row| {
            self.is_total(self.text(*row, 0)) || self.text(*row, 0).starts_with("subtotal") || self.text(*row, 0).starts_with("sub-total")
        });
        let total = totals.next()?;
        let clean = totals.next().is_none() && !self.has_parts_of_rows();
        let at_end = total + 1 == self.rows || total == self.first;
        (clean && at_end && self.rows - self.first >= 3 && self.first > 0).then_some(total)
    }

    fn has_parts_of_rows(&self) -> bool {
        (self.first..self.rows).any(|row| self.words.within.iter().any(|within| self.text(row, 0).starts_with(within.as_str())))
    }

    /// What a cell leaves open in a sum: rounded to its last digit where its column is, or where it has decimals.
    fn width(&self, mention: &QuantityMention, rounded: bool) -> Option<Interval> {
        let value = mention.written.0;
        let loose = rounded || mention.step != Decimal::ONE || mention.unit == "percentage";
        let half = if loose { mention.step.checked_div(Decimal::TWO)? } else { Decimal::ZERO };
        let exact = Interval::around(value, half)?;
        Some(if mention.modifier == crate::extract::mention::QuantityModifier::Exactly {
            exact
        } else {
            exact.widened(value.abs().checked_mul(Decimal::new(1, 1))?)?
        })
    }

    /// The quantities of a column's rows; `None` where a cell holds none, or they differ in unit. A dash is nothing.
    fn parts(&self, cells: impl Iterator<Item = (u32, u32)>, unit: &str) -> Option<Vec<&'a QuantityMention>> {
        let mut parts = Vec::new();
        for (row, column) in cells {
            let cell = self.cell(row, column)?;
            match cell.value {
                Some(value) if value.unit == unit => parts.push(value),
                None if cell.text.is_empty() && cell.range.end > 0 => {}
                _ => return None,
            }
        }
        (parts.len() >= 2).then_some(parts)
    }

    fn column_sum(&self, column: u32, found: &mut Vec<Relation>) {
        let Some(total_row) = self.total_row() else { return };
        let Some(total) = self.cell(total_row, column).and_then(|c| c.value) else { return };
        let header = self.header(column);
        let percent = total.unit == "percentage";
        let whole = percent && total.written.0 == Decimal::ONE_HUNDRED;
        // The total of a column of rates is the rate of the whole, not their sum.
        if (percent && !whole) || (!percent && self.is_averaged(&header)) {
            return;
        }
        let rows = (self.first..self.rows).filter(|row| *row != total_row).map(|row| (row, column));
        let Some(parts) = self.parts(rows, &total.unit) else { return };
        self.push_sum(total, &parts, self.is_rounded(column) || percent, found);
    }

    /// The last row, where it is empty but for its name and one whole number that is about the sum of the numbers above: a total under
    /// another name ("Day one", "Both rounds").
    fn closing_sum(&self, column: u32, found: &mut Vec<Relation>) {
        let last = self.rows.saturating_sub(1);
        let sole = self.columns >= 3
            && (1..self.columns).all(|c| c == column || self.cell(last, c).is_none_or(|cell| cell.value.is_none() && cell.text.is_empty()));
        let total = self.cell(last, column).and_then(|c| c.value).filter(|_| sole && self.total_row().is_none() && self.first > 0);
        let Some(total) = total.filter(|t| t.unit == "count" && t.step == Decimal::ONE) else { return };
        let rows = (self.first..last).map(|row| (row, column));
        let Some(parts) = self.parts(rows, &total.unit).filter(|parts| parts.len() >= 3) else { return };
        let Some(whole) = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.written.0)) else { return };
        let miss = (whole - total.written.0).abs().checked_div(total.written.0);
        if miss.is_some_and(|miss| miss <= Decimal::new(NEAR.0, NEAR.1)) {
            self.push_sum(total, &parts, false, found);
        }
    }

    fn push_sum(&self, total: &QuantityMention, parts: &[&QuantityMention], rounded: bool, found: &mut Vec<Relation>) {
        let widths: Option<Vec<Interval>> = parts.iter().map(|part| self.width(part, rounded)).collect();
        let (Some(widths), Some(stated)) = (widths, self.width(total, rounded)) else { return };
        let sum = widths.iter().try_fold(Interval { low: Decimal::ZERO, high: Decimal::ZERO }, |sum, part| sum.plus(*part));
        let Some(sum) = sum.filter(|sum| !is_mean(*sum, parts.len(), stated)) else { return };
        found.push(Relation {
            kind: RelationKind::Sum,
            stated: Part { range: total.range, quantity: stated.quantity(&total.unit) },
            parts: parts
                .iter()
                .zip(&widths)
                .map(|(part, width)| Part { range: part.range, quantity: width.quantity(&total.unit) })
                .collect(),
            derived: sum.quantity(&total.unit),
            words: parts.iter().map(|part| shown(part)).collect::<Vec<_>>().join(" + "),
        });
    }

    /// A column of percentages under "Share" without a total: it may not come to more than the whole, and with a row for the rest not to
    /// less either.
    fn column_of_shares(&self, column: u32, found: &mut Vec<Relation>) {
        let header = self.header(column);
        let headed = self.words.shares.iter().any(|share| header == *share || header.starts_with(&format!("{share} ")));
        let any_total = (self.first..self.rows).any(|row| self.is_total(self.text(row, 0)));
        if !headed || any_total || self.has_parts_of_rows() || self.rows < self.first + 3 {
            return;
        }
        let Some(parts) = self.parts((self.first..self.rows).map(|row| (row, column)), "percentage") else { return };
        let widths: Option<Vec<Interval>> = parts.iter().map(|part| self.width(part, true)).collect();
        let Some(widths) = widths else { return };
        let zero = Interval { low: Decimal::ZERO, high: Decimal::ZERO };
        let Some(sum) = widths.iter().try_fold(zero, |sum, part| sum.plus(*part)) else { return };
        let Some(first) = parts.first() else { return };
        let complete = (self.first..self.rows).any(|row| self.words.rest.contains(self.text(row, 0)));
        let breakdown = sum.low < Decimal::from(125) && sum.high > Decimal::from(if complete { 80 } else { 99 });
        if !breakdown || parts.len() < 3 {
            return;
        }
        // The whole is stated by no cell: the first share stands for it.
        found.push(Relation {
            kind: RelationKind::Sum,
            stated: Part {
                range: first.range,
                quantity: Interval { low: Decimal::ONE_HUNDRED, high: Decimal::ONE_HUNDRED }.quantity("percentage"),
            },
            parts: parts[1..]
                .iter()
                .zip(&widths[1..])
                .map(|(part, width)| Part { range: part.range, quantity: width.quantity("percentage") })
                .collect(),
            derived: sum.quantity("percentage"),
            words: parts.iter().map(|part| shown(part).replace(" percent", "")).collect::<Vec<_>>().join(" + "),
        });
    }

    /// A column of counts with a total beside a column of percentages that makes 100: each percentage is its count's share.
    fn shares_of_counts(&self, found: &mut Vec<Relation>) {
        let Some(total_row) = self.total_row() else { return };
        let total = |column: u32| self.cell(total_row, column).and_then(|c| c.value);
        let percents: Vec<u32> = (1..self.columns)
            .filter(|c| total(*c).is_some_and(|t| t.unit == "percentage" && t.written.0 == Decimal::ONE_HUNDRED))
            .collect();
        let counts: Vec<u32> = (1..self.columns).filter(|c| total(*c).is_some_and(|t| t.unit != "percentage")).collect();
        let ([percent], [count]) = (&percents[..], &counts[..]) else { return };
        let Some(whole) = total(*count) else { return };
        let mut shares = Vec::new();
        for row in (self.first..self.rows).filter(|row| *row != total_row) {
            let value = |column: u32| self.cell(row, column).and_then(|c| c.value);
            let (Some(share), Some(part)) = (value(*percent), value(*count)) else { continue };
            if share.unit != "percentage" || part.unit != whole.unit {
                continue;
            }
            let rounded = self.is_rounded(*count);
            let derived = self.width(part, rounded).zip(self.width(whole, rounded)).and_then(|(a, b)| a.ratio(b, Decimal::ONE_HUNDRED));
            // Rounded up or down to its last digit.
            let (Some(derived), Some(stated)) = (derived, Interval::around(share.written.0, share.step)) else { continue };
            shares.push(Relation {
                kind: RelationKind::Share,
                stated: Part { range: share.range, quantity: stated.quantity("percentage") },
                parts: [part, whole].iter().map(|m| Part { range: m.range, quantity: m.quantity.clone() }).collect(),
                derived: derived.quantity("percentage"),
                words: format!("{} of {}", shown(part), shown(whole)),
            });
        }
        // Percentages that fit none or few of the counts are shares of something else.
        let fitting = shares.iter().filter(|share| share.holds()).count();
        if fitting >= 2 && fitting + 1 >= shares.len() {
            found.extend(shares);
        }
    }

    /// A last column headed "Total" against the columns before it.
    fn row_sums(&self, found: &mut Vec<Relation>) {
        let Some(column) = (2..self.columns).find(|c| self.first > 0 && self.is_total(&self.header(*c))) else { return };
        let start = (0..column)
            .find(|c| (self.first..self.rows).all(|row| self.cell(row, *c).is_some_and(|cell| cell.value.is_some())))
            .unwrap_or(column)
            .max(1);
        let mixed = (start..column).any(|c| self.is_averaged(&self.header(c)));
        if column + 1 != self.columns || mixed || column < start + 2 {
            return;
        }
        for row in self.first..self.rows {
            let Some(total) = self.cell(row, column).and_then(|c| c.value) else { continue };
            let Some(parts) = self.parts((start..column).map(|c| (row, c)), &total.unit).filter(|_| total.unit != "percentage") else {
                continue;
            };
            let rounded = (start..=column).any(|c| self.is_rounded(c));
            self.push_sum(total, &parts, rounded, found);
        }
    }
}

/// Whether a "total" is the mean of its column.
fn is_mean(sum: Interval, count: usize, stated: Interval) -> bool {
    let Some(mean) = Decimal::ONE.checked_div(Decimal::from(count)).and_then(|part| sum.times(part)) else { return false };
    mean.low <= stated.high && stated.low <= mean.high && !(sum.low <= stated.high && stated.low <= sum.high)
}
