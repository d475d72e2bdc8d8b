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
        _ => {
            let comma = usize::from(line.mark(end, ",") && line.token(end + 2).is_none_or(|t| !t.is_word()));
            line.year(end + comma).map_or((Year::Open(Which::Bare), end), |year| (Year::Known(year), end + comma + 1))
        }
    };
    Some(Expression::new(at..end, Core::Date(Date { year, field: Field::Holiday(rule) })))
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::check;

    #[test]
    fn named_days_take_the_year_of_their_clause() {
        check("They met on Good Friday.", &["Good Friday = 2025-04-18"]);
        check("They will meet on Boxing Day.", &["Boxing Day = 2025-12-26"]);
        check("The shop opened on Thanksgiving 2019.", &["Thanksgiving 2019 = 2019-11-28"]);
        check("She was born on Ash Wednesday, 1969.", &["Ash Wednesday, 1969 = 1969-02-19"]);
        check("It began last Christmas.", &["last Christmas = 2024-12-25"]);
        check("It was planned on D-Day.", &["D-Day = 1944-06-06"]);
    }

    #[test]
    fn a_name_that_holds_a_named_day_is_none() {
        check("Easter Island lies far out.", &[]);
        check("He sang Christmas Carols.", &[]);
    }
}
