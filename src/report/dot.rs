//! `graph --format dot`: the claim graph in the language of Graphviz.

use std::fmt::Write;

use petgraph::visit::EdgeRef;

use crate::graph::{ClaimGraph, Edge, Node};
use crate::source::Source;

/// The whole graph: documents as folders, subjects as boxes, claims as ellipses; edges named by what they are.
pub fn dot(graph: &ClaimGraph, sources: &[Source], documents: &[crate::document::Document]) -> String {
    let inner = graph.inner();
    let mut out = String::from("digraph claims {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    for node in inner.node_indices() {
        let (label, shape) = match &inner[node] {
            Node::Document(number) => (sources[documents[*number as usize].source.0 as usize].name.clone(), "folder"),
            Node::Subject(subject) => (format!("{}\\n{}", quoted(&subject.label), subject.class), "box"),
            Node::Claim(claim) => (format!("{}: {}", claim.claim.attribute, quoted(&claim.claim.value.to_string())), "ellipse"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  n{} [label=\"{label}\", shape={shape}];", node.index());
    }
    for edge in inner.edge_references() {
        let label = match edge.weight() {
            Edge::In => "in".to_string(),
            Edge::About => "about".to_string(),
            Edge::Argument => "argument".to_string(),
            Edge::Offset { days, .. } => format!("{} to {} days", days.0, days.1),
            Edge::DerivedFrom => "derived from".to_string(),
            Edge::InSeries => "in series".to_string(),
            Edge::SameAs(identity) => {
                let reasons: Vec<_> = identity.evidence.iter().map(|e| quoted(&e.reason)).collect();
                format!("same as, {} percent\\n{}", identity.confidence_without(&crate::claim::Attribute::named("")), reasons.join("\\n"))
            }
        };
        let _ = writeln!(out, "  n{} -> n{} [label=\"{label}\"];", edge.source().index(), edge.target().index());
    }
    out.push_str("}\n");
    out
}

/// A text for use between double quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")
}
