//! Vocabulary: data from `rules/lexicon`, parsed once and looked up by stem or phrase. It knows words, not texts.

pub mod attributes;
pub mod events;
pub mod phrase_table;
pub mod quantity;
pub mod time;

pub use attributes::Attributes;
pub use events::EventLexicon;

/// All vocabulary of a run.
#[derive(Debug)]
pub struct Lexicon {
    pub attributes: Attributes,
    pub events: EventLexicon,
    /// Numbers, hedges and units.
    pub quantity: &'static quantity::QuantityWords,
    pub time: time::TimeLexicon,
}

impl Lexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> Lexicon {
        Lexicon {
            attributes: Attributes::builtin(),
            events: EventLexicon::builtin(),
            quantity: quantity::QuantityWords::builtin(),
            time: time::TimeLexicon::builtin(),
        }
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::builtin()
    }
}
