//! Where an event took place: a place after "in", "at" or "from" in its clause, behind its trigger.

use super::{Builder, Manner};
use crate::claim::{Attribute, SubjectId};
use crate::value::Value;

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    for name in &mentions.names.mentions {
        let Some(place) = mentions.names.entities[name.entity.0 as usize].place.clone() else { continue };
        let analysis = &builder.text.blocks[name.range.block as usize];
        let at = analysis.token_at(name.range.start);
        let sentence = analysis.sentence_of(at);
        let Some(bounds) = analysis.sentences.get(sentence).map(|s| s.tokens.clone()) else { continue };
        // The preposition, over an article and modifiers in lower case ("at the historic Ciragan Palace").
        let preposition = (bounds.start..at).rev().take(5).find(|i| {
            let lower = &*analysis.tokens[*i].lower;
            matches!(lower, "in" | "at" | "near" | "outside" | "inside" | "on" | "from")
        });
        let Some(preposition) = preposition else { continue };
        let modifiers = &analysis.tokens[preposition + 1..at];
        if modifiers.iter().any(|t| !t.is_word() || t.capital || (t.lower != t.lemma && t.lower.ends_with("ed"))) {
            continue;
        }
        let block = name.range.block;
        let event = builder.out.events.iter().enumerate().rfind(|(_, e)| {
            e.trigger.block == block && e.tokens.end <= preposition && e.clause.contains(&preposition) && preposition - e.tokens.end <= 8
        });
        let Some((index, event)) = event else { continue };
        let (subject, note) = (SubjectId::Event(event.id), format!("{}: {}", event.label, builder.text.document.text(name.range)));
        let manner = Manner { note, ..builder.manner_of(index) };
        builder.claim(subject, Attribute::PLACE, Value::Place(place), name.range, manner);
    }
}
