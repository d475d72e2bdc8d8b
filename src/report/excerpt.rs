//! The lines of copy that a finding shows: those of its labels and what stands right beside them, long ones shortened.
//!
//! Copy has a paragraph on a line as often as not, and a terminal cannot show a label at the end of 900 characters. So a line is cut
//! to what stands around its labels, and what is cut is an ellipsis; line and column numbers stay those of the file.
//!
//! miette draws one source for each diagnostic, and a contradiction may stand in several files. So an [`Excerpt`] is one source for
//! miette that tells it the name of another file for each of its parts.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::source::{Source, SourceId, Span};

/// How many bytes are kept on each side of a label, at least.
const MARGIN: usize = 24;
/// How many bytes are kept at each end of a label that is longer than a line.
const ENDS: usize = 40;

/// The lines that hold some spans, with what stands beside them.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    text: String,
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

/// A line that is shown.
#[derive(Debug)]
struct Line {
    /// The name of its file, as shown.
    file: String,
    /// From 0.
    number: usize,
    /// Its bytes in the text, with the line break.
    text: Range<usize>,
}

/// A span that was asked for: where it stands in the text, and where in the file (both from 0).
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: SourceSpan,
    line: usize,
    column: usize,
}

/// For each character of one source that is shown: its byte in the source, and its byte in the text. Sorted.
type Shown = Vec<(usize, usize)>;

impl Excerpt {
    /// The lines that hold `spans`, cut to about `width` characters; files in the order in which the spans first name them. A span
    /// of a source that is not among `sources` stands at the very start.
    pub(super) fn new(sources: &[Source], spans: &[Span], width: usize) -> Excerpt {
        let marks = vec![Mark { at: 0.into(), line: 0, column: 0 }; spans.len()];
        let mut excerpt = Excerpt { marks, ..Excerpt::default() };
        let mut done: Vec<SourceId> = Vec::new();
        for span in spans {
            if let Some(source) = sources.get(span.source.0 as usize)
                && !done.contains(&span.source)
            {
                done.push(span.source);
                excerpt.add_source(source, spans, width);
            }
        }
        excerpt
    }

    /// Where the spans that were asked for stand in this excerpt, in their order.
    pub(super) fn places(&self) -> impl Iterator<Item = SourceSpan> {
        self.marks.iter().map(|mark| mark.at)
    }

    fn add_source(&mut self, source: &Source, spans: &[Span], width: usize) {
        let length = source.text.len();
        let own: Vec<usize> = (0..spans.len()).filter(|index| spans[*index].source == source.id).collect();
        let range = |index: &usize| spans[*index].start as usize..spans[*index].end as usize;
        let ranges: Vec<Range<usize>> =
            own.iter().map(range).map(|r| r.start.min(length)..r.end.clamp(r.start, length.max(r.start)).min(length)).collect();
        let mut shown = Shown::new();
        for (number, line) in wanted(source, &ranges) {
            let text = self.add_line(&source.text, line, &ranges, width, &mut shown);
            self.lines.push(Line { file: super::Shown(&source.name).to_string(), number, text });
        }
        for (index, range) in own.into_iter().zip(&ranges) {
            let (start, end) = (shown_at(&shown, range.start), shown_at(&shown, range.end));
            let (line, column) = source.line_column(spans[index].start);
            self.marks[index] = Mark { at: (start, end.saturating_sub(start)).into(), line: line - 1, column: column - 1 };
        }
    }

