//! Finds the datelines among a document's blocks, splits them off the copy, and decides when the document was published.

use chrono::NaiveDate;

use super::dateline::{self, Dateline};
use super::draft::{Draft, DraftBlock, Marks};
use super::{Allow, Block, BlockKind, DateSource, Document, Published, Remark, path_date};
use crate::config::Calendar;
use crate::source::Span;
use crate::value::time_parse::{ParsedDate, find_date};

/// How many blocks of copy may stand before a date line at the head of a document, and after one at its foot.
const COPY_BEFORE: usize = 2;
const BLOCKS_AFTER: usize = 2;
/// A block that the markup calls a dateline or byline is one if it has no more bytes than this.
const LONGEST_META: usize = 200;
const MOST_WORDS_OF_META: usize = 12;

/// Turns a draft into a document: splits datelines off, moves allows along, and takes the date from the best place that has one.
pub(super) fn finish(draft: Draft, configured: Option<NaiveDate>) -> Document {
    let mut splitter = Splitter::new(&draft.blocks);
    let tail = tail_start(&draft.blocks);
    let source = draft.source.id;
    for (i, block) in draft.blocks.into_iter().enumerate() {
        splitter.block(block, i >= tail, source);
    }
    let Splitter { blocks, new_index, dates, times, .. } = splitter;
    let path = path_date::of(&draft.source.name);
    // A dateline without a year takes the latest that the configuration or the path of the file admits.
    let limit = configured.or(path.map(|path| path.latest));
    let dateline = |update| dateline_date(dates.iter().filter(|dated| dated.update == update), limit);
    let time = |update| times.iter().find(|time| time.update == update).map(|time| (time.date, time.span));
    let allows = draft.allows.into_iter().map(|allow| moved(allow, &new_index, &blocks)).collect();
    let mut metadata = draft.metadata;
    metadata.sort_by_key(|(rank, ..)| *rank);
    let metadata = metadata.first().map(|(_, day, span)| (*day, *span)).or(time(false));
    let own = draft
        .front_matter
        .map(|date| (date, DateSource::FrontMatter))
        .or(metadata.map(|date| (date, DateSource::Metadata)))
        .or(dateline(false).map(|date| (date, DateSource::Dateline)));
    let update = || draft.updated.or(time(true)).or(dateline(true));
    let mut remarks = draft.remarks;
    remarks.extend(own.and_then(|((day, span), _)| disagreement(day, span, configured)));
    let published = own.map(|((date, span), from)| Published { date, from, span: Some(span) });
    let elsewhere = |date, from| Published { date, from, span: None };
    let published = published
        .or_else(|| configured.map(|date| elsewhere(date, DateSource::Configuration)))
        .or_else(|| path.and_then(|path| path.day).map(|date| elsewhere(date, DateSource::Path)))
        .or_else(|| update().map(|(date, span)| Published { date, from: DateSource::Update, span: Some(span) }));
    Document { source, blocks, published, calendar: Calendar::default(), allows, remarks }
}

/// A date that a line at head or foot gives.
struct Dated<D> {
    date: D,
    span: Span,
    /// Whether it is the day of an update.
    update: bool,
}

/// The day of the first dateline that writes its year, else of the first one that gets it from a day that it cannot lie behind.
fn dateline_date<'d>(dates: impl Iterator<Item = &'d Dated<ParsedDate>> + Clone, limit: Option<NaiveDate>) -> Option<(NaiveDate, Span)> {
    let with_year = dates.clone().find_map(|dated| Some((dated.date.as_day()?, dated.span)));
    with_year.or_else(|| {
        let limit = limit?;
        dates.clone().find_map(|dated| Some((dated.date.on_or_before(limit)?, dated.span)))
    })
}

fn disagreement(day: NaiveDate, span: Span, configured: Option<NaiveDate>) -> Option<Remark> {
    let configured = configured.filter(|configured| *configured != day)?;
    let message = format!("the copy is dated {}, the configuration says {}; the copy's own date holds", long(day), long(configured));
    Some(Remark { id: "date-disagreement", message, spans: vec![span] })
}

fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The allow with its block's new place. Before a list or a table it holds for the whole of it, before a split paragraph for both parts.
fn moved(allow: Allow, new_index: &[u32], blocks: &[Block]) -> Allow {
    let old = allow.block.map_or(usize::MAX, |block| block as usize);
    let Some(first) = new_index.get(old).copied().filter(|first| (*first as usize) < blocks.len()) else {
        return Allow { block: None, count: 0, ..allow };
    };
    let split = new_index.get(old + 1).map_or(blocks.len() as u32, |next| *next) - first;
    let start = first as usize;
    let group = group_of(&blocks[start].kind);
    let opens_group = group.is_some() && (start == 0 || group_of(&blocks[start - 1].kind) != group);
    let of_group = blocks[start..].iter().take_while(|block| group_of(&block.kind) == group).count() as u32;
    Allow { block: Some(first), count: if opens_group { of_group } else { split.max(1) }, ..allow }
}

/// The list or table that a block belongs to.
fn group_of(kind: &BlockKind) -> Option<(bool, u32)> {
    match kind {
        BlockKind::ListItem { list, .. } => Some((true, *list)),
        BlockKind::TableCell { table, .. } => Some((false, *table)),
        _ => None,
    }
}

