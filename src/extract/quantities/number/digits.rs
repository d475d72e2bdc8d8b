//! Numbers in digits: with commas, spaces, magnitudes and letters set against them.

use rust_decimal::Decimal;

use super::fraction::{glyph, glyph_value, in_every, slash_fraction, with_fraction};
use super::scientific::scientific;
use super::{Number, Shape};
use crate::extract::quantities::scan::Scan;
use crate::language::TokenKind;

/// A decimal from digits with commas; `None` for versions, clock times, dates, identifiers with leading zeros and numbers too long.
pub(super) fn parse(written: &str) -> Option<(Decimal, Decimal)> {
    let (whole, fraction) = written.split_once('.').map_or((written, ""), |(w, f)| (w, f));
    let grouped_well = whole.split(',').skip(1).all(|group| group.len() == 3 || group.len() == 2)
        && (!whole.contains(',') || whole.rsplit(',').next()?.len() == 3);
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    let bare = whole.is_empty() && fraction.is_empty();
    let all_digits = whole.bytes().all(|b| b.is_ascii_digit() || b == b',') && fraction.bytes().all(|b| b.is_ascii_digit());
    if !grouped_well || leading_zero || !all_digits || bare || written.len() > 28 {
        return None;
    }
    let value = Decimal::from_str_exact(&format!("0{}", written.replace(',', ""))).ok()?;
    Some((value, Decimal::new(1, fraction.len() as u32)))
}

pub(super) fn digits(scan: &Scan, at: usize) -> Option<Number> {
    if let Some(number) = scientific(scan, at) {
        return number.ok();
    }
    if let Some(fraction) = slash_fraction(scan, at) {
        return Some(fraction);
    }
    let token = &scan.tokens[at];
    let mut end = at + 1;
    let (mut value, step) = match spaced_groups(scan, at) {
        Some((value, step, last)) => {
            end = last;
            (value, step)
        }
        None => parse(scan.raw(at))?,
    };
    if step == Decimal::ONE && end == at + 1 {
        if let Some(number) = in_every(scan, at, value) {
            return Some(number);
        }
        // "2 ½", "2 1/2".
        let part = scan.tokens.get(end).and_then(|_| glyph(scan, end).or_else(|| slash_fraction(scan, end)));
        let part = part.filter(|_| value < Decimal::ONE_THOUSAND && matches!(scan.between(end - 1, end), "" | " "));
        if let Some((part, last)) = part.map(|p| (p.value, p.tokens.end)) {
            value = value.checked_add(part)?;
            end = last;
        }
    }
    let plain = Number {
        tokens: at..end,
        bytes: token.start..scan.tokens[end - 1].end,
        value,
        upper: None,
        step,
        shape: Shape::Plain,
        suffix: None,
        magnitude: Decimal::ONE,
    };
    magnified(scan, plain)
}

/// "12 000" with a narrow or no-break space, or with a plain one before "000".
fn spaced_groups(scan: &Scan, at: usize) -> Option<(Decimal, Decimal, usize)> {
    let plain = |i: usize| scan.raw(i).bytes().all(|b| b.is_ascii_digit());
    if scan.raw(at).len() > 3 || !plain(at) {
        return None;
    }
    let mut end = at + 1;
    while scan.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Number) {
        let gap = scan.between(end - 1, end);
        // "1 234 567.89" with narrow spaces.
        let decimal = gap != " " && scan.raw(end).as_bytes().get(3) == Some(&b'.');
        if decimal && parse(scan.raw(end)).is_some() {
            end += 1;
            break;
        }
        if scan.raw(end).len() != 3 || !plain(end) {
            break;
        }
        if !(matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}") || gap == " " && scan.raw(end) == "000") {
            break;
        }
        end += 1;
    }
    if end == at + 1 {
        return None;
    }
    let joined: String = (at..end).map(|i| scan.raw(i)).collect();
    parse(&joined).map(|(value, step)| (value, step, end))
}

/// Multiplies by the magnitude words behind a number: "1.83 million", "4 hundred million", "two dozen".
pub(super) fn magnified(scan: &Scan, mut number: Number) -> Option<Number> {
    loop {
        let mut next = number.tokens.end;
        // "a 5-million-euro house", "1.8 billion-mile".
        if scan.lower(next) == "-" && scan.adjacent(next, next + 1) && scan.words.numbers.magnitudes.contains_key(scan.lower(next + 1)) {
            next += 1;
        }
        // "three dozens", "5 millions"; "tens" never multiplies.
        let plural = || scan.words.numbers.open.get(scan.lower(next)).filter(|n| **n > 10 && number.value < Decimal::ONE_THOUSAND);
        let Some(factor) = scan.words.numbers.magnitudes.get(scan.lower(next)).or_else(plural) else { break };
        let factor = Decimal::from(*factor);
        number.value = number.value.checked_mul(factor)?;
        number.step = number.step.checked_mul(factor)?;
        number.tokens.end = next + 1;
        number.bytes.end = scan.tokens[next].end;
        number.magnitude = number.magnitude.checked_mul(factor)?;
        if factor > Decimal::ONE_HUNDRED {
            number.shape = Shape::Magnitude;
        }
    }
    let end = number.tokens.end;
    let plain = number.magnitude == Decimal::ONE;
    let number = with_fraction(scan, number)?;
    // "2 and a half million".
    if plain && number.tokens.end > end { magnified(scan, number) } else { Some(number) }
}

