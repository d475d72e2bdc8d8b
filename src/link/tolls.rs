//! Which tolls are of one happening: those that two documents of one story lead with, on one day, and those that they look back on with the
//! same time and number.
//!
//! A toll rises from report to report, so only reports of one day are held against each other. Another day, another magnitude of the quake,
//! other people counted ("civilians", "soldiers") or two named sources keep two tolls apart, and so does copy that gives several tolls itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{Linked, Project, same};
use crate::claim::{ExpressionId, Holder, SubjectId};
use crate::extract::{EntityKind, Toll};
use crate::graph::{Evidence, Identity};
use crate::value::place::PlaceKind;

/// How many earlier tolls of a story one is held against.
const WINDOW: usize = 24;

type Found<'a> = (u32, ExpressionId, &'a Toll);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut buckets: BTreeMap<(usize, &str), Vec<Found>> = BTreeMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for expression in &extraction.claims.expressions {
            if let Some(toll) = &expression.toll {
                buckets.entry((linked.stories[document], &toll.role)).or_default().push((document as u32, expression.id, toll));
            }
        }
    }
    for bucket in buckets.into_values() {
        let divided = divided(&bucket);
        for (at, later) in bucket.iter().enumerate() {
            for earlier in &bucket[at.saturating_sub(WINDOW)..at] {
                let own = [earlier, later].iter().any(|f| f.2.lead && divided.contains(&f.0));
                if own || earlier.0 == later.0 || !earlier.2.quantity.disjoint(&later.2.quantity) || apart(linked, project, earlier, later) {
                    continue;
                }
                let identity = identity(linked, project, earlier, later);
                same(linked, (earlier.0, SubjectId::Expression(earlier.1)), (later.0, SubjectId::Expression(later.1)), identity);
            }
        }
    }
}

/// The documents that give several tolls where they tell what they are about: of several places, or of several sources.
fn divided(bucket: &[Found]) -> BTreeSet<u32> {
    let leads: Vec<_> = bucket.iter().filter(|f| f.2.lead).collect();
    let differ = |a: &Found, b: &Found| a.2.quantity.disjoint(&b.2.quantity) && (a.2.group == b.2.group || a.2.group.is_none());
    let pairs = leads.windows(2).filter(|pair| pair[0].0 == pair[1].0 && differ(pair[0], pair[1]));
    pairs.map(|pair| pair[0].0).collect()
}

/// Marks that keep two tolls apart.
fn apart(linked: &Linked, project: &Project, a: &Found, b: &Found) -> bool {
    let numbers = !a.2.numbers.is_empty() && !b.2.numbers.is_empty() && !a.2.numbers.iter().any(|n| b.2.numbers.contains(n));
    let times = match (&a.2.when, &b.2.when) {
        (Some((Some(x), _)), Some((Some(y), _))) => x.disjoint(y),
        (Some((_, x)), Some((_, y))) => x != y,
        _ => false,
    };
    let named = |f: &Found| match &f.2.holder {
        Some(Holder::Entity(id)) => Some(linked.entities.of(f.0, *id)),
        _ => None,
    };
    let sources = matches!((named(a), named(b)), (Some(x), Some(y)) if x != y);
    let published = |f: &Found| project.documents[f.0 as usize].published.as_ref().map(|p| p.date);
    numbers || times || sources || a.2.group != b.2.group || a.2.lead != b.2.lead || a.2.lead && published(a) != published(b)
}

fn identity(linked: &Linked, project: &Project, a: &Found, b: &Found) -> Identity {
    let mut evidence = Vec::new();
    let mut add = |weight: u8, reason: String| evidence.push(Evidence { weight, attribute: None, reason });
    add(50, "both copies tell one story".to_string());
    let names = shared_names(linked, project, a, b);
    if names.is_empty() {
        return Identity::default();
    }
    add(30 + 15 * (names.len() as u8 - 1).min(2), format!("both name {}", names.join(" and ")));
    let numbers: Vec<_> = a.2.numbers.iter().filter(|n| b.2.numbers.contains(n)).collect();
    if let Some(number) = numbers.first() {
        add(45, format!("both give the number {number}"));
    }
    let one_time = a.2.when.is_some() && b.2.when.is_some();
    if let Some(published) = project.documents[a.0 as usize].published.as_ref().filter(|_| a.2.lead) {
        add(40, format!("both are of {}", published.date.format("%-d %B %Y")));
    } else if one_time {
        add(40, "both tell of one time".to_string());
    }
    // What copy looks back on is one happening of many, unless time and number say which.
    if !a.2.lead && (numbers.is_empty() || !one_time) { Identity::default() } else { Identity { evidence } }
}

/// The names beside both tolls; countries, which all copy of a region names, count for nothing.
fn shared_names(linked: &Linked, project: &Project, a: &Found, b: &Found) -> Vec<String> {
    let entity = |id: &crate::claim::EntityId| project.extractions[a.0 as usize].mentions.names.entity(*id);
    let near = |id: &crate::claim::EntityId| {
        let e = entity(id);
        e.kind != EntityKind::Organization && e.place.as_ref().is_none_or(|p| !matches!(p.kind, PlaceKind::Country | PlaceKind::Region))
    };
    let own: Vec<_> = a.2.names.iter().copied().filter(|id| near(id)).collect();
    linked.entities.shared((a.0, &own), (b.0, &b.2.names))
}
