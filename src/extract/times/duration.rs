//! Lengths of time: "two weeks", "30-day", "2-3-day", "an hour and a half", "several years", "five years and two months".

use super::expression::{Amount, Core, Expression, Length};
use super::line::Line;
use super::number::number;
use crate::language::TokenKind;
use crate::lexicon::time::{Tag, Unit};
use crate::value::duration::DurationUnit;

/// The length that starts here.
pub(super) fn duration(line: &Line, at: usize) -> Option<Expression> {
    if let Some(found) = running(line, at) {
        return Some(found);
    }
    let (first, mut end) = length(line, at)?;
    let mut lengths = vec![first];
    while let Some((next, after)) = following(line, end, lengths[lengths.len() - 1].unit) {
        lengths.push(next);
        end = after;
    }
    // "three-year-old", "six-week-long"
    if line.tight_dash(end) && (line.is(end + 1, Tag::Old) || line.mark(end + 1, "long")) {
        end += 2;
    } else if line.mark(end, "old") && lengths[0].unit.plural {
        end += 1;
    }
    Some(Expression::new(at..end, Core::Length(lengths)))
}

/// "in its fourth year", "his third week".
fn running(line: &Line, at: usize) -> Option<Expression> {
    let (number, end) = line.ordinal(at).filter(|(n, _)| *n > 0 && line.word_before(at).is(Tag::Possessive))?;
    let unit = line.word(end).unit.filter(|u| !u.plural && u.unit >= DurationUnit::Day && u.unit != DurationUnit::Quarter)?;
    Some(Expression::new(at..end + 1, Core::Running(number, unit)))
}

/// A smaller unit behind a greater one: "two years and three months", "3 hours, 25 minutes".
fn following(line: &Line, end: usize, above: Unit) -> Option<(Length, usize)> {
    let mut at = end;
    at += usize::from(line.mark(at, ","));
    at += usize::from(line.is(at, Tag::And));
    let (next, after) = counted(line, at)?;
    let smaller = next_smaller(above.unit).contains(&next.unit.unit);
    (smaller && next.amount != Amount::Uncounted).then_some((next, after))
}

/// The units that are told behind a greater one in one length.
fn next_smaller(unit: DurationUnit) -> &'static [DurationUnit] {
    match unit {
        DurationUnit::Year => &[DurationUnit::Month, DurationUnit::Week, DurationUnit::Day],
        DurationUnit::Month => &[DurationUnit::Week, DurationUnit::Day],
        DurationUnit::Week => &[DurationUnit::Day],
        DurationUnit::Day => &[DurationUnit::Hour],
        DurationUnit::Hour => &[DurationUnit::Minute],
        DurationUnit::Minute => &[DurationUnit::Second],
        _ => &[],
    }
}

/// One number of units.
pub(super) fn length(line: &Line, at: usize) -> Option<(Length, usize)> {
    halves(line, at).or_else(|| counted(line, at)).or_else(|| article(line, at)).or_else(|| uncounted(line, at))
}

/// The unit behind a number, over a hyphen or adjectives ("consecutive").
fn unit_behind(line: &Line, end: usize) -> Option<(Unit, usize)> {
    let mut at = if line.dash(end) && line.touches(end) { end + 1 } else { end };
    let number_end = at;
    let mut moved = false;
    for _ in 0..2 {
        if line.word(at).unit.is_some() || !line.is(at, Tag::UnitAdjective) {
            break;
        }
        moved |= line.any(at, &[Tag::Last, Tag::Next, Tag::Previous, Tag::Following]);
        at += 1;
    }
    // "ten brutal months"
    if at == number_end && describes(line, at) && line.word(at + 1).unit.is_some_and(|u| u.plural && u.unit >= DurationUnit::Day) {
        at += 1;
    }
    let unit = line.word(at).unit.filter(|u| u.plural || !moved)?;
    Some((unit, at + 1))
}

