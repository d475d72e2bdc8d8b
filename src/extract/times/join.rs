//! Joins expressions that stand side by side where they speak of one time: "Friday" + "2 June" + "at 7 p.m.", "the third quarter" + "of 1984".

use super::expression::{Amount, Core, Date, Expression, Field, From, Length, Which, Year};
use super::line::Line;
use super::{clock, set};
use crate::lexicon::time::Tag;
use crate::value::duration::DurationUnit;

/// The words between two expressions, at most three; longer gaps join nothing.
fn gap<'l>(line: &'l Line, first: &Expression, second: &Expression) -> Option<Vec<&'l str>> {
    let between = first.tokens.end..second.tokens.start;
    (between.len() <= 3).then(|| between.map(|at| line.lower(at)).collect())
}

/// Two expressions as one, where they speak of one time.
pub(super) fn join(line: &Line, first: &Expression, second: &Expression) -> Option<Expression> {
    let between = gap(line, first, second)?;
    let between = between.as_slice();
    weekday_with_date(first, second, between)
        .or_else(|| weekday_with_week(line, first, second, between))
        .or_else(|| set_then_moment(first, second, between))
        .or_else(|| moment_then_day(line, first, second, between))
        .or_else(|| day_then_moment(line, first, second, between))
        .or_else(|| clock_then_part(first, second, between))
        .or_else(|| field_then_year(line, first, second, between))
        .or_else(|| year_then_field(first, second, between))
        .map(|mut joined| {
            joined.tokens = first.tokens.start..second.tokens.end;
            joined
        })
}

fn is_day(expression: &Expression) -> bool {
    match &expression.core {
        Core::Date(date) => matches!(date.field, Field::Day { .. } | Field::Days { .. } | Field::Numeric { .. } | Field::Holiday(_)),
        Core::Today(_) | Core::Weekday(_) | Core::WeekdayIn { .. } | Core::WeekdayAfter { .. } => true,
        Core::Relative(_, unit) => unit.unit == DurationUnit::Day,
        _ => false,
    }
}

/// "Friday, 14 August 2024", "Tuesday the 11th".
fn weekday_with_date(first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let dated = |e: &Expression| matches!(&e.core, Core::Date(d) if matches!(d.field, Field::Day { .. } | Field::Numeric { .. }));
    if !matches!(first.core, Core::Weekday(_)) || second.weekday.is_some() || !dated(second) {
        // "14 August 2024 (Friday)"
        let behind =
            dated(first) && first.weekday.is_none() && matches!(second.core, Core::Weekday(Which::Bare)) && matches!(between, [","]);
        let full = matches!(&first.core, Core::Date(d) if matches!(d.year, Year::Known(_)));
        return (behind && full).then(|| Expression { weekday: second.weekday, ..first.clone() });
    }
    if !matches!(between, [] | [","] | [".", ","] | ["."] | ["the"] | [",", "the"]) {
        return None;
    }
    let mut joined = second.clone();
    joined.weekday = first.weekday;
    joined.part = joined.part.or(first.part);
    joined.clock = joined.clock.or(first.clock);
    Some(joined)
}

