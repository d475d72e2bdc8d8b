//! Datelines, date lines and bylines: how copy says where, when and by whom it was written.
//!
//! In goes the text of a block; out comes where the dateline ends, where the copy goes on, and the date. Two shapes are known: a dateline
//! that opens a paragraph ("ISTANBUL, July 18 (Agency) - The ...") and a line that is nothing else ("Published Tuesday, 24 February 2026").

use super::vocabulary::{DATELINE, holds, strip_phrase};
use crate::value::time_parse::{ParsedDate, clock_length, find_date, parse_date, whole_date};

/// A dateline at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Where it ends, without the dash after it.
    pub end: usize,
    /// Where the copy goes on; the length of the text where nothing follows.
    pub rest: usize,
    pub date: Option<ParsedDate>,
}

/// Lines of more bytes are copy.
const LONGEST_LINE: usize = 200;
const MOST_WORDS_BEFORE: usize = 12;
const MOST_WORDS_AFTER: usize = 5;
/// Between commas.
const MOST_WORDS_OF_PLACE: usize = 3;
/// A place in a dateline has fewer bytes.
const LONGEST_PLACE: usize = 60;
const LONGEST_AGENCY: usize = 60;
/// No dateline is longer; the rest of a paragraph is not looked at.
const LONGEST_DATELINE: usize = 250;

/// Reads a line that says when the copy was written. An emphasised one may say more: the name of a paper, what kind of copy it is, or only
/// place and weekday.
pub(super) fn date_line(text: &str, emphasised: bool) -> Option<Dateline> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let whole = |date| Some(Dateline { end: text.len(), rest: text.len(), date });
    let Some(date) = find_date(text, 0).filter(|date| date.day.is_some()) else {
        return if emphasised && is_place_and_weekday(text) { whole(None) } else { None };
    };
    let (before, after) = (&text[..date.range.start], &text[date.range.end..]);
    if is_range_end(before) || is_range_start(after) || !fits_before(before, emphasised) {
        return None;
    }
    let clock = clock_length(after);
    let tail = &after[clock..];
    let sentence = tail.find(". ").map_or(tail.len(), |i| i + 1);
    if !fits_after(&tail[..sentence], emphasised) {
        return None;
    }
    let end = date.range.end + clock + sentence;
    let rest = text.len() - text[end..].trim_start().len();
    // Unemphasised, a sentence after the date makes it a paragraph of copy.
    if rest < text.len() && !emphasised {
        return None;
    }
    Some(Dateline { end, rest, date: Some(date) })
}

/// Whether a line that holds a date says that the copy was changed then: "Updated 3 May 2025".
pub(super) fn is_update(text: &str) -> bool {
    strip_phrase(text, &DATELINE.update_labels).is_some()
}

/// The date of publication in a line whose first date is that of an update: "Updated 4 May 2025 | Published 3 May 2025".
pub(super) fn second_date(text: &str, first: Option<&ParsedDate>) -> Option<ParsedDate> {
    let first = first.filter(|_| is_update(text) && text.len() <= LONGEST_LINE)?;
    let second = find_date(text, first.range.end)?;
    let between = &text[first.range.end..second.range.start];
    let starts = between.char_indices().filter(|(i, c)| c.is_alphabetic() && !between[..*i].ends_with(char::is_alphabetic));
    let published = |(i, _): (usize, char)| {
        let label = &between[i..];
        let rest = strip_phrase(label, &DATELINE.labels).filter(|_| !is_update(label));
        rest.is_some_and(|rest| !rest.contains(char::is_alphabetic))
    };
    starts.into_iter().any(published).then_some(second)
}

/// Whether a line is a byline: "By Katrin Eide", or, emphasised, "By our diplomatic correspondent".
pub(super) fn is_byline(text: &str, emphasised: bool) -> bool {
    let Some(rest) = strip_phrase(text, &DATELINE.bylines) else { return false };
    let mut words = words(rest).peekable();
    text.len() <= LONGEST_LINE / 2
        && text.starts_with(char::is_uppercase)
        && words.peek().is_some_and(|word| emphasised || is_capitalised(word))
        && !text.ends_with(['.', '!', '?', ':'])
        && (emphasised || words.all(|word| is_capitalised(word) || holds(&DATELINE.connectors, &word.to_lowercase())))
}

