//! From conflicts to a finding: message, labels and reasons.

use std::collections::{BTreeSet, HashSet};

use petgraph::Direction::Outgoing;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::Conflict;
use crate::claim::{Basis, Claim};
use crate::finding::{Finding, Label};
use crate::graph::{ClaimGraph, ClaimNode, Edge, Subject};
use crate::rule::Rule;

/// One finding for a group of conflicts, which is never empty.
pub(super) fn finding(graph: &ClaimGraph, rule: &Rule, conflicts: &[Conflict]) -> Finding {
    let first = &conflicts[0];
    // One passage for each value first, then those that repeat it.
    let sides = || conflicts.iter().flat_map(|c| [&c.claim, &c.against]);
    let nodes = sides().map(|side| side[0]).chain(sides().flat_map(|side| side[1..].iter().copied()));
    let mut labels: Vec<Label> = Vec::new();
    let (mut seen, mut told) = (HashSet::new(), HashSet::new());
    for label in nodes.filter(|node| told.insert(*node)).flat_map(|node| labels_of(graph, node)) {
        if seen.insert(label.span) {
            labels.push(label);
        }
    }
    // Why the first two passages are of one thing: a fact that is told in many has as many reasons, and they are alike.
    let mut reasons: BTreeSet<&str> = first.reasons.iter().copied().collect();
    reasons.extend(sides().filter_map(|side| derivation(graph, side[0])));
    if let Some(subject) = subject_of(graph, first.claim[0]).filter(|_| labels.len() > 1) {
        reasons.extend(subject.reasons.iter().map(String::as_str));
    }
    Finding {
        rule: rule.id.clone(),
        kind: rule.kind.name().to_string(),
        severity: rule.severity,
        message: fill(graph, &rule.message, first),
        help: fill(graph, &rule.help, first),
        reasons: reasons.into_iter().map(str::to_string).collect(),
        labels,
    }
}

/// How a derived claim was concluded, where its note says so.
fn derivation(graph: &ClaimGraph, node: NodeIndex) -> Option<&str> {
    let claim = &graph.claim(node)?.claim;
    (matches!(claim.basis, Basis::Derived(_)) && !claim.note.is_empty()).then_some(claim.note.as_str())
}

/// The passages of a claim: its own for a stated claim; for a derived one those it was concluded from, each saying what it contributes.
fn labels_of(graph: &ClaimGraph, node: NodeIndex) -> Vec<Label> {
    let Some(ClaimNode { claim, .. }) = graph.claim(node) else { return Vec::new() };
    let sources = graph.derived_from(node);
    if sources.is_empty() {
        let text = if claim.note.is_empty() { claim.value.to_string() } else { claim.note.clone() };
        return vec![Label { span: claim.spans[0], text }];
    }
    sources.into_iter().flat_map(|(source, _)| labels_of(graph, source)).collect()
}

/// What a claim is about.
pub(super) fn subject_of(graph: &ClaimGraph, claim: NodeIndex) -> Option<&Subject> {
    let about = graph.inner().edges_directed(claim, Outgoing).find(|edge| matches!(edge.weight(), Edge::About))?;
    graph.subject(about.target())
}

/// The value of a claim, or what it denies.
fn told(claim: &Claim) -> String {
    if claim.polarity { claim.value.to_string() } else { format!("not {}", claim.value) }
}

/// Fills a rule's text: `{subject}`, `{claim}`, `{against}`, `{claim.note}`, `{against.note}`, `{attribute}`.
fn fill(graph: &ClaimGraph, template: &str, conflict: &Conflict) -> String {
    let (Some(claim), Some(against)) = (graph.claim(conflict.claim[0]), graph.claim(conflict.against[0])) else {
        return template.to_string();
    };
    let subject = subject_of(graph, conflict.claim[0]).map_or("", |subject| subject.label.as_str());
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else { break };
        match &rest[open + 1..open + close] {
            "subject" => out.push_str(subject),
            "attribute" => out.push_str(&claim.claim.attribute.0.replace('-', " ")),
            "claim" => out.push_str(&told(&claim.claim)),
            "against" => out.push_str(&told(&against.claim)),
            "claim.note" => out.push_str(&claim.claim.note),
            "against.note" => out.push_str(&against.claim.note),
            other => {
                out.push('{');
                out.push_str(other);
                out.push('}');
            }
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}