/// "Thursday of next week", "Tuesday last week", "Sunday three weeks ago", "a week ago Friday", "Tuesday week".
fn weekday_with_week(line: &Line, first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let bare = |e: &Expression| matches!(e.core, Core::Weekday(Which::Bare));
    let (day, week) = if bare(first) { (first, second) } else { (second, first) };
    if !bare(day) {
        return None;
    }
    let forward = std::ptr::eq(day, first);
    let core = match &week.core {
        Core::Relative(which, unit)
            if unit.unit == DurationUnit::Week
                && (forward && matches!(between, [] | ["of"] | ["in"]) || !forward && matches!(between, ["on"])) =>
        {
            Core::WeekdayIn {
                weeks: match which {
                    Which::Last => -1,
                    Which::This => 0,
                    Which::Next => 1,
                    _ => return None,
                },
            }
        }
        // "ago" is not read yet.
        Core::Length(lengths)
            if forward && between.is_empty() && line.is(week.tokens.end, Tag::Ago) || !forward && matches!(between, ["ago"]) =>
        {
            match lengths.as_slice() {
                [Length { amount: Amount::Counted { low, high }, unit }]
                    if unit.unit == DurationUnit::Week && low == high && low % 1000 == 0 =>
                {
                    Core::WeekdayIn { weeks: -low.checked_mul(unit.factor)? / 1000 }
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Expression { core, part: day.part.or(week.part), clock: day.clock.or(week.clock), ..day.clone() })
}

/// "each Monday at 4 p.m.", "every day at noon".
fn set_then_moment(first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let Core::Set(value) = &first.core else { return None };
    let clock = second.clock.filter(|_| matches!(second.core, Core::Moment(Which::Bare)) && second.part.is_none())?;
    if !matches!(between, [] | ["at"]) || value.contains('T') {
        return None;
    }
    let day = if value == "P1D" { "XXXX-XX-XX" } else { value };
    let core = Core::Set(format!("{day}T{}", clock.from.format("%H:%M")));
    Some(Expression { core, ..first.clone() })
}

/// "10 p.m. Wednesday", "noon on 5 May", "the night of October 12, 2023".
fn moment_then_day(line: &Line, first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let bare = matches!(first.core, Core::Moment(Which::Bare | Which::The));
    if !bare || !is_day(second) || second.clock.is_some() || second.part.is_some() && first.part.is_some() {
        return None;
    }
    let fits = match between {
        [] => first.clock.is_some(),
        ["on"] | [","] | [",", "on"] | ["on", "the"] => first.clock.is_some(),
        ["of"] | ["of", "the"] => first.part.is_some(),
        _ => false,
    } || first.part.is_some()
        && matches!(between, [] | ["on"])
        && !matches!(second.core, Core::Relative(..))
        && line.is(first.tokens.start, Tag::The)
        || first.part.is_some() && between.is_empty() && matches!(second.core, Core::Today(_));
    if !fits {
        return None;
    }
    let mut joined = second.clone();
    joined.clock = first.clock.map(|clock| joined.part.map_or(clock, |part| clock::in_part(clock, part)));
    joined.part = joined.part.or(first.part);
    Some(joined)
}

/// "Friday at 7 p.m.", "Tuesday evening", "Nov. 9, 5 p.m."
fn day_then_moment(line: &Line, first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    if !is_day(first) || first.clock.is_some() || !matches!(second.core, Core::Moment(Which::Bare | Which::The)) {
        return None;
    }
    let fits = match between {
        [] => second.clock.is_some() || !line.is(second.tokens.start, Tag::The),
        ["at"] | [","] | [",", "at"] => second.clock.is_some(),
        ["-"] => second.part.is_some() && line.touches(second.tokens.start),
        _ => false,
    };
    if !fits || second.part.is_some() && first.part.is_some() {
        return None;
    }
    let mut joined = first.clone();
    joined.clock = second.clock.map(|clock| joined.part.map_or(clock, |part| clock::in_part(clock, part)));
    joined.part = joined.part.or(second.part);
    // "Tuesday nights"
    if let Some((weekday, _)) = first.weekday
        && let Some(part) = second.part.filter(|_| line.lower(second.tokens.end - 1).ends_with('s'))
    {
        joined.core = Core::Set(format!("XXXX-WXX-{weekday}{}", set::letters(part)));
        joined.part = None;
    }
    Some(joined)
}

/// "8 in the evening", "2 o'clock this morning".
fn clock_then_part(first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let clock = first.clock.filter(|_| matches!(first.core, Core::Moment(Which::Bare)) && first.part.is_none())?;
    let part = second.part.filter(|_| second.clock.is_none())?;
    let in_the = matches!(between, ["in"] | ["in", "the"] | ["at"]);
    if !(in_the || between.is_empty()) || !matches!(second.core, Core::Moment(_)) {
        return None;
    }
    let mut joined = second.clone();
    joined.clock = Some(clock::in_part(clock, part));
    if matches!(joined.core, Core::Moment(Which::The)) {
        joined.core = Core::Moment(Which::Bare);
    }
    joined.part = None;
    Some(joined)
}

fn told_year(expression: &Expression) -> Option<Year> {
    match &expression.core {
        Core::Date(Date { year, field: Field::Year | Field::FiscalYear }) => Some(*year),
        Core::Relative(which, unit) if unit.unit == DurationUnit::Year => Some(Year::Relative(*which)),
        Core::Shift { lengths, later: false, from: From::Publication } => match lengths.as_slice() {
            [length] if length.unit.unit == DurationUnit::Year => match length.amount {
                Amount::Counted { low, high } if low == high => i32::try_from(low / 1000).ok().map(Year::Ago),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn open_field(expression: &Expression) -> Option<Field> {
    match &expression.core {
        Core::Date(Date { year: Year::Open(Which::Bare | Which::The), field })
            if matches!(
                field,
                Field::Month(_)
                    | Field::Season(_)
                    | Field::Quarter(_)
                    | Field::FiscalQuarter(_)
                    | Field::Half(_)
                    | Field::Day { .. }
                    | Field::Days { .. }
                    | Field::Holiday(_)
            ) =>
        {
            Some(*field)
        }
        _ => None,
    }
}

/// "January this year", "the third quarter of 1984", "August of that year", "spring 2007".
fn field_then_year(line: &Line, first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let (field, year) = (open_field(first)?, told_year(second)?);
    let day = matches!(field, Field::Day { .. } | Field::Days { .. } | Field::Holiday(_));
    let relative = !matches!(year, Year::Known(_));
    let fits = match between {
        [] => !day || relative || line.capital(first.tokens.start),
        ["of"] => true,
        [","] => !day && !relative,
        ["of", "the"] => relative,
        _ => false,
    };
    let the_year = matches!(year, Year::Relative(Which::The)) && between.is_empty();
    (fits && !the_year).then(|| Expression { core: Core::Date(Date { year, field }), ..first.clone() })
}

/// "next year's first quarter", "the 1988 third quarter", "1982 summer".
fn year_then_field(first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let (year, field) = (told_year(first)?, open_field(second)?);
    let field_fits = matches!(field, Field::Quarter(_) | Field::FiscalQuarter(_) | Field::Half(_) | Field::Season(_) | Field::Month(_));
    let fits = matches!(between, ["'s"] | ["’s"]) || between.is_empty() && !matches!(field, Field::Month(_));
    (field_fits && fits).then(|| Expression { core: Core::Date(Date { year, field }), ..second.clone() })
}

/// A date without a year takes the year of the date that it is joined to: "from 3 May to 13 May 2024", "between June and August 1998".
pub(super) fn share_years(line: &Line, found: &mut [Expression]) {
    let key = |e: &Expression| match &e.core {
        Core::Date(Date { year, field: Field::Day { month, day } | Field::Days { from: (month, day), .. } }) => {
            Some((*year, (*month, *day)))
        }
        Core::Date(Date { year, field: Field::Month(month) }) => Some((*year, (*month, 0))),
        _ => None,
    };
    for i in (1..found.len()).rev() {
        let Some((first, second)) = key(&found[i - 1]).zip(key(&found[i])) else { continue };
        let joined = found[i - 1].tokens.end..found[i].tokens.start;
        let joiner = |at: usize| line.any(at, &[Tag::And, Tag::Or, Tag::To]) || line.dash(at);
        if joined.is_empty() || joined.len() > 2 || !joined.clone().all(|at| joiner(at) || line.is(at, Tag::The) || line.is(at, Tag::On)) {
            continue;
        }
        match (first, second) {
            ((Year::Open(Which::Bare), before), (Year::Known(year), after)) => {
                set_year(&mut found[i - 1], if before > after { year - 1 } else { year });
            }
            _ => continue,
        }
    }
    for i in 1..found.len() {
        let Some((first, second)) = key(&found[i - 1]).zip(key(&found[i])) else { continue };
        let gap = found[i - 1].tokens.end..found[i].tokens.start;
        let joined = gap.len() == 1 && (line.any(gap.start, &[Tag::And, Tag::Or, Tag::To]) || line.dash(gap.start));
        if let ((Year::Known(year), before), (Year::Open(Which::Bare), after)) = (first, second)
            && joined
        {
            set_year(&mut found[i], if before > after { year + 1 } else { year });
        }
    }
}

fn set_year(expression: &mut Expression, year: i32) {
    if let Core::Date(date) = &mut expression.core {
        date.year = Year::Known(year);
    }
}
