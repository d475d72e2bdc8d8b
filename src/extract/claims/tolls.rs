//! Tolls: how many people were killed, injured or are missing in what the copy tells.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::{Builder, Manner, Toll};
use crate::claim::{Attribute, EntityId, Factuality, SubjectId};
use crate::document::{BlockKind, TextRange};
use crate::extract::EntityKind;
use crate::extract::QuantityMention;
use crate::extract::events::modality;
use crate::extract::mention::{QuantityForm, TimeMention};
use crate::language::universal::Upos;
use crate::language::{Analysis, Token};
use crate::lexicon::fold;
use crate::value::place::PlaceKind;
use crate::value::time::shift_day;
use crate::value::{Quantity, Value};

/// The days and the TIMEX3 value of a time.
type When = (Option<crate::value::TimeValue>, Box<str>);

/// How many words may stand between people and what became of them.
const REACH: usize = 5;
/// How many sentences back the number of a happening is looked for.
const BACK: usize = 3;
/// For how many days what happened is news.
const NEWS: i64 = 3;
/// The length of a day as ISO 8601 writes it.
const ISO_DAY: usize = 10;
/// Words of names that are no longer than this are mostly articles.
const SHORTEST_NAME: usize = 3;
/// How many tokens may lie between a number and the noun that it numbers.
const NUMBERED: usize = 2;

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    let mut found: Vec<(TextRange, Quantity, Toll)> = Vec::new();
    let (mut lead_names, mut lead_day) = (None, None);
    for quantity in &mentions.quantities {
        let kind = &builder.text.document.blocks[quantity.range.block as usize].kind;
        let counts = quantity.unit == "count" && !quantity.ordinal && matches!(quantity.form, QuantityForm::Plain | QuantityForm::Range);
        if !kind.is_copy() || matches!(kind, BlockKind::TableCell { .. }) || !counts {
            continue;
        }
        if let Some(mut toll) = toll(builder, quantity) {
            if toll.lead {
                toll.names.extend(lead_names.get_or_insert_with(|| names_of_lead(builder)).iter().cloned());
                toll.names.sort();
                toll.names.dedup();
                toll.when = toll.when.or_else(|| lead_day.get_or_insert_with(|| day_of_lead(builder)).clone());
            }
            found.push((quantity.range, quantity.quantity.clone(), toll));
        }
    }
    // A headline drops the "at least" of the sentence below it: one number is as wide as the widest of its tellings.
    let written = |q: &Quantity| if q.low == Decimal::MIN { q.high } else { q.low };
    let mut widest: HashMap<(Box<str>, Decimal), Quantity> = HashMap::new();
    for (_, quantity, toll) in &found {
        let wide = widest.entry((toll.role.clone(), written(quantity))).or_insert_with(|| quantity.clone());
        (wide.low, wide.high) = (wide.low.min(quantity.low), wide.high.max(quantity.high));
    }
    for (range, own, mut toll) in found {
        let quantity = widest.get(&(toll.role.clone(), written(&own))).cloned().unwrap_or(own);
        toll.quantity = quantity.clone();
        let text = builder.text.document.text(range).to_string();
        let note = format!("{text} {}", toll.role);
        let manner =
            Manner { note: note.clone(), as_of: builder.published(), holder: builder.mentions.holder_of(range), ..Manner::default() };
        toll.holder.clone_from(&manner.holder);
        let subject = builder.expression("toll", note, range, Vec::new());
        builder.claim(subject, Attribute::TOLL, Value::Quantity(quantity), range, manner);
        if let SubjectId::Expression(id) = subject {
            builder.out.expressions[id.0 as usize].toll = Some(Box::new(toll));
        }
    }
}

