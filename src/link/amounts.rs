//! Amounts that are one but for their magnitude: "312 million crowns" and "312 billion crowns" for one profit.
//!
//! The same digits in the same unit, a factor of a thousand or more apart, in one story: two unrelated amounts seldom share three digits; two digits
//! ask for a shared word or name beside them.

use std::collections::BTreeMap;

use super::{Linked, Project, same};
use crate::claim::{ExpressionId, SubjectId};
use crate::extract::claims::Amount;
use crate::graph::{Evidence, Identity};

const WINDOW: usize = 8;

/// Document, expression and amount.
type Found<'a> = (u32, ExpressionId, &'a Amount);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut buckets: BTreeMap<(&str, &str), Vec<Found>> = BTreeMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for expression in &extraction.claims.expressions {
            if let Some(amount) = &expression.amount {
                buckets.entry((&amount.digits, &amount.unit)).or_default().push((document as u32, expression.id, amount));
            }
        }
    }
    for bucket in buckets.into_values() {
        for (at, later) in bucket.iter().enumerate() {
            for earlier in &bucket[at.saturating_sub(WINDOW)..at] {
                if project.related.of_one_story(earlier.0, later.0) {
                    let identity = identity(linked, (earlier.0, earlier.2), (later.0, later.2));
                    same(linked, (earlier.0, SubjectId::Expression(earlier.1)), (later.0, SubjectId::Expression(later.1)), identity);
                }
            }
        }
    }
}

fn identity(linked: &Linked, (first, a): (u32, &Amount), (second, b): (u32, &Amount)) -> Identity {
    let mut evidence = Vec::new();
    let weight = match a.digits.len() {
        0 | 1 => 20,
        2 => 50,
        _ => 75,
    };
    evidence.push(Evidence { weight, attribute: None, reason: format!("the digits {} and the unit are the same", a.digits) });
    let words: Vec<_> = a.theme.iter().filter(|w| b.theme.contains(w)).map(|w| format!("“{w}”")).take(3).collect();
    if !words.is_empty() {
        evidence.push(Evidence { weight: 45, attribute: None, reason: format!("both speak of {}", words.join(", ")) });
    }
    let names = linked.entities.shared((first, &a.names), (second, &b.names));
    if !names.is_empty() {
        evidence.push(Evidence { weight: 30, attribute: None, reason: format!("both name {}", names.join(" and ")) });
    }
    Identity { evidence }
}
