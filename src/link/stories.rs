//! Which documents tell one story: average-link clustering over their words and names.
//!
//! The likeness of two documents is the cosine of their sets of content words and half the cosine of their sets of names. Only documents that
//! share something rare are compared, found through an index; two groups are put together while their likeness on average stays above a
//! bound (UPGMA: Sokal & Michener 1958). Documents of unlike events of one kind (two earthquakes) share words, but not so many.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use super::EntityIndex;
use crate::extract::Extraction;
use crate::lexicon::Lexicon;

/// The least likeness, on average, of two groups of documents of one story.
const LEAST: f64 = 0.36;
/// The weight of names beside words.
const NAMES: f64 = 0.5;
/// Words shorter than this tell little of a story.
const SHORTEST_WORD: usize = 4;
/// A word or name that stands in more documents leads to no pair of them.
const RARE: usize = 64;

/// What documents are compared by: numbers of words and names, sorted.
struct Content {
    words: Vec<Vec<u32>>,
    names: Vec<Vec<u32>>,
}

/// The story of each document, by the number of its first document.
pub(super) fn of_documents(extractions: &[Extraction], lexicon: &Lexicon, entities: &EntityIndex) -> Vec<usize> {
    stories(&content(extractions, lexicon, entities))
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
fn content(extractions: &[Extraction], lexicon: &Lexicon, entities: &EntityIndex) -> Content {
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

/// The likeness of each two documents that share something rare; both ways round.
fn pairs(content: &Content) -> Vec<BTreeMap<usize, f64>> {
    let mut shared: BTreeSet<(usize, usize)> = BTreeSet::new();
    for lists in [&content.words, &content.names] {
        let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (document, items) in lists.iter().enumerate() {
            for item in items {
                holders.entry(*item).or_default().push(document);
            }
        }
        for documents in holders.into_values().filter(|documents| documents.len() <= RARE) {
            for (at, a) in documents.iter().enumerate() {
                shared.extend(documents[at + 1..].iter().map(|b| (*a, *b)));
            }
        }
    }
    let mut likeness = vec![BTreeMap::new(); content.words.len()];
    for (a, b) in shared {
        let like = cosine(&content.words[a], &content.words[b]) + NAMES * cosine(&content.names[a], &content.names[b]);
        likeness[a].insert(b, like);
        likeness[b].insert(a, like);
    }
    likeness
}

/// The cosine of two sorted sets.
fn cosine(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
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
