//! Ages: whoever is N years old on a day was born in the year that ends N years before it.

use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;

use super::{Conclusion, concluded, stated};
use crate::claim::{Attribute, SubjectId};
use crate::graph::ClaimGraph;
use crate::value::time::shift_day;
use crate::value::{Grain, TimeValue, Value};

pub(super) fn derive(graph: &ClaimGraph) -> Vec<Conclusion> {
    let mut conclusions = Vec::new();
    for (subject, node) in graph.subjects() {
        if !matches!(node.id, SubjectId::Entity(_)) {
            continue;
        }
        for (from, age) in stated(graph, subject, &Attribute::AGE) {
            let Value::Quantity(years) = &age.claim.value else { continue };
            let Some(birth) = born(years.low.to_i32(), years.high.to_i32(), &age.claim.as_of) else { continue };
            let claim = concluded(age, Attribute::BIRTH, Value::Time(birth), "age", format!("{} on {}", age.claim.note, age.claim.as_of));
            conclusions.push(Conclusion { subject, claim, from: vec![from] });
        }
    }
    conclusions
}

/// The days on which somebody may have been born who is `low` to `high` full years old on some day of `when`.
fn born(low: Option<i32>, high: Option<i32>, when: &TimeValue) -> Option<TimeValue> {
    if when.earliest == NaiveDate::MIN || when.latest == NaiveDate::MAX {
        return None;
    }
    let earliest = shift_day(years_before(when.earliest, high?.checked_add(1)?)?, 1)?;
    let latest = years_before(when.latest, low?)?;
    TimeValue::between(earliest, latest, Grain::Year)
}

/// The same day some years before; 29 February becomes 28 February where the year has none.
fn years_before(day: NaiveDate, years: i32) -> Option<NaiveDate> {
    let year = day.year().checked_sub(years)?;
    day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_birthday_decides_the_year() {
        let birth = born(Some(34), Some(34), &TimeValue::day(day(2025, 2, 13))).unwrap();
        assert_eq!((birth.earliest, birth.latest), (day(1990, 2, 14), day(1991, 2, 13)));
    }

    #[test]
    fn leap_days_do_not_break_it() {
        assert!(born(Some(1), Some(1), &TimeValue::day(day(2024, 2, 29))).is_some());
        assert!(born(Some(40), Some(40), &TimeValue::any()).is_none());
    }
}
