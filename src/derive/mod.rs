//! Derivations: claims concluded from others. What looks like another kind of check is one of these, and a rule that compares.
//!
//! Each reads the graph and adds claims with basis `Derived`, with edges to what they were concluded from. No derivation reads
//! another's conclusions.

mod age;
mod arithmetic;
mod calendar;
mod order;
mod series;
mod span;

use petgraph::graph::NodeIndex;

use crate::claim::{Basis, Claim};
use crate::extract::arithmetic::Relation;
use crate::graph::{ClaimGraph, ClaimNode};
use crate::value::Value;

/// A claim to be added, with what it was concluded from.
struct Conclusion {
    subject: NodeIndex,
    claim: ClaimNode,
    from: Vec<NodeIndex>,
}

/// Closes the graph under all derivations.
pub fn derive(graph: &mut ClaimGraph, relations: &[(NodeIndex, Relation)]) {
    let derived = [
        calendar::derive(graph),
        arithmetic::derive(graph, relations),
        age::derive(graph),
        order::derive(graph),
        series::derive(graph),
        span::derive(graph),
    ];
    for conclusion in derived.into_iter().flatten() {
        graph.add_claim(conclusion.subject, conclusion.claim, &conclusion.from);
    }
}

/// A claim like `source`, of another attribute and value, concluded by the named derivation.
fn concluded(source: &ClaimNode, attribute: crate::claim::Attribute, value: Value, by: &'static str, note: String) -> ClaimNode {
    let claim = Claim { attribute, value, basis: Basis::Derived(by), note, ..source.claim.clone() };
    ClaimNode { claim, document: source.document }
}

/// The stated claims about a subject of one attribute.
fn stated<'a>(graph: &'a ClaimGraph, subject: NodeIndex, attribute: &crate::claim::Attribute) -> Vec<(NodeIndex, &'a ClaimNode)> {
    graph.claims_about(subject).filter(|(_, c)| c.claim.attribute == *attribute && c.claim.basis == Basis::Stated).collect()
}
