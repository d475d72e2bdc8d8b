//! Dates by the fields of the calendar, and the year of those that tell none: nearest to the publication in the direction of the clause, in
//! a narrative onward from the date told before.

use chrono::{Datelike, NaiveDate};

use super::calendar::{astronomical, field_days, field_value, historical, impossible, known_span, moved_months};
use super::{Context, Meaning, fiscal};
use crate::extract::mention::Anchor;
use crate::extract::times::expression::{Date, Field, Which, Year};
use crate::extract::times::tense::Tense;
use crate::extract::times::timex;
use crate::value::time::{Grain, TimeValue, shift_day};

impl Context {
    /// Fields of the calendar.
    pub(super) fn calendar(&self, date: &Date, tense: Tense) -> Meaning {
        match date.field {
            Field::Year => self.year_of(date.year).map_or_else(
                || Meaning::date("XXXX".into(), None, Anchor::Unknown),
                |(year, anchor)| Meaning::date(timex::year(year), TimeValue::year(astronomical(year)), anchor),
            ),
            Field::FiscalYear => {
                // A fiscal year may begin in any month of the year or the one before.
                let found = self.fiscal_year_of(date.year);
                found.map_or_else(
                    || Meaning::date("XXXX".into(), None, Anchor::Unknown),
                    |(year, anchor)| Meaning::date(timex::year(year), self.fiscal.and_then(|f| fiscal::year(f, year)), anchor),
                )
            }
            Field::Decade { .. } => known_span(date.year, timex::decade, 10, Grain::Decade),
            Field::Century => known_span(date.year, timex::century, 100, Grain::Century),
            Field::Numeric { first, second } => self.numeric(date.year, first, second),
            Field::Day { month: 0, day } => self.day_alone(day),
            field => self.field(date.year, field, tense),
        }
    }

    /// The number of a fiscal year; "this" and "last" are counted from the one that holds the publication.
    fn fiscal_year_of(&self, year: Year) -> Option<(i32, Anchor)> {
        let held = self.fiscal.zip(self.published).and_then(|(f, date)| Some(fiscal::holding(f, date)? - date.year()));
        let (number, anchor) = self.year_of(year)?;
        let shift = held.filter(|_| anchor == Anchor::Publication).unwrap_or(0);
        Some((number.checked_add(shift)?, anchor))
    }

    /// The year that is told, where it is told without looking at a month.
    fn year_of(&self, year: Year) -> Option<(i32, Anchor)> {
        let published = self.published.map(|date| (date.year(), Anchor::Publication));
        let told = self.last.map(|last| (historical(last.earliest.year()), Anchor::Narrative));
        match year {
            Year::Known(year) => Some((year, Anchor::Absolute)),
            Year::Ago(years) => published.map(|(year, anchor)| (year.saturating_sub(years), anchor)),
            Year::Relative(which) => {
                let (year, anchor) = match which {
                    Which::Same | Which::Previous | Which::Following => told.or(published)?,
                    Which::The if self.is_narrative() => told.or(published)?,
                    _ => published.or(told)?,
                };
                let shift = match which {
                    Which::Last | Which::Previous => -1,
                    Which::Next | Which::Following => 1,
                    _ => 0,
                };
                Some((year + shift, anchor))
            }
            Year::Open(_) => None,
        }
    }

    /// "7/18/2025".
    fn numeric(&self, year: Year, first: u32, second: u32) -> Meaning {
        let (day, month, sure) = match (first > 12, second > 12) {
            (true, _) => (first, second, true),
            (_, true) => (second, first, true),
            _ => match self.day_first {
                Some(true) => (first, second, true),
                Some(false) => (second, first, true),
                None => (second, first, first == second),
            },
        };
        let mut meaning = self.field(year, Field::Day { month, day }, Tense::Open);
        if !sure {
            meaning.days = None;
            meaning.anchor = Anchor::Unknown;
        }
        meaning
    }

    /// "Friday the 15th": of the nearest month whose 15th is a Friday, in the direction of the clause.
    pub(super) fn weekday_the(&self, weekday: u8, day: u32, tense: Tense) -> Meaning {
        let found = self.now().and_then(|(base, anchor)| {
            let first = base.with_day(1)?;
            // The day falls on each weekday within some months either way: it comes round within the year.
            let months = (-12i64..=12).filter_map(|count| moved_months(first, count)?.with_day(day));
            let fits = months.filter(|date| date.weekday().number_from_monday() == u32::from(weekday));
            let distance = |date: &NaiveDate| {
                let days = (*date - base).num_days();
                // What lies the wrong way counts double.
                if (tense == Tense::Past) == (days > 0) { 2 * days.abs() } else { days.abs() }
            };
            fits.min_by_key(distance).map(|date| (date, anchor))
        });
        match found {
            Some((date, anchor)) => Meaning::date(timex::day(date), Some(TimeValue::day(date)), anchor),
            None => Meaning::date(format!("XXXX-XX-{day:02}"), None, Anchor::Unknown),
        }
    }

