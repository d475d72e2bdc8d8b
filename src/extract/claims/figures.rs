//! Figures: counts of a noun, scores, and numbers that stand in a relation to others (totals, shares, changes, conversions, lists).

use std::ops::Range;

use super::{Amount, Builder, Figure, Manner};
use crate::claim::{Attribute, SubjectId};
use crate::document::{BlockKind, TextRange};
use crate::extract::QuantityMention;
use crate::extract::arithmetic::{Relation, RelationKind, relations};
use crate::extract::clauses::Clause;
use crate::extract::events::{modality, participants, theme};
use crate::extract::mention::{QuantityForm, QuantityModifier};
use crate::language::universal::{Relation as Dependency, Upos};
use crate::value::{Category, Value};

/// How many tokens may lie between a score and what it is the score of.
const SCORE_REACH: usize = 5;
/// How many tokens on either side of an amount tell what it is an amount of: no sentence that is read to its end is longer.
const AMOUNT_REACH: usize = 100;

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    for relation in relations(builder.text, &mentions.quantities, &mentions.times) {
        related(builder, &relation);
    }
    for (at, quantity) in mentions.quantities.iter().enumerate() {
        let kind = &builder.text.document.blocks[quantity.range.block as usize].kind;
        if !kind.is_copy() || matches!(kind, BlockKind::TableCell { .. }) {
            continue;
        }
        amount(builder, quantity);
        match quantity.form {
            QuantityForm::Score => score(builder, at),
            QuantityForm::Plain if quantity.unit == "count" && !quantity.ordinal => count(builder, quantity),
            _ => {}
        }
    }
}

/// A stated number and the parts that it must agree with.
fn related(builder: &mut Builder, relation: &Relation) {
    let (class, attribute) = match relation.kind {
        RelationKind::Sum => ("sum", Attribute::TOTAL),
        RelationKind::Share => ("share", Attribute::SHARE),
        RelationKind::Change => ("change", Attribute::CHANGE),
        RelationKind::Difference => ("difference", Attribute::DIFFERENCE),
        RelationKind::Conversion => ("conversion", Attribute::MEASURE),
        RelationKind::ListCount => ("list", Attribute::ITEMS),
    };
    let (range, quantity) = (&relation.stated.range, &relation.stated.quantity);
    let text = builder.text.document.text(*range).to_string();
    let subject = builder.expression(class, &*text, *range, Vec::new());
    builder.claim(subject, attribute, Value::Quantity(quantity.clone()), *range, Manner { note: text, ..Manner::default() });
    for part in &relation.parts {
        let note = builder.text.document.text(part.range).trim().to_string();
        builder.claim(subject, Attribute::PART, Value::Quantity(part.quantity.clone()), part.range, Manner { note, ..Manner::default() });
    }
    builder.out.relations.push((subject, relation.clone()));
}

fn count(builder: &mut Builder, quantity: &QuantityMention) {
    let (Some(of), Some(noun)) = (&quantity.of, quantity.noun) else { return };
    let analysis = &builder.text.blocks[quantity.range.block as usize];
    let at = analysis.token_at(quantity.range.start);
    let clause = Clause::at(analysis, at);
    let head = analysis.token_at(noun.end.saturating_sub(1));
    let before = at.checked_sub(1).map(|i| &*analysis.tokens[i].lower);
    let after_number = analysis.token_at(quantity.number.end.saturating_sub(1)) + 1;
    let modifiers = analysis.tokens.get(after_number..head).unwrap_or_default().iter().map(|t| t.lemma.clone()).collect();
    // The days of the sentence, where it names one time only.
    let sentence = &analysis.sentences[analysis.sentence_of(at)];
    let times = builder.mentions.times_in(TextRange { block: quantity.range.block, start: sentence.start, end: sentence.end });
    let days: Vec<_> = times.iter().filter_map(|t| t.days).collect();
    let figure = Figure {
        when: if let [only] = days[..] { Some(only) } else { None },
        apart: before.is_some_and(|word| builder.lexicon.figures.setting_apart.contains(word)),
        noun: of.as_str().into(),
        number: quantity.written.0,
        definite: before.is_some_and(|word| builder.lexicon.figures.definite.contains(word)),
        lead: builder.is_lead(quantity.range),
        modifiers,
        theme: theme(&builder.lexicon.events, builder.mentions, analysis, quantity.range.block, clause.tokens(), &(at..head + 1)),
        names: participants(builder.mentions, clause.ranges(quantity.range.block, analysis)),
    };
    let text = builder.text.document.text(TextRange { end: noun.end.max(quantity.range.end), ..quantity.range }).to_string();
    let subject = builder.expression("figure", &*text, quantity.range, Vec::new());
    if let (SubjectId::Expression(id), QuantityModifier::Exactly) = (subject, quantity.modifier) {
        builder.out.expressions[id.0 as usize].figure = Some(Box::new(figure));
    }
    let holder = builder.mentions.holder_of(quantity.range);
    let (factuality, _) = modality(&builder.lexicon.events, analysis, &(at..head + 1));
    let manner = Manner { note: text, holder, factuality, ..Manner::default() };
    builder.claim(subject, Attribute::COUNT, Value::Quantity(quantity.quantity.clone()), quantity.range, manner);
}

