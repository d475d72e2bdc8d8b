//! Times: every passage that names a date, a time of day, a length or a recurrence, by TIMEX3 (TimeML 1.2.1), and what it leaves open.
//!
//! In go the blocks of a document with their tokens; out come [`TimeMention`]s. Each sentence is read by `grammar` into expressions,
//! whose atoms have a file for each class; then `resolve` asks the calendar, in the order of the document, what each means, given the
//! publication date and what was told before. Words are data (`rules/lexicon/time`), arithmetic is code. It knows no events: an
//! expression that is counted from one ("three days after the landing") only says so.

mod anchor;
mod around;
mod bound;
mod clock;
mod date;
mod duration;
mod era;
mod expression;
mod grammar;
mod holiday;
mod join;
mod line;
mod nth;
mod number;
mod quarter;
mod relative;
mod resolve;
mod set;
mod tense;
#[cfg(test)]
mod tests;
mod timex;
mod weekday;
mod width;
mod year;

use chrono::NaiveDate;

use self::expression::{Core, Date, Expression, Field, Year};
use self::line::Line;
use self::resolve::{Context, Meaning, Neighbours, Written};
use super::Text;
use super::mention::{Anchor, Bound, TimeMention, TimexType};
use crate::document::{BlockKind, Document, TextRange};
use crate::language::{self, Analysis};
use crate::lexicon::Lexicon;
use crate::lexicon::time::Word;
use crate::value::duration::DAY;
use crate::value::time::Weekday;
use crate::value::{Clock, TimeValue};

