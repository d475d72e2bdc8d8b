//! Which entities of different documents are one: the same name, folded, or a family name that only one person of the project has.

use std::collections::{BTreeMap, BTreeSet};

use super::{Linked, Project};
use crate::claim::{Attribute, Claim, EntityId, SubjectId};
use crate::document::Document;
use crate::extract::entity::{Spelling, SpellingKind};
use crate::extract::names::spellings;
use crate::extract::{EntityKind, Extraction, Names};
use crate::graph::{ClaimNode, Subject};
use crate::lexicon::fold;
use crate::value::{Name, Value};

/// One number for each person, organisation or place of the project.
#[derive(Clone, Debug, Default)]
pub struct EntityIndex {
    /// By document and local id.
    ids: Vec<Vec<u32>>,
    /// The fullest name, by number.
    names: Vec<String>,
}

impl EntityIndex {
    /// Numbers the entities of all documents. People are one by full name; a lone family name is the one person of the project who has
    /// it. Others are one by name.
    pub fn new(documents: &[Document], extractions: &[Extraction]) -> EntityIndex {
        let mut index = EntityIndex { ids: documents.iter().map(|_| Vec::new()).collect(), names: Vec::new() };
        let mut by_key: BTreeMap<String, u32> = BTreeMap::new();
        let mut by_family: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        let mut lone: Vec<(usize, usize, String)> = Vec::new();
        for (document, extraction) in extractions.iter().enumerate() {
            for (at, entity) in extraction.mentions.names.entities.iter().enumerate() {
                index.ids[document].push(u32::MAX);
                let folded = fold(&entity.name);
                let words: Vec<&str> = folded.split_whitespace().collect();
                if entity.kind == EntityKind::Person && words.len() == 1 {
                    lone.push((document, at, folded));
                    continue;
                }
                let key = format!("{} {}", entity.kind.name(), entity.place.as_ref().map_or(folded.clone(), |p| fold(&p.name)));
                let id = *by_key.entry(key).or_insert_with(|| index.names.len() as u32);
                if id as usize == index.names.len() {
                    index.names.push(entity.name.clone());
                }
                index.ids[document][at] = id;
                if let (EntityKind::Person, Some(family)) = (entity.kind, words.last()) {
                    by_family.entry((*family).to_string()).or_default().insert(id);
                }
            }
        }
        for (document, at, family) in lone {
            let known = by_family.get(&family).filter(|ids| ids.len() == 1).and_then(|ids| ids.first().copied());
            index.ids[document][at] = known.unwrap_or_else(|| {
                *by_key.entry(format!("person {family}")).or_insert_with(|| {
                    index.names.push(extractions[document].mentions.names.entities[at].name.clone());
                    index.names.len() as u32 - 1
                })
            });
        }
        index
    }

    /// The number of an entity.
    pub fn of(&self, document: u32, entity: EntityId) -> u32 {
        self.ids[document as usize][entity.0 as usize]
    }

    /// The fullest name of an entity, by its number.
    pub fn name(&self, id: u32) -> &str {
        &self.names[id as usize]
    }

    /// The names that two lists of entities of two documents share.
    pub fn shared(&self, a: (u32, &[EntityId]), b: (u32, &[EntityId])) -> Vec<String> {
        let of = |(document, entities): (u32, &[EntityId])| entities.iter().map(|e| self.of(document, *e)).collect::<BTreeSet<u32>>();
        of(a).intersection(&of(b)).map(|id| self.name(*id).to_string()).collect()
    }

    /// The numbers of a document's entities.
    pub fn of_document(&self, document: u32) -> impl Iterator<Item = u32> + '_ {
        self.ids[document as usize].iter().copied()
    }
}

/// Puts the spellings of one name on one subject, each a claim; why they are held to be one name is kept with the subject. Spellings that
/// differ by diacritics or transliteration only are a matter of house style between documents.
pub(super) fn link(linked: &mut Linked, project: &Project) {
    let names: Vec<&Names> = project.extractions.iter().map(|e| &e.mentions.names).collect();
    for (number, group) in spellings(&names, project.lexicon, &|a, b| project.related.of_one_subject(a as u32, b as u32)).iter().enumerate()
    {
        let Some(first) = group.spellings.first() else { continue };
        let attribute = match group.kind {
            SpellingKind::HouseStyle => Attribute::named("house-style"),
            _ => Attribute::SPELLING,
        };
        let span = |s: &Spelling| project.documents[s.document].span(s.range);
        // Beyond the entities' own numbers, so that no other subject of the document has it.
        let id = SubjectId::Entity(EntityId(u32::MAX - number as u32));
        let subject = Subject {
            document: Some(first.document as u32),
            id,
            label: first.written.clone(),
            class: "name".into(),
            span: span(first),
            reasons: group.reasons.clone(),
        };
        let node = linked.graph.add_subject(subject, None);
        for spelling in &group.spellings {
            let value = Value::Name(Name { written: spelling.written.as_str().into(), key: spelling.key.as_str().into() });
            let mut claim = Claim::stated(id, attribute.clone(), value, span(spelling));
            claim.note = format!("spelt {} here", spelling.written);
            linked.graph.add_claim(node, ClaimNode { claim, document: Some(spelling.document as u32) }, &[]);
        }
    }
}
