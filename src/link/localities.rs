//! Which described places are one: of one kind in one story, held by the same named place or by none.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::EntityIndex;
use crate::extract::Extraction;

/// A description: its story, kind, and the number of the place that holds it.
type Described = (usize, Box<str>, Option<u32>);

/// A number for each locality of each document, from `beyond` on, equal for those that are one; `story` is the story of each document.
///
/// Where a story names one place of a kind, its descriptions have the number that `named` gives for the name. A description without a place beside it is that of its kind which the story tells, where the story tells one.
pub(super) fn ids(
    extractions: &[Extraction],
    entities: &EntityIndex,
    story: &[usize],
    beyond: usize,
    named: &dyn Fn(usize, &str) -> Option<usize>,
) -> Vec<Vec<usize>> {
    let mut holders: BTreeMap<(usize, &str), BTreeSet<u32>> = BTreeMap::new();
    let each = |(document, extraction): (usize, &'_ Extraction)| {
        let holder = |id| entities.of(document as u32, id);
        extraction.localities.iter().map(move |l| (story[document], l.kind.clone(), l.holder.map(holder))).collect::<Vec<_>>()
    };
    let all: Vec<Vec<Described>> = extractions.iter().enumerate().map(each).collect();
    for (story, kind, holder) in all.iter().flatten() {
        holders.entry((*story, &**kind)).or_default().extend(*holder);
    }
    let mut known: HashMap<(usize, &str, Option<u32>), usize> = HashMap::new();
    let mut next = beyond;
    let mut numbers = Vec::with_capacity(all.len());
    for document in &all {
        let mut own = Vec::with_capacity(document.len());
        for (story, kind, holder) in document {
            if let Some(id) = named(*story, kind) {
                own.push(id);
                continue;
            }
            let told = &holders[&(*story, &**kind)];
            let holder = holder.or_else(|| told.first().copied().filter(|_| told.len() == 1));
            let id = *known.entry((*story, &**kind, holder)).or_insert_with(|| {
                next += 1;
                next - 1
            });
            own.push(id);
        }
        numbers.push(own);
    }
    numbers
}
