//! Numbers in words: cardinals, ordinals, articles before a magnitude, and plurals that leave the number open.

use rust_decimal::Decimal;

use super::accumulator::{Accumulator, Room};
use super::digits::magnified;
use super::fraction::{and_fraction, fraction, fraction_word, in_every, part_of_magnitude, with_fraction};
use super::{Number, Shape};
use crate::extract::quantities::scan::Scan;

/// The most decimals that are read in words.
const MOST_DECIMALS: u32 = 8;

/// "a third", "two hundred and six", "half a million", "one in five", "hundreds", "third".
pub(super) fn words(scan: &Scan, at: usize) -> Option<Number> {
    let lower = scan.lower(at);
    let numbers = &scan.words.numbers;
    if matches!(lower, "a" | "an" | "half" | "quarter") {
        return part_of_magnitude(scan, at).or_else(|| article(scan, at));
    }
    if numbers.open.contains_key(lower) {
        return open(scan, at);
    }
    if numbers.cardinals.contains_key(lower) || lower == "hundred" && !matches!(scan.back(at, 1), "several" | "few" | "many") {
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

/// "a million", "a hundred", "a third", "half".
fn article(scan: &Scan, at: usize) -> Option<Number> {
    let numbers = &scan.words.numbers;
    if scan.lower(at) == "half" {
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
pub(super) fn cardinal_from(scan: &Scan, at: usize, first: usize) -> Option<Number> {
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
            "and" if and_fraction(scan, next).is_some() => break,
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
    let number = Number {
        tokens: first..end,
        bytes: scan.tokens[first].start..scan.tokens[end - 1].end,
        value: sum.total.checked_add(sum.group)?,
        upper: None,
        step: sum.step,
        shape: if sum.large { Shape::Magnitude } else { Shape::Plain },
        suffix: None,
        magnitude: if sum.large { sum.step } else { Decimal::ONE },
    };
    if let Some(number) = with_point(scan, &number) {
        return magnified(scan, number);
    }
    let end = number.tokens.end;
    let number = with_fraction(scan, number)?;
    // "two and a half million", "three dozens", "three lakh crore".
    let again = scan.words.numbers.magnitudes.contains_key(scan.lower(number.tokens.end));
    if number.tokens.end > end && !sum.large || number.magnitude == Decimal::ONE || again { magnified(scan, number) } else { Some(number) }
}

/// "two point five", "nine point nought four", "six point seventy-five": decimals in words.
fn with_point(scan: &Scan, number: &Number) -> Option<Number> {
    let (start, point) = (number.tokens.start, number.tokens.end);
    // "at one point three men left".
    if scan.lower(point) != "point" || number.shape != Shape::Plain || matches!(scan.back(start, 1), "at" | "that" | "this" | "from") {
        return None;
    }
    let digit = |at: usize| scan.words.numbers.cardinals.get(scan.lower(at)).copied();
    let mut end = point + 1;
    let mut decimals: i64 = 0;
    let mut places = 0;
    while let Some(value) = digit(end).filter(|n| (0..10).contains(n) && places < MOST_DECIMALS) {
        decimals = decimals * 10 + value;
        places += 1;
        end += 1;
    }
    if places == 0 {
        let two = digit(end).filter(|n| (10..100).contains(n))?;
        let hyphen = usize::from(scan.lower(end + 1) == "-");
        let ones = digit(end + 1 + hyphen).filter(|n| two >= 20 && (1..10).contains(n));
        end += if ones.is_some() { 2 + hyphen } else { 1 };
        decimals = two + ones.unwrap_or(0);
        places = 2;
    }
    let part = Decimal::new(decimals, places);
    let bytes = number.bytes.start..scan.tokens[end - 1].end;
    let value = number.value.checked_add(part)?;
    Some(Number { tokens: start..end, bytes, value, step: Decimal::new(1, places), ..number.clone() })
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn decimals_in_words() {
        check(
            "Two point five percent, nought point nought four litres.",
            &["Two point five percent = 2.5 percentage", "nought point nought four litres = 0.04 litre"],
        );
        check("Six point seventy-five million euros.", &["Six point seventy-five million euros = 6750000 euro"]);
        check("At one point three men left.", &["three = 3 count of man"]);
    }

    #[test]
    fn dozens_and_signs() {
        check("Three dozens of eggs at negative ten degrees.", &["Three dozens = 36 count of egg", "negative ten degrees = -10 degree"]);
        check("Several hundred people came.", &[]);
    }
}