/// Whether a line in running copy is a caption: "Photo: ...".
pub(super) fn is_caption(text: &str) -> bool {
    strip_phrase(text, &DATELINE.captions).is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// Reads a dateline that opens a paragraph. `first` says that the paragraph opens the copy: only there a place alone is a dateline.
pub(super) fn leading(text: &str, first: bool) -> Option<Dateline> {
    let head = &text[..text.floor_char_boundary(LONGEST_DATELINE)];
    let cut_off = head.len() < text.len();
    stamp(head).or_else(|| place_dateline(head, first)).filter(|dateline| !cut_off || dateline.rest < head.len())
}

/// Whether a paragraph starts with a date and a dash: "June 5, 2025 - The ...".
pub(super) fn starts_with_date(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(LONGEST_DATELINE)];
    parse_date(head).is_some_and(|date| {
        let rest = head[date.range.end..].trim_start_matches([' ', '\u{a0}']);
        rest.starts_with(['—', '–', '-']) || rest.starts_with(": ")
    })
}

/// "date 2025-07-18 The ..." and "Published 3 June 2025. The ...".
fn stamp(text: &str) -> Option<Dateline> {
    let rest = strip_phrase(text, &DATELINE.labels)?;
    let value = rest.trim_start_matches([':', ' ', '\u{a0}']);
    let offset = text.len() - value.len();
    let date = parse_date(value).filter(|date| date.as_day().is_some() && date.range.start == 0)?;
    let end = offset + date.range.end + clock_length(&value[date.range.end..]);
    let after = &text[end..];
    let copy = after.trim_start_matches([' ', '.', ':', ';', '|', '-', '–', '—']);
    let parted = copy.len() < after.len() || after.is_empty();
    // Without a sign between them, only the bare word "date" with a date in figures is a stamp and not the start of a sentence.
    let bare = after.starts_with(' ') && copy.len() + 1 == after.len();
    let in_figures = value[..date.range.end].bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let copy_starts = copy.chars().next().is_none_or(|c| !c.is_lowercase());
    let range = offset + date.range.start..offset + date.range.end;
    (parted && copy_starts && (!bare || in_figures)).then(|| Dateline {
        end,
        rest: text.len() - copy.len(),
        date: Some(ParsedDate { range, ..date }),
    })
}

/// "KARVA CITY, Aug. 5 (Nordwire) - ", "HAVNA, 19 December. ", "GENEVA — ".
fn place_dateline(text: &str, first: bool) -> Option<Dateline> {
    let place = place_length(text);
    let is_place = |part: &str| words(part).count() <= MOST_WORDS_OF_PLACE && words(part).all(fits);
    if !text[..place].split([',', '/']).all(is_place) || strip_phrase(text, &DATELINE.not_first).is_some() {
        return None;
    }
    let capitals = text[..place].split([',', '/']).next().is_some_and(is_in_capitals);
    // "LONDON — May 3, 2025 — The ..." has a dash before the date as well; without one after the date, the first is the only one.
    let after_comma = [',', ' ', '\u{a0}'];
    let after_dash = [',', ' ', '\u{a0}', '—', '–', '-'];
    let parts = dateline_after(text, place, &after_dash).filter(|parts| parts.dash || parts.date.is_none());
    let DatelineParts { date, agency, end, rest, dash } = parts.or_else(|| dateline_after(text, place, &after_comma))?;
    let dated = date.is_some();
    let with_year = date.as_ref().is_some_and(|date| date.year.is_some());
    let starts = text[rest..].chars().next().is_none_or(|c| !c.is_lowercase());
    let is_dateline = match (place > 0, capitals) {
        (true, true) => dated || (first && dash && starts),
        (true, false) => (dated && (dash || agency)) || (first && dash && starts && agency),
        (false, _) => first && with_year && dash,
    };
    is_dateline.then_some(Dateline { end, rest, date })
}

/// What follows the place of a dateline.
struct DatelineParts {
    date: Option<ParsedDate>,
    agency: bool,
    end: usize,
    rest: usize,
    dash: bool,
}

/// Reads date, time of day, agency and the sign before the copy, after a place that ends at a byte and these separators.
fn dateline_after(text: &str, place: usize, separators: &[char]) -> Option<DatelineParts> {
    let between = text[place..].trim_start_matches(separators);
    let offset = text.len() - between.len();
    let date = parse_date(between)
        .filter(|date| date.day.is_some() && date.range.start == 0)
        .map(|date| ParsedDate { range: offset + date.range.start..offset + date.range.end, ..date });
    let after_date = date.as_ref().map_or(place, |date| date.range.end + clock_length(&text[date.range.end..]));
    let agency = agency_length(&text[after_date..]);
    let (end, rest, dash) = terminator(text, after_date + agency)?;
    Some(DatelineParts { date, agency: agency > 0, end, rest, dash })
}

