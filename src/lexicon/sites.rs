//! Nouns that name a place without a proper name, from `rules/lexicon/names/sites.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::hash::{Map as HashMap, Set as HashSet};
use crate::yaml;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nouns: BTreeMap<String, Vec<String>>,
    alike: Vec<Vec<String>>,
    silent: HashSet<String>,
    links: HashSet<String>,
}

/// Nouns of places.
#[derive(Debug, Default)]
pub struct Sites {
    /// By the noun: the noun that stands for its kind.
    kinds: HashMap<String, String>,
    silent: HashSet<String>,
    links: HashSet<String>,
}

impl Sites {
    /// The vocabulary in the binary.
    pub fn builtin() -> Sites {
        let file: File = yaml::builtin("rules/lexicon/names/sites.yaml", include_str!("../../rules/lexicon/names/sites.yaml"));
        let mut kinds: HashMap<String, String> = file.nouns.into_values().flatten().map(|noun| (noun.clone(), noun)).collect();
        for row in file.alike {
            // A noun of two rows brings them together.
            let Some(kind) = row.iter().find_map(|noun| kinds.get(noun).filter(|kind| *kind != noun).or(row.first())).cloned() else {
                continue;
            };
            for noun in row {
                if kinds.contains_key(&noun) {
                    kinds.insert(noun, kind.clone());
                }
            }
        }
        Sites { kinds, silent: file.silent, links: file.links }
    }

    /// Whether a noun may be left out of the name of a place.
    pub fn is_silent(&self, noun: &str) -> bool {
        self.silent.contains(noun)
    }

    /// Whether a word only joins the others of a name.
    pub fn is_link(&self, word: &str) -> bool {
        self.links.contains(word)
    }

    /// What kind of place a noun, by its lemma, names; `None` for other nouns.
    pub fn kind(&self, lemma: &str) -> Option<&str> {
        self.kinds.get(lemma).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_one_kind() {
        let sites = Sites::builtin();
        assert_eq!(sites.kind("jail"), sites.kind("prison"));
        assert_eq!(sites.kind("centre"), sites.kind("facility"));
        assert_ne!(sites.kind("bank"), sites.kind("prison"));
        assert_eq!(sites.kind("idea"), None);
    }
}