/// A number of thousands or more, which copy misprints by a magnitude ("million" for "billion"), or a measure, which it misprints by its unit
/// ("miles" for "kilometres").
fn amount(builder: &mut Builder, quantity: &QuantityMention) {
    let (value, second) = quantity.written;
    let large = value >= rust_decimal::Decimal::from(100_000) && second.is_none() && !quantity.ordinal;
    let units = &builder.lexicon.quantity.units;
    let measure = units.named(&quantity.unit).map(|id| &units.entries[id]).filter(|unit| unit.is_measured() && second.is_none());
    // Prices, too, are misprinted by their currency: "$4,999" and "€4,999"; "$5" is met again by chance.
    let digits: String = value.normalize().to_string().chars().filter(char::is_ascii_digit).collect();
    let currency = currency_of(builder, quantity);
    let price = currency.is_some() && second.is_none() && digits.trim_end_matches('0').len() > 1;
    if !large && !price && measure.is_none() {
        return;
    }
    let analysis = &builder.text.blocks[quantity.range.block as usize];
    let sentence = analysis.sentences[analysis.sentence_of(analysis.token_at(quantity.range.start))].clone();
    let at = analysis.token_at(quantity.range.start)..analysis.token_at(quantity.range.end.saturating_sub(1)) + 1;
    let near = sentence.tokens.start.max(at.start.saturating_sub(AMOUNT_REACH))..sentence.tokens.end.min(at.end + AMOUNT_REACH);
    let bytes = &analysis.tokens[near.clone()];
    let whole = TextRange {
        block: quantity.range.block,
        start: bytes.first().map_or(sentence.start, |t| t.start),
        end: bytes.last().map_or(sentence.end, |t| t.end),
    };
    let unit = match (&*quantity.unit, &quantity.of) {
        ("count", Some(of)) => of.clone(),
        (unit, _) => unit.to_string(),
    };
    let amount = Amount {
        value,
        currency: currency.clone(),
        factor: measure.map(|unit| (unit.base.clone(), unit.factor)),
        digits: digits.trim_end_matches('0').to_string(),
        unit,
        measured: measured(builder, quantity.range.block, &at),
        nouns: nouns(builder, quantity.range.block, near, &at),
        names: participants(builder.mentions, std::iter::once(whole)),
    };
    let text = builder.text.document.text(quantity.range).to_string();
    let subject = builder.expression("amount", &*text, quantity.range, Vec::new());
    if let SubjectId::Expression(id) = subject {
        builder.out.expressions[id.0 as usize].amount = Some(Box::new(amount));
    }
    let manner = Manner { note: text, holder: builder.mentions.holder_of(quantity.range), ..Manner::default() };
    if let Some(currency) = currency {
        let value = Value::Category(Category { scale: "currency".into(), member: currency.into(), topic: None });
        builder.claim(subject, Attribute::CURRENCY, value, quantity.range, manner.clone());
    }
    builder.claim(subject, Attribute::AMOUNT, Value::Quantity(quantity.quantity.clone()), quantity.range, manner);
}

