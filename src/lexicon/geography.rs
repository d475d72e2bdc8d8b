//! Words for where a place lies and how many live there.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::hash::Set as HashSet;
use crate::yaml;

/// Directions and inhabitants.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GeographyLexicon {
    /// Degrees, clockwise from north.
    pub directions: BTreeMap<String, u16>,
    /// Lemmas of those whom a population counts.
    pub inhabitants: HashSet<String>,
    /// Words that say what kind of place a name is of.
    pub kinds: HashSet<String>,
}

impl GeographyLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> GeographyLexicon {
        yaml::builtin("rules/lexicon/geography.yaml", include_str!("../../rules/lexicon/geography.yaml"))
    }

    /// Whether nothing lies in both directions from a place: they are a right angle apart or more.
    pub fn apart(&self, one: &str, other: &str) -> bool {
        match (self.directions.get(one), self.directions.get(other)) {
            (Some(a), Some(b)) => (90..=270).contains(&a.abs_diff(*b)),
            _ => false,
        }
    }
}
