//! Vocabulary: data from `rules/lexicon`, parsed once and looked up by stem or phrase. It knows words, not texts.

pub mod ages;
pub mod fold;
pub mod names;
pub mod offices;
pub mod phrases;
pub mod reporting;
pub mod table;
pub mod time;

/// All vocabulary of a run.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Names of people, organisations and places, and what tells them apart.
    pub names: names::NameLexicon,
    /// Words of ages.
    pub ages: ages::AgeLexicon,
    /// Offices and posts.
    pub offices: offices::OfficeLexicon,
    /// Verbs and phrases that say who said what.
    pub reporting: reporting::ReportingLexicon,
    pub time: time::TimeLexicon,
}

impl Lexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> Lexicon {
        Lexicon {
            names: names::NameLexicon::builtin(),
            ages: ages::AgeLexicon::builtin(),
            offices: offices::OfficeLexicon::builtin(),
            reporting: reporting::ReportingLexicon::builtin(),
            time: time::TimeLexicon::builtin(),
        }
    }
}
