//! Fractions: in words ("two thirds"), with a stroke ("1/16"), as one character ("½") and as a rate ("one in five").

use std::ops::Range;

use rust_decimal::Decimal;

use super::digits::{magnified, parse};
use super::words::cardinal_from;
use super::{Number, Shape};
use crate::extract::quantities::scan::Scan;

/// "and a half", "and three quarters", "and two thirds" at a token: the fraction and the token behind it.
pub(super) fn and_fraction(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    if scan.lower(at) != "and" {
        return None;
    }
    let numbers = &scan.words.numbers;
    let numerator = match scan.lower(at + 1) {
        "a" | "an" => 1,
        word => *numbers.cardinals.get(word).filter(|n| (1..=20).contains(*n))?,
    };
    let word = if scan.lower(at + 2) == "-" { at + 3 } else { at + 2 };
    let denominator = *numbers.fractions.get(scan.lower(word))?;
    let plural_fits = (numerator == 1) != scan.lower(word).ends_with('s');
    // "three and a third voyage": an ordinal and its noun.
    let next = word + 1;
    let closed = matches!(denominator, 2 | 4)
        || !scan.tokens.get(next).is_some_and(|t| t.is_word())
        || scan.words.context.stops.contains(scan.lower(next))
        || numbers.magnitudes.contains_key(scan.lower(next))
        || scan.is_plural(next)
        || scan.unit_follows(next);
    let fits = plural_fits && closed && numerator < denominator;
    Some((Decimal::from(numerator).checked_div(Decimal::from(denominator))?, next)).filter(|_| fits)
}

/// The number with the fraction that "and" adds to it: "two and a half", "a million and a half", "a billion and a quarter million". It is
/// as wide as the fraction.
pub(super) fn with_fraction(scan: &Scan, mut number: Number) -> Option<Number> {
    let Some((part, mut end)) = and_fraction(scan, number.tokens.end).filter(|_| !scan.is_after_between(number.tokens.start)) else {
        return Some(number);
    };
    let mut scale = number.magnitude;
    // One fraction is enough: what it was added to is no whole number any more.
    if scale == Decimal::ONE && !number.value.fract().is_zero() {
        return Some(number);
    }
    if scale > Decimal::ONE
        && let Some(factor) = scan.words.numbers.magnitudes.get(scan.lower(end))
    {
        let factor = Decimal::from(*factor);
        if factor >= scale {
            return Some(number);
        }
        scale = factor;
        end += 1;
    }
    number.value = number.value.checked_add(part.checked_mul(scale)?)?;
    number.step = part.min(Decimal::new(5, 1)).checked_mul(scale)?;
    number.tokens.end = end;
    number.bytes.end = scan.tokens[end - 1].end;
    Some(number)
}

/// "half a million", "half million", "a quarter million": a part of a magnitude in front of it.
pub(super) fn part_of_magnitude(scan: &Scan, at: usize) -> Option<Number> {
    let article = |i: usize| matches!(scan.lower(i), "a" | "an");
    let word = if article(at) { at + 1 } else { at };
    let (part, pair) = match scan.lower(word) {
        "half" => (Decimal::new(5, 1), article(word + 1)),
        "quarter" => (Decimal::new(25, 2), false),
        _ => return None,
    };
    let end = if pair { word + 2 } else { word + 1 };
    let factor = *scan.words.numbers.magnitudes.get(scan.lower(end))?;
    // "a half dozen", but no "quarter hundred".
    if &*scan.tokens[word].lower == "quarter" && factor < 1000 {
        return None;
    }
    let tokens = at..end;
    let bytes = scan.tokens[at].start..scan.tokens[end - 1].end;
    let part = Number { tokens, bytes, value: part, upper: None, step: part, shape: Shape::Plain, suffix: None, magnitude: Decimal::ONE };
    let number = magnified(scan, part)?;
    let step = number.step.checked_mul(Decimal::new(2, 1))?;
    Some(Number { step, ..number })
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
    // "a one-third stake", "a two-thirds majority": with the hyphen it is no ordinal.
    let hyphened = at > first + 1;
    (plural_fits && numerator < denominator.max(2) && (hyphened || scan.is_share(&number))).then_some(number)
}

/// "one in five", "1 in 5", "one out of every three", "15 in a hundred", "1 in 2,500".
pub(super) fn in_every(scan: &Scan, at: usize, numerator: Decimal) -> Option<Number> {
    let mut next = at + 1;
    match (scan.lower(next), scan.lower(next + 1)) {
        ("in", _) => next += 1,
        ("out", "of") => next += 2,
        _ => return None,
    }
    let every = scan.lower(next) == "every";
    let sure = next == at + 3 || every;
    if every {
        next += 1;
    }
    let (denominator, end) = match parse(scan.raw(next)) {
        Some((value, step)) => {
            let year = scan.raw(next).len() == 4;
            let whole = step == Decimal::ONE && (sure || !year);
            whole.then_some((value, next + 1))?
        }
        None => {
            let article = scan.lower(next) == "a" && scan.words.numbers.magnitudes.contains_key(scan.lower(next + 1));
            let number = cardinal_from(scan, if article { next + 1 } else { next }, next)?;
            (number.value, number.tokens.end)
        }
    };
    // "2 in 2019", "five in ten minutes": no rate.
    let usual = denominator <= Decimal::ONE_HUNDRED || denominator == Decimal::ONE_THOUSAND || numerator == Decimal::ONE;
    let rate = (usual || sure) && numerator < denominator && (sure || !scan.unit_follows(end));
    if !rate {
        return None;
    }
    fraction(scan, at..end, numerator, denominator)
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn fractions_behind_and() {
        check(
            "Three and two thirds miles, two and a third litres.",
            &["Three and two thirds miles = 3.6667 mile", "two and a third litres = 2.3333 litre"],
        );
        check("One billion and a half million people.", &["One billion and a half million = 1000500000 count of person"]);
        check(
            "A quarter million people and half million boats.",
            &["A quarter million = 250000 count of person", "half million = 500000 count of boat"],
        );
    }

    #[test]
    fn rates_out_of_any_whole_number() {
        check("One in twenty-one boats sank.", &["One in twenty-one = 0.0476 count of boat"]);
        check(
            "1 in 2,500 people and two out of five hundred boats.",
            &["1 in 2,500 = 0.0004 count of person", "two out of five hundred = 0.004 count of boat"],
        );
        check("They took two in 2019.", &["two = 2 count"]);
    }

    #[test]
    fn a_hyphen_makes_a_fraction_of_a_third() {
        check("She holds a one-third stake and a two-thirds majority.", &["one-third = 0.3333 count", "two-thirds = 0.6667 count"]);
    }

    #[test]
    fn a_run_of_fractions_is_read_in_linear_time() {
        let text = "1 and a half ".repeat(2000);
        assert!(crate::extract::quantities::tests::read(&text).len() <= 4000);
    }
}
