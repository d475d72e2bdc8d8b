//! Source files as read: names, text, and the way from a byte offset to a line and column.
//!
//! In goes the bytes of a file; out comes a [`Source`] whose text has exactly one byte for each byte
//! of the file, so that every [`Span`] is an offset into the file as it is on disk. This module knows
//! nothing of formats.

use std::ops::Range;

/// Number of a source within one run; indexes the project's list of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A half-open range of bytes in a source, as read from disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The byte range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two share a byte (or, for an empty span, a position) of one source.
    pub fn overlaps(self, other: Span) -> bool {
        self.source == other.source && self.start < other.end.max(other.start + 1) && other.start < self.end.max(self.start + 1)
    }

    /// The smallest span that holds both. Both must lie in one source.
    pub fn hull(self, other: Span) -> Span {
        debug_assert_eq!(self.source, other.source);
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A file that cannot be a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("the file is larger than 4 GiB; split it")]
    TooLarge,
    #[error("the file is UTF-16; save it as UTF-8")]
    Utf16,
    #[error("the file is binary (it holds NUL bytes throughout); list it under `ignore` in gainsay.yaml")]
    Binary,
}

/// A file that could not be read, or is no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The path as shown to the user.
    pub path: String,
    pub message: String,
}

/// One file of copy.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: SourceId,
    /// The path as shown to the user: relative, with `/` between folders.
    pub name: String,
    /// The text; byte `i` of it is byte `i` of the file.
    pub text: String,
    /// How many bytes were no UTF-8 and stand in `text` as a substitute (`?`).
    pub substituted: usize,
    line_starts: Vec<u32>,
    /// For each [`STEP`] bytes of the text, how many characters start before them.
    characters: Vec<u32>,
}

/// How far apart the places are, in bytes, from which characters are counted.
const STEP: usize = 1024;

impl Source {
    /// Decodes a file. Bytes that are no UTF-8 become `?`, one for one, and NUL bytes become spaces,
    /// so that offsets hold; a byte order mark stays in the text.
    ///
    /// # Errors
    /// UTF-16 files, files over 4 GiB and files of mostly NUL bytes are refused.
    pub fn new(id: SourceId, name: String, bytes: Vec<u8>) -> Result<Source, SourceError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(SourceError::TooLarge);
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(SourceError::Utf16);
        }
        let nul = bytes.iter().filter(|b| **b == 0).count();
        if nul > 64 && nul * 4 > bytes.len() {
            return Err(SourceError::Binary);
        }
        let (mut text, substituted) = match String::from_utf8(bytes) {
            Ok(text) => (text, 0),
            Err(error) => decode_with_substitutes(error.as_bytes()),
        };
        if nul > 0 {
            text = text.replace('\0', " ");
        }
        let line_starts =
            std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1)).collect();
        let mut characters = vec![0];
        for step in text.as_bytes().chunks(STEP) {
            characters.push(characters[characters.len() - 1] + starts(step) as u32);
        }
        Ok(Source { id, name, text, substituted, line_starts, characters })
    }

    /// The text of a span of this source; empty where the span does not lie on character boundaries within it.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.line_starts[line] as usize;
        let end = (offset as usize).min(self.text.len());
        (line + 1, self.characters_before(end) - self.characters_before(start) + 1)
    }

    /// The number of the line, from 0, in which a byte stands.
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= offset) - 1
    }

    /// The bytes of a line, by its number from 0, without its line break; `None` behind the last one.
    pub fn line(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(number)? as usize;
        let end = self.line_starts.get(number + 1).map_or(self.text.len(), |next| *next as usize - 1);
        let text = &self.text[start..end];
        Some(start..start + text.strip_suffix('\r').unwrap_or(text).len())
    }

    /// How many characters start before a byte: those of all steps before, and of what is left. So a column far into a line costs no more
    /// than one at its start.
    fn characters_before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        self.characters[step] as usize + starts(&self.text.as_bytes()[step * STEP..offset])
    }
}

/// How many characters start in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// Decodes bytes, putting one `?` for each byte that belongs to no character. Returns the text and their number.
fn decode_with_substitutes(bytes: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len());
    let mut substituted = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            text.push('?');
            substituted += 1;
        }
    }
    (text, substituted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> Source {
        Source::new(SourceId(0), "a.txt".into(), bytes.to_vec()).unwrap()
    }

    #[test]
    fn offsets_hold_over_bytes_that_are_no_utf8() {
        let s = source(b"a\xFF\xFEb\nc\xE2\x82d");
        assert_eq!(s.text, "a??b\nc??d");
        assert_eq!(s.substituted, 4);
        assert_eq!(s.line_column(5), (2, 1));
    }

    #[test]
    fn columns_count_characters() {
        let s = source("é1\nçö2".as_bytes());
        assert_eq!(s.line_column(2), (1, 2));
        assert_eq!(s.line_column(8), (2, 3));
        let long = source("é1".repeat(2000).as_bytes());
        assert!(
            [0, 3, 1023, 1026, 2049, 6000]
                .iter()
                .all(|at| long.line_column(*at).1 == (*at as usize).div_ceil(3) * 2 + 1 - usize::from(at % 3 == 2))
        );
    }

    #[test]
    fn utf16_and_binary_files_are_refused() {
        let read = |b: &[u8]| Source::new(SourceId(0), "x".into(), b.to_vec()).map(|_| ());
        assert_eq!(read(b"\xFF\xFEa\0"), Err(SourceError::Utf16));
        assert_eq!(read(&[0; 200]), Err(SourceError::Binary));
        assert_eq!(read(b"a\0b"), Ok(()));
    }
}
