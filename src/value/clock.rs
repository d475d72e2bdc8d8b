//! Times of day, with or without a zone.

use std::fmt;

use chrono::{NaiveTime, Timelike};

/// Every minute of the day that an expression leaves open, both ends included. `from > to` wraps over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clock {
    pub from: NaiveTime,
    pub to: NaiveTime,
    /// Minutes east of Greenwich, where the copy names a zone.
    pub zone: Option<i32>,
    /// Whether the half of the day is left open ("4:47", "half past seven"): the value then also holds at +12 hours.
    pub ambiguous: bool,
}

const DAY: i64 = 24 * 60;

impl Clock {
    /// Whether no moment of the day is in both. Clocks with zones are compared in one zone; where only one of two names
    /// a zone they say nothing of each other.
    pub fn disjoint(&self, other: &Clock) -> bool {
        let shift = match (self.zone, other.zone) {
            (None, None) => 0,
            (Some(a), Some(b)) => i64::from(b - a),
            _ => return false,
        };
        let halves = |clock: &Clock| if clock.ambiguous { vec![0, DAY / 2] } else { vec![0] };
        halves(self).iter().all(|a| {
            halves(other).iter().all(|b| {
                let (first, second) = (self.minutes(*a), other.minutes(b - shift));
                !meet(first, second)
            })
        })
    }

    /// First minute of the day and length in minutes, after a shift.
    fn minutes(&self, shift: i64) -> (i64, i64) {
        let of = |t: NaiveTime| i64::from(t.num_seconds_from_midnight() / 60);
        let from = (of(self.from) + shift).rem_euclid(DAY);
        (from, (of(self.to) - of(self.from)).rem_euclid(DAY))
    }
}

/// Whether two arcs of the day (start, length; minutes, ends included) share a minute.
fn meet(a: (i64, i64), b: (i64, i64)) -> bool {
    (b.0 - a.0).rem_euclid(DAY) <= a.1 || (a.0 - b.0).rem_euclid(DAY) <= b.1
}

impl fmt::Display for Clock {
    /// By the clock of 24 hours ("09:15", "18:30–19:45 UTC"); with a.m. and p.m. where the digits would leave the half of the day open
    /// ("10:30 a.m."), and without both where it is open ("4:47").
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends = [Some(self.from), (self.to != self.from).then_some(self.to)];
        let ends = || ends.into_iter().flatten();
        let told = self.zone.is_some() || ends().any(|time| !(10..=12).contains(&time.hour()));
        let form = match (self.ambiguous, told) {
            (true, _) => "%-H:%M",
            (false, true) => "%H:%M",
            (false, false) => "%-I:%M",
        };
        for (i, time) in ends().enumerate() {
            let half = if time.hour() < 12 { " a.m." } else { " p.m." };
            let half = if self.ambiguous || told { "" } else { half };
            write!(f, "{}{}{half}", if i == 0 { "" } else { "–" }, time.format(form))?;
        }
        match self.zone {
            Some(0) => f.write_str(" UTC"),
            Some(zone) => {
                let sign = if zone < 0 { '−' } else { '+' };
                write!(f, " UTC{sign}{}", zone.abs() / 60)?;
                if zone % 60 != 0 { write!(f, ":{:02}", zone.abs() % 60) } else { Ok(()) }
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32, zone: Option<i32>, ambiguous: bool) -> Clock {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        Clock { from: time, to: time, zone, ambiguous }
    }

    #[test]
    fn clocks_compare_in_one_zone() {
        assert!(!at(9, 0, Some(-240), false).disjoint(&at(15, 0, Some(120), false)));
        assert!(at(9, 0, Some(-240), false).disjoint(&at(15, 0, Some(60), false)));
        assert!(!at(9, 0, None, false).disjoint(&at(15, 0, Some(60), false)));
    }

    #[test]
    fn a_clock_without_half_of_day_may_be_either() {
        assert!(!at(16, 17, None, false).disjoint(&at(4, 17, None, true)));
        assert!(at(4, 17, None, false).disjoint(&at(4, 47, None, true)));
    }
}
