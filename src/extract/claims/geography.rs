//! Geography: how far and in which direction something lies from a place, and how many people live there.

use rust_decimal::Decimal;

use super::{Builder, Manner};
use crate::claim::Attribute;
use crate::document::TextRange;
use crate::extract::QuantityMention;
use crate::extract::clauses::Clause;
use crate::extract::events::theme;
use crate::extract::mention::QuantityForm;
use crate::language::Analysis;
use crate::language::universal::Relation;
use crate::lexicon::fold;
use crate::value::time::shift_day;
use crate::value::{Category, Grain, Quantity, TimeValue, Value};

/// How many days around its publication copy tells of a population.
const POPULATION_NOW: i64 = 365;
/// How many tokens a distance in another unit takes at most: "(35 miles)".
const CONVERSION: usize = 4;

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    for quantity in &mentions.quantities {
        if !builder.text.document.blocks[quantity.range.block as usize].kind.is_copy() || quantity.form != QuantityForm::Plain {
            continue;
        }
        if quantity.unit == "count" && !quantity.ordinal {
            population(builder, quantity);
        } else {
            bearing(builder, quantity);
        }
    }
}

/// "150 nautical miles east of Havna": a direction, of the place and the distance.
fn bearing(builder: &mut Builder, quantity: &QuantityMention) -> Option<()> {
    let units = &builder.lexicon.quantity.units;
    let length = units.named(&quantity.unit).is_some_and(|id| &*units.entries[id].dimension == "length");
    let (block, analysis) = (quantity.range.block, &builder.text.blocks[quantity.range.block as usize]);
    let last = analysis.token_at(quantity.range.end.saturating_sub(1));
    let mut at = last + 1;
    let lower = |at: usize| analysis.tokens.get(at).map_or("", |t| &*t.lower);
    if lower(at) == "(" {
        at = (at..at + CONVERSION + 1).find(|at| lower(*at) == ")")? + 1;
    }
    if lower(at) == "to" && lower(at + 1) == "the" {
        at += 2;
    }
    let mut direction = lower(at).to_string();
    let mut end = at + 1;
    // "south - west".
    if matches!(lower(end), "-" | "‑") {
        direction = format!("{direction}-{}", lower(end + 1));
        end += 2;
    }
    if !length || !builder.lexicon.geography.directions.contains_key(&direction) || lower(end) != "of" {
        return None;
    }
    let place = analysis.tokens.get(end + 1)?;
    let entity = builder.mentions.names_in(TextRange { block, start: place.start, end: place.end }).next()?.entity;
    let name = builder.mentions.names.entity(entity).name.clone();
    let range = TextRange { block, start: analysis.tokens[at].start, end: analysis.tokens[end - 1].end };
    let clause = Clause::at(analysis, last);
    let words = theme(&builder.lexicon.events, builder.mentions, analysis, block, clause.tokens(), &(last..end + 2));
    let distance = format!("{} {}", quantity.written.0.normalize(), quantity.unit);
    let key = [fold(&name).into_boxed_str(), distance.into_boxed_str()].into_iter().chain(words).collect();
    let passage = TextRange { block, start: quantity.range.start, end: place.end };
    let text = builder.text.document.text(passage).to_string();
    let subject = builder.expression("bearing", &*text, passage, key);
    let value = Value::Category(Category { scale: "direction".into(), member: direction.into(), topic: None });
    builder.claim(subject, Attribute::BEARING, value, range, Manner { note: text, ..Manner::default() });
    Some(())
}

/// "Torsund, home to 120,000 people", "Torsund has a population of 120,000".
fn population(builder: &mut Builder, quantity: &QuantityMention) -> Option<()> {
    let block = quantity.range.block;
    let analysis = &builder.text.blocks[block as usize];
    let at = analysis.token_at(quantity.range.start);
    let lower = |back: usize| at.checked_sub(back).map_or("", |at| &*analysis.tokens[at].lower);
    // "home to 120,000 Kurdish refugees" counts others than those who live there.
    let all = quantity.of.as_ref().is_none_or(|of| builder.lexicon.geography.inhabitants.contains(of)) && quantity.modifiers.is_empty();
    let head = match (lower(2), lower(1)) {
        ("home", "to") if all => at.checked_sub(2)?,
        ("population", "of") => at.checked_sub(2)?,
        _ => return None,
    };
    let place = described(builder, analysis, block, head)?;
    let name = builder.text.document.text(place).to_string();
    let folded = fold(&name);
    let key: Vec<_> = folded.split_whitespace().filter(|word| !builder.lexicon.geography.kinds.contains(*word)).collect();
    let published = builder.published();
    let as_of = published
        .and_then(|p| TimeValue::between(shift_day(p.earliest, -POPULATION_NOW)?, shift_day(p.latest, POPULATION_NOW)?, Grain::Year));
    let note = format!("{} in {name}", builder.text.document.text(quantity.range));
    let manner = Manner { note, as_of, holder: builder.mentions.holder_of(quantity.range), ..Manner::default() };
    let value = Value::Quantity(rounded(&quantity.quantity));
    let subject = builder.expression("population", format!("the population of {name}"), quantity.range, vec![key.join(" ").into()]);
    builder.claim(subject, Attribute::POPULATION, value, quantity.range, manner);
    Some(())
}

/// The place that "home to" or "a population of" is said of: the name that the word stands beside, or the subject of its verb.
fn described(builder: &Builder, analysis: &Analysis, block: u32, head: usize) -> Option<TextRange> {
    let named = |at: usize| {
        let token = &analysis.tokens[at];
        builder.mentions.names_in(TextRange { block, start: token.start, end: token.end }).next().map(|m| m.range)
    };
    let comma = head.checked_sub(1).filter(|at| &*analysis.tokens[*at].lower == ",").and_then(|at| at.checked_sub(1));
    // "Torsund island, home to": the kind of place stands between.
    let kind = |at: usize| builder.lexicon.geography.kinds.contains(&*analysis.tokens[at].lower);
    let before = comma.and_then(|at| named(at).or_else(|| named(at.checked_sub(1).filter(|_| kind(at))?)));
    if before.is_some() {
        return before;
    }
    let governor = analysis.head(head).filter(|_| analysis.is(head, Relation::Obj) || analysis.is(head, Relation::Xcomp));
    let subject = analysis.dependents_by(head, Relation::Nsubj).last().or_else(|| {
        let verb = governor.filter(|at| matches!(&*analysis.tokens[*at].lemma, "have" | "be"))?;
        analysis.subject(verb)
    })?;
    named(subject)
}

/// A population is as wide as its last digit that is not zero: "120,000" is 115,000 to 125,000.
fn rounded(quantity: &Quantity) -> Quantity {
    let Some(mut step) = quantity.as_exact().filter(|n| *n >= Decimal::ONE_THOUSAND) else { return quantity.clone() };
    let number = step;
    step = Decimal::ONE;
    while (number / (step * Decimal::TEN)).fract().is_zero() {
        step *= Decimal::TEN;
    }
    let half = if step == Decimal::ONE { Decimal::ZERO } else { step / Decimal::TWO };
    Quantity { low: number - half, high: number + half, unit: quantity.unit.clone() }
}
