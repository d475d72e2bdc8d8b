//! The year of a date that tells none: that of the heading above it, else nearest to the publication in the direction of the clause, where the
//! weekday beside the date has its say; in a narrative onward from the date told before.
//!
//! A weekday is judged only by a year that is firm. Near the publication a date is of that day's year, and a wrong weekday beside it is a slip of
//! the pen; further away a weekday that fits the year before or after tells that this year is meant.

use chrono::{Datelike, NaiveDate};

use super::Context;
use super::calendar::{field_days, historical};
use crate::config::MissingYear;
use crate::extract::mention::{Anchor, YearSource};
use crate::extract::times::expression::{Field, Which};
use crate::extract::times::tense::Tense;
use crate::extract::times::{Setting, Telling};
use crate::value::time::{Grain, TimeValue};

/// How many days from the publication a date is of the nearest year whatever the weekday beside it.
const NEAR: i64 = 31;
/// How many days from it a weekday that fits no year near is still judged.
const FAR: i64 = 120;

/// The year that is found for a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Historical: there is no year 0.
    pub year: i32,
    pub anchor: Anchor,
    /// What gives it, where it is firm.
    pub source: Option<YearSource>,
}

/// A date without a year, with what tells its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yearless {
    pub field: Field,
    pub which: Which,
    pub setting: Setting,
    /// From 1 (Monday).
    pub weekday: Option<u8>,
}

impl Yearless {
    /// Whether the weekday beside it goes with a year; without one every year does.
    fn fits(&self, year: i32) -> bool {
        let day = self.day(year);
        self.weekday.is_none_or(|weekday| day.is_some_and(|day| day.weekday().number_from_monday() == u32::from(weekday)))
    }

    fn day(&self, year: i32) -> Option<NaiveDate> {
        field_days(self.field, year).and_then(|days| days.as_day())
    }

    /// Whether it lies the wrong way from a day for the direction of its clause.
    fn astray(&self, year: i32, from: NaiveDate) -> bool {
        let ahead = self.day(year).map_or(0, |day| (day - from).num_days());
        match self.setting.tense {
            Tense::Past => ahead > 1,
            Tense::Future => ahead < -1,
            Tense::Open | Tense::Present => false,
        }
    }

    fn onward(&self) -> bool {
        matches!(self.which, Which::Bare | Which::The)
    }
}

impl Context {
    /// The year of a date that tells none.
    pub(super) fn missing_year(&self, date: Yearless) -> Option<Found> {
        let Yearless { field, which, setting, .. } = date;
        if self.calendar.missing_year == MissingYear::Never {
            return None;
        }
        if let Some(section) = self.section().filter(|_| date.onward()) {
            return Some(of_section(date, section));
        }
        if let (Some((year, month)), None, true) = (setting.told, self.published, date.onward()) {
            let told = month.map_or_else(|| TimeValue::year(year), |month| TimeValue::month(year, month))?;
            let year = narrated(field, told);
            return Some(Found { year, anchor: if date.fits(year) { Anchor::Narrative } else { Anchor::Supposed }, source: None });
        }
        if let (MissingYear::Year(year), None, true) = (self.calendar.missing_year, self.published, date.onward()) {
            return Some(of_configuration(date, year));
        }
        let (base, anchor) = match which {
            Which::Same | Which::Previous | Which::Following => self.told()?,
            _ => self.now()?,
        };
        let found = |year: i32, anchor: Anchor| Found { year, anchor, source: None };
        if let Some(told) = self.last.filter(|_| anchor != Anchor::Publication && (date.onward() || which == Which::This)) {
            return Some(found(narrated(field, told), anchor));
        }
        if let Some(told) = self.passage.filter(|_| date.onward() && matches!(setting.tense, Tense::Past | Tense::Open)) {
            return Some(found(narrated(field, told), Anchor::Narrative));
        }
        let year = self.near_publication(field, which, setting.tense, base)?;
        Some(if anchor == Anchor::Publication && date.onward() { self.judged(date, base, year) } else { found(year, anchor) })
    }

    /// The year nearest to a day in the direction of the clause.
    fn near_publication(&self, field: Field, which: Which, tense: Tense, base: NaiveDate) -> Option<i32> {
        // Days from the publication to the beginning and end of the field, in the year of publication.
        let (start, end) = field_days(field, base.year()).map(|d| ((d.earliest - base).num_days(), (d.latest - base).num_days()))?;
        let quarter = matches!(field, Field::Quarter(_) | Field::FiscalQuarter(_));
        let years = match which {
            // "last February" is not the month just over, which is "last month".
            Which::Last | Which::Previous => -i32::from(end >= -31),
            Which::Next | Which::Following => i32::from(start <= 0),
            Which::This if tense == Tense::Past && start > 31 => -1,
            Which::This => 0,
            _ if quarter => -i32::from(start > 0 && end - start > 0 && start > 31),
            _ => direction(start, end, tense, matches!(field, Field::Day { .. } | Field::Days { .. } | Field::Holiday(_))),
        };
        Some(historical(base.year()) + years)
    }

