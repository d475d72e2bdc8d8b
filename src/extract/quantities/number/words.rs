//! Numbers in words: cardinals, ordinals, articles before a magnitude, and plurals that leave the number open.

use std::ops::Range;

use rust_decimal::Decimal;

use super::accumulator::{Accumulator, Room};
use super::digits::magnified;
use super::fraction::{and_fraction, fraction, fraction_word, in_every};
use super::{Number, Shape};
use crate::extract::quantities::scan::Scan;

/// "a third", "two hundred and six", "half a million", "one in five", "hundreds", "third".
pub(super) fn words(scan: &Scan, at: usize) -> Option<Number> {
    let lower = scan.lower(at);
    let numbers = &scan.words.numbers;
    if matches!(lower, "a" | "an" | "half") {
        return article(scan, at);
    }
    if numbers.open.contains_key(lower) {
        return open(scan, at);
    }
    if numbers.cardinals.contains_key(lower) || lower == "hundred" {
        return cardinal(scan, at);
    }
    ordinal(scan, at, at, Decimal::ZERO)
}

/// "third" or the "first" of "twenty-first"; a second is a length of time where a number or an article stands before it.
fn ordinal(scan: &Scan, first: usize, at: usize, tens: Decimal) -> Option<Number> {
    let value = Decimal::from(*scan.words.numbers.ordinals.get(scan.lower(at))?);
    Some(Number {
        tokens: first..at + 1,
        bytes: scan.tokens[first].start..scan.tokens[at].end,
        value: value.checked_add(tens)?,
        upper: None,
        step: Decimal::ONE,
        shape: Shape::Ordinal,
        suffix: None,
        magnitude: Decimal::ONE,
    })
}

/// "a million", "a hundred", "half a dozen", "a third", "half".
fn article(scan: &Scan, at: usize) -> Option<Number> {
    let numbers = &scan.words.numbers;
    let one = |tokens: Range<usize>, value: Decimal| Number {
        bytes: scan.tokens[tokens.start].start..scan.tokens[tokens.end - 1].end,
        tokens,
        value,
        upper: None,
        step: value,
        shape: Shape::Plain,
        suffix: None,
        magnitude: Decimal::ONE,
    };
    if scan.lower(at) == "half" {
        if matches!(scan.lower(at + 1), "a" | "an") && numbers.magnitudes.contains_key(scan.lower(at + 2)) {
            let half = Decimal::new(5, 1);
            return magnified(scan, one(at..at + 2, half)).map(|n| Number { step: n.step * Decimal::new(2, 1), ..n });
        }
        return fraction(scan, at..at + 1, Decimal::ONE, Decimal::TWO).filter(|f| scan.is_share(f));
    }
    if numbers.magnitudes.contains_key(scan.lower(at + 1)) && !matches!(scan.lower(at + 1), "mn" | "tn" | "bn") {
        return cardinal_from(scan, at + 1, at);
    }
    fraction_word(scan, at, at + 1, 1)
}

/// "hundreds", "tens of thousands".
fn open(scan: &Scan, at: usize) -> Option<Number> {
    let open = |i: usize| scan.words.numbers.open.get(scan.lower(i)).map(|n| Decimal::from(*n));
    let mut value = open(at)?;
    let mut end = at + 1;
    if scan.lower(end) == "of"
        && let Some(factor) = open(end + 1)
    {
        value = value.checked_mul(factor)?;
        end += 2;
    }
    Some(Number {
        tokens: at..end,
        bytes: scan.tokens[at].start..scan.tokens[end - 1].end,
        value,
        upper: value.checked_mul(Decimal::TEN),
        step: value,
        shape: Shape::Open,
        suffix: None,
        magnitude: value,
    })
}

fn cardinal(scan: &Scan, at: usize) -> Option<Number> {
    let single = scan.words.numbers.cardinals.get(scan.lower(at)).copied();
    if let Some(value) = single {
        let mut next = at + 1;
        if scan.lower(next) == "-" && scan.adjacent(at, next) && scan.adjacent(next, next + 1) {
            next += 1;
        }
        if let Some(number) = fraction_word(scan, at, next, value) {
            return Some(number);
        }
        if value >= 20
            && let Some(number) = ordinal(scan, at, next, Decimal::from(value))
        {
            return Some(number);
        }
        if let Some(number) = in_every(scan, at, Decimal::from(value)) {
            return Some(number);
        }
    }
    cardinal_from(scan, at, at)
}

/// Sums up a cardinal in words from token `at`; its bytes start at token `first` (an article).
fn cardinal_from(scan: &Scan, at: usize, first: usize) -> Option<Number> {
    let mut sum = Accumulator { total: Decimal::ZERO, group: Decimal::ZERO, room: Room::Any, step: Decimal::ONE, large: false };
    let mut next = at;
    if first < at {
        sum.group = Decimal::ONE;
        sum.room = Room::Magnitude;
    }
    let mut end = at;
    loop {
        let skipped = match scan.lower(next) {
            "-" if end > at && scan.adjacent(next - 1, next) && scan.adjacent(next, next + 1) => 1,
            "and" if sum.takes_and() && !scan.is_after_between(first) => 1,
            _ => 0,
        };
        let word = scan.lower(next + skipped);
        let numbers = &scan.words.numbers;
        let took = if let Some(value) = numbers.cardinals.get(word) {
            sum.add(Decimal::from(*value))?
        } else if let Some(factor) = numbers.magnitudes.get(word).filter(|_| skipped == 0 || scan.lower(next) == "-") {
            sum.multiply(Decimal::from(*factor))?
        } else {
            false
        };
        if !took {
            break;
        }
        next += skipped + 1;
        end = next;
    }
    if end == at {
        return None;
    }
    let mut number = Number {
        tokens: first..end,
        bytes: scan.tokens[first].start..scan.tokens[end - 1].end,
        value: sum.total.checked_add(sum.group)?,
        upper: None,
        step: sum.step,
        shape: if sum.large { Shape::Magnitude } else { Shape::Plain },
        suffix: None,
        magnitude: if sum.large { sum.step } else { Decimal::ONE },
    };
    if let Some((part, end)) = and_fraction(scan, end).filter(|_| scan.lower(end) == "and") {
        // "two and a half million": as wide as the fraction.
        let scale = number.magnitude;
        number.value = number.value.checked_add(part.checked_mul(scale)?)?;
        number.step = part.checked_mul(scale)?.min(Decimal::new(5, 1).checked_mul(scale)?);
        number.tokens.end = end;
        number.bytes.end = scan.tokens[end - 1].end;
        return magnified(scan, number);
    }
    Some(number)
}
