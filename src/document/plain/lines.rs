//! Lines of plain text: where they stand, whether the document wraps them, which of them open items of a list.

use std::ops::Range;

use super::super::{allow, dateline};

/// Lines of more characters are paragraphs on one line, not wrapped.
const WIDEST: usize = 130;
/// A document whose lines are all shorter is not wrapped: it is made of short lines.
const NARROWEST: usize = 40;

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its bytes, without white space at either end and without the line break.
    pub range: Range<usize>,
    /// Characters of white space before it.
    pub indent: usize,
    /// Its length in characters.
    pub width: usize,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// Whether it has a letter or figure.
    pub has_words: bool,
}

/// The lines from byte `start` on, the blank ones left out.
pub(super) fn split(text: &str, start: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut after_blank = true;
    let mut at = start;
    for raw in text[start..].split_inclusive(['\n', '\r']) {
        // The second half of a CRLF is no line of its own.
        let second_half = raw == "\n" && text[..at].ends_with('\r');
        let content = raw.trim();
        if !content.is_empty() {
            let before = raw.len() - raw.trim_start().len();
            let range = at + before..at + before + content.len();
            let indent = raw[..before].chars().count();
            let (width, has_words) = (content.chars().count(), content.contains(char::is_alphanumeric));
            lines.push(Line { range, indent, width, after_blank, has_words });
            after_blank = false;
        } else if !second_half {
            after_blank = true;
        }
        at += raw.len();
    }
    lines
}

/// How a document's lines end.
pub(super) struct Wrapping {
    /// The width at which lines are wrapped; `None` where each line is a paragraph.
    width: Option<usize>,
}

impl Wrapping {
    /// Decides by the lengths of all lines: wrapped copy has hardly a line that is longer than a page is wide.
    pub fn of(text: &str, lines: &[Line]) -> Wrapping {
        // A line without spaces, such as an address, cannot be wrapped and proves nothing.
        let breakable: Vec<usize> = lines.iter().filter(|line| text[line.range.clone()].contains(' ')).map(|line| line.width).collect();
        let wide = breakable.iter().filter(|width| **width > WIDEST).count();
        let width = breakable.iter().filter(|width| **width <= WIDEST).max().copied();
        Wrapping { width: width.filter(|_| wide * 10 <= breakable.len()) }
    }

    /// Whether a line goes on with the next one: the next one's first word had no room, or it starts in the middle of a sentence.
    pub fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        let Some(width) = self.width else { return false };
        if next.after_blank {
            return false;
        }
        let (content, following) = (&text[line.range.clone()], &text[next.range.clone()]);
        let alone = |line: &str| dateline::date_line(line, false).is_some() || dateline::is_byline(line, false);
        // A date at the end of a wrapped paragraph may fill its last line; under a headline it stands alone.
        let under_headline = line.after_blank && !following.ends_with('.') && alone(following);
        if allow::read(content).is_some() || allow::read(following).is_some() || alone(content) || under_headline {
            return false;
        }
        let first_word = following.split_whitespace().next().map_or(0, |word| word.chars().count());
        let no_room = width >= NARROWEST && line.indent + line.width + 1 + first_word > width;
        let ended = content.ends_with(['.', '!', '?', ':', '"', '”']);
        let capitals = !content.contains(char::is_lowercase);
        let mid_sentence = !ended && !capitals && following.starts_with(char::is_lowercase);
        (no_room && !capitals) || mid_sentence
    }
}

/// What opens an item of a list.
#[derive(Clone, Debug)]
pub(super) struct Marker {
    /// The sign, or `None` for a number.
    sign: Option<char>,
    pub number: Option<u32>,
    /// Where the item's text starts.
    pub content: usize,
}

/// For each line the marker of the item that it opens. One marker alone may be a dash or a date: a list has two items at least, and
/// numbers that count.
pub(super) fn list_items(text: &str, lines: &[Line]) -> Vec<Option<Marker>> {
    let mut markers: Vec<Option<Marker>> = lines.iter().map(|line| marker(&text[line.range.clone()], line.range.start)).collect();
    let opening: Vec<usize> = (0..lines.len()).filter(|i| markers[*i].is_some()).collect();
    let follows = |a: usize, b: usize| match (&markers[a], &markers[b]) {
        (Some(a), Some(b)) => a.sign == b.sign && a.number.is_none_or(|number| b.number == Some(number + 1)),
        _ => false,
    };
    // Items of an inner list may stand between two of the outer one, but not many lines of other text.
    let paired: Vec<bool> = (0..opening.len())
        .map(|i| {
            let after =
                opening[i + 1..].iter().take(12).any(|next| follows(opening[i], *next) && lines[*next].indent == lines[opening[i]].indent);
            let before = opening[..i]
                .iter()
                .rev()
                .take(12)
                .any(|last| follows(*last, opening[i]) && lines[*last].indent == lines[opening[i]].indent);
            before || after
        })
        .collect();
    for (index, paired) in opening.into_iter().zip(paired) {
        if !paired {
            markers[index] = None;
        }
    }
    markers
}

fn marker(line: &str, at: usize) -> Option<Marker> {
    let first = line.chars().next()?;
    let (sign, number, length) = if matches!(first, '-' | '*' | '+' | '•' | '·' | '–' | '▪' | '◦' | '‣') {
        (Some(first), None, first.len_utf8())
    } else {
        let figures = line.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let closed = line[figures..].starts_with(['.', ')']);
        let number = (closed && figures < 4).then(|| line[..figures].parse().ok())??;
        (None, Some(number), figures + 1)
    };
    let rest = &line[length..];
    let content = rest.trim_start();
    let separated = content.len() < rest.len() && content.contains(char::is_alphanumeric);
    separated.then_some(Marker { sign, number, content: at + line.len() - content.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_of_all_systems_part_lines() {
        let lines = split("a\r\nb\rc\n\n d ", 0);
        let seen: Vec<_> = lines.iter().map(|l| (l.range.clone(), l.after_blank, l.indent)).collect();
        assert_eq!(seen, [(0..1, true, 0), (3..4, false, 0), (5..6, false, 0), (9..10, true, 1)]);
    }

    #[test]
    fn a_date_at_the_end_of_a_wrapped_paragraph_is_part_of_it() {
        let text = "The talks between the two sides are to be held, if they are held, in\nIstanbul, 2 June 2025.\n\n\
            Both sides are to send their ministers of foreign affairs to\nIstanbul, 2 June 2025\n";
        let lines = split(text, 0);
        let wrapping = Wrapping::of(text, &lines);
        assert!(wrapping.joins(text, &lines[0], &lines[1]));
        assert!(!wrapping.joins(text, &lines[2], &lines[3]));
    }

    #[test]
    fn one_dash_makes_no_list() {
        let text = "- a\n- b\ntext\n-- Ragna Moe\n1. FC Town won\n3) no";
        let lines = split(text, 0);
        let opens: Vec<bool> = list_items(text, &lines).iter().map(Option::is_some).collect();
        assert_eq!(opens, [true, true, false, false, false, false]);
    }
}
