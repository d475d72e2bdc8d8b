//! Which documents tell one story: average-link clustering over their words and names.
//!
//! The likeness of two documents is the cosine of their sets of content words and half the cosine of their sets of names. Only documents that
//! share something rare are compared, found through an index; two groups are put together while their likeness on average stays above a
//! bound (UPGMA: Sokal & Michener 1958). Documents of unlike events of one kind (two earthquakes) share words, but not so many.

use std::collections::{BTreeMap, BinaryHeap};

use petgraph::unionfind::UnionFind;

use super::EntityIndex;
use crate::extract::Extraction;
use crate::language::hash::TextMap;

/// The least likeness, on average, of two groups of documents of one story.
const LEAST: f64 = 0.36;
/// The weight of names beside words.
const NAMES: f64 = 0.5;
/// A word or name that stands in more documents leads to no pair of them.
const RARE: usize = 64;

/// What documents are compared by: numbers of words and names, sorted.
struct Content {
    words: Vec<Vec<u32>>,
    names: Vec<Vec<u32>>,
}

/// The story of each document, by the number of its first document.
pub(super) fn of_documents(extractions: &[Extraction], entities: &EntityIndex) -> Vec<usize> {
    stories(&content(extractions, entities))
}

fn stories(content: &Content) -> Vec<usize> {
    let count = content.words.len();
    let mut likeness = pairs(content);
    let mut size = vec![1usize; count];
    let mut story: Vec<usize> = (0..count).collect();
    let mut heap: BinaryHeap<(Ordered, std::cmp::Reverse<(usize, usize)>)> = BinaryHeap::new();
    for (a, others) in likeness.iter().enumerate() {
        for (b, sum) in others.range(a + 1..) {
            heap.push((Ordered(*sum), std::cmp::Reverse((a, *b))));
        }
    }
    while let Some((Ordered(average), std::cmp::Reverse((a, b)))) = heap.pop() {
        if average < LEAST {
            break;
        }
        // Groups that have grown since have another likeness.
        let now = likeness[a].get(&b).map(|sum| sum / (size[a] * size[b]) as f64);
        if now != Some(average) {
            continue;
        }
        let absorbed = std::mem::take(&mut likeness[b]);
        likeness[a].remove(&b);
        for (other, sum) in absorbed {
            if other != a {
                likeness[other].remove(&b);
                *likeness[other].entry(a).or_insert(0.0) += sum;
                *likeness[a].entry(other).or_insert(0.0) += sum;
            }
        }
        size[a] += size[b];
        story[b] = a;
        for (other, sum) in &likeness[a] {
            let (low, high) = (a.min(*other), a.max(*other));
            heap.push((Ordered(sum / (size[a] * size[*other]) as f64), std::cmp::Reverse((low, high))));
        }
    }
    // A document is absorbed by one before it.
    for document in 0..count {
        story[document] = story[story[document]];
    }
    story
}

/// The content words and names of each document, as numbers.
fn content(extractions: &[Extraction], entities: &EntityIndex) -> Content {
    let mut numbers: TextMap<u64, u32> = TextMap::default();
    let mut words = Vec::with_capacity(extractions.len());
    for extraction in extractions {
        let mut own: Vec<u32> = Vec::with_capacity(extraction.content.telling().len());
        for word in extraction.content.telling() {
            let next = numbers.len() as u32;
            own.push(*numbers.entry(*word).or_insert(next));
        }
        own.sort_unstable();
        words.push(own);
    }
    let names = (0..extractions.len()).map(|document| {
        let mut names: Vec<u32> = entities.of_document(document as u32).collect();
        names.sort_unstable();
        names.dedup();
        names
    });
    Content { words, names: names.collect() }
}

/// The likeness of each two documents that share something rare; both ways round. Left out are pairs that no chain of likely pairs leads
/// from one to the other of: they are never put together.
fn pairs(content: &Content) -> Vec<BTreeMap<usize, f64>> {
    let count = content.words.len();
    let holders = [holders(&content.words), holders(&content.names)];
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    let mut chains: UnionFind<usize> = UnionFind::new(count);
    // The last document that each was met with, so that a pair is compared once.
    let mut met = vec![usize::MAX; count];
    for a in 0..count {
        for (items, holders) in [&content.words[a], &content.names[a]].into_iter().zip(&holders) {
            let rare = items.iter().map(|item| &holders[*item as usize]).filter(|documents| documents.len() <= RARE);
            for b in rare.flat_map(|documents| &documents[documents.partition_point(|b| *b as usize <= a)..]) {
                let b = *b as usize;
                if std::mem::replace(&mut met[b], a) != a {
                    let like = cosine(&content.words[a], &content.words[b]) + NAMES * cosine(&content.names[a], &content.names[b]);
                    found.push((a, b, like));
                    if like >= LEAST {
                        chains.union(a, b);
                    }
                }
            }
        }
    }
    let mut likeness = vec![BTreeMap::new(); count];
    for (a, b, like) in found {
        if chains.equiv(a, b) {
            likeness[a].insert(b, like);
            likeness[b].insert(a, like);
        }
    }
    likeness
}

/// The documents that hold each item, in order, as far as they are needed to see that it is rare.
fn holders(lists: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let count = lists.iter().flatten().max().map_or(0, |most| *most as usize + 1);
    let mut holders = vec![Vec::new(); count];
    for (document, items) in lists.iter().enumerate() {
        for item in items {
            let documents: &mut Vec<u32> = &mut holders[*item as usize];
            if documents.len() <= RARE {
                documents.push(document as u32);
            }
        }
    }
    holders
}

/// The cosine of two sorted sets.
fn cosine(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    // Without branches on the order, which nothing foretells.
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    if common == 0 { 0.0 } else { common as f64 / ((a.len() * b.len()) as f64).sqrt() }
}

/// A likeness in a heap: none is NaN.
#[derive(Clone, Copy, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Ordered) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Ordered) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_with_the_same_words_and_names_are_one_story() {
        let words = vec![vec![1, 2, 3, 4], vec![1, 2, 3, 5], vec![6, 7, 8, 9], vec![6, 7, 8, 1], vec![10, 11]];
        let names = vec![vec![1], vec![1], vec![2], vec![2], vec![]];
        assert_eq!(stories(&Content { words, names }), [0, 0, 2, 2, 4]);
    }

    #[test]
    fn a_word_that_all_share_makes_no_story() {
        let words = (0..100u32).map(|n| vec![0, n + 1, n + 1000, n + 2000, n + 3000]).collect();
        let found = stories(&Content { words, names: vec![Vec::new(); 100] });
        assert_eq!(found, (0..100).collect::<Vec<_>>());
    }
}
