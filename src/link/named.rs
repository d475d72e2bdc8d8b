//! Which names of things and places are one within a story: a short form of the one longer name that holds it ("Promises" of "Promises Treatment
//! Center"), the same words in another order or spelling; and which description stands for a name ("the prison" for "Pagliarelli Prison").

use std::collections::{BTreeMap, BTreeSet};

use super::EntityIndex;
use crate::extract::{EntityKind, Extraction};
use crate::lexicon::{Lexicon, fold};

/// Words that no name is told by.
const LINKS: [&str; 6] = ["the", "of", "in", "at", "and", "for"];

/// The names of a story that are not people's: by the entity's number, the words that tell them.
type Named = BTreeMap<u32, BTreeSet<String>>;

/// For each entity that is another's short form: the number of the longer one.
pub(super) fn long_forms(extractions: &[Extraction], entities: &EntityIndex, lexicon: &Lexicon, story: &[usize]) -> BTreeMap<u32, u32> {
    let mut found = BTreeMap::new();
    for named in by_story(extractions, entities, lexicon, story).values() {
        // By word, so that no two names are compared that share none.
        let mut holders: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (id, words) in named {
            words.iter().for_each(|word| holders.entry(word).or_default().push(*id));
        }
        for (id, words) in named {
            let Some(rarest) = words.iter().filter_map(|word| holders.get(word.as_str())).min_by_key(|ids| ids.len()) else { continue };
            let same = rarest.iter().find(|other| **other < *id && named[other] == *words);
            let mut longer: Vec<u32> = rarest.iter().copied().filter(|other| words.is_subset(&named[other]) && named[other] != *words).collect();
            longer.sort_by_key(|other| (named[other].len(), *other));
            // "Promises" may be short for "Promises Centre" and that for "Malibu Promises Centre", but not for two that know nothing of each other.
            let nested = longer.first().filter(|least| longer.iter().all(|other| named[least].is_subset(&named[other])));
            if let Some(other) = same.or(nested.filter(|other| may_be_short(lexicon, entities.name(*id), entities.name(**other)))) {
                found.insert(*id, *other);
            }
        }
    }
    // A short form of a short form is one of the longest.
    let longest = |mut id: u32| {
        while let Some(next) = found.get(&id) {
            id = *next;
        }
        id
    };
    found.keys().map(|id| (*id, longest(*id))).collect()
}

/// Whether a name may be short for a longer one that holds it. A known place is so only where the rest names nothing: "the Mediterranean" of the
/// Mediterranean Sea, "Queens" of a headline's "Queens Hit".
fn may_be_short(lexicon: &Lexicon, short: &str, long: &str) -> bool {
    let (short, long) = (fold(short), fold(long));
    if lexicon.names.place(&short).is_none() {
        return true;
    }
    let Some(rest) = long.strip_prefix(&short).filter(|_| lexicon.names.place(&long).is_none()) else { return false };
    let silent = |word: &str| lexicon.names.sites.is_silent(word) || lexicon.names.sites.kind(word).is_none() && lexicon.names.is_word(word);
    rest.starts_with(' ') && rest.split_whitespace().all(silent)
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

fn by_story(extractions: &[Extraction], entities: &EntityIndex, lexicon: &Lexicon, story: &[usize]) -> BTreeMap<usize, Named> {
    let mut stories: BTreeMap<usize, Named> = BTreeMap::new();
    for (document, extraction) in extractions.iter().enumerate() {
        for entity in extraction.mentions.names.entities.iter().filter(|e| e.kind != EntityKind::Person) {
            let words = fold(&entity.name);
            let words = words.split(' ').filter(|word| !LINKS.contains(word));
            let words = words.map(|word| lexicon.names.sites.kind(word).unwrap_or(word).to_string()).collect();
            stories.entry(story[document]).or_default().insert(entities.of(document as u32, entity.id), words);
        }
    }
    stories
}
