//! A value before, a value after, and the change between them: "84 million, up 12 percent from 70 million".

use std::ops::Range;

use rust_decimal::Decimal;

use super::interval::{Interval, rounded, shown};
use super::line::{Line, Placed};
use super::{Part, Relation, RelationKind};
use crate::extract::mention::QuantityForm;

/// How many words may stand between the numbers of a change.
const REACH: usize = 10;
/// How far a round number may be rounded, as a share of it.
const ROUND: (i64, u32) = (2, 2);

/// The values that a change lies between.
struct Ends<'a, 'l> {
    before: Value<'a, 'l>,
    after: Value<'a, 'l>,
}

/// One value: a quantity, or one end of "from A to B".
#[derive(Clone, Copy)]
struct Value<'a, 'l> {
    placed: &'l Placed<'a>,
    /// Which of the two numbers of "from A to B".
    second: bool,
}

/// The changes of a sentence.
pub(super) fn changes(line: &Line, found: &mut Vec<Relation>) {
    for (index, placed) in line.quantities.iter().enumerate() {
        if let Some((direction, ends)) = direction(line, placed).and_then(|d| ends(line, index, d).map(|e| (d, e)))
            && let Some(relation) = relation(placed, direction, &ends)
        {
            found.push(relation);
        }
    }
    multiples(line, found);
    steps(line, found);
}

/// "rose two dollars, or 5 percent, to 42 dollars": the step, its share of the value before, and the value after.
fn steps(line: &Line, found: &mut Vec<Relation>) {
    for triple in line.quantities.windows(3) {
        let [step, share, after] = triple else { continue };
        let linked = line.reads(step.reach..share.tokens.start, &[",", "or"]) || line.reads(step.reach..share.tokens.start, &["("]);
        let gap = share.tokens.end..after.tokens.start;
        let to = gap.len() <= 2 && line.scan.back(after.tokens.start, 1) == "to";
        if !linked || !to || !share.is_share() || !step.is_value() || !after.is_value() || step.mention.unit != after.mention.unit {
            continue;
        }
        found.extend(direction(line, step).and_then(|direction| step_relation(step, share, after, direction)));
    }
}

fn step_relation(step: &Placed, share: &Placed, after: &Placed, direction: i8) -> Option<Relation> {
    let value = |placed| Value { placed, second: false };
    let (amount, end) = (reading(value(step))?, reading(value(after))?);
    let before = if direction > 0 { end.minus(amount)? } else { end.plus(amount)? };
    let derived = amount.ratio(before, Decimal::ONE_HUNDRED)?;
    let stated = Interval::from(&share.mention.quantity).widened(share.mention.step.checked_div(Decimal::TWO)?)?;
    Some(Relation {
        kind: RelationKind::Change,
        stated: Part { range: share.mention.range, quantity: stated.quantity("percentage") },
        parts: vec![part(value(step)), part(value(after))],
        derived: derived.quantity("percentage"),
        words: format!("{} to {}", shown(step.mention), shown(after.mention)),
    })
}

/// 1 for a rise by this quantity, -1 for a fall; `None` where it is no change.
fn direction(line: &Line, placed: &Placed) -> Option<i8> {
    let scan = &line.scan;
    let words = line.words();
    if placed.mention.written.1.is_some()
        || placed.mention.ordinal
        || matches!(placed.mention.form, QuantityForm::Age | QuantityForm::Score)
    {
        return None;
    }
    let of = |word: &str| match (words.rises.contains(word), words.falls.contains(word)) {
        (true, _) => Some(1),
        (_, true) => Some(-1),
        _ => None,
    };
    // "up 12 percent", "rose by almost a third", "an increase of 12 percent", "a premium of 25 percent".
    let mut at = placed.tokens.start;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1).filter(|b| *b >= line.tokens.start) else { break };
        if let Some(direction) = of(scan.lower(before)) {
            return Some(direction);
        }
        if !matches!(scan.lower(before), "by" | "of" | "a" | "an" | "another" | "about" | "just" | "only" | "some" | "another's") {
            break;
        }
        at = before;
    }
    // "12 percent more than", "a 12 percent rise", "12 percent higher than".
    let next = of(scan.lower(placed.tokens.end))?;
    let noun = matches!(scan.back(placed.tokens.start, 1), "a" | "an" | "the" | "this");
    (noun || scan.lower(placed.tokens.end + 1) == "than").then_some(next)
}

