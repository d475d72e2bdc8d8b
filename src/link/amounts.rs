//! Amounts that are one but for their magnitude or currency: "312 million crowns" and "312 billion crowns" for one profit, "640 million francs"
//! and "640 million euros" for one plant.
//!
//! The same digits in the same unit, a power of a thousand apart, in one story: two unrelated amounts seldom share three digits; two digits ask for
//! a shared word or name beside them. The same number in two currencies asks for more, and is looked for between documents only.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Linked, Project, same};
use crate::claim::{ExpressionId, SubjectId};
use crate::extract::claims::Amount;
use crate::graph::{Evidence, Identity};

const WINDOW: usize = 8;

/// Document, expression and amount.
type Found<'a> = (u32, ExpressionId, &'a Amount);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut buckets: BTreeMap<&str, Vec<Found>> = BTreeMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for expression in &extraction.claims.expressions {
            if let Some(amount) = &expression.amount {
                buckets.entry(&amount.digits).or_default().push((document as u32, expression.id, amount));
            }
        }
    }
    for bucket in buckets.into_values() {
        for (at, later) in bucket.iter().enumerate() {
            for earlier in &bucket[at.saturating_sub(WINDOW)..at] {
                let Some(weight) = slip(earlier, later).filter(|_| project.related.of_one_story(earlier.0, later.0)) else { continue };
                let identity = identity(linked, weight, (earlier.0, earlier.2), (later.0, later.2));
                same(linked, (earlier.0, SubjectId::Expression(earlier.1)), (later.0, SubjectId::Expression(later.1)), identity);
            }
        }
    }
}

/// What the digits of two amounts are worth as evidence that they are one, misprinted; `None` where they differ in another way.
fn slip((first, _, a): &(u32, ExpressionId, &Amount), (second, _, b): &(u32, ExpressionId, &Amount)) -> Option<u8> {
    if a.unit == b.unit {
        let magnitude = [a.value.checked_div(b.value), b.value.checked_div(a.value)].into_iter().flatten().any(is_power_of_thousand);
        return (a.value == b.value || magnitude).then_some(match a.digits.len() {
            0 | 1 => 20,
            2 => 50,
            _ => 75,
        });
    }
    let currencies = a.currency.is_some() && b.currency.is_some() && a.currency != b.currency;
    // "150 million", "25 million": round numbers are met again by chance.
    let round = a.digits.len() < 2 || a.digits.len() == 2 && a.digits.ends_with('5');
    (currencies && a.value == b.value && !round && first != second).then_some(40)
}

/// Whether a factor is a thousand, a million and so on.
fn is_power_of_thousand(factor: Decimal) -> bool {
    (1..=4).any(|power| Decimal::from(1000_i64.pow(power)) == factor)
}

fn identity(linked: &Linked, weight: u8, (first, a): (u32, &Amount), (second, b): (u32, &Amount)) -> Identity {
    let mut evidence = Vec::new();
    let what = if a.unit == b.unit { "the unit" } else { "the magnitude" };
    evidence.push(Evidence { weight, attribute: None, reason: format!("the digits {} and {what} are the same", a.digits) });
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
