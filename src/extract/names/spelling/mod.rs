//! Spellings: names that are one name written in two ways.
//!
//! Forms of names meet through an index, so that the work is linear in the names; under one key at most [`CROWD`] forms are compared.
//! [`evidence`] decides whether two are one name, [`groups`] gathers what is told of them.

mod evidence;
mod form;
mod groups;

use std::collections::{HashMap, HashSet};

use crate::claim::EntityId;
use crate::extract::entity::{Entity, EntityKind, MentionForm, Names, SpellingGroup, SpellingKind};
use crate::lexicon::Lexicon;
use form::{Form, Occurrence, form_words, parts};

/// Forms with one key beyond which comparing them would be guessing.
const CROWD: usize = 40;
/// Occurrences of a form that are looked at and reported.
const SHOWN: usize = 8;

/// Why two forms are one name.
struct Verdict {
    kind: SpellingKind,
    /// Indices of the words that differ; `usize::MAX` for the last.
    differing: Vec<usize>,
    reasons: Vec<String>,
}

/// The names that one document, or several documents together, spell in more than one way. With one document, what it says in itself;
/// with several, also what they say of each other. Groups stand in the order of their first spelling.
///
/// `one_story` tells whether two documents, by their index, speak of one matter.
pub fn spellings(documents: &[&Names], lexicon: &Lexicon, one_story: &dyn Fn(usize, usize) -> bool) -> Vec<SpellingGroup> {
    Comparison::new(documents, lexicon, one_story).groups()
}

/// Makes one entity of those of a document whose names are spellings of one name.
pub fn unite(names: &mut Names, lexicon: &Lexicon) {
    let joined: Vec<(EntityId, EntityId)> = {
        let documents = [&*names];
        let comparison = Comparison::new(&documents, lexicon, &|_, _| false);
        comparison
            .pairs()
            .into_iter()
            .map(|(a, b, _)| (comparison.forms[a].places[0].entity, comparison.forms[b].places[0].entity))
            .collect()
    };
    let mut into: Vec<u32> = (0..names.entities.len() as u32).collect();
    for (one, other) in joined {
        let (a, b) = (root(&into, one.0), root(&into, other.0));
        into[a.max(b) as usize] = a.min(b);
    }
    let roots: Vec<u32> = (0..into.len() as u32).map(|id| root(&into, id)).collect();
    if roots.iter().enumerate().all(|(id, root)| id as u32 == *root) {
        return;
    }
    merge_entities(names, &roots);
}

fn root(into: &[u32], mut id: u32) -> u32 {
    while into[id as usize] != id {
        id = into[id as usize];
    }
    id
}

fn merge_entities(names: &mut Names, roots: &[u32]) {
    let mut kept: Vec<Entity> = Vec::new();
    let mut new_ids: HashMap<u32, u32> = HashMap::new();
    for (id, entity) in std::mem::take(&mut names.entities).into_iter().enumerate() {
        match new_ids.get(&roots[id]).copied() {
            None => {
                let new = kept.len() as u32;
                new_ids.insert(roots[id], new);
                kept.push(Entity { id: EntityId(new), ..entity });
            }
            Some(new) => {
                let target = &mut kept[new as usize];
                if entity.mentions.len() > target.mentions.len() && target.kind == EntityKind::Other {
                    target.kind = entity.kind;
                }
                if entity.name.split(' ').count() > target.name.split(' ').count() {
                    target.name = entity.name;
                }
                target.mentions.extend(entity.mentions);
                target.mentions.sort_unstable();
                target.descriptors.extend(entity.descriptors);
                target.sex = target.sex.or(entity.sex);
                target.place = target.place.take().or(entity.place);
                target.among_kin |= entity.among_kin;
            }
        }
    }
    for mention in &mut names.mentions {
        mention.entity = EntityId(new_ids[&roots[mention.entity.0 as usize]]);
    }
    names.entities = kept;
}

struct Comparison<'a> {
    documents: &'a [&'a Names],
    lexicon: &'a Lexicon,
    forms: Vec<Form>,
    /// By family name, the forms that are full names of people.
    families: HashMap<String, Vec<usize>>,
    /// For each document, the keys of what it names, countries left out: what two documents share makes them speak of one matter.
    topics: Vec<HashSet<String>>,
    /// Whether two documents speak of one matter, as far as the caller knows.
    one_story: &'a dyn Fn(usize, usize) -> bool,
}

