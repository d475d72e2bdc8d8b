//! From mentions to claims: what the document says of its events, entities and expressions.

mod attach;
mod dates;
mod fates;
mod figures;
mod geography;
mod lengths;
mod outcomes;
mod participants;
mod people;
mod places;
mod proposals;
mod quotations;
mod ranks;
mod statements;
mod tolls;
mod written;

use std::collections::HashMap;
use std::sync::Arc;

use super::{Event, Mentions, Text};
use crate::claim::{Attribute, Claim, EventId, ExpressionId, Factuality, Holder, SubjectId};
use crate::document::TextRange;
use crate::lexicon::Lexicon;
use crate::source::Span;
use crate::value::{TimeValue, Value};

/// How many sentences at the beginning tell what the copy is about: headline, lead and what follows it.
const LEAD: u32 = 5;

/// A passage that speaks of itself: a written date, a total with its parts, a quotation, a counted thing.
#[derive(Clone, Debug)]
pub struct Expression {
    pub id: ExpressionId,
    /// `date`, `sum`, `share`, `change`, `conversion`, `list`, `quotation`, `figure`, `span`, `office`, `statement`, `duty`, `status`, `proposal`, `rank`.
    pub class: &'static str,
    /// How a reader would name it.
    pub label: String,
    pub range: TextRange,
    /// What tells two expressions of one class apart or puts them together across documents, by class: the words of a quotation, the
    /// office and its organisation.
    pub key: Vec<Box<str>>,
    /// For a quotation its speaker, for an office its holder.
    pub person: Option<crate::claim::EntityId>,
    /// For a statement: what tells whether another one says the same.
    pub statement: Option<Box<Statement>>,
    /// For an amount: its digits without magnitude and zeros at the end, its unit, and what stands around it.
    pub amount: Option<Box<Amount>>,
    /// For a figure: what is counted, and what stands around it.
    pub figure: Option<Box<Figure>>,
    /// For a toll: of whom and what it is.
    pub toll: Option<Box<Toll>>,
}

/// Who does what is stated or denied, and under what circumstances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    pub denied: bool,
    /// Lemmas of who does it; empty where nobody is told.
    pub agent: Vec<Box<str>>,
    /// Lemmas with content behind it, sorted.
    pub complement: Vec<Box<str>>,
    /// Whether its subject says more than "the house": a name, a modifier, or all of a kind.
    pub specific: bool,
    pub past: bool,
}

/// A number with a magnitude ("312 million crowns") or a measure ("10 kilometres"), with what tells whether another one is the same, misprinted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The digits as written, without separators and without zeros at the end: 312 for "312 million", 38 for "3.8 billion" and "$380 million".
    pub digits: String,
    /// As written, with its magnitude.
    pub value: rust_decimal::Decimal,
    pub unit: String,
    /// The currency without its nation ("franc"), where it is money and the word names one currency in one story.
    pub currency: Option<String>,
    /// For a measure: the base unit of its dimension, and how much of that its own unit is.
    pub factor: Option<(Box<str>, rust_decimal::Decimal)>,
    /// Lemmas of the nouns that say what it is an amount of, sorted.
    pub measured: Vec<Box<str>>,
    /// Lemmas of the nouns in its sentence, sorted; without units.
    pub nouns: Vec<Box<str>>,
    pub names: Vec<crate::claim::EntityId>,
}

/// A counted thing, with what tells whether another count is of the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Lemma of the noun.
    pub noun: Box<str>,
    /// The days that its sentence names, where it names one time only.
    pub when: Option<crate::value::TimeValue>,
    /// Whether a word sets it apart from others of its kind: "the other 15 shells".
    pub apart: bool,
    /// As written.
    pub number: rust_decimal::Decimal,
    /// "the 320 jobs": the copy takes the number as known.
    pub definite: bool,
    /// Whether it stands where copy tells what it is about.
    pub lead: bool,
    /// Lemmas of the words between number and noun.
    pub modifiers: Vec<Box<str>>,
    /// Lemmas with content in its clause, sorted.
    pub theme: Vec<Box<str>>,
    /// Entities named in its clause, sorted.
    pub names: Vec<crate::claim::EntityId>,
}

/// How many people came to harm, with what tells whether another toll is of the same happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toll {
    /// `killed`, `injured`, `missing`.
    pub role: Box<str>,
    /// As wide as the widest telling of the number in the document.
    pub quantity: crate::value::Quantity,
    /// Of whom, where not of everybody: "civilian".
    pub group: Option<Box<str>>,
    /// Whether it stands where copy tells what it is about.
    pub lead: bool,
    /// The days and the TIMEX3 value of the time that its sentence names, where it names one only.
    pub when: Option<(Option<TimeValue>, Box<str>)>,
    /// Numbers that tell the happening from others of its kind: the magnitude of a quake.
    pub numbers: Vec<rust_decimal::Decimal>,
    /// Words of the names beside it, and for a lead of those in the lead, sorted; without countries.
    pub names: Vec<Box<str>>,
    /// The places of its sentence, without countries.
    pub places: Vec<Box<str>>,
    pub holder: Option<Holder>,
}

/// The date of one event, counted from another: "two days after the collapse".
#[derive(Clone, Debug)]
pub struct Offset {
    pub event: EventId,
    pub reference: EventId,
    /// Least and most; negative: before.
    pub days: (i64, i64),
    pub words: Span,
}

/// What a document claims.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    pub events: Vec<Event>,
    pub expressions: Vec<Expression>,
    pub claims: Vec<Claim>,
    pub offsets: Vec<Offset>,
    /// Numbers that stand in a relation, with the expression whose claims they are.
    pub relations: Vec<(SubjectId, crate::extract::arithmetic::Relation)>,
}

