//! Words of tolls: how many people were killed, injured or are missing.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::hash::Set as HashSet;
use crate::yaml;

/// What tells a toll.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TollLexicon {
    /// What became of people, with the lemmas that say so.
    pub roles: BTreeMap<String, HashSet<String>>,
    /// Verbs whose subject came to harm.
    pub suffering: HashSet<String>,
    /// What may stand between the people and the word of their role.
    pub between: HashSet<String>,
    /// Lemmas for anybody.
    pub people: HashSet<String>,
    /// Words before the number of a part.
    pub part: HashSet<String>,
    /// Words behind it.
    pub part_behind: HashSet<String>,
    /// Words of sentences that count over many happenings.
    pub many_happenings: HashSet<String>,
    /// Nouns whose number tells one happening from another.
    pub numbered: HashSet<String>,
}

impl TollLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> TollLexicon {
        yaml::builtin("rules/lexicon/tolls.yaml", include_str!("../../rules/lexicon/tolls.yaml"))
    }

    /// What a token says became of people.
    pub fn role(&self, token: &crate::language::Token) -> Option<&str> {
        let named = |words: &HashSet<String>| words.contains(&*token.lemma) || words.contains(&*token.lower);
        self.roles.iter().find(|(_, words)| named(words)).map(|(role, _)| role.as_str())
    }
}
