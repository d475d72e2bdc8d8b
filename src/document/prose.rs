//! Prose: text as a reader sees it, and the way from its bytes back to the bytes of the source.
//!
//! The method is that of source maps: a sorted list of segments, each either *verbatim* (byte `i` of the segment is byte `i` of its
//! source range) or *replaced* (an entity, a soft break: the whole stands for the whole).

use std::ops::Range;

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

    /// The source bytes of the whole.
    pub fn whole(&self, source: SourceId) -> Span {
        self.span(source, 0..self.text.len() as u32)
    }
}

/// Puts prose together from pieces of source, in the order of the source.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
}

impl ProseBuilder {
    /// Adds text that stands for `source`; it is verbatim where the caller says that the bytes are the same.
    pub fn push(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
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

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.prose.text
    }

    /// Whether nothing but white space has been added.
    pub fn is_blank(&self) -> bool {
        self.prose.text.trim().is_empty()
    }

    /// The prose, leaving this builder empty.
    pub fn take(&mut self) -> Prose {
        std::mem::take(&mut self.prose)
    }
}
