//! A number with what belongs to it, before ranges are joined; and the mention that comes of it.

use std::ops::Range;

use rust_decimal::Decimal;

use super::guard::is_no_quantity;
use super::hedge;
use super::noun::{Noun, noun_behind};
use super::number::scientific::scientific;
use super::number::{Number, Shape, number_at};
use super::scan::Scan;
use super::unit::{UnitMatch, unit_of};
use crate::document::TextRange;
use crate::extract::mention::{QuantityForm, QuantityMention, QuantityModifier};
use crate::lexicon::quantity::Hedge;
use crate::value::{Quantity, Unit};

/// How far a fraction in words may be from what it stands for, as a share of it: "a third" is 31 to 35 percent.
const FRACTION_WIDTH: (i64, u32) = (6, 2);

/// A number with its unit, noun and hedge.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub number: Number,
    pub negative: bool,
    /// The second number of a range.
    pub second: Option<Number>,
    /// Whether a minus stands before the second.
    pub second_negative: bool,
    pub unit: Option<UnitMatch>,
    pub noun: Option<Noun>,
    pub hedge: Option<Hedge>,
    pub change: Option<QuantityModifier>,
    /// Tokens from the hedge to the unit.
    pub tokens: Range<usize>,
    /// Where the number or unit ends, in bytes.
    pub end: u32,
    pub form: QuantityForm,
    /// Whether noun or unit are those of the number behind it in a list.
    pub borrowed: bool,
}

/// The numbers of a sentence.
pub(super) fn drafts(scan: &Scan, sentence: Range<usize>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        // A number inside what the last one counts is a name there: "two new 737 Max jets".
        if let Some(noun) = found.last().and_then(|d| d.noun.as_ref()).filter(|n| n.tokens.contains(&at)) {
            at = noun.tokens.end;
            continue;
        }
        let Some(number) = number_at(scan, at).filter(|n| n.tokens.end <= sentence.end) else {
            // A power of ten that fits no decimal is left out as a whole.
            at = scientific(scan, at).and_then(Result::err).map_or(at + 1, |behind| behind.min(sentence.end));
            continue;
        };
        let end = number.tokens.end;
        let free = found.last().map_or(0, |last| last.end);
        match draft(scan, number).and_then(|d| d.trimmed(scan, free)) {
            Some(draft) => {
                at = draft.tokens.end.max(end);
                found.push(draft);
            }
            None => at = end,
        }
    }
    found
}

/// The number with its surroundings; `None` where it is no quantity.
fn draft(scan: &Scan, number: Number) -> Option<Draft> {
    let number = of_magnitude(scan, number)?;
    // "5 or more miles", "40+ boats": the hedge stands between the number and what is measured or counted.
    let hedged = hedge::after(scan, number.tokens.end).filter(|_| matches!(number.shape, Shape::Plain | Shape::Magnitude));
    let wide = hedged.filter(|_| number.suffix.is_none()).map(|(_, stop)| Number { tokens: number.tokens.start..stop, ..number.clone() });
    let mut unit = match number.shape {
        Shape::Ordinal => None,
        Shape::Fraction | Shape::Open => unit_of_share(scan, &number).or_else(|| unit_of(scan, &number)),
        Shape::Plain | Shape::Magnitude => unit_of(scan, &number).or_else(|| unit_of(scan, wide.as_ref()?)),
    };
    let mut form = match number.shape {
        Shape::Fraction => QuantityForm::Fraction,
        Shape::Open => QuantityForm::Open,
        _ => QuantityForm::Plain,
    };
    if let Some(age) = age(scan, &number, unit.as_ref()) {
        form = QuantityForm::Age;
        unit = Some(age);
    }
    let core = unit.as_ref().map_or(number.tokens.clone(), |u| u.tokens.clone());
    let behind =
        || noun_behind(scan, &number, core.end).or_else(|| wide.as_ref().and_then(|wide| noun_behind(scan, wide, wide.tokens.end)));
    let noun = if unit.is_none() { behind() } else { None };
    if is_no_quantity(scan, &number, unit.is_some(), noun.is_some()) {
        return None;
    }
    let (mut negative, first) = sign(scan, core.start);
    if first == core.start && core.start + 1 < number.tokens.start && matches!(scan.raw(number.tokens.start - 1), "-" | "−") {
        negative = true;
    }
    let before = hedge::before(scan, first);
    let mut end = unit.as_ref().map_or(number.bytes.end, |u| u.end);
    let mut tokens = before.first.unwrap_or(first)..core.end;
    let noun_end = noun.as_ref().map_or(core.end, |n| n.tokens.end);
    let mut hedge = before.hedge;
    let after = hedge::after(scan, core.end).or_else(|| hedge::after(scan, noun_end)).or(hedged);
    if let Some((after, stop)) = after.filter(|_| hedge.is_none()) {
        hedge = Some(after);
        if scan.tokens[stop - 1].start >= end && noun.as_ref().is_none_or(|noun| noun.tokens.start >= stop) {
            end = scan.tokens[stop - 1].end;
            tokens.end = stop;
        }
    }
    Some(Draft {
        number,
        negative,
        second: None,
        second_negative: false,
        unit,
        noun,
        hedge,
        change: before.change,
        tokens,
        end,
        form,
        borrowed: false,
    })
}

