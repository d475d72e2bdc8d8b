//! Days and weeks by their place in a greater period: "the first Monday of September", "the last Friday in October 2013", "the 20th of next
//! month", "the week after next".

use super::date::date;
use super::expression::{Core, Date, Expression, Field, Which, Year};
use super::line::Line;
use crate::lexicon::holidays::{DayName, HolidayRule, NthWeekday};
use crate::lexicon::time::Tag;
use crate::value::duration::DurationUnit;

/// The expression that starts here, at its determiner or first word.
pub(super) fn nth(line: &Line, at: usize) -> Option<Expression> {
    weekday_of_month(line, at)
        .or_else(|| day_of_month(line, at))
        .or_else(|| after_next(line, at))
        .or_else(|| rest(line, at))
        .or_else(|| week_of(line, at))
        .or_else(|| day_of_course(line, at))
}

/// "the first Monday of September", "last Friday in October 2013".
fn weekday_of_month(line: &Line, at: usize) -> Option<Expression> {
    let the = at + usize::from(line.is(at, Tag::The));
    let last = line.is(the, Tag::Last) || line.mark(the, "final");
    let nth = if last { -1 } else { line.word(the).ordinal.filter(|n| (1..=5).contains(n)).and_then(|n| i8::try_from(n).ok())? };
    let weekday = DayName::from_number(line.word(the + 1).weekday).filter(|_| line.capital(the + 1))?;
    let month = u32::from(line.word(the + 3).month);
    if month == 0 || !line.capital(the + 3) || !line.any(the + 2, &[Tag::Of, Tag::In]) {
        return None;
    }
    let skip = the + 4 + usize::from(line.mark(the + 4, ",") || line.is(the + 4, Tag::Of));
    let (year, end) = line.year(skip).map_or((Year::Open(Which::Bare), the + 4), |year| (Year::Known(year), skip + 1));
    let rule = HolidayRule::Nth(NthWeekday { month, nth, weekday, plus: 0 });
    Some(Expression::new(at..end, Core::Date(Date { year, field: Field::Holiday(rule) })))
}

/// "the 15th of this month", "the 20th of next month", "the third of the month".
fn day_of_month(line: &Line, at: usize) -> Option<Expression> {
    let the = at + usize::from(line.is(at, Tag::The));
    let (day, end) = line.ordinal(the).filter(|(day, _)| (1..=31).contains(day))?;
    let month = |at: usize| line.word(at).unit.is_some_and(|u| u.unit == DurationUnit::Month && !u.plural);
    if !line.is(end, Tag::Of) || !month(end + 2) {
        return None;
    }
    let word = line.word(end + 1);
    let which =
        [(Tag::This, Which::This), (Tag::Last, Which::Last), (Tag::Next, Which::Next), (Tag::That, Which::Same), (Tag::The, Which::The)];
    let (_, which) = *which.iter().find(|(tag, _)| word.is(*tag))?;
    Some(Expression::new(at..end + 3, Core::DayOfMonth { day, which }))
}

/// "the week after next", "the year before last".
fn after_next(line: &Line, at: usize) -> Option<Expression> {
    if !line.is(at, Tag::The) {
        return None;
    }
    let unit = line.word(at + 1).unit.filter(|u| !u.plural && u.unit >= DurationUnit::Day && u.factor == 1)?;
    let end = at + 4;
    let closed = line.token(end).is_none_or(|t| !t.is_word()) || line.any(end, &[Tag::Preposition, Tag::And, Tag::Or]);
    let count = if line.mark(at + 2, "after") && line.mark(at + 3, "next") {
        2
    } else if line.mark(at + 2, "before") && line.mark(at + 3, "last") {
        -2
    } else {
        return None;
    };
    closed.then(|| Expression::new(at..end, Core::Period { unit: unit.unit, count }))
}