/// Whether a word may describe a length: an adjective as far as a word tells by itself.
fn describes(line: &Line, at: usize) -> bool {
    line.token(at).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.lower.len() > 3 && !t.lower.ends_with('s'))
        && !line.word(at).is_known()
}

fn counted(line: &Line, at: usize) -> Option<(Length, usize)> {
    let (amount, end) = number(line, at)?;
    let (unit, mut after) = unit_behind(line, end)?;
    let Amount::Counted { low, high } = amount else { return None };
    let fraction = after <= end + 1 && !line.word_before(at).any(&[Tag::Last, Tag::Next, Tag::Previous, Tag::Following]);
    if unit.unit == DurationUnit::Quarter && fraction || unit.unit == DurationUnit::Second && !unit.plural && low != 1000 {
        return None;
    }
    let mut amount = amount;
    if line.is(after, Tag::And) && line.is(after + 1, Tag::Article) && line.is(after + 2, Tag::Half) {
        amount = Amount::Counted { low: low.saturating_add(500), high: high.saturating_add(500) };
        after += 3;
    }
    Some((Length { amount, unit }, after))
}

/// "half an hour", "half a century", "half-century".
fn halves(line: &Line, at: usize) -> Option<(Length, usize)> {
    if !line.is(at, Tag::Half) {
        return None;
    }
    let noun = if line.is(at + 1, Tag::Article) || line.tight_dash(at + 1) { at + 2 } else { at + 1 };
    let unit = line.word(noun).unit.filter(|u| !u.plural && u.unit >= DurationUnit::Minute && u.unit != DurationUnit::Quarter)?;
    Some((Length { amount: Amount::Counted { low: 500, high: 500 }, unit }, noun + 1))
}

/// "a week", "an hour and a half", "a year or two", "a full day".
fn article(line: &Line, at: usize) -> Option<(Length, usize)> {
    if !line.is(at, Tag::Article) {
        return None;
    }
    if let Some(found) = halves(line, at + 1) {
        return Some(found);
    }
    let (unit, end) = unit_behind(line, at + 1)?;
    if unit.plural || line.dash(at + 1) || matches!(unit.unit, DurationUnit::Second | DurationUnit::Quarter) || line.tight_dash(end) {
        return None;
    }
    if line.is(end, Tag::And) && line.is(end + 1, Tag::Article) && line.is(end + 2, Tag::Half) {
        return Some((Length { amount: Amount::Counted { low: 1500, high: 1500 }, unit }, end + 3));
    }
    if line.is(end, Tag::Or) && line.word(end + 1).cardinal == Some(2) && line.word(end + 2).unit.is_none() {
        return Some((Length { amount: Amount::Counted { low: 1000, high: 2000 }, unit }, end + 2));
    }
    Some((Length { amount: Amount::whole(1), unit }, end))
}

/// "several years", "a few days", "a couple of weeks", "thousands of years", "years".
fn uncounted(line: &Line, at: usize) -> Option<(Length, usize)> {
    let mut noun = at + usize::from(line.is(at, Tag::Article));
    let mut amount = Amount::Uncounted;
    if line.any(noun, &[Tag::Vague, Tag::Sum]) {
        if line.mark(noun, "couple") {
            amount = Amount::whole(2);
        }
        noun += 1;
        noun += usize::from(line.is(noun, Tag::Of));
        if let Some(unit) = line.word(noun).unit.filter(|_| line.tight_dash(noun.wrapping_sub(1))) {
            return Some((Length { amount, unit }, noun + 1));
        }
    } else if noun > at {
        return None;
    }
    let told = noun > at;
    let (unit, end) = if told { unit_behind(line, noun)? } else { (line.word(noun).unit?, noun + 1) };
    // Bare "seconds" and "quarters" are mostly no times; short forms ("min") need a number.
    let bare = told || !matches!(unit.unit, DurationUnit::Second | DurationUnit::Quarter) && line.lower(noun).len() > 3;
    let word = line.token(noun).is_some_and(|t| t.kind == TokenKind::Word);
    if unit.plural && bare && word { Some((Length { amount, unit }, end)) } else { None }
}
