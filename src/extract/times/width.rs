//! How much a length of time leaves open: the one place with that arithmetic.
//!
//! The slack is the expression's own (`value::duration::written`). "exactly" takes it away, "about" and "nearly" move the ends by 15 per cent, "more than" and
//! "less than" take one end away.

use super::expression::{Amount, Length, Modifier};
use crate::lexicon::time::Unit;
use crate::value::Duration;
use crate::value::duration::{DurationUnit, about, thousandths, written};

/// What lengths written one behind the other ("two years and three months") leave open; `None` for uncounted ones.
pub(super) fn duration(lengths: &[Length], modifier: Option<Modifier>) -> Option<Duration> {
    let (last, leading) = lengths.split_last()?;
    let mut sum = bounds(last)?;
    for length in leading {
        let Amount::Counted { low, high } = length.amount else { return None };
        sum.0 = sum.0.saturating_add(seconds(low, length));
        sum.1 = sum.1.saturating_add(seconds(high, length));
    }
    let (low, high) = hedged(sum, lengths, modifier);
    Some(Duration { low: low.max(0), high, unit: lengths[0].unit.unit })
}

/// What has passed of a period that runs: "in its fourth year" is three to four years.
pub(super) fn running(number: u32, unit: Unit) -> Duration {
    let at = |count: u32| i64::from(count).saturating_mul(unit.factor).saturating_mul(unit.unit.average());
    Duration { low: at(number.saturating_sub(1)), high: at(number), unit: unit.unit }
}

/// Thousandths of a unit in seconds.
fn seconds(count: i64, length: &Length) -> i64 {
    thousandths(count.saturating_mul(length.unit.factor), length.unit.unit)
}

fn bounds(length: &Length) -> Option<(i64, i64)> {
    let Amount::Counted { low, high } = length.amount else { return None };
    Some(written(low.saturating_mul(length.unit.factor), high.saturating_mul(length.unit.factor), length.unit.unit))
}

fn hedged((low, high): (i64, i64), lengths: &[Length], modifier: Option<Modifier>) -> (i64, i64) {
    let plain = |pick: fn((i64, i64)) -> i64| -> i64 {
        lengths.iter().fold(0i64, |sum, length| match length.amount {
            Amount::Counted { low, high } => sum.saturating_add(seconds(pick((low, high)), length)),
            Amount::Uncounted => sum,
        })
    };
    match modifier {
        // A month or year has no one length, however exactly it is counted.
        Some(Modifier::Exactly) if lengths.iter().all(|l| l.unit.unit <= DurationUnit::Week) => {
            (plain(|(low, _)| low), plain(|(_, high)| high))
        }
        Some(Modifier::Approx) => about((low, high)),
        Some(Modifier::Nearly) => (about((plain(|(low, _)| low), 0)).0.min(low), high),
        Some(Modifier::LessThan | Modifier::EqualOrLess) => (0, high),
        // "more than two years" begins at two years, not half a year before.
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => (plain(|(low, _)| low), i64::MAX),
        _ => (low, high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::duration::DAY;

    fn check(number: i64, unit: DurationUnit, modifier: Option<Modifier>, days: (i64, i64)) {
        let length = Length { amount: Amount::whole(number), unit: Unit { unit, factor: 1, plural: true } };
        let found = duration(&[length], modifier).unwrap();
        let high = if found.high == i64::MAX { i64::MAX } else { found.high / DAY };
        assert_eq!((found.low / DAY, high), days, "{number} {unit:?}");
    }

    #[test]
    fn a_length_is_as_wide_as_its_unit() {
        check(30, DurationUnit::Day, None, (30, 30));
        check(2, DurationUnit::Week, None, (12, 16));
        check(6, DurationUnit::Week, None, (39, 45));
        check(2, DurationUnit::Month, None, (45, 76));
        check(3, DurationUnit::Year, None, (913, 1459));
    }

    #[test]
    fn hedges_move_or_open_an_end() {
        check(20, DurationUnit::Day, Some(Modifier::Approx), (17, 23));
        check(20, DurationUnit::Day, Some(Modifier::Nearly), (17, 20));
        check(20, DurationUnit::Day, Some(Modifier::MoreThan), (20, i64::MAX));
        check(20, DurationUnit::Day, Some(Modifier::LessThan), (0, 20));
        check(2, DurationUnit::Week, Some(Modifier::Exactly), (14, 14));
        check(3, DurationUnit::Year, Some(Modifier::Exactly), (913, 1459));
    }

    #[test]
    fn a_number_without_end_does_not_overflow() {
        let length = Length { amount: Amount::whole(i64::MAX), unit: Unit { unit: DurationUnit::Century, factor: 10, plural: true } };
        assert!(duration(&[length, length], Some(Modifier::Approx)).is_some());
    }
}
