//! Documents: a source read as its reader sees it, as blocks of prose with the way back to source bytes.
//!
//! In goes a [`Source`]; out comes a [`Document`]. Markdown, HTML and plain text have a reader
//! each; none can fail. `document` knows nothing of claims or of language beyond dates that say when the copy was published.

//!
//! The readers write a draft; boilerplate is marked and datelines are split off afterwards, for all formats alike.

mod allow;
mod boilerplate;
mod dateline;
mod draft;
mod front_matter;
mod html;
mod markdown;
mod path_date;
mod plain;
pub mod prose;
mod publication;
mod template;
mod vocabulary;

use chrono::NaiveDate;

use self::draft::Draft;
use self::template::Dialect;
use crate::config::Calendar;
use crate::source::{Source, SourceId, Span};
pub use prose::{Prose, ProseBuilder};

/// What a block of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading: level 1 to 6; the headline is the document's first heading of the highest level.
    Heading(u8),
    /// The title from front matter or `<title>`, which is headline copy.
    Title,
    /// The description from front matter: what the copy says in short, often in its own words and cut off.
    Standfirst,
    Paragraph,
    /// An item of a list: number of the list within the document, from 0, its nesting depth from 1, whether the list is numbered.
    /// Only the first block of an item is one, so that as many blocks as items have the list's number; the others are paragraphs.
    ListItem {
        list: u32,
        depth: u8,
        ordered: bool,
    },
    /// A cell of a table: number of the table within the document, row and column from 0; row 0 is the first.
    TableCell {
        table: u32,
        row: u32,
        column: u32,
        header: bool,
    },
    /// A caption of a table or picture.
    Caption,
    /// A block quotation: its nesting depth, from 1.
    Quote(u8),
    /// A note at the foot of the page, which a sign in the copy points at. Much of it is references, so "Harris, 47" there is a page.
    Footnote,
    /// A dateline, byline or "updated" line: it dates or signs the copy and makes no claims of its own.
    Meta,
    /// Not copy of this document: lists of other headlines, navigation, rights notices. Kept so that spans can be explained; nothing is
    /// extracted from it.
    Boilerplate,
}

impl BlockKind {
    /// Whether claims are taken from a block of this kind.
    pub fn is_copy(&self) -> bool {
        !matches!(self, BlockKind::Meta | BlockKind::Boilerplate)
    }
}

/// A stretch of text that stands by itself: a paragraph, a heading, a cell.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub prose: Prose,
}

/// A range of bytes in the prose of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// Index into [`Document::blocks`].
    pub block: u32,
    /// Bytes into the block's prose, half open, on character boundaries.
    pub start: u32,
    pub end: u32,
}

impl TextRange {
    /// Whether the two share a byte.
    pub fn overlaps(self, other: TextRange) -> bool {
        self.block == other.block && self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this range.
    pub fn contains(self, other: TextRange) -> bool {
        self.block == other.block && self.start <= other.start && other.end <= self.end
    }
}

/// A `gainsay-allow RULE: reason` comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    pub rule: String,
    /// Empty where the writer gave none.
    pub reason: String,
    /// The comment itself.
    pub span: Span,
    /// Index of the next block, whose findings it silences; `None` at the end of the document.
    pub block: Option<u32>,
    /// How many blocks it silences from there on: all of a list or table that it stands before, a dateline and the paragraph that it
    /// was split off, else one.
    pub count: u32,
}

impl Allow {
    /// Whether it silences findings with a span in a block, by its index.
    pub fn covers(&self, block: u32) -> bool {
        self.block.is_some_and(|first| (first..first.saturating_add(self.count)).contains(&block))
    }
}

/// When a document was published, and where it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub date: NaiveDate,
    pub from: DateSource,
    /// Where in the copy; `None` for configuration.
    pub span: Option<Span>,
}

/// Where a publication date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    FrontMatter,
    Metadata,
    Dateline,
    Configuration,
    /// The name of the file, or of its folders.
    Path,
    /// The last update that front matter or a dateline gives, where nothing gives the publication.
    Update,
}

impl DateSource {
    /// For a sentence: "from the front matter".
    pub fn words(self) -> &'static str {
        match self {
            DateSource::FrontMatter => "from the front matter",
            DateSource::Metadata => "from the metadata of the page",
            DateSource::Dateline => "from the dateline",
            DateSource::Configuration => "from configuration",
            DateSource::Path => "from the path of the file",
            DateSource::Update => "from the last update",
        }
    }
}

/// A document as its reader sees it.
#[derive(Clone, Debug)]
pub struct Document {
    pub source: SourceId,
    pub blocks: Vec<Block>,
    pub published: Option<Published>,
    /// How it counts its years: the default until somebody who knows the configuration sets it.
    pub calendar: Calendar,
    pub allows: Vec<Allow>,
    /// Things worth a note: a dateline that disagrees with configuration, bytes that are no UTF-8.
    pub remarks: Vec<Remark>,
}

/// Something about a document that its editor should know, though no rule speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Kebab-case name, such as `date-disagreement` or `invalid-utf8`.
    pub id: &'static str,
    pub message: String,
    pub spans: Vec<Span>,
}

/// Reads a source, by the ending of its name: `.md`, `.markdown` and `.mdx` as Markdown, `.html` and `.htm` as HTML, all else as plain text.
/// `configured` is the date of publication where the copy gives none, and the latest one for a dateline without a year. Never fails and
/// takes time linear in the length of the source.
pub fn read(source: &Source, configured: Option<NaiveDate>) -> Document {
    let mut draft = Draft::new(source);
    if source.substituted > 0 {
        let message = format!("{} bytes are no UTF-8 and are read as ?; save the file as UTF-8", source.substituted);
        draft.remarks.push(Remark { id: "invalid-utf8", message, spans: Vec::new() });
    }
    let start = if source.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let ending = source.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("md" | "markdown") => markdown::read(&mut draft, start, Dialect::Markdown),
        Some("mdx") => markdown::read(&mut draft, start, Dialect::Mdx),
        Some("html" | "htm") => {
            let start = front_matter::read(&mut draft, start);
            html::read(&mut draft, &template::masked(&source.text[start..], Dialect::Html), start);
        }
        _ => {
            let start = front_matter::read_header(&mut draft, start);
            plain::read(&mut draft, start);
        }
    }
    boilerplate::mark(&mut draft.blocks);
    publication::finish(draft, configured)
}

impl Document {
    /// A text by itself as a document of one paragraph, with the date that it was published on.
    pub fn of_paragraph(text: &str, published: Option<NaiveDate>) -> Document {
        let mut prose = ProseBuilder::default();
        prose.push(text, 0..text.len(), true);
        Document {
            source: SourceId(0),
            blocks: vec![Block { kind: BlockKind::Paragraph, prose: prose.take() }],
            published: published.map(|date| Published { date, from: DateSource::Configuration, span: None }),
            calendar: Calendar::default(),
            allows: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// The source bytes of a range of prose: the only door back to the source.
    pub fn span(&self, range: TextRange) -> Span {
        let block = &self.blocks[range.block as usize];
        block.prose.span(self.source, range.start..range.end)
    }

    /// The text of a range of prose.
    pub fn text(&self, range: TextRange) -> &str {
        &self.blocks[range.block as usize].prose.text[range.start as usize..range.end as usize]
    }
}