/// Lemmas of the nouns that say what an amount is of: those that it hangs below within its clause ("a profit of 3 million"), the subject and
/// the object of its predicate ("revenue was 3 million"), and what these are compounded with. None where the sentence was not parsed.
fn measured(builder: &Builder, block: u32, amount: &Range<usize>) -> Vec<Box<str>> {
    let analysis = &builder.text.blocks[block as usize];
    let Some(predicate) = analysis.predicate(amount.end - 1) else { return Vec::new() };
    let mut above: Vec<usize> = Vec::new();
    let mut at = Some(amount.end - 1);
    while let Some(here) = at {
        above.push(here);
        at = analysis.head(here).filter(|_| here != predicate);
    }
    above.extend(analysis.subject(predicate));
    above.extend(analysis.dependents_by(predicate, Dependency::Obj));
    let is_noun = |at: &&usize| analysis.tokens[**at].upos == Upos::Noun;
    let relations = [Dependency::Compound, Dependency::Nmod];
    let beside = |at: usize| relations.into_iter().flat_map(move |relation| analysis.dependents_by(at, relation));
    let beside: Vec<usize> = above.iter().filter(is_noun).flat_map(|at| beside(*at)).collect();
    nouns(builder, block, above.into_iter().chain(beside), amount)
}

/// Lemmas of the nouns among some tokens of a block, outside names, times and an amount, and without units.
fn nouns(builder: &Builder, block: u32, among: impl Iterator<Item = usize>, amount: &Range<usize>) -> Vec<Box<str>> {
    let analysis = &builder.text.blocks[block as usize];
    let units = &builder.lexicon.quantity.units;
    let is_noun = |at: &usize| analysis.tokens[*at].upos == Upos::Noun && units.named(&analysis.tokens[*at].lemma).is_none();
    theme(&builder.lexicon.events, builder.mentions, analysis, block, among.filter(is_noun), amount)
}

/// The currency of an amount without its nation: "franc" for "Swiss francs" and "francs". Words that several neighbours share ("crown") tell
/// none.
fn currency_of(builder: &Builder, quantity: &QuantityMention) -> Option<String> {
    let units = &builder.lexicon.quantity.units;
    let money = units.named(&quantity.unit).is_some_and(|id| units.entries[id].is_money());
    let name = quantity.unit.rsplit(' ').next().filter(|_| money)?;
    let name = if name == "sterling" { "pound" } else { name };
    (!builder.lexicon.figures.shared_currencies.contains(name)).then(|| name.to_string())
}

/// The two numbers of a score, claimed once of the match or vote in their clause.
fn score(builder: &mut Builder, at: usize) {
    let quantities = &builder.mentions.quantities;
    let (first, Some(second)) = (&quantities[at], quantities.get(at + 1)) else { return };
    let gap = second.range.start.saturating_sub(first.range.end);
    if second.form != QuantityForm::Score || second.range.block != first.range.block || gap > 4 {
        return;
    }
    let block = first.range.block;
    let analysis = &builder.text.blocks[block as usize];
    let token = analysis.token_at(first.range.start);
    let clause = Clause::at(analysis, token);
    let event = builder
        .events_of(block, analysis.sentence_of(token))
        .filter(|(_, e)| clause.contains(e.tokens.start) && matches!(&*e.class, "match" | "vote" | "election"))
        // "beat Havna 3-1", "the 2-1 victory": no farther than the names of the sides.
        .filter(|(_, e)| e.tokens.start.abs_diff(token) <= SCORE_REACH)
        .min_by_key(|(_, e)| e.tokens.start.abs_diff(token));
    let Some((index, event)) = event else { return };
    let (subject, label) = (SubjectId::Event(event.id), event.label.clone());
    let range = TextRange { end: second.range.end, ..first.range };
    let member = format!("{}-{}", first.written.0.normalize(), second.written.0.normalize());
    let manner = Manner { note: format!("{label}: {member}"), ..builder.manner_of(index) };
    let value = Value::Category(Category { scale: "score".into(), member: member.into(), topic: None });
    builder.claim(subject, Attribute::SCORE, value, range, manner);
}
