//! Vocabulary: data from `rules/lexicon`, parsed once and looked up by stem or phrase. It knows words, not texts.

pub mod time;

/// All vocabulary of a run.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub time: time::TimeLexicon,
}

impl Lexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> Lexicon {
        Lexicon { time: time::TimeLexicon::builtin() }
    }
}
