//! Asks the calendar what an expression means, given when the copy was published and what it spoke of before.

mod calendar;
mod fields;
mod fiscal;
mod holidays;
mod neighbours;
mod part;
mod relative;
mod years;

use chrono::{Datelike, NaiveDate};

pub(super) use self::neighbours::{Neighbours, Written};
use super::expression::{Amount, Core, Date, Expression, Field, Which, Year};
use super::tense::Tense;
use super::{Setting, Telling, timex};
use crate::config::Calendar;
use crate::extract::mention::{Anchor, ImpossibleDay, TimexType, YearSource};
use crate::lexicon::time::Part;
use crate::value::duration::DurationUnit;
use crate::value::time::{Grain, TimeValue, shift_day};

/// What an expression means.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub kind: TimexType,
    pub timex: String,
    pub days: Option<TimeValue>,
    pub anchor: Anchor,
    pub impossible: Option<ImpossibleDay>,
    /// What gives the year, where it is firm.
    pub year: Option<YearSource>,
}

impl Meaning {
    fn new(kind: TimexType, timex: String) -> Meaning {
        Meaning { kind, timex, days: None, anchor: Anchor::Absolute, impossible: None, year: None }
    }

    fn date(timex: String, days: Option<TimeValue>, anchor: Anchor) -> Meaning {
        Meaning { days, anchor, ..Meaning::new(TimexType::Date, timex) }
    }
}

/// When the copy was published and what it spoke of before.
#[derive(Clone, Debug)]
pub(super) struct Context {
    published: Option<NaiveDate>,
    telling: Telling,
    /// Whether "3/4/2025" is the 3rd of April; `None` where the document does not tell.
    day_first: Option<bool>,
    /// How the copy counts its years, where configuration says it.
    calendar: Calendar,
    /// The last date told.
    last: Option<TimeValue>,
    /// Whether that date is only supposed.
    supposed: bool,
    /// The last day told.
    last_day: Option<NaiveDate>,
    /// The date, years from the publication, that the paragraph last told, else the heading above it.
    passage: Option<TimeValue>,
    /// The one that the heading tells.
    heading: Option<TimeValue>,
    /// Whether a heading is being read.
    in_heading: bool,
    /// The headings above the block being read, each with its level and the time that it says to hold for all below it.
    sections: Vec<(u8, Option<TimeValue>)>,
    /// The dates that stand with their weekday.
    neighbours: Neighbours,
    /// The first day of the last quarter told: figures of "a year ago" are that quarter's of the year before.
    quarter: Option<NaiveDate>,
}

impl Context {
    pub fn new(
        published: Option<NaiveDate>,
        telling: Telling,
        day_first: Option<bool>,
        calendar: Calendar,
        neighbours: Neighbours,
    ) -> Context {
        Context {
            published,
            telling,
            day_first,
            calendar,
            last: None,
            supposed: false,
            last_day: None,
            passage: None,
            heading: None,
            in_heading: false,
            sections: Vec::new(),
            neighbours,
            quarter: None,
        }
    }

    fn is_narrative(&self) -> bool {
        self.telling == Telling::Narrative
    }

    /// Where "today" is: the publication, in narrative copy the last date told.
    fn now(&self) -> Option<(NaiveDate, Anchor)> {
        // Copy without a publication date need not go on from the last date told.
        let narrated = self.last.map(|last| (last.earliest, if self.published.is_some() { Anchor::Narrative } else { Anchor::Supposed }));
        let published = self.published.map(|date| (date, Anchor::Publication));
        if self.is_narrative() || self.published.is_none() { narrated.or(published) } else { published }
    }

    /// How a time is fixed that is counted from the date told before. "The following week" is; "last week" is counted from the publication, and in
    /// copy without one it only may be.
    fn narrated(&self, which: Which) -> Anchor {
        let told = matches!(which, Which::Same | Which::Previous | Which::Following);
        if self.supposed || self.published.is_none() && !told { Anchor::Supposed } else { Anchor::Narrative }
    }

