//! Facts of a fact sheet held against the passages of the copy that speak of them.
//!
//! A fact is in plain words, so its passage is found by words: every time or quantity of the fact's kind and unit is scored by how many of the
//! fact's content words stand in its clause, its sentence, its neighbours or the document's headline. The best one is the fact's passage, if it
//! is good enough and no other passage nearly as good agrees with the fact.

use rust_decimal::Decimal;

use crate::claim::{Attribute, Claim, ExpressionId, Origin, SubjectId};
use crate::document::{BlockKind, Document, TextRange};
use crate::extract::clauses::Clause;
use crate::extract::{Extraction, QuantityMention, values_of};
use crate::facts::FactSheet;
use crate::graph::{ClaimNode, Subject};
use crate::language::{self, Analysis};
use crate::lexicon::Lexicon;
use crate::lexicon::quantity::QuantityWords;
use crate::source::{SourceId, Span};
use crate::value::Value;

use super::Linked;

/// The least share of a fact's words that its passage must have.
const LEAST_SCORE: f64 = 0.45;
/// The least share of a fact's words at which a passage that agrees with it settles the matter.
const LEAST_AGREEING_SCORE: f64 = 0.25;
/// How many times the other a measure may be and still be taken for a wrong value of it.
const FAR: i64 = 20;
/// What a word counts by where it stands.
const IN_CLAUSE: f64 = 1.0;
const IN_SENTENCE: f64 = 0.7;
const NEARBY: f64 = 0.45;

/// A passage of the copy with a value that may be the fact's.
struct Passage {
    document: u32,
    range: TextRange,
    value: Value,
    score: f64,
}

/// Adds a sheet's facts, each with the passage that speaks of it, to the graph.
pub fn link(
    linked: &mut Linked,
    sheet: &FactSheet,
    source: SourceId,
    scope: &[u32],
    documents: &[Document],
    extractions: &[Extraction],
    lexicon: &Lexicon,
) {
    let contexts: Vec<(u32, Context)> =
        scope.iter().map(|d| (*d, Context::new(&documents[*d as usize], &extractions[*d as usize]))).collect();
    for (number, fact) in sheet.facts.iter().enumerate() {
        let subject_words = content_words(&fact.subject, lexicon);
        let attribute_words = content_words(&fact.attribute, lexicon);
        for expected in values_of(&fact.value, lexicon) {
            let mut passages: Vec<Passage> =
                contexts.iter().flat_map(|(d, c)| c.passages(*d, &expected, &subject_words, &attribute_words)).collect();
            passages.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.document, a.range).cmp(&(b.document, b.range))));
            let agrees =
                passages.iter().any(|p| p.score >= LEAST_AGREEING_SCORE && !p.value.disjoint(&expected) || identical(&p.value, &expected));
            let copy = |p: &&Passage| documents[p.document as usize].blocks[p.range.block as usize].kind.is_copy();
            let Some(best) = passages.iter().find(copy).filter(|p| p.score >= LEAST_SCORE && !agrees) else { continue };
            let span = Span { source, start: sheet.values[number].start as u32, end: sheet.values[number].end as u32 };
            let id = SubjectId::Expression(ExpressionId(number as u32));
            let label = format!("the {} of {}", fact.attribute, fact.subject);
            let reasons = vec![format!("the passage speaks of {label}")];
            let node = linked.graph.add_subject(Subject { document: None, id, label, class: "fact".into(), span, reasons }, None);
            let attribute = Attribute::named("fact");
            let mut known = Claim::stated(id, attribute.clone(), expected, span);
            known.origin = Origin::FactSheet;
            known.note = fact.value.clone();
            linked.graph.add_claim(node, ClaimNode { claim: known, document: None }, &[]);
            let document = &documents[best.document as usize];
            let mut said = Claim::stated(id, attribute, best.value.clone(), document.span(best.range));
            said.note = document.text(best.range).to_string();
            linked.graph.add_claim(node, ClaimNode { claim: said, document: Some(best.document) }, &[]);
            break;
        }
    }
}

/// The content words of a description, without its dates and numbers.
fn content_words(text: &str, lexicon: &Lexicon) -> Vec<Box<str>> {
    let analysis = language::analyse(text);
    let mut words: Vec<Box<str>> = analysis
        .tokens
        .iter()
        .filter(|t| t.is_word() && lexicon.events.has_content(&t.lemma) && !t.lower.starts_with(|c: char| c.is_ascii_digit()))
        .map(|t| t.lemma.clone())
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Whether two words are one but for their ending: "founded" and "foundation", "vaccinated" and "vaccine".
fn akin(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a == b || common >= 5 && common + 5 >= a.len().max(b.len())
}

/// A document made ready for looking up facts.
struct Context<'a> {
    document: &'a Document,
    extraction: &'a Extraction,
    blocks: Vec<Analysis>,
    /// Words of headline and title.
    headline: Vec<Box<str>>,
}

