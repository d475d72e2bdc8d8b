//! `extract --format jsonl`: what each document says, one JSON object a line. Offsets are bytes into the file as it is on disk; ids of
//! entities and events are shared over the project.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::claim::{Basis, Claim, EventId, Factuality, Holder, SubjectId};
use crate::document::{Document, TextRange};
use crate::extract::entity::{EntityKind, MentionForm};
use crate::extract::events::OPEN;
use crate::extract::mention::TimexType;
use crate::extract::{Extraction, QuantityMention, TimeMention};
use crate::lexicon::Lexicon;
use crate::link::{Linked, Numbers};
use crate::source::{Source, Span};
use crate::value::{Grain, TimeValue, Value};

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    date: Option<NaiveDate>,
    times: Vec<Time<'a>>,
    quantities: Vec<Quantity<'a>>,
    entities: Vec<EntityLine<'a>>,
    events: Vec<EventLine<'a>>,
    claims: Vec<ClaimLine>,
}

#[derive(Serialize)]
struct Time<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'a str>,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
}

/// As written: a number, or two for a written range.
#[derive(Serialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Range([String; 2]),
}

#[derive(Serialize)]
struct Quantity<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    value: Written,
    #[serde(rename = "mod")]
    modifier: &'static str,
    low: Option<String>,
    high: Option<String>,
    unit: &'a str,
    of: Option<&'a str>,
    /// The words before the noun that is counted.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    modifiers: &'a [String],
}

#[derive(Serialize)]
struct EntityLine<'a> {
    id: usize,
    start: u32,
    end: u32,
    text: &'a str,
    /// name, nominal, pronoun; a term is capitalised, but names no person, organisation or place that is known as one.
    mention: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct EventLine<'a> {
    id: usize,
    start: u32,
    end: u32,
    text: &'a str,
    class: &'a str,
}

#[derive(Serialize)]
struct ClaimLine {
    subject: String,
    attribute: String,
    value: String,
    factuality: &'static str,
    holder: Option<String>,
    basis: &'static str,
    spans: Vec<Bytes>,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

/// One line for each document, in their order.
pub fn jsonl(sources: &[Source], documents: &[Document], extractions: &[Extraction], linked: &Linked, lexicon: &Lexicon) -> String {
    let clusters = linked.clusters();
    let numbers = Numbers::new(extractions, lexicon, linked, &clusters);
    let mut out = String::new();
    for (number, (document, extraction)) in documents.iter().zip(extractions).enumerate() {
        let writer = Writer {
            number: number as u32,
            source: &sources[document.source.0 as usize],
            document,
            extraction,
            linked,
            clusters: &clusters,
            happenings: &numbers.happenings[number],
            long_forms: &numbers.long_forms,
            localities: &numbers.localities[number],
            events: extraction.happenings.iter().zip(&numbers.happenings[number]).filter_map(|(h, id)| Some((h.event?, *id))).collect(),
            written: written_numbers(document, extraction),
        };
        out.push_str(&serde_json::to_string(&writer.line()).unwrap_or_else(|error| unreachable!("strings and numbers are JSON: {error}")));
        out.push('\n');
    }
    out
}

struct Writer<'a> {
    number: u32,
    source: &'a Source,
    document: &'a Document,
    extraction: &'a Extraction,
    linked: &'a Linked,
    clusters: &'a BTreeMap<petgraph::graph::NodeIndex, usize>,
    /// The ids of the document's happenings.
    happenings: &'a [usize],
    /// Names that are short for another.
    long_forms: &'a BTreeMap<u32, u32>,
    /// The ids of its localities.
    localities: &'a [usize],
    /// Those that are events, by the event.
    events: HashMap<EventId, usize>,
    /// The places of the quantities in the source, sorted, with their first number.
    written: Vec<(u32, u32, Decimal)>,
}

