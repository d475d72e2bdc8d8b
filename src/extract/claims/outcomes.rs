//! Outcomes: members of the vocabulary's scales, claimed of the event of their class, or (in [`super::fates`]) of the person whom they befall.

use std::ops::Range;

use super::fates::Fates;
use super::{Builder, Manner};
use crate::claim::{Attribute, SubjectId};
use crate::document::TextRange;
use crate::extract::Event;
use crate::extract::events::modality;
use crate::language::decoder::WIDEST_TREE;
use crate::language::universal::Relation;
use crate::lexicon::events::{OutcomeEntry, Scale};
use crate::value::{Category, Value};

pub(super) fn claims(builder: &mut Builder) {
    let (text, lexicon) = (builder.text, builder.lexicon);
    let mut fates = Fates::default();
    for (block, analysis) in text.copy_blocks() {
        let found: Vec<_> = lexicon.events.outcomes.find_all(&analysis.tokens).collect();
        for (at, length, entry) in found {
            let range = TextRange { block, start: analysis.tokens[at].start, end: analysis.tokens[at + length - 1].end };
            let Some(scale) = lexicon.events.scales.get(&entry.scale) else { continue };
            match scale.of_person {
                true => fates.add(builder, block, at..at + length, entry, scale),
                false => outcome(builder, block, at..at + length, range, entry, scale),
            }
        }
    }
    fates.claims(builder);
}

fn outcome(builder: &mut Builder, block: u32, tokens: Range<usize>, range: TextRange, entry: &OutcomeEntry, scale: &Scale) {
    let analysis = &builder.text.blocks[block as usize];
    let (factuality, polarity) = modality(&builder.lexicon.events, analysis, &tokens);
    let at = tokens.start;
    let manner = Manner { factuality, denied: !polarity, holder: builder.mentions.holder_of(range), ..Manner::default() };
    let value = Value::Category(Category { scale: entry.scale.clone(), member: entry.member.clone(), topic: None });
    let event = event_of(builder, block, at, &scale.classes);
    let Some(event) = event else { return };
    let note = format!("{}: {}", builder.out.events[event].label, entry.member.replace('-', " "));
    let subject = SubjectId::Event(builder.out.events[event].id);
    builder.claim(subject, Attribute::OUTCOME, value, range, Manner { note, ..manner });
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
