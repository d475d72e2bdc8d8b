//! Named days: the rules that fix them in each year, read from `rules/lexicon/time/holidays.yaml`. What days they are is asked of the
//! calendar in `extract::times`.

use serde::Deserialize;

/// What fixes a named day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected {month, day}, {month, nth, weekday}, {easter} or {orthodox}")]
pub enum HolidayRule {
    Fixed(FixedDay),
    Nth(NthWeekday),
    Easter(AfterEaster),
    Orthodox(AfterOrthodoxEaster),
}

/// The same day of each year, or a day of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedDay {
    /// From 1.
    pub month: u32,
    pub day: u32,
    /// The one year that it was in.
    pub year: Option<i32>,
}

/// The nth weekday of a month, or some days after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NthWeekday {
    /// From 1.
    pub month: u32,
    /// From 1; -1 is the last.
    pub nth: i8,
    pub weekday: DayName,
    /// Days after it.
    #[serde(default)]
    pub plus: u8,
}

/// Days counted from Easter Sunday of the Western churches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterEaster {
    pub easter: i16,
    /// The last day, where there are several.
    pub through: Option<i16>,
}

/// Days counted from Easter Sunday of the Orthodox churches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterOrthodoxEaster {
    pub orthodox: i16,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayName {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl DayName {
    /// The day by its number from 1 (Monday).
    pub fn from_number(number: u8) -> Option<DayName> {
        const DAYS: [DayName; 7] =
            [DayName::Monday, DayName::Tuesday, DayName::Wednesday, DayName::Thursday, DayName::Friday, DayName::Saturday, DayName::Sunday];
        DAYS.get(usize::from(number.checked_sub(1)?)).copied()
    }

    /// The weekday in chrono's terms.
    pub fn weekday(self) -> chrono::Weekday {
        match self {
            DayName::Monday => chrono::Weekday::Mon,
            DayName::Tuesday => chrono::Weekday::Tue,
            DayName::Wednesday => chrono::Weekday::Wed,
            DayName::Thursday => chrono::Weekday::Thu,
            DayName::Friday => chrono::Weekday::Fri,
            DayName::Saturday => chrono::Weekday::Sat,
            DayName::Sunday => chrono::Weekday::Sun,
        }
    }
}
