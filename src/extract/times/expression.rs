//! What the grammar reads: expressions of time before the calendar is asked what they mean.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use crate::lexicon::holidays::HolidayRule;
use crate::lexicon::time::{Part, Season, Unit};
use crate::value::duration::DurationUnit;

/// A passage that names a time, unresolved.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    /// Indices into the tokens of the block.
    pub tokens: Range<usize>,
    pub core: Core,
    pub modifier: Option<Modifier>,
    pub part: Option<Part>,
    pub clock: Option<ClockTime>,
    /// Day of the week from 1 (Monday), with its token.
    pub weekday: Option<(u8, usize)>,
    /// The words of a distance from an event beside it ("two days after"), and whether it lies after.
    pub distance: Option<(Range<usize>, bool)>,
    /// "the past year", "the last week": may run up to now.
    pub running: bool,
}

impl Expression {
    pub fn new(tokens: Range<usize>, core: Core) -> Expression {
        Expression { tokens, core, modifier: None, part: None, clock: None, weekday: None, distance: None, running: false }
    }
}

/// The heart of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Core {
    /// Fields of the calendar.
    Date(Date),
    /// "last week", "this year", "the quarter".
    Relative(Which, Unit),
    /// Days from today: yesterday is -1.
    Today(i64),
    /// The weekday is in [`Expression::weekday`].
    Weekday(Which),
    /// The weekday of the week so many weeks from this one: "Thursday of next week", "Tuesday last week".
    WeekdayIn {
        weeks: i64,
    },
    /// So many weeks after the weekday that comes next: "Tuesday week".
    WeekdayAfter {
        weeks: i64,
    },
    Weekend(Which),
    /// The week that holds a day, or the seven days that end with it.
    WeekOf {
        date: Date,
        ending: bool,
    },
    /// A day of this, the last or the next month.
    DayOfMonth {
        day: u32,
        which: Which,
    },
    /// A day of something that takes days: "the second day".
    UnknownDay,
    /// The period of a unit so many units from now: "the week after next".
    Period {
        unit: DurationUnit,
        count: i64,
    },
    Length(Vec<Length>),
    /// A length that ends or begins where the copy stands: "the past three years", "the next 14 days".
    Stretch {
        lengths: Vec<Length>,
        ahead: bool,
    },
    /// A period that runs, by its number: "in its fourth year" (three to four years have passed).
    Running(u32, Unit),
    /// A length counted from somewhere: "two days ago", "a week later".
    Shift {
        lengths: Vec<Length>,
        later: bool,
        from: From,
    },
    /// A time that has a name: its first and last day.
    Era {
        first: NaiveDate,
        last: NaiveDate,
    },
    /// Recurrence, by its TIMEX3 value.
    Set(String),
    /// PRESENT_REF and the like.
    Reference(String),
    /// A clock time or part of the day, of a day that is told elsewhere.
    Moment(Which),
}

/// Fields of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Date {
    pub year: Year,
    pub field: Field,
}

/// How the year of a date is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Year {
    /// Not at all, but perhaps by "last" or "next" before the month.
    Open(Which),
    /// Years before Christ are negative; there is no year 0.
    Known(i32),
    /// "last year", "of that year".
    Relative(Which),
    /// "June two years ago": years before the publication.
    Ago(i32),
}

/// The finest field of a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    /// Month 0 where only the day is told ("the 15th").
    Day {
        month: u32,
        day: u32,
    },
    /// From one day to another of the same year.
    Days {
        from: (u32, u32),
        to: (u32, u32),
    },
    /// "7/18": the document decides which is the month.
    Numeric {
        first: u32,
        second: u32,
    },
    Month(u32),
    /// A day, or days, that a rule fixes in each year.
    Holiday(HolidayRule),
    Season(Season),
    Quarter(u32),
    Half(u32),
    /// Two quarters and the like are lengths; a fiscal year is a year whose days are not known.
    FiscalYear,
    FiscalQuarter(u32),
    Year,
    /// The year is the decade's first; `century` tells whether it was written.
    Decade {
        century: bool,
    },
    /// The year is the century's first ("19th century": 1800).
    Century,
}

/// Which of a series of days, weeks, months is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Nothing is said.
    Bare,
    /// "the week"
    The,
    This,
    Last,
    Next,
    /// "the previous week": before the one spoken of.
    Previous,
    /// "the following week": after the one spoken of.
    Following,
    /// "that week", "the same week".
    Same,
}

/// Where a shift is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Publication,
    Narrative,
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    pub amount: Amount,
    pub unit: Unit,
}

/// How many: a closed range in thousandths, or an uncounted plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Counted { low: i64, high: i64 },
    Uncounted,
}

impl Amount {
    pub fn whole(number: i64) -> Amount {
        let thousandths = number.saturating_mul(1000);
        Amount::Counted { low: thousandths, high: thousandths }
    }
}

/// A time of day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClockTime {
    pub from: NaiveTime,
    /// The end of a written span of times ("7 to 9 p.m.").
    pub to: NaiveTime,
    pub zone: Option<i32>,
    pub ambiguous: bool,
    /// "midnight" at the end of a day.
    pub midnight: bool,
    /// Whether minutes were written.
    pub minutes: bool,
}

/// What narrows or widens an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modifier {
    /// "exactly three hours": no more and no less.
    Exactly,
    Approx,
    /// "nearly": a little less.
    Nearly,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    /// "earlier this week": before the copy.
    Earlier,
    /// "later this week": after the copy.
    Later,
    /// "1988 and beyond"
    OnOrAfter,
}

impl Modifier {
    /// The modifier by the name that the vocabulary of hedges gives it.
    pub fn named(name: &str) -> Option<Modifier> {
        Some(match name {
            "EXACTLY" => Modifier::Exactly,
            "APPROX" => Modifier::Approx,
            "NEARLY" => Modifier::Nearly,
            "LESS_THAN" => Modifier::LessThan,
            "MORE_THAN" => Modifier::MoreThan,
            "EQUAL_OR_LESS" => Modifier::EqualOrLess,
            "EQUAL_OR_MORE" => Modifier::EqualOrMore,
            _ => return None,
        })
    }

    /// The TIMEX3 mod; it has none for what is exact.
    pub fn timex(self) -> Option<&'static str> {
        Some(match self {
            Modifier::Exactly => return None,
            Modifier::Approx => "APPROX",
            Modifier::Nearly | Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
            Modifier::Start | Modifier::Earlier => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Later | Modifier::OnOrAfter => "ON_OR_AFTER",
        })
    }
}