/// The values before and after a change, where the words name both.
fn ends<'a, 'l>(line: &'l Line<'a>, index: usize, _direction: i8) -> Option<Ends<'a, 'l>> {
    let change = &line.quantities[index];
    let all = &line.quantities;
    let pair = |p: &'l Placed<'a>| Ends { before: Value { placed: p, second: false }, after: Value { placed: p, second: true } };
    // "rose 12 percent from 70 million to 84 million", "from 70 to 84 million, a rise of 12 percent".
    let from_to = |p: &&Placed| p.mention.form == QuantityForm::FromTo;
    if let Some(next) = all.get(index + 1).filter(from_to)
        && line.reads(change.reach..next.tokens.start, &["from"]) | line.reads(change.reach..next.tokens.start, &[",", "from"])
    {
        return Some(pair(next));
    }
    let mut previous = index.checked_sub(1).and_then(|i| all.get(i));
    if let Some(previous) = previous.filter(from_to)
        && apposed(line, previous.reach..change.tokens.start)
    {
        return Some(pair(previous));
    }
    let value = |p: &'l Placed<'a>| Value { placed: p, second: false };
    let origin = origin_before;
    // "422 million dollars, or 6.44 a share, up 9 percent from 388 million": the value of the same unit.
    if let (Some(near), Some(far), Some(before)) = (previous, index.checked_sub(2).and_then(|i| all.get(i)), all.get(index + 1))
        && near.mention.unit != before.mention.unit
        && far.mention.unit == before.mention.unit
        && line.reads(far.reach..near.tokens.start, &[",", "or"])
        && line.reads(near.reach..change.tokens.start, &[",", line.scan.back(change.tokens.start, 1)])
        && origin(line, before) == Some(change.tokens.end)
        && far.is_value()
        && before.is_value()
    {
        return Some(Ends { before: value(before), after: value(far) });
    }
    if previous.is_some_and(|p| !p.is_value()) {
        previous = None;
    }
    // "84 million, up 12 percent from 70 million"; "864 million, 8 percent more than the 800 million".
    if let (Some(after), Some(before)) = (previous, all.get(index + 1))
        && (origin(line, before) == Some(change.tokens.end)
            || origin(line, before) == Some(change.tokens.end + 1) && follows_word(line, change))
        && apposed_value(line, after.reach..change.tokens.start)
        && after.is_value()
        && before.is_value()
    {
        return Some(Ends { before: value(before), after: value(after) });
    }
    // "rose 12 percent to 84 million, from 70 million".
    if let (Some(after), Some(before)) = (all.get(index + 1), all.get(index + 2))
        && line.reads(change.tokens.end..after.tokens.start, &["to"])
        && origin(line, before).is_some_and(|at| at >= after.tokens.end && at - after.reach.min(at) <= 1)
        && after.is_value()
        && before.is_value()
    {
        return Some(Ends { before: value(before), after: value(after) });
    }
    // "18 crowns instead of 16, an increase of 12.5 percent"; "38 million, down from 51 million, a drop of a quarter".
    let (before, after) = (previous?, index.checked_sub(2).and_then(|i| all.get(i))?);
    let starts = origin(line, before)?;
    let near =
        starts >= after.reach && starts - after.reach <= REACH && change.tokens.start - before.reach.min(change.tokens.start) <= REACH;
    let noun = apposed_noun(line, before.reach..change.tokens.start);
    (near && noun && after.is_value() && before.is_value()).then(|| Ends { before: value(before), after: value(after) })
}

/// The first token of the words before a number that make it the value a change started from ("from", "than the", "instead of").
fn origin_before(line: &Line, placed: &Placed) -> Option<usize> {
    let scan = &line.scan;
    let mut at = placed.tokens.start;
    for _ in 0..5 {
        if at <= line.tokens.start || !line.words().origin_words.contains(scan.back(at, 1)) {
            break;
        }
        at -= 1;
    }
    let found = scan.phrase_before(at, |phrase| line.words().origins.contains(phrase).then_some(()));
    found.map(|(_, first)| first).filter(|first| *first >= line.tokens.start)
}

/// Whether a word of change stands right behind a percentage: "8 percent more than".
fn follows_word(line: &Line, change: &Placed) -> bool {
    let next = line.scan.lower(change.tokens.end);
    line.words().rises.contains(next) || line.words().falls.contains(next)
}

/// Whether between a value and its change stands only a comma or bracket and words of change: ", up", "(up", ", a rise of".
fn apposed_value(line: &Line, gap: Range<usize>) -> bool {
    let words = line.words();
    let small = |at: usize| {
        let word = line.scan.lower(at);
        matches!(word, "," | "(" | "-" | "–" | "—" | "a" | "an" | "of" | "by" | "was" | "is" | "which" | "almost" | "nearly" | "about")
            || words.rises.contains(word)
            || words.falls.contains(word)
    };
    gap.len() <= 6 && gap.clone().all(small) || apposed_share(line, gap)
}

