//! Vocabulary: data from `rules/lexicon`, parsed once and looked up by stem or phrase. It knows words, not texts.

pub mod quantity;

/// All vocabulary of a run.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Numbers, hedges and units.
    pub quantity: &'static quantity::QuantityWords,
}

impl Lexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> Lexicon {
        Lexicon::default()
    }
}