    /// The date spoken of: the last one told, else the publication.
    fn told(&self) -> Option<(NaiveDate, Anchor)> {
        let anchor = if self.supposed { Anchor::Supposed } else { Anchor::Narrative };
        let narrated = self.last_day.or(self.last.map(|last| last.earliest)).map(|day| (day, anchor));
        narrated.or(self.published.map(|date| (date, Anchor::Publication)))
    }

    /// Goes on to a block, by its level where it is a heading (a title has 0): its dates without a year are those of the heading above it, where
    /// that tells a year.
    pub fn enter(&mut self, heading: Option<u8>) {
        self.in_heading = heading.is_some();
        self.heading = self.heading.filter(|_| !self.in_heading);
        self.passage = self.heading;
        if let Some(level) = heading {
            let above = self.sections.iter().position(|(other, _)| *other >= level).unwrap_or(self.sections.len());
            self.sections.truncate(above);
            self.sections.push((level, None));
        }
    }

    /// The time that the headings above say to hold.
    fn section(&self) -> Option<TimeValue> {
        self.sections.iter().rev().find_map(|(_, time)| *time)
    }

    /// Remembers a date years from the publication, after which the paragraph goes on.
    fn pass(&mut self, meaning: &Meaning) {
        let Some(published) = self.published.filter(|_| self.telling == Telling::Retrospect || self.in_heading) else { return };
        let Some(days) = meaning.days.filter(|days| days.grain <= Grain::Year) else { return };
        match meaning.anchor {
            Anchor::Absolute => {
                self.passage = Some(days).filter(|days| (published.year() - days.earliest.year()).abs() > 1);
                if self.in_heading {
                    self.heading = self.passage;
                }
            }
            Anchor::Narrative if self.passage.is_some() => self.passage = Some(days),
            _ => {}
        }
    }

    /// Resolves an expression and remembers the date for those that follow.
    pub fn resolve(&mut self, expression: &Expression, setting: Setting) -> Meaning {
        let meaning = self.meaning(expression, setting);
        self.pass(&meaning);
        if let (true, true, Some((_, section))) = (self.in_heading, setting.dates_section, self.sections.last_mut()) {
            *section = meaning.days;
        }
        // "a year ago" is told beside what is spoken of, not instead of it.
        let compared =
            matches!(&expression.core, Core::Shift { lengths, .. } if lengths.iter().any(|l| l.unit.unit >= DurationUnit::Quarter));
        if let Some(days) = meaning.days.filter(|d| d.grain <= Grain::Year && !compared)
            && meaning.kind != TimexType::Set
            && !(self.is_narrative() && meaning.anchor == Anchor::Publication)
        {
            self.quarter = Some(days.earliest).filter(|_| days.grain == Grain::Quarter).or(self.quarter);
            self.last = Some(days);
            self.supposed = meaning.anchor == Anchor::Supposed;
            self.last_day = days.as_day().or(self.last_day.filter(|day| days.earliest <= *day && *day <= days.latest));
        }
        if meaning.anchor == Anchor::Supposed { Meaning { days: None, ..meaning } } else { meaning }
    }

