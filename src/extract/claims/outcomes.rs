//! Outcomes: members of the vocabulary's scales, claimed of the event of their class, or of the person whom they befall.

use std::ops::Range;

use super::{Builder, Manner};
use crate::claim::{Attribute, EntityId, SubjectId};
use crate::document::TextRange;
use crate::extract::events::modality;
use crate::extract::{EntityKind, Event};
use crate::language::decoder::WIDEST_TREE;
use crate::language::universal::Relation;
use crate::lexicon::events::OutcomeEntry;
use crate::value::{Category, Value};

pub(super) fn claims(builder: &mut Builder) {
    let text = builder.text;
    for (block, analysis) in text.copy_blocks() {
        let found: Vec<_> =
            builder.lexicon.events.outcomes.find_all(&analysis.tokens).map(|(at, length, entry)| (at, length, entry.clone())).collect();
        for (at, length, entry) in found {
            let range = TextRange { block, start: analysis.tokens[at].start, end: analysis.tokens[at + length - 1].end };
            outcome(builder, block, at..at + length, range, &entry);
        }
    }
}

fn outcome(builder: &mut Builder, block: u32, tokens: Range<usize>, range: TextRange, entry: &OutcomeEntry) {
    let Some(scale) = builder.lexicon.events.scales.get(&entry.scale).cloned() else { return };
    let analysis = &builder.text.blocks[block as usize];
    let (factuality, polarity) = modality(&builder.lexicon.events, analysis, &tokens);
    let at = tokens.start;
    let manner = Manner { factuality, denied: !polarity, holder: builder.mentions.holder_of(range), ..Manner::default() };
    let value = Value::Category(Category { scale: entry.scale.clone(), member: entry.member.clone(), topic: None });
    if scale.of_person {
        if let Some(person) = person_of(builder, block, at) {
            let name = builder.mentions.names.entities[person.0 as usize].name.clone();
            let manner = Manner { note: format!("{name} is {}", entry.member.replace('-', " ")), ..manner };
            builder.claim(SubjectId::Entity(person), Attribute::OUTCOME, value, range, manner);
        }
        return;
    }
    let event = event_of(builder, block, at, &scale.classes);
    let Some(event) = event else { return };
    let note = format!("{}: {}", builder.out.events[event].label, entry.member.replace('-', " "));
    let subject = SubjectId::Event(builder.out.events[event].id);
    builder.claim(subject, Attribute::OUTCOME, value, range, Manner { note, ..manner });
}

/// The person whom an outcome befalls: the object right behind it, else the subject of the sentence. `None` where two people stand
/// equally near.
fn person_of(builder: &Builder, block: u32, at: usize) -> Option<EntityId> {
    let analysis = &builder.text.blocks[block as usize];
    let sentence = &analysis.sentences[analysis.sentence_of(at)];
    let passive = at > sentence.tokens.start && analysis.tokens[at.saturating_sub(3)..at].iter().any(|t| &*t.lemma == "be");
    let whole = TextRange { block, start: sentence.start, end: sentence.end };
    let people =
        builder.mentions.names_in(whole).filter(|n| builder.mentions.names.entities[n.entity.0 as usize].kind == EntityKind::Person);
    let token = &analysis.tokens[at];
    let (before, after): (Vec<_>, Vec<_>) = people.partition(|n| n.range.start < token.start);
    let near = |n: &&crate::extract::NameMention| n.range.start.saturating_sub(token.end) < 40;
    match passive {
        true => before.first().map(|n| n.entity),
        false => after.iter().copied().find(near).map(|n| n.entity).or_else(|| before.first().map(|n| n.entity)),
    }
}

/// How many sentences back the event of an outcome may stand, in a paragraph that tells of no other event since.
const SENTENCES_BACK: usize = 2;

/// How far from an outcome its event may stand, in tokens: farther than any sentence is long that has one tree.
const REACH: usize = 2 * WIDEST_TREE;

/// The event of one of the classes that an outcome belongs to: the nearest in its sentence; in a sentence without any event, the last one of
/// the sentences before it.
fn event_of(builder: &Builder, block: u32, at: usize, classes: &[String]) -> Option<usize> {
    let analysis = &builder.text.blocks[block as usize];
    let sentence = analysis.sentence_of(at);
    let fits = |event: &Event| classes.iter().any(|class| **class == *event.class);
    let here = nearest(builder, block, at, fits);
    let before = || {
        let alone = builder.events_of(block, sentence).next().is_none();
        let back = (1..=SENTENCES_BACK.min(sentence)).filter(|_| alone);
        back.filter_map(|back| builder.events_of(block, sentence - back).rfind(|(_, e)| fits(e))).next()
    };
    here.or_else(|| before().map(|(index, _)| index))
}

/// The event that stands nearest to an outcome in its sentence, of those that fit and that nothing parts from it; looked for outward from the
/// outcome, so that an endless sentence costs no more than a long one.
fn nearest(builder: &Builder, block: u32, at: usize, fits: impl Fn(&Event) -> bool) -> Option<usize> {
    let analysis = &builder.text.blocks[block as usize];
    let events = &builder.out.events;
    let indices = builder.by_sentence.get(&(block, analysis.sentence_of(at)))?;
    let (before, behind) = indices.split_at(indices.partition_point(|index| events[*index].tokens.start < at));
    let distance = |index: usize| events[index].tokens.start.abs_diff(at);
    let within = |index: &usize| distance(*index) <= REACH;
    let behind = behind.iter().copied().take_while(within).find(|index| fits(&events[*index]));
    // "behind after the first match, won the second": a comma parts the outcome from the event, unless one predicate governs both ("during the
    // meeting, they exchanged drafts and agreed to meet again").
    let governed = |event: &Event| {
        let mut predicates =
            std::iter::successors(analysis.predicate(at), |p| analysis.head(*p).filter(|_| analysis.is(*p, Relation::Conj)));
        predicates.any(|predicate| event.clause.predicate == Some(predicate))
    };
    let (mut read, mut comma) = (at, None);
    let mut parted = |event: &Event| {
        while read > event.tokens.end && comma.is_none() {
            read -= 1;
            comma = (&*analysis.tokens[read].lower == ",").then_some(read);
        }
        comma.is_some_and(|comma| comma >= event.tokens.end) && !governed(event)
    };
    let nearer = |index: &usize| behind.is_none_or(|behind| distance(*index) <= distance(behind));
    let before = before.iter().rev().copied().take_while(|index| within(index) && nearer(index));
    let mut before = before.filter(|index| fits(&events[*index]) && !parted(&events[*index]));
    before.next().or(behind)
}