    /// "the week of April 10", "the week ending 5 May".
    pub(super) fn week_of(&self, date: &Date, ending: bool, tense: Tense) -> Meaning {
        let of = self.calendar(date, tense);
        let Some(day) = of.days.and_then(|days| days.as_day()) else { return Meaning::date("XXXX-WXX".into(), None, Anchor::Unknown) };
        let monday = shift_day(day, -i64::from(day.weekday().num_days_from_monday()));
        let first = if ending { shift_day(day, -6) } else { monday };
        let days = first.and_then(|first| TimeValue::between(first, shift_day(first, 6)?, Grain::Week));
        Meaning::date(timex::week(day), days, of.anchor)
    }

    /// "the 20th of next month".
    pub(super) fn day_of_month(&self, day: u32, which: Which) -> Meaning {
        let base = if matches!(which, Which::The | Which::Same) { self.told() } else { self.now() };
        let count = match which {
            Which::Last => -1,
            Which::Next => 1,
            _ => 0,
        };
        let found = base.and_then(|(date, anchor)| Some((moved_months(date.with_day(1)?, count)?.with_day(day)?, anchor)));
        match found {
            Some((date, anchor)) => Meaning::date(timex::day(date), Some(TimeValue::day(date)), anchor),
            None => Meaning::date(format!("XXXX-XX-{day:02}"), None, Anchor::Unknown),
        }
    }

    /// "the 15th": of the month spoken of.
    fn day_alone(&self, day: u32) -> Meaning {
        let found = self.told().and_then(|(date, _)| date.with_day(day));
        match found {
            Some(date) => {
                Meaning { anchor: Anchor::Narrative, ..Meaning::date(timex::day(date), Some(TimeValue::day(date)), Anchor::Narrative) }
            }
            None => Meaning::date(format!("XXXX-XX-{day:02}"), None, Anchor::Unknown),
        }
    }

    /// A day, month, season, quarter or half with its year, told or found.
    fn field(&self, year: Year, field: Field, tense: Tense) -> Meaning {
        let found = match year {
            Year::Open(which) => self.nearest(field, which, tense),
            told => self.year_of(told),
        };
        let impossible = impossible(field, found.as_ref().map(|(year, _)| *year));
        let Some((year, anchor)) = found else {
            let mut meaning = Meaning::date(format!("XXXX-{}", field_value(field)), None, Anchor::Unknown);
            meaning.impossible = impossible;
            return meaning;
        };
        let days = match field {
            Field::FiscalQuarter(number) => self.fiscal.and_then(|f| fiscal::quarter(f, year, number)),
            field => field_days(field, astronomical(year)).filter(|_| impossible.is_none()),
        };
        let value = match (field, days) {
            (Field::Days { .. } | Field::Holiday(_), Some(days)) => match days.as_day() {
                Some(day) => timex::day(day),
                None => format!("{}/{}", timex::day(days.earliest), timex::day(days.latest)),
            },
            _ => format!("{}-{}", timex::year(year), field_value(field)),
        };
        Meaning { impossible, ..Meaning::date(value, days, anchor) }
    }

    /// The year of a date that tells none: nearest to the publication in the direction of the clause.
    fn nearest(&self, field: Field, which: Which, tense: Tense) -> Option<(i32, Anchor)> {
        let (base, anchor) = match which {
            Which::Same | Which::Previous | Which::Following => self.told()?,
            _ => self.now()?,
        };
        let onward = matches!(which, Which::Bare | Which::The);
        if let Some(told) = self.last.filter(|_| anchor == Anchor::Narrative && (onward || which == Which::This)) {
            return Some((narrated(field, told), anchor));
        }
        if let Some(told) = self.passage.filter(|_| onward && matches!(tense, Tense::Past | Tense::Open)) {
            return Some((narrated(field, told), Anchor::Narrative));
        }
        let year = historical(base.year());
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
        Some((year + years, anchor))
    }
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
