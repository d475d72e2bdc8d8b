//! Scientific notation: "1.3e6", "6.23×10⁻⁴", "1.5 x 10^8".

use rust_decimal::Decimal;

use super::digits::parse;
use super::{Number, Shape};
use crate::extract::quantities::scan::Scan;

/// The longest number in this notation, in bytes; nothing longer is looked at.
const LONGEST: usize = 40;

/// The greatest power of ten that is read.
const GREATEST_POWER: u32 = 28;

/// The number that starts at a token; `Err` with the token behind it where it does not fit a decimal, `None` where there is none.
pub(in crate::extract::quantities) fn scientific(scan: &Scan, at: usize) -> Option<Result<Number, usize>> {
    let start = scan.tokens.get(at)?.start as usize;
    let rest = &scan.text[start..scan.text.floor_char_boundary(start + LONGEST)];
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (mantissa, power) = (&rest[..length], Power::read(&rest[length..], rest[..length].contains('.'))?);
    let stop = (start + length + power.length) as u32;
    let end = (at..scan.tokens.len()).take(12).find(|i| scan.tokens[*i].end >= stop)? + 1;
    if scan.tokens[end - 1].end != stop {
        return None;
    }
    let (value, step) = parse(mantissa)?;
    let scaled = |number: Decimal| if power.negative { divided(number, power.size) } else { multiplied(number, power.size) };
    Some(scaled(value).zip(scaled(step)).ok_or(end).map(|(value, step)| Number {
        tokens: at..end,
        bytes: start as u32..stop,
        value,
        upper: None,
        step,
        shape: Shape::Magnitude,
        suffix: None,
        magnitude: Decimal::ONE,
    }))
}

fn multiplied(number: Decimal, power: u32) -> Option<Decimal> {
    (power <= GREATEST_POWER).then_some(())?;
    (0..power).try_fold(number, |number, _| number.checked_mul(Decimal::TEN))
}

/// The number with its point moved to the left; `None` where digits would be lost.
fn divided(mut number: Decimal, power: u32) -> Option<Decimal> {
    let scale = number.scale().checked_add(power).filter(|scale| *scale <= GREATEST_POWER)?;
    number.set_scale(scale).ok()?;
    Some(number)
}

/// A power of ten: "e6", "×10⁻⁴", " x 10^8".
struct Power {
    size: u32,
    negative: bool,
    /// Bytes of the whole power.
    length: usize,
}

impl Power {
    fn read(text: &str, decimal: bool) -> Option<Power> {
        let after =
            |text: &'_ str, from: usize| -> Option<(u32, bool, usize)> { exponent(&text[from..]).map(|(s, n, l)| (s, n, from + l)) };
        if text.starts_with(['e', 'E']) {
            let (size, negative, length) = after(text, 1)?;
            // "12e4" may be a code: with a decimal or a sign it is none.
            let sure = decimal || text[1..].starts_with(['+', '-', '−']);
            return sure.then_some(Power { size, negative, length });
        }
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let sign = text[spaces..].chars().next().filter(|c| matches!(c, '×' | 'x' | 'X' | '*' | '·'))?;
        let behind = spaces + sign.len_utf8();
        let more = text[behind..].len() - text[behind..].trim_start_matches(' ').len();
        let ten = behind + more + 2;
        if !text[behind + more..].starts_with("10") || spaces > 1 || more > 1 {
            return None;
        }
        let raised = text[ten..].starts_with('^');
        let from = if raised { ten + 1 } else { ten };
        let next = text[from..].chars().next()?;
        // "2 × 10-30" may be a range; with "×" and the mathematical minus it is a power whose raised digits were lost.
        let is_power = raised || superscript(next).is_some() || next == '⁻' || sign == '×' && next == '−';
        let (size, negative, length) = after(text, from).filter(|_| is_power)?;
        Some(Power { size, negative, length })
    }
}

/// The exponent at the start of a text, whether it is negative, and its length in bytes.
fn exponent(text: &str) -> Option<(u32, bool, usize)> {
    let first = text.chars().next()?;
    let negative = matches!(first, '-' | '−' | '⁻');
    let from = if negative || matches!(first, '+' | '⁺') { first.len_utf8() } else { 0 };
    let digits = || text[from..].chars().map_while(|c| c.to_digit(10).or_else(|| superscript(c)).map(|d| (d, c.len_utf8()))).take(4);
    let size = digits().fold(0, |size, (digit, _)| size * 10 + digit);
    let length: usize = digits().map(|(_, bytes)| bytes).sum();
    (length > 0).then_some((size, negative, from + length))
}

fn superscript(c: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c).map(|digit| digit as u32)
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn powers_of_ten() {
        check("It weighs 6.2×10⁻⁴ grams.", &["6.2×10⁻⁴ grams = 0.0006 gram"]);
        check("It is 1.5 x 10^8 km away.", &["1.5 x 10^8 km = 150000000 kilometre"]);
        check("It made 1.3e6 dollars.", &["1.3e6 dollars = 1300000 dollar"]);
    }

    #[test]
    fn what_fits_no_decimal_is_left_out_as_a_whole() {
        check("It weighs 1.99×10−30 kilograms, or 7e99 tonnes.", &[]);
    }

    #[test]
    fn a_product_and_a_code_are_no_powers() {
        check("The box of 2 x 10 inches.", &["2 = 2 count", "10 inches = 10 inch"]);
        check("Flight 12e4 left.", &[]);
    }
}
