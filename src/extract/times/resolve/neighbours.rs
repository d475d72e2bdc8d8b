//! The dates of a document that stand with their weekday: together they tell which year they are of.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

/// How many days apart two dates of one list of dates may lie.
const REACH: u64 = 31;

/// A day that is written with its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract::times) struct Written {
    /// Where it is written.
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
    /// From 1 (Monday).
    pub weekday: u8,
}

/// The dates of one document in each of a few years, apart by whether their weekdays are right in that year.
#[derive(Clone, Debug, Default)]
pub(in crate::extract::times) struct Neighbours {
    years: Vec<Year>,
}

#[derive(Clone, Debug, Default)]
struct Year {
    number: i32,
    /// Sorted, each day once.
    right: Vec<NaiveDate>,
    wrong: Vec<NaiveDate>,
}

impl Neighbours {
    /// The dates in the year of the publication, and in the one before and after it.
    pub fn new(written: impl Iterator<Item = Written>, published: Option<NaiveDate>) -> Neighbours {
        let Some(published) = published else { return Neighbours::default() };
        let dates: BTreeSet<Written> = written.collect();
        let years = (published.year() - 1..=published.year() + 1).map(|number| {
            let mut year = Year { number, ..Year::default() };
            for date in dates.iter().filter(|date| date.year.is_none_or(|written| written == number)) {
                let Some(day) = NaiveDate::from_ymd_opt(number, date.month, date.day) else { continue };
                let right = day.weekday().number_from_monday() == u32::from(date.weekday);
                if right { &mut year.right } else { &mut year.wrong }.push(day);
            }
            [&mut year.right, &mut year.wrong].into_iter().for_each(|days| {
                days.sort_unstable();
                days.dedup();
            });
            year
        });
        Neighbours { years: years.collect() }
    }

    /// How many days around one are right and wrong in its year, itself among them.
    pub fn around(&self, day: NaiveDate) -> (usize, usize) {
        let ends = day.checked_sub_days(Days::new(REACH)).zip(day.checked_add_days(Days::new(REACH)));
        let Some(((first, last), year)) = ends.zip(self.years.iter().find(|year| year.number == day.year())) else { return (0, 0) };
        let count = |days: &[NaiveDate]| days.partition_point(|day| *day <= last) - days.partition_point(|day| *day < first);
        (count(&year.right), count(&year.wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_around_one_are_counted_once_and_by_the_year() {
        let written = |year, month, day, weekday| Written { year, month, day, weekday };
        // In 2025, 18 July is a Friday.
        let dates = [
            written(None, 7, 18, 5),
            written(None, 7, 18, 5),
            written(Some(2025), 7, 19, 6),
            written(None, 7, 20, 1),
            written(None, 12, 1, 1),
        ];
        let found = Neighbours::new(dates.into_iter(), NaiveDate::from_ymd_opt(2025, 6, 1));
        let around = |y, m, d| found.around(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        assert_eq!(around(2025, 7, 18), (2, 1));
        assert_eq!(around(2024, 7, 18), (0, 2));
        assert_eq!(around(2025, 3, 1), (0, 0));
        assert_eq!(around(2031, 7, 18), (0, 0));
    }
}
