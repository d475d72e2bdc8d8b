//! Claims: what a document says of a subject, with local ids.
//!
//! Extraction fills these types for one document; `link` maps local ids to nodes of the graph. Nothing here knows how a claim was found.

use std::borrow::Cow;
use std::fmt;

use crate::source::Span;
use crate::value::{TimeValue, Value};

macro_rules! local_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
    };
}
local_id!(
    /// Number of an event within its document.
    EventId
);
local_id!(
    /// Number of an entity within its document.
    EntityId
);
local_id!(
    /// Number of an expression within its document: a single passage that speaks of itself, such as a written date, a total with its
    /// parts, a measure with its conversion, a quotation.
    ExpressionId
);

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubjectId {
    Event(EventId),
    Entity(EntityId),
    Expression(ExpressionId),
}

/// The name of an attribute, as declared in `rules/lexicon/attributes.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Attribute(pub Cow<'static, str>);

impl Attribute {
    /// An attribute that the code itself names.
    pub const fn named(name: &'static str) -> Attribute {
        Attribute(Cow::Borrowed(name))
    }

    pub const DATE: Attribute = Attribute::named("date");
    pub const TIME: Attribute = Attribute::named("time");
    pub const PLACE: Attribute = Attribute::named("place");
    pub const OUTCOME: Attribute = Attribute::named("outcome");
    pub const AGENT: Attribute = Attribute::named("agent");
    pub const PATIENT: Attribute = Attribute::named("patient");
    pub const ORDINAL: Attribute = Attribute::named("ordinal");
    pub const DURATION: Attribute = Attribute::named("duration");
    pub const COUNT: Attribute = Attribute::named("count");
    pub const AMOUNT: Attribute = Attribute::named("amount");
    pub const CURRENCY: Attribute = Attribute::named("currency");
    pub const BEARING: Attribute = Attribute::named("bearing");
    pub const POPULATION: Attribute = Attribute::named("population");
    pub const TOLL: Attribute = Attribute::named("toll");
    pub const SCORE: Attribute = Attribute::named("score");
    pub const LAST_DATE: Attribute = Attribute::named("last-date");
    pub const BIRTH: Attribute = Attribute::named("birth");
    pub const AGE: Attribute = Attribute::named("age");
    pub const DEATH: Attribute = Attribute::named("death");
    pub const ROLE: Attribute = Attribute::named("role");
    pub const OFFICE_HOLDER: Attribute = Attribute::named("holder");
    pub const SPELLING: Attribute = Attribute::named("spelling");
    pub const KINSHIP: Attribute = Attribute::named("kinship");
    pub const STATUS: Attribute = Attribute::named("status");
    pub const STATEMENT: Attribute = Attribute::named("statement");
    pub const WEEKDAY: Attribute = Attribute::named("weekday");
    pub const DAY_OF_MONTH: Attribute = Attribute::named("day-of-month");
    pub const TOTAL: Attribute = Attribute::named("total");
    pub const PART: Attribute = Attribute::named("part");
    pub const SHARE: Attribute = Attribute::named("share");
    pub const CHANGE: Attribute = Attribute::named("change");
    pub const DIFFERENCE: Attribute = Attribute::named("difference");
    pub const MEASURE: Attribute = Attribute::named("measure");
    pub const ITEMS: Attribute = Attribute::named("items");
    pub const SPEAKER: Attribute = Attribute::named("speaker");
    pub const WORDING: Attribute = Attribute::named("wording");
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a claim came to be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// The copy says it.
    Stated,
    /// Code concluded it; the name is the derivation's, as rules select it (`calendar`, `sum`, `age`).
    Derived(&'static str),
}

/// Who made the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    Article,
    FactSheet,
}

/// How firmly a claim is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Factuality {
    #[default]
    Asserted,
    /// "reportedly", "may have".
    Hedged,
    /// "will", "is to", "is expected to".
    Planned,
    /// "if", "would".
    Hypothetical,
}

/// One claim of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub subject: SubjectId,
    pub attribute: Attribute,
    pub value: Value,
    pub basis: Basis,
    pub origin: Origin,
    /// Who is quoted or cited for it; `None`: the copy's own voice.
    pub holder: Option<Holder>,
    /// False: the value is denied ("not encrypted"), that is, any value but this.
    pub polarity: bool,
    pub factuality: Factuality,
    /// When it is said to hold; an office and a toll change with time.
    pub as_of: TimeValue,
    /// First the span of the value, then its context. Never empty.
    pub spans: Vec<Span>,
    /// Number of its sentence within the document, counted over all blocks, from 0.
    pub sentence: u32,
    /// What the passage contributes, for its label in a report; empty: the value says it.
    pub note: String,
}

impl Claim {
    /// A claim that the copy states as fact, in its own voice.
    pub fn stated(subject: SubjectId, attribute: Attribute, value: Value, span: Span) -> Claim {
        Claim {
            subject,
            attribute,
            value,
            basis: Basis::Stated,
            origin: Origin::Article,
            holder: None,
            polarity: true,
            factuality: Factuality::Asserted,
            as_of: TimeValue::any(),
            spans: vec![span],
            sentence: 0,
            note: String::new(),
        }
    }
}

/// Who is quoted or cited for a claim.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// A person, organisation or place of the document.
    Entity(EntityId),
    /// Somebody whom the copy does not name ("police", "the organisers"), by the lemma of the description.
    Unnamed(String),
}
