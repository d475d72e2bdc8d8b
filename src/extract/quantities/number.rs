//! Numbers: digits and words -> an exact decimal with the weight of its last digit.

use std::ops::Range;

use rust_decimal::Decimal;

use super::scan::Scan;
use crate::language::TokenKind;

/// How a number is written, as far as that says how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
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
pub(super) struct Number {
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
pub(super) fn number_at(scan: &Scan, at: usize) -> Option<Number> {
    let token = scan.tokens.get(at)?;
    match token.kind {
        TokenKind::Number => digits(scan, at),
        TokenKind::Mixed => mixed(scan, at),
        TokenKind::Word => words(scan, at),
        TokenKind::Punctuation if scan.raw(at) == "." => bare_decimal(scan, at),
        TokenKind::Punctuation => glyph(scan, at),
        _ => None,
    }
}

/// A decimal from digits with commas; `None` for versions, clock times, dates, identifiers with leading zeros and numbers too long.
fn parse(written: &str) -> Option<(Decimal, Decimal)> {
    let (whole, fraction) = written.split_once('.').map_or((written, ""), |(w, f)| (w, f));
    let grouped_well = whole.split(',').skip(1).all(|group| group.len() == 3 || group.len() == 2)
        && (!whole.contains(',') || whole.rsplit(',').next()?.len() == 3);
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    let all_digits = whole.bytes().all(|b| b.is_ascii_digit() || b == b',') && fraction.bytes().all(|b| b.is_ascii_digit());
    if !grouped_well || leading_zero || !all_digits || whole.is_empty() || written.len() > 28 {
        return None;
    }
    let value = Decimal::from_str_exact(&written.replace(',', "")).ok()?;
    Some((value, Decimal::new(1, fraction.len() as u32)))
}

fn digits(scan: &Scan, at: usize) -> Option<Number> {
    if let Some(fraction) = slash_fraction(scan, at) {
        return Some(fraction);
    }
    let token = &scan.tokens[at];
    let mut end = at + 1;
    let (mut value, step) = match spaced_groups(scan, at) {
        Some((value, last)) => {
            end = last;
            (value, Decimal::ONE)
        }
        None => parse(scan.raw(at))?,
    };
    if step == Decimal::ONE && end == at + 1 {
        if let Some(number) = in_every(scan, at, value) {
            return Some(number);
        }
        // "2 ½", "2 1/2".
        if let Some((part, last)) = scan.tokens.get(end).and_then(|_| glyph(scan, end)).map(|g| (g.value, g.tokens.end)) {
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
fn spaced_groups(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    let plain = |i: usize| scan.raw(i).bytes().all(|b| b.is_ascii_digit());
    if scan.raw(at).len() > 3 || !plain(at) {
        return None;
    }
    let mut end = at + 1;
    while scan.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Number) && scan.raw(end).len() == 3 && plain(end) {
        let gap = scan.between(end - 1, end);
        if !(matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}") || gap == " " && scan.raw(end) == "000") {
            break;
        }
        end += 1;
    }
    if end == at + 1 {
        return None;
    }
    let joined: String = (at..end).map(|i| scan.raw(i)).collect();
    parse(&joined).map(|(value, _)| (value, end))
}

/// Multiplies by the magnitude words behind a number: "1.83 million", "4 hundred million", "two dozen".
fn magnified(scan: &Scan, mut number: Number) -> Option<Number> {
    loop {
        let mut next = number.tokens.end;
        // "a 5-million-euro house", "1.8 billion-mile".
        if scan.lower(next) == "-" && scan.adjacent(next, next + 1) && scan.words.numbers.magnitudes.contains_key(scan.lower(next + 1)) {
            next += 1;
        }
        let Some(factor) = scan.words.numbers.magnitudes.get(scan.lower(next)) else { break };
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
    if number.magnitude > Decimal::ONE
        && scan.lower(number.tokens.end) == "and"
        && let Some((part, end)) = and_fraction(scan, number.tokens.end)
    {
        // "a million and a half".
        let unit = number.step;
        number.value = number.value.checked_add(part.checked_mul(unit)?)?;
        number.step = unit.checked_mul(part)?;
        number.tokens.end = end;
        number.bytes.end = scan.tokens[end - 1].end;
    }
    Some(number)
}

/// "and a half", "and three quarters" at a token: the fraction and the token behind it.
fn and_fraction(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
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
fn slash_fraction(scan: &Scan, at: usize) -> Option<Number> {
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

fn fraction(scan: &Scan, tokens: Range<usize>, numerator: Decimal, denominator: Decimal) -> Option<Number> {
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
fn glyph(scan: &Scan, at: usize) -> Option<Number> {
    let (numerator, denominator) = glyph_value(scan.raw(at).chars().next()?, scan)?;
    fraction(scan, at..at + 1, numerator, denominator)
}

fn glyph_value(c: char, scan: &Scan) -> Option<(Decimal, Decimal)> {
    scan.words.numbers.glyphs.get(&c).map(|(n, d)| (Decimal::from(*n), Decimal::from(*d)))
}

/// ".001" with no digit before the point.
fn bare_decimal(scan: &Scan, at: usize) -> Option<Number> {
    let spaced_before = at == 0 || !scan.adjacent(at - 1, at);
    if !spaced_before || !scan.adjacent(at, at + 1) || scan.tokens.get(at + 1)?.kind != TokenKind::Number {
        return None;
    }
    let (value, step) = parse(&format!("0.{}", scan.raw(at + 1)))?;
    let bytes = scan.tokens[at].start..scan.tokens[at + 1].end;
    Some(Number { tokens: at..at + 2, bytes, value, upper: None, step, shape: Shape::Plain, suffix: None, magnitude: Decimal::ONE })
}

/// "17th", "5bn", "10kW", "2½", "USD10m" (whose letters in front the caller has read as a currency).
fn mixed(scan: &Scan, at: usize) -> Option<Number> {
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

/// "a third", "two hundred and six", "half a million", "one in five", "hundreds", "third".
fn words(scan: &Scan, at: usize) -> Option<Number> {
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

/// "third" of "a third", "thirds" of "two-thirds": only where it is used as a share.
fn fraction_word(scan: &Scan, first: usize, at: usize, numerator: i64) -> Option<Number> {
    let denominator = *scan.words.numbers.fractions.get(scan.lower(at))?;
    let number = fraction(scan, first..at + 1, Decimal::from(numerator), Decimal::from(denominator))?;
    let plural_fits = (numerator == 1) != scan.lower(at).ends_with('s');
    (plural_fits && numerator < denominator.max(2) && scan.is_share(&number)).then_some(number)
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

/// "one in five", "1 in 5", "one out of every three", "15 in a hundred".
fn in_every(scan: &Scan, at: usize, numerator: Decimal) -> Option<Number> {
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

/// What may follow in a cardinal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Any,
    /// Behind tens: ones or a magnitude.
    Ones,
    /// Behind ones and teens: a magnitude.
    Magnitude,
    /// Behind "hundred": tens, ones or a magnitude.
    BelowHundred,
    /// Behind "thousand": a smaller group.
    Group,
}

struct Accumulator {
    total: Decimal,
    group: Decimal,
    room: Room,
    step: Decimal,
    /// Whether "thousand" or more was read.
    large: bool,
}

impl Accumulator {
    fn takes_and(&self) -> bool {
        matches!(self.room, Room::BelowHundred | Room::Group)
    }

    /// Adds ones, teens or tens; `Some(false)` where it cannot follow, `None` on overflow.
    fn add(&mut self, value: Decimal) -> Option<bool> {
        let fits = match self.room {
            Room::Any | Room::Group | Room::BelowHundred => true,
            Room::Ones => value < Decimal::TEN && !value.is_zero(),
            Room::Magnitude => false,
        };
        if fits {
            self.group = self.group.checked_add(value)?;
            self.step = Decimal::ONE;
            self.room = if value >= Decimal::from(20) { Room::Ones } else { Room::Magnitude };
        }
        Some(fits)
    }

    /// Multiplies by "hundred", "thousand", ...; the same results as [`Accumulator::add`].
    fn multiply(&mut self, factor: Decimal) -> Option<bool> {
        if self.room == Room::Any && factor != Decimal::ONE_HUNDRED {
            return Some(false);
        }
        if factor <= Decimal::ONE_HUNDRED {
            if !matches!(self.room, Room::Magnitude | Room::Ones | Room::Any) || self.group >= Decimal::ONE_HUNDRED {
                return Some(false);
            }
            self.group = self.group.max(Decimal::ONE).checked_mul(factor)?;
            self.step = if factor == Decimal::ONE_HUNDRED { factor } else { Decimal::ONE };
            self.room = Room::BelowHundred;
            return Some(true);
        }
        if self.group.is_zero() {
            // "a hundred thousand million" has no second group to multiply.
            return Some(false);
        }
        self.total = self.total.checked_add(self.group.checked_mul(factor)?)?;
        self.group = Decimal::ZERO;
        self.step = factor;
        self.large = true;
        self.room = Room::Group;
        Some(true)
    }
}
