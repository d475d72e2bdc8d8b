//! What the readers of the three formats write into: blocks in the making, comments and metadata.
//!
//! A reader knows the format; [`Draft`] knows how blocks, lists and tables nest; what is a dateline or boilerplate is decided
//! afterwards, over all blocks, the same way for every format.

use chrono::NaiveDate;

use super::{Allow, Block, BlockKind, Prose, ProseBuilder, Remark, allow};
use crate::source::{Source, Span};

/// What a reader saw of a block beyond its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// All of its text is emphasised.
    pub emphasised: bool,
    /// The markup says that it is a dateline, byline or the like.
    pub meta: bool,
    /// The markup says that it is navigation or the like.
    pub boilerplate: bool,
    /// The markup says that it is a note at the foot of the page.
    pub footnote: bool,
    /// A machine-readable date that the markup gives within it, and where.
    pub time: Option<(NaiveDate, Span)>,
    /// All of its text is marked up as a time.
    pub all_time: bool,
}

/// A block in the making.
#[derive(Clone, Debug)]
pub(super) struct DraftBlock {
    pub kind: BlockKind,
    pub prose: Prose,
    pub marks: Marks,
}

/// What a block stands in; readers keep a stack of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// The title of an HTML document.
    Title,
    Heading(u8),
    Caption,
    /// A block quotation of this depth.
    Quote(u8),
    /// `started` says whether the item has its first block: only that one is a [`BlockKind::ListItem`], so that their number is that of the items.
    Item {
        list: u32,
        depth: u8,
        ordered: bool,
        started: bool,
    },
    Cell {
        table: u32,
        row: u32,
        column: u32,
        header: bool,
    },
    /// A cell of a table that only lays out a page: its blocks are as they would be outside.
    LayoutCell,
}

/// A document in the making.
pub(super) struct Draft<'a> {
    pub source: &'a Source,
    pub blocks: Vec<DraftBlock>,
    /// Their block is an index into `blocks`.
    pub allows: Vec<Allow>,
    pub remarks: Vec<Remark>,
    /// Dates that metadata gives, with their rank (0 is best).
    pub metadata: Vec<(usize, NaiveDate, Span)>,
    /// The date that front matter gives.
    pub front_matter: Option<(NaiveDate, Span)>,
    /// The date of the last update that front matter gives.
    pub updated: Option<(NaiveDate, Span)>,
    lists: u32,
    tables: u32,
}

impl<'a> Draft<'a> {
    pub fn new(source: &'a Source) -> Draft<'a> {
        Draft {
            source,
            blocks: Vec::new(),
            allows: Vec::new(),
            remarks: Vec::new(),
            metadata: Vec::new(),
            front_matter: None,
            updated: None,
            lists: 0,
            tables: 0,
        }
    }

    /// The span of a range of source bytes.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span { source: self.source.id, start: range.start as u32, end: range.end as u32 }
    }

    /// The number of the next list.
    pub fn next_list(&mut self) -> u32 {
        self.lists += 1;
        self.lists - 1
    }

    /// The number of the next table.
    pub fn next_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables - 1
    }

    /// Adds a block, unless it is blank.
    pub fn push(&mut self, kind: BlockKind, prose: Prose, marks: Marks) {
        if !prose.text.trim().is_empty() {
            self.blocks.push(DraftBlock { kind, prose, marks });
        }
    }

    /// Takes what has been built as a block of the innermost context.
    pub fn flush(&mut self, builder: &mut ProseBuilder, contexts: &mut [Context], marks: Marks) {
        let prose = builder.take();
        if !prose.text.trim().is_empty() {
            let kind = match kind_within(contexts) {
                BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quote(_) if marks.footnote => BlockKind::Footnote,
                kind => kind,
            };
            self.push(kind, prose, marks);
        }
    }

    /// Adds a remark about source bytes.
    pub fn remark(&mut self, id: &'static str, message: impl Into<String>, range: std::ops::Range<usize>) {
        let spans = vec![self.span(range)];
        self.remarks.push(Remark { id, message: message.into(), spans });
    }

    /// Sees a comment, or a line that may be one, before the block that comes next; whether it was for this program.
    pub fn comment(&mut self, text: &str, range: std::ops::Range<usize>) -> bool {
        match allow::read(text) {
            Some(allow::Reading::Allow { rule, reason }) => {
                let (rule, reason) = (rule.to_string(), reason.to_string());
                let (span, block) = (self.span(range), Some(self.blocks.len() as u32));
                self.allows.push(Allow { rule, reason, span, block, count: 1 });
                true
            }
            Some(allow::Reading::NoRule) => {
                self.remark("malformed-allow", "gainsay-allow needs the name of a rule: gainsay-allow RULE: reason", range);
                true
            }
            None => false,
        }
    }
}

/// The kind of a block in a stack of contexts, the innermost last; marks a list item as started.
fn kind_within(contexts: &mut [Context]) -> BlockKind {
    let quote = contexts.iter().rev().find_map(|context| match context {
        Context::Quote(depth) => Some(*depth),
        _ => None,
    });
    let outside = quote.map_or(BlockKind::Paragraph, BlockKind::Quote);
    match contexts.last_mut() {
        Some(Context::Heading(level)) if quote.is_none() => BlockKind::Heading(*level),
        Some(Context::Title) => BlockKind::Title,
        Some(Context::Caption) => BlockKind::Caption,
        Some(Context::Cell { table, row, column, header }) => {
            BlockKind::TableCell { table: *table, row: *row, column: *column, header: *header }
        }
        Some(Context::Item { list, depth, ordered, started }) if !*started => {
            *started = true;
            BlockKind::ListItem { list: *list, depth: *depth, ordered: *ordered }
        }
        _ => outside,
    }
}

impl From<DraftBlock> for Block {
    fn from(draft: DraftBlock) -> Block {
        Block { kind: draft.kind, prose: draft.prose }
    }
}
