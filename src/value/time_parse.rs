//! Absolute dates as copy, front matter and fact sheets write them: "2 June 2025", "Sept. 9", "Sun Jun 22 2025", "2025-06-02T10:00Z".
//!
//! In goes text; out comes a [`ParsedDate`] with the bytes that it stands on. What depends on other dates ("last Friday") is not
//! read here, nor are dates of figures only other than ISO 8601: 5/6/2025 is two different days on two sides of an ocean.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use crate::value::TimeValue;

/// A date as written: each part is there only if the text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedDate {
    /// Day of the month, 1 to 31; not yet checked against the month.
    pub day: Option<u32>,
    /// 1 to 12.
    pub month: Option<u32>,
    pub year: Option<i32>,
    pub weekday: Option<Weekday>,
    /// The bytes of the text that were read: weekday, day, month and year, without time of day.
    pub range: Range<usize>,
}

impl ParsedDate {
    /// The day, where day, month and year are given and exist together.
    pub fn as_day(&self) -> Option<NaiveDate> {
        self.in_year(self.year?)
    }

    /// The day in a year, whether or not another year is written; `None` where it does not exist there.
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month?, self.day?)
    }

    /// The day, where a missing year is the latest that puts it on or before `limit`.
    pub fn on_or_before(&self, limit: NaiveDate) -> Option<NaiveDate> {
        if self.year.is_some() {
            return self.as_day();
        }
        // Eight years hold a leap year, even around 1900.
        (0..=8).filter_map(|back| self.in_year(limit.year() - back)).find(|day| *day <= limit)
    }

    /// The days left open, where the year is given: a day, a month or a year.
    pub fn value(&self) -> Option<TimeValue> {
        match (self.day, self.month, self.year) {
            (Some(_), Some(_), Some(_)) => self.as_day().map(TimeValue::day),
            (None, Some(month), Some(year)) => TimeValue::month(year, month),
            (None, None, Some(year)) => TimeValue::year(year),
            _ => None,
        }
    }
}

/// Reads a date that the text starts with, after white space: a day with its month, a month with its year, or a year alone.
///
/// ```
/// let date = gainsay::value::time_parse::parse_date("Friday, Sept. 9, 2025, at noon").unwrap();
/// assert_eq!((date.day, date.month, date.year), (Some(9), Some(9), Some(2025)));
/// assert_eq!(date.range, 0..21);
/// ```
pub fn parse_date(text: &str) -> Option<ParsedDate> {
    let mut scan = Scan { text, at: 0 };
    scan.spaces();
    scan.date()
}

/// Reads a text that is a date and nothing else, but for white space and a time of day.
pub fn whole_date(text: &str) -> Option<ParsedDate> {
    let date = parse_date(text)?;
    let rest = &text[date.range.end..];
    rest[clock_length(rest)..].trim().is_empty().then_some(date)
}

/// Finds the first date at or after a byte that has a month, written with a capital or in figures and not inside a word. `from`
/// must lie on a character boundary; a text that ends before it holds none.
pub fn find_date(text: &str, from: usize) -> Option<ParsedDate> {
    let mut before = text.get(..from)?.chars().next_back();
    let mut before_that: Option<char> = None;
    for (at, c) in text[from..].char_indices() {
        let inside = before.is_some_and(|b| {
            b.is_alphanumeric() || (matches!(b, '.' | ',' | '/' | '-') && before_that.is_some_and(|c| c.is_ascii_digit()))
        });
        if !inside && (c.is_ascii_uppercase() || c.is_ascii_digit()) {
            let found = Scan { text, at: from + at }.date();
            if found.as_ref().is_some_and(|date| date.month.is_some()) {
                return found;
            }
        }
        before_that = before.replace(c);
    }
    None
}

