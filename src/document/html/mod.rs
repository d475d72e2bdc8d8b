//! HTML: the text that a browser shows, in blocks.
//!
//! html5gum gives tokens with their bytes. Elements that part text are kept on a stack; one that is never closed closes with its parent, one
//! that is closed twice is left alone. Nothing recurses and each tag takes constant time, however deep the document.

mod characters;
mod element;
mod metadata;
mod table;

use std::ops::Range;

use chrono::NaiveDate;
use html5gum::{DefaultEmitter, Spanned, StartTag, Token, Tokenizer};

use self::element::Role;
use self::table::Table;
use super::ProseBuilder;
use super::draft::{Context, Draft, Marks};
use crate::source::Span;

/// A cell with more text than this before its second paragraph belongs to a table that lays out a page.
const LONG_CELL: usize = 400;

/// Reads a document or a fragment of one, whose byte 0 is byte `base` of the source.
pub(super) fn read(draft: &mut Draft, text: &str, base: usize) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::new(draft, text, base);
    let mut run: Option<Range<usize>> = None;
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::String(part) => {
                let start = run.as_ref().map_or(part.span.start, |run| run.start);
                run = Some(start..part.span.end);
            }
            Token::Error(_) => {}
            other => {
                if let Some(run) = run.take() {
                    reader.text(run);
                }
                reader.token(other);
            }
        }
    }
    if let Some(run) = run {
        reader.text(run);
    }
    reader.flush();
    reader.close_down_to(0);
}

/// An element that is marked as a dateline or byline but holds more blocks than this wraps the whole copy.
const MOST_META_BLOCKS: usize = 4;

/// What is true where the reader stands; kept with each open element, to go back to when it closes.
#[derive(Clone, Copy, Default)]
struct State {
    contexts: usize,
    lists: usize,
    tables: usize,
    /// How many open elements hold what is not seen, what is not copy, what is a dateline, notes at the foot, a whole document.
    skipped: u32,
    boilerplate: u32,
    meta: u32,
    footnotes: u32,
    articles: u32,
    /// The number of blocks when the outermost element that is marked as a dateline opened.
    meta_since: usize,
    quote_depth: u8,
    in_script: bool,
}

struct Open {
    element: usize,
    before: State,
}

struct List {
    number: u32,
    ordered: bool,
    /// Where its element and that of its open item stand in the stack.
    at: usize,
    item: Option<usize>,
}

struct Reader<'d, 's, 't> {
    text: &'t str,
    base: usize,
    draft: &'d mut Draft<'s>,
    builder: ProseBuilder,
    open: Vec<Open>,
    /// Where the open elements of each name stand in `open`, innermost last.
    positions: Vec<Vec<usize>>,
    contexts: Vec<Context>,
    lists: Vec<List>,
    tables: Vec<Table>,
    state: State,
    inline: Inline,
}

/// What inline elements say of the block in the making.
#[derive(Default)]
struct Inline {
    emphasis: u32,
    /// Whether words outside emphasis, outside `time` have been added.
    plain_words: bool,
    words_outside_time: bool,
    struck: u32,
    superscript: u32,
    /// Inside a superscript that is a link to a note.
    note: bool,
    in_time: u32,
    time: Option<(NaiveDate, Span)>,
    /// `br` elements since the last word.
    breaks: u32,
}

type Tag = StartTag<usize>;

