//! Asks the calendar what an expression means, given when the copy was published and what it spoke of before.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::expression::{Amount, Core, Date, Expression, Field, From, Length, Modifier, Which, Year};
use super::tense::Tense;
use super::{timex, width};
use crate::extract::mention::{Anchor, ImpossibleDay, TimexType};
use crate::lexicon::time::{Part, Season, Unit};
use crate::value::duration::DurationUnit;
use crate::value::time::{Grain, TimeValue, last_of_month, shift_day};

/// What an expression means.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub kind: TimexType,
    pub timex: String,
    pub days: Option<TimeValue>,
    pub anchor: Anchor,
    pub impossible: Option<ImpossibleDay>,
}

impl Meaning {
    fn new(kind: TimexType, timex: String) -> Meaning {
        Meaning { kind, timex, days: None, anchor: Anchor::Absolute, impossible: None }
    }

    fn date(timex: String, days: Option<TimeValue>, anchor: Anchor) -> Meaning {
        Meaning { days, anchor, ..Meaning::new(TimexType::Date, timex) }
    }
}

/// When the copy was published and what it spoke of before.
#[derive(Clone, Debug)]
pub(super) struct Context {
    published: Option<NaiveDate>,
    /// Whether the copy tells of times far from its publication, so that dates without a year go on from the last one told.
    narrative: bool,
    /// Whether "3/4/2025" is the 3rd of April; `None` where the document does not tell.
    day_first: Option<bool>,
    /// The last date told.
    last: Option<TimeValue>,
    /// The last day told.
    last_day: Option<NaiveDate>,
    /// The first day of the last quarter told: figures of "a year ago" are that quarter's of the year before.
    quarter: Option<NaiveDate>,
}

impl Context {
    pub fn new(published: Option<NaiveDate>, narrative: bool, day_first: Option<bool>) -> Context {
        Context { published, narrative, day_first, last: None, last_day: None, quarter: None }
    }

    /// Where "today" is: the publication, in narrative copy the last date told.
    fn now(&self) -> Option<(NaiveDate, Anchor)> {
        let narrated = self.last.map(|last| (last.earliest, Anchor::Narrative));
        let published = self.published.map(|date| (date, Anchor::Publication));
        if self.narrative || self.published.is_none() { narrated.or(published) } else { published }
    }

    /// The date spoken of: the last one told, else the publication.
    fn told(&self) -> Option<(NaiveDate, Anchor)> {
        let narrated = self.last_day.or(self.last.map(|last| last.earliest)).map(|day| (day, Anchor::Narrative));
        narrated.or(self.published.map(|date| (date, Anchor::Publication)))
    }

    /// Resolves an expression and remembers the date for those that follow.
    pub fn resolve(&mut self, expression: &Expression, tense: Tense) -> Meaning {
        let meaning = self.meaning(expression, tense);
        // "a year ago" is told beside what is spoken of, not instead of it.
        let compared =
            matches!(&expression.core, Core::Shift { lengths, .. } if lengths.iter().any(|l| l.unit.unit >= DurationUnit::Quarter));
        if let Some(days) = meaning.days.filter(|d| d.grain <= Grain::Year && !compared)
            && meaning.kind != TimexType::Set
            && !(self.narrative && meaning.anchor == Anchor::Publication)
        {
            self.quarter = Some(days.earliest).filter(|_| days.grain == Grain::Quarter).or(self.quarter);
            self.last = Some(days);
            self.last_day = days.as_day().or(self.last_day.filter(|day| days.earliest <= *day && *day <= days.latest));
        }
        meaning
    }

