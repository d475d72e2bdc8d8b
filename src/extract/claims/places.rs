//! Where an event took place: a place after "in", "at" or "from" in its clause, behind its trigger.

use super::{Builder, Manner};
use crate::claim::{Attribute, SubjectId};
use crate::document::TextRange;
use crate::extract::entity::MentionForm;
use crate::extract::{EntityKind, Event, NameMention};
use crate::language::Token;
use crate::lexicon::fold;
use crate::value::{Place, PlaceKind, Value};

/// How many tokens may lie between an event and its place.
const REACH: usize = 8;

pub(super) fn claims(builder: &mut Builder) {
    for (range, place) in named(builder).into_iter().chain(described(builder)) {
        claim(builder, range, place);
    }
}

/// The named places of the document.
fn named(builder: &Builder) -> Vec<(TextRange, Place)> {
    let names = &builder.mentions.names;
    let place = |name: &NameMention| names.entity(name.entity).place.clone().or_else(|| entered(builder, name));
    names.mentions.iter().filter(|n| n.form == MentionForm::Name).filter_map(|name| Some((name.range, place(name)?))).collect()
}

/// "in the Corn Exchange": a name that the gazetteer does not know is a building where something may take place in it.
fn entered(builder: &Builder, name: &NameMention) -> Option<Place> {
    let kind = builder.mentions.names.entity(name.entity).kind;
    let tokens = &builder.text.blocks[name.range.block as usize].tokens;
    let before = |back: usize| name.tokens.start.checked_sub(back).map_or("", |i| &*tokens[i].lower);
    let inside = matches!(before(2), "in" | "at" | "inside") && before(1) == "the";
    let building = matches!(kind, EntityKind::Other | EntityKind::Organization) && inside;
    building.then(|| Place { kind: PlaceKind::Venue, name: fold(&name.written).into(), within: Vec::new() })
}

/// Buildings that are described and not named: "in the library hall". A bare "the hall" may be any.
fn described(builder: &Builder) -> Vec<(TextRange, Place)> {
    let mut found = Vec::new();
    for (block, analysis) in builder.text.copy_blocks() {
        let tokens = &analysis.tokens;
        for head in 2..tokens.len() {
            if tokens[head].capital || !builder.lexicon.events.clause.buildings.contains(&*tokens[head].lower) {
                continue;
            }
            let plain = |t: &Token| t.is_word() && !t.capital && t.lower.len() > 2;
            let article = (head.saturating_sub(3)..head).rev().find(|i| matches!(&*tokens[*i].lower, "the" | "a" | "an"));
            let Some(article) = article.filter(|a| a + 1 < head && tokens[a + 1..head].iter().all(plain)) else { continue };
            let range = TextRange { block, start: tokens[article + 1].start, end: tokens[head].end };
            if builder.mentions.is_name_or_time(range) {
                continue;
            }
            let name = fold(builder.text.document.text(range));
            found.push((range, Place { kind: PlaceKind::Venue, name: name.into(), within: Vec::new() }));
        }
    }
    found
}

fn claim(builder: &mut Builder, range: TextRange, place: Place) {
    let analysis = &builder.text.blocks[range.block as usize];
    let at = analysis.token_at(range.start);
    let sentence = analysis.sentence_of(at);
    let Some(bounds) = analysis.sentences.get(sentence).map(|s| s.tokens.clone()) else { return };
    // The preposition, over an article and modifiers in lower case ("at the historic Ciragan Palace").
    let preposition = (bounds.start..at)
        .rev()
        .take(5)
        .find(|i| matches!(&*analysis.tokens[*i].lower, "in" | "at" | "near" | "outside" | "inside" | "on" | "from"));
    let Some(preposition) = preposition else { return };
    let modifiers = &analysis.tokens[preposition + 1..at];
    if modifiers.iter().any(|t| !t.is_word() || t.capital || t.is_past() && t.is_verb()) {
        return;
    }
    let reaches = |e: &Event| e.tokens.end <= preposition && e.clause.contains(preposition) && preposition - e.tokens.end <= REACH;
    let near = builder.events_of(range.block, sentence).rfind(|(_, e)| reaches(e)).map(|(index, _)| index);
    // "It took place in the Corn Exchange": what the verb's subject stands for.
    let Some(index) = near.or_else(|| builder.subject_of_light_verb(range)) else { return };
    let event = &builder.out.events[index];
    let (subject, note) = (SubjectId::Event(event.id), format!("{}: {}", event.label, builder.text.document.text(range)));
    let manner = Manner { note, ..builder.manner_of(index) };
    builder.claim(subject, Attribute::PLACE, Value::Place(place), range, manner);
}