    /// Adds a line of a source; gives its bytes in the text.
    fn add_line(&mut self, text: &str, line: Range<usize>, marks: &[Range<usize>], width: usize, shown: &mut Shown) -> Range<usize> {
        let start = self.text.len();
        let mut end_of_last = line.start;
        for part in kept(text, line.clone(), marks, width) {
            if part.start > end_of_last {
                self.text.push_str(if end_of_last == line.start { "… " } else { " … " });
            }
            end_of_last = part.end;
            for (at, c) in text[part.clone()].char_indices() {
                shown.push((part.start + at, self.text.len()));
                // A byte order mark at the start of a file is no part of its text.
                if (part.start + at, c) != (0, '\u{FEFF}') {
                    self.text.push_str(&super::shown(c));
                }
            }
            shown.push((part.end, self.text.len()));
        }
        if end_of_last < line.end {
            self.text.push_str(" …");
        }
        self.text.push('\n');
        start..self.text.len()
    }

    /// The lines that stand together in one file, without a gap, around a byte of the text.
    fn together(&self, offset: usize) -> &[Line] {
        let joined = |a: &Line, b: &Line| a.file == b.file && a.number + 1 == b.number;
        let mut runs = self.lines.chunk_by(joined);
        runs.find(|run| run.last().is_some_and(|line| offset < line.text.end)).unwrap_or_default()
    }
}

/// Where a byte of the source stands in the text; a byte that is not shown, where the last one before it that is shown does.
fn shown_at(shown: &Shown, offset: usize) -> usize {
    let after = shown.partition_point(|(source, _)| *source <= offset);
    let before = after.checked_sub(1).and_then(|last| shown.get(last)).or(shown.first());
    before.map_or(0, |(_, text)| *text)
}

/// Number and bytes of the lines to show, in order: those of the marks, the lines right beside them that are not blank, and a single
/// line that would be left out between two.
fn wanted(source: &Source, marks: &[Range<usize>]) -> Vec<(usize, Range<usize>)> {
    let blank = |number: usize| source.line(number).is_none_or(|line| source.text[line].trim().is_empty());
    let mut numbers: Vec<usize> = Vec::new();
    for mark in marks {
        let (first, last) = (source.line_of(mark.start as u32), source.line_of(mark.end.saturating_sub(1).max(mark.start) as u32));
        let beside = [first.checked_sub(1), Some(last + 1)];
        numbers.extend(beside.into_iter().flatten().filter(|number| !blank(*number)));
        numbers.extend(first..=last);
    }
    numbers.sort_unstable();
    numbers.dedup();
    let between: Vec<usize> = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 2).map(|pair| pair[0] + 1).collect();
    numbers.extend(between);
    numbers.sort_unstable();
    numbers.into_iter().filter_map(|number| Some((number, source.line(number)?))).collect()
}

/// The parts of a line that are shown: all of it where it is short, otherwise what stands around the marks.
fn kept(text: &str, line: Range<usize>, marks: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    if text[line.clone()].chars().nth(width).is_none() {
        return vec![line];
    }
    let mut needed: Vec<Range<usize>> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.start <= line.end && mark.end >= line.start) {
        let (start, end) = (mark.start.max(line.start), mark.end.min(line.end));
        match end - start > width {
            true => needed.extend([start..start + ENDS, end - ENDS..end]),
            false => needed.push(start..end),
        }
    }
    if needed.is_empty() {
        needed.push(line.start..line.start);
    }
    let room = width.saturating_sub(needed.iter().map(Range::len).sum()) / (2 * needed.len());
    let margin = room.max(MARGIN);
    needed.sort_by_key(|range| range.start);
    let mut parts: Vec<Range<usize>> = Vec::new();
    for range in needed {
        let part = start_of_word(text, &line, &range, margin)..end_of_word(text, &line, &range, margin);
        match parts.last_mut() {
            Some(last) if part.start <= last.end + 3 => last.end = last.end.max(part.end),
            _ => parts.push(part),
        }
    }
    parts
}

/// The first start of a word that is at most `margin` bytes before the range.
fn start_of_word(text: &str, line: &Range<usize>, range: &Range<usize>, margin: usize) -> usize {
    if range.start - line.start <= margin {
        return line.start;
    }
    let from = text.ceil_char_boundary(range.start - margin);
    let until = text.floor_char_boundary(range.start).max(from);
    text[from..until].find(' ').map_or(from, |space| from + space + 1)
}

