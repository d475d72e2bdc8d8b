//! The words of a document as numbers: what two documents are compared by.

use super::Text;
use crate::lexicon::{Lexicon, slots};

/// Words shorter than this tell little of a story.
const SHORTEST_WORD: usize = 4;

/// The lemmas of a document's copy, each once, as hashes: a project holds those of all its documents at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// First those that tell of a story, sorted, then the others, sorted.
    lemmas: Box<[u64]>,
    telling: u32,
}

impl Content {
    /// The words of a text's copy.
    pub fn of(text: &Text, lexicon: &Lexicon) -> Content {
        let words = text.copy_blocks().flat_map(|(_, analysis)| &analysis.tokens).filter(|token| token.is_word());
        let mut known: Vec<(u64, &str)> = words.map(|token| (slots::hash(token.lemma.as_bytes()), &*token.lemma)).collect();
        known.sort_unstable_by_key(|(hash, _)| *hash);
        known.dedup_by_key(|(hash, _)| *hash);
        let tells = |lemma: &str| lemma.len() >= SHORTEST_WORD && lexicon.events.has_content(lemma);
        let (telling, others): (Vec<_>, Vec<_>) = known.into_iter().partition(|(_, lemma)| tells(lemma));
        let lemmas = telling.iter().chain(&others).map(|(hash, _)| *hash).collect();
        Content { lemmas, telling: telling.len() as u32 }
    }

    /// Whether a lemma stands in the copy.
    pub fn contains(&self, lemma: &str) -> bool {
        let hash = slots::hash(lemma.as_bytes());
        let (telling, others) = self.lemmas.split_at(self.telling as usize);
        telling.binary_search(&hash).is_ok() || others.binary_search(&hash).is_ok()
    }

    /// Hashes of the lemmas that tell of a story, sorted: with content, and not short.
    pub fn telling(&self) -> &[u64] {
        &self.lemmas[..self.telling as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn short_words_and_those_without_content_tell_nothing() {
        let lexicon = Lexicon::builtin();
        let document = Document::of_paragraph("The ferry ran against the quay because of the fog; ferries do.", None);
        let content = Content::of(&Text::new(&document, &lexicon), &lexicon);
        for (lemma, stands) in [("ferry", true), ("fog", true), ("the", true), ("boat", false)] {
            assert_eq!(content.contains(lemma), stands, "{lemma}");
        }
        assert!(content.telling().contains(&slots::hash(b"ferry")));
        assert!(!content.telling().contains(&slots::hash(b"fog")) && !content.telling().contains(&slots::hash(b"the")));
    }
}
