//! Which happenings are one: of one kind, in one story, with nothing that keeps them apart.
//!
//! This is what `extract` prints the ids of its events by. Findings rest on the evidence of [`super::events`] alone, which asks for more.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;

use super::stories::Content;
use super::{EntityIndex, Linked};
use crate::claim::{EntityId, SubjectId};
use crate::extract::Extraction;
use crate::extract::happenings::Happening;
use crate::lexicon::Lexicon;

/// How many earlier happenings of a kind, in a document or story, one is held against.
const WINDOW: usize = 40;
/// Words shorter than this tell little of a story.
const SHORTEST_WORD: usize = 4;

/// A number for each happening of each document, equal for those that are one; that of its event's cluster where one of them is an event.
pub fn ids(extractions: &[Extraction], lexicon: &Lexicon, linked: &Linked, clusters: &BTreeMap<NodeIndex, usize>) -> Vec<Vec<usize>> {
    let firsts: Vec<usize> = extractions
        .iter()
        .scan(0, |next, extraction| {
            let first = *next;
            *next += extraction.happenings.len();
            Some(first)
        })
        .collect();
    let total = firsts.last().zip(extractions.last()).map_or(0, |(first, last)| first + last.happenings.len());
    let mut sets: UnionFind<usize> = UnionFind::new(total);
    let cluster_of = |document: usize, happening: &Happening| {
        let node = linked.node(document as u32, SubjectId::Event(happening.event?))?;
        clusters.get(&node).copied()
    };
    let mut by_cluster: HashMap<usize, usize> = HashMap::new();
    let mut by_kind: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    let story = &linked.stories;
    let mut all: Vec<(usize, &Happening)> = Vec::with_capacity(total);
    for (document, extraction) in extractions.iter().enumerate() {
        for happening in &extraction.happenings {
            let number = all.len();
            all.push((document, happening));
            if let Some(cluster) = cluster_of(document, happening) {
                sets.union(number, *by_cluster.entry(cluster).or_insert(number));
            }
            by_kind.entry((story[document], &happening.kind)).or_default().push(number);
        }
    }
    for group in by_kind.values() {
        for (at, later) in group.iter().enumerate() {
            for earlier in &group[at.saturating_sub(WINDOW)..at] {
                if are_one(&linked.entities, lexicon, all[*earlier], all[*later]) {
                    sets.union(*earlier, *later);
                }
            }
        }
    }
    // A set is numbered by its event's cluster, else by its first happening, beyond the numbers of the graph.
    let beyond = linked.graph.inner().node_count();
    let mut number_of: HashMap<usize, usize> = HashMap::new();
    for (number, (document, happening)) in all.iter().enumerate() {
        let own = cluster_of(*document, happening).unwrap_or(beyond + number);
        number_of.entry(sets.find(number)).and_modify(|least| *least = own.min(*least)).or_insert(own);
    }
    let ids_of = |(document, extraction): (usize, &Extraction)| {
        (0..extraction.happenings.len()).map(|at| number_of[&sets.find(firsts[document] + at)]).collect()
    };
    extractions.iter().enumerate().map(ids_of).collect()
}

/// Whether two happenings of one kind and story are one.
fn are_one(entities: &EntityIndex, lexicon: &Lexicon, a: (usize, &Happening), b: (usize, &Happening)) -> bool {
    let party = |(document, _): (usize, &Happening), party: Option<(EntityId, _)>| party.map(|(id, _)| entities.of(document as u32, id));
    let (agents, patients) = (
        (party(a, a.1.arguments.agent), party(b, b.1.arguments.agent)),
        (party(a, a.1.arguments.patient), party(b, b.1.arguments.patient)),
    );
    let objects = (&a.1.arguments.object, &b.1.arguments.object);
    let differ = |pair: (Option<u32>, Option<u32>)| matches!(pair, (Some(x), Some(y)) if x != y);
    let equal = |pair: (Option<u32>, Option<u32>)| pair.0.is_some() && pair.0 == pair.1;
    if differ(agents) || differ(patients) {
        return false;
    }
    // "said", "made", "took": who and what must be the same.
    if !a.1.classed && lexicon.events.nominals.is_generic(&a.1.kind) {
        return equal(agents) && (equal(patients) || objects.0.is_some() && objects.0 == objects.1);
    }
    true
}

/// The content words and names of each document, as numbers.
pub(super) fn content(extractions: &[Extraction], lexicon: &Lexicon, entities: &EntityIndex) -> Content {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut words = Vec::with_capacity(extractions.len());
    for extraction in extractions {
        let mut own: Vec<u32> = extraction
            .content
            .iter()
            .filter(|word| word.len() >= SHORTEST_WORD && lexicon.events.has_content(word))
            .map(|word| {
                let next = numbers.len() as u32;
                *numbers.entry(word).or_insert(next)
            })
            .collect();
        own.sort_unstable();
        words.push(own);
    }
    let names = (0..extractions.len()).map(|document| {
        let names: BTreeSet<u32> = entities.of_document(document as u32).collect();
        names.into_iter().collect()
    });
    Content { words, names: names.collect() }
}
