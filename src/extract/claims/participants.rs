//! Who did it and to whom, where an event of the class has one such party.

use super::{Builder, Manner};
use crate::claim::{Attribute, SubjectId};
use crate::extract::events::Participant;
use crate::lexicon::fold;
use crate::value::{Name, Value};

pub(super) fn claims(builder: &mut Builder) {
    for at in 0..builder.out.events.len() {
        let event = &builder.out.events[at];
        let events = &builder.lexicon.events;
        let agent = event.arguments.agent.filter(|_| events.has_one_agent(&event.class));
        // Where the agent is named, a patient that changes places with it would be the same contradiction once more.
        let patient = event.arguments.patient.filter(|_| event.arguments.agent.is_none() && events.has_one_patient(&event.class));
        let found = agent.map(|agent| (Attribute::AGENT, agent)).or(patient.map(|patient| (Attribute::PATIENT, patient)));
        if let Some((attribute, participant)) = found.filter(|_| event.polarity) {
            claim(builder, at, attribute, participant);
        }
    }
}

/// The key of the value is the name as this document writes it; linking puts the entity's own in its place.
fn claim(builder: &mut Builder, event: usize, attribute: Attribute, (entity, range): Participant) {
    let name = builder.mentions.names.entity(entity).name.clone();
    let manner = builder.manner_of(event);
    let event = &builder.out.events[event];
    let part = if attribute == Attribute::AGENT { "by" } else { "of" };
    let (subject, note) = (SubjectId::Event(event.id), format!("{} {part} {name}", event.label));
    let value = Value::Name(Name { key: fold(&name).into(), written: name.into() });
    builder.claim(subject, attribute, value, range, Manner { note, ..manner });
}