/// How many bytes at the start of a text are a time of day, with the comma before it and the zone after it; 0 where there is none:
/// ", 8:05 p.m.", "T10:00:00Z", " 02:27:37 GMT+0300 (Eastern European Summer Time)".
pub fn clock_length(text: &str) -> usize {
    let mut scan = Scan { text, at: 0 };
    scan.eat(",");
    scan.spaces();
    if !scan.eat("at ") && scan.at == 0 {
        scan.eat("T");
    }
    scan.spaces();
    if scan.clock() { scan.at } else { 0 }
}

/// The names in `rules/lexicon/calendar-names.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    months: HashMap<u32, Vec<String>>,
    weekdays: HashMap<u8, Vec<String>>,
    clock_words: Vec<String>,
    meridiem: Vec<String>,
    zone_phrases: Vec<String>,
}

/// The same by name.
struct Calendar {
    months: HashMap<String, u32>,
    weekdays: HashMap<String, Weekday>,
    clock_words: Vec<String>,
    meridiem: Vec<String>,
    zone_phrases: Vec<String>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let text = include_str!("../../rules/lexicon/calendar-names.yaml");
    let file: CalendarFile =
        crate::yaml::parse("rules/lexicon/calendar-names.yaml", text).expect("the built-in calendar is checked by tests");
    let weekday = |number: u8| Weekday::try_from(number.saturating_sub(1)).unwrap_or(Weekday::Mon);
    Calendar {
        months: file.months.into_iter().flat_map(|(n, names)| names.into_iter().map(move |name| (name, n))).collect(),
        weekdays: file.weekdays.into_iter().flat_map(|(n, names)| names.into_iter().map(move |name| (name, weekday(n)))).collect(),
        clock_words: file.clock_words,
        meridiem: file.meridiem,
        zone_phrases: file.zone_phrases,
    }
});

/// The longest name of a month or weekday, in bytes: longer words need no look-up.
const LONGEST_NAME: usize = 9;

/// Number of the month that a word names, in full or short, in any case: 1 to 12.
pub fn month_number(word: &str) -> Option<u32> {
    (word.len() <= LONGEST_NAME).then(|| CALENDAR.months.get(&word.to_ascii_lowercase()).copied())?
}

/// The day of the week that a word names, in full or short, in any case.
pub fn weekday_named(word: &str) -> Option<Weekday> {
    (word.len() <= LONGEST_NAME).then(|| CALENDAR.weekdays.get(&word.to_ascii_lowercase()).copied())?
}

