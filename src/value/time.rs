//! Calendar time: closed intervals of days with the grain that the expression was written in.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

/// The unit that a time expression was written in, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

/// Every day that an expression may denote: a closed interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeValue {
    /// The first day left open; [`NaiveDate::MIN`] where there is none.
    pub earliest: NaiveDate,
    /// The last day left open; [`NaiveDate::MAX`] where there is none.
    pub latest: NaiveDate,
    pub grain: Grain,
}

impl TimeValue {
    /// One day.
    pub fn day(day: NaiveDate) -> TimeValue {
        TimeValue { earliest: day, latest: day, grain: Grain::Day }
    }

    /// The days of one month; `None` where the month or year does not exist.
    pub fn month(year: i32, month: u32) -> Option<TimeValue> {
        let earliest = NaiveDate::from_ymd_opt(year, month, 1)?;
        let latest = last_of_month(earliest)?;
        Some(TimeValue { earliest, latest, grain: Grain::Month })
    }

    /// The days of one year; `None` outside chrono's range.
    pub fn year(year: i32) -> Option<TimeValue> {
        Some(TimeValue {
            earliest: NaiveDate::from_ymd_opt(year, 1, 1)?,
            latest: NaiveDate::from_ymd_opt(year, 12, 31)?,
            grain: Grain::Year,
        })
    }

    /// From one day to another, both included; `None` where they stand the wrong way round.
    pub fn between(earliest: NaiveDate, latest: NaiveDate, grain: Grain) -> Option<TimeValue> {
        (earliest <= latest).then_some(TimeValue { earliest, latest, grain })
    }

    /// All time: an expression that leaves every day open.
    pub fn any() -> TimeValue {
        TimeValue { earliest: NaiveDate::MIN, latest: NaiveDate::MAX, grain: Grain::Century }
    }

    /// The day, where only one is left open.
    pub fn as_day(&self) -> Option<NaiveDate> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// Whether no day is in both.
    pub fn disjoint(&self, other: &TimeValue) -> bool {
        self.latest < other.earliest || other.latest < self.earliest
    }

    /// Whether every day of `other` is a day of this one.
    pub fn contains(&self, other: &TimeValue) -> bool {
        self.earliest <= other.earliest && other.latest <= self.latest
    }

    /// The same interval moved by days (negative: back); `None` outside chrono's range.
    pub fn shifted(&self, days: i64) -> Option<TimeValue> {
        let shift = |d: NaiveDate| shift_day(d, days);
        Some(TimeValue { earliest: shift(self.earliest)?, latest: shift(self.latest)?, grain: self.grain })
    }
}

/// A day moved by days (negative: back); `None` outside chrono's range.
pub fn shift_day(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let n = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(n) } else { day.checked_add_days(n) }
}

/// The last day of the month that holds `day`; `None` outside chrono's range.
pub fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

impl fmt::Display for TimeValue {
    /// As copy would print it: "2 June 2025", "June 2025", "2025", "2 June 2025 to 5 July 2025", "on or after 2 June 2025".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = (self.earliest, self.latest);
        let long = |d: NaiveDate| d.format("%-d %B %Y");
        if a == NaiveDate::MIN && b == NaiveDate::MAX {
            f.write_str("any day")
        } else if a == NaiveDate::MIN {
            write!(f, "on or before {}", long(b))
        } else if b == NaiveDate::MAX {
            write!(f, "on or after {}", long(a))
        } else if a == b {
            write!(f, "{}", long(a))
        } else if TimeValue::month(a.year(), a.month()).is_some_and(|m| m.earliest == a && m.latest == b) {
            write!(f, "{}", a.format("%B %Y"))
        } else if TimeValue::year(a.year()).is_some_and(|y| y.earliest == a && y.latest == b) {
            write!(f, "{}", a.year())
        } else {
            write!(f, "{} to {}", long(a), long(b))
        }
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Weekday(pub chrono::Weekday);

impl PartialOrd for Weekday {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Weekday {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.num_days_from_monday().cmp(&other.0.num_days_from_monday())
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            chrono::Weekday::Mon => "Monday",
            chrono::Weekday::Tue => "Tuesday",
            chrono::Weekday::Wed => "Wednesday",
            chrono::Weekday::Thu => "Thursday",
            chrono::Weekday::Fri => "Friday",
            chrono::Weekday::Sat => "Saturday",
            chrono::Weekday::Sun => "Sunday",
        })
    }
}
