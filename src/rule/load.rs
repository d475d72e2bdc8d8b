//! Loading rules: the built-in ones from the binary, others from folders.

use super::Rule;
use crate::yaml::{self, YamlError};

macro_rules! builtin {
    ($($stem:literal),* $(,)?) => {
        &[$(($stem, include_str!(concat!("../../rules/", $stem, ".yaml")))),*]
    };
}

/// The built-in rules, by file stem, sorted. A test checks that every file of `rules/` stands here.
const BUILTIN: &[(&str, &str)] = builtin![
    "age-conflict",
    "bearing-conflict",
    "change-mismatch",
    "count-conflict",
    "currency-conflict",
    "difference-mismatch",
    "event-date-conflict",
    "event-duration-conflict",
    "event-order-conflict",
    "event-outcome-conflict",
    "event-participant-conflict",
    "event-place-conflict",
    "event-time-conflict",
    "fact-sheet-conflict",
    "impossible-date",
    "kinship-conflict",
    "last-event-conflict",
    "list-count-mismatch",
    "magnitude-conflict",
    "name-house-style",
    "name-variant",
    "office-holder-conflict",
    "population-conflict",
    "quotation-speaker-conflict",
    "quotation-wording-conflict",
    "rank-conflict",
    "role-conflict",
    "share-mismatch",
    "statement-conflict",
    "status-conflict",
    "sum-mismatch",
    "toll-conflict",
    "unit-conversion-mismatch",
    "weekday-date-mismatch",
];

/// The rules of a run, sorted by id.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    pub rules: Vec<Rule>,
}

/// Name and text of each built-in rule.
pub fn builtin_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILTIN.iter().copied()
}

impl RuleSet {
    /// The rules of the binary.
    ///
    /// # Errors
    /// None in a tested build: a test loads them all.
    pub fn builtin() -> Result<RuleSet, YamlError> {
        let mut set = RuleSet::default();
        for (stem, text) in BUILTIN {
            set.add(&format!("rules/{stem}.yaml"), text)?;
        }
        Ok(set)
    }

    /// Adds a rule from a file's text; one with a known id replaces it.
    ///
    /// # Errors
    /// Text that is no rule, and an id that is not the file's stem.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), YamlError> {
        let rule: Rule = yaml::parse(name, text)?;
        let stem = name.rsplit('/').next().unwrap_or(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        if rule.id != stem {
            let at = text.find(rule.id.as_str()).unwrap_or(0);
            let message = format!("the id is `{}`, the file is called `{stem}`; they must be the same", rule.id);
            return Err(YamlError::at(name, text, at..at + rule.id.len(), message));
        }
        match self.rules.binary_search_by(|r| r.id.cmp(&rule.id)) {
            Ok(at) => self.rules[at] = rule,
            Err(at) => self.rules.insert(at, rule),
        }
        Ok(())
    }

    /// The rule of this id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.binary_search_by(|r| r.id.as_str().cmp(id)).ok().map(|at| &self.rules[at])
    }
}