/// A place in a text from which things are read; each method moves it only when it succeeds.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    /// Skips white space, no-break spaces among it; whether there was any.
    fn spaces(&mut self) -> bool {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().len() < rest.len()
    }

    /// The letters that stand here; empty where there are none.
    fn letters(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len())]
    }

    /// Reads a number of so many digits, that does not go on.
    fn digits(&mut self, lengths: Range<usize>) -> Option<u32> {
        let rest = self.rest();
        let length = rest.bytes().take(lengths.end + 1).position(|b| !b.is_ascii_digit()).unwrap_or(rest.len().min(lengths.end + 1));
        let value = lengths.contains(&length).then(|| rest[..length].parse().ok())??;
        self.at += length;
        Some(value)
    }

    /// Runs a reader and goes back where it fails.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let result = read(self);
        if result.is_none() {
            self.at = start;
        }
        result
    }

    fn date(&mut self) -> Option<ParsedDate> {
        let start = self.at;
        let weekday = self.attempt(Self::weekday);
        let (day, month, year) = self
            .attempt(Self::iso)
            .or_else(|| self.attempt(Self::day_first))
            .or_else(|| self.attempt(Self::month_first))
            .or_else(|| if weekday.is_none() { self.attempt(Self::year_alone) } else { None })?;
        Some(ParsedDate { day, month, year, weekday, range: start..self.at })
    }

    /// "Friday, ", "Fri. ", with what parts it from the date.
    fn weekday(&mut self) -> Option<Weekday> {
        let word = self.letters();
        let weekday = weekday_named(word)?;
        self.at += word.len();
        self.eat(".");
        self.eat(",");
        self.spaces().then_some(())?;
        if self.eat("the ") {
            self.spaces();
        }
        Some(weekday)
    }

    /// "2025-06-02", "2025/06/02", "2025-06". "2010-11" is a season, not a month.
    fn iso(&mut self) -> Option<Parts> {
        let year = self.digits(4..5)?;
        let separator = if self.eat("-") {
            "-"
        } else if self.eat("/") {
            "/"
        } else {
            return None;
        };
        let month = self.digits(1..3).filter(|m| (1..=12).contains(m))?;
        let day = self.attempt(|scan| {
            scan.eat(separator).then_some(())?;
            scan.digits(1..3).filter(|d| (1..=31).contains(d))
        });
        if day.is_none() && (separator == "/" || month == (year + 1) % 100) {
            return None;
        }
        let goes_on = match (day, self.next()) {
            (Some(_), Some('T' | 't')) => false,
            (_, Some(c)) => c.is_alphanumeric() || matches!(c, '-' | '/'),
            (_, None) => false,
        };
        (!goes_on).then_some((day, Some(month), Some(year as i32)))
    }

    /// "2 June 2025", "2nd of June", "05-Apr-2017", "5 Dec. 2025".
    fn day_first(&mut self) -> Option<Parts> {
        let day = self.day()?;
        let hyphen = self.eat("-");
        if !hyphen {
            self.spaces().then_some(())?;
            if self.eat("of ") {
                self.spaces();
            }
        }
        let month = self.month()?;
        let year = self.attempt(|scan| if hyphen { scan.eat("-").then(|| scan.year())? } else { scan.year_after() });
        Some((Some(day), Some(month), year))
    }

    /// "June 2, 2025", "June the 2nd", "Jun 22 10:00:00 2025", "March 2022", "March of 2022".
    fn month_first(&mut self) -> Option<Parts> {
        let month = self.month()?;
        let dot = self.eat(".");
        if !dot {
            self.eat(",");
        }
        self.spaces().then_some(())?;
        if let Some(year) = self.attempt(|scan| {
            scan.eat("of ");
            scan.year()
        }) {
            return Some((None, Some(month), Some(year)));
        }
        self.eat("the ");
        let day = self.day()?;
        // "May 5.5 percent", "May 5,000 people" and "May 5:30 a.m." are no fifth of May.
        let mut following = self.rest().chars();
        if matches!(following.next(), Some('.' | ',' | ':')) && following.next().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let year = self.attempt(Self::year_after).or_else(|| self.attempt(Self::year_after_clock));
        Some((Some(day), Some(month), year))
    }

    fn year_alone(&mut self) -> Option<Parts> {
        let year = self.year()?;
        let season = self.rest().strip_prefix(['-', '–', '/']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        (!season).then_some((None, None, Some(year)))
    }

    /// 1 to 31, with or without the ending of an ordinal.
    fn day(&mut self) -> Option<u32> {
        let day = self.digits(1..3).filter(|d| (1..=31).contains(d))?;
        let ending = self.letters();
        if matches!(ending.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") {
            self.at += ending.len();
        }
        self.next().is_none_or(|c| !c.is_alphanumeric() && c != '%').then_some(day)
    }

    fn month(&mut self) -> Option<u32> {
        let word = self.letters();
        let month = month_number(word)?;
        self.at += word.len();
        self.next().is_none_or(|c| !c.is_alphanumeric()).then_some(month)
    }

    /// Four digits from 1000 to 2999 that are no part of a longer number or word.
    fn year(&mut self) -> Option<i32> {
        let year = self.digits(4..5).filter(|y| (1000..3000).contains(y))?;
        let mut following = self.rest().chars();
        let goes_on = match following.next() {
            Some('.' | ',' | '/' | ':') => following.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c.is_alphanumeric() || c == '%',
            None => false,
        };
        (!goes_on).then_some(year as i32)
    }

    /// The year after day and month, with what parts it from them: " 2025", ", 2025", ". 2025".
    fn year_after(&mut self) -> Option<i32> {
        if !self.eat(",") {
            self.eat(".");
        }
        self.spaces().then(|| self.year())?
    }

    /// The year after a time of day, as the C library prints dates.
    fn year_after_clock(&mut self) -> Option<i32> {
        self.spaces();
        self.figures_of_clock().then_some(())?;
        self.attempt(|scan| {
            scan.spaces();
            let zone = scan.letters();
            ((2..6).contains(&zone.len()) && zone.bytes().all(|b| b.is_ascii_uppercase())).then(|| scan.at += zone.len())
        });
        self.spaces().then(|| self.year())?
    }

    fn clock(&mut self) -> bool {
        let word = self.letters();
        if CALENDAR.clock_words.iter().any(|w| w == word) {
            self.at += word.len();
            return true;
        }
        let by_figures = self.figures_of_clock();
        if !by_figures && self.digits(1..3).is_none() && self.digits(4..5).is_none() {
            return false;
        }
        let named = self.meridiem() | self.zone();
        by_figures || named
    }

    /// "10:05", "10:05:30", "10.05"; fractions of seconds are read over.
    fn figures_of_clock(&mut self) -> bool {
        self.attempt(|scan| {
            scan.digits(1..3).filter(|h| *h < 25)?;
            (scan.eat(":") || scan.eat(".")).then_some(())?;
            scan.digits(2..3).filter(|m| *m < 60)?;
            if scan.eat(":") {
                scan.digits(2..3).filter(|s| *s < 61)?;
                if scan.eat(".") {
                    scan.digits(1..10)?;
                }
            }
            Some(())
        })
        .is_some()
    }

    fn meridiem(&mut self) -> bool {
        self.attempt(|scan| {
            scan.spaces();
            let rest = scan.rest();
            let found = CALENDAR.meridiem.iter().find(|m| rest.get(..m.len()).is_some_and(|start| start.eq_ignore_ascii_case(m)))?;
            scan.at += found.len();
            scan.next().is_none_or(|c| !c.is_alphanumeric()).then_some(())
        })
        .is_some()
    }

    /// "Z", "+02:00", "GMT+0300 (Eastern European Summer Time)", "CET", "local time".
    fn zone(&mut self) -> bool {
        let start = self.at;
        self.attempt(|scan| {
            scan.spaces();
            let phrase = CALENDAR.zone_phrases.iter().find(|p| scan.rest().starts_with(p.as_str()));
            let letters = scan.letters();
            if let Some(phrase) = phrase {
                scan.at += phrase.len();
            } else if letters.len() < 6 && letters.bytes().all(|b| b.is_ascii_uppercase()) {
                scan.at += letters.len();
            }
            scan.attempt(|scan| {
                (scan.eat("+") || scan.eat("-")).then_some(())?;
                scan.digits(4..5).or_else(|| {
                    scan.digits(1..3)?;
                    if scan.eat(":") { scan.digits(2..3) } else { Some(0) }
                })
            });
            scan.attempt(|scan| {
                scan.spaces();
                let inside = scan.rest().strip_prefix('(')?;
                let end = inside.bytes().take(50).position(|b| b == b')')?;
                inside[..end].ends_with("ime").then(|| scan.at += end + 2)
            });
            Some(())
        });
        if self.text[start..self.at].trim().is_empty() {
            self.at = start;
        }
        self.at > start
    }
}

