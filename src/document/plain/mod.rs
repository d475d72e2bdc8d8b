//! Plain text: paragraphs, headings, lists and lines for this program, as far as line breaks and indentation show them.
//!
//! Blank lines part paragraphs. Whether a single line break does too depends on the document: in copy whose lines are wrapped at a width
//! it is white space, in copy with a paragraph on each line it is an end.

mod lines;

use std::ops::Range;

use self::lines::{Line, Marker, Wrapping};
use super::draft::{Draft, Marks};
use super::{BlockKind, ProseBuilder, dateline};

/// A line of more characters, or of more words, is no heading.
const LONGEST_HEADING: usize = 100;
const MOST_WORDS_OF_HEADING: usize = 15;

/// Reads the source from byte `start` on.
pub(super) fn read(draft: &mut Draft, start: usize) {
    let text = &draft.source.text;
    let lines = lines::split(text, start);
    let wrapping = Wrapping::of(text, &lines);
    let units = units(text, &lines, &wrapping);
    let mut open_lists: Vec<(usize, u32, bool)> = Vec::new();
    let mut any_paragraph = false;
    let mut title: Option<&str> = None;
    for (i, unit) in units.iter().enumerate() {
        let first = text[unit.lines[0].range.clone()].trim();
        if unit.lines.len() == 1 && draft.comment(first, unit.range()) {
            continue;
        }
        if let Some(item) = &unit.item {
            let kind = list_item(draft, &mut open_lists, item);
            push(draft, kind, text, unit, item.content);
            continue;
        }
        if unit.lines[0].indent == 0 || open_lists.is_empty() {
            open_lists.clear();
        }
        let kind = if is_heading(text, &units, i) {
            let again = title == Some(first);
            title = title.or(Some(first));
            BlockKind::Heading(if again || (i == 0 && !any_paragraph) { 1 } else { 2 })
        } else {
            any_paragraph = true;
            BlockKind::Paragraph
        };
        push(draft, kind, text, unit, unit.lines[0].range.start);
    }
}

/// Lines that make one block.
struct Unit<'l> {
    lines: &'l [Line],
    item: Option<Item>,
}

impl Unit<'_> {
    fn range(&self) -> Range<usize> {
        self.lines[0].range.start..self.lines[self.lines.len() - 1].range.end
    }
}

/// An item of a list: its marker's column and kind, where its text starts.
struct Item {
    indent: usize,
    ordered: bool,
    content: usize,
}

/// Groups lines into units. Lines without a letter or figure are rules: they part units and are none.
fn units<'l>(text: &str, lines: &'l [Line], wrapping: &Wrapping) -> Vec<Unit<'l>> {
    let items = lines::list_items(text, lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if !lines[start].has_words {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < lines.len() && lines[end].has_words && items[end].is_none() && wrapping.joins(text, &lines[end - 1], &lines[end]) {
            end += 1;
        }
        let item = items[start].as_ref().map(|marker: &Marker| Item {
            indent: lines[start].indent,
            ordered: marker.number.is_some(),
            content: marker.content,
        });
        units.push(Unit { lines: &lines[start..end], item });
        start = end;
    }
    units
}

/// The kind of a list's item; lists are told apart by their indentation and by whether they are numbered.
fn list_item(draft: &mut Draft, open: &mut Vec<(usize, u32, bool)>, item: &Item) -> BlockKind {
    while open.last().is_some_and(|(indent, _, ordered)| *indent > item.indent || (*indent == item.indent && *ordered != item.ordered)) {
        open.pop();
    }
    if open.last().is_none_or(|(indent, _, _)| *indent < item.indent) {
        open.push((item.indent, draft.next_list(), item.ordered));
    }
    let list = open.last().map_or(0, |(_, list, _)| *list);
    BlockKind::ListItem { list, depth: u8::try_from(open.len()).unwrap_or(u8::MAX), ordered: item.ordered }
}

/// Whether a unit is a heading: one short line without a full stop, first in the copy or before body text.
fn is_heading(text: &str, units: &[Unit], index: usize) -> bool {
    let line = text[units[index].range()].trim();
    let alone = units[index].lines.len() == 1 && units[index].item.is_none();
    if !alone || !looks_like_heading(line) {
        return false;
    }
    let Some(next) = units.get(index + 1) else { return false };
    let following = text[next.range()].trim();
    index == 0 || next.item.is_some() || !looks_like_heading(following)
}

fn looks_like_heading(line: &str) -> bool {
    let ends_open =
        !line.ends_with(['.', '!', ':', ';', ',', '…']) && !line.ends_with(".\"") && !line.ends_with(".”") && !line.ends_with(".)");
    let starts = line.trim_start_matches(['"', '“', '‘', '\'', '*', '#', '(']).chars().next().is_some_and(|c| !c.is_lowercase());
    ends_open
        && starts
        && line.chars().nth(LONGEST_HEADING).is_none()
        && line.split_whitespace().count() <= MOST_WORDS_OF_HEADING
        && dateline::date_line(line, false).is_none()
        && !dateline::is_byline(line, false)
}

/// Adds a unit as a block whose text starts at byte `start`.
fn push(draft: &mut Draft, kind: BlockKind, text: &str, unit: &Unit, start: usize) {
    let mut builder = ProseBuilder::default();
    let range = start..unit.range().end;
    builder.push_source(text.get(range.clone()).unwrap_or(""), range.start);
    draft.push(kind, builder.take(), Marks::default());
}