/// How many bytes at the start are words of a place: capitalised words up to a date, a bracket or a dash. 0 where it is none.
fn place_length(text: &str) -> usize {
    let mut at = 0;
    while at < LONGEST_PLACE {
        let rest = &text[at..];
        let separators = rest.len() - rest.trim_start_matches([',', '/', ' ', '\u{a0}']).len();
        let word_at = &rest[separators..];
        let length = word_at.find([',', '/', ' ', '\u{a0}', '(']).unwrap_or(word_at.len());
        let word = &word_at[..length];
        let sentence_end = word.ends_with('.') && word.chars().count() > 5;
        if length == 0
            || !is_capitalised(word)
            || word.contains(|c: char| c.is_ascii_digit() || matches!(c, '—' | '–' | ':'))
            || sentence_end
        {
            break;
        }
        if parse_date(word_at).is_some_and(|date| date.day.is_some()) {
            break;
        }
        at += separators + length;
    }
    // A dash may stand right after the place: "GENEVA—The".
    let end = text[..at].trim_end_matches(['-', '_']).len();
    if at >= LONGEST_PLACE { 0 } else { end }
}

/// How many bytes are an agency in brackets, with the space before it.
fn agency_length(text: &str) -> usize {
    let rest = text.trim_start();
    let named = rest.strip_prefix('(').is_some_and(|inside| inside.starts_with(char::is_uppercase) && parse_date(inside).is_none());
    if !named {
        return 0;
    }
    match rest.bytes().take(LONGEST_AGENCY).position(|b| b == b')') {
        Some(end) => text.len() - rest.len() + end + 1,
        None => 0,
    }
}

/// What parts a dateline from the copy: where the dateline ends, where the copy starts, and whether it is a dash.
fn terminator(text: &str, at: usize) -> Option<(usize, usize, bool)> {
    let rest = &text[at..];
    let stop = usize::from(rest.starts_with('.'));
    let after = rest[stop..].trim_start();
    let spaced = after.len() < rest[stop..].len();
    let copy = after.trim_start_matches(['—', '–', '―', '-', '_']);
    let dash = copy.len() < after.len()
        && (spaced || !after.starts_with('-') || rest.starts_with(')') || after.starts_with("- ") || after.starts_with("--"));
    let start = text.len() - copy.trim_start().len();
    if dash {
        return Some((at + stop, start, true));
    }
    let colon = after.strip_prefix(':').filter(|copy| copy.starts_with(' '));
    if let Some(copy) = colon {
        return Some((at + stop, text.len() - copy.trim_start().len(), false));
    }
    let ends = after.is_empty() || stop == 1 && spaced || text[..at].ends_with(')') && spaced;
    ends.then_some((at + stop, text.len() - after.len(), false))
}

/// Whether the words before a date allow a date line.
fn fits_before(before: &str, emphasised: bool) -> bool {
    let trimmed = before.trim_end_matches([' ', ',', ':', '\u{a0}', '|', '·', '•', '-', '–', '—', '(']);
    let label = strip_phrase(trimmed, &DATELINE.labels);
    if trimmed.is_empty() || label.is_some_and(|rest| rest.is_empty() || clock_length(rest) == rest.len()) {
        return true;
    }
    // "Deadline: 5 May" is the date of something else.
    let other_label = before.contains(':') && label.is_none();
    let in_sentence = label.is_none() && strip_phrase(trimmed, &DATELINE.not_first).is_some();
    if other_label || in_sentence || !words(trimmed).all(fits) || words(trimmed).count() > MOST_WORDS_BEFORE {
        return false;
    }
    let ends = before.trim_end();
    let parted = ends.ends_with([',', '|', '·', '•', '-', '–', '—', '.', '(']) || label.is_some();
    emphasised || (words(trimmed).count() <= MOST_WORDS_AFTER && (parted || is_in_capitals(trimmed) || words(trimmed).count() == 1))
}

