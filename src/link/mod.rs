//! Linking: the documents' extractions put into one graph, with the evidence for what is one.
//!
//! Candidates come from indexes (class and name, class and document, words of a quotation), never from all pairs, and each bucket is
//! bounded, so that the cost is linear in the number of documents.

mod amounts;
mod editions;
mod entities;
mod events;
mod expressions;
pub mod facts;
mod figures;
mod happenings;
mod localities;
mod named;
mod numbers;
mod related;
mod series;
mod statements;
mod stories;
mod tolls;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;

use crate::claim::{Attribute, Claim, EventId, SubjectId};
use crate::document::Document;
use crate::extract::arithmetic::Relation;
use crate::extract::{Entity, Extraction};
use crate::graph::{ClaimGraph, ClaimNode, Edge, Identity, Subject};
use crate::lexicon::{Lexicon, fold};
use crate::source::Span;
use crate::value::Value;

pub use entities::EntityIndex;
pub use numbers::Numbers;
pub use related::Relatedness;

/// The confidence, in percent, from which two subjects get one id.
const ONE: u8 = 70;

/// The graph of a project, with the nodes of each document's subjects.
#[derive(Debug, Default)]
pub struct Linked {
    pub graph: ClaimGraph,
    nodes: BTreeMap<(u32, SubjectId), NodeIndex>,
    pub entities: EntityIndex,
    /// By the entity's number in the index.
    entity_nodes: BTreeMap<u32, NodeIndex>,
    /// The story that each document tells, by the number of its first document.
    stories: Vec<usize>,
}

impl Linked {
    /// The node of a document's subject.
    pub fn node(&self, document: u32, subject: SubjectId) -> Option<NodeIndex> {
        self.nodes.get(&(document, subject)).copied()
    }

    /// Whether two documents tell one story, by all their words and names; every document does with itself.
    fn share_story(&self, a: u32, b: u32) -> bool {
        self.stories[a as usize] == self.stories[b as usize]
    }

    /// The node of an entity, by its number in the index.
    pub fn entity_node(&self, entity: u32) -> Option<NodeIndex> {
        self.entity_nodes.get(&entity).copied()
    }

    /// The relations of all documents, with the node of the expression whose claims each holds together.
    pub fn relations(&self, extractions: &[Extraction]) -> Vec<(NodeIndex, Relation)> {
        let of = |(document, extraction): (usize, &Extraction)| {
            let relations = extraction.claims.relations.iter();
            relations
                .filter_map(move |(subject, relation)| Some((self.node(document as u32, *subject)?, relation.clone())))
                .collect::<Vec<_>>()
        };
        extractions.iter().enumerate().flat_map(of).collect()
    }

    /// A number for each subject, equal for those that are one: the least node index among them.
    pub fn clusters(&self) -> BTreeMap<NodeIndex, usize> {
        let graph = self.graph.inner();
        let mut sets = UnionFind::new(graph.node_count());
        for edge in graph.edge_indices() {
            if let (Some((a, b)), Edge::SameAs(identity)) = (graph.edge_endpoints(edge), &graph[edge])
                && identity.confidence_without(&Attribute::named("")) >= ONE
            {
                sets.union(a.index(), b.index());
            }
        }
        let mut least: BTreeMap<usize, usize> = BTreeMap::new();
        for (node, _) in self.graph.subjects() {
            least.entry(sets.find(node.index())).or_insert(node.index());
        }
        self.graph.subjects().map(|(node, _)| (node, least[&sets.find(node.index())])).collect()
    }
}

/// What linking works on: the documents with their extractions, and what was found out about both.
struct Project<'a> {
    documents: &'a [Document],
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
    related: Relatedness<'a>,
}

/// Puts the extractions into one graph and links what is one.
pub fn link(documents: &[Document], extractions: &[Extraction], lexicon: &Lexicon) -> Linked {
    let mut linked = Linked { entities: EntityIndex::new(documents, extractions), ..Linked::default() };
    linked.stories = stories::of_documents(extractions, &linked.entities);
    for (number, (document, extraction)) in documents.iter().zip(extractions).enumerate() {
        add_document(&mut linked, number as u32, document, extraction);
    }
    let project = Project { documents, extractions, lexicon, related: Relatedness::new(documents, extractions, &linked.entities) };
    entities::link(&mut linked, &project);
    events::link(&mut linked, &project);
    expressions::link(&mut linked, &project);
    statements::link(&mut linked, &project);
    figures::link(&mut linked, &project);
    amounts::link(&mut linked, &project);
    tolls::link(&mut linked, &project);
    add_stories(&mut linked, &project);
    linked
}

/// How many earlier documents that claim something of a person one is held against.
const WINDOW: usize = 24;