    fn meaning(&self, expression: &Expression, setting: Setting) -> Meaning {
        let tense = setting.tense;
        let weekday = expression.weekday.map(|(weekday, _)| weekday);
        let mut meaning = match &expression.core {
            Core::Date(Date { year: Year::Open(_), field: Field::Day { month: 0, day } }) if expression.weekday.is_some() => {
                self.weekday_the(weekday.unwrap_or(1), *day, tense)
            }
            Core::Date(date) => self.fields(date, weekday, setting),
            Core::WeekOf { date, ending } => self.week_of(date, *ending, setting),
            Core::DayOfMonth { day, which } => self.day_of_month(*day, *which),
            Core::UnknownDay => Meaning::date("XXXX-XX-XX".into(), None, Anchor::Unknown),
            Core::Period { unit, count } => self.period_from_now(*unit, *count),
            Core::Today(days) => self.today(*days),
            Core::Weekday(which) => self.weekday(weekday.unwrap_or(1), *which, tense),
            Core::Weekend(which) => self.weekend(*which, tense),
            Core::Relative(which, unit) => self.relative(*which, *unit, expression.running),
            Core::WeekdayIn { weeks } => self.weekday_in(weekday.unwrap_or(1), *weeks),
            Core::WeekdayAfter { weeks } => self.weekday_after(weekday.unwrap_or(1), *weeks),
            Core::Stretch { lengths, ahead } => self.stretch(lengths, *ahead),
            Core::Length(lengths) => Meaning::new(TimexType::Duration, timex::lengths_value(lengths)),
            Core::Shift { lengths, later, from } => self.shift(lengths, *later, *from, expression.modifier),
            Core::Running(number, unit) => Meaning::new(TimexType::Duration, timex::length_value(Amount::whole(i64::from(*number)), *unit)),
            Core::Era { first, last } => {
                // No anchor for what follows: it is longer than a year tells.
                let days = TimeValue::between(*first, *last, Grain::Decade);
                Meaning::date(format!("{}/{}", timex::day(*first), timex::day(*last)), days, Anchor::Absolute)
            }
            Core::Set(value) => Meaning::new(TimexType::Set, value.clone()),
            Core::Reference(value) => Meaning::new(TimexType::Date, value.clone()),
            Core::Moment(which) => self.moment(*which, expression.part),
        };
        self.time_of_day(expression, &mut meaning);
        meaning.days = meaning.days.map(|days| part::narrowed(days, expression.modifier, self.published));
        if expression.distance.is_some() {
            // Counted from an event: the publication says nothing of it.
            meaning.days = None;
            if matches!(&expression.core, Core::Relative(_, unit) if unit.unit == DurationUnit::Day) {
                meaning.timex = "XXXX-XX-XX".into();
            }
        }
        meaning
    }

    /// Adds the clock time or part of the day to the value of its day.
    fn time_of_day(&self, expression: &Expression, meaning: &mut Meaning) {
        let suffix = match (expression.clock, expression.part) {
            (Some(clock), _) if clock.midnight => "T24:00".to_string(),
            (Some(clock), _) => format!("T{}", clock.from.format("%H:%M")),
            (None, Some(part)) => super::set::letters(part).to_string(),
            (None, None) => return,
        };
        let day = match meaning.timex.split_once('T') {
            Some((day, _)) => day.to_string(),
            None => meaning.timex.clone(),
        };
        meaning.kind = TimexType::Time;
        meaning.timex = day + &suffix;
    }

    fn today(&self, days: i64) -> Meaning {
        // In narrative copy "today" is when it is read.
        match self.published.and_then(|date| shift_day(date, days)) {
            Some(day) => Meaning::date(timex::day(day), Some(TimeValue::day(day)), Anchor::Publication),
            None if days == 0 => Meaning::date("PRESENT_REF".into(), None, Anchor::Unknown),
            None => Meaning::date("XXXX-XX-XX".into(), None, Anchor::Unknown),
        }
    }

    fn weekday(&self, weekday: u8, which: Which, tense: Tense) -> Meaning {
        let unknown = || Meaning::date(format!("XXXX-WXX-{weekday}"), None, Anchor::Unknown);
        let narrative = matches!(which, Which::Previous | Which::Following | Which::Same);
        let Some((base, anchor)) = (if narrative { self.told() } else { self.now() }) else { return unknown() };
        let today = base.weekday().number_from_monday() as i64;
        let ahead = (i64::from(weekday) - today).rem_euclid(7);
        let back = (today - i64::from(weekday)).rem_euclid(7);
        let days = match which {
            Which::Last | Which::Previous => -(if back == 0 { 7 } else { back }),
            Which::Next | Which::Following => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            Which::This => {
                if tense == Tense::Past && back < 7 {
                    -back
                } else {
                    ahead
                }
            }
            Which::Same => -back,
            _ if anchor != Anchor::Publication => ahead,
            _ if matches!(tense, Tense::Future | Tense::Present) => ahead,
            _ => -back,
        };
        match shift_day(base, days) {
            Some(day) => Meaning::date(timex::day(day), Some(TimeValue::day(day)), anchor),
            None => unknown(),
        }
    }

