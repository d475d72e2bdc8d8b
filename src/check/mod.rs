//! The matching loop: every rule over every pair of claims about one subject.
//!
//! In goes the graph; out come findings. Values are compared by [`Value::disjoint`](crate::value::Value::disjoint) alone; what a rule
//! adds is which claims may stand against which. Pairs are only formed within a subject and along its `SameAs` edges.

mod message;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;

use crate::claim::{Attribute, Basis, Claim, Factuality, Origin, SubjectId};
use crate::finding::Finding;
use crate::graph::{ClaimGraph, ClaimNode, Subject};
use crate::lexicon::attributes::{Attributes, OverTime};
use crate::rule::{FactualityName, HolderScope, OriginName, Rule, RuleSet, Scope, Selector};
use crate::value::{TimeValue, Value};

/// The least confidence that two mentions are one, in percent, where a rule asks for none.
const DEFAULT_CONFIDENCE: u8 = 70;

/// Applies every rule; findings are sorted by place.
pub fn check(graph: &ClaimGraph, rules: &RuleSet, attributes: &Attributes) -> Vec<Finding> {
    let mut findings: Vec<Finding> = rules.rules.iter().flat_map(|rule| apply(graph, rule, attributes)).collect();
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings
}

/// Claims about one subject that say the same, in the same way, at places of one document: what holds for one of them holds for all, so
/// that a conflict that is repeated a thousand times is one.
#[derive(Clone, Debug)]
struct Alike<'g> {
    claim: &'g ClaimNode,
    /// In the order of the copy.
    nodes: Rc<Vec<NodeIndex>>,
}

/// Claims that cannot hold beside others, and why they are of one subject.
#[derive(Clone, Debug)]
struct Conflict<'g> {
    claim: Rc<Vec<NodeIndex>>,
    against: Rc<Vec<NodeIndex>>,
    reasons: Vec<&'g str>,
}

fn apply(graph: &ClaimGraph, rule: &Rule, attributes: &Attributes) -> Vec<Finding> {
    let groups = group(graph, conflicts(graph, rule, attributes));
    groups.iter().map(|group| message::finding(graph, rule, group)).collect()
}

fn conflicts<'g>(graph: &'g ClaimGraph, rule: &Rule, attributes: &Attributes) -> Vec<Conflict<'g>> {
    let mut conflicts = Vec::new();
    let least = rule.claim.confidence.or(rule.against.confidence).unwrap_or(DEFAULT_CONFIDENCE);
    for (node, subject) in graph.subjects() {
        if !rule.claim.class.admits(&subject.class) {
            continue;
        }
        let mine = alike(graph, node, rule, &rule.claim);
        if mine.is_empty() {
            continue;
        }
        let mut others = vec![(node, None)];
        others.extend(graph.same_as(node).into_iter().map(|(other, identity)| (other, Some(identity))));
        for (other, identity) in others {
            let theirs = alike(graph, other, rule, &rule.against);
            for c in &mine {
                if identity.is_some_and(|i| i.confidence_without(&c.claim.claim.attribute) < least) {
                    continue;
                }
                let testimony = || identity.into_iter().flat_map(|i| i.testifying(&c.claim.claim.attribute)).map(|e| e.reason.as_str());
                let conflicting = theirs.iter().filter(|a| c.nodes[0] != a.nodes[0] && conflict(graph, rule, attributes, c.claim, a.claim));
                let told = conflicting.filter(|a| match identity {
                    None => !speaks_of_two_things(subject, c.claim, a.claim),
                    Some(_) => !agree_elsewhere(&mine, &theirs, c.claim, a.claim),
                });
                let told = told.filter(|a| !told_alike(graph, c, a));
                conflicts.extend(told.filter(|a| !mirrored(rule, c.claim, a.claim)).map(|a| Conflict {
                    claim: c.nodes.clone(),
                    against: a.nodes.clone(),
                    reasons: testimony().collect(),
                }));
            }
        }
    }
    conflicts
}

