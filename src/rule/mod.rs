//! Rules: which claims stand against which, how serious that is, and how to say it. Data only; `check` applies them.

mod load;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::finding::Severity;

pub use load::{RuleSet, builtin_sources};

/// One rule, as its YAML file gives it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Kebab-case; equals the stem of the file.
    pub id: String,
    /// The kind of contradiction: one of the kinds of the case files (`date`, `number`, ...).
    pub kind: Kind,
    pub severity: Severity,
    /// One line, without a full stop.
    pub summary: String,
    /// The claim that is reported.
    pub claim: Selector,
    /// The claim that it is held against.
    pub against: Selector,
    /// With `{subject}`, `{claim}`, `{against}` (the values), `{claim.text}`, `{against.text}` (the words of the copy), `{attribute}`.
    pub message: String,
    pub help: String,
    /// What it finds, what it leaves alone and how to mend it; Markdown.
    pub explain: String,
    /// Each must give exactly this finding and no other at warning or error.
    pub bad: Vec<Example>,
    /// Each must give no finding at warning or error.
    pub good: Vec<Example>,
}

/// A kind of contradiction, as in the format of case files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Date,
    Weekday,
    Time,
    Duration,
    Order,
    Age,
    Number,
    Arithmetic,
    Unit,
    Place,
    Outcome,
    Polarity,
    Role,
    Name,
    Participant,
    Quote,
    Ordinal,
    List,
    Status,
    Relation,
    Factsheet,
}

impl Kind {
    /// The name in YAML and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Weekday => "weekday",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Order => "order",
            Kind::Age => "age",
            Kind::Number => "number",
            Kind::Arithmetic => "arithmetic",
            Kind::Unit => "unit",
            Kind::Place => "place",
            Kind::Outcome => "outcome",
            Kind::Polarity => "polarity",
            Kind::Role => "role",
            Kind::Name => "name",
            Kind::Participant => "participant",
            Kind::Quote => "quote",
            Kind::Ordinal => "ordinal",
            Kind::List => "list",
            Kind::Status => "status",
            Kind::Relation => "relation",
            Kind::Factsheet => "factsheet",
        }
    }
}

/// Which claims may stand on one side of a rule. An absent key admits all, except `derived`: without it only stated claims are admitted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Selector {
    /// One attribute, or several.
    pub attribute: OneOrMany,
    /// The name of a derivation (`calendar`, `sum`, ...), or `any` for stated and derived alike.
    pub derived: Option<String>,
    pub origin: Option<OriginName>,
    /// Event classes.
    pub class: OneOrMany,
    pub factuality: Option<FactualityName>,
    /// `copy`: the copy's own voice; `any`: quoted and cited claims too. The default is one voice: the same holder on both sides.
    pub holder: Option<HolderScope>,
    /// How far apart the two claims may stand.
    pub scope: Option<Scope>,
    /// The least confidence that both speak of one subject, in percent.
    pub confidence: Option<u8>,
}

/// Whose claims a selector admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolderScope {
    Copy,
    Any,
}

/// Where a claim comes from, as rules name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginName {
    Article,
    FactSheet,
}

/// How firm a claim is, as rules name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactualityName {
    Asserted,
    Hedged,
    Planned,
    Hypothetical,
}

/// How far apart two claims may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    Sentence,
    Document,
    /// One document, or two that tell one story.
    Story,
    Project,
}

/// A word or a list of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    #[default]
    Any,
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    /// Whether the word is admitted; with nothing asked, every word is.
    pub fn admits(&self, word: &str) -> bool {
        match self {
            OneOrMany::Any => true,
            OneOrMany::One(one) => one == word,
            OneOrMany::Many(many) => many.iter().any(|m| m == word),
        }
    }
}

/// A line of `bad` or `good`: a text, or a small project.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Example {
    Text(String),
    Project(ExampleProject),
}

/// A small project: documents and, where wanted, a fact sheet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleProject {
    pub docs: Vec<ExampleDocument>,
    #[serde(default)]
    pub facts: Vec<BTreeMap<String, String>>,
}

/// One document of an example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleDocument {
    #[serde(default)]
    pub name: Option<String>,
    /// ISO.
    #[serde(default)]
    pub date: Option<chrono::NaiveDate>,
    pub text: String,
}