/// The index of the first of the last blocks that are neither boilerplate nor notes.
fn tail_start(blocks: &[DraftBlock]) -> usize {
    let copy = (0..blocks.len()).rev().filter(|i| !matches!(blocks[*i].kind, BlockKind::Boilerplate | BlockKind::Footnote));
    copy.take(BLOCKS_AFTER).last().unwrap_or(blocks.len())
}

/// Goes through the blocks in order and knows where the head of the copy ends.
struct Splitter {
    blocks: Vec<Block>,
    /// For each block of the draft the index of its first block here, and one more for the end.
    new_index: Vec<u32>,
    /// Dates of datelines at head or foot.
    dates: Vec<Dated<ParsedDate>>,
    /// Machine-readable dates of such lines.
    times: Vec<Dated<NaiveDate>>,
    copy_seen: usize,
    /// Whether several paragraphs start with a date and a dash: then they tell what happened when.
    is_timeline: bool,
    /// Whether nothing but headings, titles and datelines stands before, since the last block of copy.
    after_heading: bool,
}

impl Splitter {
    fn new(blocks: &[DraftBlock]) -> Splitter {
        let dated = |block: &&DraftBlock| block.kind == BlockKind::Paragraph && dateline::starts_with_date(&block.prose.text);
        Splitter {
            blocks: Vec::with_capacity(blocks.len() + 2),
            new_index: Vec::with_capacity(blocks.len()),
            is_timeline: blocks.iter().filter(dated).count() > 1,
            dates: Vec::new(),
            times: Vec::new(),
            copy_seen: 0,
            after_heading: true,
        }
    }

    fn block(&mut self, block: DraftBlock, in_tail: bool, source: crate::source::SourceId) {
        self.new_index.push(self.blocks.len() as u32);
        let in_head = self.copy_seen < COPY_BEFORE;
        let found = self.dateline(&block, in_head, in_tail);
        let Some((found, whole)) = found else {
            return self.keep(block);
        };
        let update = dateline::is_update(&block.prose.text);
        let dates = found.date.clone().into_iter().chain(dateline::second_date(&block.prose.text, found.date.as_ref()));
        for (number, date) in dates.enumerate().filter(|_| in_head || in_tail) {
            let span = block.prose.span(source, date.range.start as u32..date.range.end as u32);
            self.dates.push(Dated { date, span, update: update && number == 0 });
        }
        if let (true, Some((date, span))) = (whole && (in_head || in_tail), block.marks.time) {
            self.times.push(Dated { date, span, update });
        }
        let text = block.prose.text.len();
        let end = found.end.min(text);
        self.blocks.push(Block { kind: BlockKind::Meta, prose: block.prose.slice(0..end) });
        let rest = block.prose.slice(found.rest.min(text)..text);
        if !rest.text.trim().is_empty() {
            self.keep(DraftBlock { kind: BlockKind::Paragraph, prose: rest, marks: Marks::default() });
        }
    }

    /// The dateline that a block is or starts with, and whether the block is nothing else.
    fn dateline(&self, block: &DraftBlock, in_head: bool, in_tail: bool) -> Option<(Dateline, bool)> {
        let text = &block.prose.text;
        let marks = &block.marks;
        let whole = |date| Dateline { end: text.len(), rest: text.len(), date };
        if block.kind == BlockKind::Meta {
            return Some((whole(find_date(text, 0).filter(|date| date.day.is_some())), true));
        }
        let by_markup = marks.meta && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. }) && is_meta(text);
        if by_markup || (marks.all_time && block.kind == BlockKind::Paragraph && (in_head || in_tail)) {
            return Some((whole(find_date(text, 0).filter(|date| date.day.is_some())), true));
        }
        if block.kind != BlockKind::Paragraph {
            return None;
        }
        let emphasised = marks.emphasised && self.after_heading;
        let line = (in_head || in_tail || emphasised).then(|| dateline::date_line(text, emphasised)).flatten();
        if let Some(line) = line {
            return Some((line, true));
        }
        if self.after_heading && dateline::is_byline(text, emphasised) {
            return Some((whole(None), true));
        }
        if self.is_timeline && dateline::starts_with_date(text) {
            return None;
        }
        dateline::leading(text, self.copy_seen == 0).map(|line| (line, false))
    }

    fn keep(&mut self, block: DraftBlock) {
        let kind = match block.kind {
            BlockKind::Paragraph if block.marks.emphasised && dateline::is_caption(&block.prose.text) => BlockKind::Caption,
            BlockKind::Paragraph if is_note(&block.prose.text) => BlockKind::Footnote,
            kind => kind,
        };
        match kind {
            BlockKind::Heading(_) | BlockKind::Title => self.after_heading = true,
            BlockKind::Meta | BlockKind::Boilerplate | BlockKind::Caption | BlockKind::Standfirst | BlockKind::Footnote => {}
            _ => {
                self.after_heading = false;
                self.copy_seen += 1;
            }
        }
        self.blocks.push(Block { kind, prose: block.prose });
    }
}

/// Whether a paragraph is a note at the foot without markup: "[12] Moe, 47."
fn is_note(text: &str) -> bool {
    let number = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    number.is_some_and(|(number, note)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && note.starts_with(' '))
}

/// Whether a block that the markup calls a dateline or byline can be one: a short line, not a sentence.
fn is_meta(text: &str) -> bool {
    let short = text.len() <= LONGEST_META;
    let line = text.split_whitespace().count() <= MOST_WORDS_OF_META && !text.ends_with(['.', '!', '?']);
    short && (line || dateline::date_line(text, true).is_some() || dateline::is_byline(text, true))
}
