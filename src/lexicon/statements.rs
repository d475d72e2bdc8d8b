//! Words of plain statements: what is affirmed and denied, what must be done, what is open and what is closed.

use serde::Deserialize;

use super::phrase_table::PhraseTable;
use crate::language::hash::Set as HashSet;
use crate::yaml;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementFile {
    qualifying: HashSet<String>,
    vague: HashSet<String>,
    quantified: HashSet<String>,
    universal: HashSet<String>,
    cases: HashSet<String>,
    proposals: HashSet<String>,
    operating: Vec<String>,
    closed: Vec<String>,
    ended: Vec<String>,
}

/// Whether a thing works, and whether it may work again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Operating,
    Closed,
    Ended,
}

/// The vocabulary of statements.
#[derive(Debug)]
pub struct StatementLexicon {
    /// Words that make a sentence speak of a case, a time or a degree.
    pub qualifying: HashSet<String>,
    /// Lemmas that say the same of anything.
    pub vague: HashSet<String>,
    pub quantified: HashSet<String>,
    pub universal: HashSet<String>,
    /// Prepositions that tell in which case a duty is one.
    pub cases: HashSet<String>,
    /// Nouns of what is put to a vote.
    pub proposals: HashSet<String>,
    pub statuses: PhraseTable<Status>,
}

impl StatementLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> StatementLexicon {
        let file: StatementFile = yaml::builtin("rules/lexicon/statements.yaml", include_str!("../../rules/lexicon/statements.yaml"));
        let mut statuses = PhraseTable::default();
        for (words, status) in [(&file.operating, Status::Operating), (&file.closed, Status::Closed), (&file.ended, Status::Ended)] {
            words.iter().for_each(|word| statuses.insert(word, status));
        }
        let StatementFile { qualifying, vague, quantified, universal, cases, proposals, .. } = file;
        StatementLexicon { qualifying, vague, quantified, universal, cases, proposals, statuses }
    }
}
