//! The numbers that `extract` gives to what it prints, shared over the whole project.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::{Linked, happenings, localities, named};
use crate::extract::Extraction;
use crate::lexicon::Lexicon;

/// Numbers by document, in the order of its happenings and localities; equal for those that are one.
#[derive(Debug, Default)]
pub struct Numbers {
    pub happenings: Vec<Vec<usize>>,
    pub localities: Vec<Vec<usize>>,
    /// For each entity that is a short form of another in its story: that one, both by their numbers in the [`EntityIndex`](super::EntityIndex).
    pub long_forms: BTreeMap<u32, u32>,
}

impl Numbers {
    /// Numbers all documents. A happening that is an event has the number of the event's cluster.
    pub fn new(extractions: &[Extraction], lexicon: &Lexicon, linked: &Linked, clusters: &BTreeMap<NodeIndex, usize>) -> Numbers {
        let story = &linked.stories;
        let beyond = linked.graph.inner().node_count() + extractions.iter().map(|e| e.happenings.len()).sum::<usize>();
        let long_forms = named::long_forms(extractions, &linked.entities, lexicon, story);
        let named = named::named_sites(extractions, &linked.entities, lexicon, story, &long_forms);
        let of_name = |story: usize, kind: &str| {
            let entity = *named.get(&(story, kind.to_string()))?;
            clusters.get(linked.entity_nodes.get(&entity)?).copied()
        };
        Numbers {
            happenings: happenings::ids(extractions, lexicon, linked, clusters, story),
            localities: localities::ids(extractions, &linked.entities, story, beyond, &of_name),
            long_forms,
        }
    }
}
