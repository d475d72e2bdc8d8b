//! Fills regions, so that what is left reads as if they had not been there.

use std::borrow::Cow;
use std::ops::Range;

use super::{Dialect, Region};

/// What shows nothing and parts no words, of two and of three bytes: soft hyphen and zero-width space.
const UNSEEN: [&str; 2] = ["\u{AD}", "\u{200B}"];
const COMMENT: (&str, &str) = ("<!--", "-->");

/// The text with its regions, which are sorted and apart, filled. In Markdown a line of tags alone becomes a comment, which parts blocks; other
/// tags become characters that show nothing, since spaces could make code of what follows. Within the tag of an element they are spaces.
pub(super) fn fill(text: &str, regions: Vec<Region>, dialect: Dialect) -> Cow<'_, str> {
    if regions.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut filled = String::with_capacity(text.len());
    let mut next = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        while regions.get(next).is_some_and(|region| region.range.end <= range.start) {
            next += 1;
        }
        let here = regions[next..].iter().take_while(|region| region.range.start < at);
        let mut pieces = here.map(|region| (clip(&region.range, &range), region.block)).peekable();
        if pieces.peek().is_none() {
            filled.push_str(line);
        } else if dialect == Dialect::Html {
            fill_line(&mut filled, text, range.clone(), pieces.map(|(piece, _)| piece), |_| true);
        } else {
            let pieces: Vec<(Range<usize>, bool)> = pieces.collect();
            markdown_line(&mut filled, text, range, &pieces);
        }
    }
    Cow::Owned(filled)
}

/// Masked Markdown with spaces for its comments that hold nothing: in some elements of HTML a comment is text.
pub(in super::super) fn without_comments(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut from = 0;
    for (at, open) in text.match_indices(COMMENT.0) {
        let inside = text[at + open.len()..].trim_start_matches(' ');
        if inside.starts_with(COMMENT.1) {
            let end = text.len() - inside.len() + COMMENT.1.len();
            kept.push_str(&text[from..at]);
            kept.extend(std::iter::repeat_n(' ', end - at));
            from = end;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

/// What of a region stands in a line.
fn clip(region: &Range<usize>, line: &Range<usize>) -> Range<usize> {
    region.start.max(line.start)..region.end.min(line.end)
}

fn markdown_line(filled: &mut String, text: &str, line: Range<usize>, pieces: &[(Range<usize>, bool)]) {
    let mut from = line.start;
    let mut alone = pieces.iter().any(|(_, block)| *block);
    for (piece, _) in pieces {
        alone &= text[from..piece.start].trim().is_empty();
        from = piece.end;
    }
    alone &= text[from..line.end].trim().is_empty();
    if !alone {
        let ranges = pieces.iter().map(|(piece, _)| piece.clone());
        return fill_line(filled, text, line.clone(), ranges, |at| in_tag(&text[line.start..at]));
    }
    let content = text[line.clone()].trim();
    let start = line.start + text[line.clone()].len() - text[line.clone()].trim_start().len();
    filled.push_str(&text[line.start..start]);
    match content.len().checked_sub(COMMENT.0.len() + COMMENT.1.len()) {
        Some(between) => {
            filled.push_str(COMMENT.0);
            filled.extend(std::iter::repeat_n(' ', between));
            filled.push_str(COMMENT.1);
        }
        None => unseen(filled, content.len()),
    }
    filled.push_str(&text[start + content.len()..line.end]);
}

/// Copies a line and fills these ranges of it, with spaces where `spaces` says so of their start. Line breaks stay.
fn fill_line(
    filled: &mut String,
    text: &str,
    line: Range<usize>,
    ranges: impl Iterator<Item = Range<usize>>,
    spaces: impl Fn(usize) -> bool,
) {
    let mut from = line.start;
    for range in ranges {
        filled.push_str(&text[from..range.start]);
        let inside = &text[range.clone()];
        let content = inside.trim_end_matches(['\n', '\r']);
        match spaces(range.start) {
            true => filled.extend(std::iter::repeat_n(' ', content.len())),
            false => unseen(filled, content.len()),
        }
        filled.push_str(&inside[content.len()..]);
        from = range.end;
    }
    filled.push_str(&text[from..line.end]);
}

/// Adds so many bytes that show nothing.
fn unseen(filled: &mut String, bytes: usize) {
    match bytes {
        0 => {}
        1 => filled.push(' '),
        _ if bytes.is_multiple_of(2) => filled.push_str(&UNSEEN[0].repeat(bytes / 2)),
        _ => {
            filled.push_str(&UNSEEN[0].repeat((bytes - 3) / 2));
            filled.push_str(UNSEEN[1]);
        }
    }
}

/// Whether what stands before in a line opens the tag of an element and does not close it.
fn in_tag(before: &str) -> bool {
    let opened = before.rfind('<').map(|at| &before[at + 1..]);
    opened.is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && !tag.contains('>'))
}
