//! The days of named days in a year.

use chrono::{Datelike, NaiveDate};

use crate::lexicon::holidays::HolidayRule;
use crate::value::time::{Grain, TimeValue, last_of_month, shift_day};

/// The days that a rule fixes in a year; `None` where it had none then or the year is beyond the calendar.
pub(super) fn days(rule: HolidayRule, year: i32) -> Option<TimeValue> {
    match rule {
        HolidayRule::Fixed(fixed) => {
            let fits = fixed.year.is_none_or(|only| only == year);
            NaiveDate::from_ymd_opt(year, fixed.month, fixed.day).filter(|_| fits).map(TimeValue::day)
        }
        HolidayRule::Nth(nth) => {
            let weekday = nth.weekday.weekday();
            let found = match u8::try_from(nth.nth) {
                Ok(n) => NaiveDate::from_weekday_of_month_opt(year, nth.month, weekday, n)?,
                Err(_) => {
                    let last = last_of_month(NaiveDate::from_ymd_opt(year, nth.month, 1)?)?;
                    shift_day(last, -i64::from(last.weekday().days_since(weekday)))?
                }
            };
            shift_day(found, i64::from(nth.plus)).map(TimeValue::day)
        }
        HolidayRule::Easter(after) => {
            let easter = easter(year)?;
            let first = shift_day(easter, i64::from(after.easter))?;
            let last = shift_day(easter, i64::from(after.through.unwrap_or(after.easter)))?;
            TimeValue::between(first, last, Grain::Day)
        }
        HolidayRule::Orthodox(after) => shift_day(orthodox_easter(year)?, i64::from(after.orthodox)).map(TimeValue::day),
    }
}

/// Easter Sunday of the Gregorian calendar, by the "anonymous" algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms, ch. 8).
fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1583 {
        return None;
    }
    let (century, of_century) = (year / 100, year % 100);
    let golden = year % 19;
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

/// Easter Sunday of the Julian calendar (Meeus, ch. 8), in Gregorian days.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    if year < 1583 {
        return None;
    }
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let days = moon + weekday + 114;
    let julian = NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)?;
    // The calendars drift apart by a day in the centuries that are no leap years of the Gregorian one.
    shift_day(julian, i64::from(year / 100 - year / 400 - 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::time::TimeLexicon;

    fn on(name: &str, year: i32) -> String {
        let rule = TimeLexicon::builtin().holiday_rules[name];
        days(rule, year).map_or("none".into(), |d| format!("{}/{}", d.earliest, d.latest))
    }

    #[test]
    fn easter_and_its_kin() {
        for (name, year, day) in [
            ("easter", 1991, "03-31"),
            ("easter", 1818, "03-22"),
            ("easter", 2038, "04-25"),
            ("easter sunday", 2024, "03-31"),
            ("good friday", 2025, "04-18"),
            ("ash wednesday", 1969, "02-19"),
            ("whit monday", 2025, "06-09"),
            ("orthodox easter", 2024, "05-05"),
            ("orthodox easter", 2025, "04-20"),
            ("orthodox easter", 1979, "04-22"),
        ] {
            assert_eq!(on(name, year), format!("{year}-{day}/{year}-{day}"), "{name}");
        }
        assert_eq!(on("holy week", 2025), "2025-04-13/2025-04-19");
        assert_eq!(on("easter", 1500), "none");
    }

    #[test]
    fn weekdays_of_a_month() {
        for (name, year, day) in [
            ("thanksgiving", 2019, "11-28"),
            ("black friday", 2019, "11-29"),
            ("memorial day", 2025, "05-26"),
            ("labor day", 2025, "09-01"),
            ("remembrance sunday", 2024, "11-10"),
        ] {
            assert_eq!(on(name, year), format!("{year}-{day}/{year}-{day}"), "{name}");
        }
        assert_eq!(on("9 / 11", 2002), "none");
    }
}
