//! Markdown: CommonMark with tables, footnotes, struck text, front matter, HTML, and the tags of templates, which are no text.
//!
//! pulldown-cmark gives events with their bytes; text that differs from its bytes is an entity or an escape and stands for the whole of them.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::draft::{Context, Draft, Marks};
use super::prose::{is_blank, is_invisible};
use super::template::{self, Dialect};
use super::{ProseBuilder, front_matter, html};

/// Reads the source from byte `start` on.
pub(super) fn read(draft: &mut Draft, start: usize, dialect: Dialect) {
    let after = front_matter::read(draft, start);
    let base = if after == start { front_matter::read_header(draft, start) } else { after };
    let source = draft.source;
    let text = template::masked(&source.text[base..], dialect);
    let mut reader = Reader::new(draft, &text, base);
    for (event, range) in Parser::new_ext(&text, OPTIONS).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
}

/// What of Markdown beyond CommonMark is read.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

struct Reader<'d, 's, 't> {
    /// The Markdown; byte 0 of it is byte `base` of the source.
    text: &'t str,
    base: usize,
    draft: &'d mut Draft<'s>,
    builder: ProseBuilder,
    contexts: Vec<Context>,
    /// Open lists: number and whether numbered.
    lists: Vec<(u32, bool)>,
    /// The open table: number, row, column.
    table: (u32, u32, u32),
    quote_depth: u8,
    /// How many open elements hold no copy: code blocks, pictures, struck text.
    skipped: u32,
    footnotes: u32,
    emphasis: u32,
    /// Whether words outside emphasis have been added to the current block.
    plain_words: bool,
    /// The lines of an open HTML block.
    html: Vec<Range<usize>>,
}

impl<'d, 's, 't> Reader<'d, 's, 't> {
    fn new(draft: &'d mut Draft<'s>, text: &'t str, base: usize) -> Reader<'d, 's, 't> {
        Reader {
            text,
            base,
            draft,
            builder: ProseBuilder::default(),
            contexts: Vec::new(),
            lists: Vec::new(),
            table: (0, 0, 0),
            quote_depth: 0,
            skipped: 0,
            footnotes: 0,
            emphasis: 0,
            plain_words: false,
            html: Vec::new(),
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Html(_) => self.html.push(range),
            Event::InlineHtml(_) => self.inline_html(range),
            _ if self.skipped > 0 => {}
            Event::Text(text) => self.words(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::SoftBreak | Event::HardBreak => self.builder.space(self.at(range), false),
            _ => {}
        }
    }

    /// Source bytes of a range of the Markdown.
    fn at(&self, range: Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    fn flush(&mut self) {
        let emphasised = !self.plain_words && !self.builder.is_blank();
        self.plain_words = false;
        self.draft.flush(&mut self.builder, &mut self.contexts, Marks { emphasised, footnote: self.footnotes > 0, ..Marks::default() });
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Emphasis | Tag::Strong => self.emphasis += 1,
            Tag::Strikethrough | Tag::Image { .. } => self.skipped += 1,
            Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            _ => {
                self.flush();
                self.start_block(tag);
            }
        }
    }

    fn start_block(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading { level, .. } => self.contexts.push(Context::Heading(*level as u8)),
            Tag::BlockQuote(None) => {
                self.quote_depth = self.quote_depth.saturating_add(1);
                self.contexts.push(Context::Quote(self.quote_depth));
            }
            Tag::List(number) => self.lists.push((self.draft.next_list(), number.is_some())),
            Tag::Item => self.start_item(),
            Tag::Table(_) => self.table = (self.draft.next_table(), 0, 0),
            Tag::TableCell => {
                let (table, row, column) = self.table;
                self.contexts.push(Context::Cell { table, row, column, header: row == 0 });
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.skipped += 1,
            Tag::HtmlBlock => self.html.clear(),
            Tag::FootnoteDefinition(_) => self.footnotes += 1,
            _ => {}
        }
    }

    fn start_item(&mut self) {
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let (list, ordered) = self.lists.last().copied().unwrap_or_default();
        self.contexts.push(Context::Item { list, depth, ordered, started: false });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough | TagEnd::Image => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => {
                self.flush();
                self.end_block(tag);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item => drop(self.contexts.pop()),
            TagEnd::BlockQuote(None) => {
                self.contexts.pop();
                self.quote_depth = self.contexts.iter().rev().find_map(quote_depth).unwrap_or(0);
            }
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::TableCell => {
                self.contexts.pop();
                self.table.2 += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.table = (self.table.0, self.table.1 + 1, 0),
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::FootnoteDefinition => self.footnotes = self.footnotes.saturating_sub(1),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        let source = self.at(range.clone());
        if self.text.get(range) == Some(words) {
            self.builder.push_source(words, source.start);
        } else if words.chars().all(is_blank) {
            self.builder.space(source, false);
        } else if !words.chars().all(is_invisible) {
            self.builder.push(words, source, false);
        }
        self.plain_words |= self.emphasis == 0 && words.contains(char::is_alphanumeric);
    }

    /// Inline code is text; its bytes are those between the backticks.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let source = self.at(range.clone());
        let raw = &self.text[range];
        let ticks = raw.len() - raw.trim_start_matches('`').len();
        let inside = raw.get(ticks..raw.len().saturating_sub(ticks)).unwrap_or("");
        if inside.split_whitespace().eq(code.split_whitespace()) {
            self.builder.push_source(inside, source.start + ticks);
        } else {
            let words: Vec<&str> = code.split_whitespace().collect();
            self.builder.push(&words.join(" "), source, false);
        }
        self.plain_words |= self.emphasis == 0;
    }

    fn inline_html(&mut self, range: Range<usize>) {
        let raw = &self.text[range.clone()];
        let source = self.at(range);
        if let Some(comment) = raw.strip_prefix("<!--") {
            self.draft.comment(comment.strip_suffix("-->").unwrap_or(comment), source);
        } else if raw.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) {
            self.builder.space(source, false);
        }
    }

    /// Gives a block of HTML to the HTML reader. Within a quotation or list its lines do not follow one another in the source: what stands
    /// between them is blanked, so that offsets hold.
    fn html_block(&mut self) {
        let lines = std::mem::take(&mut self.html);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let (start, end) = (first.start, last.end.max(first.start));
        let connected = lines.windows(2).all(|pair| pair[0].end == pair[1].start);
        if connected {
            return html::read(self.draft, &template::without_comments(&self.text[start..end]), self.base + start);
        }
        let mut masked = String::with_capacity(end - start);
        for line in lines {
            masked.extend(std::iter::repeat_n(' ', line.start.saturating_sub(start + masked.len())));
            masked.push_str(self.text.get(line).unwrap_or(""));
        }
        html::read(self.draft, &template::without_comments(&masked), self.base + start);
    }
}

fn quote_depth(context: &Context) -> Option<u8> {
    match context {
        Context::Quote(depth) => Some(*depth),
        _ => None,
    }
}