impl<'d, 's, 't> Reader<'d, 's, 't> {
    fn new(draft: &'d mut Draft<'s>, text: &'t str, base: usize) -> Reader<'d, 's, 't> {
        Reader {
            text,
            base,
            draft,
            builder: ProseBuilder::default(),
            open: Vec::new(),
            positions: vec![Vec::new(); element::COUNT],
            contexts: Vec::new(),
            lists: Vec::new(),
            tables: Vec::new(),
            state: State::default(),
            inline: Inline::default(),
        }
    }

    fn at(&self, range: Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                let Some((element, role)) = element::named(&tag.name) else { return };
                let range = self.at(tag.span.start..tag.span.end);
                match role.is_inline() {
                    true => self.start_inline(role, &tag, range),
                    false => self.start_block(element, role, &tag, range),
                }
            }
            Token::EndTag(tag) => {
                let Some((element, role)) = element::named(&tag.name) else { return };
                match role.is_inline() {
                    true => self.end_inline(role),
                    false => self.end_block(element, role, self.at(tag.span.start..tag.span.end)),
                }
            }
            Token::Comment(comment) => {
                let range = self.at(comment.span.start..comment.span.end);
                self.draft.comment(&String::from_utf8_lossy(&comment.value), range);
            }
            _ => {}
        }
    }

    fn text(&mut self, run: Range<usize>) {
        let Some(text) = self.text.get(run.clone()) else { return };
        let at = self.base + run.start;
        if self.state.in_script {
            if let Some((day, range)) = metadata::json_ld(text) {
                let span = self.draft.span(at + range.start..at + range.end);
                self.draft.metadata.push((metadata::STRUCTURED, day, span));
            }
        } else if self.state.skipped == 0 && self.inline.struck == 0 && !self.inline.note {
            characters::push(&mut self.builder, text, at);
            if text.contains(char::is_alphanumeric) {
                self.inline.plain_words |= self.inline.emphasis == 0;
                self.inline.words_outside_time |= self.inline.in_time == 0;
                self.inline.breaks = 0;
            }
        }
    }

    /// Ends the block in the making.
    fn flush(&mut self) {
        let inline = &self.inline;
        let marks = Marks {
            emphasised: !inline.plain_words && !self.builder.is_blank(),
            meta: self.state.meta > 0 && self.draft.blocks.len() - self.state.meta_since < MOST_META_BLOCKS,
            boilerplate: self.state.boilerplate > 0,
            footnote: self.state.footnotes > 0,
            time: inline.time,
            all_time: !inline.words_outside_time && inline.time.is_some(),
        };
        self.inline = Inline { in_time: inline.in_time, ..Inline::default() };
        self.draft.flush(&mut self.builder, &mut self.contexts, marks);
    }

    fn in_cell(&self) -> bool {
        matches!(self.contexts.last(), Some(Context::Cell { .. }))
    }

    /// Parts what stands before a tag from what stands after it: as blocks, or within a cell of a table by a space.
    fn part(&mut self, tag: Range<usize>) {
        match self.in_cell() {
            true => self.builder.space(tag, false),
            false => self.flush(),
        }
    }

    /// Takes the open cell for one that lays out a page: what is in it are blocks of their own.
    fn lay_out(&mut self) {
        if let (Some(context), Some(table)) = (self.contexts.last_mut(), self.tables.last_mut())
            && matches!(context, Context::Cell { .. })
        {
            *context = Context::LayoutCell;
            table.layout = true;
            self.flush();
        }
    }

    fn start_inline(&mut self, role: Role, tag: &Tag, range: Range<usize>) {
        match role {
            Role::Emphasis => self.inline.emphasis += 1,
            Role::Struck => self.inline.struck += 1,
            Role::Superscript => self.inline.superscript += 1,
            Role::Anchor => {
                self.inline.note |= self.inline.superscript > 0 && attribute(tag, "href").is_some_and(|href| href.starts_with('#'))
            }
            Role::Code => self.start_code(),
            Role::Time => self.start_time(tag),
            Role::LineBreak => {
                self.inline.breaks += 1;
                self.builder.space(range, false);
                if self.inline.breaks == 2 && !self.in_cell() {
                    self.flush();
                }
            }
            Role::Rule => self.part(range),
            Role::Meta => self.meta(tag),
            _ => {}
        }
    }

    fn end_inline(&mut self, role: Role) {
        let inline = &mut self.inline;
        match role {
            Role::Emphasis => inline.emphasis = inline.emphasis.saturating_sub(1),
            Role::Struck => inline.struck = inline.struck.saturating_sub(1),
            Role::Superscript => {
                inline.superscript = inline.superscript.saturating_sub(1);
                inline.note = false;
            }
            Role::Time => inline.in_time = inline.in_time.saturating_sub(1),
            _ => {}
        }
    }

    /// Preformatted text that starts with `code` is a listing, not copy.
    fn start_code(&mut self) {
        let innermost = self.open.last().map(|open| element::role(open.element));
        if innermost == Some(Role::Preformatted) && self.builder.is_blank() {
            self.state.skipped += 1;
        }
    }

    fn start_time(&mut self, tag: &Tag) {
        self.inline.in_time += 1;
        let Some((value, span)) = self.dated_attribute(tag, "datetime") else { return };
        let names = [attribute(tag, "class"), attribute(tag, "itemprop")];
        if names.iter().flatten().any(|name| element::is_update_class(name)) {
            return;
        }
        self.inline.time.get_or_insert((value, span));
        let published = attribute(tag, "itemprop").is_some_and(|name| metadata::is_published(&name)) || attribute(tag, "pubdate").is_some();
        if published && self.state.skipped == 0 {
            self.draft.metadata.push((metadata::STRUCTURED, value, span));
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let rank = ["property", "name", "itemprop"].iter().find_map(|key| metadata::rank(&attribute(tag, key)?));
        if let (Some(rank), Some((day, span))) = (rank, self.dated_attribute(tag, "content")) {
            self.draft.metadata.push((rank, day, span));
        }
    }

    /// The day that an attribute gives, and the bytes of its value.
    fn dated_attribute(&self, tag: &Tag, key: &str) -> Option<(NaiveDate, Span)> {
        let attribute = tag.attributes.get(key.as_bytes())?;
        let day = metadata::day(&String::from_utf8_lossy(&attribute.value))?;
        Some((day, self.draft.span(self.at(self.value_range(attribute, tag)))))
    }

    /// The bytes of an attribute's value without its quotes; html5gum's span holds the name as well.
    fn value_range(&self, attribute: &Spanned<html5gum::HtmlString, usize>, tag: &Tag) -> Range<usize> {
        let whole = tag.span.start..tag.span.end;
        let range = attribute.span.start.max(whole.start)..attribute.span.end.min(whole.end);
        let Some(raw) = self.text.get(range.clone()) else { return whole };
        let value = raw.split_once('=').map_or(raw, |(_, value)| value);
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let start = range.end - value.len();
        start..start + value.trim_end_matches(['"', '\'', '/', '>', ' ']).len()
    }

    fn start_block(&mut self, element: usize, role: Role, tag: &Tag, range: Range<usize>) {
        if role == Role::Skipped || role == Role::Script {
            if !(tag.self_closing && role == Role::Skipped) {
                self.push(element);
                self.state.skipped += 1;
                self.state.in_script = role == Role::Script && attribute(tag, "type").is_some_and(|kind| kind.contains("ld+json"));
            }
            return;
        }
        let lays_out = matches!(role, Role::Heading(_) | Role::Table | Role::Article);
        let second_paragraph = role == Role::Paragraph && self.builder.text().len() > LONG_CELL;
        if self.in_cell() && (lays_out || second_paragraph) {
            self.lay_out();
        }
        self.part(range);
        self.close_implied(role);
        self.push(element);
        self.mark(role, tag);
        self.enter(role, tag);
    }

    fn push(&mut self, element: usize) {
        let before = State { contexts: self.contexts.len(), lists: self.lists.len(), tables: self.tables.len(), ..self.state };
        self.positions[element].push(self.open.len());
        self.open.push(Open { element, before });
    }

    /// Closes what a start tag closes: an open paragraph, the item, cell or row before.
    fn close_implied(&mut self, role: Role) {
        let top = self.open.last().map(|open| element::role(open.element));
        if matches!(top, Some(Role::Paragraph)) || matches!((top, role), (Some(Role::Heading(_)), Role::Heading(_))) {
            self.close_down_to(self.open.len() - 1);
        }
        let table = self.tables.last();
        let position = match role {
            Role::Item => self.lists.last().and_then(|list| list.item),
            Role::Cell { .. } => table.and_then(|table| table.cell),
            Role::Row => table.and_then(|table| table.row_at.or(table.cell)),
            Role::TableHead | Role::TableSection => table.and_then(|table| table.section_at.or(table.row_at).or(table.cell)),
            _ => None,
        };
        let cell = table.and_then(|table| table.cell).filter(|_| role == Role::Item);
        if let Some(position) = position.filter(|position| cell.is_none_or(|cell| cell < *position)) {
            self.close_down_to(position);
        }
    }

    /// Sees what the attributes say of the element's content.
    fn mark(&mut self, role: Role, tag: &Tag) {
        let has = |key: &str, value: &str| attribute(tag, key).is_some_and(|found| found.eq_ignore_ascii_case(value));
        let hidden = attribute(tag, "hidden").is_some()
            || has("aria-hidden", "true")
            || attribute(tag, "style").is_some_and(|style| style.replace(' ', "").to_lowercase().contains("display:none"));
        let classes = [attribute(tag, "class"), attribute(tag, "id"), attribute(tag, "role")];
        self.state.footnotes += u32::from(classes.iter().flatten().any(|class| element::is_footnote_class(class)));
        let holds_copy = matches!(role, Role::Article | Role::Paragraph | Role::Heading(_));
        let navigation = role == Role::Navigation || (role == Role::Footer && self.state.articles == 0);
        let by_class = !holds_copy && classes.iter().flatten().any(|class| element::is_boilerplate_class(class));
        self.state.skipped += u32::from(hidden);
        self.state.boilerplate += u32::from(navigation || by_class);
        if role != Role::Article && classes.iter().flatten().any(|class| element::is_meta_class(class)) {
            if self.state.meta == 0 {
                self.state.meta_since = self.draft.blocks.len();
            }
            self.state.meta += 1;
        }
    }

    /// Enters the context that an element makes. In a cell of a table of data there is none but the cell.
    fn enter(&mut self, role: Role, tag: &Tag) {
        let at = self.open.len() - 1;
        let in_cell = self.in_cell();
        match role {
            Role::Title => self.contexts.push(Context::Title),
            Role::Heading(level) => self.contexts.push(Context::Heading(level)),
            Role::Article => self.state.articles += 1,
            Role::Quote => {
                self.state.articles += 1;
                self.state.quote_depth = self.state.quote_depth.saturating_add(1);
                if !in_cell {
                    self.contexts.push(Context::Quote(self.state.quote_depth));
                }
            }
            Role::Caption if !in_cell => self.contexts.push(Context::Caption),
            Role::List { ordered } => self.enter_list(ordered, at, in_cell),
            Role::Item => self.enter_item(at, in_cell),
            Role::Table => {
                let number = self.draft.next_table();
                self.tables.push(Table::new(number));
            }
            Role::TableHead | Role::TableSection => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_section(at, role == Role::TableHead);
                }
            }
            Role::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_row(at);
                }
            }
            Role::Cell { header } => {
                if let Some(table) = self.tables.last_mut() {
                    let number = |key: &str| attribute(tag, key).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                    self.contexts.push(table.start_cell(at, header, number("colspan"), number("rowspan")));
                }
            }
            _ => {}
        }
    }

    fn enter_list(&mut self, ordered: bool, at: usize, in_cell: bool) {
        let number = if in_cell { 0 } else { self.draft.next_list() };
        self.lists.push(List { number, ordered, at, item: None });
    }

    fn enter_item(&mut self, at: usize, in_cell: bool) {
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        if let Some(list) = self.lists.last_mut() {
            list.item = Some(at);
            if !in_cell {
                self.contexts.push(Context::Item { list: list.number, depth, ordered: list.ordered, started: false });
            }
        }
    }

    fn end_block(&mut self, element: usize, role: Role, range: Range<usize>) {
        if !matches!(role, Role::Skipped | Role::Script) {
            self.part(range);
        }
        let Some(position) = self.positions[element].last().copied() else { return };
        // An end tag inside a cell or a list closes nothing outside of it.
        let cell = self.tables.last().and_then(|table| table.cell);
        let crosses_cell = !role.is_table_part() && cell.is_some_and(|cell| position < cell);
        let crosses_list = role == Role::Item && self.lists.last().is_some_and(|list| position < list.at);
        if !crosses_cell && !crosses_list {
            self.close_down_to(position);
        }
    }

    /// Closes open elements until only `length` are left.
    fn close_down_to(&mut self, length: usize) {
        while self.open.len() > length {
            let role = self.open.last().map(|open| element::role(open.element));
            if matches!(role, Some(Role::Cell { .. })) {
                self.flush();
            }
            let Some(open) = self.open.pop() else { return };
            let position = self.open.len();
            self.positions[open.element].pop();
            self.state = open.before;
            self.contexts.truncate(open.before.contexts);
            self.lists.truncate(open.before.lists);
            self.tables.truncate(open.before.tables);
            if let Some(list) = self.lists.last_mut() {
                list.item = list.item.filter(|item| *item < position);
            }
            if let Some(table) = self.tables.last_mut() {
                table.close(position);
            }
        }
    }
}

/// The value of an attribute by its name in lower case.
fn attribute(tag: &Tag, key: &str) -> Option<String> {
    tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(&value.value).into_owned())
}