/// Whether the words after a date allow a date line.
fn fits_after(after: &str, emphasised: bool) -> bool {
    let agency = agency_length(after) == after.trim_end_matches(['.', ' ']).len();
    let inner = after.trim_matches(['.', ',', ' ', ')', '-', '–', '—', '|', '·', '•', ';', '/']);
    // "3 May 2025 · 5 min read"; "Published: 3 May 2025 | Updated: 4 May 2025".
    let apart = after.trim_start().starts_with(['|', '·', '•']) && words(inner).count() <= MOST_WORDS_AFTER;
    let second = date_line(inner, emphasised).is_some_and(|second| second.rest == inner.len());
    inner.is_empty() || agency || apart || second || (emphasised && words(after).count() <= MOST_WORDS_AFTER && words(after).all(fits))
}

/// Whether a word may stand in a date line: a name, a figure, or one of the listed words; and does not say that the date is another's.
fn fits(word: &str) -> bool {
    let lower = word.to_lowercase();
    !holds(&DATELINE.not_datelines, &lower)
        && (is_capitalised(word) || word.starts_with(|c: char| c.is_ascii_digit()) || holds(&DATELINE.connectors, &lower))
}

/// "5–" before "7 May 2025": a period, which is that of an event.
fn is_range_end(before: &str) -> bool {
    let joined = before.trim_end();
    let cut = joined.strip_suffix(['-', '–', '—', '/', '&']).or_else(|| joined.strip_suffix(" to")).or_else(|| joined.strip_suffix(" and"));
    cut.is_some_and(|before| {
        let before = before.trim_end();
        before.ends_with(|c: char| c.is_ascii_digit()) || words(before).last().is_some_and(|word| whole_date(word).is_some())
    })
}

fn is_range_start(after: &str) -> bool {
    let rest = after.trim_start();
    let cut = rest.strip_prefix(['-', '–', '—', '/', '&']).or_else(|| rest.strip_prefix("to ")).or_else(|| rest.strip_prefix("and "));
    cut.is_some_and(|after| {
        let after = after.trim_start();
        after.starts_with(|c: char| c.is_ascii_digit()) || parse_date(after).is_some()
    })
}

/// "Carrick Park, Tuesday night".
fn is_place_and_weekday(text: &str) -> bool {
    let mut weekday = false;
    let mut count = 0;
    for word in words(text) {
        weekday |= is_capitalised(word) && crate::value::time_parse::weekday_named(word).is_some();
        count += 1;
        if !weekday && !fits(word) {
            return false;
        }
    }
    weekday && count <= 6 && !text.ends_with(['.', '!', '?', ':'])
}

