//! Mentions: passages that name a time or a quantity, with what they mean.

use rust_decimal::Decimal;

use crate::document::TextRange;
use crate::value::{Clock, Duration, Quantity, TimeValue, time::Weekday};

/// The type of a TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// A passage that names a time (TimeML 1.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    pub range: TextRange,
    pub kind: TimexType,
    /// The TIMEX3 value: `2025-06-02`, `2025-W29`, `P3Y`, `PAST_REF`.
    pub timex: String,
    /// The TIMEX3 mod: `APPROX`, `START`, `MORE_THAN`, ...
    pub modifier: Option<&'static str>,
    /// The days it leaves open, for dates and for times of a known day.
    pub days: Option<TimeValue>,
    pub clock: Option<Clock>,
    pub duration: Option<Duration>,
    /// The weekday written beside a calendar date ("Friday, 14 August 2024"), with its place.
    pub weekday: Option<(Weekday, TextRange)>,
    /// What gives a calendar date its year, where that is firm enough to judge a weekday by it.
    pub year: Option<YearSource>,
    /// The day of the month as written, with the length of the month in that year, where the one exceeds the other ("31 June").
    pub impossible: Option<ImpossibleDay>,
    /// What fixes the days.
    pub anchor: Anchor,
    /// What the words before it say of it.
    pub bound: Bound,
}

/// How what is told lies to a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It fell on it: nothing else is said.
    On,
    /// "by Friday", "before 3 May": on it or before.
    NotAfter,
    /// "after 3 May", "since June": on it or after.
    NotBefore,
    /// "from 3 May to 9 May": it began then.
    From,
    /// "until 9 May": it ended then.
    Until,
}

/// A day that its month does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleDay {
    pub day: u32,
    pub month: u32,
    /// The greatest number of days that the month can have (29 for a February without a year).
    pub length: u32,
}

/// What gives a calendar date its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearSource {
    /// The date itself, or the one that it is joined to.
    Written,
    /// The heading above it.
    Heading,
    /// The publication of the copy, to which it lies near.
    Publication,
    /// The dates beside it, whose weekdays are right in that year.
    Neighbours,
    /// `gainsay.yaml`.
    Configuration,
}

/// What fixes a time mention to the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It needs none: the year is written, or there is nothing to fix.
    Absolute,
    /// A year, month or week is taken from the publication date ("on Friday", "June 2", "last week").
    Publication,
    /// Taken from a date mentioned before ("the same day", "that June").
    Narrative,
    /// Taken from a date mentioned before by copy without a publication date, which does not say that it goes on from there: likely enough
    /// for the TIMEX3 value, not for the days, which are unknown.
    Supposed,
    /// Counted from an event or date named beside it: "two days after the collapse".
    Offset {
        /// Days between, least and most; negative: before.
        days: (i64, i64),
        /// The words of the distance ("two days after").
        words: TextRange,
    },
    /// Nothing fixes it (no publication date): the days are unknown.
    Unknown,
}

/// What is said of a number beside the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityModifier {
    /// `=`
    Exactly,
    /// `~` about, nearly, some
    About,
    /// `<` less than, up to
    Below,
    /// `>` more than, at least
    Above,
    /// `up` rose by
    Up,
    /// `down` fell by
    Down,
}

impl QuantityModifier {
    /// The sign in JSON.
    pub fn sign(self) -> &'static str {
        match self {
            QuantityModifier::Exactly => "=",
            QuantityModifier::About => "~",
            QuantityModifier::Below => "<",
            QuantityModifier::Above => ">",
            QuantityModifier::Up => "up",
            QuantityModifier::Down => "down",
        }
    }
}

/// How a quantity is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityForm {
    /// One number.
    Plain,
    /// A part of a whole: "a third", "one in five". Its quantity is a percentage, unless a unit is written ("half a mile").
    Fraction,
    /// A range of possibilities: "seven to eight percent", "2–3".
    Range,
    /// Two values, one after the other: "from 70 million to 84 million".
    FromTo,
    /// One of the two numbers of a score or division: "3-1", "54 votes to 41".
    Score,
    /// An age: "34-year-old", "aged 34", ", 34,".
    Age,
    /// "hundreds": at least so many.
    Open,
}

/// A passage that names a quantity: number, hedge, unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityMention {
    /// Hedge, number and unit: "nearly 3,000", "12 miles", "$1.5 million".
    pub range: TextRange,
    /// The number alone: "3,000", "12", "1.5 million".
    pub number: TextRange,
    /// As written; two numbers for a written range.
    pub written: (Decimal, Option<Decimal>),
    pub modifier: QuantityModifier,
    /// What it leaves open, in the base unit of its dimension.
    pub quantity: Quantity,
    /// The spelled-out unit as written (`mile`, `dollar`, `percentage`), or `count`.
    pub unit: String,
    /// Lemma of what is counted ("soldier"), for counts; one name for what is one ("person" for "people").
    pub of: Option<String>,
    /// The same as dictionaries have it ("people").
    pub head: Option<String>,
    /// The words before the head of what is counted, as written ("deceased", "Ukrainian").
    pub modifiers: Vec<String>,
    /// The noun that is counted, with its modifiers ("deceased Ukrainian soldiers").
    pub noun: Option<TextRange>,
    /// Whether it is an ordinal ("third").
    pub ordinal: bool,
    pub form: QuantityForm,
    /// The places of the two numbers of a written range.
    pub ends: Option<(TextRange, TextRange)>,
    /// The weight of the last digit in the unit as written: 1 for "12", 0.1 for "2.5", 10,000 for "1.83 million"; 0 for a fraction.
    pub step: Decimal,
}
