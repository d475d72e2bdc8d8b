//! Numbers: digits and words -> an exact decimal with the weight of its last digit.

mod accumulator;
mod digits;
mod fraction;
pub(super) mod scientific;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use super::scan::Scan;
use crate::language::TokenKind;

/// How a number is written, as far as that says how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract::quantities) enum Shape {
    /// "1,204", "2.5", "twelve".
    Plain,
    /// With a magnitude: "1.83 million", "two hundred thousand", "5bn".
    Magnitude,
    /// "a third", "three quarters", "one in five", "½".
    Fraction,
    /// "hundreds", "tens of thousands".
    Open,
    /// "third", "17th".
    Ordinal,
}

/// A number in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract::quantities) struct Number {
    /// Tokens that belong to it; the last may also hold a unit (see `suffix`).
    pub tokens: Range<usize>,
    /// Bytes of the number alone.
    pub bytes: Range<u32>,
    pub value: Decimal,
    /// The upper end, for open numbers.
    pub upper: Option<Decimal>,
    /// The weight of the last digit: 1 for "12", 0.1 for "2.5", 10,000 for "1.83 million".
    pub step: Decimal,
    pub shape: Shape,
    /// Letters that stand against the digits and are no part of the number: "kW" in "10kW".
    pub suffix: Option<Range<u32>>,
    /// The magnitude that is written ("million"), which a range may lend to its first number; 1 where there is none.
    pub magnitude: Decimal,
}

/// The number that starts at a token, if any.
pub(in crate::extract::quantities) fn number_at(scan: &Scan, at: usize) -> Option<Number> {
    let token = scan.tokens.get(at)?;
    match token.kind {
        TokenKind::Number => digits::digits(scan, at),
        TokenKind::Mixed => digits::mixed(scan, at),
        TokenKind::Word => words::words(scan, at),
        TokenKind::Punctuation if scan.raw(at) == "." => digits::bare_decimal(scan, at),
        TokenKind::Punctuation => fraction::glyph(scan, at),
        _ => None,
    }
}