/// The claims about a subject that a rule asks for, each with those that say the same.
fn alike<'g>(graph: &'g ClaimGraph, subject: NodeIndex, rule: &Rule, selector: &Selector) -> Vec<Alike<'g>> {
    let mut kinds: Vec<(&ClaimNode, Vec<NodeIndex>)> = Vec::new();
    let mut numbers: HashMap<_, usize> = HashMap::new();
    for (node, claim) in graph.claims_about(subject).filter(|(_, claim)| admits(selector, &claim.claim)) {
        let Claim { attribute, value, basis, origin, holder, polarity, factuality, as_of, .. } = &claim.claim;
        let sentence = scope(rule).filter(|scope| *scope == Scope::Sentence).map(|_| claim.claim.sentence);
        let key = (claim.document, sentence, attribute, value, basis, origin, holder, (polarity, factuality, as_of));
        match numbers.entry(key) {
            Entry::Occupied(number) => kinds[*number.get()].1.push(node),
            Entry::Vacant(number) => {
                number.insert(kinds.len());
                kinds.push((claim, vec![node]));
            }
        }
    }
    kinds.into_iter().map(|(claim, nodes)| Alike { claim, nodes: Rc::new(nodes) }).collect()
}

/// Whether the pair will be met the other way round as well, and this is the way that is not reported: the later passage is held
/// against the earlier.
fn mirrored(rule: &Rule, claim: &ClaimNode, against: &ClaimNode) -> bool {
    admits(&rule.claim, &against.claim) && admits(&rule.against, &claim.claim) && claim.claim.spans[0] < against.claim.spans[0]
}

/// A single mention of an event that gives it two dates, places or outcomes speaks of a span, or of two things; the copy gainsays itself
/// only where it speaks of the event twice.
fn speaks_of_two_things(subject: &Subject, c: &ClaimNode, a: &ClaimNode) -> bool {
    matches!(subject.id, SubjectId::Event(_)) && c.claim.basis == Basis::Stated && a.claim.basis == Basis::Stated
}

/// Whether the two mentions of a pair of stated claims agree in another claim of the attribute: "between 2016 and 2022" here and there is one
/// span, told twice, and not a beginning held against an end.
fn agree_elsewhere(mine: &[Alike], theirs: &[Alike], c: &ClaimNode, a: &ClaimNode) -> bool {
    let of = |alike: &&Alike, like: &ClaimNode| {
        let claim = &alike.claim.claim;
        claim.attribute == like.claim.attribute && claim.basis == Basis::Stated
    };
    let (mine, theirs) = (mine.iter().filter(|m| of(m, c)), theirs.iter().filter(|t| of(t, a)));
    let told: usize = mine.clone().chain(theirs.clone()).map(|alike| alike.nodes.len()).sum();
    told > 2 && mine.into_iter().any(|m| theirs.clone().any(|t| !m.claim.claim.value.disjoint(&t.claim.claim.value)))
}

/// Whether two documents say the same, from which something else was concluded for each by its day: "Ada Holm, 34," in a report of a crash and in
/// that of the inquest gives her age at the one day or at the other.
fn told_alike(graph: &ClaimGraph, c: &Alike, a: &Alike) -> bool {
    let sources = |of: &Alike| graph.derived_from(of.nodes[0]).into_iter().map(|(_, source)| &source.claim.value).collect::<Vec<_>>();
    c.claim.document != a.claim.document && c.claim.claim.basis != Basis::Stated && sources(c) == sources(a)
}

fn admits(selector: &Selector, claim: &Claim) -> bool {
    let derived = match (&selector.derived, &claim.basis) {
        (None, Basis::Stated) => true,
        (None, Basis::Derived(_)) => false,
        (Some(any), _) if any == "any" => true,
        (Some(name), Basis::Derived(by)) => name == by,
        (Some(_), Basis::Stated) => false,
    };
    let origin = match selector.origin {
        None => true,
        Some(OriginName::Article) => claim.origin == Origin::Article,
        Some(OriginName::FactSheet) => claim.origin == Origin::FactSheet,
    };
    let factuality = match selector.factuality {
        None => true,
        Some(FactualityName::Asserted) => claim.factuality == Factuality::Asserted,
        Some(FactualityName::Hedged) => claim.factuality == Factuality::Hedged,
        Some(FactualityName::Planned) => claim.factuality == Factuality::Planned,
        Some(FactualityName::Hypothetical) => claim.factuality == Factuality::Hypothetical,
    };
    let holder = selector.holder != Some(HolderScope::Copy) || claim.holder.is_none();
    selector.attribute.admits(&claim.attribute.0) && derived && origin && factuality && holder
}

