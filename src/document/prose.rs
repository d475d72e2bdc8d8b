//! Prose: text as a reader sees it, and the way from its bytes back to the bytes of the source.
//!
//! The method is that of source maps: a sorted list of segments, each either *verbatim* (byte `i` of the segment is byte `i` of its
//! source range) or *replaced* (an entity, a soft break: the whole stands for the whole).
//!
//! Texts that look the same are the same: letters with accents are composed (NFC), spaces of all kinds are plain ones, and what shows
//! nothing is left out.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::source::{SourceId, Span};

/// A piece of prose that comes from one range of source bytes.
#[derive(Clone, Copy, Debug)]
struct Segment {
    text_start: u32,
    text_end: u32,
    source_start: u32,
    source_end: u32,
    verbatim: bool,
}

/// Text as a reader sees it.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    pub text: String,
    segments: Vec<Segment>,
}

impl Prose {
    /// The source bytes of a range of text bytes: the smallest source range that holds all of it. An empty range gives an empty
    /// span at its place; prose without any source gives 0..0.
    pub fn span(&self, source: SourceId, text: Range<u32>) -> Span {
        let Some(last) = self.segments.len().checked_sub(1) else {
            return Span { source, start: 0, end: 0 };
        };
        let at = |position: u32| self.segments[self.segments.partition_point(|s| s.text_end <= position).min(last)];
        let first = at(text.start);
        let start = match first.verbatim {
            true => first.source_start + text.start.clamp(first.text_start, first.text_end) - first.text_start,
            false => first.source_start,
        };
        if text.end <= text.start {
            return Span { source, start, end: start };
        }
        let final_segment = at(text.end - 1);
        let end = match final_segment.verbatim {
            true => {
                final_segment.source_start + text.end.clamp(final_segment.text_start, final_segment.text_end) - final_segment.text_start
            }
            false => final_segment.source_end,
        };
        Span { source, start, end: end.max(start) }
    }

    /// The prose of a range of text bytes, which must lie on character boundaries, with its own way back to the source.
    pub fn slice(&self, text: Range<usize>) -> Prose {
        let Some(slice) = self.text.get(text.clone()) else { return Prose::default() };
        let (from, to) = (text.start as u32, text.end as u32);
        let first = self.segments.partition_point(|s| s.text_end <= from);
        let clip = |s: &Segment| {
            let (start, end) = (s.text_start.max(from), s.text_end.min(to));
            let (source_start, source_end) = match s.verbatim {
                true => (s.source_start + start - s.text_start, s.source_start + end - s.text_start),
                false => (s.source_start, s.source_end),
            };
            Segment { text_start: start - from, text_end: end - from, source_start, source_end, verbatim: s.verbatim }
        };
        let segments = self.segments[first..].iter().take_while(|s| s.text_start < to).map(clip).collect();
        Prose { text: slice.to_string(), segments }
    }

    /// The source bytes of the whole.
    pub fn whole(&self, source: SourceId) -> Span {
        self.span(source, 0..self.text.len() as u32)
    }
}

/// Puts prose together from pieces of source, in the order of the source. White space is collapsed as a browser does it: a run of it
/// is one space, none stands at the start or end.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
    pending: Option<Pending>,
}

/// White space that becomes one space if more text follows.
#[derive(Debug)]
struct Pending {
    source: Range<usize>,
    /// Whether it is one plain space in the source.
    verbatim: bool,
    /// The space itself where it is one that a browser does not collapse: between digits it groups them, and stays what it is.
    no_break: Option<char>,
}

impl ProseBuilder {
    /// Adds text that stands for `source`; it is verbatim where the caller says that the bytes are the same.
    pub fn push(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let mut characters = text.chars();
        if let (Some(only), None) = (characters.next(), characters.next())
            && is_no_break(only)
        {
            return self.pend(Pending { source, verbatim: false, no_break: Some(only) });
        }
        if let Some(Pending { source: space, verbatim, no_break }) = self.pending.take()
            && !self.prose.text.is_empty()
        {
            let is_digit = |c: char| c.is_ascii_digit();
            match no_break.filter(|_| self.prose.text.ends_with(is_digit) && text.starts_with(is_digit)) {
                Some(grouping) => self.append(grouping.encode_utf8(&mut [0; 4]), space, false),
                None => self.append(" ", space, verbatim),
            }
        }
        self.append(text, source, verbatim);
    }

    /// Adds white space, or a line break, that stands for `source`.
    pub fn space(&mut self, source: Range<usize>, verbatim: bool) {
        self.pend(Pending { source, verbatim, no_break: None });
    }

    fn pend(&mut self, space: Pending) {
        match &mut self.pending {
            Some(before) => before.no_break = None,
            None => self.pending = Some(space),
        }
    }

    /// Adds text as it stands in the source from byte `at` on, with its white space collapsed, its accents composed, and characters that
    /// show nothing (soft hyphens, zero-width spaces, byte order marks, marks of direction) left out.
    pub fn push_source(&mut self, text: &str, at: usize) {
        let mut start = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((i, c)) = characters.next() {
            let blank = is_blank(c);
            if !blank && !is_invisible(c) && !is_no_break(c) && !is_joiner(c) {
                continue;
            }
            self.push_composed(&text[start..i], at + start);
            let mut end = i + c.len_utf8();
            if blank {
                while let Some((j, next)) = characters.next_if(|(_, next)| is_blank(*next)) {
                    end = j + next.len_utf8();
                }
                self.space(at + i..at + end, &text[i..end] == " ");
            } else if is_no_break(c) || is_joiner(c) && self.ends_in_joining_script() {
                self.push(&text[i..end], at + i..at + end, true);
            }
            start = end;
        }
        self.push_composed(&text[start..], at + start);
    }