    fn meaning(&self, expression: &Expression, tense: Tense) -> Meaning {
        let mut meaning = match &expression.core {
            Core::Date(date) => self.calendar(date, tense),
            Core::Today(days) => self.today(*days),
            Core::Weekday(which) => self.weekday(expression.weekday.map_or(1, |w| w.0), *which, tense),
            Core::Weekend(which) => self.weekend(*which, tense),
            Core::Relative(which, unit) => self.relative(*which, *unit),
            Core::Length(lengths) => Meaning::new(TimexType::Duration, timex::lengths_value(lengths)),
            Core::Shift { lengths, later, from } => self.shift(lengths, *later, *from, expression.modifier),
            Core::Running(number, unit) => Meaning::new(TimexType::Duration, timex::length_value(Amount::whole(i64::from(*number)), *unit)),
            Core::Set(value) => Meaning::new(TimexType::Set, value.clone()),
            Core::Reference(value) => Meaning::new(TimexType::Date, value.clone()),
            Core::Moment(which) => self.moment(*which, expression.part),
        };
        self.time_of_day(expression, &mut meaning);
        if expression.distance.is_some() {
            // Counted from an event: the publication says nothing of it.
            meaning.days = None;
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
            _ if anchor == Anchor::Narrative => ahead,
            _ if tense == Tense::Future => ahead,
            _ => -back,
        };
        match shift_day(base, days) {
            Some(day) => Meaning::date(timex::day(day), Some(TimeValue::day(day)), anchor),
            None => unknown(),
        }
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

    /// "last week", "the quarter", "the next day".
    fn relative(&self, which: Which, unit: Unit) -> Meaning {
        let narrated = matches!(which, Which::Previous | Which::Following | Which::Same)
            || which == Which::The && (self.narrative || unit.unit == DurationUnit::Day)
            || matches!(which, Which::Bare | Which::This) && self.narrative;
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
        let narrated = narrated || quarter.is_some();
        let over = unit.unit == DurationUnit::Quarter && matches!(which, Which::The | Which::Bare | Which::This);
        let count = if over && !narrated { -1 } else { count };
        let found = base.and_then(|(date, anchor)| Some((period(date, unit.unit, count)?, anchor)));
        match found {
            Some(((value, days), anchor)) => Meaning::date(value, Some(days), anchor),
            None => Meaning::date(unknown_period(unit.unit).into(), None, Anchor::Unknown),
        }
    }

    /// "two days ago", "a week later".
    fn shift(&self, lengths: &[Length], later: bool, from: From, modifier: Option<Modifier>) -> Meaning {
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
        let exact = matches!(unit, DurationUnit::Day | DurationUnit::Week) && modifier.is_none();
        let target = if exact {
            let days = count.saturating_mul(if unit == DurationUnit::Week { 7 } else { 1 });
            far(base, days).map(|day| (timex::day(day), TimeValue::day(day)))
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
        if later || modifier.is_some() || self.narrative || years != 1 {
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

    /// Fields of the calendar.
    fn calendar(&self, date: &Date, tense: Tense) -> Meaning {
        match date.field {
            Field::Year => self.year_of(date.year).map_or_else(
                || Meaning::date("XXXX".into(), None, Anchor::Unknown),
                |(year, anchor)| Meaning::date(timex::year(year), TimeValue::year(astronomical(year)), anchor),
            ),
            Field::FiscalYear => {
                // A fiscal year may begin in any month of the year or the one before.
                let found = self.year_of(date.year);
                found.map_or_else(
                    || Meaning::date("XXXX".into(), None, Anchor::Unknown),
                    |(year, anchor)| Meaning::date(timex::year(year), None, anchor),
                )
            }
            Field::Decade { .. } => known_span(date.year, timex::decade, 10, Grain::Decade),
            Field::Century => known_span(date.year, timex::century, 100, Grain::Century),
            Field::Numeric { first, second } => self.numeric(date.year, first, second),
            Field::Day { month: 0, day } => self.day_alone(day),
            field => self.field(date.year, field, tense),
        }
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
                    Which::The if self.narrative => told.or(published)?,
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
        let days = field_days(field, astronomical(year)).filter(|_| impossible.is_none());
        let mut value = format!("{}-{}", timex::year(year), field_value(field));
        if let (Field::Days { .. }, Some(days)) = (field, days) {
            value = format!("{}/{}", timex::day(days.earliest), timex::day(days.latest));
        }
        Meaning { impossible, ..Meaning::date(value, days, anchor) }
    }

    /// The year of a date that tells none: nearest to the publication in the direction of the clause.
    fn nearest(&self, field: Field, which: Which, tense: Tense) -> Option<(i32, Anchor)> {
        let (base, anchor) = match which {
            Which::Same | Which::Previous | Which::Following => self.told()?,
            _ => self.now()?,
        };
        let year = historical(base.year());
        if anchor == Anchor::Narrative && matches!(which, Which::Bare | Which::The | Which::This) {
            return Some((self.narrated(field, base, year), anchor));
        }
        // Days from the publication to the beginning and end of the field, in the year of publication.
        let (start, end) = field_days(field, base.year()).map(|d| ((d.earliest - base).num_days(), (d.latest - base).num_days()))?;
        let quarter = matches!(field, Field::Quarter(_));
        let years = match which {
            // "last February" is not the month just over, which is "last month".
            Which::Last | Which::Previous => -i32::from(end >= -31),
            Which::Next | Which::Following => i32::from(start <= 0),
            Which::This if tense == Tense::Past && start > 31 => -1,
            Which::This => 0,
            _ if quarter => -i32::from(start > 0 && end - start > 0 && start > 31),
            _ => direction(start, end, tense, matches!(field, Field::Day { .. } | Field::Days { .. })),
        };
        Some((year + years, anchor))
    }

    /// In a narrative a date without a year goes on from the last one told.
    fn narrated(&self, field: Field, base: NaiveDate, year: i32) -> i32 {
        let whole_year = self.last.is_some_and(|last| last.grain >= Grain::Year);
        let Some(start) = field_days(field, base.year()).map(|days| (days.earliest - base).num_days()) else { return year };
        match start {
            _ if whole_year => year,
            ..-240 => year + 1,
            270.. => year - 1,
            _ => year,
        }
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
        (Tense::Open, true) => (-240, 125),
        (Tense::Open, false) => (-270, 95),
    };
    if start > ahead {
        -1
    } else if end < back {
        1
    } else {
        0
    }
}

/// The day of a month that does not have it.
fn impossible(field: Field, year: Option<i32>) -> Option<ImpossibleDay> {
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
fn field_value(field: Field) -> String {
    match field {
        Field::Day { month, day } | Field::Days { from: (month, day), .. } => format!("{month:02}-{day:02}"),
        Field::Month(month) => format!("{month:02}"),
        Field::Season(season) => super::set::season_letters(season).into(),
        Field::Quarter(number) => format!("Q{number}"),
        Field::Half(number) => format!("H{number}"),
        _ => String::new(),
    }
}

/// The days of a field in a year.
fn field_days(field: Field, year: i32) -> Option<TimeValue> {
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
        Field::Season(Season::SP) => months(3, 3, Grain::Season),
        Field::Season(Season::SU) => months(6, 3, Grain::Season),
        Field::Season(Season::FA) => months(9, 3, Grain::Season),
        Field::Season(Season::WI) => months(12, 3, Grain::Season),
        Field::Quarter(number) => months(3 * number.clamp(1, 4) - 2, 3, Grain::Quarter),
        Field::Half(number) => months(6 * number.clamp(1, 2) - 5, 6, Grain::Half),
        _ => None,
    }
}

/// A decade or century whose first year is known.
fn known_span(year: Year, value: fn(i32) -> String, length: i32, grain: Grain) -> Meaning {
    let Year::Known(year) = year else { return Meaning::date(String::new(), None, Anchor::Unknown) };
    let first = astronomical(year).max(-9_999);
    let ends = NaiveDate::from_ymd_opt(first, 1, 1).zip(NaiveDate::from_ymd_opt(first + length - 1, 12, 31));
    let days = ends.filter(|_| year >= 0).and_then(|(earliest, latest)| TimeValue::between(earliest, latest, grain));
    Meaning::date(value(year), days, Anchor::Absolute)
}

/// The period of a unit that holds a day, moved by so many units: its TIMEX3 value and days.
fn period(base: NaiveDate, unit: DurationUnit, count: i64) -> Option<(String, TimeValue)> {
    let months = |count: i64| {
        let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
        let first = base.with_day(1)?;
        if count < 0 { first.checked_sub_months(months) } else { first.checked_add_months(months) }
    };
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

fn unknown_period(unit: DurationUnit) -> &'static str {
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

/// A day moved by days, however many.
fn far(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let n = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(n) } else { day.checked_add_days(n) }
}

/// The astronomical year of a historical one: there is a year 0 in chrono, and none in history.
fn astronomical(year: i32) -> i32 {
    if year < 0 { year + 1 } else { year }
}

fn historical(year: i32) -> i32 {
    if year <= 0 { year - 1 } else { year }
}