/// Whether two claims about one subject cannot both hold: values without a possibility in common, said by one voice, as firmly, for one time.
fn conflict(graph: &ClaimGraph, rule: &Rule, attributes: &Attributes, c: &ClaimNode, a: &ClaimNode) -> bool {
    let (claim, against) = (&c.claim, &a.claim);
    claim.attribute == against.attribute
        && contradicts(claim, against)
        && in_scope(graph, rule, c, a)
        && one_voice(rule, c, a)
        && as_firm(c, a)
        && at_one_time(attributes, c, a)
}

fn contradicts(claim: &Claim, against: &Claim) -> bool {
    match (claim.polarity, against.polarity) {
        (true, true) => claim.value.disjoint(&against.value),
        (true, false) | (false, true) => claim.value == against.value,
        (false, false) => false,
    }
}

fn in_scope(graph: &ClaimGraph, rule: &Rule, c: &ClaimNode, a: &ClaimNode) -> bool {
    match scope(rule) {
        None | Some(Scope::Project) => true,
        Some(Scope::Document) => c.document == a.document,
        Some(Scope::Story) => c.document == a.document || one_story(graph, c, a),
        Some(Scope::Sentence) => c.document == a.document && c.claim.sentence == a.claim.sentence,
    }
}

/// Whether two claims stand in documents that tell one story; a fact sheet is of every story.
fn one_story(graph: &ClaimGraph, c: &ClaimNode, a: &ClaimNode) -> bool {
    c.document.zip(a.document).is_none_or(|(x, y)| graph.tell_one_story(x, y))
}

/// How near the two claims of a rule must stand.
fn scope(rule: &Rule) -> Option<Scope> {
    rule.claim.scope.into_iter().chain(rule.against.scope).min()
}

/// Two camps may disagree in quotes; the copy's own voice, or one holder within a document, may not.
fn one_voice(rule: &Rule, c: &ClaimNode, a: &ClaimNode) -> bool {
    let any = rule.claim.holder == Some(HolderScope::Any) || rule.against.holder == Some(HolderScope::Any);
    any || match (&c.claim.holder, &a.claim.holder) {
        (None, None) => true,
        (Some(x), Some(y)) => c.document == a.document && x == y,
        _ => false,
    }
}

/// A plan does not contradict what happened, nor a plan reported elsewhere; what the copy hedges or supposes contradicts nothing.
fn as_firm(c: &ClaimNode, a: &ClaimNode) -> bool {
    match (c.claim.factuality, a.claim.factuality) {
        (Factuality::Asserted, Factuality::Asserted) => true,
        (Factuality::Planned, Factuality::Planned) => c.document == a.document || c.document.is_none() || a.document.is_none(),
        _ => false,
    }
}

fn at_one_time(attributes: &Attributes, c: &ClaimNode, a: &ClaimNode) -> bool {
    match attributes.get(&c.claim.attribute.0).map_or(OverTime::Fixed, |d| d.over_time) {
        OverTime::Fixed => true,
        OverTime::Once => !c.claim.as_of.disjoint(&a.claim.as_of),
        OverTime::State | OverTime::Free => {
            // Of a told time and of an untold one may both be true, whichever copy says so.
            let known = dated(c) == dated(a) && (c.document == a.document || dated(c));
            known && !c.claim.as_of.disjoint(&a.claim.as_of)
        }
        OverTime::Rising => !c.claim.as_of.disjoint(&a.claim.as_of) || falls(&c.claim, &a.claim),
    }
}

/// Whether it is known when a claim holds: what two documents say of an office at unknown times may both be true.
fn dated(c: &ClaimNode) -> bool {
    c.claim.as_of != TimeValue::any()
}

/// Whether a value that can only grow is smaller in the later report.
fn falls(c: &Claim, a: &Claim) -> bool {
    let (earlier, later) = if c.as_of.latest < a.as_of.earliest { (c, a) } else { (a, c) };
    earlier.value > later.value
}

