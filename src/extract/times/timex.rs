//! The TIMEX3 values of dates and lengths (TimeML 1.2.1).

use chrono::{Datelike, NaiveDate};

use super::expression::{Amount, Length};
use crate::lexicon::time::Unit;
use crate::value::duration::DurationUnit;

/// A year in four digits; before Christ as `BC0490`, where `year` is negative.
pub(super) fn year(year: i32) -> String {
    if year < 0 { format!("BC{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

/// A day: `2025-06-02`.
pub(super) fn day(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// An ISO week: `2025-W29`.
pub(super) fn week(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// A decade by the first three digits of its years.
pub(super) fn decade(year: i32) -> String {
    if year < 0 { format!("BC{:03}", year.unsigned_abs() / 10) } else { format!("{:03}", year / 10) }
}

/// A century by the first two digits of its years.
pub(super) fn century(year: i32) -> String {
    if year < 0 { format!("BC{:02}", (year.unsigned_abs() / 100).saturating_sub(1)) } else { format!("{:02}", year / 100) }
}

/// `P2W`, `PT2.5H`, `PXD`.
pub(super) fn length_value(amount: Amount, unit: Unit) -> String {
    lengths_value(&[Length { amount, unit }])
}

/// `P2Y3M`, `PT3H25M`.
pub(super) fn lengths_value(lengths: &[Length]) -> String {
    let mut value = String::from("P");
    let mut clock = false;
    for length in lengths {
        if length.unit.unit < DurationUnit::Day && !clock {
            value.push('T');
            clock = true;
        }
        value.push_str(&number(length.amount, length.unit.factor));
        value.push_str(letter(length.unit.unit));
    }
    value
}

fn letter(unit: DurationUnit) -> &'static str {
    match unit {
        DurationUnit::Second => "S",
        DurationUnit::Minute => "M",
        DurationUnit::Hour => "H",
        DurationUnit::Day => "D",
        DurationUnit::Week => "W",
        DurationUnit::Month => "M",
        DurationUnit::Quarter => "Q",
        DurationUnit::Year => "Y",
        DurationUnit::Decade => "DE",
        DurationUnit::Century => "CE",
    }
}

/// The number of a length; of a range its lower end.
fn number(amount: Amount, factor: i64) -> String {
    let Amount::Counted { low, .. } = amount else { return "X".into() };
    let low = low.saturating_mul(factor);
    let (whole, rest) = (low / 1000, low % 1000);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:03}").trim_end_matches('0').to_string() }
}
