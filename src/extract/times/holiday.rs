//! Named days: "Christmas Day", "Good Friday", "Thanksgiving 2024".

use super::expression::{Core, Date, Expression, Field, Which, Year};
use super::line::Line;
use crate::lexicon::holidays::HolidayRule;

/// The named day that starts here.
pub(super) fn holiday(line: &Line, at: usize) -> Option<Expression> {
    if !line.capital(at) && line.digits(at).is_none() {
        return None;
    }
    let (name, end) = line.phrase(at, &line.lexicon.holidays)?;
    // "Easter Island", "Christmas Bells": names
    let last_capital = line.capital(end - 1) || end == at + 1;
    if last_capital && line.capital(end) && line.token(end).is_some_and(|t| t.is_word()) && !line.word(end).is_known() {
        return None;
    }
    let rule = *line.lexicon.holiday_rules.get(name)?;
    let (year, end) = match rule {
        HolidayRule::Fixed(day) if day.year.is_some() => (day.year.map_or(Year::Open(Which::Bare), Year::Known), end),
        _ => line.year(end).map_or((Year::Open(Which::Bare), end), |year| (Year::Known(year), end + 1)),
    };
    Some(Expression::new(at..end, Core::Date(Date { year, field: Field::Holiday(rule) })))
}
