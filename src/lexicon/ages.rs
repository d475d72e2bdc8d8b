//! Words of ages, from `rules/lexicon/names/ages.yaml`.

use serde::Deserialize;

use crate::language::hash::{Map as HashMap, Set as HashSet};
use crate::yaml;

/// Number words, and the words around an age.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeLexicon {
    /// Units and tens.
    pub numbers: HashMap<String, u32>,
    /// Words behind a bare number that leave it an age.
    pub closers: HashSet<String>,
    /// Verb forms that speak of the day of publication.
    pub present: HashSet<String>,
    /// Verb forms that speak of another day.
    pub past: HashSet<String>,
    /// Verb forms of reaching an age.
    pub birthdays: HashSet<String>,
}

impl AgeLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> AgeLexicon {
        yaml::builtin("rules/lexicon/names/ages.yaml", include_str!("../../rules/lexicon/names/ages.yaml"))
    }
}
