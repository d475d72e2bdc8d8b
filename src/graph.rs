//! The claim graph: documents, subjects and claims as nodes of a petgraph, with edges that say how they belong together.
//!
//! `link` fills it from the documents' extractions, `derive` adds concluded claims, `check` reads it. It holds no rule and
//! decides nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::claim::{Attribute, Claim, SubjectId};
use crate::source::Span;

/// A node of the graph.
#[derive(Clone, Debug)]
pub enum Node {
    /// A document, by its index in the project.
    Document(u32),
    /// Something that claims are about, as one document speaks of it.
    Subject(Box<Subject>),
    Claim(Box<ClaimNode>),
}

/// An event mention, an entity or an expression of one document.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Index of the document in the project; `None` for a subject of a fact sheet.
    pub document: Option<u32>,
    pub id: SubjectId,
    /// How a reader would name it: "the second round of talks", "Hakan Fidan".
    pub label: String,
    /// The class of an event, the kind of an entity.
    pub class: Arc<str>,
    /// Where it is first mentioned.
    pub span: Span,
    /// Why the passages that make claims about it are taken to speak of one thing, where that is not plain from one passage.
    pub reasons: Vec<String>,
}

/// A claim and where it stands.
#[derive(Clone, Debug)]
pub struct ClaimNode {
    pub claim: Claim,
    /// Index of the document in the project; `None` for a claim of a fact sheet.
    pub document: Option<u32>,
}

/// How two nodes belong together.
#[derive(Clone, Debug)]
pub enum Edge {
    /// From a subject to its document.
    In,
    /// From a claim to its subject.
    About,
    /// From an event to an entity that takes part in it.
    Argument,
    /// From an event to the event that its date is counted from: days between, least and most, and the words.
    Offset { days: (i64, i64), words: Span },
    /// From a derived claim to one that it was concluded from.
    DerivedFrom,
    /// Between two events of one series (rounds of talks, legs of a match). Stands once for each pair.
    InSeries,
    /// Between two subjects that may be one, with the evidence for it. Stands once for each pair.
    SameAs(Identity),
}

/// Why two subjects are taken for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    pub evidence: Vec<Evidence>,
}

/// One piece of evidence that two subjects are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How likely it alone makes them one, in percent.
    pub weight: u8,
    /// The attribute it rests on, which it cannot testify about (leave one out).
    pub attribute: Option<Attribute>,
    /// In words, for the report: "both are the second round of talks".
    pub reason: String,
}

impl Identity {
    /// Confidence in percent that the two are one, by all evidence that does not rest on `attribute`. Pieces of evidence are
    /// taken as independent: what remains is the product of what each leaves open.
    pub fn confidence_without(&self, attribute: &Attribute) -> u8 {
        let open = self.testifying(attribute).fold(1.0_f64, |open, e| open * (1.0 - f64::from(e.weight.min(100)) / 100.0));
        (100.0 * (1.0 - open)).round() as u8
    }

    /// The evidence that does not rest on `attribute`.
    pub fn testifying<'a>(&'a self, attribute: &'a Attribute) -> impl Iterator<Item = &'a Evidence> + 'a {
        self.evidence.iter().filter(move |e| e.attribute.as_ref() != Some(attribute))
    }
}

/// Documents, subjects and claims with their relations.
#[derive(Clone, Debug, Default)]
pub struct ClaimGraph {
    graph: DiGraph<Node, Edge>,
    /// Pairs of documents that tell one story, as far as they make claims of one subject; the lesser number first.
    stories: BTreeSet<(u32, u32)>,
    /// In the order of their nodes.
    subjects: Vec<NodeIndex>,
    /// The claims about each of the subjects, in the order they were added: rules ask for them over and over.
    claims: Vec<Vec<NodeIndex>>,
}

impl ClaimGraph {
    /// Says that two documents tell one story.
    pub fn add_story(&mut self, a: u32, b: u32) {
        self.stories.insert((a.min(b), a.max(b)));
    }

    /// Whether two documents that make claims of one subject tell one story.
    pub fn tell_one_story(&self, a: u32, b: u32) -> bool {
        a == b || self.stories.contains(&(a.min(b), a.max(b)))
    }

    /// Adds a document.
    pub fn add_document(&mut self, document: u32) -> NodeIndex {
        self.graph.add_node(Node::Document(document))
    }

    /// Adds a subject, in its document where it has one.
    pub fn add_subject(&mut self, subject: Subject, document: Option<NodeIndex>) -> NodeIndex {
        let node = self.graph.add_node(Node::Subject(Box::new(subject)));
        if let Some(document) = document {
            self.graph.add_edge(node, document, Edge::In);
        }
        self.subjects.push(node);
        self.claims.push(Vec::new());
        node
    }

