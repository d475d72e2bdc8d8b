//! Amounts and what they come to: "700 and 500, 1,200 in all", "180 and 32 make 212", "the 150,000"; shares of one whole.

use rust_decimal::Decimal;

use super::sum;
use crate::extract::arithmetic::interval::{Interval, shown};
use crate::extract::arithmetic::line::{Line, Placed};
use crate::extract::arithmetic::{Part, Relation, RelationKind};
use crate::extract::mention::QuantityModifier;
use crate::lexicon::hash::Set;

/// By how much "the 150,000" may miss the sum of the amounts before it and still be meant for it.
const MISS: (i64, u32) = (15, 2);

/// How many sentences back a number may have been named before.
const KNOWN: usize = 40;

/// "90 from the east and 60 from the west, 150 in all", "180 and 32 make 212".
pub(super) fn amounts(line: &Line, found: &mut Vec<Relation>) {
    let scan = &line.scan;
    let words = line.words();
    for (index, total) in line.quantities.iter().enumerate().skip(2) {
        let (previous, first) = (&line.quantities[index - 1], &line.quantities[index - 2]);
        let making = words.making.contains(scan.lower(previous.reach))
            && total.tokens.start <= previous.reach + 3
            && line.reads(first.reach..previous.tokens.start, &["and"]);
        if making && alike(&words.wholes, &[first, previous], total) {
            found.extend(sum(total, &[first, previous], false));
            continue;
        }
        let phrase = |phrase: &str| words.sums_behind.contains(phrase).then_some(());
        let behind = scan.phrase_at(total.reach, phrase).is_some_and(|(_, end)| end >= line.tokens.end || scan.is_break(end));
        let before = scan.phrase_before(total.tokens.start, |p| words.sums_before.contains(p).then_some(())).map(|(_, at)| at);
        // The total stands behind a comma or dash of its own, so that the numbers before it are what it sums up.
        let opening = before.unwrap_or(total.tokens.start);
        let apposed = opening > line.tokens.start && matches!(scan.raw(opening - 1), "," | "–" | "—" | "(" | ":");
        let parts: Vec<&Placed> = line.quantities[..index].iter().collect();
        let totals_before = parts.iter().any(|p| scan.phrase_at(p.reach, phrase).is_some());
        let safe = !totals_before
            && !line.any(line.tokens.start..opening, |word| words.undividing.contains(word) || word == "from" || word == "of");
        if (behind || before.is_some()) && apposed && safe && alike(&words.wholes, &parts, total) {
            found.extend(sum(total, &parts, false));
        }
    }
}

/// Whether amounts are exact, of one kind, and smaller than the total.
fn alike(wholes: &Set<String>, parts: &[&Placed], total: &Placed) -> bool {
    // "12 paintings and eight drawings, 20 works in all".
    let kinds = total.mention.of.as_deref().is_some_and(|of| wholes.contains(of)) && parts.iter().all(|p| p.mention.of.is_some());
    let exact = |p: &Placed| p.is_value() && p.mention.modifier == QuantityModifier::Exactly;
    let unit = &total.mention.unit;
    let of = |p: &Placed| p.mention.of.clone();
    let first = parts.first().and_then(|p| of(p));
    let same_kind = parts[1..].iter().chain([&total]).all(|p| of(p).is_none() || first.is_none() || of(p) == first);
    let same_unit = parts.iter().all(|p| p.mention.unit == *unit || p.mention.unit == "count" && p.mention.of.is_none());
    exact(total) && parts.iter().all(|p| exact(p) && p.mention.written.0 < total.mention.written.0) && (same_kind || kinds) && same_unit
}

