//! Which tolls are of one happening: those that two documents of one story lead with, on one day, and those that they look back on with the
//! same time and number.
//!
//! A toll rises from report to report, so only reports of one day are held against each other. Another day, another magnitude of the quake,
//! other people counted ("civilians", "soldiers") or two named sources keep two tolls apart, and so does copy that gives several tolls itself.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Linked, Project, same};
use crate::claim::{ExpressionId, Holder, SubjectId};
use crate::extract::Toll;
use crate::graph::{Evidence, Identity};
use crate::value::Quantity;

/// How many earlier tolls of a story one is held against.
const WINDOW: usize = 24;

/// A toll that is greater by no more than one in this many has grown from one report of a day to the next.
const GROWTH: Decimal = Decimal::TEN;

/// In how many documents a name may stand and still tell a happening.
const RARE: usize = 12;

type Found<'a> = (u32, ExpressionId, &'a Toll);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut tolls: Vec<Found> = Vec::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        tolls.extend(extraction.claims.expressions.iter().filter_map(|e| Some((document as u32, e.id, e.toll.as_deref()?))));
    }
    let divided = divided(&tolls);
    let mut buckets: BTreeMap<(&str, Shared), Vec<usize>> = BTreeMap::new();
    for (at, (document, _, toll)) in tolls.iter().enumerate() {
        let names = toll.names.iter().map(|name| Shared::Name(name));
        for shared in names.chain([Shared::Story(linked.stories[*document as usize])]) {
            buckets.entry((&toll.role, shared)).or_default().push(at);
        }
    }
    // A name that much of the copy has ("Damascus", for a desk that writes of Syria) tells no happening from another.
    let common: BTreeSet<&str> = documents_of(&tolls).into_iter().filter(|(_, d)| d.len() > RARE).map(|(name, _)| name).collect();
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for bucket in buckets.values() {
        for (at, later) in bucket.iter().enumerate() {
            pairs.extend(bucket[at.saturating_sub(WINDOW)..at].iter().map(|earlier| (*earlier, *later)));
        }
    }
    for (earlier, later) in pairs {
        let (a, b) = (&tolls[earlier], &tolls[later]);
        let own = [a, b].iter().any(|f| f.2.lead && divided.contains(&(f.0, &f.2.role)));
        if !own && a.0 != b.0 && differ(&a.2.quantity, &b.2.quantity) && !apart(linked, project, a, b) {
            let identity = identity(linked, project, &common, a, b);
            same(linked, (a.0, SubjectId::Expression(a.1)), (b.0, SubjectId::Expression(b.1)), identity);
        }
    }
}

/// Whether two tolls differ by more than a toll grows within the day.
fn differ(a: &Quantity, b: &Quantity) -> bool {
    let (less, more) = if a.high < b.low { (a.high, b.low) } else { (b.high, a.low) };
    // What lies so far apart that it cannot be counted differs.
    let grown = || more.checked_sub(less)?.checked_mul(GROWTH).map(|gap| gap <= less);
    a.disjoint(b) && !grown().unwrap_or(false)
}

/// The documents that have each name beside a toll.
fn documents_of<'a>(tolls: &[Found<'a>]) -> BTreeMap<&'a str, BTreeSet<u32>> {
    let mut documents: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (document, _, toll) in tolls {
        for name in &toll.names {
            documents.entry(name).or_default().insert(*document);
        }
    }
    documents
}

/// What two tolls share, beside what became of the people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared<'a> {
    Story(usize),
    Name(&'a str),
}

/// The documents that give several tolls where they tell what they are about: of several places, or of several sources.
fn divided<'a>(tolls: &[Found<'a>]) -> BTreeSet<(u32, &'a str)> {
    let mut leads: Vec<_> = tolls.iter().filter(|f| f.2.lead).collect();
    leads.sort_by_key(|f| (f.0, &f.2.role));
    let differ = |a: &Found, b: &Found| a.2.quantity.disjoint(&b.2.quantity) && (a.2.group == b.2.group || a.2.group.is_none());
    let pairs = leads.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].2.role == pair[1].2.role && differ(pair[0], pair[1]));
    pairs.map(|pair| (pair[0].0, &*pair[0].2.role)).collect()
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
    let places = !a.2.places.is_empty() && !b.2.places.is_empty() && !a.2.places.iter().any(|p| b.2.places.contains(p));
    numbers || times || sources || places || a.2.group != b.2.group || a.2.lead != b.2.lead || a.2.lead && published(a) != published(b)
}

fn identity(linked: &Linked, project: &Project, common: &BTreeSet<&str>, a: &Found, b: &Found) -> Identity {
    let mut evidence = Vec::new();
    let mut add = |weight: u8, reason: String| evidence.push(Evidence { weight, attribute: None, reason });
    let names: Vec<_> =
        a.2.names.iter().filter(|n| b.2.names.contains(n) && !common.contains(&***n)).map(|n| format!("“{n}”")).take(3).collect();
    if linked.share_story(a.0, b.0) {
        add(50, "both copies tell one story".to_string());
    } else if project.related.of_one_story(a.0, b.0) {
        add(35, "the copies have many words in common".to_string());
    } else {
        return Identity::default();
    }
    if !names.is_empty() {
        add(30 + 15 * (names.len() as u8 - 1), format!("both name {}", names.join(", ")));
    } else if a.2.lead {
        return Identity::default();
    }
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
    // Undated copy is of any day, and what copy looks back on is one happening of many, unless time and number say which.
    let dated = project.documents[a.0 as usize].published.is_some() || one_time || !numbers.is_empty();
    let told = if a.2.lead { dated } else { one_time && !numbers.is_empty() };
    if told { Identity { evidence } } else { Identity::default() }
}
