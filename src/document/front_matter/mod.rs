//! What stands at the head of a file about the copy: front matter in YAML, TOML or JSON, and header lines ("Title: …"). Its title is headline
//! copy, its dates are those of publication and of the last update; nothing else in it is copy.
//!
//! Crates for the three languages say whether a text is well-formed. Values keep their bytes, so that a finding can point at them.

mod header;
mod json;
mod scalar;
mod toml;
mod yaml;

use std::ops::Range;

use super::draft::{Draft, Marks};
use super::vocabulary::{DATELINE, HEADERS};
use super::{BlockKind, Prose, path_date};
use crate::value::time_parse::{clock_length, parse_date};
pub(super) use header::read as read_header;

/// Front matter longer than this is not taken for such.
const LONGEST: usize = 64 * 1024;

/// A value by its key.
struct Field {
    /// In lower case, without `_`, `-` and spaces.
    key: String,
    /// A scalar as prose; `None` for lists and maps.
    value: Option<Prose>,
}

/// Reads front matter from byte `start` of the source on, or behind blank lines; returns where the copy starts, which is `start` where
/// there is none.
pub(super) fn read(draft: &mut Draft, start: usize) -> usize {
    let text = &draft.source.text;
    let blank = text[start..].len() - text[start..].trim_start().len();
    let opening = text[..start + blank].rfind('\n').map_or(start, |line| (line + 1).max(start));
    let after = match text.as_bytes().get(opening) {
        Some(b'{') => json::read(draft, opening),
        Some(b'+') => fenced(draft, opening, "+++", toml::fields),
        Some(b'-') if yaml::opens(text, opening) => fenced(draft, opening, "---", yaml::fields),
        _ => opening,
    };
    if after == opening { start } else { after }
}

/// Reads front matter between two lines that are nothing but a fence. `fields` gives its values, and says what is malformed.
fn fenced(draft: &mut Draft, start: usize, fence: &str, fields: impl Fn(&str, Range<usize>) -> (Vec<Field>, Option<String>)) -> usize {
    let text = &draft.source.text;
    let opening = text[start..].split_inclusive('\n').next().filter(|line| line.trim_end() == fence && line.ends_with('\n'));
    let Some(body) = opening.map(|line| start + line.len()) else { return start };
    let Some((end, after)) = closing(text, body, fence) else {
        let message = format!("the front matter has no closing {fence}");
        draft.remark("malformed-front-matter", message, start..start + fence.len());
        return start;
    };
    let (fields, malformed) = fields(text, body..end);
    if let Some(message) = malformed {
        draft.remark("malformed-front-matter", message, body..end);
    }
    apply(draft, &fields, body..end);
    after
}

/// Where the closing line starts and where the text after it does.
fn closing(text: &str, body: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let content = line.trim_end();
        if content == fence || content == "..." && fence == "---" {
            return Some((at, at + line.len()));
        }
        at += line.len();
        if at - body > LONGEST {
            return None;
        }
    }
    None
}

/// A key as the vocabulary writes it.
fn normalised(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Takes from the fields what is copy and what dates it.
fn apply(draft: &mut Draft, fields: &[Field], whole: Range<usize>) {
    let value = |key: &str| fields.iter().find(|field| field.key == key);
    if let Some(title) = value("title").and_then(|field| field.value.clone()) {
        draft.push(BlockKind::Title, title, Marks::default());
    }
    if let Some(standfirst) = HEADERS.standfirsts.iter().find_map(|key| value(key)?.value.clone()) {
        draft.push(BlockKind::Standfirst, standfirst, Marks::default());
    }
    let source = draft.source.id;
    let dated = |keys: &[String]| {
        let days = keys.iter().filter_map(|key| value(key)?.value.as_ref());
        days.filter_map(|prose| Some((prose, day(prose)?))).next().map(|(prose, (day, range))| (day, prose.span(source, range)))
    };
    let published = dated(&DATELINE.front_matter);
    let by_address = || {
        let addresses = HEADERS.addresses.iter().filter_map(|key| value(key)?.value.as_ref());
        addresses.filter_map(|prose| Some((path_date::of(&prose.text)?.day?, prose.whole(source)))).next()
    };
    draft.front_matter = published.or_else(by_address);
    draft.updated = dated(&HEADERS.updates);
    if published.is_none() {
        remark_unreadable(draft, fields, whole);
    }
    if let Some(dateline) = value("dateline").and_then(|field| field.value.clone()) {
        draft.push(BlockKind::Meta, dateline, Marks { meta: true, ..Marks::default() });
    }
}

/// The day that a value gives, and its bytes in the value's prose.
fn day(value: &Prose) -> Option<(chrono::NaiveDate, Range<u32>)> {
    let date = parse_date(&value.text)?;
    let rest = &value.text[date.range.end..];
    let ends = clock_length(rest) > 0 || !rest.starts_with(char::is_alphanumeric);
    ends.then(|| Some((date.as_day()?, date.range.start as u32..date.range.end as u32)))?
}

/// Remarks that none of the values that should give the date of publication does. "published: true" says something else.
fn remark_unreadable(draft: &mut Draft, fields: &[Field], whole: Range<usize>) {
    let says_something_else = |prose: &Prose| prose.text.is_empty() || holds_word(&HEADERS.not_dates, &prose.text);
    let unreadable = DATELINE.front_matter.iter().find_map(|key| {
        let field = fields.iter().find(|field| field.key == *key)?;
        field.value.as_ref().is_none_or(|prose| !says_something_else(prose)).then_some(field)
    });
    if let Some(field) = unreadable {
        let range = field.value.as_ref().map_or(whole, |value| value.whole(draft.source.id).range());
        draft.remark("unreadable-date", "the date in the front matter cannot be read as a day; write it as 2025-06-02", range);
    }
}

fn holds_word(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests;
