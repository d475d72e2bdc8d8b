//! YAML front matter of a Markdown file: its title is headline copy, its date that of publication.
//!
//! serde_yaml says whether it is YAML, but not where values stand; so the few values that matter are read line by line, with their bytes.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::draft::{Draft, Marks};
use super::vocabulary::DATELINE;
use super::{BlockKind, Prose, ProseBuilder};
use crate::value::time_parse::{clock_length, parse_date};
use crate::yaml;

/// Front matter longer than this is not taken for such.
const LONGEST: usize = 64 * 1024;

/// Reads front matter from byte `start` of the source on; returns where the copy starts, which is `start` where there is none.
pub(super) fn read(draft: &mut Draft, start: usize) -> usize {
    let text = &draft.source.text;
    let Some(body) = opening(text, start) else { return start };
    let Some((end, after)) = closing(text, body) else {
        draft.remark("malformed-front-matter", "the front matter has no closing ---", start..start + 3);
        return start;
    };
    if let Err(error) = yaml::parse::<IgnoredAny>(&draft.source.name, &text[body..end]) {
        draft.remark("malformed-front-matter", format!("the front matter is not YAML: {}", error.message), body..end);
    }
    let entries = entries(text, body..end);
    let value = |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| value(text, entry.value.clone()));
    if let Some(title) = value("title").flatten() {
        draft.push(BlockKind::Title, title, Marks::default());
    }
    if let Some(date) = DATELINE.front_matter.iter().find_map(|key| value(key)) {
        read_date(draft, date, body..end);
    }
    if let Some(dateline) = value("dateline").flatten() {
        draft.push(BlockKind::Meta, dateline, Marks { meta: true, ..Marks::default() });
    }
    after
}

/// Where front matter starts, where its first line is `---` and its second has a key or a comment.
fn opening(text: &str, start: usize) -> Option<usize> {
    let rest = text[start..].strip_prefix("---")?;
    let line = rest.split_inclusive('\n').next()?;
    let body = start + 3 + line.len();
    let starts = line.trim().is_empty() && line.ends_with('\n');
    let first = text[body..].lines().find(|line| !line.trim().is_empty())?;
    (starts && (first.starts_with('#') || first.trim() == "---" || key_of(first).is_some())).then_some(body)
}

/// Where the closing line starts and where the text after it does.
fn closing(text: &str, body: usize) -> Option<(usize, usize)> {
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
        if at - body > LONGEST {
            return None;
        }
    }
    None
}

/// The key that a line starts with, and the bytes up to its value.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let length = line.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').filter(|length| *length > 0)?;
    let rest = line[length..].trim_start_matches([' ', '\t']).strip_prefix(':')?;
    let separated = rest.is_empty() || rest.starts_with(char::is_whitespace);
    separated.then_some((&line[..length], line.len() - rest.len()))
}

/// A key of the outermost level, in lower case, and the bytes of its value with the lines that go on with it.
struct Entry {
    key: String,
    value: Range<usize>,
}

