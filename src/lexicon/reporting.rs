//! Words that say who said what, from `rules/lexicon/reporting.yaml`.

use serde::Deserialize;

use super::phrases::Phrases;
use crate::language::hash::Set as HashSet;
use crate::yaml;

/// Verbs by lemma, and words for speakers without a name.
#[derive(Debug, Default)]
pub struct ReportingLexicon {
    /// Beside a quotation: "say", "tell", "go on".
    pub direct: Phrases<()>,
    /// Before a clause: "say", "claim".
    pub indirect: HashSet<String>,
    /// Before the hearer and a clause: "tell".
    pub hearer: HashSet<String>,
    /// Before what something is called: "call", "describe".
    pub naming: HashSet<String>,
    /// Before the source: "according to".
    pub sources: Phrases<()>,
    /// Heads of descriptions of speakers: "police", "spokeswoman".
    pub unnamed: HashSet<String>,
    /// Nouns for what somebody says, before "that": "claim", "warning".
    pub claims: HashSet<String>,
    /// Nouns for what carries somebody's words: "statement", "letter".
    pub messages: HashSet<String>,
    /// Prepositions between such a noun and whose it is: "by", "from".
    pub makers: HashSet<String>,
    /// Phrases for all who could disagree: "both sides".
    pub all_sides: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    direct: Vec<String>,
    indirect: HashSet<String>,
    hearer: HashSet<String>,
    naming: HashSet<String>,
    sources: Vec<String>,
    unnamed: HashSet<String>,
    claims: HashSet<String>,
    messages: HashSet<String>,
    makers: HashSet<String>,
    all_sides: Vec<String>,
}

impl ReportingLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> ReportingLexicon {
        let file: File = yaml::builtin("rules/lexicon/reporting.yaml", include_str!("../../rules/lexicon/reporting.yaml"));
        let set = |phrases: &[String]| Phrases::new(phrases.iter().map(|p| (p.as_str(), ())));
        ReportingLexicon {
            direct: set(&file.direct),
            indirect: file.indirect,
            hearer: file.hearer,
            naming: file.naming,
            sources: set(&file.sources),
            unnamed: file.unnamed,
            claims: file.claims,
            messages: file.messages,
            makers: file.makers,
            all_sides: set(&file.all_sides),
        }
    }
}