    /// Adds a claim about a subject, concluded from others where `from` names them.
    pub fn add_claim(&mut self, subject: NodeIndex, claim: ClaimNode, from: &[NodeIndex]) -> NodeIndex {
        let node = self.graph.add_node(Node::Claim(Box::new(claim)));
        self.graph.add_edge(node, subject, Edge::About);
        if let Ok(at) = self.subjects.binary_search(&subject) {
            self.claims[at].push(node);
        }
        for source in from {
            self.graph.add_edge(node, *source, Edge::DerivedFrom);
        }
        node
    }

    /// Adds an edge between subjects.
    pub fn relate(&mut self, from: NodeIndex, to: NodeIndex, edge: Edge) -> EdgeIndex {
        self.graph.add_edge(from, to, edge)
    }

    /// All subjects, in the order they were added.
    pub fn subjects(&self) -> impl Iterator<Item = (NodeIndex, &Subject)> + '_ {
        self.subjects.iter().filter_map(|node| Some((*node, self.subject(*node)?)))
    }

    /// The subject at a node; `None` for other nodes.
    pub fn subject(&self, node: NodeIndex) -> Option<&Subject> {
        match &self.graph[node] {
            Node::Subject(subject) => Some(subject),
            _ => None,
        }
    }

    /// The claim at a node; `None` for other nodes.
    pub fn claim(&self, node: NodeIndex) -> Option<&ClaimNode> {
        match &self.graph[node] {
            Node::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    /// The claims about a subject, in the order they were added.
    pub fn claims_about(&self, subject: NodeIndex) -> impl Iterator<Item = (NodeIndex, &ClaimNode)> + '_ {
        let claims = self.subjects.binary_search(&subject).map_or(&[][..], |at| &self.claims[at]);
        claims.iter().filter_map(|node| Some((*node, self.claim(*node)?)))
    }

    /// The claims that a derived claim was concluded from.
    pub fn derived_from(&self, claim: NodeIndex) -> Vec<(NodeIndex, &ClaimNode)> {
        let mut claims: Vec<_> = self
            .graph
            .edges_directed(claim, Outgoing)
            .filter(|edge| matches!(edge.weight(), Edge::DerivedFrom))
            .filter_map(|edge| Some((edge.target(), self.claim(edge.target())?)))
            .collect();
        claims.sort_by_key(|(node, _)| *node);
        claims
    }

    /// The subjects that may be one with this one, with the evidence, by node.
    pub fn same_as(&self, subject: NodeIndex) -> Vec<(NodeIndex, &Identity)> {
        let outgoing = self.graph.edges_directed(subject, Outgoing).map(|edge| (edge.target(), edge.weight()));
        let incoming = self.graph.edges_directed(subject, Incoming).map(|edge| (edge.source(), edge.weight()));
        let mut same: Vec<_> = outgoing
            .chain(incoming)
            .filter_map(|(node, edge)| match edge {
                Edge::SameAs(identity) => Some((node, identity)),
                _ => None,
            })
            .collect();
        same.sort_by_key(|(node, _)| *node);
        same
    }

    /// The events of one series with this one, by node.
    pub fn in_series(&self, subject: NodeIndex) -> Vec<NodeIndex> {
        let edges = self.graph.edges_directed(subject, Outgoing).map(|e| (e.target(), e.weight()));
        let edges = edges.chain(self.graph.edges_directed(subject, Incoming).map(|e| (e.source(), e.weight())));
        let mut others: Vec<_> = edges.filter(|(_, e)| matches!(e, Edge::InSeries)).map(|(node, _)| node).collect();
        others.sort();
        others
    }

    /// The offsets that a subject's date is counted by: reference, days, words.
    pub fn offsets(&self, subject: NodeIndex) -> Vec<(NodeIndex, (i64, i64), Span)> {
        let mut offsets: Vec<_> = self
            .graph
            .edges_directed(subject, Outgoing)
            .filter_map(|edge| match edge.weight() {
                Edge::Offset { days, words } => Some((edge.target(), *days, *words)),
                _ => None,
            })
            .collect();
        offsets.sort();
        offsets
    }

    /// Number of claims, stated and derived.
    pub fn claim_count(&self) -> usize {
        self.claims.iter().map(Vec::len).sum()
    }

    /// The nodes and edges, for drawing.
    pub fn inner(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_does_not_testify_about_itself() {
        let evidence = |weight, attribute| Evidence { weight, attribute, reason: String::new() };
        let identity = Identity { evidence: vec![evidence(50, None), evidence(50, None), evidence(90, Some(Attribute::DATE))] };
        assert_eq!(identity.confidence_without(&Attribute::DATE), 75);
        assert_eq!(identity.confidence_without(&Attribute::PLACE), 98);
    }
}
