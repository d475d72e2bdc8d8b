//! Fractions: in words ("two thirds"), with a stroke ("1/16"), as one character ("½") and as a rate ("one in five").

use std::ops::Range;

use rust_decimal::Decimal;

use super::digits::parse;
use super::{Number, Shape};
use crate::extract::quantities::scan::Scan;

/// "and a half", "and three quarters" at a token: the fraction and the token behind it.
pub(super) fn and_fraction(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    let numerator = match scan.lower(at + 1) {
        "a" | "one" => 1,
        "two" => 2,
        "three" => 3,
        _ => return None,
    };
    let mut word = at + 2;
    if scan.lower(word) == "-" {
        word += 1;
    }
    let denominator = match scan.lower(word) {
        "half" => 2,
        "quarter" | "quarters" => 4,
        "third" | "thirds" => 3,
        _ => return None,
    };
    Some((Decimal::from(numerator).checked_div(Decimal::from(denominator))?, word + 1))
}

/// "1/16", "1⁄32": a fraction where the denominator is a usual one; a date or a rating is none.
pub(super) fn slash_fraction(scan: &Scan, at: usize) -> Option<Number> {
    let slash = scan.raw(at + 1);
    if !(matches!(slash, "/" | "⁄") && scan.adjacent(at, at + 1) && scan.adjacent(at + 1, at + 2)) {
        return None;
    }
    let (numerator, denominator) = (parse(scan.raw(at))?.0, parse(scan.raw(at + 2))?.0);
    let usual = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 128].into_iter().any(|d| Decimal::from(d) == denominator);
    let longer = scan.raw(at + 3) == "/" && scan.adjacent(at + 2, at + 3);
    if numerator >= denominator || numerator.is_zero() || !usual || longer {
        return None;
    }
    fraction(scan, at..at + 3, numerator, denominator)
}

pub(super) fn fraction(scan: &Scan, tokens: Range<usize>, numerator: Decimal, denominator: Decimal) -> Option<Number> {
    let value = numerator.checked_div(denominator)?;
    Some(Number {
        bytes: scan.tokens[tokens.start].start..scan.tokens[tokens.end - 1].end,
        tokens,
        value,
        upper: None,
        step: Decimal::ZERO,
        shape: Shape::Fraction,
        suffix: None,
        magnitude: Decimal::ONE,
    })
}

/// "½" as a token of its own.
pub(super) fn glyph(scan: &Scan, at: usize) -> Option<Number> {
    let (numerator, denominator) = glyph_value(scan.raw(at).chars().next()?, scan)?;
    fraction(scan, at..at + 1, numerator, denominator)
}

pub(super) fn glyph_value(c: char, scan: &Scan) -> Option<(Decimal, Decimal)> {
    scan.words.numbers.glyphs.get(&c).map(|(n, d)| (Decimal::from(*n), Decimal::from(*d)))
}

/// "third" of "a third", "thirds" of "two-thirds": only where it is used as a share.
pub(super) fn fraction_word(scan: &Scan, first: usize, at: usize, numerator: i64) -> Option<Number> {
    let denominator = *scan.words.numbers.fractions.get(scan.lower(at))?;
    let number = fraction(scan, first..at + 1, Decimal::from(numerator), Decimal::from(denominator))?;
    let plural_fits = (numerator == 1) != scan.lower(at).ends_with('s');
    (plural_fits && numerator < denominator.max(2) && scan.is_share(&number)).then_some(number)
}

/// "one in five", "1 in 5", "one out of every three", "15 in a hundred".
pub(super) fn in_every(scan: &Scan, at: usize, numerator: Decimal) -> Option<Number> {
    let mut next = at + 1;
    match (scan.lower(next), scan.lower(next + 1)) {
        ("in", _) => next += 1,
        ("out", "of") => next += 2,
        _ => return None,
    }
    let out_of = next == at + 3;
    if scan.lower(next) == "every" {
        next += 1;
    }
    let (denominator, end) = match scan.lower(next) {
        "a" if matches!(scan.lower(next + 1), "hundred" | "thousand" | "million") => {
            (Decimal::from(*scan.words.numbers.magnitudes.get(scan.lower(next + 1))?), next + 2)
        }
        word => match scan.words.numbers.cardinals.get(word) {
            Some(value) => (Decimal::from(*value), next + 1),
            None => (parse(scan.raw(next))?.0, next + 1),
        },
    };
    let small = denominator <= Decimal::ONE_HUNDRED || denominator == Decimal::ONE_THOUSAND;
    // "2 in 2019", "five in ten minutes": no rate.
    let rate = small && numerator < denominator && (out_of || !scan.unit_follows(end));
    if !rate {
        return None;
    }
    fraction(scan, at..end, numerator, denominator)
}
