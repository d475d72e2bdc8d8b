//! Quotations: their words and their speaker.

use super::{Builder, Manner};
use crate::claim::Attribute;
use crate::extract::EntityKind;
use crate::extract::entity::{Quotation, Speaker};
use crate::lexicon::fold;
use crate::value::{Name, Value};

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    for quotation in &mentions.quotations {
        let key = quotation.wording.key.split(' ').map(Box::from).collect();
        let label = format!("the words “{}”", quotation.wording.written);
        let subject = builder.expression("quotation", label, quotation.words, key);
        let speaker = match &quotation.speaker {
            Some(Speaker::Entity(id)) => Some(mentions.names.entity(*id).name.clone()),
            _ => None,
        };
        if let (crate::claim::SubjectId::Expression(id), Some(Speaker::Entity(speaker))) = (subject, &quotation.speaker) {
            builder.out.expressions[id.0 as usize].person = Some(*speaker);
        }
        let note = speaker.as_ref().map_or_else(String::new, |name| format!("{name}'s words"));
        let wording = Value::Wording(quotation.wording.clone());
        builder.claim(subject, Attribute::WORDING, wording, quotation.words, Manner { note, ..Manner::default() });
        if let (Some(name), Some(range)) = (speaker, quotation.speaker_range) {
            let family = fold(name.split_whitespace().next_back().unwrap_or(&name));
            if !is_named(builder, quotation, &family) {
                continue;
            }
            let note = format!("said by {name} here");
            let value = Value::Name(Name { written: name.into(), key: family.into() });
            builder.claim(subject, Attribute::SPEAKER, value, range, Manner { note, ..Manner::default() });
        }
    }
}

/// Whether the copy names the speaker beside the words, by a family name. "He" may be another than the last one named, and what a spokesman says
/// is said by whom he speaks for.
fn is_named(builder: &Builder, quotation: &Quotation, family: &str) -> bool {
    let (Some(Speaker::Entity(id)), Some(range)) = (&quotation.speaker, quotation.speaker_range) else { return false };
    let person = builder.mentions.names.entity(*id).kind == EntityKind::Person;
    person && fold(builder.text.document.text(range)).split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == family)
}