/// "a third of a million": a fraction of a magnitude is a number as wide as the fraction.
fn of_magnitude(scan: &Scan, number: Number) -> Option<Number> {
    let end = number.tokens.end;
    let factor = scan.words.numbers.magnitudes.get(scan.lower(end + 2)).filter(|f| **f >= 1000);
    if number.shape != Shape::Fraction || scan.lower(end) != "of" || scan.lower(end + 1) != "a" {
        return Some(number);
    }
    let Some(factor) = factor else { return Some(number) };
    let factor = Decimal::from(*factor);
    let value = number.value.checked_mul(factor)?;
    let width = Decimal::new(FRACTION_WIDTH.0 * 2, FRACTION_WIDTH.1);
    Some(Number {
        tokens: number.tokens.start..end + 3,
        bytes: number.bytes.start..scan.tokens[end + 2].end,
        value,
        step: value.checked_mul(width)?,
        shape: Shape::Magnitude,
        magnitude: factor,
        ..number
    })
}

/// The unit behind "of a", "a" or "of": "half a mile", "three quarters of a mile", "hundreds of miles".
fn unit_of_share(scan: &Scan, number: &Number) -> Option<UnitMatch> {
    let end = number.tokens.end;
    let start = match (scan.lower(end), scan.lower(end + 1)) {
        ("of", "a" | "an") => end + 2,
        ("of", _) if number.shape == Shape::Open => end + 1,
        ("a" | "an", _) => end + 1,
        _ => return None,
    };
    let start = if matches!(scan.raw(start), "US" | "U.S." | "UK") { start + 1 } else { start };
    let (id, stop) = scan.unit_at(start)?;
    Some(UnitMatch { id, tokens: number.tokens.start..stop, end: scan.tokens[stop - 1].end, per: None })
}

/// An age: "34-year-old", "34 years old", "aged 34", ", 34,". The unit is the year, or what is written.
fn age(scan: &Scan, number: &Number, unit: Option<&UnitMatch>) -> Option<UnitMatch> {
    let (first, end) = (number.tokens.start, number.tokens.end);
    if let Some(unit) = unit {
        let stop = unit.tokens.end;
        let old = match (scan.lower(stop), scan.lower(stop + 1)) {
            ("-", "old" | "olds") => stop + 2,
            ("old" | "olds", _) => stop + 1,
            ("of", "age") => stop + 2,
            _ => return None,
        };
        let is_time = &*unit.entry(scan).dimension == "duration";
        return is_time.then(|| UnitMatch { tokens: unit.tokens.start..old, end: scan.tokens[old - 1].end, ..unit.clone() });
    }
    let possible =
        number.shape == Shape::Plain && number.value <= Decimal::from(125) && number.step == Decimal::ONE && number.tokens.len() <= 3;
    let aged = matches!(scan.back(first, 1), "aged" | "age") || matches!((scan.back(first, 2), scan.back(first, 1)), ("age", "of"));
    let apposed = scan.back(first, 1) == ","
        && matches!(scan.raw(end), "," | ";" | ")" | ".")
        && scan.tokens[first].kind != crate::language::TokenKind::Word
        && number.value >= Decimal::TEN
        && first > 1
        && scan.tokens[first - 2].capital
        && !scan.words.context.months.contains(scan.back(first, 2));
    // "She will be 35 in May.", "he turned 60".
    let verb = |by: usize| scan.words.context.age_verbs.contains(scan.back(first, by));
    let person = |by: usize| matches!(scan.back(first, by), "he" | "she");
    let being = verb(1)
        && (person(2) || verb(2) && person(3))
        && (scan.is_break(end) || matches!(scan.lower(end), "when" | "at" | "by" | "in" | "and" | "but" | "this" | "last" | "next" | "on"))
        && number.value >= Decimal::TEN;
    if !possible || !(aged || apposed || being) {
        return None;
    }
    let id = scan.words.units.named("year")?;
    Some(UnitMatch { id, tokens: number.tokens.clone(), end: number.bytes.end, per: None })
}

