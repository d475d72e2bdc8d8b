//! Vocabulary: data from `rules/lexicon`, parsed once and looked up by stem or phrase. It knows words, not texts.

pub mod attributes;
pub mod events;
pub mod phrases;

pub use attributes::Attributes;
pub use events::EventLexicon;

/// All vocabulary of a run.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub attributes: Attributes,
    pub events: EventLexicon,
}

impl Lexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> Lexicon {
        Lexicon::default()
    }
}