    /// The year of a date in copy of a day, which takes it for `supposed` by its direction, with the say of the weekday.
    fn judged(&self, date: Yearless, base: NaiveDate, supposed: i32) -> Found {
        // What February of the year does not have tells nothing of the year.
        let sure = |year: i32| date.day(year).is_some() || !matches!(date.field, Field::Day { month: 2, day: 29 });
        let found = |year: i32, source: Option<YearSource>| Found { year, anchor: Anchor::Publication, source };
        let by_publication = |year: i32, firm: bool| found(year, (firm && sure(year)).then_some(YearSource::Publication));
        let distance = |year: &i32| date.day(*year).map_or(i64::MAX, |day| (day - base).num_days().abs());
        let near = [base.year() - 1, base.year(), base.year() + 1];
        if self.calendar.missing_year == MissingYear::Nearest {
            return by_publication(near.into_iter().min_by_key(distance).unwrap_or(supposed), true);
        }
        let astray = date.astray(supposed, base);
        if date.fits(supposed) {
            return by_publication(supposed, !astray);
        }
        let around = |year: i32| date.day(year).map_or((0, 0), |day| self.neighbours.around(day));
        let fitting = near.into_iter().filter(|year| date.fits(*year)).min_by_key(distance);
        // Several dates that are right in another year are of that year.
        let other = fitting.filter(|year| around(*year).0 > around(supposed).0.max(1));
        let told = near.into_iter().filter(|year| around(*year).0 > 1 && around(*year).0 >= 2 * around(*year).1).min_by_key(distance);
        let away = distance(&supposed);
        match (other, told, fitting) {
            (Some(year), ..) => found(year, None),
            _ if away <= NEAR && !astray => by_publication(supposed, true),
            (_, Some(year), _) => found(year, Some(YearSource::Neighbours)),
            (_, _, Some(year)) => found(year, None),
            _ => by_publication(supposed, self.telling == Telling::News && !astray && away <= FAR),
        }
    }
}

/// The year that the heading gives: its own for all that it dates, and for what lies on the other side of New Year from its month.
fn of_section(date: Yearless, section: TimeValue) -> Found {
    let year = narrated(date.field, section);
    let away = date.day(year).map_or(0, |day| (day - section.earliest).num_days().abs());
    let firm = section.grain >= Grain::Year || away <= 2 * NEAR;
    let anchor = if firm || date.fits(year) { Anchor::Narrative } else { Anchor::Supposed };
    Found { year, anchor, source: firm.then_some(YearSource::Heading) }
}

/// The year that configuration gives to copy without a publication date. At its ends the weekday tells which year is meant.
fn of_configuration(date: Yearless, year: i32) -> Found {
    let beside = match date.field {
        Field::Day { month: 1 | 2, .. } => Some(year + 1),
        Field::Day { month: 11 | 12, .. } => Some(year - 1),
        _ => None,
    };
    let year = beside.filter(|other| date.weekday.is_some() && !date.fits(year) && date.fits(*other)).unwrap_or(year);
    Found { year, anchor: Anchor::Publication, source: Some(YearSource::Configuration) }
}

/// In a narrative a date without a year goes on from the last one told.
fn narrated(field: Field, told: TimeValue) -> i32 {
    let year = historical(told.earliest.year());
    let Some(start) = field_days(field, told.earliest.year()).map(|days| (days.earliest - told.earliest).num_days()) else { return year };
    match start {
        _ if told.grain >= Grain::Year => year,
        ..-240 => year + 1,
        270.. => year - 1,
        _ => year,
    }
}

/// How many years to move a date, given the days from now to its beginning and end this year: to the past by default, but days that
/// lie a little ahead are this year's.
fn direction(start: i64, end: i64, tense: Tense, day: bool) -> i32 {
    let (back, ahead) = match (tense, day) {
        (Tense::Past, true) => (-330, 45),
        (Tense::Past, false) => (-320, 45),
        (Tense::Future, true) => (-30, 335),
        (Tense::Future, false) => (-25, 340),
        (Tense::Open | Tense::Present, true) => (-240, 125),
        (Tense::Open | Tense::Present, false) => (-270, 95),
    };
    if start > ahead {
        -1
    } else if end < back {
        1
    } else {
        0
    }
}