fn entries(text: &str, body: Range<usize>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = body.start;
    for line in text[body].split_inclusive('\n') {
        let end = at + line.len();
        match key_of(line) {
            Some((key, value)) => entries.push(Entry { key: key.to_lowercase(), value: at + value..end }),
            None if line.starts_with([' ', '\t']) || line.trim().is_empty() => {
                if let Some(last) = entries.last_mut() {
                    last.value.end = end;
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
        quote @ ('"' | '\'') => push_quoted(&mut builder, &raw[1..], start + 1, quote),
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

/// Adds the inside of a quoted scalar, that starts at byte `at`, up to its closing quote.
fn push_quoted(builder: &mut ProseBuilder, inside: &str, at: usize, quote: char) {
    let mut start = 0;
    let mut position = 0;
    while let Some(c) = inside[position..].chars().next() {
        let rest = &inside[position..];
        let escape = match (quote, c) {
            ('\'', '\'') if rest.starts_with("''") => Some(('\'', 2)),
            ('"', '\\') => decode_escape(rest),
            _ => None,
        };
        if let Some((decoded, length)) = escape {
            builder.push_source(&inside[start..position], at + start);
            let source = at + position..at + position + length;
            match decoded.is_whitespace() {
                true => builder.space(source, false),
                false => builder.push(decoded.encode_utf8(&mut [0; 4]), source, false),
            }
            position += length;
            start = position;
        } else if c == quote {
            break;
        } else {
            position += c.len_utf8();
        }
    }
    builder.push_source(&inside[start..position], at + start);
}

/// The character that an escape of a double-quoted scalar stands for, and the escape's length.
fn decode_escape(text: &str) -> Option<(char, usize)> {
    let figures = |length: usize| {
        let code = u32::from_str_radix(text.get(2..2 + length)?, 16).ok()?;
        Some((char::from_u32(code)?, 2 + length))
    };
    match text.chars().nth(1)? {
        'x' => figures(2),
        'u' => figures(4),
        'U' => figures(8),
        'n' | 't' | 'r' => Some((' ', 2)),
        '_' => Some(('\u{a0}', 2)),
        '\n' => Some((' ', 2)),
        c @ ('"' | '\\' | '/' | ' ') => Some((c, 2)),
        _ => None,
    }
}

/// Keeps the date of publication, or remarks that the value is none.
fn read_date(draft: &mut Draft, value: Option<Prose>, front_matter: Range<usize>) {
    let message = "the date in the front matter cannot be read as a day; write it as 2025-06-02";
    let Some(value) = value else {
        draft.remark("unreadable-date", message, front_matter);
        return;
    };
    let found = parse_date(&value.text).filter(|date| {
        let rest = &value.text[date.range.end..];
        clock_length(rest) > 0 || rest.trim().is_empty() || !rest.starts_with(char::is_alphanumeric)
    });
    match found.as_ref().and_then(|date| Some((date.as_day()?, date.range.clone()))) {
        Some((day, range)) => draft.front_matter = Some((day, value.span(draft.source.id, range.start as u32..range.end as u32))),
        None => draft.remark("unreadable-date", message, value.whole(draft.source.id).range()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, SourceId};

    struct Seen {
        /// Each block's text and its source.
        blocks: Vec<(String, String)>,
        date: Option<String>,
        remarks: Vec<&'static str>,
        rest: String,
    }

    fn read_all(text: &str) -> Seen {
        let source = Source::new(SourceId(0), "a.md".into(), text.into()).unwrap();
        let mut draft = Draft::new(&source);
        let after = read(&mut draft, 0);
        Seen {
            blocks: draft.blocks.iter().map(|b| (b.prose.text.clone(), source.slice(b.prose.whole(source.id)).to_string())).collect(),
            date: draft.front_matter.map(|(day, span)| format!("{day} {}", source.slice(span))),
            remarks: draft.remarks.iter().map(|r| r.id).collect(),
            rest: text[after..].to_string(),
        }
    }

    #[test]
    fn title_and_date_keep_their_bytes() {
        let Seen { blocks, date, remarks, rest } =
            read_all("---\r\ntitle: \"A \\\"quoted\\\" t\\u00e9st\" # not this\r\ndate: 2025-06-02 10:00\r\n---\r\nText");
        assert_eq!(blocks, [("A \"quoted\" tést".to_string(), "A \\\"quoted\\\" t\\u00e9st".to_string())]);
        assert_eq!(date.as_deref(), Some("2025-06-02 2025-06-02"));
        assert!(remarks.is_empty(), "{remarks:?}");
        assert_eq!(rest, "Text");
    }

    #[test]
    fn scalars_of_all_kinds_are_read() {
        for (yaml, text) in [
            ("title: Plain # comment", "Plain"),
            ("title: 'It''s'", "It's"),
            ("title: >\n  Folded\n  lines", "Folded lines"),
            ("title: Plain\n  goes on", "Plain goes on"),
            ("Title : x", "x"),
        ] {
            assert_eq!(read_all(&format!("---\n{yaml}\n---\n")).blocks[0].0, text, "{yaml}");
        }
    }

    #[test]
    fn what_is_malformed_is_remarked() {
        assert_eq!(read_all("---\ntitle: x\nText").remarks, ["malformed-front-matter"]);
        assert_eq!(read_all("---\ntitle: [x\ndate: 2025-01-01\n---\n").remarks, ["malformed-front-matter"]);
        assert_eq!(read_all("---\ndate: soon\n---\n").remarks, ["unreadable-date"]);
        assert_eq!(read_all("---\ndate: 31 June 2025\n---\n").remarks, ["unreadable-date"]);
        assert_eq!(read_all("---\n\nA text between rules.\n\n---\n").rest.len(), 32);
    }
}
