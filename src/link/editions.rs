//! Which documents are editions of one thing that comes out again and again: the minutes of each meeting, the update of each month, the report of
//! each round. They say the same of other days, so that no difference between them is a contradiction.
//!
//! Editions have one headline but for its dates, numbers and ordinals.

use crate::document::{BlockKind, Document, TextRange};
use crate::extract::Extraction;
use crate::lexicon::slots;

/// Editions of which the days are known come out at least this many days apart: copy of one day may be told twice under one headline.
const LEAST_DAYS: i64 = 4;

/// What the headline of a document says: with and without what tells its editions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Headline {
    whole: u64,
    constant: u64,
}

/// The headlines of the documents of a project.
#[derive(Debug, Default)]
pub(super) struct Editions {
    headlines: Vec<Option<Headline>>,
}

impl Editions {
    pub fn new(documents: &[Document], extractions: &[Extraction]) -> Editions {
        let headlines = documents.iter().zip(extractions).map(|(document, extraction)| Headline::of(document, extraction));
        Editions { headlines: headlines.collect() }
    }

    /// Whether two documents, published `days` apart as far as it is known, are editions of one thing.
    pub fn are(&self, a: u32, b: u32, days: Option<i64>) -> bool {
        match (self.headlines[a as usize], self.headlines[b as usize]) {
            (Some(x), Some(y)) => x.constant == y.constant && days.map_or(x.whole != y.whole, |days| days >= LEAST_DAYS),
            _ => false,
        }
    }
}

impl Headline {
    fn of(document: &Document, extraction: &Extraction) -> Option<Headline> {
        let is_headline = |kind: &BlockKind| matches!(kind, BlockKind::Title | BlockKind::Heading(1));
        let block = document.blocks.iter().position(|block| is_headline(&block.kind))? as u32;
        let (mut whole, mut constant) = (String::new(), String::new());
        let mut end = 0;
        let text = document.blocks[block as usize].prose.text.as_str();
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let range = TextRange { block, start: end, end: end + word.len() as u32 };
            end = range.end;
            whole.push_str(word);
            if !tells_apart(word, range, extraction) {
                constant.push_str(word);
            }
        }
        let of = |words: &str| slots::hash(words.to_lowercase().as_bytes());
        Some(Headline { whole: of(&whole), constant: of(&constant) })
    }
}

/// Whether a word of a headline, with what follows it, belongs to a time or a number ("March", "third", "v3", "12") or is no word at all.
fn tells_apart(word: &str, range: TextRange, extraction: &Extraction) -> bool {
    let mentions = &extraction.mentions;
    !word.starts_with(char::is_alphanumeric)
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || !mentions.times_in(range).is_empty()
        || !mentions.quantities_in(range).is_empty()
}