/// Whether a minus stands before the token `first`, with the first token of number and sign.
fn sign(scan: &Scan, first: usize) -> (bool, usize) {
    let Some(before) = first.checked_sub(1) else { return (false, first) };
    let spaced = before == 0 || !scan.adjacent(before - 1, before) || scan.raw(before - 1) == "(";
    match scan.raw(before) {
        "−" => (true, before),
        "-" if scan.adjacent(before, first) && spaced => (true, before),
        "-" if scan.back(before, 1) == "minus" => (true, before - 1),
        _ if matches!(scan.lower(before), "minus" | "negative") => (true, before),
        _ => (false, first),
    }
}

/// A value with the sign of its number.
fn signed(value: Decimal, negative: bool) -> Decimal {
    if negative { -value } else { value }
}

impl Draft {
    /// The draft without the hedge or sign that the one before has taken; `None` where the number itself is taken.
    fn trimmed(mut self, scan: &Scan, free: u32) -> Option<Draft> {
        if scan.tokens[self.tokens.start].start < free {
            self.tokens.start = self.number.tokens.start;
        }
        (self.number.bytes.start >= free).then_some(self)
    }

    /// The noun's end, or the unit's: where the words of this quantity end.
    pub fn reach(&self) -> usize {
        self.noun.as_ref().map_or(self.tokens.end, |n| n.tokens.end.max(self.tokens.end))
    }

    /// The number, and the second of a range.
    pub fn numbers(&self) -> impl Iterator<Item = &Number> {
        std::iter::once(&self.number).chain(&self.second)
    }

    /// Whether it is a number of years, days, minutes, ..., or an age in them. A number alone ("three or four years") may yet get its
    /// unit from the number behind it.
    pub fn is_length(&self, scan: &Scan) -> bool {
        match &self.unit {
            Some(unit) => unit.per.is_none() && &*unit.entry(scan).dimension == "duration",
            None => self.form == QuantityForm::Plain && self.number.shape != Shape::Ordinal && self.noun.is_none(),
        }
    }

    /// The number with its sign.
    pub fn value(&self) -> Decimal {
        signed(self.number.value, self.negative)
    }

    /// The mention; `None` where a value does not fit a decimal.
    pub fn mention(&self, scan: &Scan, block: u32) -> Option<QuantityMention> {
        let range = |bytes: Range<u32>| TextRange { block, start: bytes.start, end: bytes.end };
        let last = self.second.as_ref().unwrap_or(&self.number);
        let first_token = scan.tokens.get(self.tokens.start)?;
        let (unit, _) = self.unit_names(scan);
        let written = match (&self.second, self.number.upper) {
            (Some(second), _) => (self.value(), Some(signed(second.value, self.second_negative))),
            (None, upper) => (self.value(), upper),
        };
        Some(QuantityMention {
            range: range(first_token.start.min(self.number.bytes.start)..self.end.max(last.bytes.end)),
            number: range(self.number.bytes.start..last.bytes.end),
            written,
            modifier: self.modifier(),
            quantity: self.quantity(scan)?,
            unit,
            of: self.noun.as_ref().map(|n| n.lemma.clone()),
            head: self.noun.as_ref().map(|n| n.head(scan)),
            modifiers: self.noun.as_ref().map(|n| n.modifiers(scan)).unwrap_or_default(),
            noun: self.noun.as_ref().map(|n| range(scan.tokens[n.tokens.start].start..scan.tokens[n.tokens.end - 1].end)),
            ordinal: self.number.shape == Shape::Ordinal,
            form: self.form,
            ends: self.second.as_ref().map(|second| (range(self.number.bytes.clone()), range(second.bytes.clone()))),
            step: last.step,
        })
    }

