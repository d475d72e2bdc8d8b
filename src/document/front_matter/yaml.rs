//! YAML front matter between lines of `---`.
//!
//! serde_yaml says whether it is YAML, but not where values stand; so the few values that matter are read line by line, with their bytes.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::super::{Prose, ProseBuilder};
use super::scalar::{self, Escapes};
use super::{Field, normalised};
use crate::yaml;

/// The values of the outermost level, and what is malformed.
pub(super) fn fields(text: &str, body: Range<usize>) -> (Vec<Field>, Option<String>) {
    let malformed = yaml::parse::<IgnoredAny>("front matter", &text[body.clone()]).err();
    let entries = entries(text, body).into_iter();
    let fields = entries.map(|(key, range)| Field { key: normalised(key), value: value(text, range) }).collect();
    (fields, malformed.map(|error| format!("the front matter is not YAML: {}", error.message)))
}

/// Whether a fence at a byte opens front matter: the line after it has a key or a comment.
pub(super) fn opens(text: &str, start: usize) -> bool {
    let Some((_, rest)) = text[start..].split_once('\n') else { return false };
    let first = rest.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|first| first.starts_with('#') || first.trim() == "---" || key_of(first).is_some())
}

/// The key that a line starts with, and the bytes up to its value.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let length = line.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').filter(|length| *length > 0)?;
    let rest = line[length..].trim_start_matches([' ', '\t']).strip_prefix(':')?;
    let separated = rest.is_empty() || rest.starts_with(char::is_whitespace);
    separated.then_some((&line[..length], line.len() - rest.len()))
}

/// The keys of the outermost level, and the bytes of their values with the lines that go on with them.
fn entries(text: &str, body: Range<usize>) -> Vec<(&str, Range<usize>)> {
    let mut entries: Vec<(&str, Range<usize>)> = Vec::new();
    let mut at = body.start;
    for line in text[body].split_inclusive('\n') {
        let end = at + line.len();
        match key_of(line) {
            Some((key, value)) => entries.push((key, at + value..end)),
            None if line.starts_with([' ', '\t']) || line.trim().is_empty() => {
                if let Some((_, value)) = entries.last_mut() {
                    value.end = end;
                }
            }
            None => {}
        }
        at = end;
    }
    entries
}

/// A scalar as prose: quotes and the sign of a block scalar stripped, escapes decoded. `None` where it is a list or a mapping.
fn value(text: &str, range: Range<usize>) -> Option<Prose> {
    let raw = &text[range.clone()];
    let start = range.start + raw.len() - raw.trim_start().len();
    let raw = raw.trim();
    let mut builder = ProseBuilder::default();
    match raw.chars().next()? {
        '[' | '{' | '&' | '*' | '!' => return None,
        '-' if raw[1..].starts_with(char::is_whitespace) => return None,
        '>' | '|' => {
            let first = raw.find('\n')?;
            builder.push_source(&raw[first..], start + first);
        }
        quote @ ('"' | '\'') => {
            let escapes = if quote == '"' { Escapes::Backslash } else { Escapes::Doubled };
            let inside = &raw[1..];
            scalar::push(&mut builder, &inside[..scalar::length(inside, quote, escapes)], start + 1, escapes);
        }
        _ => {
            for line in raw.split_inclusive('\n') {
                let at = start + (line.as_ptr() as usize - raw.as_ptr() as usize);
                let end = if line.starts_with('#') { 0 } else { line.find(" #").unwrap_or(line.len()) };
                builder.push_source(&line[..end], at);
            }
        }
    }
    Some(builder.take())
}
