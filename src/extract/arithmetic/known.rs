//! Shares and ratios of numbers that the copy has given before: "22 patients, or 92 percent of the total" of a trial with 24 people; "The
//! operating profit was 124 million. That is a margin of 10 percent" beside the revenue.

use rust_decimal::Decimal;

use super::Relation;
use super::interval::Interval;
use super::line::{Line, Placed};
use super::share;
use crate::lexicon::hash::Set;

/// How many sentences back a revenue may stand from its margin.
const REACH: usize = 3;
/// How many tokens may stand between a noun and its amount.
const GAP: usize = 4;
/// By how many percentage points a margin may be off and still be meant for the amounts.
const MISS: i64 = 20;

/// The shares of a sentence whose whole, or part and whole, stand before it.
pub(super) fn known(lines: &[Line], index: usize, found: &mut Vec<Relation>) {
    let line = &lines[index];
    for (at, placed) in line.quantities.iter().enumerate().filter(|(_, p)| p.is_share()) {
        let part = at.checked_sub(1).map(|before| &line.quantities[before]);
        let relation = part.and_then(|part| of_the_total(lines, index, part, placed)).or_else(|| margin(lines, index, placed));
        found.extend(relation);
    }
}

/// "22 patients, or 92 percent of the total": the whole is the only number that was divided before.
fn of_the_total(lines: &[Line], index: usize, part: &Placed, placed: &Placed) -> Option<Relation> {
    let line = &lines[index];
    let scan = &line.scan;
    let end = placed.tokens.end;
    let total = scan.lower(end) == "of" && scan.lower(end + 1) == "the" && line.words().known_wholes.contains(scan.lower(end + 2));
    let gap = part.reach..placed.tokens.start;
    let apposed = line.reads(gap.clone(), &[",", "or"]) || line.reads(gap, &["("]);
    let closed = end + 3 >= line.tokens.end || scan.is_break(end + 3);
    let of = part.mention.of.as_deref()?;
    if !total || !apposed || !closed || !part.is_count() || !line.words().wholes.contains(of) {
        return None;
    }
    let mut wholes: Vec<&Placed> = Vec::new();
    for before in &lines[..index] {
        for pair in before.quantities.windows(2) {
            let [first, second] = pair else { continue };
            let known = wholes.iter().any(|w| w.mention.written.0 == second.mention.written.0);
            if share::is_part_of(before, first, second) && second.is_count() && !known {
                wholes.push(second);
            }
        }
    }
    let [whole] = wholes[..] else { return None };
    let counted = whole.mention.of.as_deref().is_some_and(|of| line.words().wholes.contains(of));
    (counted && part.mention.written.0 < whole.mention.written.0).then(|| share::relation(part, whole, placed))?
}

/// "That is a margin of 10 percent" behind a profit, with one revenue of the same money in the sentences before.
fn margin(lines: &[Line], index: usize, placed: &Placed) -> Option<Relation> {
    let line = &lines[index];
    let words = line.words();
    let named = line.scan.back(placed.tokens.start, 1) == "of" && line.scan.back(placed.tokens.start, 2) == "margin";
    if !named || line.quantities.iter().take_while(|p| p.tokens.start < placed.tokens.start).count() > 2 {
        return None;
    }
    let near = &lines[index.saturating_sub(REACH)..=index];
    let called = |names: &Set<String>| {
        let amounts = near.iter().filter(|l| l.block == line.block).flat_map(|l| l.quantities.iter().map(move |p| (l, p)));
        let mut found = amounts.filter(|(l, p)| p.mention.range != placed.mention.range && is_called(l, p, names)).map(|(_, p)| p);
        match (found.next(), found.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    };
    let (part, whole) = (called(&words.earnings)?, called(&words.turnover)?);
    let fits = part.mention.unit == whole.mention.unit && part.mention.unit != "count" && part.mention.written.0 < whole.mention.written.0;
    let relation = fits.then(|| share::relation(part, whole, placed)).flatten()?;
    // A margin far from the ratio is that of another part of the business.
    let (stated, derived) = (Interval::from(&relation.stated.quantity), Interval::from(&relation.derived));
    let room = Decimal::from(MISS);
    (stated.low.checked_sub(derived.high)? <= room && derived.low.checked_sub(stated.high)? <= room).then_some(relation)
}

/// Whether an amount is what one of these nouns came to: "revenue came to 90 million", "a profit of 9 million".
fn is_called(line: &Line, placed: &Placed, names: &Set<String>) -> bool {
    let start = placed.tokens.start;
    let before = start.saturating_sub(GAP).max(line.tokens.start)..start;
    let scan = &line.scan;
    let changed = |at: usize| matches!(scan.lower(at), "by" | "," | "and" | "from" | ";");
    let noun = before.clone().rev().find(|at| names.contains(&*scan.tokens[*at].lemma));
    placed.is_value() && noun.is_some_and(|noun| !(noun..start).any(changed))
}
