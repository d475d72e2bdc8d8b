//! Quarters and halves of a year: "the third quarter", "third-quarter", "Q3 2025", "the second half of 2008", "the year-ago quarter".

use super::expression::{Amount, Core, Date, Expression, Field, From, Length, Which, Year};
use super::line::Line;
use crate::lexicon::time::{Tag, Unit};
use crate::value::duration::DurationUnit;

/// The quarter or half that starts here, without a determiner.
pub(super) fn quarter(line: &Line, at: usize) -> Option<Expression> {
    letter(line, at).or_else(|| ordinal(line, at)).or_else(|| year_ago(line, at))
}

fn expression(start: usize, end: usize, year: Year, field: Field) -> Option<Expression> {
    Some(Expression::new(start..end, Core::Date(Date { year, field })))
}

/// "Q3", "H1 2025", "Q3 FY2025".
fn letter(line: &Line, at: usize) -> Option<Expression> {
    let lower = line.lower(at);
    let (kind, number) = lower.split_at_checked(1).filter(|_| lower.len() == 2)?;
    let number: u32 = number.parse().ok()?;
    let field = match kind {
        "q" if (1..=4).contains(&number) => Field::Quarter(number),
        "h" if (1..=2).contains(&number) && line.year(at + 1).is_some() => Field::Half(number),
        _ => return None,
    };
    let skip = at + 1 + usize::from(line.is(at + 1, Tag::Of));
    match line.year(skip) {
        Some(year) => expression(at, skip + 1, Year::Known(year), field),
        None => expression(at, at + 1, Year::Open(Which::Bare), field),
    }
}

/// "third quarter", "fiscal second-quarter", "fiscal-first quarter", "latter half of 2008".
fn ordinal(line: &Line, at: usize) -> Option<Expression> {
    let mut start = at;
    if line.is(start, Tag::Fiscal) {
        start += 1;
        start += usize::from(line.tight_dash(start));
    }
    let mut fiscal = start > at;
    let last = line.mark(start, "latter") || line.is(start, Tag::Last);
    let number = if last { 2 } else { line.word(start).ordinal.filter(|n| (1..=4).contains(n))? };
    let mut noun = start + 1;
    noun += usize::from(line.tight_dash(noun));
    fiscal |= line.is(noun, Tag::Fiscal);
    noun += usize::from(line.is(noun, Tag::Fiscal));
    if line.word(noun).unit.is_some_and(|u| u.unit == DurationUnit::Quarter && !u.plural) && !last {
        let field = if fiscal { Field::FiscalQuarter(number) } else { Field::Quarter(number) };
        return expression(at, noun + 1, Year::Open(Which::Bare), field);
    }
    // A half without its year is a half of a match or of anything.
    let year_behind = line.year(noun + 2).is_some() && line.is(noun + 1, Tag::Of)
        || line.any(noun + 2, &[Tag::This, Tag::Last, Tag::Next, Tag::The, Tag::That])
            && line.word(noun + 3).unit.is_some_and(|u| u.unit == DurationUnit::Year)
        || line.year(noun + 1).is_some();
    if line.is(noun, Tag::Half) && year_behind && number <= 2 {
        return expression(at, noun + 1, Year::Open(Which::Bare), Field::Half(number));
    }
    None
}

/// "year-ago quarter", "year-earlier period", "year-earlier": as long ago as a year.
fn year_ago(line: &Line, at: usize) -> Option<Expression> {
    let unit =
        line.word(at).unit.filter(|u| !u.plural && matches!(u.unit, DurationUnit::Year | DurationUnit::Month | DurationUnit::Week))?;
    if !line.tight_dash(at + 1) || !line.any(at + 2, &[Tag::Ago, Tag::Earlier]) {
        return None;
    }
    let end = at + 3;
    let quarterly = if let Some(found) = ordinal(line, end) {
        Some((found.tokens.end, found.core))
    } else if line.word(end).unit.is_some_and(|u| u.unit == DurationUnit::Quarter) {
        let unit = Unit { unit: DurationUnit::Quarter, factor: 1, plural: false };
        return Some(Expression::new(at..end + 1, year_before(unit, 4)));
    } else {
        None
    };
    if let Some((end, Core::Date(date))) = quarterly {
        return expression(at, end, Year::Ago(1), date.field);
    }
    let end = end + usize::from(line.mark(end, "period"));
    Some(Expression::new(at..end, year_before(unit, 1)))
}

fn year_before(unit: Unit, number: i64) -> Core {
    Core::Shift { lengths: vec![Length { amount: Amount::whole(number), unit }], later: false, from: From::Publication }
}