/// The times of a document, in order; no two share a byte. Copy is read, and the datelines and bylines around it.
pub fn times(text: &Text, lexicon: &Lexicon) -> Vec<TimeMention> {
    let blocks = text.document.blocks.iter().zip(&text.blocks).enumerate();
    let mut read = Vec::new();
    for (index, (block, analysis)) in blocks {
        if block.kind == BlockKind::Boilerplate {
            continue;
        }
        // Blocks that are no copy come without an analysis.
        let own = if analysis.tokens.is_empty() { language::analyse(&block.prose.text) } else { Analysis::default() };
        let analysis = if analysis.tokens.is_empty() { &own } else { analysis };
        read.extend(read_block(index as u32, analysis, lexicon));
    }
    let published = text.document.published.as_ref().map(|p| p.date);
    let neighbours = Neighbours::new(read.iter().filter_map(with_weekday), published);
    let mut context = Context::new(published, telling(&read, published), day_first(&read), text.document.calendar, neighbours);
    let mut read = read.into_iter().peekable();
    let mut times = Vec::with_capacity(read.len());
    for (index, block) in text.document.blocks.iter().enumerate() {
        let heading = match block.kind {
            BlockKind::Title => Some(0),
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        context.enter(heading);
        while let Some(found) = read.next_if(|found| found.range.block as usize == index) {
            times.push(found.resolve(&mut context));
        }
    }
    times
}

/// The times of one paragraph: for tests and tools.
pub fn times_in(text: &str, published: Option<NaiveDate>) -> Vec<TimeMention> {
    let document = Document::of_paragraph(text, published);
    let blocks = vec![language::analyse(text)];
    times(&Text { document: &document, blocks }, &Lexicon::builtin())
}

/// What the words around an expression say of it.
#[derive(Clone, Copy, Debug)]
struct Setting {
    tense: tense::Tense,
    /// The date before it in its sentence that it may take its year from: "In 2004 ... on 3 April".
    told: Option<(i32, Option<u32>)>,
    /// Whether a heading says with it when all below it is: "March 2024", "Dates in 2024".
    dates_section: bool,
}

/// An expression with its places in the block, before it is resolved.
struct Read {
    expression: Expression,
    setting: Setting,
    range: TextRange,
    weekday: Option<(u8, TextRange)>,
    distance: Option<(TextRange, bool)>,
    bound: Bound,
    /// Whether a date with a month's name puts the day first.
    day_leads: Option<bool>,
}

fn read_block(block: u32, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Read> {
    let lexicon = &lexicon.time;
    let words: Vec<&Word> = analysis.tokens.iter().map(|token| lexicon.word(&token.lower)).collect();
    let mut read = Vec::new();
    let mut memory = tense::Memory::default();
    for sentence in &analysis.sentences {
        let line = Line { tokens: &analysis.tokens, words: &words, range: sentence.tokens.clone(), lexicon };
        let place = |tokens: &std::ops::Range<usize>| TextRange {
            block,
            start: analysis.tokens[tokens.start].start,
            end: analysis.tokens[tokens.end - 1].end,
        };
        let expressions = grammar::expressions(&line);
        let bounds: Vec<Bound> = (0..expressions.len()).map(|index| bound::bound(&line, &expressions, index)).collect();
        let years = anchor::years_told(&line, &expressions);
        for ((expression, bound), told) in expressions.into_iter().zip(bounds).zip(years) {
            let setting = Setting {
                tense: tense::tense(&line, analysis, &mut memory, expression.tokens.start, expression.tokens.end),
                told,
                dates_section: anchor::dates_section(&line, &expression),
            };
            read.push(Read {
                bound,
                day_leads: day_leads(&line, &expression),
                setting,
                range: place(&expression.tokens),
                weekday: expression.weekday.map(|(weekday, at)| (weekday, place(&(at..at + 1)))),
                distance: expression.distance.as_ref().map(|(words, after)| (place(words), *after)),
                expression,
            });
        }
    }
    read
}

fn day_leads(line: &Line, expression: &Expression) -> Option<bool> {
    let Core::Date(Date { field: Field::Day { month: 1.., .. }, .. }) = expression.core else { return None };
    let first = expression.tokens.clone().find(|at| line.word(*at).month != 0 || line.day(*at).is_some())?;
    Some(line.word(first).month == 0).filter(|_| expression.tokens.clone().any(|at| line.word(at).month != 0))
}

impl Read {
    fn resolve(self, context: &mut Context) -> TimeMention {
        let meaning = context.resolve(&self.expression, self.setting);
        let Meaning { kind, timex, days, anchor, impossible, year } = meaning;
        let duration = match &self.expression.core {
            Core::Length(lengths) | Core::Stretch { lengths, .. } => width::duration(lengths, self.expression.modifier),
            Core::Running(number, unit) => Some(width::running(*number, *unit)),
            _ => None,
        };
        let anchor = match self.distance {
            Some((words, after)) => Anchor::Offset { days: self.expression.days_between(after), words },
            None => anchor,
        };
        let dated = matches!(&self.expression.core, Core::Date(_));
        TimeMention {
            range: self.range,
            kind,
            timex,
            modifier: self.expression.modifier.and_then(|m| m.timex()),
            days,
            clock: self.expression.clock.map(|c| Clock { from: c.from, to: c.to, zone: c.zone, ambiguous: c.ambiguous }),
            duration: duration.filter(|_| kind == TimexType::Duration),
            weekday: self.weekday.filter(|_| dated).and_then(|(day, range)| Some((weekday_of(day)?, range))),
            year,
            impossible,
            anchor,
            bound: self.bound,
        }
    }
}

fn weekday_of(number: u8) -> Option<Weekday> {
    chrono::Weekday::try_from(number.checked_sub(1)?).ok().map(Weekday)
}

impl Expression {
    /// The days between an expression and the event that it is counted from; negative before it. "N days" are exact.
    fn days_between(&self, after: bool) -> (i64, i64) {
        let (low, high) = match &self.core {
            Core::Length(lengths) | Core::Stretch { lengths, .. } => match width::duration(lengths, self.modifier) {
                Some(d) => (d.low / DAY, if d.high == i64::MAX { i64::MAX } else { (d.high + DAY - 1) / DAY }),
                None => (0, i64::MAX),
            },
            _ => (1, 1),
        };
        if after { (low, high) } else { (high.saturating_neg(), -low) }
    }
}

/// Whether numeric dates put the day first, by those that can only be read one way, else by the dates with a month's name.
fn day_first(read: &[Read]) -> Option<bool> {
    let numeric = read.iter().filter_map(|r| match &r.expression.core {
        Core::Date(Date { field: Field::Numeric { first, second }, .. }) => Some((*first, *second)),
        _ => None,
    });
    let (mut day, mut month) = (false, false);
    for (first, second) in numeric {
        day |= first > 12;
        month |= second > 12;
    }
    if day || month {
        return (day != month).then_some(day);
    }
    let (days, months) = read.iter().filter_map(|r| r.day_leads).fold((0, 0), |(d, m), leads| if leads { (d + 1, m) } else { (d, m + 1) });
    ((days == 0) != (months == 0)).then_some(days > 0)
}

/// A day that is written with its weekday.
fn with_weekday(read: &Read) -> Option<Written> {
    let Core::Date(Date { year, field: Field::Day { month: month @ 1.., day } }) = read.expression.core else { return None };
    let year = match year {
        Year::Known(year) => Some(year),
        Year::Open(_) => None,
        Year::Relative(_) | Year::Ago(_) => return None,
    };
    read.expression.weekday.map(|(weekday, _)| Written { year, month, day, weekday })
}

/// How much of its time the copy spends away from its publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Telling {
    /// It tells news: dates without a year lie near the publication.
    News,
    /// It looks back: years away from the publication are most of those written, and a paragraph that tells one goes on from it.
    Retrospect,
    /// It tells of other times altogether: every date without a year goes on from the last one told.
    Narrative,
}

/// How the copy tells, by the years that it writes.
fn telling(read: &[Read], published: Option<NaiveDate>) -> Telling {
    let Some(published) = published.map(|date| chrono::Datelike::year(&date)) else { return Telling::Narrative };
    let mut far = 0;
    let mut near = 0;
    for found in read {
        match &found.expression.core {
            Core::Date(Date { year: Year::Known(year), .. }) if (published - year).abs() > 1 => far += 1,
            Core::Date(Date { year: Year::Known(_), .. }) => near += 1,
            Core::Today(_) | Core::Weekday(_) | Core::Relative(..) => near += 1,
            _ => {}
        }
    }
    match far {
        5.. if far > 2 * near => Telling::Narrative,
        5.. if far > near => Telling::Retrospect,
        _ => Telling::News,
    }
}

impl TimeMention {
    /// The one day that the mention names, where it is known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.days.as_ref().and_then(TimeValue::as_day)
    }
}