/// The last end of a word that is at most `margin` bytes behind the range.
fn end_of_word(text: &str, line: &Range<usize>, range: &Range<usize>, margin: usize) -> usize {
    if line.end - range.end <= margin {
        return line.end;
    }
    let from = text.ceil_char_boundary(range.end);
    let until = text.floor_char_boundary(range.end + margin).max(from);
    text[from..until].rfind(' ').map_or(until, |space| from + space)
}

impl SourceCode for Excerpt {
    /// Without context, the place of a mark in its file (miette's header); otherwise the lines that stand together around the span.
    /// A span over several files or over a gap is out of bounds, so that miette draws its parts by themselves.
    fn read_span<'a>(&'a self, span: &SourceSpan, before: usize, _after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let run = self.together(span.offset());
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return Err(MietteError::OutOfBounds) };
        let text = first.text.start..last.text.end;
        if span.offset() + span.len() > text.end {
            return Err(MietteError::OutOfBounds);
        }
        let mark = self.marks.iter().find(|mark| before == 0 && mark.at == *span);
        let (line, column) = mark.map_or((first.number, 0), |mark| (mark.line, mark.column));
        let data = &self.text.as_bytes()[text.clone()];
        let span = (text.start, text.len()).into();
        Ok(Box::new(MietteSpanContents::new_named(first.file.clone(), data, span, line, column, run.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    /// The lines shown of a text around the passages between `[` and `]`, with the passages as they are shown.
    fn excerpt(marked: &str, width: usize) -> (String, Vec<String>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for c in marked.chars() {
            let at = text.len() as u32;
            match c {
                '[' => spans.push(Span { source: SourceId(0), start: at, end: at }),
                ']' => spans.last_mut().unwrap().end = at,
                _ => text.push(c),
            }
        }
        let source = Source::new(SourceId(0), "a.md".into(), text.into_bytes()).unwrap();
        let excerpt = Excerpt::new(&[source], &spans, width);
        let passages = excerpt.places().map(|at| excerpt.text[at.offset()..at.offset() + at.len()].to_string()).collect();
        (excerpt.text, passages)
    }

    #[test]
    fn a_long_line_is_cut_around_its_labels() {
        let line = format!("{}[June 2]{}[2 Haziran]{}", "çay ".repeat(40), " one two".repeat(40), " x".repeat(90));
        let (text, passages) = excerpt(&line, 80);
        assert_eq!(passages, ["June 2", "2 Haziran"]);
        assert!(text.starts_with("… ") && text.ends_with(" …\n") && text.matches('…').count() == 3, "{text}");
        assert!(text.chars().count() < 160, "{text}");
    }

    #[test]
    fn a_label_longer_than_a_line_is_cut_in_its_middle() {
        let (text, passages) = excerpt(&format!("a [{}] b", "é".repeat(300)), 80);
        assert!(text.chars().count() < 160 && passages[0].contains('…'), "{text}");
    }

    #[test]
    fn lines_beside_a_label_are_shown_unless_blank() {
        assert_eq!(excerpt("one\n\ntwo\nthree [x]\r\nfour\nfive", 80).0, "two\nthree x\nfour\n");
        assert_eq!(excerpt("[a]\n\n[b]\n\n\nc", 80).0, "a\n\nb\n");
    }

    #[test]
    fn control_characters_are_not_given_to_a_terminal() {
        assert_eq!(excerpt("a\u{1b}[red] b\tc", 80), ("a\u{FFFD}red b c\n".into(), vec!["red".into()]));
    }

    #[test]
    fn an_empty_label_at_the_end_has_a_place() {
        assert_eq!(excerpt("a\n[]", 80), ("a\n\n".into(), vec![String::new()]));
        assert_eq!(excerpt("[]", 80), ("\n".into(), vec![String::new()]));
    }
}
