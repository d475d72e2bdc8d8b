//! The matching loop: every rule over every pair of claims about one subject.
//!
//! In goes the graph; out come findings. Values are compared by [`Value::disjoint`](crate::value::Value::disjoint) alone; what a rule
//! adds is which claims may stand against which. Pairs are only formed within a subject and along its `SameAs` edges.

mod message;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;

use crate::claim::{Basis, Claim, Factuality, Origin, SubjectId};
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

/// Two claims that cannot both hold, and why they are of one subject.
#[derive(Clone, Debug)]
struct Conflict {
    claim: NodeIndex,
    against: NodeIndex,
    reasons: BTreeSet<String>,
}

fn apply(graph: &ClaimGraph, rule: &Rule, attributes: &Attributes) -> Vec<Finding> {
    let mut conflicts = Vec::new();
    for (node, subject) in graph.subjects() {
        if !rule.claim.class.admits(&subject.class) {
            continue;
        }
        let mine: Vec<_> = graph.claims_about(node).filter(|(_, c)| admits(&rule.claim, &c.claim)).collect();
        if mine.is_empty() {
            continue;
        }
        let mut others = vec![(node, None)];
        others.extend(graph.same_as(node).into_iter().map(|(other, identity)| (other, Some(identity))));
        for (other, identity) in others {
            let theirs: Vec<_> = graph.claims_about(other).filter(|(_, a)| admits(&rule.against, &a.claim)).collect();
            for (claim, c) in &mine {
                let least = rule.claim.confidence.or(rule.against.confidence).unwrap_or(DEFAULT_CONFIDENCE);
                if identity.is_some_and(|i| i.confidence_without(&c.claim.attribute) < least) {
                    continue;
                }
                for (against, a) in &theirs {
                    if identity.is_none() && speaks_of_two_things(subject, c, a)
                        || identity.is_some() && agree_elsewhere(&mine, &theirs, c, a)
                    {
                        continue;
                    }
                    if claim != against && conflict(rule, attributes, c, a) && !mirrored(rule, c, a) {
                        let reasons =
                            identity.map(|i| i.testifying(&c.claim.attribute).map(|e| e.reason.clone()).collect()).unwrap_or_default();
                        conflicts.push(Conflict { claim: *claim, against: *against, reasons });
                    }
                }
            }
        }
    }
    group(conflicts).into_iter().map(|group| message::finding(graph, rule, &group)).collect()
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
fn agree_elsewhere(mine: &[(NodeIndex, &ClaimNode)], theirs: &[(NodeIndex, &ClaimNode)], c: &ClaimNode, a: &ClaimNode) -> bool {
    let of = |claims: &[(NodeIndex, &ClaimNode)], like: &ClaimNode| -> Vec<Value> {
        let stated = claims.iter().filter(|(_, n)| n.claim.attribute == like.claim.attribute && n.claim.basis == Basis::Stated);
        stated.map(|(_, n)| n.claim.value.clone()).collect()
    };
    let (x, y) = (of(mine, c), of(theirs, a));
    x.len() + y.len() > 2 && x.iter().any(|v| y.iter().any(|w| !v.disjoint(w)))
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
fn conflict(rule: &Rule, attributes: &Attributes, c: &ClaimNode, a: &ClaimNode) -> bool {
    let (claim, against) = (&c.claim, &a.claim);
    claim.attribute == against.attribute
        && contradicts(claim, against)
        && in_scope(rule, c, a)
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

fn in_scope(rule: &Rule, c: &ClaimNode, a: &ClaimNode) -> bool {
    match rule.claim.scope.into_iter().chain(rule.against.scope).min() {
        None | Some(Scope::Project) => true,
        Some(Scope::Document) => c.document == a.document,
        Some(Scope::Sentence) => c.document == a.document && c.claim.sentence == a.claim.sentence,
    }
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
        OverTime::State | OverTime::Free => !c.claim.as_of.disjoint(&a.claim.as_of) && (c.document == a.document || dated(c) && dated(a)),
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

/// One group for each set of claims that conflicts tie together: one subject, one attribute, one set of values.
fn group(conflicts: Vec<Conflict>) -> Vec<Vec<Conflict>> {
    let mut numbers = BTreeMap::new();
    for node in conflicts.iter().flat_map(|c| [c.claim, c.against]) {
        let next = numbers.len();
        numbers.entry(node).or_insert(next);
    }
    let mut sets = UnionFind::new(numbers.len());
    for conflict in &conflicts {
        sets.union(numbers[&conflict.claim], numbers[&conflict.against]);
    }
    let mut groups: BTreeMap<usize, Vec<Conflict>> = BTreeMap::new();
    for conflict in conflicts {
        groups.entry(sets.find(numbers[&conflict.claim])).or_default().push(conflict);
    }
    groups.into_values().collect()
}