    fn modifier(&self) -> QuantityModifier {
        match (self.hedge.map(|h| h.sign), self.change) {
            (Some('~'), _) => QuantityModifier::About,
            (Some('<'), _) => QuantityModifier::Below,
            (Some(_), _) => QuantityModifier::Above,
            (None, Some(change)) if self.unit.is_some() => change,
            (None, _) => QuantityModifier::Exactly,
        }
    }

    /// The unit as written and the base unit.
    fn unit_names(&self, scan: &Scan) -> (String, String) {
        match &self.unit {
            Some(unit) if self.form == QuantityForm::Age => (format!("{} of age", unit.name(scan)), unit.base(scan)),
            Some(unit) => (unit.name(scan), unit.base(scan)),
            None if self.form == QuantityForm::Fraction => ("count".into(), "percentage".into()),
            None => ("count".into(), "count".into()),
        }
    }

    /// What the words leave open, in the base unit.
    fn quantity(&self, scan: &Scan) -> Option<Quantity> {
        let (low, high) = self.bounds(&self.number, self.negative, scan)?;
        let (low, high) = match &self.second {
            Some(second) => {
                let (other_low, other_high) = self.bounds(second, self.second_negative, scan)?;
                (low.min(other_low), high.max(other_high))
            }
            None => (low, high),
        };
        let base = Unit::new(&self.unit_names(scan).1);
        let entry = self.unit.as_ref().map(|u| u.entry(scan));
        let in_percent = self.unit.is_none() && self.form == QuantityForm::Fraction;
        let convert = |value: Decimal| match entry {
            _ if value == Decimal::MIN || value == Decimal::MAX => Some(value),
            Some(entry) => value.checked_mul(entry.factor)?.checked_add(entry.offset),
            None if in_percent => value.checked_mul(Decimal::ONE_HUNDRED),
            None => Some(value),
        };
        Some(Quantity { low: convert(low)?, high: convert(high)?, unit: base })
    }

    /// The least and the greatest that one of the numbers leaves open, in the unit as written.
    fn bounds(&self, number: &Number, negative: bool, scan: &Scan) -> Option<(Decimal, Decimal)> {
        let value = number.value;
        let measured = self.unit.as_ref().is_some_and(|u| u.entry(scan).is_measured());
        let half = match number.shape {
            Shape::Ordinal | Shape::Open => Decimal::ZERO,
            Shape::Fraction => value.checked_mul(Decimal::new(FRACTION_WIDTH.0, FRACTION_WIDTH.1))?,
            Shape::Magnitude => number.step.checked_div(Decimal::TWO)?,
            Shape::Plain if measured || number.step < Decimal::ONE => number.step.checked_div(Decimal::TWO)?,
            Shape::Plain => Decimal::ZERO,
        };
        let (mut low, mut high) = (value.checked_sub(half)?, value.checked_add(half)?);
        if let Some(hedge) = self.hedge {
            low = hedge.low.filter(|f| *f < Decimal::ONE).map_or(Some(low), |f| value.checked_mul(f).map(|bound| low.min(bound)))?;
            high = hedge.high.filter(|f| *f > Decimal::ONE).map_or(Some(high), |f| value.checked_mul(f).map(|bound| high.max(bound)))?;
        }
        if negative {
            (low, high) = (-high, -low);
        }
        // "below −10 °C" is open to the cold: a side without a bound does not turn with the sign.
        if self.hedge.is_some_and(|hedge| hedge.low.is_none()) {
            low = Decimal::MIN;
        }
        if number.shape == Shape::Open || self.hedge.is_some_and(|hedge| hedge.high.is_none()) {
            high = Decimal::MAX;
        }
        Some((low, high))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn ages_behind_a_person() {
        check("She will be 35 in May, and he turned 60.", &["35 = 35 year of age", "60 = 60 year of age"]);
        check("He was 3 up.", &["3 = 3 count"]);
        check("Her now-18-month-old daughter.", &["18-month-old = 18 month of age"]);
    }
}