impl Claims {
    /// Gives back the memory that growing lists hold in reserve: the claims of all documents are held at once.
    fn shrink(&mut self) {
        self.events.shrink_to_fit();
        self.expressions.shrink_to_fit();
        self.claims.shrink_to_fit();
    }
}

/// All claims of a document. Events of clauses that the vocabulary does not know are added where a date needs one.
pub fn claims(text: &Text, mentions: &Mentions, events: Vec<Event>, lexicon: &Lexicon) -> Claims {
    let sentences = text.blocks.iter().scan(0, |next, block| Some(std::mem::replace(next, *next + block.sentences.len().max(1) as u32)));
    let mut builder =
        Builder { text, mentions, lexicon, first_sentence: sentences.collect(), by_sentence: HashMap::new(), out: Claims::default() };
    for event in events {
        builder.add_event(event);
    }
    written::claims(&mut builder);
    dates::claims(&mut builder);
    places::claims(&mut builder);
    outcomes::claims(&mut builder);
    participants::claims(&mut builder);
    figures::claims(&mut builder);
    tolls::claims(&mut builder);
    geography::claims(&mut builder);
    people::claims(&mut builder);
    quotations::claims(&mut builder);
    statements::claims(&mut builder);
    proposals::claims(&mut builder);
    ranks::claims(&mut builder);
    builder.ordinals();
    builder.out.claims.sort_by(|a, b| (a.spans[0], &a.attribute, a.subject).cmp(&(b.spans[0], &b.attribute, b.subject)));
    builder.out.shrink();
    builder.out
}

/// Gathers claims, with what each part needs to make them.
struct Builder<'a> {
    text: &'a Text<'a>,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
    /// Number of the first sentence of each block, counted over the document.
    first_sentence: Vec<u32>,
    /// The events of each sentence (block, sentence), by place, so that nothing looks through all events of a long text.
    by_sentence: HashMap<(u32, usize), Vec<usize>>,
    out: Claims,
}

/// How a claim is made: its firmness, its voice and what its passage contributes.
#[derive(Clone, Debug, Default)]
struct Manner {
    factuality: Factuality,
    denied: bool,
    holder: Option<Holder>,
    as_of: Option<TimeValue>,
    note: String,
}

impl Builder<'_> {
    /// Adds an event; returns its index.
    fn add_event(&mut self, event: Event) -> usize {
        let index = self.out.events.len();
        let events = &self.out.events;
        let sentence = self.by_sentence.entry((event.trigger.block, event.sentence)).or_default();
        let at = sentence.partition_point(|i| events[*i].tokens.start <= event.tokens.start);
        sentence.insert(at, index);
        self.out.events.push(event);
        index
    }

    /// The events of one sentence of a block, by place, with their index.
    fn events_of(&self, block: u32, sentence: usize) -> impl DoubleEndedIterator<Item = (usize, &Event)> {
        let indices = self.by_sentence.get(&(block, sentence)).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|index| (*index, &self.out.events[*index]))
    }

    /// Adds a claim whose value stands at `range`.
    fn claim(&mut self, subject: SubjectId, attribute: Attribute, value: Value, range: TextRange, manner: Manner) {
        let mut claim = Claim::stated(subject, attribute, value, self.text.document.span(range));
        claim.factuality = manner.factuality;
        claim.polarity = !manner.denied;
        claim.holder = manner.holder;
        claim.as_of = manner.as_of.unwrap_or_else(TimeValue::any);
        claim.note = manner.note;
        claim.sentence = self.sentence_number(range);
        self.out.claims.push(claim);
    }

    /// Whether a range stands where copy tells what it is about: in its headline, its lead or what follows it.
    fn is_lead(&self, range: TextRange) -> bool {
        self.sentence_number(range) < LEAD
    }

    /// Number of the sentence that holds the start of a range, counted over the document.
    fn sentence_number(&self, range: TextRange) -> u32 {
        let sentences = &self.text.blocks[range.block as usize].sentences;
        let within = sentences.partition_point(|s| s.end <= range.start).min(sentences.len().saturating_sub(1));
        self.first_sentence[range.block as usize] + within as u32
    }

    /// Adds an expression.
    fn expression(&mut self, class: &'static str, label: impl Into<String>, range: TextRange, key: Vec<Box<str>>) -> SubjectId {
        let id = ExpressionId(self.out.expressions.len() as u32);
        self.out.expressions.push(Expression {
            id,
            class,
            label: label.into(),
            range,
            key,
            person: None,
            statement: None,
            amount: None,
            figure: None,
            toll: None,
        });
        SubjectId::Expression(id)
    }

    /// The manner of an event's own clause.
    fn manner_of(&self, event: usize) -> Manner {
        let event = &self.out.events[event];
        Manner { factuality: event.factuality, denied: false, holder: event.holder.clone(), ..Manner::default() }
    }

    /// The day of publication, where it is known.
    fn published(&self) -> Option<TimeValue> {
        self.text.document.published.as_ref().map(|p| TimeValue::day(p.date))
    }

    /// A claim for each written ordinal of an event.
    fn ordinals(&mut self) {
        for at in 0..self.out.events.len() {
            let event = &self.out.events[at];
            if let Some((number, range)) = event.ordinal {
                let subject = SubjectId::Event(event.id);
                let manner = Manner { note: format!("{} here", event.label), ..self.manner_of(at) };
                let unit = crate::value::Unit(Arc::from("ordinal"));
                let value = Value::Quantity(crate::value::Quantity::exact(number.into(), unit));
                self.claim(subject, Attribute::ORDINAL, value, range, manner);
            }
        }
    }
}
