//! Words that tell which counts change from report to report.

use serde::Deserialize;

use crate::language::hash::Set as HashSet;
use crate::yaml;

/// Nouns and words of counts that grow.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FigureLexicon {
    /// Lemmas of what is counted.
    pub growing_nouns: HashSet<String>,
    /// Lemmas of what the clause says of it.
    pub growing_words: HashSet<String>,
    /// Lemmas of what is counted again and again in one text.
    pub generic_nouns: HashSet<String>,
    /// Words before a number that take it as known.
    pub definite: HashSet<String>,
    /// Words before or behind a number that set it apart from others of its kind.
    pub setting_apart: HashSet<String>,
    /// Words for the money of several countries.
    pub shared_currencies: HashSet<String>,
}

impl FigureLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> FigureLexicon {
        yaml::builtin("rules/lexicon/figures.yaml", include_str!("../../rules/lexicon/figures.yaml"))
    }
}
