//! Parts of a period: what "early", "mid-" and "late", "the end of" and "earlier this" leave of its days.
//!
//! A part is as wide as a careful writer could mean it: early and late are a half each, the middle is the half between them.

use chrono::{Datelike, Months, NaiveDate};

use crate::extract::times::expression::Modifier;
use crate::value::time::{Grain, TimeValue, shift_day};

/// The days of a period that a modifier leaves; `today` is the publication.
pub(super) fn narrowed(days: TimeValue, modifier: Option<Modifier>, today: Option<NaiveDate>) -> TimeValue {
    let Some(modifier) = modifier.filter(|_| days.grain > Grain::Day || days.as_day().is_none()) else { return days };
    let (first, last) = (days.earliest, days.latest);
    // A year is parted by its months, a century by its years.
    let months =
        if days.grain >= Grain::Half { (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32 + 1 } else { 0 };
    let length = if months > 0 { i64::from(months) } else { (last - first).num_days() + 1 };
    let start = |offset: i64| match u32::try_from(offset) {
        Ok(offset) if months > 0 => first.checked_add_months(Months::new(offset)),
        _ => shift_day(first, offset),
    };
    let end = |offset: i64| start(offset).and_then(|day| day.pred_opt());
    let inside = today.filter(|day| days.earliest <= *day && *day <= days.latest);
    let ends = match modifier {
        Modifier::Start => Some(first).zip(end((length + 1) / 2)),
        Modifier::Mid => start(length / 4).zip(end(length - length / 4)),
        Modifier::End => start(length / 2).zip(Some(last)),
        Modifier::Earlier => Some(days.earliest).zip(inside),
        Modifier::Later => inside.zip(Some(days.latest)),
        _ => None,
    };
    // "1990 and beyond"
    let ends = if modifier == Modifier::OnOrAfter { Some((days.earliest, NaiveDate::MAX)) } else { ends };
    ends.map_or(days, |(earliest, latest)| TimeValue { earliest, latest, ..days })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(modifier: Modifier, expected: &str) {
        let month = TimeValue::month(2025, 9).unwrap();
        let found = narrowed(month, Some(modifier), "2025-09-20".parse().ok());
        assert_eq!(format!("{}/{}", found.earliest, found.latest), expected, "{modifier:?}");
    }

    #[test]
    fn parts_of_a_month() {
        check(Modifier::Start, "2025-09-01/2025-09-15");
        check(Modifier::Mid, "2025-09-08/2025-09-23");
        check(Modifier::End, "2025-09-16/2025-09-30");
        check(Modifier::Earlier, "2025-09-01/2025-09-20");
        check(Modifier::Later, "2025-09-20/2025-09-30");
        check(Modifier::Approx, "2025-09-01/2025-09-30");
    }

    #[test]
    fn a_year_is_parted_by_its_months_and_a_decade_by_its_years() {
        let year = TimeValue::year(2024).unwrap();
        let found = narrowed(year, Some(Modifier::End), None);
        assert_eq!(format!("{}/{}", found.earliest, found.latest), "2024-07-01/2024-12-31");
        let ends = "1980-01-01".parse().ok().zip("1989-12-31".parse().ok());
        let decade = ends.and_then(|(first, last)| TimeValue::between(first, last, Grain::Decade)).unwrap();
        let found = narrowed(decade, Some(Modifier::Start), None);
        assert_eq!(format!("{}/{}", found.earliest, found.latest), "1980-01-01/1984-12-31");
    }

    #[test]
    fn a_day_has_no_parts() {
        let day = TimeValue::day("2025-09-20".parse().unwrap());
        assert_eq!(narrowed(day, Some(Modifier::End), None), day);
    }
}
