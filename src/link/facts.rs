//! Facts of a fact sheet held against the passages of the copy that speak of them.
//!
//! A fact is in plain words, so its passage is found by words: every time or quantity of the fact's kind and unit is scored by how many of the
//! fact's content words stand in its clause, its sentence, its neighbours or the document's headline. The best one is the fact's passage, if it
//! is good enough and no other passage nearly as good agrees with the fact.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use crate::claim::{Attribute, Claim, ExpressionId, Origin, SubjectId};
use crate::document::{BlockKind, Document, TextRange};
use crate::extract::clauses::Clause;
use crate::extract::{Extraction, QuantityMention, values_of};
use crate::facts::{Fact, FactSheet};
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
struct Passage<'a> {
    document: u32,
    range: TextRange,
    value: &'a Value,
    score: f64,
    /// Whether its block is copy.
    is_copy: bool,
}

/// Adds the facts of some sheets, each with the passage that speaks of it, to the graph. `scope` are the documents that are held against
/// them, by number.
pub fn link(
    linked: &mut Linked,
    sheets: &[(FactSheet, SourceId)],
    scope: &[u32],
    documents: &[Document],
    extractions: &[Extraction],
    lexicon: &Lexicon,
) {
    let facts: Vec<(&Fact, Wanted)> = sheets.iter().flat_map(|(sheet, _)| &sheet.facts).map(|f| (f, Wanted::new(f, lexicon))).collect();
    if facts.is_empty() {
        return;
    }
    let words: BTreeSet<&str> = facts.iter().flat_map(|(_, wanted)| wanted.all()).collect();
    let context = |d: &u32| Context::new(*d, &documents[*d as usize], &extractions[*d as usize], &words);
    let contexts: Vec<Context> = scope.iter().map(context).collect();
    let places = sheets.iter().flat_map(|(sheet, source)| sheet.values.iter().enumerate().map(|place| (*source, place)));
    for ((fact, wanted), (source, (number, place))) in facts.iter().zip(places) {
        let gainsaid = values_of(&fact.value, lexicon).into_iter().find_map(|value| {
            let passage = gainsaying(&contexts, wanted, &value)?;
            Some((value, passage))
        });
        if let Some((expected, passage)) = gainsaid {
            let span = Span { source, start: place.start as u32, end: place.end as u32 };
            add(linked, fact, number, expected, span, &passage, &documents[passage.document as usize]);
        }
    }
}

/// The passage that gives a fact another value, if one does and none gives the fact's own.
fn gainsaying<'a>(contexts: &'a [Context], wanted: &Wanted, expected: &Value) -> Option<Passage<'a>> {
    let mut passages: Vec<Passage> = contexts.iter().flat_map(|context| context.passages(expected, wanted)).collect();
    passages.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.document, a.range).cmp(&(b.document, b.range))));
    let agrees = |p: &Passage| p.score >= LEAST_AGREEING_SCORE && !p.value.disjoint(expected) || identical(p.value, expected);
    if passages.iter().any(agrees) {
        return None;
    }
    passages.into_iter().find(|p| p.is_copy).filter(|p| p.score >= LEAST_SCORE)
}

/// Adds a fact and the passage that gives it another value.
fn add(linked: &mut Linked, fact: &Fact, number: usize, expected: Value, span: Span, passage: &Passage, document: &Document) {
    let id = SubjectId::Expression(ExpressionId(number as u32));
    let label = format!("the {} of {}", fact.attribute, fact.subject);
    let reasons = vec![format!("the passage speaks of {label}")];
    let node = linked.graph.add_subject(Subject { document: None, id, label, class: "fact".into(), span, reasons }, None);
    let attribute = Attribute::named("fact");
    let mut known = Claim::stated(id, attribute.clone(), expected, span);
    known.origin = Origin::FactSheet;
    known.note = fact.value.clone();
    linked.graph.add_claim(node, ClaimNode { claim: known, document: None }, &[]);
    let mut said = Claim::stated(id, attribute, passage.value.clone(), document.span(passage.range));
    said.note = document.text(passage.range).to_string();
    linked.graph.add_claim(node, ClaimNode { claim: said, document: Some(passage.document) }, &[]);
}

/// The words that a fact's passage is known by.
struct Wanted {
    subject: Vec<Box<str>>,
    attribute: Vec<Box<str>>,
}

impl Wanted {
    fn new(fact: &Fact, lexicon: &Lexicon) -> Wanted {
        Wanted { subject: content_words(&fact.subject, lexicon), attribute: content_words(&fact.attribute, lexicon) }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.subject.iter().chain(&self.attribute).map(|word| &**word)
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

/// How many bytes words share that are one but for their ending.
const STEM: usize = 5;

/// Whether two words are one but for their ending: "founded" and "foundation", "vaccinated" and "vaccine".
fn akin(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a == b || common >= STEM && common + STEM >= a.len().max(b.len())
}

/// What all words share that are akin to this one: they are found by it.
fn stem(word: &str) -> &[u8] {
    &word.as_bytes()[..word.len().min(STEM)]
}

/// A document made ready for looking up facts.
struct Context<'a> {
    number: u32,
    document: &'a Document,
    /// What may be a fact's value.
    said: Vec<Said<'a>>,
    /// Where the words of all facts stand.
    places: HashMap<&'a str, Places>,
}

/// A value of the copy, and where it stands.
struct Said<'a> {
    range: TextRange,
    value: Value,
    /// For a count, the noun that it counts (empty where it has none).
    noun: Option<&'a str>,
    sentence: usize,
    clause: Clause,
}