impl<'a> Context<'a> {
    fn new(document: &'a Document, extraction: &'a Extraction) -> Context<'a> {
        let blocks: Vec<Analysis> = document.blocks.iter().map(|b| language::analyse(&b.prose.text)).collect();
        let headline = document
            .blocks
            .iter()
            .zip(&blocks)
            .filter(|(b, _)| matches!(b.kind, BlockKind::Title | BlockKind::Heading(_)))
            .flat_map(|(_, a)| a.tokens.iter().map(|t| t.lemma.clone()))
            .collect();
        Context { document, extraction, blocks, headline }
    }

    /// The passages with a value that can be held against the expected one.
    fn passages(&self, number: u32, expected: &Value, subject: &[Box<str>], attribute: &[Box<str>]) -> Vec<Passage> {
        let mentions = &self.extraction.mentions;
        let times = mentions.times.iter().flat_map(|t| {
            let day = t.days.map(Value::Time);
            let length = t.duration.map(Value::Duration);
            day.into_iter().chain(length).map(|v| (t.range, v))
        });
        // A count is of its noun: "two hotels" says nothing of the number of delegations.
        let counted =
            |q: &QuantityMention| q.unit != "count" || q.of.as_ref().is_some_and(|of| subject.iter().chain(attribute).any(|w| akin(w, of)));
        let same = |q: &QuantityMention| identical(&Value::Quantity(q.quantity.clone()), expected);
        let quantities = mentions.quantities.iter().filter(|q| !q.ordinal && (counted(q) || same(q)));
        let quantities = quantities.map(|q| (q.range, Value::Quantity(q.quantity.clone())));
        times
            .chain(quantities)
            .filter(|(_, value)| comparable(value, expected) && of_one_size(value, expected) && !self.can_only_plan(expected))
            .map(|(range, value)| Passage { document: number, range, score: self.score(range, subject, attribute), value })
            .collect()
    }

    /// Whether the document is older than a fact's date, so that it can only say what was planned.
    fn can_only_plan(&self, expected: &Value) -> bool {
        let published = self.document.published.as_ref().map(|p| p.date);
        matches!((expected, published), (Value::Time(fact), Some(date)) if date < fact.earliest)
    }

    /// How much of a fact's words stand around a passage, from 0 to 1; at least one word of the attribute must, and counts for more.
    fn score(&self, range: TextRange, subject: &[Box<str>], attribute: &[Box<str>]) -> f64 {
        let of = |words: &[Box<str>]| words.iter().map(|w| self.nearness(range, w)).sum::<f64>() / words.len().max(1) as f64;
        let (s, a) = (of(subject), of(attribute));
        if attribute.is_empty() {
            return s;
        }
        if a == 0.0 { 0.0 } else { 0.4 * s + 0.6 * a }
    }

    fn nearness(&self, range: TextRange, word: &str) -> f64 {
        let analysis = &self.blocks[range.block as usize];
        let at = analysis.token_at(range.start);
        let sentence = analysis.sentence_of(at);
        let has = |tokens: &[language::Token]| tokens.iter().any(|t| akin(&t.lemma, word));
        if Clause::at(analysis, at).tokens().any(|at| akin(&analysis.tokens[at].lemma, word)) {
            return IN_CLAUSE;
        }
        if has(analysis.sentence_tokens(sentence)) {
            return IN_SENTENCE;
        }
        let neighbours = has(analysis.sentence_tokens(sentence + 1)) || sentence > 0 && has(analysis.sentence_tokens(sentence - 1));
        if neighbours || self.headline.iter().any(|w| akin(w, word)) { NEARBY } else { 0.0 }
    }
}

/// Whether two values are one and the same day, or one number of two digits or more: copy that gives a fact's very value speaks of it, in
/// whatever words.
fn identical(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Time(x), Value::Time(y)) => x.as_day().is_some() && x.as_day() == y.as_day(),
        (Value::Quantity(x), Value::Quantity(y)) => x == y && x.as_exact().is_none_or(|n| n >= 10.into()),
        _ => false,
    }
}

/// Whether two measures are of one size: 48 metres are no wrong length of a road of 6 kilometres. A magnitude of a thousand or more between
/// two amounts may be a slip.
fn of_one_size(a: &Value, b: &Value) -> bool {
    let (Value::Quantity(x), Value::Quantity(y)) = (a, b) else { return true };
    let units = &QuantityWords::builtin().units;
    let measured = units.named(&x.unit.0).is_some_and(|id| units.entries[id].is_measured());
    let far = |a: Decimal, b: Decimal| a.checked_mul(Decimal::from(FAR)).is_some_and(|a| a < b);
    !measured || !(far(x.high.abs(), y.low.abs()) || far(y.high.abs(), x.low.abs()))
}

/// Whether two values are of one kind and unit.
fn comparable(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Quantity(x), Value::Quantity(y)) => x.unit == y.unit,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}
