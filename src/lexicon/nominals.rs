//! Nouns that name what happens: those of verbs ("opening" of "open") and those of none ("ceremony"), from `rules/lexicon/events/nominals.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::hash::{Map as HashMap, Set as HashSet};
use crate::yaml;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: BTreeMap<Box<str>, Vec<Box<str>>>,
    nouns: HashSet<Box<str>>,
    generic: HashSet<Box<str>>,
}

/// What nouns name an event, and of which verb.
#[derive(Debug, Default)]
pub struct Nominals {
    /// The verb's lemma, by the noun's.
    verbs: HashMap<Box<str>, Box<str>>,
    /// Lemmas of verbs that have a noun.
    known: HashSet<Box<str>>,
    nouns: HashSet<Box<str>>,
    generic: HashSet<Box<str>>,
}

impl Nominals {
    /// The vocabulary in the binary.
    pub fn builtin() -> Nominals {
        let file: File = yaml::builtin("rules/lexicon/events/nominals.yaml", include_str!("../../rules/lexicon/events/nominals.yaml"));
        let mut nominals = Nominals { nouns: file.nouns, generic: file.generic, ..Nominals::default() };
        for (verb, nouns) in file.verbs {
            for noun in nouns {
                nominals.verbs.entry(noun).or_insert_with(|| verb.clone());
            }
            nominals.known.insert(verb);
        }
        nominals
    }

    /// Whether a verb says so little by itself that two of them are one only by their parties.
    pub fn is_generic(&self, verb: &str) -> bool {
        self.generic.contains(verb)
    }

    /// The lemma that an event named by a noun is known by: its verb's, else its own; `None` where the noun names no event. `lemma` is the
    /// noun's, `gerund` the lemma that it has as the -ing form of a verb.
    pub fn key<'n>(&'n self, lemma: &'n str, gerund: Option<&'n str>) -> Option<&'n str> {
        let of_verb = self.verbs.get(lemma).map(|verb| &**verb);
        let of_gerund = || gerund.filter(|verb| self.known.contains(*verb));
        of_verb.or_else(of_gerund).or_else(|| self.nouns.contains(lemma).then_some(lemma))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_known_by_its_verb() {
        let nominals = Nominals::builtin();
        assert_eq!(nominals.key("acquisition", None), Some("acquire"));
        assert_eq!(nominals.key("shooting", Some("shoot")), Some("shoot"));
        assert_eq!(nominals.key("ceremony", None), Some("ceremony"));
        assert_eq!(nominals.key("table", None), None);
    }
}
