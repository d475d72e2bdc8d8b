//! Times told by their distance from where the copy stands: "last week", "two days ago", "a week later", "a year earlier".

use chrono::{Datelike, NaiveDate};

use super::calendar::{far, moved, period, unknown_period};
use super::{Context, Meaning};
use crate::extract::mention::{Anchor, TimexType};
use crate::extract::times::expression::{Amount, From, Length, Modifier, Which};
use crate::extract::times::{timex, width};
use crate::lexicon::time::Unit;
use crate::value::duration::DurationUnit;
use crate::value::time::{Grain, TimeValue};

impl Context {
    /// "last week", "the quarter", "the next day".
    pub(super) fn relative(&self, which: Which, unit: Unit, running: bool) -> Meaning {
        let narrated = matches!(which, Which::Previous | Which::Following | Which::Same)
            || which == Which::The && (self.is_narrative() || unit.unit == DurationUnit::Day)
            || matches!(which, Which::Bare | Which::This) && self.is_narrative();
        let base = if narrated { self.told() } else { self.published.map(|date| (date, Anchor::Publication)).or_else(|| self.told()) };
        let count = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            _ => 0,
        };
        // A quarter that is reported on is over.
        let quarter =
            self.quarter.filter(|_| unit.unit == DurationUnit::Quarter && matches!(which, Which::The | Which::Same | Which::Previous));
        let base = quarter.map(|date| (date, Anchor::Narrative)).or(base);
        let told = |anchor: Anchor| if anchor == Anchor::Narrative { self.narrated(which) } else { anchor };
        let base = base.map(|(date, anchor)| (date, told(anchor)));
        let narrated = narrated || quarter.is_some();
        let over = unit.unit == DurationUnit::Quarter && matches!(which, Which::The | Which::Bare);
        let count = if over && !narrated { -1 } else { count };
        let found = base.and_then(|(date, anchor)| Some((period(date, unit.unit, count)?, anchor)));
        // "the past year" may run up to now as well as be the last whole one.
        let runs = running && !narrated;
        match found {
            Some(((value, days), anchor)) => {
                let latest = self.published.filter(|today| runs && *today > days.latest).unwrap_or(days.latest);
                Meaning::date(value, Some(TimeValue { latest, ..days }), anchor)
            }
            None => Meaning::date(unknown_period(unit.unit).into(), None, Anchor::Unknown),
        }
    }

    /// "the week after next".
    pub(super) fn period_from_now(&self, unit: DurationUnit, count: i64) -> Meaning {
        match self.published.and_then(|date| period(date, unit, count)) {
            Some((value, days)) => Meaning::date(value, Some(days), Anchor::Publication),
            None => Meaning::date(unknown_period(unit).into(), None, Anchor::Unknown),
        }
    }

    /// "the past three years", "the next 14 days": up to the publication or on from it.
    pub(super) fn stretch(&self, lengths: &[Length], ahead: bool) -> Meaning {
        let meaning = Meaning::new(TimexType::Duration, timex::lengths_value(lengths));
        let Some(today) = self.published else { return meaning };
        let far = lengths.iter().try_fold(today, |day, length| moved(day, length, ahead));
        let days = far.and_then(|far| TimeValue::between(far.min(today), far.max(today), Grain::Day));
        Meaning { days, anchor: Anchor::Publication, ..meaning }
    }

    /// "two days ago", "a week later".
    pub(super) fn shift(&self, lengths: &[Length], later: bool, from: From, modifier: Option<Modifier>) -> Meaning {
        // "exactly two weeks ago" is on that day, as without the word.
        let modifier = modifier.filter(|modifier| *modifier != Modifier::Exactly);
        if let Some(meaning) = self.quarter_before(lengths, later, modifier) {
            return meaning;
        }
        let base = match from {
            From::Publication => self.published.map(|date| (date, Anchor::Publication)),
            From::Narrative => self.told(),
        };
        let vague = || Meaning::date(if later { "FUTURE_REF" } else { "PAST_REF" }.into(), None, Anchor::Unknown);
        let Some(first) = lengths.first() else { return vague() };
        let Amount::Counted { low, .. } = first.amount else { return vague() };
        let Some((base, anchor)) = base else {
            return Meaning::date(unknown_period(first.unit.unit).into(), None, Anchor::Unknown);
        };
        let count = low.saturating_mul(first.unit.factor) / 1000 * if later { 1 } else { -1 };
        let unit =
            if from == From::Publication && first.unit.unit == DurationUnit::Quarter { DurationUnit::Quarter } else { first.unit.unit };
        let fraction = low.checked_mul(first.unit.factor).is_some_and(|n| n % 1000 != 0);
        let exact = matches!(unit, DurationUnit::Day | DurationUnit::Week) && modifier.is_none();
        let target = if exact {
            let days = count.saturating_mul(if unit == DurationUnit::Week { 7 } else { 1 });
            far(base, days).map(|day| (timex::day(day), TimeValue::day(day)))
        } else if fraction && matches!(unit, DurationUnit::Month | DurationUnit::Quarter | DurationUnit::Year) {
            moved(base, first, later).and_then(|day| period(day, DurationUnit::Month, 0))
        } else {
            period(base, unit, count)
        };
        // What happened "later" than a date that is not told happened at no known time.
        let untold = from == From::Narrative && (anchor != Anchor::Narrative || later && self.published.is_some_and(|date| date < base));
        let Some((value, days)) = target else { return vague() };
        let days = self.shift_slack(base, lengths, later, modifier, days);
        let grain_known = !matches!(unit, DurationUnit::Second | DurationUnit::Minute | DurationUnit::Hour);
        let anchor = if untold { Anchor::Unknown } else { anchor };
        Meaning::date(value, days.filter(|_| grain_known && !untold), anchor)
    }

    /// "a year ago", "the year-ago quarter" where the copy reports on a quarter: that quarter of an earlier year.
    fn quarter_before(&self, lengths: &[Length], later: bool, modifier: Option<Modifier>) -> Option<Meaning> {
        let [length] = lengths else { return None };
        let Amount::Counted { low, high } = length.amount else { return None };
        let years = match length.unit.unit {
            DurationUnit::Year if low == high && low % 1000 == 0 => low / 1000,
            DurationUnit::Quarter if low == 4000 => 1,
            _ => return None,
        };
        let reported = match (self.quarter, length.unit.unit) {
            (Some(quarter), _) => quarter,
            (None, DurationUnit::Quarter) => period(self.published?, DurationUnit::Quarter, -1)?.1.earliest,
            _ => return None,
        };
        if later || modifier.is_some() || self.is_narrative() || years != 1 {
            return None;
        }
        let (value, days) = period(reported, DurationUnit::Quarter, -4 * years)?;
        let year = TimeValue::year(days.earliest.year())?;
        // Read of the year, it leaves the year open.
        let open = if length.unit.unit == DurationUnit::Year { TimeValue { grain: Grain::Year, ..year } } else { days };
        Some(Meaning::date(value, Some(open), Anchor::Publication))
    }

    /// The days that "two weeks ago" leaves open: its length's width around the day, and all of the period that its value names.
    fn shift_slack(
        &self,
        base: NaiveDate,
        lengths: &[Length],
        later: bool,
        modifier: Option<Modifier>,
        named: TimeValue,
    ) -> Option<TimeValue> {
        let length = width::duration(lengths, modifier)?;
        let days = |seconds: i64, up: bool| {
            let day = crate::value::duration::DAY;
            seconds / day + i64::from(up && seconds % day != 0)
        };
        let edge = |days: i64| far(base, if later { days } else { -days });
        let near = edge(days(length.low, false))?;
        let distant = if length.high == i64::MAX { None } else { Some(edge(days(length.high, true))?) };
        let open = if later { NaiveDate::MAX } else { NaiveDate::MIN };
        let distant = distant.unwrap_or(open);
        TimeValue::between(near.min(distant).min(named.earliest), near.max(distant).max(named.latest), named.grain)
    }
}
