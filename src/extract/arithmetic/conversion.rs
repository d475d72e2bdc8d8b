//! One measure in two units: "12 miles (19 kilometres)", "62 metres, or 203 feet".

use rust_decimal::Decimal;

use super::interval::{Interval, last_place};
use super::line::{Line, Placed};
use super::{Part, Relation, RelationKind};
use crate::lexicon::quantity::UnitEntry;
use crate::value::quantity::grouped;

/// How far a converted number may be rounded, as a share of it: a whole number, and a round one at most.
const WHOLE: (i64, u32) = (5, 2);
const ROUND: (i64, u32) = (10, 2);

/// The conversions of a sentence.
pub(super) fn conversions(line: &Line, found: &mut Vec<Relation>) {
    for (index, pair) in line.quantities.windows(2).enumerate() {
        // "5 ft 8 in (1.73 m)" and decimals torn apart ("139. 8 m") have a number before that belongs to the first.
        let before = pair[0].tokens.start;
        let torn = matches!(line.scan.back(before, 1), "." | ",")
            && before > 1
            && line.scan.back(before, 2).ends_with(|c: char| c.is_ascii_digit());
        let compound = index > 0 && line.quantities[index - 1].tokens.end + 1 >= before;
        if torn || compound {
            continue;
        }
        if let Some(relation) = conversion(line, &pair[0], &pair[1]) {
            found.push(relation);
        }
    }
}

fn conversion(line: &Line, first: &Placed, second: &Placed) -> Option<Relation> {
    let (from, to) = (unit(line, first)?, unit(line, second)?);
    if from.base != to.base
        || from.name == to.name
        || from.is_money()
        || &*from.dimension == "duration"
        || !stand_together(line, first, second)
    {
        return None;
    }
    let source = width(first)?;
    let stated = width(second)?.hull(rounding(second)?);
    let mut derived = convert(source, from, to)?;
    // "a rise of 2 °C (3.6 °F)" is a difference: the zero points of the scales do not matter.
    if from.offset != to.offset {
        let difference = source.times(from.factor.checked_div(to.factor)?)?;
        if meets(difference, stated) {
            derived = difference;
        }
    }
    Some(Relation {
        kind: RelationKind::Conversion,
        stated: Part { range: second.mention.range, quantity: stated.quantity(&to.name) },
        parts: vec![Part { range: first.mention.range, quantity: source.quantity(&from.name) }],
        derived: derived.quantity(&to.name),
        words: format!("{} {}", grouped(first.mention.written.0), from.name),
    })
}

fn meets(a: Interval, b: Interval) -> bool {
    a.low <= b.high && b.low <= a.high
}

fn unit<'a>(line: &Line<'a>, placed: &Placed) -> Option<&'a UnitEntry> {
    let units = &line.scan.words.units;
    units.named(&placed.mention.unit).map(|id| &units.entries[id])
}

/// Whether the second stands in brackets right behind the first, or behind "or" between commas.
fn stand_together(line: &Line, first: &Placed, second: &Placed) -> bool {
    let gap = first.tokens.end..second.tokens.start;
    let scan = &line.scan;
    let closed = |at: usize| matches!(scan.raw(at), ")" | "]");
    let bracket = line.reads(gap.clone(), &["("])
        || line.reads(gap.clone(), &["["])
        || line.reads(gap.clone(), &["(", "or"])
        || line.reads(gap.clone(), &["-", "("]);
    if bracket {
        // "(15 miles)", "(15 miles an hour)", "(121ft)-long", "(1.8 to 2.7 Fahrenheit)".
        return (second.tokens.end..second.tokens.end + 4).any(closed);
    }
    let or = line.reads(gap.clone(), &["or"])
        || line.reads(gap.clone(), &[",", "or"])
        || line.reads(gap.clone(), &["-", "or"])
        || line.reads(gap.clone(), &["(", "i.e."]);
    let slash = line.reads(gap.clone(), &["/"]);
    // "three feet or two metres" is a choice; a conversion between commas, or of numbers with many digits, is none.
    or && line.reads(gap.start..gap.start + 1, &[","]) || slash
}

/// What the number leaves open in its own unit.
fn width(placed: &Placed) -> Option<Interval> {
    let mention = placed.mention;
    let (value, second) = mention.written;
    let half = mention.step.checked_div(Decimal::TWO)?.max(Decimal::ZERO);
    let plain = Interval::around(value, half)?;
    let plain = match second {
        Some(second) => plain.hull(Interval::around(second, half)?),
        None => plain,
    };
    // A hedge on a measure is one on its conversion as well; a tenth covers all but the open ones, which say the same on both sides.
    let hedged = mention.modifier != crate::extract::mention::QuantityModifier::Exactly && mention.modifier.sign().len() == 1;
    if hedged { plain.widened(value.abs().checked_mul(Decimal::new(3, 2))?) } else { Some(plain) }
}

/// How a converted number may have been rounded.
fn rounding(placed: &Placed) -> Option<Interval> {
    let mention = placed.mention;
    let value = mention.written.0;
    let whole = value.fract().is_zero();
    // A multiple of five may be rounded to fives.
    let place =
        last_place(value, mention.step).max(if whole && (value % Decimal::from(5)).is_zero() { Decimal::from(5) } else { Decimal::ZERO });
    let half = place.checked_div(Decimal::TWO)?;
    let most = value.abs().checked_mul(Decimal::new(ROUND.0, ROUND.1))?;
    let least = if whole { value.abs().checked_mul(Decimal::new(WHOLE.0, WHOLE.1))? } else { mention.step };
    let wide = half.min(most).max(least).max(if whole { mention.step.checked_div(Decimal::TWO)? } else { mention.step });
    let first = Interval::around(value, wide)?;
    match mention.written.1 {
        Some(second) => Some(first.hull(Interval::around(second, wide)?)),
        None => Some(first),
    }
}

fn convert(source: Interval, from: &UnitEntry, to: &UnitEntry) -> Option<Interval> {
    let one = |value: Decimal| value.checked_mul(from.factor)?.checked_add(from.offset)?.checked_sub(to.offset)?.checked_div(to.factor);
    Some(Interval { low: one(source.low)?, high: one(source.high)? })
}