/// Day, month and year.
type Parts = (Option<u32>, Option<u32>, Option<i32>);

#[cfg(test)]
mod tests {
    use super::*;

    /// A date as "weekday day.month.year|text read", "-" for what is missing.
    fn shown(text: &str) -> String {
        let Some(d) = parse_date(text) else { return "none".into() };
        let part = |p: Option<i64>| p.map_or("-".to_string(), |p| p.to_string());
        let weekday = d.weekday.map_or("-".to_string(), |w| w.to_string());
        let (day, month, year) = (part(d.day.map(i64::from)), part(d.month.map(i64::from)), part(d.year.map(i64::from)));
        format!("{weekday} {day}.{month}.{year}|{}", &text[d.range])
    }

    #[test]
    fn running_forms_are_read() {
        for (text, expected) in [
            ("2025-06-02", "- 2.6.2025|2025-06-02"),
            ("2025-06-02T10:00:00Z", "- 2.6.2025|2025-06-02"),
            (" 2 June 2025.", "- 2.6.2025|2 June 2025"),
            ("June 2, 2025, at", "- 2.6.2025|June 2, 2025"),
            ("2nd June 2025", "- 2.6.2025|2nd June 2025"),
            ("the 2nd", "none"),
            ("2nd of June", "- 2.6.-|2nd of June"),
            ("June 2", "- 2.6.-|June 2"),
            ("Sept. 9", "- 9.9.-|Sept. 9"),
            ("Sept 19 (Agency)", "- 19.9.-|Sept 19"),
            ("5 Dec. 2025", "- 5.12.2025|5 Dec. 2025"),
            ("5 Dec. (Agency)", "- 5.12.-|5 Dec"),
            ("19 December. Sundmark", "- 19.12.-|19 December"),
            ("Sun Jun 22 2025 02:27:37 GMT+0300", "Sun 22.6.2025|Sun Jun 22 2025"),
            ("Thu Jun 12 10:00:00 CEST 2025", "Thu 12.6.2025|Thu Jun 12 10:00:00 CEST 2025"),
            ("Sat, 21 Jun 2025 21:47:25 GMT", "Sat 21.6.2025|Sat, 21 Jun 2025"),
            ("Friday, the 5th of May, 2023", "Fri 5.5.2023|Friday, the 5th of May, 2023"),
            ("Wednesday September 11, 2024", "Wed 11.9.2024|Wednesday September 11, 2024"),
            ("March 2022", "- -.3.2022|March 2022"),
            ("2025-06", "- -.6.2025|2025-06"),
            ("2014", "- -.-.2014|2014"),
            ("05-Apr-2017", "- 5.4.2017|05-Apr-2017"),
            ("2\u{a0}June\u{a0}2025", "- 2.6.2025|2\u{a0}June\u{a0}2025"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn look_alikes_are_not_dates() {
        for text in [
            "",
            "Friday",
            "May",
            "May 5.5 percent",
            "May 5,000",
            "2010-11",
            "2,014",
            "20145",
            "32 June",
            "2025-13-01",
            "Marching 5",
            "June 20s",
            "Mayor 5",
        ] {
            assert_eq!(shown(text), "none", "{text}");
        }
        assert_eq!(parse_date("31 June 2025").and_then(|d| d.as_day()), None);
    }

    #[test]
    fn a_date_is_found_inside_text() {
        let text = "Newsletter, Good Friday, 18 April 2025";
        assert_eq!(find_date(text, 0).map(|d| &text[d.range]), Some("Friday, 18 April 2025"));
        assert_eq!(find_date("it may 5 be, version 1.2 June", 0), None);
        assert_eq!(find_date("in 2014", 0), None);
    }

    #[test]
    fn times_of_day_are_measured() {
        for (text, rest) in [
            (", 8:05 p.m. (Nordwire)", " (Nordwire)"),
            (" 02:27:37 GMT+0300 (Eastern European Summer Time)", ""),
            (", 4 p.m.", ""),
            ("T10:00:00.5Z", ""),
            (" 21:47:25 GMT", ""),
            (", noon", ""),
            (" 0014 GMT on", " on"),
            (", 2025", ", 2025"),
            (" (Agency)", " (Agency)"),
        ] {
            assert_eq!(&text[clock_length(text)..], rest, "{text}");
        }
    }

    #[test]
    fn a_missing_year_is_the_latest_before_a_limit() {
        let limit = NaiveDate::from_ymd_opt(2026, 1, 2).unwrap();
        let day = |text: &str| parse_date(text).unwrap().on_or_before(limit).unwrap().to_string();
        assert_eq!(day("December 30"), "2025-12-30");
        assert_eq!(day("January 2"), "2026-01-02");
        assert_eq!(day("February 29"), "2024-02-29");
    }
}
