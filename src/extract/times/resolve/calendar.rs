//! Calendar arithmetic: the days and TIMEX3 values of fields and periods. Nothing here knows the copy.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Meaning, holidays};
use crate::extract::mention::{Anchor, ImpossibleDay};
use crate::extract::times::expression::{Amount, Field, Length, Year};
use crate::extract::times::timex;
use crate::lexicon::holidays::HolidayRule;
use crate::lexicon::time::Season;
use crate::value::duration::DurationUnit;
use crate::value::time::{Grain, TimeValue, last_of_month, shift_day};

/// The day of a month that does not have it.
pub(super) fn impossible(field: Field, year: Option<i32>) -> Option<ImpossibleDay> {
    let check = |month: u32, day: u32| {
        // A February without a year may have 29 days.
        let year = year.map_or(2024, astronomical);
        let length = NaiveDate::from_ymd_opt(year, month, 1).and_then(last_of_month)?.day();
        (day > length).then_some(ImpossibleDay { day, month, length })
    };
    match field {
        Field::Day { month, day } => check(month, day),
        Field::Days { from, to } => check(from.0, from.1).or_else(|| check(to.0, to.1)),
        _ => None,
    }
}

/// The value of a field without its year.
pub(super) fn field_value(field: Field) -> String {
    match field {
        Field::Day { month, day } | Field::Days { from: (month, day), .. } => format!("{month:02}-{day:02}"),
        Field::Month(month) => format!("{month:02}"),
        Field::Holiday(HolidayRule::Fixed(fixed)) => format!("{:02}-{:02}", fixed.month, fixed.day),
        Field::Holiday(_) => "XX-XX".into(),
        Field::Season(season) => crate::extract::times::set::season_letters(season).into(),
        Field::Quarter(number) | Field::FiscalQuarter(number) => format!("Q{number}"),
        Field::Half(number) => format!("H{number}"),
        _ => String::new(),
    }
}

/// The days of a field in a year.
pub(super) fn field_days(field: Field, year: i32) -> Option<TimeValue> {
    let months = |first: u32, count: u32, grain: Grain| {
        let earliest = NaiveDate::from_ymd_opt(year, first, 1)?;
        let latest = earliest.checked_add_months(Months::new(count))?.pred_opt()?;
        TimeValue::between(earliest, latest, grain)
    };
    match field {
        Field::Day { month, day } => NaiveDate::from_ymd_opt(year, month, day).map(TimeValue::day),
        Field::Days { from, to } => {
            let earliest = NaiveDate::from_ymd_opt(year, from.0, from.1)?;
            let latest = NaiveDate::from_ymd_opt(if to < from { year + 1 } else { year }, to.0, to.1)?;
            TimeValue::between(earliest, latest, Grain::Day)
        }
        Field::Month(month) => TimeValue::month(year, month),
        Field::Holiday(rule) => holidays::days(rule, year),
        Field::Season(Season::SP) => months(3, 3, Grain::Season),
        Field::Season(Season::SU) => months(6, 3, Grain::Season),
        Field::Season(Season::FA) => months(9, 3, Grain::Season),
        Field::Season(Season::WI) => months(12, 3, Grain::Season),
        Field::Quarter(number) | Field::FiscalQuarter(number) => months(3 * number.clamp(1, 4) - 2, 3, Grain::Quarter),
        Field::Half(number) => months(6 * number.clamp(1, 2) - 5, 6, Grain::Half),
        _ => None,
    }
}

/// A decade or century whose first year is known.
pub(super) fn known_span(year: Year, value: fn(i32) -> String, length: i32, grain: Grain) -> Meaning {
    let Year::Known(year) = year else { return Meaning::date(String::new(), None, Anchor::Unknown) };
    let first = astronomical(year).max(-9_999);
    let ends = NaiveDate::from_ymd_opt(first, 1, 1).zip(NaiveDate::from_ymd_opt(first + length - 1, 12, 31));
    let days = ends.filter(|_| year >= 0).and_then(|(earliest, latest)| TimeValue::between(earliest, latest, grain));
    Meaning::date(value(year), days, Anchor::Absolute)
}

