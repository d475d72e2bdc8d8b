//! Lengths of time as ranges of seconds, so that "two weeks", "fourteen days" and "336 hours" compare.

use std::fmt;

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// The unit that a length of time was written in, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DurationUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl DurationUnit {
    /// The shortest and the longest length of one such unit, in seconds (a month has 28 to 31 days).
    pub fn seconds(self) -> (i64, i64) {
        match self {
            DurationUnit::Second => (1, 1),
            DurationUnit::Minute => (60, 60),
            DurationUnit::Hour => (3_600, 3_600),
            DurationUnit::Day => (DAY, DAY),
            DurationUnit::Week => (7 * DAY, 7 * DAY),
            DurationUnit::Month => (28 * DAY, 31 * DAY),
            DurationUnit::Quarter => (90 * DAY, 92 * DAY),
            DurationUnit::Year => (365 * DAY, 366 * DAY),
            DurationUnit::Decade => (3_652 * DAY, 3_653 * DAY),
            DurationUnit::Century => (36_524 * DAY, 36_525 * DAY),
        }
    }

    fn name(self) -> &'static str {
        match self {
            DurationUnit::Second => "second",
            DurationUnit::Minute => "minute",
            DurationUnit::Hour => "hour",
            DurationUnit::Day => "day",
            DurationUnit::Week => "week",
            DurationUnit::Month => "month",
            DurationUnit::Quarter => "quarter",
            DurationUnit::Year => "year",
            DurationUnit::Decade => "decade",
            DurationUnit::Century => "century",
        }
    }
}

/// Every length that an expression leaves open, in seconds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Duration {
    /// Seconds; 0 where there is no least length.
    pub low: i64,
    /// Seconds; [`i64::MAX`] where there is no greatest length.
    pub high: i64,
    pub unit: DurationUnit,
}

impl Duration {
    /// Whether no length is in both.
    pub fn disjoint(&self, other: &Duration) -> bool {
        self.high < other.low || other.high < self.low
    }
}

impl fmt::Display for Duration {
    /// In the unit it was written in: "6 days", "27 to 29 years", "3 hours or more".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (short, long) = self.unit.seconds();
        let count = |seconds: i64, of: i64| {
            let tenths = (seconds as i128 * 10 + i128::from(of) / 2) / i128::from(of);
            if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
        };
        let name = self.unit.name();
        let (low, high) = (count(self.low, short), count(self.high, long));
        match (self.low <= 0, self.high == i64::MAX) {
            (true, true) => f.write_str("any length"),
            (true, false) => write!(f, "{high} {name}s or less"),
            (false, true) => write!(f, "{low} {name}s or more"),
            _ if low == high && low == "1" => write!(f, "1 {name}"),
            _ if low == high => write!(f, "{low} {name}s"),
            _ => write!(f, "{low} to {high} {name}s"),
        }
    }
}