/// Finds which of the documents that do not say the same of somebody tell one story.
fn add_stories(linked: &mut Linked, project: &Project) {
    let mut pairs: BTreeSet<(u32, u32)> = BTreeSet::new();
    for node in linked.entity_nodes.values() {
        let claims: Vec<&ClaimNode> = linked.graph.claims_about(*node).map(|(_, claim)| claim).collect();
        for (at, later) in claims.iter().enumerate() {
            let differ = |earlier: &&&ClaimNode| {
                let same = earlier.claim.value == later.claim.value && earlier.claim.polarity == later.claim.polarity;
                earlier.document != later.document && !same
            };
            let earlier = claims[at.saturating_sub(WINDOW)..at].iter().filter(differ);
            pairs.extend(earlier.filter_map(|earlier| earlier.document.zip(later.document)));
        }
    }
    for (a, b) in pairs {
        if project.related.of_one_story(a, b) {
            linked.graph.add_story(a, b);
        }
    }
}

fn add_document(linked: &mut Linked, number: u32, document: &Document, extraction: &Extraction) {
    let home = linked.graph.add_document(number);
    for entity in &extraction.mentions.names.entities {
        let Some(first) = entity.mentions.first().map(|m| &extraction.mentions.names.mentions[*m]) else { continue };
        add_entity(linked, number, entity, document.span(first.range));
    }
    let mut add = |id: SubjectId, label: &str, class: &str, span| {
        let subject = Subject { document: Some(number), id, label: label.to_string(), class: class.into(), span, reasons: Vec::new() };
        let node = linked.graph.add_subject(subject, Some(home));
        linked.nodes.insert((number, id), node);
    };
    for event in &extraction.claims.events {
        add(SubjectId::Event(event.id), &event.label, &event.class, document.span(event.trigger));
    }
    for expression in &extraction.claims.expressions {
        add(SubjectId::Expression(expression.id), &expression.label, expression.class, document.span(expression.range));
    }
    for event in &extraction.claims.events {
        for participant in &event.participants {
            relate(linked, number, SubjectId::Event(event.id), SubjectId::Entity(*participant), Edge::Argument);
        }
    }
    for offset in &extraction.claims.offsets {
        let edge = Edge::Offset { days: offset.days, words: offset.words };
        relate(linked, number, SubjectId::Event(offset.event), SubjectId::Event(offset.reference), edge);
    }
    for claim in &extraction.claims.claims {
        if let Some(subject) = linked.node(number, claim.subject) {
            let claim = of_project(linked, number, extraction, claim.clone());
            linked.graph.add_claim(subject, ClaimNode { claim, document: Some(number) }, &[]);
        }
    }
}

/// A claim whose value is a party of an event, with the key of the entity that it is in the project: "Norrland" is "Norrland Pumps".
fn of_project(linked: &Linked, number: u32, extraction: &Extraction, mut claim: Claim) -> Claim {
    let SubjectId::Event(event) = claim.subject else { return claim };
    let arguments = &extraction.claims.events[event.0 as usize].arguments;
    let party = match &claim.attribute {
        a if *a == Attribute::AGENT => arguments.agent,
        a if *a == Attribute::PATIENT => arguments.patient,
        _ => None,
    };
    if let (Some((entity, _)), Value::Name(name)) = (party, &mut claim.value) {
        name.key = fold(linked.entities.name(linked.entities.of(number, entity))).into();
    }
    claim
}

/// An entity has one node in the whole project: a name that is the same is evidence enough.
fn add_entity(linked: &mut Linked, document: u32, entity: &Entity, span: Span) {
    let id = SubjectId::Entity(entity.id);
    let global = linked.entities.of(document, entity.id);
    let name = linked.entities.name(global).to_string();
    let node = match linked.entity_nodes.get(&global) {
        Some(node) => *node,
        None => {
            let reasons = vec![format!("both are said of {name}")];
            let subject = Subject { document: Some(document), id, label: name, class: entity.kind.name().into(), span, reasons };
            let node = linked.graph.add_subject(subject, None);
            linked.entity_nodes.insert(global, node);
            node
        }
    };
    linked.nodes.insert((document, id), node);
}

fn relate(linked: &mut Linked, document: u32, from: SubjectId, to: SubjectId, edge: Edge) {
    if let (Some(from), Some(to)) = (linked.node(document, from), linked.node(document, to)) {
        linked.graph.relate(from, to, edge);
    }
}

/// Adds an edge between subjects of two documents.
fn relate_across(linked: &mut Linked, a: (u32, SubjectId), b: (u32, SubjectId), edge: Edge) {
    if let (Some(a), Some(b)) = (linked.node(a.0, a.1), linked.node(b.0, b.1)) {
        linked.graph.relate(a, b, edge);
    }
}

/// Adds the evidence that two subjects are one, where there is any.
fn same(linked: &mut Linked, a: (u32, SubjectId), b: (u32, SubjectId), mut identity: Identity) {
    identity.evidence.shrink_to_fit();
    if identity.evidence.is_empty() {
        return;
    }
    linked.graph.add_story(a.0, b.0);
    relate_across(linked, a, b, Edge::SameAs(identity));
}

/// An event's place in the project.
type EventKey = (u32, EventId);
