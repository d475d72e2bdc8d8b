//! Amounts that are one but for their magnitude, unit or currency: "312 million crowns" and "312 billion crowns" for one profit, "10 kilometres"
//! and "10 miles" for one depth, "640 million francs" and "640 million euros" for one plant.
//!
//! That the digits are the same tells what became of an amount, not that it is one: this takes words and names beside both.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use super::{Linked, Project, same};
use crate::claim::{ExpressionId, SubjectId};
use crate::extract::claims::Amount;
use crate::graph::{Evidence, Identity};

const WINDOW: usize = 8;
/// How many pairs of the amounts of two documents there may be where a word is enough: among more, two have the same digits by chance.
const FEW: usize = 30;

/// Document, expression and amount.
type Found<'a> = (u32, ExpressionId, &'a Amount);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut buckets: BTreeMap<&str, Vec<Found>> = BTreeMap::new();
    let mut told: HashMap<u32, HashSet<Decimal>> = HashMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for expression in &extraction.claims.expressions {
            if let Some(amount) = &expression.amount {
                told.entry(document as u32).or_default().insert(amount.value);
                buckets.entry(&amount.digits).or_default().push((document as u32, expression.id, amount));
            }
        }
    }
    for bucket in buckets.into_values() {
        for (at, later) in bucket.iter().enumerate() {
            for earlier in &bucket[at.saturating_sub(WINDOW)..at] {
                if !misprinted(earlier, later) || !project.related.of_one_story(earlier.0, later.0) {
                    continue;
                }
                let few = told[&earlier.0].len() * told[&later.0].len() <= FEW;
                let identity = identity(linked, (earlier.0, earlier.2), (later.0, later.2), few);
                same(linked, (earlier.0, SubjectId::Expression(earlier.1)), (later.0, SubjectId::Expression(later.1)), identity);
            }
        }
    }
}

/// Whether two amounts of the same digits may be one that was misprinted: a power of a thousand apart, in two units of
/// one dimension, or in two currencies.
fn misprinted((_, _, a): &Found, (_, _, b): &Found) -> bool {
    if let (Some((base, x)), Some((other, y))) = (&a.factor, &b.factor) {
        // Units that differ little, as yards and metres or tons and tonnes, are taken for each other knowingly.
        let ratio = x.checked_div(*y).unwrap_or_default();
        let far = ratio > Decimal::new(125, 2) || ratio < Decimal::new(8, 1);
        return base == other && a.value == b.value && far;
    }
    if a.factor.is_some() || b.factor.is_some() {
        return false;
    }
    if a.unit == b.unit {
        return a.value == b.value
            || [a.value.checked_div(b.value), b.value.checked_div(a.value)].into_iter().flatten().any(is_power_of_thousand);
    }
    let currencies = a.currency.is_some() && b.currency.is_some() && a.currency != b.currency;
    // "150 million", "25 million": round numbers are met again by chance.
    let round = a.digits.len() < 2 || a.digits.len() == 2 && a.digits.ends_with('5');
    currencies && a.value == b.value && !round
}

/// Whether a factor is a thousand, a million and so on.
fn is_power_of_thousand(factor: Decimal) -> bool {
    (1..=4).any(|power| Decimal::from(1000_i64.pow(power)) == factor)
}

fn identity(linked: &Linked, (first, a): (u32, &Amount), (second, b): (u32, &Amount), few: bool) -> Identity {
    let mut evidence = Vec::new();
    let mut add = |weight: u8, reason: String| evidence.push(Evidence { weight, attribute: None, reason });
    let shared = |x: &[Box<str>], y: &[Box<str>]| x.iter().filter(|w| y.contains(w)).map(|w| format!("“{w}”")).take(3).collect::<Vec<_>>();
    let (measured, nouns) = (shared(&a.measured, &b.measured), shared(&a.nouns, &b.nouns));
    if !measured.is_empty() {
        add(55, format!("both are of {}", measured.join(", ")));
        let others: Vec<_> = nouns.iter().filter(|noun| !measured.contains(noun)).cloned().collect();
        if !others.is_empty() {
            add(35, format!("both speak of {}", others.join(", ")));
        }
    } else if !nouns.is_empty() {
        let one = if few { 55 } else { 30 };
        add([one, 60, 70][nouns.len() - 1], format!("both speak of {}", nouns.join(", ")));
    }
    let names = linked.entities.shared((first, &a.names), (second, &b.names));
    if !names.is_empty() {
        add(35, format!("both name {}", names.join(" and ")));
    }
    if first != second && linked.share_story(first, second) {
        add(35, "both copies tell one story".to_string());
    }
    Identity { evidence }
}