    /// Whether a joiner after the text so far may change how letters look, as in Arabic, the scripts of India and emoji: not in Latin,
    /// Greek, Cyrillic and their like.
    fn ends_in_joining_script(&self) -> bool {
        self.pending.is_none() && self.prose.text.chars().next_back().is_some_and(|last| last >= '\u{600}')
    }

    /// Adds text with every letter composed with the marks behind it; what changes stands for its letter and marks as a whole.
    fn push_composed(&mut self, text: &str, at: usize) {
        if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            return self.push(text, at..at + text.len(), true);
        }
        let starts = text.char_indices().filter(|(_, c)| starts_letter(*c)).map(|(i, _)| i);
        let mut start = 0;
        for end in starts.skip_while(|i| *i == 0).chain(std::iter::once(text.len())) {
            let letter = &text[start..end];
            let composed: String = letter.nfc().collect();
            self.push(&composed, at + start..at + end, composed == letter);
            start = end;
        }
    }

    fn append(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        debug_assert!(!verbatim || text.len() == source.len());
        let text_start = self.prose.text.len() as u32;
        self.prose.text.push_str(text);
        let text_end = self.prose.text.len() as u32;
        if let Some(last) = self.prose.segments.last_mut()
            && verbatim
            && last.verbatim
            && last.source_end as usize == source.start
        {
            last.text_end = text_end;
            last.source_end = source.end as u32;
            return;
        }
        self.prose.segments.push(Segment {
            text_start,
            text_end,
            source_start: source.start as u32,
            source_end: source.end as u32,
            verbatim,
        });
    }

    /// The text so far, without white space at its end.
    pub fn text(&self) -> &str {
        &self.prose.text
    }

    /// Whether nothing but white space has been added.
    pub fn is_blank(&self) -> bool {
        self.prose.text.is_empty()
    }

    /// The prose, leaving this builder empty.
    pub fn take(&mut self) -> Prose {
        self.pending = None;
        std::mem::take(&mut self.prose)
    }
}

/// Whether a character starts a letter, and does not go on with the one before.
fn starts_letter(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe
}

/// White space that a browser does not collapse: no-break spaces and those of a set width.
fn is_no_break(c: char) -> bool {
    c.is_whitespace() && !is_blank(c)
}

/// Zero-width joiner and non-joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// White space that a browser collapses.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that a reader does not see and that part no words: soft hyphen, zero-width space and joiners of words, byte order mark,
/// marks of the direction of writing.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: SourceId = SourceId(0);

    fn prose(source: &str) -> Prose {
        let mut builder = ProseBuilder::default();
        builder.push_source(source, 10);
        builder.take()
    }

    #[test]
    fn white_space_collapses_and_keeps_its_place() {
        let prose = prose("  a \r\n b\u{AD}c  ");
        assert_eq!(prose.text, "a bc");
        let span = |range: Range<u32>| prose.span(SOURCE, range).range();
        assert_eq!(span(0..1), 12..13);
        assert_eq!(span(1..2), 13..17);
        assert_eq!(span(2..4), 17..21);
        assert_eq!(prose.whole(SOURCE).range(), 12..21);
    }

    #[test]
    fn accents_are_composed_and_keep_their_place() {
        let source = "Bru\u{308}cke, A\u{30A}.";
        let prose = prose(source);
        assert_eq!(prose.text, "Br\u{FC}cke, \u{C5}.");
        let span = |range: Range<u32>| prose.span(SOURCE, range).range();
        assert_eq!(span(2..4), 12..15);
        assert_eq!(span(4..8), 15..19);
        assert_eq!(span(9..12), 20..24);
        assert_eq!(prose.whole(SOURCE).range(), 10..10 + source.len());
    }

    #[test]
    fn spaces_of_all_kinds_are_plain_but_where_they_group_digits() {
        for space in ["\u{A0}", "\u{202F}", "\u{2007}", "\u{2009}"] {
            let prose = prose(&format!("on{space}May{space}3{space} 4: 10{space}000{space}euros{space}"));
            assert_eq!(prose.text, format!("on May 3 4: 10{space}000 euros"));
            let start = prose.text.find("May").unwrap() as u32;
            assert_eq!(prose.span(SOURCE, start - 1..start).range(), 12..12 + space.len());
        }
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        assert_eq!(prose("\u{202A}Hol\u{200D}berg\u{202C}\u{200E} \u{2066}x\u{2069}\u{200C}").text, "Holberg x");
        let joined = "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}";
        assert_eq!(prose(joined).text, joined);
    }

    #[test]
    fn a_slice_keeps_its_source() {
        let whole = prose("one\ntwo three");
        let slice = whole.slice(4..9);
        assert_eq!(slice.text, "two t");
        assert_eq!(slice.whole(SOURCE).range(), 14..19);
        assert_eq!(whole.slice(3..3).text, "");
    }
}