/// "the rest of the year", "the remainder of this week".
fn rest(line: &Line, at: usize) -> Option<Expression> {
    let the = line.is(at, Tag::The) && line.any(at + 1, &[Tag::Rest]) && line.is(at + 2, Tag::Of);
    if !the {
        return None;
    }
    let which = [(Tag::The, Which::The), (Tag::This, Which::This), (Tag::Next, Which::Next), (Tag::That, Which::Same)];
    let (_, which) = *which.iter().find(|(tag, _)| line.is(at + 3, *tag))?;
    let unit = line.word(at + 4).unit.filter(|u| !u.plural && u.unit > DurationUnit::Day && u.factor == 1)?;
    let mut found = Expression::new(at..at + 5, Core::Relative(which, unit));
    found.modifier = Some(super::expression::Modifier::Later);
    Some(found)
}

/// "the week of April 10", "the week ending 5 May".
fn week_of(line: &Line, at: usize) -> Option<Expression> {
    let week = line.is(at, Tag::The) && line.word(at + 1).unit.is_some_and(|u| u.unit == DurationUnit::Week && !u.plural && u.factor == 1);
    let ending = line.is(at + 2, Tag::Ended);
    if !week || !(ending || line.is(at + 2, Tag::Of) || matches!(line.lower(at + 2), "beginning" | "starting" | "commencing")) {
        return None;
    }
    let day = at + 3 + usize::from(line.is(at + 3, Tag::On));
    let found = date(line, day)?;
    let Core::Date(date @ Date { field: Field::Day { month: 1.., .. } | Field::Numeric { .. }, .. }) = found.core else { return None };
    Some(Expression::new(at..found.tokens.end, Core::WeekOf { date, ending }))
}

/// "the second day", "day four", "their last day": a day of something that takes days. Which it is, is not known here.
fn day_of_course(line: &Line, at: usize) -> Option<Expression> {
    let day = |at: usize| line.word(at).unit.is_some_and(|u| u.unit == DurationUnit::Day && !u.plural);
    let unknown = |end: usize| Some(Expression::new(at..end, Core::UnknownDay));
    if day(at) {
        let numbered = line.word(at + 1).cardinal.is_some_and(|n| n < 100) && line.word(at + 2).unit.is_none() && !line.tight_dash(at + 2);
        return if numbered { unknown(at + 2) } else { None };
    }
    if !line.any(at, &[Tag::The, Tag::Possessive]) {
        return None;
    }
    let (end, position) = match line.ordinal(at + 1) {
        Some((_, end)) => (end, true),
        None => (at + 2, line.mark(at + 1, "last") || matches!(line.lower(at + 1), "final" | "opening" | "closing")),
    };
    // "the day of the vote"
    let named =
        line.is(at, Tag::The) && day(at + 1) && line.is(at + 2, Tag::Of) && line.any(at + 3, &[Tag::The, Tag::Possessive, Tag::That]);
    if named && !line.word(at + 4).is_known() {
        return unknown(at + 2);
    }
    if position && day(end) && !line.any(end + 1, &[Tag::After, Tag::Before]) && !line.tight_dash(end + 1) {
        unknown(end + 1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::{check, check_days};

    #[test]
    fn weekdays_and_days_of_a_month() {
        check("The hall opens on the first Monday of September.", &["the first Monday of September = 2025-09-01"]);
        check("It met on the last Friday in October 2013.", &["the last Friday in October 2013 = 2013-10-25"]);
        check("Rent falls due on the 20th of next month.", &["the 20th of next month = 2025-08-20"]);
        check("It began on the third of this month.", &["the third of this month = 2025-07-03"]);
    }

    #[test]
    fn periods_beyond_the_next() {
        check("They will meet the week after next.", &["the week after next = 2025-W31"]);
        check("He left the year before last.", &["the year before last = 2023"]);
    }

    #[test]
    fn the_rest_of_a_period_begins_now() {
        check_days("He will be away for the rest of the year.", &["the rest of the year = 2025-07-18/2025-12-31"]);
    }
}