    /// "Thursday of next week".
    fn weekday_in(&self, weekday: u8, weeks: i64) -> Meaning {
        let day = self.published.and_then(|date| {
            let monday = shift_day(date, -i64::from(date.weekday().num_days_from_monday()))?;
            shift_day(monday, weeks.checked_mul(7)?.checked_add(i64::from(weekday) - 1)?)
        });
        one_day(day, || format!("XXXX-WXX-{weekday}"))
    }

    /// "Tuesday week": so many weeks after the Tuesday that comes next.
    fn weekday_after(&self, weekday: u8, weeks: i64) -> Meaning {
        let day = self.published.and_then(|date| {
            let ahead = (i64::from(weekday) - i64::from(date.weekday().number_from_monday())).rem_euclid(7);
            shift_day(date, weeks.checked_mul(7)?.checked_add(if ahead == 0 { 7 } else { ahead })?)
        });
        one_day(day, || format!("XXXX-WXX-{weekday}"))
    }

    fn weekend(&self, which: Which, tense: Tense) -> Meaning {
        let unknown = || Meaning::date("XXXX-WXX-WE".into(), None, Anchor::Unknown);
        let Some((base, anchor)) = self.now() else { return unknown() };
        let weeks = match which {
            Which::Next | Which::Following => 1,
            Which::Last | Which::Previous => -1,
            Which::This => 0,
            _ if tense == Tense::Future || base.weekday().number_from_monday() >= 6 => 0,
            _ => -1,
        };
        let saturday = 6 - i64::from(base.weekday().number_from_monday()) + 7 * weeks;
        let days = shift_day(base, saturday).zip(shift_day(base, saturday + 1));
        match days.and_then(|(first, last)| TimeValue::between(first, last, Grain::Day)) {
            Some(days) => Meaning::date(format!("{}-WE", timex::week(days.earliest)), Some(days), anchor),
            None => unknown(),
        }
    }

    /// "this morning", "last night", "the evening", "at 9 a.m." without a day.
    fn moment(&self, which: Which, part: Option<Part>) -> Meaning {
        let day = match which {
            Which::This => self.published.map(|date| (date, Anchor::Publication)),
            Which::Last => self.published.and_then(|date| date.pred_opt()).map(|date| (date, Anchor::Publication)),
            Which::Next | Which::Following => self.told().and_then(|(date, anchor)| Some((date.succ_opt()?, anchor))),
            Which::Previous => self.told().and_then(|(date, anchor)| Some((date.pred_opt()?, anchor))),
            _ => {
                // The day is only likely to be the one spoken of: good for the value, not for the days.
                let day = self.last_day.or(self.published);
                let value = day.map_or("XXXX-XX-XX".into(), timex::day);
                return Meaning {
                    anchor: Anchor::Unknown,
                    ..Meaning::new(if part.is_some() { TimexType::Time } else { TimexType::Date }, value)
                };
            }
        };
        match day {
            Some((day, anchor)) => Meaning::date(timex::day(day), Some(TimeValue::day(day)), anchor),
            None => Meaning::date("XXXX-XX-XX".into(), None, Anchor::Unknown),
        }
    }
}

/// A day told from the publication.
fn one_day(day: Option<NaiveDate>, unknown: impl FnOnce() -> String) -> Meaning {
    match day {
        Some(day) => Meaning::date(timex::day(day), Some(TimeValue::day(day)), Anchor::Publication),
        None => Meaning::date(unknown(), None, Anchor::Unknown),
    }
}
