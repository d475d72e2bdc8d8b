//! What templates and dialects leave in copy beside its text: tags of Liquid, Jinja, Hugo, Zola, Handlebars and Vue, components and modules of
//! MDX, attributes of kramdown, Pandoc and AsciiDoc, fences of admonitions. All of it is masked before the copy is read, byte for byte, so
//! that places hold.

mod fill;
mod lines;
mod scan;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::markdown::OPTIONS;
pub(super) use fill::without_comments;

/// Which language the tags stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Html,
    Markdown,
    /// Markdown in which braces hold code.
    Mdx,
}

/// Bytes that are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Region {
    range: Range<usize>,
    /// Whether it parts blocks where it stands alone on its lines.
    block: bool,
}

/// A text with what is no text of it masked, as long as it was.
pub(super) fn masked(text: &str, dialect: Dialect) -> Cow<'_, str> {
    if !text.contains(['{', '<', '[', '^', ':', '!', '?', '=']) && dialect != Dialect::Mdx {
        return Cow::Borrowed(text);
    }
    let code = if dialect == Dialect::Html { Vec::new() } else { code(text) };
    let mut regions = scan::regions(text, dialect, &code);
    if dialect != Dialect::Html {
        regions.extend(lines::regions(text, dialect, &code));
    }
    fill::fill(text, merged(regions), dialect)
}

/// Where code, comments and pictures stand in Markdown: what looks like a tag in code is text, and the others are no text as they are.
fn code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let is_comment = |range: &Range<usize>| text[range.clone()].trim_start().starts_with("<!--");
    let code = events.filter(|(event, range)| match event {
        Event::Code(_) | Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => true,
        Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => is_comment(range),
        _ => false,
    });
    code.map(|(_, range)| range).collect()
}

/// Regions in order, those that overlap made one.
fn merged(mut regions: Vec<Region>) -> Vec<Region> {
    regions.sort_by_key(|region| (region.range.start, region.range.end));
    let mut merged: Vec<Region> = Vec::with_capacity(regions.len());
    for region in regions {
        match merged.last_mut() {
            Some(last) if region.range.start < last.range.end => {
                last.range.end = last.range.end.max(region.range.end);
                last.block |= region.block;
            }
            _ => merged.push(region),
        }
    }
    merged
}

/// Goes along sorted ranges with a position that only grows.
struct Along<'r> {
    ranges: &'r [Range<usize>],
}

impl Along<'_> {
    /// Where the range that holds a byte ends.
    fn end_at(&mut self, at: usize) -> Option<usize> {
        let passed = self.ranges.iter().take_while(|range| range.end <= at).count();
        self.ranges = &self.ranges[passed..];
        self.ranges.first().filter(|range| range.start <= at).map(|range| range.end)
    }
}

#[cfg(test)]
mod tests;