/// "The benches will cost 90,000 dollars and the trees 60,000. ... the 150,000": a sum that the next sentence takes up with "the".
pub(super) fn taken_up(lines: &[Line], index: usize, found: &mut Vec<Relation>) {
    let line = &lines[index];
    let Some(next) = lines.get(index + 1).filter(|n| n.block == line.block) else { return };
    let [first, rest @ ..] = &line.quantities[..] else { return };
    let [total] = &next.quantities[..] else { return };
    let taken = next.scan.back(total.tokens.start, 1) == "the" && total.mention.of.is_none();
    let money = first.mention.unit != "count"
        && matches!(total.mention.unit.as_str(), "count" | _ if total.mention.unit == first.mention.unit || total.mention.unit == "count");
    if !taken
        || !money
        || rest.is_empty()
        || rest.len() > 3
        || !exact_of_unit(line, &first.mention.unit)
        || total.mention.modifier != QuantityModifier::Exactly
    {
        return;
    }
    let value = total.mention.written.0;
    let known = lines[index.saturating_sub(KNOWN)..=index].iter().flat_map(|l| &l.quantities).any(|p| p.mention.written.0 == value);
    let whole = line.quantities.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.mention.written.0));
    let Some(whole) = whole.filter(|w| !known && w.is_sign_positive() && !w.is_zero()) else { return };
    let near = (value - whole).abs().checked_div(whole).is_some_and(|miss| miss <= Decimal::new(MISS.0, MISS.1));
    if near && whole < Decimal::from(1_000_000_000_000_i64) {
        let parts: Vec<&Placed> = line.quantities.iter().collect();
        found.extend(sum(total, &parts, false).map(|relation| in_unit(relation, &first.mention.quantity.unit.0)));
    }
}

fn exact_of_unit(line: &Line, unit: &str) -> bool {
    let joined = line.quantities.windows(2).all(|pair| line.any(pair[0].reach..pair[1].tokens.start, |word| word == "and" || word == ","));
    joined
        && line.quantities.iter().all(|p| {
            p.is_value()
                && p.mention.modifier == QuantityModifier::Exactly
                && (p.mention.unit == unit || p.mention.unit == "count" && p.mention.of.is_none())
        })
}

/// The relation with its quantities in one unit, where a part or the total leaves it out.
fn in_unit(mut relation: Relation, unit: &str) -> Relation {
    let unit = crate::value::Unit::new(unit);
    relation.stated.quantity.unit = unit.clone();
    relation.derived.unit = unit;
    relation
}

/// "The party took 45 percent of the vote, its rival 38 and the rest 21": shares of one whole that come to more than it.
pub(super) fn shares_over_the_whole(line: &Line, found: &mut Vec<Relation>) {
    let scan = &line.scan;
    // "45 percent of the vote, the Greens 35 and the Liberals 30".
    let bare = |p: &&Placed| p.is_count() && p.mention.of.is_none() && p.mention.written.0 < Decimal::ONE_HUNDRED;
    let shares: Vec<&Placed> = line.quantities.iter().filter(|p| p.mention.unit == "percentage" || bare(p)).collect();
    let plain = |p: &&Placed| p.mention.modifier == QuantityModifier::Exactly && p.mention.written.1.is_none();
    if shares.len() < 3 || shares.len() != line.quantities.len() || !shares.iter().all(plain) {
        return;
    }
    let whole = |p: &Placed| {
        p.mention.unit == "percentage"
            && scan.lower(p.tokens.end) == "of"
            && matches!(scan.lower(p.tokens.end + 1), "the" | "its" | "their" | "all")
    };
    let first_only = whole(shares[0]) && shares[1..].iter().all(|p| scan.lower(p.tokens.end) != "of");
    let words = line.words();
    let changing = line.any(line.tokens.clone(), |word| {
        words.rises.contains(word)
            || words.falls.contains(word)
            || matches!(word, "while" | "but" | "compared" | "against" | "last" | "than" | "in" | "also" | "among")
    });
    if !first_only || changing {
        return;
    }
    let zero = Interval { low: Decimal::ZERO, high: Decimal::ZERO };
    let half = Decimal::new(5, 1);
    let width = |p: &Placed| Interval::from(&p.mention.quantity).widened(if p.mention.unit == "percentage" { Decimal::ZERO } else { half });
    let Some(total) = shares.iter().try_fold(zero, |sum, p| sum.plus(width(p)?)) else { return };
    let derived = Interval { low: total.low, high: Decimal::MAX };
    found.push(Relation {
        kind: RelationKind::Sum,
        stated: Part {
            range: shares[0].mention.range,
            quantity: Interval { low: Decimal::ZERO, high: Decimal::ONE_HUNDRED }.quantity("percentage"),
        },
        parts: shares[1..].iter().map(|p| Part { range: p.mention.range, quantity: p.mention.quantity.clone() }).collect(),
        derived: derived.quantity("percentage"),
        words: shares.iter().map(|p| shown(p.mention).replace(" percent", "")).collect::<Vec<_>>().join(" + "),
    });
}
