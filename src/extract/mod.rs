//! Extraction: one document -> its mentions, entities, events and claims. It knows no other document, so documents are
//! extracted in parallel.

pub mod ages;
pub mod entity;
pub mod kinship;
pub mod lives;
pub mod mention;
pub mod names;
pub mod quotes;
pub mod roles;
mod subject;
#[cfg(test)]
mod testing;
pub mod times;
mod words;

use crate::document::Document;
use crate::language::Analysis;
pub use mention::{QuantityMention, TimeMention};

/// A document with the analysis of each of its blocks (empty for blocks that are no copy).
#[derive(Debug)]
pub struct Text<'a> {
    pub document: &'a Document,
    /// One for each of [`Document::blocks`].
    pub blocks: Vec<Analysis>,
}