/// What a number tells of people who came to harm; `None` where it tells nothing of the kind, or only of a part of them.
fn toll(builder: &Builder, quantity: &QuantityMention) -> Option<Toll> {
    let words = &builder.lexicon.tolls;
    let block = quantity.range.block;
    let analysis = &builder.text.blocks[block as usize];
    let at = analysis.token_at(quantity.range.start);
    let number_end = analysis.token_at(quantity.number.end.saturating_sub(1)) + 1;
    let end = quantity.noun.map_or(number_end, |noun| analysis.token_at(noun.end.saturating_sub(1)) + 1).max(number_end);
    let sentence_number = analysis.sentence_of(at);
    let sentence = analysis.sentences.get(sentence_number)?.tokens.clone();
    // A hedge may stand at the end of a sentence that lacks its full stop.
    let number_end = number_end.min(sentence.end).max(at);
    let end = end.min(sentence.end).max(number_end);
    let (role, word) = role(builder, analysis, &sentence, at, number_end, end)?;
    let tokens = &analysis.tokens;
    let part = tokens[at.saturating_sub(2).max(sentence.start)..at].iter().any(|t| words.part.contains(&*t.lower))
        || tokens[number_end..(end + 1).min(sentence.end)].iter().any(|t| words.part_behind.contains(&*t.lower));
    let more = tokens[number_end..end].iter().any(|t| builder.lexicon.figures.setting_apart.contains(&*t.lower));
    let many = tokens[sentence.clone()].iter().any(|t| words.many_happenings.contains(&*t.lemma));
    let (factuality, affirmed) = modality(&builder.lexicon.events, analysis, &(word..word + 1));
    let told = affirmed && matches!(factuality, Factuality::Asserted | Factuality::Hedged);
    if part || many || !told || more && role == "killed" {
        return None;
    }
    let whole = range_of(block, analysis, &sentence);
    // The time of the happening, where the sentence names one only.
    let times: Vec<_> = builder.mentions.times_in(whole).iter().filter(|t| t.duration.is_none()).collect();
    let when = if let [only] = times[..] { Some((only.days, Box::from(&*only.timex))) } else { None };
    let about: Vec<&Token> = tokens[number_end..if word < at { end } else { end.min(word.max(number_end)) }]
        .iter()
        .filter(|t| t.is_word() && t.upos != Upos::Adv)
        .collect();
    let anybody = about
        .iter()
        .all(|t| words.people.contains(&*t.lemma) || words.role(t).is_some() || builder.lexicon.figures.setting_apart.contains(&*t.lower));
    let group = (!anybody).then(|| about.iter().map(|t| &*t.lemma).collect::<Vec<_>>().join(" ").into());
    Some(Toll {
        role: role.into(),
        quantity: quantity.quantity.clone(),
        group,
        lead: builder.is_lead(quantity.range) && !times.iter().any(|time| is_past(builder, time)),
        when,
        numbers: numbers(builder, block, sentence_number),
        names: name_words(builder, whole),
        places: places(builder, whole),
        holder: None,
    })
}

/// What became of the people that a number counts, and the token that says so.
fn role<'b>(
    builder: &'b Builder,
    analysis: &Analysis,
    sentence: &Range<usize>,
    at: usize,
    number_end: usize,
    end: usize,
) -> Option<(&'b str, usize)> {
    let words = &builder.lexicon.tolls;
    let tokens = &analysis.tokens;
    let of = |at: usize| words.role(&tokens[at]).map(|role| (role, at));
    // "the 12 dead", "140 injured people".
    if let Some(found) = (number_end..end).find_map(of) {
        return Some(found);
    }
    // "12 people were killed", "five hurt"; not "five gunmen killed a guard".
    let auxiliary = |t: &Token| words.between.contains(&*t.lemma);
    let mut after = end;
    while after < sentence.end && after < end + REACH && auxiliary(&tokens[after]) {
        after += 1;
    }
    if let Some((role, word)) = (after < sentence.end).then(|| of(after)).flatten() {
        let suffers = words.suffering.contains(&*tokens[word].lemma) || tokens[word].upos == Upos::Adj;
        let passive = tokens[end..after].iter().any(|t| matches!(&*t.lemma, "be" | "leave"));
        let next = tokens.get(word + 1).filter(|_| word + 1 < sentence.end);
        let has_object = next.is_some_and(|t| matches!(t.upos, Upos::Det | Upos::Num | Upos::Noun | Upos::Adj | Upos::Propn | Upos::Pron));
        let double =
            next.is_some_and(|t| matches!(&*t.lower, "or" | "and")) && tokens.get(word + 2).is_some_and(|t| words.role(t).is_some());
        return (!double && (suffers || passive || !has_object)).then_some((role, word));
    }
    // "killed 48 people", "killing at least seven", "the deaths of 12 people".
    let before = at.checked_sub(1).filter(|before| *before >= sentence.start)?;
    let before = if &*tokens[before].lower == "of" { before.checked_sub(1)? } else { before };
    let (role, word) = of(before)?;
    let double = word >= 2 && matches!(&*tokens[word - 1].lower, "or" | "and") && words.role(&tokens[word - 2]).is_some();
    let active = !words.suffering.contains(&*tokens[word].lemma) && tokens[word].upos != Upos::Adj;
    (active && !double).then_some((role, word))
}