/// The words of a text, without the signs around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\u{a0}', '/', '|', '—', '–'])
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a text has two letters at least, and no small ones but those of a name such as "McLEAN".
fn is_in_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    letters >= 2 && (small == 0 || small == 1 && letters > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dateline and the rest of a paragraph, parted by " ¦ ".
    fn split(text: &str) -> String {
        leading(text, true).map_or("none".into(), |d| format!("{} ¦ {}", &text[..d.end], &text[d.rest..]))
    }

    #[test]
    fn datelines_are_split_off() {
        for (text, expected) in [
            ("ISTANBUL, July 18 (Agency) - The", "ISTANBUL, July 18 (Agency) ¦ The"),
            ("TALLINN, June 5, 2025 (Nordwire) — Sundmark", "TALLINN, June 5, 2025 (Nordwire) ¦ Sundmark"),
            ("BRENNA, Sunday, March 1, 2026, 8:05 p.m. (Nordwire) — An", "BRENNA, Sunday, March 1, 2026, 8:05 p.m. (Nordwire) ¦ An"),
            ("KARVA CITY, Aug. 5 (Nordwire) - At", "KARVA CITY, Aug. 5 (Nordwire) ¦ At"),
            ("HAVNA, 19 December. Sundmark has", "HAVNA, 19 December. ¦ Sundmark has"),
            ("LUND, Tuesday 11 March 2025. The district", "LUND, Tuesday 11 March 2025. ¦ The district"),
            ("HELSINKI, October 2, 2025. From", "HELSINKI, October 2, 2025. ¦ From"),
            ("DUNMORE, Sept. 16, 2025 - The", "DUNMORE, Sept. 16, 2025 ¦ The"),
            ("LONDON, Sept 9, 2024 (Atlantic Press Service) - Halden", "LONDON, Sept 9, 2024 (Atlantic Press Service) ¦ Halden"),
            ("VALPARAÍSO, Dec. 27, 2024 (APS) - Tomás", "VALPARAÍSO, Dec. 27, 2024 (APS) ¦ Tomás"),
            ("ST. PETERSBURG, Fla., May 3 (AP) -- The", "ST. PETERSBURG, Fla., May 3 (AP) ¦ The"),
            ("OTTAWA, Thursday, October 9, 2025 — Canada's", "OTTAWA, Thursday, October 9, 2025 ¦ Canada's"),
            ("WASHINGTON (AP) _ The", "WASHINGTON (AP) ¦ The"),
            ("GENEVA — For most", "GENEVA ¦ For most"),
            ("GENEVA — May 3 was fine", "GENEVA ¦ May 3 was fine"),
            ("LONDON — May 3, 2025 — The", "LONDON — May 3, 2025 ¦ The"),
            ("Geneva, 12 May 2025 – The", "Geneva, 12 May 2025 ¦ The"),
            ("date 2025-07-18 Turkish President", "date 2025-07-18 ¦ Turkish President"),
            ("Published 3 June 2025. The", "Published 3 June 2025 ¦ The"),
            ("June 5, 2025 - The", "June 5, 2025 ¦ The"),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn copy_is_no_dateline() {
        for text in [
            "On June 5, 2025, the council met.",
            "Geneva was calm.",
            "NATO said on June 5 that it",
            "OSLO-based makers of",
            "Paris, 3 June 2025, was a day",
            "Updated 3 June 2024 figures show",
            "Date palms",
            "I - the undersigned",
            "Died July 4, 1914 (1914-07-04)",
            "BRIEF UNPLANNED CABLE OUTAGE 16 August 2011 (Tue, 16 Aug 2011)",
            "",
        ] {
            assert_eq!(split(text), "none", "{text}");
        }
    }

    #[test]
    fn date_lines_are_read() {
        for text in [
            "Bergen, 17 July 2025",
            "Tartu/La Palma, 12 March 2024",
            "Friday 15 August 2025, 4 p.m.",
            "Sun Jun 22 2025 02:27:37 GMT+0300 (Eastern European Summer Time)",
            "Published Tuesday, 24 February 2026",
            "Updated 6 p.m., Tuesday, July 30, 2024",
            "Published online 28 May 2024.",
            "Published: 3 May 2025 | Updated: 4 May 2025",
            "Katrin Eide · 3 May 2025 · 5 min read",
            "By Katrin Eide, Thursday 8 August",
            "June 30, 2025",
            "Profile, Saturday 6 December 2025",
            "KARVA CITY, Wednesday, March 12",
        ] {
            assert_eq!(date_line(text, false).map(|d| (d.end, d.rest)), Some((text.len(), text.len())), "{text}");
        }
    }

    #[test]
    fn emphasised_lines_may_say_more() {
        for (text, rest) in [
            ("Port Ansley Herald, Thursday, June 12, 2025", ""),
            ("Programme, as of 10 November 2025", ""),
            ("Newsletter of the Carrick Rovers Supporters' Association, Good Friday, 18 April 2025", ""),
            ("Monday, 19 August 2024, 61° N", ""),
            ("Last reviewed on 14 November 2024, World Diabetes Day", ""),
            ("City of Havna, Waste Service. As of Monday, 24 November 2025.", ""),
            ("April 20, 2026. Polling day is Sunday, May 17, 2026.", "Polling day is Sunday, May 17, 2026."),
            ("Profile. Saturday, March 29, 2025", ""),
            ("Carrick Park, Tuesday night", ""),
        ] {
            assert_eq!(date_line(text, true).map(|d| &text[d.rest..]), Some(rest), "{text}");
        }
    }

    #[test]
    fn other_dates_are_no_date_lines() {
        for text in [
            "Deadline: 15 May 2025",
            "born Berlin, 11 May 1934 - died Lugano, 4 May 2025",
            "Oslo voted on 3 May 2025 to close the bridge.",
            "2–4 June 2025",
            "On 9 November 1799",
            "Retrieved 9 October",
            "June 2-4, 2025",
            "March 2022",
            "The court met on Tuesday, 3 March 2021.",
            "District Court, Cork: cases adjourned, week of 8 April 2024",
        ] {
            assert_eq!(date_line(text, true), None, "{text}");
        }
    }

    #[test]
    fn bylines_are_told_from_sentences() {
        assert!(is_byline("By Katrin Eide", false));
        assert!(is_byline("By our diplomatic correspondent", true));
        assert!(!is_byline("By our diplomatic correspondent", false));
        assert!(!is_byline("By Monday the rain had stopped.", true));
    }
}
