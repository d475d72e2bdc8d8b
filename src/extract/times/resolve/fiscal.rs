//! Fiscal years and their quarters, where configuration says when they begin; else their days are not known.

use chrono::{Datelike, Months, NaiveDate};

use crate::config::{FiscalYear, NamedBy};
use crate::value::time::{Grain, TimeValue};

/// The days of the fiscal year of this number.
pub(super) fn year(fiscal: FiscalYear, number: i32) -> Option<TimeValue> {
    let first = first_day(fiscal, number)?;
    TimeValue::between(first, first.checked_add_months(Months::new(12))?.pred_opt()?, Grain::Year)
}

/// The days of a quarter, from 1, of the fiscal year of this number.
pub(super) fn quarter(fiscal: FiscalYear, number: i32, quarter: u32) -> Option<TimeValue> {
    let first = first_day(fiscal, number)?.checked_add_months(Months::new(3 * quarter.checked_sub(1)?))?;
    TimeValue::between(first, first.checked_add_months(Months::new(3))?.pred_opt()?, Grain::Quarter)
}

/// The number of the fiscal year that holds a day.
pub(super) fn holding(fiscal: FiscalYear, day: NaiveDate) -> Option<i32> {
    let about = day.year();
    (about - 1..=about + 1).find(|number| year(fiscal, *number).is_some_and(|days| days.earliest <= day && day <= days.latest))
}

fn first_day(fiscal: FiscalYear, number: i32) -> Option<NaiveDate> {
    let whole = (fiscal.month, fiscal.day) == (1, 1);
    let begins = if fiscal.named_by == NamedBy::End && !whole { number.checked_sub(1)? } else { number };
    NaiveDate::from_ymd_opt(begins, fiscal.month, fiscal.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fiscal_year_is_named_by_its_end_or_its_start() {
        let american = FiscalYear { month: 10, day: 1, named_by: NamedBy::End };
        let days = |value: Option<TimeValue>| value.map(|v| format!("{}/{}", v.earliest, v.latest)).unwrap_or_default();
        assert_eq!(days(year(american, 2025)), "2024-10-01/2025-09-30");
        assert_eq!(days(quarter(american, 2025, 2)), "2025-01-01/2025-03-31");
        assert_eq!(holding(american, "2024-10-01".parse().unwrap()), Some(2025));
        let japanese = FiscalYear { month: 4, day: 1, named_by: NamedBy::Start };
        assert_eq!(days(year(japanese, 2025)), "2025-04-01/2026-03-31");
        assert_eq!(holding(japanese, "2026-03-31".parse().unwrap()), Some(2025));
    }
}