impl<'a> Comparison<'a> {
    fn new(documents: &'a [&'a Names], lexicon: &'a Lexicon, one_story: &'a dyn Fn(usize, usize) -> bool) -> Comparison<'a> {
        let mut comparison = Comparison { documents, lexicon, forms: Vec::new(), families: HashMap::new(), topics: Vec::new(), one_story };
        let mut index: HashMap<(bool, Vec<String>), usize> = HashMap::new();
        let mut seen: HashSet<(usize, usize, EntityId)> = HashSet::new();
        for (document, names) in documents.iter().enumerate() {
            comparison.topics.push(HashSet::new());
            for (mention, named) in names.mentions.iter().enumerate().filter(|(_, m)| m.form == MentionForm::Name) {
                let entity = names.entity(named.entity);
                let words = form_words(&named.written, entity, &lexicon.names.company_suffixes);
                if words.is_empty() {
                    continue;
                }
                comparison.note_topics(document, entity, &words);
                let person = entity.kind == EntityKind::Person;
                let form = *index.entry((person, words)).or_insert_with_key(|(_, words)| comparison.add(person, words, &named.written));
                comparison.forms[form].count += 1;
                if seen.insert((form, document, named.entity)) {
                    comparison.forms[form].places.push(Occurrence { document, entity: named.entity, mention });
                }
            }
        }
        comparison
    }

    fn note_topics(&mut self, document: usize, entity: &Entity, words: &[String]) {
        if entity.place.as_ref().is_some_and(|p| p.kind == crate::value::PlaceKind::Country) {
            return;
        }
        let topics = &mut self.topics[document];
        // "Chris", "Day": a given name or a word of the dictionary alone stands in any copy.
        let n = &self.lexicon.names;
        if words.len() > 1 || !(n.is_given(&words[0]) || n.is_word(&words[0]) || n.demonym(&words[0]).is_some()) {
            topics.insert(words.join(" "));
        }
        // "Marksted" of "Marksted Paper", "S2" of "Kestrel S2".
        let telling = |w: &&String| w.len() > 4 && !n.is_word(w) && !n.is_given(w) || w.bytes().any(|c| c.is_ascii_digit());
        topics.extend(words.iter().filter(telling).cloned());
    }

    fn add(&mut self, person: bool, words: &[String], written: &str) -> usize {
        let at = self.forms.len();
        let shown = parts(written).map(|(_, word)| word.to_string()).collect();
        if person && words.len() > 1 {
            self.families.entry(words[1..].join(" ")).or_default().push(at);
        }
        self.forms.push(Form { person, words: words.to_vec(), written: shown, count: 0, places: Vec::new() });
        at
    }

    /// Pairs of forms that are one name, in their order.
    fn pairs(&self) -> Vec<(usize, usize, Verdict)> {
        let mut index: Vec<(u64, u32)> =
            self.forms.iter().enumerate().flat_map(|(at, form)| form.keys().into_iter().map(move |key| (key, at as u32))).collect();
        index.sort_unstable();
        let mut met: Vec<(u32, u32)> = Vec::new();
        for bucket in index.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > 1 && b.len() <= CROWD) {
            for (i, (_, one)) in bucket.iter().enumerate() {
                met.extend(bucket[i + 1..].iter().map(|(_, other)| (*one, *other)));
            }
        }
        met.sort_unstable();
        met.dedup();
        let compared = met.into_iter().filter_map(|(one, other)| {
            let (one, other) = (one as usize, other as usize);
            self.compare(&self.forms[one], &self.forms[other]).map(|verdict| (one, other, verdict))
        });
        compared.collect()
    }

    /// Where two forms stand in one document, at most [`SHOWN`] times.
    fn together<'f>(&self, one: &'f Form, other: &'f Form) -> impl Iterator<Item = (Occurrence, Occurrence)> + use<'f, '_, 'a> {
        let pairs = one.places.iter().flat_map(|p| {
            let first = other.places.partition_point(|q| q.document < p.document);
            let there = other.places[first..].iter().take_while(|q| q.document == p.document).take(SHOWN);
            there.map(|q| (*p, *q))
        });
        pairs.take(SHOWN)
    }
}