/// "60 cents a share, 20 percent more": a rate that was not read with the unit, then a comma.
fn apposed_share(line: &Line, gap: Range<usize>) -> bool {
    gap.len() <= 5
        && gap.clone().next_back().is_some_and(|at| line.scan.lower(at) == ",")
        && !line.any(gap.start..gap.end.saturating_sub(1), |w| matches!(w, "," | "and" | "but" | ";"))
}

/// ", a rise of", ", or", "(": the change is said of the two values before it.
fn apposed(line: &Line, gap: Range<usize>) -> bool {
    apposed_noun(line, gap.clone()) || line.reads(gap.clone(), &["("]) || line.reads(gap, &[",", "or"])
}

/// Whether a gap ends in an apposition with a word of change: "..., an increase of", "..., a drop of about".
fn apposed_noun(line: &Line, gap: Range<usize>) -> bool {
    let scan = &line.scan;
    let words = line.words();
    let Some(mark) = gap.clone().rev().find(|at| matches!(scan.lower(*at), "," | "(" | "–" | "—")) else { return false };
    let rest = mark + 1..gap.end;
    let change = line.any(rest.clone(), |word| words.rises.contains(word) || words.falls.contains(word));
    change && rest.len() <= 5 && gap.len() <= REACH + 6 && !line.any(gap, |word| matches!(word, ";" | "while" | "but" | "whereas"))
}

fn relation(change: &Placed, direction: i8, ends: &Ends) -> Option<Relation> {
    let (before, after) = (reading(ends.before)?, reading(ends.after)?);
    let (unit_before, unit_after) = (unit_of(ends.before), unit_of(ends.after));
    let scale = common(&unit_before, &unit_after)?;
    let (before, after) = (before.times(scale.0)?, after.times(scale.1)?);
    // Values of different rates ("a share") or far apart are not the two ends of one change.
    let rates_differ = ends.before.placed.mention.unit != ends.after.placed.mention.unit;
    let most = if rates_differ { Decimal::from(4) } else { Decimal::from(20) };
    if before.low.checked_mul(most)? < after.high || after.low.checked_mul(most)? < before.high {
        return None;
    }
    let percent = change.is_share();
    let stated = change.mention;
    // A change of percentages in percent may be meant either way; one in points is a difference.
    let points = stated.unit == "percentage point" && unit_after == "percentage" && unit_before == "percentage";
    let same_unit = stated.unit == unit_after && unit_before == unit_after && !percent;
    let derived = if percent && unit_after != "percentage" {
        after.ratio(before, Decimal::ONE_HUNDRED)?.shifted(Decimal::NEGATIVE_ONE * Decimal::ONE_HUNDRED)?
    } else if points || same_unit {
        after.minus(before)?
    } else {
        return None;
    };
    let derived = if direction < 0 { derived.negated() } else { derived };
    let own = Interval::from(&stated.quantity);
    // Rounded up or down: a whole step either way.
    let stated_width = if stated.form == QuantityForm::Fraction { own } else { own.widened(stated.step.checked_div(Decimal::TWO)?)? };
    let unit = if percent { "percentage" } else { &*stated.quantity.unit.0 };
    Some(Relation {
        kind: RelationKind::Change,
        stated: Part { range: stated.range, quantity: stated_width.quantity(unit) },
        parts: vec![part(ends.before), part(ends.after)],
        derived: derived.quantity(unit),
        words: format!("from {} to {}", show(ends.before), show(ends.after)),
    })
}

/// The spelled-out unit without a rate: a share's "cent per share" compares with "cent".
fn unit_of(value: Value) -> String {
    let unit = &value.placed.mention.unit;
    unit.split(" per ").next().unwrap_or(unit).to_string()
}

/// The factors that bring two units to one; `None` where they do not compare. Cents are hundredths of whatever money stands beside them.
fn common(before: &str, after: &str) -> Option<(Decimal, Decimal)> {
    let hundredth = Decimal::new(1, 2);
    let whole = |unit: &str| unit.ends_with("dollar") || unit == "euro";
    match (before, after) {
        (a, b) if a == b => Some((Decimal::ONE, Decimal::ONE)),
        ("count", _) | (_, "count") => Some((Decimal::ONE, Decimal::ONE)),
        ("cent", money) if whole(money) => Some((hundredth, Decimal::ONE)),
        (money, "cent") if whole(money) => Some((Decimal::ONE, hundredth)),
        ("penny", "pound sterling") => Some((hundredth, Decimal::ONE)),
        ("pound sterling", "penny") => Some((Decimal::ONE, hundredth)),
        _ => None,
    }
}