/// The numbers that tell the happening from others of its kind: those of the sentence, else those of the nearest sentence before.
fn numbers(builder: &Builder, block: u32, sentence: usize) -> Vec<Decimal> {
    let analysis = &builder.text.blocks[block as usize];
    let numbered = |q: &&QuantityMention| {
        let (first, last) = (analysis.token_at(q.number.start), analysis.token_at(q.number.end.saturating_sub(1)));
        let near = &analysis.tokens[first.saturating_sub(NUMBERED)..(last + 1 + NUMBERED).min(analysis.tokens.len())];
        near.iter().any(|t| builder.lexicon.tolls.numbered.contains(&*t.lemma))
    };
    (0..=BACK.min(sentence))
        .map(|back| {
            let range = range_of(block, analysis, &analysis.sentences[sentence - back].tokens);
            builder.mentions.quantities_in(range).iter().filter(numbered).map(|q| q.written.0).collect::<Vec<_>>()
        })
        .find(|numbers| !numbers.is_empty())
        .unwrap_or_default()
}

/// The names of the first sentences of the document.
fn names_of_lead(builder: &Builder) -> Vec<Box<str>> {
    lead(builder).flat_map(|range| name_words(builder, range)).collect()
}

/// The first day that the lead names.
fn day_of_lead(builder: &Builder) -> Option<When> {
    let times = lead(builder).flat_map(|range| builder.mentions.times_in(range));
    let day = |t: &&TimeMention| t.days.is_some_and(|days| days.as_day().is_some()) || t.timex.starts_with("XXXX-W");
    times.filter(day).find(|time| !is_past(builder, time)).map(|t| (t.days, Box::from(&*t.timex)))
}

/// The first sentences of the document.
fn lead<'b>(builder: &'b Builder) -> impl Iterator<Item = TextRange> + 'b {
    let sentences = builder
        .text
        .copy_blocks()
        .flat_map(|(block, analysis)| analysis.sentences.iter().map(move |s| TextRange { block, start: s.start, end: s.end }));
    sentences.take(super::LEAD as usize)
}

/// The words of the names of places and people in a range, without countries and regions, which all copy of a region names. Words, since copy
/// writes "the town of Havna", "Havna town" and, in headlines, "Havna Attack".
fn name_words(builder: &Builder, range: TextRange) -> Vec<Box<str>> {
    let names = &builder.mentions.names;
    let wide = |id: EntityId| names.entity(id).place.as_ref().is_some_and(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Region));
    let near = builder.mentions.names_in(range).filter(|m| names.entity(m.entity).kind != EntityKind::Organization && !wide(m.entity));
    let words = near.flat_map(|m| builder.text.document.text(m.range).split([' ', '-'])).filter(|w| w.starts_with(char::is_uppercase));
    let lexicon = &builder.lexicon.names;
    // "Syrian", "Syria Attack": a country or an ordinary word within what was read as a name.
    let telling = |word: &str| {
        let country = lexicon.demonym(word).is_some() || lexicon.place(word).is_some_and(|p| p.kind == PlaceKind::Country);
        word.len() > SHORTEST_NAME && !country && (lexicon.is_place(word) || !lexicon.is_word(word) && !lexicon.is_given(word))
    };
    words.map(|word| fold(word).into_boxed_str()).filter(|word| telling(word)).collect()
}

/// The places that a range names, without countries: two happenings in two of them are two.
fn places(builder: &Builder, range: TextRange) -> Vec<Box<str>> {
    let names = &builder.mentions.names;
    let known = builder.mentions.names_in(range).filter_map(|m| names.entity(m.entity).place.as_ref());
    known.filter(|place| place.kind != PlaceKind::Country).map(|place| fold(&place.name).into()).collect()
}

/// Whether a time lies before what the copy reports as news.
fn is_past(builder: &Builder, time: &TimeMention) -> bool {
    match (time.days, builder.published()) {
        (Some(days), Some(published)) => {
            shift_day(published.earliest, -NEWS).is_some_and(|first| days.latest < first)
                || days.latest > published.latest && days.as_day().is_none()
        }
        _ => !(time.timex.starts_with("XXXX-W") || time.timex.contains('T') || time.timex.ends_with("_REF") || time.timex.len() >= ISO_DAY),
    }
}

fn range_of(block: u32, analysis: &Analysis, tokens: &Range<usize>) -> TextRange {
    let bound = |at: usize| &analysis.tokens[at];
    let last = tokens.end.saturating_sub(1).max(tokens.start);
    TextRange { block, start: bound(tokens.start).start, end: bound(last).end }
}
