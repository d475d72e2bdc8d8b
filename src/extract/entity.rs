//! Entities: who and what a document names, with every mention; and what is said of people: offices, words, ages, kin.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::claim::EntityId;
use crate::document::TextRange;
use crate::lexicon::fold::fold;
use crate::lexicon::names::Sex;
use crate::lexicon::offices::{Office, Tenure};
use crate::value::{Place, TimeValue, Wording};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Product,
    Other,
}

impl EntityKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Product => "product",
            EntityKind::Other => "other",
        }
    }
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionForm {
    Name,
    /// A description that fits one person of the document: "the mayor".
    Nominal,
    Pronoun,
}

/// The parts of a person's name as this mention writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Honorific or office before the name, which the mention's range leaves out.
    pub title: Option<TextRange>,
    /// The given names, or the one given name of a mention without a family name.
    pub given: Option<TextRange>,
    /// The family name with its particles.
    pub family: Option<TextRange>,
}

/// A passage that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    pub range: TextRange,
    pub entity: EntityId,
    pub form: MentionForm,
    /// As written, without the title.
    pub written: Box<str>,
    pub parts: NameParts,
    /// Index of the sentence within its block.
    pub sentence: u32,
    /// Tokens of the block, half open.
    pub tokens: Range<usize>,
}

/// Somebody or something that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: EntityKind,
    /// The fullest form as written.
    pub name: String,
    /// Indices into [`Names::mentions`], in the order of the text.
    pub mentions: Vec<usize>,
    /// For places: where it is, as far as the gazetteer or the name itself tells.
    pub place: Option<Place>,
    pub sex: Option<Sex>,
    /// Titles and offices that stand beside its mentions, folded: evidence that two names are one person's.
    pub descriptors: BTreeSet<String>,
    /// The common noun that names the kind of thing behind the name: "telescope" in "the Lindquist telescope".
    pub head: Option<String>,
    /// Whether it is held for the name of a person, an organisation or a place, not only for words with capitals.
    pub attested: bool,
    /// Whether a word for kin stands in a sentence that names this person: evidence that a like name is another's.
    pub among_kin: bool,
}

/// The entities of a document and all their mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Indexed by [`EntityId`].
    pub entities: Vec<Entity>,
    /// In the order of the text; no two overlap.
    pub mentions: Vec<NameMention>,
    /// For each block, the list or table that it is an item or a cell of; their numbers are distinct.
    pub lists: Vec<Option<u32>>,
}

impl Names {
    /// The entity of an id of this document.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// Index of the mention that covers a token of a block.
    pub fn at(&self, block: u32, token: usize) -> Option<usize> {
        let after = self.mentions.partition_point(|m| (m.range.block, m.tokens.end) <= (block, token));
        self.mentions.get(after).filter(|m| m.range.block == block && m.tokens.contains(&token)).map(|_| after)
    }

    /// Indices of the mentions in one sentence of a block.
    pub fn in_sentence(&self, block: u32, sentence: u32) -> Range<usize> {
        let start = self.mentions.partition_point(|m| (m.range.block, m.sentence) < (block, sentence));
        let end = self.mentions.partition_point(|m| (m.range.block, m.sentence) <= (block, sentence));
        start..end
    }
}

/// How two spellings of one name differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpellingKind {
    /// By diacritics or a known transliteration, between documents: their houses may differ.
    HouseStyle,
    /// By diacritics or a known transliteration within a document: one spelling is wanted.
    Variant,
    /// Otherwise: one of them is wrong.
    Suspect,
}

/// One spelling of a name that is also spelt otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// Index into the documents that were compared.
    pub document: usize,
    pub entity: EntityId,
    /// The first mention with this spelling: an index into [`Names::mentions`].
    pub mention: usize,
    /// The word or words that differ.
    pub range: TextRange,
    pub written: String,
    /// Equal for spellings that are the same: in lower case and, unless diacritics are what differs, without them.
    pub key: String,
    /// The words behind those that differ, folded: the family name of a given name that differs.
    pub rest: String,
}

/// The spellings of one name in one document or several, with why they are held to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpellingGroup {
    pub kind: SpellingKind,
    /// Two or more; each differs from the first.
    pub spellings: Vec<Spelling>,
    /// In plain words, for the finding's help.
    pub reasons: Vec<String>,
}

/// What an office belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HolderOf {
    /// An organisation or place of the document.
    Entity(EntityId),
    /// A country or place by a demonym, under its canonical name: "Turkish" -> "Turkey".
    Place(Arc<str>),
    /// A description, by its words in lower case: "the line", "the city".
    Described(String),
}

impl HolderOf {
    /// What must be equal for two offices to belong to one organisation or place: "Turkish" and "of Türkiye" have one key.
    pub fn key(&self, names: &Names) -> String {
        match self {
            HolderOf::Entity(id) => {
                let entity = names.entity(*id);
                fold(entity.place.as_ref().map_or(&entity.name, |place| &place.name))
            }
            HolderOf::Place(name) => fold(name),
            HolderOf::Described(words) => words.clone(),
        }
    }
}

/// A passage that gives a person an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMention {
    pub person: EntityId,
    /// Index into [`Names::mentions`] of the mention that is given the office.
    pub mention: usize,
    pub office: Office,
    /// The words of the office with what it belongs to: "Turkish Foreign Minister", "chief executive of Tessen Shipping".
    pub range: TextRange,
    pub of: Option<HolderOf>,
    pub tenure: Tenure,
    /// Since, until or in when, as far as a year or month is written.
    pub as_of: Option<TimeValue>,
}

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    Entity(EntityId),
    /// Somebody whom the copy does not name, by the lemma of the description ("police", "spokeswoman").
    Unnamed(String),
}

/// A passage with the one who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// What is said.
    pub content: TextRange,
    pub speaker: Speaker,
    /// The words for the speaker.
    pub speaker_range: TextRange,
    /// Whether the words are quoted.
    pub direct: bool,
}

/// A quotation of four words or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the quotation marks; of several parts, the first.
    pub words: TextRange,
    /// Every part, where the quotation goes on behind its attribution ("…," he said. "…").
    pub parts: Vec<TextRange>,
    /// The words of all parts.
    pub wording: Wording,
    pub speaker: Option<Speaker>,
    pub speaker_range: Option<TextRange>,
    /// Speaker and verb: "Pirelli said".
    pub attribution_range: Option<TextRange>,
}

/// A passage that says how old somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeMention {
    pub person: EntityId,
    /// The number: "34", "seventy-five".
    pub number: TextRange,
    /// The words around it that make it an age: "She was 46 then".
    pub range: TextRange,
    pub years: u32,
    /// The days on which the person is said to be of this age; the age is reached on one of them where `turned` is true.
    pub when: TimeValue,
    /// "turned 75 in August", "will be 58 in December": the birthday itself lies in `when`.
    pub turned: bool,
}

/// What happened to a person on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LifeEvent {
    Birth,
    Death,
}

/// A passage that says when somebody was born or died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeMention {
    pub person: EntityId,
    pub event: LifeEvent,
    /// The date.
    pub range: TextRange,
    pub when: TimeValue,
}

/// A passage that says how two people are related: `kin` is `possessor`'s `kind`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KinshipMention {
    /// The person from whom the word is seen: "his" in "his uncle".
    pub possessor: EntityId,
    /// The person whom the word names.
    pub kin: EntityId,
    /// As in `rules/lexicon/names/kinship.yaml`: "uncle-or-aunt".
    pub kind: Arc<str>,
    /// The word with its possessor: "his uncle".
    pub range: TextRange,
}
