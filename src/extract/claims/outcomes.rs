//! Outcomes: members of the vocabulary's scales, claimed of the event of their class, or of the person whom they befall.

use super::{Builder, Manner};
use crate::claim::{Attribute, EntityId, Factuality, SubjectId};
use crate::document::TextRange;
use crate::extract::{EntityKind, Event};
use crate::lexicon::events::{Cue, OutcomeEntry};
use crate::value::{Category, Value};

pub(super) fn claims(builder: &mut Builder) {
    let text = builder.text;
    for (block, analysis) in text.copy_blocks() {
        let found: Vec<_> =
            builder.lexicon.events.outcomes.find_all(&analysis.tokens).map(|(at, length, entry)| (at, length, entry.clone())).collect();
        for (at, length, entry) in found {
            let range = TextRange { block, start: analysis.tokens[at].start, end: analysis.tokens[at + length - 1].end };
            outcome(builder, block, at, range, &entry);
        }
    }
}

fn outcome(builder: &mut Builder, block: u32, at: usize, range: TextRange, entry: &OutcomeEntry) {
    let Some(scale) = builder.lexicon.events.scales.get(&entry.scale).cloned() else { return };
    let (factuality, denied) = cues(builder, block, at);
    let manner = Manner { factuality, denied, holder: builder.mentions.holder_of(range), ..Manner::default() };
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

/// How firmly the clause is claimed, by the cues before a token.
pub(super) fn cues(builder: &Builder, block: u32, at: usize) -> (Factuality, bool) {
    let analysis = &builder.text.blocks[block as usize];
    let sentence = analysis.sentence_of(at);
    let clauses = super::super::clauses::clauses(analysis, sentence, &builder.lexicon.events.clause);
    let start = clauses.iter().find(|c| c.contains(&at)).map_or(at, |c| c.start);
    let mut factuality = Factuality::Asserted;
    let mut denied = false;
    let scope = &analysis.tokens[start..at];
    for (place, _, cue) in builder.lexicon.events.cues.find_all(scope) {
        match cue {
            // "was not convicted"; a negation farther off is of something else.
            Cue::Negated => denied |= place + 3 >= scope.len(),
            Cue::Planned => factuality = factuality.max(Factuality::Planned),
            Cue::Hypothetical => factuality = factuality.max(Factuality::Hypothetical),
            Cue::Hedged => factuality = factuality.max(Factuality::Hedged),
        }
    }
    (factuality, denied)
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

/// The event of one of the classes that an outcome belongs to: the nearest in its sentence; in a sentence without any event, the last one of
/// the sentence before it.
fn event_of(builder: &Builder, block: u32, at: usize, classes: &[String]) -> Option<usize> {
    let analysis = &builder.text.blocks[block as usize];
    let sentence = analysis.sentence_of(at);
    let fits = |class: &str| classes.iter().any(|c| c == class);
    let of_sentence =
        |number: usize| builder.out.events.iter().enumerate().filter(move |(_, e)| e.trigger.block == block && e.sentence == number);
    // "behind after the first match, won the second": a comma parts the outcome from the event.
    let comma = |e: &Event| e.tokens.end <= at && analysis.tokens[e.tokens.end..at].iter().any(|t| &*t.lower == ",");
    let here = of_sentence(sentence).filter(|(_, e)| fits(&e.class) && !comma(e)).min_by_key(|(_, e)| e.tokens.start.abs_diff(at));
    let before = || {
        (sentence > 0 && of_sentence(sentence).next().is_none()).then(|| of_sentence(sentence - 1).rfind(|(_, e)| fits(&e.class))).flatten()
    };
    here.or_else(before).map(|(index, _)| index)
}