/// ".001" with no digit before the point.
pub(super) fn bare_decimal(scan: &Scan, at: usize) -> Option<Number> {
    let spaced_before = at == 0 || !scan.adjacent(at - 1, at);
    if !spaced_before || !scan.adjacent(at, at + 1) || scan.tokens.get(at + 1)?.kind != TokenKind::Number {
        return None;
    }
    let (value, step) = parse(&format!("0.{}", scan.raw(at + 1)))?;
    let bytes = scan.tokens[at].start..scan.tokens[at + 1].end;
    Some(Number { tokens: at..at + 2, bytes, value, upper: None, step, shape: Shape::Plain, suffix: None, magnitude: Decimal::ONE })
}

/// "17th", "5bn", "10kW", "2½", "USD10m" (whose letters in front the caller has read as a currency).
pub(super) fn mixed(scan: &Scan, at: usize) -> Option<Number> {
    if let Some(number) = scientific(scan, at) {
        return number.ok();
    }
    let token = &scan.tokens[at];
    let skip = scan.code_before_digits(at);
    let end = if skip > 0 { end_of_digits(scan, at) } else { at + 1 };
    let raw = &scan.text[token.start as usize..scan.tokens[end - 1].end as usize];
    let length = raw[skip..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(raw.len() - skip);
    if length == 0 || (skip == 0 && length == raw.len()) {
        return None;
    }
    let (value, step) = parse(&raw[skip..skip + length])?;
    let start = token.start + skip as u32;
    let letters = &raw[skip + length..];
    let letters_at = token.start + (skip + length) as u32;
    let plain = Number {
        tokens: at..end,
        bytes: start..letters_at,
        value,
        upper: None,
        step,
        shape: Shape::Plain,
        suffix: Some(letters_at..scan.tokens[end - 1].end),
        magnitude: Decimal::ONE,
    };
    if letters.is_empty() {
        return magnified(scan, Number { suffix: None, ..plain });
    }
    if matches!(letters, "st" | "nd" | "rd" | "th") {
        let bytes = start..token.end;
        return (skip == 0).then_some(Number { bytes, shape: Shape::Ordinal, suffix: None, ..plain });
    }
    let mut chars = letters.chars();
    if let Some((numerator, denominator)) = chars.next().and_then(|c| glyph_value(c, scan))
        && chars.next().is_none()
    {
        let value = value.checked_add(numerator.checked_div(denominator)?)?;
        return magnified(scan, Number { value, bytes: start..token.end, suffix: None, ..plain });
    }
    with_suffix(scan, plain, letters)
}

/// The token behind the digits that go on after a currency's letters: "USD1,700" is three tokens.
fn end_of_digits(scan: &Scan, at: usize) -> usize {
    let mut end = at + 1;
    while matches!(scan.raw(end), "," | ".")
        && scan.adjacent(end - 1, end)
        && scan.adjacent(end, end + 1)
        && scan.raw(end + 1).starts_with(|c: char| c.is_ascii_digit())
    {
        end += 2;
    }
    end
}

/// Reads the letters set against the digits as a magnitude, or leaves them as a unit; other letters make it a name ("3D", "4x4", "7a").
fn with_suffix(scan: &Scan, plain: Number, letters: &str) -> Option<Number> {
    let (at, end) = (plain.tokens.start, plain.tokens.end);
    let magnitude = scan.words.numbers.suffixes.get(letters);
    let money = scan.currency_before(at).is_some() || scan.code_before_digits(at) > 0;
    let counted = scan.is_plural(end) || scan.is_plural(end + 1);
    let is_magnitude =
        magnitude.is_some() && (money || scan.words.units.symbol(letters).is_none() || letters == "M" || (letters == "m" && counted));
    if is_magnitude && let Some(factor) = magnitude {
        let factor = Decimal::from(*factor);
        return Some(Number {
            value: plain.value.checked_mul(factor)?,
            step: plain.step.checked_mul(factor)?,
            bytes: plain.bytes.start..scan.tokens[end - 1].end,
            shape: Shape::Magnitude,
            suffix: None,
            magnitude: factor,
            ..plain
        });
    }
    let units = &scan.words.units;
    let known = units.symbol(letters).or_else(|| units.word(&letters.to_lowercase())).or_else(|| units.code(letters));
    known.map(|_| plain)
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn decimals_groups_and_letters() {
        check("A rate of .001 per cent.", &[".001 per cent = 0.001 percentage"]);
        check("It rose to RM23.50 from USD1,700.", &["RM23.50 = 23.5 malaysian ringgit", "USD1,700 = 1700 dollar"]);
        check(
            "It has 1\u{202f}234\u{202f}567 words and 5 millions of signs.",
            &["1\u{202f}234\u{202f}567 = 1234567 count of word", "5 millions = 5000000 count of sign"],
        );
        check("They paid ₹3 lakh crore.", &["₹3 lakh crore = 3000000000000 indian rupee"]);
        check("10 1/2 miles and 2 ½ litres.", &["10 1/2 miles = 10.5 mile", "2 ½ litres = 2.5 litre"]);
    }
}
