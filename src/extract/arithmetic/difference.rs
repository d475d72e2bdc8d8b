//! A margin beside the two numbers that it lies between: "by 54 votes to 41, a majority of 13", "beat him 54-41. The margin was 13".

use super::interval::{Interval, shown};
use super::line::{Line, Placed};
use super::{Part, Relation, RelationKind};
use crate::extract::mention::{QuantityForm, QuantityModifier};

/// How many tokens may stand between a score and its margin in one sentence.
const GAP: usize = 6;

/// The margins of the score of a sentence, in that sentence or at the start of the next.
pub(super) fn margins(lines: &[Line], index: usize, found: &mut Vec<Relation>) {
    let line = &lines[index];
    let scores: Vec<&Placed> = line.quantities.iter().filter(|p| p.mention.form == QuantityForm::Score).collect();
    let [first, second] = scores[..] else { return };
    if !first.is_count() || !second.is_count() {
        return;
    }
    let here = line.quantities.iter().find(|p| is_margin(line, p) && stands_beside(line, p, first, second));
    let next = || {
        let next = lines.get(index + 1).filter(|next| next.block == line.block)?;
        let [only] = &next.quantities[..] else { return None };
        let opening = only.tokens.start <= next.tokens.start + 4;
        (opening && is_margin(next, only)).then_some(only)
    };
    if let Some(margin) = here.or_else(next) {
        found.extend(relation(first, second, margin));
    }
}

/// "a majority of 13", "her margin was 13", "by 13 votes": a count that is called the distance between two others.
fn is_margin(line: &Line, placed: &Placed) -> bool {
    let scan = &line.scan;
    let words = line.words();
    let fits = placed.is_count() && placed.mention.form == QuantityForm::Plain && placed.mention.modifier == QuantityModifier::Exactly;
    // "a majority of 13 of the 60 members" is another number.
    if !fits || scan.lower(placed.reach) == "of" || scan.lower(placed.tokens.end) == "of" {
        return false;
    }
    if scan.back(placed.tokens.start, 1) == "by" {
        return placed.mention.of.as_deref().is_some_and(|of| words.ballots.contains(of));
    }
    let mut at = placed.tokens.start;
    while at > line.tokens.start && words.margin_links.contains(scan.back(at, 1)) {
        at -= 1;
    }
    let named = at < placed.tokens.start && words.margins.contains(scan.back(at, 1));
    // "an absolute majority of 13", "the government's majority of 13" are lasting ones.
    let plain = words.margin_openings.contains(scan.back(at, 2))
        || words.margin_adjectives.contains(scan.back(at, 2)) && words.margin_openings.contains(scan.back(at, 3));
    named && plain
}

/// Whether a margin and a score of one sentence are set against each other by no more than a comma and a few words.
fn stands_beside(line: &Line, margin: &Placed, first: &Placed, second: &Placed) -> bool {
    let gap = if margin.tokens.start > second.tokens.start {
        second.reach.min(margin.tokens.start)..margin.tokens.start
    } else {
        margin.reach.min(first.tokens.start)..first.tokens.start
    };
    gap.len() <= GAP && !line.any(gap, |word| matches!(word, ";" | ":" | "and" | "but" | "needed" | "required"))
}

fn relation(first: &Placed, second: &Placed, margin: &Placed) -> Option<Relation> {
    let (greater, lesser) = if first.mention.written.0 >= second.mention.written.0 { (first, second) } else { (second, first) };
    let derived = Interval::from(&greater.mention.quantity).minus(Interval::from(&lesser.mention.quantity))?;
    let part = |p: &Placed| Part { range: p.mention.range, quantity: p.mention.quantity.clone() };
    Some(Relation {
        kind: RelationKind::Difference,
        stated: part(margin),
        parts: vec![part(greater), part(lesser)],
        derived: derived.quantity("count"),
        words: format!("{} − {}", shown(greater.mention), shown(lesser.mention)),
    })
}
