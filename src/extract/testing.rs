//! Documents for tests, built by hand: one paragraph for each text.

use super::Text;
use crate::document::{Block, BlockKind, Document, ProseBuilder};
use crate::language::analyse;
use crate::source::SourceId;

/// A document of paragraphs.
pub fn document(paragraphs: &[&str]) -> Document {
    let mut at = 0;
    let blocks = paragraphs.iter().map(|text| {
        let mut builder = ProseBuilder::default();
        builder.push(text, at..at + text.len(), true);
        at += text.len();
        Block { kind: BlockKind::Paragraph, prose: builder.take() }
    });
    Document {
        source: SourceId(0),
        blocks: blocks.collect(),
        published: None,
        calendar: Default::default(),
        allows: Vec::new(),
        remarks: Vec::new(),
    }
}

/// The same with the analysis of each paragraph.
pub fn text(document: &Document) -> Text<'_> {
    Text { document, blocks: document.blocks.iter().map(|b| analyse(&b.prose.text)).collect() }
}
