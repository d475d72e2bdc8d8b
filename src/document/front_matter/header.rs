//! Header lines at the head of a file, as Pelican and MultiMarkdown read them: "Title: …", "Date: …", then a blank line.

use std::ops::Range;

use super::super::ProseBuilder;
use super::super::draft::Draft;
use super::super::vocabulary::{HEADERS, holds};
use super::{Field, apply, normalised};

/// A longer key, or a header of more lines, is none.
const LONGEST_KEY: usize = 30;
const MOST_LINES: usize = 60;

/// Reads header lines from byte `start` of the source on; returns where the copy starts, which is `start` where there are none.
pub(in super::super) fn read(draft: &mut Draft, start: usize) -> usize {
    let text = &draft.source.text;
    let Some(Header { entries, end }) = lines(text, start) else { return start };
    let known = entries.iter().filter(|(key, _)| holds(&HEADERS.keys, key)).count();
    let has = |key: &str| entries.iter().any(|(found, _)| found == key);
    // "Date: 5 May. Venue: the old mill." is a notice; a title, or nothing but what such headers hold, makes a header.
    let is_header = match has("title") {
        true => known * 2 > entries.len(),
        false => has("date") && known == entries.len() && known > 1,
    };
    if !is_header {
        return start;
    }
    let fields: Vec<Field> = entries
        .into_iter()
        .map(|(key, range)| {
            let mut builder = ProseBuilder::default();
            builder.push_source(&text[range.clone()], range.start);
            Field { key, value: Some(builder.take()) }
        })
        .collect();
    apply(draft, &fields, start..end);
    end
}

/// Keys and the bytes of their values, and where the text after them starts.
struct Header {
    entries: Vec<(String, Range<usize>)>,
    end: usize,
}

/// The lines up to a blank one, where all have a key or go on with the one before.
fn lines(text: &str, start: usize) -> Option<Header> {
    let mut entries: Vec<(String, Range<usize>)> = Vec::new();
    let mut at = start;
    for line in text[start..].split_inclusive('\n').take(MOST_LINES) {
        let end = at + line.len();
        if line.trim().is_empty() {
            break;
        }
        let first = entries.is_empty();
        match (key_of(line), entries.last_mut()) {
            (_, Some((_, value))) if line.starts_with([' ', '\t']) => value.end = end,
            (Some(key), _) if !first || holds(&HEADERS.keys, &normalised(key)) => {
                entries.push((normalised(key), at + key.len() + 1..end));
            }
            _ => return None,
        }
        at = end;
    }
    let ends = text[at..].lines().next().is_none_or(|line| line.trim().is_empty());
    (ends && !entries.is_empty()).then_some(Header { entries, end: at })
}

/// The key that a line starts with, before a colon and a space.
fn key_of(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let words = key.len() <= LONGEST_KEY && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'));
    let separated = value.is_empty() || value.starts_with(char::is_whitespace);
    (words && separated && key.starts_with(char::is_alphabetic)).then_some(key)
}