/// The period of a unit that holds a day, moved by so many units: its TIMEX3 value and days.
pub(super) fn period(base: NaiveDate, unit: DurationUnit, count: i64) -> Option<(String, TimeValue)> {
    let months = |count: i64| moved_months(base.with_day(1)?, count);
    let year =
        |length: i64| i32::try_from(i64::from(base.year()).checked_add(count.checked_mul(length)?)?).ok().filter(|y| y.abs() < 100_000);
    match unit {
        DurationUnit::Second | DurationUnit::Minute | DurationUnit::Hour => Some((timex::day(base), TimeValue::day(base))),
        DurationUnit::Day => far(base, count).map(|day| (timex::day(day), TimeValue::day(day))),
        DurationUnit::Week => {
            let day = far(base, count.checked_mul(7)?)?;
            let monday = shift_day(day, -i64::from(day.weekday().num_days_from_monday()))?;
            Some((timex::week(day), TimeValue::between(monday, shift_day(monday, 6)?, Grain::Week)?))
        }
        DurationUnit::Month => {
            let first = months(count)?;
            Some((format!("{:04}-{:02}", first.year(), first.month()), TimeValue::month(first.year(), first.month())?))
        }
        DurationUnit::Quarter => {
            let first = months(count.checked_mul(3)?)?;
            let number = (first.month() - 1) / 3 + 1;
            Some((format!("{:04}-Q{number}", first.year()), field_days(Field::Quarter(number), first.year())?))
        }
        DurationUnit::Year => {
            let year = year(1)?;
            Some((timex::year(historical(year)), TimeValue::year(year)?))
        }
        DurationUnit::Decade | DurationUnit::Century => {
            let length: i32 = if unit == DurationUnit::Decade { 10 } else { 100 };
            let first = year(i64::from(length))?.div_euclid(length) * length;
            let value = if length == 10 { timex::decade(first) } else { timex::century(first) };
            let ends = NaiveDate::from_ymd_opt(first, 1, 1).zip(NaiveDate::from_ymd_opt(first + length - 1, 12, 31));
            let (earliest, latest) = ends?;
            let grain = if length == 10 { Grain::Decade } else { Grain::Century };
            Some((value, TimeValue::between(earliest, latest, grain)?))
        }
    }
}

pub(super) fn unknown_period(unit: DurationUnit) -> &'static str {
    match unit {
        DurationUnit::Week => "XXXX-WXX",
        DurationUnit::Month => "XXXX-XX",
        DurationUnit::Quarter => "XXXX-QX",
        DurationUnit::Year => "XXXX",
        DurationUnit::Decade => "XXX",
        DurationUnit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

/// A day moved by months (negative: back); `None` outside the calendar.
pub(super) fn moved_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

/// A day moved by a counted length: whole months by the calendar, the rest of them by days. `None` where the length is not counted, is below
/// a day, or leads out of the calendar.
pub(super) fn moved(day: NaiveDate, length: &Length, ahead: bool) -> Option<NaiveDate> {
    let Amount::Counted { high, .. } = length.amount else { return None };
    let thousandths = high.checked_mul(length.unit.factor)?;
    let months = |each: i64| {
        let thousandths = thousandths.checked_mul(each)?;
        let whole = Months::new(u32::try_from(thousandths / 1000).ok()?);
        let day = if ahead { day.checked_add_months(whole)? } else { day.checked_sub_months(whole)? };
        let rest = thousandths % 1000 * 30 / 1000;
        far(day, if ahead { rest } else { -rest })
    };
    let days = |each: i64| {
        let days = thousandths.checked_mul(each)? / 1000;
        far(day, if ahead { days } else { -days })
    };
    match length.unit.unit {
        DurationUnit::Second | DurationUnit::Minute | DurationUnit::Hour => None,
        DurationUnit::Day => days(1),
        DurationUnit::Week => days(7),
        DurationUnit::Month => months(1),
        DurationUnit::Quarter => months(3),
        DurationUnit::Year => months(12),
        DurationUnit::Decade => months(120),
        DurationUnit::Century => months(1200),
    }
}

/// A day moved by days, however many.
pub(super) fn far(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let n = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(n) } else { day.checked_add_days(n) }
}

/// The astronomical year of a historical one: there is a year 0 in chrono, and none in history.
pub(super) fn astronomical(year: i32) -> i32 {
    if year < 0 { year + 1 } else { year }
}

pub(super) fn historical(year: i32) -> i32 {
    if year <= 0 { year - 1 } else { year }
}
