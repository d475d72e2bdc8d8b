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

    /// The average length of one such unit in the Gregorian calendar, in seconds.
    pub fn average(self) -> i64 {
        const MONTH: i64 = 2_629_746;
        const YEAR: i64 = 31_556_952;
        match self {
            DurationUnit::Month => MONTH,
            DurationUnit::Quarter => 3 * MONTH,
            DurationUnit::Year => YEAR,
            DurationUnit::Decade => 10 * YEAR,
            DurationUnit::Century => 100 * YEAR,
            exact => exact.seconds().0,
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

/// What a written length leaves open, in seconds: from so many thousandths of a unit to so many.
///
/// Days are exact (the derivation that counts between two dates knows that both ends may count); weeks are good to 2 days up to two weeks
/// and to 3 beyond; months to half a month; N years run from half a year less up to N + 1 years; hours and minutes are good to half of
/// the unit, or of the half that is written; decades and centuries to a tenth.
pub fn written(least: i64, most: i64, unit: DurationUnit) -> (i64, i64) {
    let one = unit.average();
    let (low, high) = (thousandths(least, unit), thousandths(most, unit));
    // A written half is good to a quarter.
    let halves = if least % 1000 == 0 && most % 1000 == 0 { 2 } else { 4 };
    let slack = match unit {
        DurationUnit::Second | DurationUnit::Day => (0, 0),
        DurationUnit::Minute | DurationUnit::Hour | DurationUnit::Month | DurationUnit::Quarter => (one / halves, one / halves),
        DurationUnit::Week if high <= 14 * DAY => (2 * DAY, 2 * DAY),
        DurationUnit::Week => (3 * DAY, 3 * DAY),
        DurationUnit::Year if halves == 2 => (one / 2, one - DAY),
        DurationUnit::Year => (one / 2, one / 2),
        DurationUnit::Decade | DurationUnit::Century => (low / 10, high / 10),
    };
    (low.saturating_sub(slack.0), high.saturating_add(slack.1))
}

/// Thousandths of a unit in seconds.
pub fn thousandths(count: i64, unit: DurationUnit) -> i64 {
    count.saturating_mul(unit.average()) / 1000
}

/// What "about" leaves open of a length: 15 per cent more on either side.
pub fn about((low, high): (i64, i64)) -> (i64, i64) {
    let share = |value: i64, percent: i128| (i128::from(value) * percent / 100).min(i128::from(i64::MAX)) as i64;
    (share(low, 85), share(high, 115))
}

impl Duration {
    /// The thousandths of the unit that "3 years", "27 to 29 years" and the like are written with, in halves, for which `fits` holds.
    fn search(&self, fits: impl Fn(i64, i64) -> bool) -> Option<(i64, i64)> {
        let near = |seconds: i64| {
            let count = i128::from(seconds) * 2 / i128::from(self.unit.average());
            let count = i64::try_from(count).unwrap_or(i64::MAX / 1000);
            // The slack of decades and centuries is a tenth, and "about" adds a little more than that.
            let reach = 4 + count / 4;
            // Nobody writes half a second.
            let halved = self.unit != DurationUnit::Second;
            let halves = (count.saturating_sub(reach).max(1)..=count.saturating_add(reach)).take(200);
            halves.filter(move |halves| halved || halves % 2 == 0).map(|halves| halves * 500)
        };
        let most = if self.high == i64::MAX { self.low } else { self.high };
        let single = near(self.low / 2 + most / 2).find(|count| fits(*count, *count)).map(|count| (count, count));
        single.or_else(|| near(self.low).flat_map(|least| near(most).map(move |last| (least, last))).find(|(a, b)| a < b && fits(*a, *b)))
    }
}

impl fmt::Display for Duration {
    /// As copy would write it, in the unit that it was written in: "6 days", "27 to 29 years", "about 3 hours", "3 hours or more". A length that
    /// no such words stand for is told in days or seconds, which are exact.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open_below, open_above) = (self.low <= 0, self.high == i64::MAX);
        if open_below && open_above {
            return f.write_str("any length");
        }
        let kept = |(low, high): (i64, i64)| (low.max(0), high) == (self.low, self.high);
        let plain = self.search(|least, most| match (open_below, open_above) {
            (_, true) => least == most && thousandths(least, self.unit) == self.low,
            _ => kept(written(least, most, self.unit)),
        });
        let hedged = || self.search(|least, most| !open_above && kept(about(written(least, most, self.unit))));
        let below = || self.search(|least, most| open_below && least == most && written(least, least, self.unit).1 == self.high);
        let behind = if open_above { " or more" } else { "" };
        if let Some((least, most)) = plain {
            return write(f, "", (least, most), self.unit, behind);
        }
        if let Some((least, most)) = hedged() {
            return write(f, "about ", (least, most), self.unit, behind);
        }
        if let Some((least, most)) = below() {
            return write(f, "", (least, most), self.unit, " or less");
        }
        let ends = [self.low, self.high].into_iter().filter(|end| *end != i64::MAX);
        let whole = |unit: DurationUnit| ends.clone().all(|end| end % unit.average() == 0);
        if self.low == self.high
            && let Some(unit) =
                [DurationUnit::Hour, DurationUnit::Minute].into_iter().find(|unit| whole(*unit) && !whole(DurationUnit::Day))
        {
            let count = self.low / unit.average() * 1000;
            return write(f, "exactly ", (count, count), unit, "");
        }
        let unit = if whole(DurationUnit::Day) { DurationUnit::Day } else { DurationUnit::Second };
        let count = |seconds: i64| (seconds / unit.average()).saturating_mul(1000);
        match (open_below, open_above) {
            (true, _) => write(f, "", (count(self.high), count(self.high)), unit, " or less"),
            (_, true) => write(f, "", (count(self.low), count(self.low)), unit, " or more"),
            _ => write(f, "", (count(self.low), count(self.high)), unit, ""),
        }
    }
}

/// Writes a length from its thousandths of a unit, with words before and behind.
fn write(f: &mut fmt::Formatter<'_>, before: &str, (least, most): (i64, i64), unit: DurationUnit, behind: &str) -> fmt::Result {
    let count = |thousandths: i64| {
        let (whole, tenths) = (thousandths / 1000, thousandths % 1000 / 100);
        if tenths == 0 { whole.to_string() } else { format!("{whole}.{tenths}") }
    };
    let name = if unit == DurationUnit::Century && most != 1000 { "centurie" } else { unit.name() };
    let plural = if most == 1000 { "" } else { "s" };
    let from = if least == most { String::new() } else { format!("{} to ", count(least)) };
    write!(f, "{before}{from}{} {name}{plural}{behind}", count(most))
}
