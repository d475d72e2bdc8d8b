//! Which names of things and places are one within a story: a short form of the one longer name that holds it ("Promises" of "Promises Treatment
//! Center"), the same words in another order or spelling; and which description stands for a name ("the prison" for "Pagliarelli Prison").

use std::collections::{BTreeMap, BTreeSet};

use super::EntityIndex;
use crate::extract::{EntityKind, Extraction};
use crate::lexicon::{Lexicon, fold};

/// The names of a story that are not people's: by the entity's number, the words that tell them.
type Named = BTreeMap<u32, BTreeSet<String>>;

/// For each entity that is another's short form: the number of the longer one.
pub(super) fn long_forms(extractions: &[Extraction], entities: &EntityIndex, lexicon: &Lexicon, story: &[usize]) -> BTreeMap<u32, u32> {
    let mut found = overlong(extractions, entities, lexicon);
    for named in by_story(extractions, entities, lexicon, story).values() {
        // By word, so that no two names are compared that share none.
        let mut holders: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (id, words) in named {
            words.iter().for_each(|word| holders.entry(word).or_default().push(*id));
        }
        for (id, words) in named {
            let Some(rarest) = words.iter().filter_map(|word| holders.get(word.as_str())).min_by_key(|ids| ids.len()) else { continue };
            let same = rarest.iter().find(|other| **other < *id && named[other] == *words);
            let mut longer: Vec<u32> =
                rarest.iter().copied().filter(|other| words.is_subset(&named[other]) && named[other] != *words).collect();
            longer.sort_by_key(|other| (named[other].len(), *other));
            // "Promises" may be short for "Promises Centre" and that for "Malibu Promises Centre", but not for two that know nothing of each other.
            let nested = longer.first().filter(|least| longer.iter().all(|other| named[least].is_subset(&named[other])));
            let known = lexicon.names.place(&fold(entities.name(*id))).is_some();
            if let Some(other) = same.or(nested.filter(|_| !known)).filter(|_| !found.contains_key(id)) {
                found.insert(*id, *other);
            }
        }
    }
    // A short form of a short form is one of the longest. Odd names may lead back to where they began: they end with the least of the circle.
    let longest = |mut id: u32| {
        let mut passed = BTreeSet::new();
        while let Some(next) = found.get(&id) {
            if !passed.insert(id) {
                let circle = std::iter::successors(Some(id), |at| found.get(at).copied().filter(|next| *next != id));
                return circle.min().unwrap_or(id);
            }
            id = *next;
        }
        id
    };
    found.keys().map(|id| (*id, longest(*id))).collect()
}

/// By story and kind of site: the one named entity of that kind.
pub(super) fn named_sites(
    extractions: &[Extraction],
    entities: &EntityIndex,
    lexicon: &Lexicon,
    story: &[usize],
    long_forms: &BTreeMap<u32, u32>,
) -> BTreeMap<(usize, String), u32> {
    let mut sites: BTreeMap<(usize, String), BTreeSet<u32>> = BTreeMap::new();
    for (document, extraction) in extractions.iter().enumerate() {
        for entity in extraction.mentions.names.entities.iter().filter(|e| e.kind != EntityKind::Person) {
            let folded = fold(&entity.name);
            let head = folded.rsplit(' ').next().filter(|_| folded.contains(' ')).and_then(|head| lexicon.names.sites.kind(head));
            // "Gulf of Aden"
            let first = folded.split_once(" of ").and_then(|(head, _)| lexicon.names.sites.kind(head));
            if let Some(kind) = head.or(first) {
                let id = entities.of(document as u32, entity.id);
                sites.entry((story[document], kind.to_string())).or_default().insert(long_forms.get(&id).copied().unwrap_or(id));
            }
        }
    }
    sites.into_iter().filter_map(|(key, ids)| Some((key, *ids.first()?)).filter(|_| ids.len() == 1)).collect()
}

/// Names that are a known place with words behind it that name nothing: "Mediterranean Sea", a headline's "Queens Hit".
fn overlong(extractions: &[Extraction], entities: &EntityIndex, lexicon: &Lexicon) -> BTreeMap<u32, u32> {
    let mut places: BTreeMap<String, u32> = BTreeMap::new();
    for (document, extraction) in extractions.iter().enumerate() {
        for entity in extraction.mentions.names.entities.iter().filter(|e| e.kind == EntityKind::Place) {
            let id = entities.of(document as u32, entity.id);
            places.entry(fold(entities.name(id))).or_insert(id);
        }
    }
    let silent =
        |word: &str| lexicon.names.sites.is_silent(word) || lexicon.names.sites.kind(word).is_none() && lexicon.names.is_word(word);
    let shorter = |(name, id): (&String, &u32)| {
        let ends = name.match_indices(' ').map(|(at, _)| at).rev();
        let known = ends.filter(|at| lexicon.names.place(&name[..*at]).is_some() && name[*at..].split_whitespace().all(silent));
        known.filter_map(|at| places.get(&name[..at])).next().map(|short| (*id, *short))
    };
    places.iter().filter(|(name, _)| lexicon.names.place(name).is_none()).filter_map(shorter).collect()
}

fn by_story(extractions: &[Extraction], entities: &EntityIndex, lexicon: &Lexicon, story: &[usize]) -> BTreeMap<usize, Named> {
    let mut stories: BTreeMap<usize, Named> = BTreeMap::new();
    for (document, extraction) in extractions.iter().enumerate() {
        for entity in extraction.mentions.names.entities.iter().filter(|e| e.kind != EntityKind::Person) {
            let words = fold(&entity.name);
            let words = words.split(' ').filter(|word| !lexicon.names.sites.is_link(word));
            let words = words.map(|word| lexicon.names.sites.kind(word).unwrap_or(word).to_string()).collect();
            stories.entry(story[document]).or_default().insert(entities.of(document as u32, entity.id), words);
        }
    }
    stories
}