/// What a value leaves open, in its unit as written.
fn reading(value: Value) -> Option<Interval> {
    let mention = value.placed.mention;
    let most = Decimal::new(ROUND.0, ROUND.1);
    if let (number, Some(second)) = mention.written {
        let number = if value.second { second } else { number };
        let place = super::interval::last_place(number, mention.step);
        let half = place.checked_div(Decimal::TWO)?.min(number.abs().checked_mul(most)?);
        let exact = mention.step == Decimal::ONE && place == Decimal::ONE && mention.unit == "count";
        return Interval::around(number, if exact { Decimal::ZERO } else { half });
    }
    if mention.form == QuantityForm::Fraction {
        // "half a euro" is as exact as fifty cents.
        return Interval::around(mention.written.0, Decimal::ZERO);
    }
    if mention.quantity.low == Decimal::MIN || mention.quantity.high == Decimal::MAX {
        return None;
    }
    let own = rounded(mention, most)?;
    in_written_unit(mention, own)
}

/// A range of the base unit in the unit as written.
fn in_written_unit(mention: &crate::extract::QuantityMention, own: Interval) -> Option<Interval> {
    let value = mention.written.0;
    let middle = own.low.checked_add(own.high)?.checked_div(Decimal::TWO)?;
    if middle.is_zero() || value.is_zero() {
        return None;
    }
    let factor = value.checked_div(middle)?;
    // A hedge makes the range lopsided; the middle then is not what is written, and the base is the unit as written for all but measures.
    let same = &*mention.quantity.unit.0 == mention.unit.as_str();
    if same { Some(own) } else { own.times(factor.abs()) }
}

fn part(value: Value) -> Part {
    let mention = value.placed.mention;
    let range = match mention.ends {
        Some((first, second)) => {
            if value.second {
                second
            } else {
                first
            }
        }
        None => mention.range,
    };
    Part { range, quantity: mention.quantity.clone() }
}

fn show(value: Value) -> String {
    let mention = value.placed.mention;
    match mention.written {
        (first, Some(second)) => crate::value::quantity::grouped(if value.second { second } else { first }),
        _ => shown(mention),
    }
}

/// "doubled from 40 to 80", "halved to 40 from 80".
fn multiples(line: &Line, found: &mut Vec<Relation>) {
    let scan = &line.scan;
    for at in line.tokens.clone() {
        let Some(factor) = line.words().factors.get(scan.lower(at)) else { continue };
        let Some(index) = line.quantities.iter().position(|p| p.tokens.start > at) else { continue };
        let next = &line.quantities[index];
        let value = |placed, second| Value { placed, second };
        let ends = if next.mention.form == QuantityForm::FromTo && line.reads(at + 1..next.tokens.start, &["from"]) {
            Ends { before: value(next, false), after: value(next, true) }
        } else if let Some(origin) = line.quantities.get(index + 1)
            && line.reads(at + 1..next.tokens.start, &["to"])
            && origin_before(line, origin).is_some_and(|first| first >= next.tokens.end && first <= next.reach + 1)
            && next.is_value()
            && origin.is_value()
        {
            Ends { before: value(origin, false), after: value(next, false) }
        } else {
            continue;
        };
        found.extend(multiple(line, at, *factor, &ends));
    }
}

fn multiple(line: &Line, at: usize, factor: Decimal, ends: &Ends) -> Option<Relation> {
    if unit_of(ends.before) != unit_of(ends.after) {
        return None;
    }
    let derived = reading(ends.after)?.ratio(reading(ends.before)?, Decimal::ONE)?;
    let hedged = matches!(
        line.scan.back(at, 1),
        "nearly" | "almost" | "roughly" | "about" | "virtually" | "practically" | "around" | "approximately"
    );
    let above = matches!(line.scan.back(at, 1), "than");
    let width = factor.checked_mul(Decimal::new(if hedged { 15 } else { 6 }, 2))?;
    let mut stated = Interval::around(factor, width)?;
    if above {
        stated.high = Decimal::MAX;
    }
    Some(Relation {
        kind: RelationKind::Change,
        stated: Part { range: line.range(at..at + 1), quantity: stated.quantity("time") },
        parts: vec![part(ends.before), part(ends.after)],
        derived: derived.quantity("time"),
        words: format!("from {} to {}", show(ends.before), show(ends.after)),
    })
}
