//! Vocabulary: data from `rules/lexicon`, parsed once and looked up by stem or phrase. It knows words, not texts.

pub mod ages;
pub mod attributes;
pub mod events;
pub mod figures;
pub mod fold;
pub mod geography;
pub mod holidays;
pub mod names;
pub mod nominals;
pub mod offices;
pub mod phrase_table;
pub mod phrases;
pub mod quantity;
pub mod reporting;
pub mod sites;
pub mod slots;
pub mod statements;
pub mod table;
pub mod time;
pub mod tolls;

pub use crate::language::hash;
pub use attributes::Attributes;
pub use events::EventLexicon;
pub use fold::fold;

/// All vocabulary of a run.
#[derive(Debug)]
pub struct Lexicon {
    pub attributes: Attributes,
    pub events: EventLexicon,
    pub figures: figures::FigureLexicon,
    /// Words of directions and populations.
    pub geography: geography::GeographyLexicon,
    /// Names of people, organisations and places, and what tells them apart.
    pub names: names::NameLexicon,
    /// Words of ages.
    pub ages: ages::AgeLexicon,
    /// Offices and posts.
    pub offices: offices::OfficeLexicon,
    /// Numbers, hedges and units.
    pub quantity: &'static quantity::QuantityWords,
    /// Verbs and phrases that say who said what.
    pub reporting: reporting::ReportingLexicon,
    /// Words of plain statements.
    pub statements: statements::StatementLexicon,
    pub time: time::TimeLexicon,
    /// Words of tolls.
    pub tolls: tolls::TollLexicon,
}

impl Lexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> Lexicon {
        Lexicon {
            attributes: Attributes::builtin(),
            events: EventLexicon::builtin(),
            figures: figures::FigureLexicon::builtin(),
            geography: geography::GeographyLexicon::builtin(),
            names: names::NameLexicon::builtin(),
            ages: ages::AgeLexicon::builtin(),
            offices: offices::OfficeLexicon::builtin(),
            quantity: quantity::QuantityWords::builtin(),
            reporting: reporting::ReportingLexicon::builtin(),
            statements: statements::StatementLexicon::builtin(),
            time: time::TimeLexicon::builtin(),
            tolls: tolls::TollLexicon::builtin(),
        }
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::builtin()
    }
}