/// What makes two groups of conflicts one fact: the name and class of the subject, the attribute, the values.
type Fact<'g> = (&'g str, &'g str, &'g Attribute, BTreeSet<&'g Value>);

/// One group for each fact: for each set of claims that conflicts tie together, and all sets about one subject, one attribute and the same
/// values. What a passage says of itself (a sum, a date with its weekday) is a fact of its own each time.
fn group<'g>(graph: &'g ClaimGraph, conflicts: Vec<Conflict<'g>>) -> Vec<Vec<Conflict<'g>>> {
    let mut facts: BTreeMap<Fact, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Conflict>> = Vec::new();
    for tied in tied(conflicts) {
        let next = groups.len();
        match fact(graph, &tied).map(|fact| *facts.entry(fact).or_insert(next)) {
            Some(known) if known < next => groups[known].extend(tied),
            _ => groups.push(tied),
        }
    }
    groups
}

/// The fact that a group of conflicts, which is never empty, is about; `None` where it is about one passage.
fn fact<'g>(graph: &'g ClaimGraph, conflicts: &[Conflict]) -> Option<Fact<'g>> {
    let subject = |node: NodeIndex| message::subject_of(graph, node);
    let first = subject(conflicts[0].claim[0])?;
    let nodes = || conflicts.iter().flat_map(|conflict| [conflict.claim[0], conflict.against[0]]);
    let place = |node: NodeIndex| Some((subject(node)?.span, graph.claim(node)?.document));
    let passages: BTreeSet<_> = nodes().filter_map(place).collect();
    let of_itself = matches!(first.id, SubjectId::Expression(_)) && passages.len() < 2;
    let values = nodes().filter_map(|node| Some(&graph.claim(node)?.claim.value)).collect();
    let attribute = &graph.claim(conflicts[0].claim[0])?.claim.attribute;
    (!of_itself).then_some((first.label.as_str(), &*first.class, attribute, values))
}

/// One group for each set of claims that conflicts tie together.
fn tied(conflicts: Vec<Conflict>) -> Vec<Vec<Conflict>> {
    let mut numbers = HashMap::new();
    for node in conflicts.iter().flat_map(|c| c.claim.iter().chain(c.against.iter())) {
        let next = numbers.len();
        numbers.entry(*node).or_insert(next);
    }
    let mut sets = UnionFind::new(numbers.len());
    for conflict in &conflicts {
        for node in conflict.claim.iter().chain(conflict.against.iter()) {
            sets.union(numbers[&conflict.claim[0]], numbers[node]);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Conflict>> = BTreeMap::new();
    for conflict in conflicts {
        groups.entry(sets.find(numbers[&conflict.claim[0]])).or_default().push(conflict);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::EntityId;
    use crate::lexicon::Lexicon;
    use crate::source::{SourceId, Span};

    #[test]
    fn a_conflict_that_is_told_a_thousand_times_is_compared_once() {
        let mut graph = ClaimGraph::default();
        let id = SubjectId::Entity(EntityId(0));
        let span = |at: u32| Span { source: SourceId(0), start: at, end: at + 1 };
        let subject = Subject { document: Some(0), id, label: "Anna".into(), class: "person".into(), span: span(0), reasons: Vec::new() };
        let subject = graph.add_subject(subject, None);
        for number in 0..2_000 {
            let day = chrono::NaiveDate::from_ymd_opt(1980 + number as i32 % 2, 3, 4).unwrap();
            let mut claim = Claim::stated(id, Attribute::BIRTH, Value::Time(TimeValue::day(day)), span(number));
            claim.basis = Basis::Derived("age");
            graph.add_claim(subject, ClaimNode { claim, document: Some(0) }, &[]);
        }
        let (rules, attributes) = (RuleSet::builtin().unwrap(), Lexicon::builtin().attributes);
        let rule = rules.get("age-conflict").unwrap();
        assert_eq!(conflicts(&graph, rule, &attributes).len(), 1);
        let [finding] = &apply(&graph, rule, &attributes)[..] else { panic!("one fact is one finding") };
        assert_eq!((finding.labels.len(), finding.shown().len(), finding.more()), (2_000, 8, 1_992));
        assert_eq!([finding.labels[0].span, finding.labels[1].span], [span(1), span(0)]);
    }
}
