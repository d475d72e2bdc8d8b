//! Dates by the fields of the calendar.

use chrono::{Datelike, NaiveDate};

use super::calendar::{astronomical, field_days, field_value, historical, impossible, known_span, moved_months};
use super::years::{Found, Yearless};
use super::{Context, Meaning, fiscal};
use crate::extract::mention::{Anchor, YearSource};
use crate::extract::times::expression::{Date, Field, Which, Year};
use crate::extract::times::tense::Tense;
use crate::extract::times::{Setting, timex};
use crate::value::time::{Grain, TimeValue, shift_day};

impl Context {
    /// Fields of the calendar, with the weekday beside them.
    pub(super) fn fields(&self, date: &Date, weekday: Option<u8>, setting: Setting) -> Meaning {
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
                    |(year, anchor)| {
                        Meaning::date(timex::year(year), self.calendar.fiscal_year.and_then(|f| fiscal::year(f, year)), anchor)
                    },
                )
            }
            Field::Decade { .. } => known_span(date.year, timex::decade, 10, Grain::Decade),
            Field::Century => known_span(date.year, timex::century, 100, Grain::Century),
            Field::Numeric { first, second } => self.numeric(date.year, first, second, setting),
            Field::Day { month: 0, day } => self.day_alone(day, setting),
            field => self.field(date.year, field, weekday, setting),
        }
    }

    /// The number of a fiscal year; "this" and "last" are counted from the one that holds the publication.
    fn fiscal_year_of(&self, year: Year) -> Option<(i32, Anchor)> {
        let held = self.calendar.fiscal_year.zip(self.published).and_then(|(f, date)| Some(fiscal::holding(f, date)? - date.year()));
        let (number, anchor) = self.year_of(year)?;
        let shift = held.filter(|_| anchor == Anchor::Publication).unwrap_or(0);
        Some((number.checked_add(shift)?, anchor))
    }

    /// The year that is told, where it is told without looking at a month.
    fn year_of(&self, year: Year) -> Option<(i32, Anchor)> {
        let published = self.published.map(|date| (date.year(), Anchor::Publication));
        let told = |which: Which| self.last.map(|last| (historical(last.earliest.year()), self.narrated(which)));
        match year {
            Year::Known(year) => Some((year, Anchor::Absolute)),
            Year::Ago(years) => published.map(|(year, anchor)| (year.saturating_sub(years), anchor)),
            Year::Relative(which) => {
                let (year, anchor) = match which {
                    Which::Same | Which::Previous | Which::Following => told(which).or(published)?,
                    Which::The if self.is_narrative() => told(which).or(published)?,
                    _ => published.or_else(|| told(which))?,
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
    fn numeric(&self, year: Year, first: u32, second: u32, setting: Setting) -> Meaning {
        let (day, month, sure) = match (first > 12, second > 12) {
            (true, _) => (first, second, true),
            (_, true) => (second, first, true),
            _ => match self.day_first {
                Some(true) => (first, second, true),
                Some(false) => (second, first, true),
                None => (second, first, first == second),
            },
        };
        let mut meaning = self.field(year, Field::Day { month, day }, None, setting);
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
    pub(super) fn week_of(&self, date: &Date, ending: bool, setting: Setting) -> Meaning {
        let of = self.fields(date, None, setting);
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
    fn day_alone(&self, day: u32, setting: Setting) -> Meaning {
        // Copy without a publication date may have gone on to another month since the last sentence.
        let of_sentence = setting.told.and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month?, day));
        let supposed = self.published.is_none() && of_sentence.is_none();
        let anchor = if supposed { Anchor::Supposed } else { Anchor::Narrative };
        let found = of_sentence.filter(|_| self.published.is_none()).or_else(|| self.told().and_then(|(date, _)| date.with_day(day)));
        match found {
            Some(date) => Meaning::date(timex::day(date), Some(TimeValue::day(date)), anchor),
            None => Meaning::date(format!("XXXX-XX-{day:02}"), None, Anchor::Unknown),
        }
    }

    /// A day, month, season, quarter or half with its year, told or found.
    fn field(&self, year: Year, field: Field, weekday: Option<u8>, setting: Setting) -> Meaning {
        let found = match year {
            Year::Open(which) => self.missing_year(Yearless { field, which, setting, weekday }),
            told => self.year_of(told).map(|(year, anchor)| Found {
                year,
                source: matches!(anchor, Anchor::Absolute | Anchor::Publication).then_some(YearSource::Written),
                anchor,
            }),
        };
        let firm = found.as_ref().filter(|found| found.source.is_some()).map(|found| found.year);
        let impossible = impossible(field, firm);
        let Some(Found { year, anchor, source }) = found else {
            let mut meaning = Meaning::date(format!("XXXX-{}", field_value(field)), None, Anchor::Unknown);
            meaning.impossible = impossible;
            return meaning;
        };
        let days = match field {
            Field::FiscalQuarter(number) => self.calendar.fiscal_year.and_then(|f| fiscal::quarter(f, year, number)),
            field => field_days(field, astronomical(year)).filter(|_| impossible.is_none()),
        };
        let value = match (field, days) {
            (Field::Days { .. } | Field::Holiday(_), Some(days)) => match days.as_day() {
                Some(day) => timex::day(day),
                None => format!("{}/{}", timex::day(days.earliest), timex::day(days.latest)),
            },
            _ => format!("{}-{}", timex::year(year), field_value(field)),
        };
        Meaning { impossible, year: source, ..Meaning::date(value, days, anchor) }
    }
}