impl<'a> Writer<'a> {
    fn line(&self) -> Line<'a> {
        let mentions = &self.extraction.mentions;
        let happenings = self.extraction.happenings.iter().zip(self.happenings);
        let mut events: Vec<_> = happenings
            .map(|(happening, id)| {
                let head = self.document.span(happening.head);
                let class = if happening.classed { &*happening.kind } else { OPEN };
                EventLine { id: *id, start: head.start, end: head.end, text: self.source.slice(head), class }
            })
            .collect();
        events.sort_by_key(|e| (e.start, e.end));
        let mut entities: Vec<_> = mentions.names.mentions.iter().filter_map(|m| self.entity(m)).collect();
        entities.extend(self.extraction.localities.iter().zip(self.localities).map(|(locality, id)| {
            let (start, end, text) = self.span(locality.range);
            EntityLine { id: *id, start, end, text, mention: "nominal", kind: EntityKind::Place.name() }
        }));
        // A description before the names within it.
        entities.sort_by_key(|e| (e.start, std::cmp::Reverse(e.end)));
        let mut quantities: Vec<_> = mentions.quantities.iter().filter(|q| !q.ordinal).chain(&mentions.lengths).collect();
        quantities.sort_by_key(|q| q.range);
        let quantities = quantities.into_iter().map(|q| self.quantity(q)).collect();
        Line {
            path: &self.source.name,
            date: self.document.published.as_ref().map(|p| p.date),
            times: mentions.times.iter().map(|t| self.time(t)).collect(),
            quantities,
            entities,
            events,
            claims: self.extraction.claims.claims.iter().filter_map(|c| self.claim(c)).collect(),
        }
    }

    /// The id of a subject; an event has that of its happening.
    fn id(&self, subject: SubjectId) -> Option<usize> {
        if let SubjectId::Event(event) = subject
            && let Some(id) = self.events.get(&event)
        {
            return Some(*id);
        }
        if let SubjectId::Entity(entity) = subject
            && let Some(long) = self.long_forms.get(&self.linked.entities.of(self.number, entity))
        {
            return self.clusters.get(&self.linked.entity_node(*long)?).copied();
        }
        self.clusters.get(&self.linked.node(self.number, subject)?).copied()
    }

    fn span(&self, range: TextRange) -> (u32, u32, &'a str) {
        let span = self.document.span(range);
        (span.start, span.end, self.source.slice(span))
    }

    fn time(&self, time: &'a TimeMention) -> Time<'a> {
        let (start, end, text) = self.span(time.range);
        let kind = match time.kind {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        };
        let bound = |day: NaiveDate| (day != NaiveDate::MIN && day != NaiveDate::MAX).then_some(day);
        let earliest = time.days.and_then(|d| bound(d.earliest));
        let latest = time.days.and_then(|d| bound(d.latest));
        Time { start, end, text, kind, value: &time.timex, modifier: time.modifier, earliest, latest }
    }

    fn quantity(&self, quantity: &'a QuantityMention) -> Quantity<'a> {
        let (start, end, text) = self.span(quantity.range);
        let bound = |value: Decimal| (value != Decimal::MIN && value != Decimal::MAX).then(|| value.normalize().to_string());
        let value = match quantity.written {
            (one, None) => Written::One(one.normalize().to_string()),
            (low, Some(high)) => Written::Range([low.normalize().to_string(), high.normalize().to_string()]),
        };
        Quantity {
            start,
            end,
            text,
            value,
            modifier: quantity.modifier.sign(),
            low: bound(quantity.quantity.low),
            high: bound(quantity.quantity.high),
            unit: &quantity.unit,
            of: quantity.head.as_deref(),
            modifiers: &quantity.modifiers,
        }
    }

    fn entity(&self, mention: &'a crate::extract::NameMention) -> Option<EntityLine<'a>> {
        let (start, end, text) = self.span(mention.range);
        let entity = self.extraction.mentions.names.entity(mention.entity);
        let form = match mention.form {
            MentionForm::Name if entity.attested => "name",
            MentionForm::Name => "term",
            MentionForm::Nominal => "nominal",
            MentionForm::Pronoun => "pronoun",
        };
        let kind: EntityKind = entity.kind;
        Some(EntityLine { id: self.id(SubjectId::Entity(mention.entity))?, start, end, text, mention: form, kind: kind.name() })
    }

    fn claim(&self, claim: &Claim) -> Option<ClaimLine> {
        let id = self.id(claim.subject)?;
        let subject = match claim.subject {
            SubjectId::Event(_) => format!("event:{id}"),
            SubjectId::Entity(_) => format!("entity:{id}"),
            SubjectId::Expression(_) => format!("expression:{id}"),
        };
        let factuality = match claim.factuality {
            Factuality::Asserted => "asserted",
            Factuality::Hedged => "hedged",
            Factuality::Planned => "planned",
            Factuality::Hypothetical => "hypothetical",
        };
        let holder = claim.holder.as_ref().map(|holder| match holder {
            Holder::Entity(entity) => self.extraction.mentions.names.entity(*entity).name.clone(),
            Holder::Unnamed(description) => description.clone(),
        });
        let basis = match claim.basis {
            Basis::Stated => "stated",
            Basis::Derived(by) => by,
        };
        let spans = claim.spans.iter().map(|s| Bytes { start: s.start, end: s.end }).collect();
        Some(ClaimLine { subject, attribute: claim.attribute.to_string(), value: self.plain(claim), factuality, holder, basis, spans })
    }

    /// A claim's value for machines: ISO for times, a quantity as it is written.
    fn plain(&self, claim: &Claim) -> String {
        match &claim.value {
            Value::Time(time) => iso(time),
            Value::Quantity(_) => self.written(claim.spans[0]).unwrap_or_else(|| claim.value.to_string()),
            Value::Category(category) => category.member.to_string(),
            Value::Name(name) => name.written.to_string(),
            Value::Wording(wording) => wording.written.to_string(),
            other => other.to_string(),
        }
    }

    fn written(&self, span: Span) -> Option<String> {
        // Quantities do not overlap each other: the last that starts before the end is the only one that can reach the span's last byte.
        let after = self.written.partition_point(|(start, ..)| *start < span.end);
        let near = &self.written[after.saturating_sub(2)..after];
        near.iter().find(|(_, end, _)| *end > span.start).map(|(.., number)| number.normalize().to_string())
    }
}

fn written_numbers(document: &Document, extraction: &Extraction) -> Vec<(u32, u32, Decimal)> {
    let quantities = extraction.mentions.quantities.iter();
    let mut places: Vec<_> = quantities.map(|q| (document.span(q.range), q.written.0)).map(|(s, n)| (s.start, s.end, n)).collect();
    places.sort_unstable();
    places
}

/// A time in ISO 8601, at its grain; an interval of days where the grain has no form of its own.
fn iso(time: &TimeValue) -> String {
    let TimeValue { earliest, latest, grain } = time;
    match grain {
        _ if earliest == latest => earliest.to_string(),
        Grain::Week if (*latest - *earliest).num_days() == 6 => earliest.format("%G-W%V").to_string(),
        Grain::Month if TimeValue::month(earliest.year(), earliest.month()) == Some(*time) => earliest.format("%Y-%m").to_string(),
        Grain::Year if TimeValue::year(earliest.year()) == Some(*time) => earliest.format("%Y").to_string(),
        _ => format!("{}/{}", open(*earliest), open(*latest)),
    }
}

fn open(day: NaiveDate) -> String {
    if day == NaiveDate::MIN || day == NaiveDate::MAX { "..".to_string() } else { day.to_string() }
}