/// Where the words akin to one stand in a document.
#[derive(Default)]
struct Places {
    headline: bool,
    /// By block and sentence, the tokens.
    sentences: HashMap<(u32, usize), Vec<usize>>,
}

impl<'a> Context<'a> {
    fn new(number: u32, document: &'a Document, extraction: &'a Extraction, words: &BTreeSet<&'a str>) -> Context<'a> {
        let blocks: Vec<Analysis> = document.blocks.iter().map(|b| language::analyse(&b.prose.text)).collect();
        let mentions = &extraction.mentions;
        let times = mentions.times.iter().flat_map(|t| {
            let day = t.days.map(Value::Time);
            let length = t.duration.map(Value::Duration);
            day.into_iter().chain(length).map(|v| (t.range, v, None))
        });
        let noun = |q: &'a QuantityMention| (q.unit == "count").then(|| q.of.as_deref().unwrap_or_default());
        let quantities = mentions.quantities.iter().filter(|q| !q.ordinal);
        let quantities = quantities.map(|q| (q.range, Value::Quantity(q.quantity.clone()), noun(q)));
        let said = times.chain(quantities).filter_map(|(range, value, noun)| {
            let analysis = &blocks[range.block as usize];
            let at = analysis.token_at(range.start);
            let token = (at < analysis.tokens.len()).then_some(at)?;
            Some(Said { range, value, noun, sentence: analysis.sentence_of(token), clause: Clause::at(analysis, token) })
        });
        Context { number, document, said: said.collect(), places: places(document, &blocks, words) }
    }

    /// The passages with a value that can be held against the expected one.
    fn passages(&self, expected: &Value, wanted: &Wanted) -> Vec<Passage<'_>> {
        if self.can_only_plan(expected) {
            return Vec::new();
        }
        let of = |words: &[Box<str>]| -> Vec<&Places> { words.iter().filter_map(|word| self.places.get(&**word)).collect() };
        let (subject, attribute) = (of(&wanted.subject), of(&wanted.attribute));
        // A count is of its noun: "two hotels" says nothing of the number of delegations.
        let counted =
            |said: &Said| said.noun.is_none_or(|noun| wanted.all().any(|word| akin(word, noun))) || identical(&said.value, expected);
        let fitting = self.said.iter().filter(|said| comparable(&said.value, expected) && of_one_size(&said.value, expected));
        let passages = fitting.filter(|said| counted(said)).map(|said| Passage {
            document: self.number,
            range: said.range,
            value: &said.value,
            score: said.score(&subject, &attribute),
            is_copy: self.document.blocks[said.range.block as usize].kind.is_copy(),
        });
        passages.filter(|passage| passage.score > 0.0 || identical(passage.value, expected)).collect()
    }

    /// Whether the document is older than a fact's date, so that it can only say what was planned.
    fn can_only_plan(&self, expected: &Value) -> bool {
        let published = self.document.published.as_ref().map(|p| p.date);
        matches!((expected, published), (Value::Time(fact), Some(date)) if date < fact.earliest)
    }
}

/// Where the words akin to each of some words stand.
fn places<'w>(document: &Document, blocks: &[Analysis], words: &BTreeSet<&'w str>) -> HashMap<&'w str, Places> {
    let mut by_stem: HashMap<&[u8], Vec<&str>> = HashMap::new();
    words.iter().for_each(|word| by_stem.entry(stem(word)).or_default().push(word));
    let mut places: HashMap<&str, Places> = words.iter().map(|word| (*word, Places::default())).collect();
    for (block, analysis) in blocks.iter().enumerate() {
        let headline = matches!(document.blocks[block].kind, BlockKind::Title | BlockKind::Heading(_));
        for (at, token) in analysis.tokens.iter().enumerate() {
            for word in by_stem.get(stem(&token.lemma)).into_iter().flatten().filter(|word| akin(&token.lemma, word)) {
                let Some(places) = places.get_mut(word) else { continue };
                places.headline |= headline;
                places.sentences.entry((block as u32, analysis.sentence_of(at))).or_default().push(at);
            }
        }
    }
    places
}

impl Said<'_> {
    /// How much of a fact's words stand around it, from 0 to 1; at least one word of the attribute must, and counts for more.
    fn score(&self, subject: &[&Places], attribute: &[&Places]) -> f64 {
        let of = |words: &[&Places]| words.iter().map(|places| self.nearness(places)).sum::<f64>() / words.len().max(1) as f64;
        let (s, a) = (of(subject), of(attribute));
        if attribute.is_empty() {
            return s;
        }
        if a == 0.0 { 0.0 } else { 0.4 * s + 0.6 * a }
    }

    /// What a word counts for it.
    fn nearness(&self, places: &Places) -> f64 {
        let beside = |sentence: usize| places.sentences.contains_key(&(self.range.block, sentence));
        match places.sentences.get(&(self.range.block, self.sentence)) {
            Some(tokens) if tokens.iter().any(|at| self.clause.contains(*at)) => IN_CLAUSE,
            Some(_) => IN_SENTENCE,
            None if places.headline || beside(self.sentence + 1) || self.sentence > 0 && beside(self.sentence - 1) => NEARBY,
            None => 0.0,
        }
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
