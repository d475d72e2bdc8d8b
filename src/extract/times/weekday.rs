//! Days of the week and named days: "Friday", "Sun", "Mondays", "Christmas Day".

use super::expression::{Core, Date, Expression, Field, Which, Year};
use super::line::Line;
use crate::language::TokenKind;
use crate::lexicon::time::Tag;

/// The weekday or named day that starts here.
pub(super) fn weekday(line: &Line, at: usize) -> Option<Expression> {
    holiday(line, at).or_else(|| named(line, at))
}

fn named(line: &Line, at: usize) -> Option<Expression> {
    let weekday = line.word(at).weekday;
    if weekday == 0 || !line.capital(at) {
        return None;
    }
    let lower = line.lower(at);
    if lower.ends_with("days") {
        return Some(Expression::new(at..at + 1, Core::Set(format!("XXXX-WXX-{weekday}"))));
    }
    let dotted = usize::from(line.mark(at + 1, ".") && line.touches(at + 1) && lower.len() <= 5 && line.token(at + 2).is_some());
    let end = at + 1 + dotted;
    // "Sun" and "Sat" are days only before a date.
    let date_behind = line.word(end).month != 0
        || line.day(end).is_some()
        || line.mark(end, ",") && (line.word(end + 1).month != 0 || line.day(end + 1).is_some());
    if !lower.ends_with("day") && (line.is(at, Tag::Doubtful) || lower.len() <= 4) && !date_behind {
        return None;
    }
    // "Black Friday", "Friday Harbor", "Sunday Times"
    let name_behind = line.capital(at + 1)
        && line.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.lower.ends_with('.'))
        && !line.word(at + 1).is_known();
    if name_behind && line.mark(at.wrapping_sub(1), "the") {
        return None;
    }
    let mut found = Expression::new(at..end, Core::Weekday(Which::Bare));
    found.weekday = Some((weekday, at));
    Some(found)
}

fn holiday(line: &Line, at: usize) -> Option<Expression> {
    if !line.capital(at) && line.digits(at).is_none() {
        return None;
    }
    let (day, end) = line.phrase(at, &line.lexicon.holidays)?;
    let mut parts = day.rsplit('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next());
    let field = Field::Day { month: month.parse().ok()?, day: day.parse().ok()? };
    let year = year.and_then(|y| y.parse().ok()).map_or(Year::Open(Which::Bare), Year::Known);
    Some(Expression::new(at..end, Core::Date(Date { year, field })))
}
