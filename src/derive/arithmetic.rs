//! Arithmetic: what the parts of a relation make, as a claim to hold the stated number against.

use super::Conclusion;
use crate::claim::{Attribute, Basis, Claim};
use crate::extract::arithmetic::{Relation, RelationKind};
use crate::graph::{ClaimGraph, ClaimNode};
use crate::value::Value;
use petgraph::graph::NodeIndex;

/// Concludes, for each relation, what its parts make.
pub(super) fn derive(graph: &ClaimGraph, relations: &[(NodeIndex, Relation)]) -> Vec<Conclusion> {
    relations.iter().filter_map(|(subject, relation)| conclude(graph, *subject, relation)).collect()
}

fn conclude(graph: &ClaimGraph, subject: NodeIndex, relation: &Relation) -> Option<Conclusion> {
    let (attribute, by) = match relation.kind {
        RelationKind::Sum => (Attribute::TOTAL, "sum"),
        RelationKind::Share => (Attribute::SHARE, "share"),
        RelationKind::Change => (Attribute::CHANGE, "change"),
        RelationKind::Difference => (Attribute::DIFFERENCE, "difference"),
        RelationKind::Conversion => (Attribute::MEASURE, "conversion"),
        RelationKind::ListCount => (Attribute::ITEMS, "enumeration"),
    };
    let parts: Vec<_> = graph.claims_about(subject).filter(|(_, c)| c.claim.attribute == Attribute::PART).collect();
    let (_, first) = parts.first()?;
    let claim = Claim {
        attribute,
        value: Value::Quantity(relation.derived.clone()),
        basis: Basis::Derived(by),
        note: relation.words.clone(),
        ..first.claim.clone()
    };
    let claim = ClaimNode { claim, document: first.document };
    Some(Conclusion { subject, claim, from: parts.iter().map(|(node, _)| *node).collect() })
}
