//! Which counts are of one thing: the same noun, exact numbers, and evidence that it is the same set that is counted.
//!
//! Two counts of one noun are mostly two sets. Inside one document they are one where the copy counts the noun in its lead and nowhere else but
//! once more, or takes the second number as known ("the 320 jobs"), and the numbers look like one that was mistyped. Between documents of one
//! story they are one where each counts the noun once, in clauses that share names and words.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Linked, Project, same};
use crate::claim::{ExpressionId, SubjectId};
use crate::document::TextRange;
use crate::extract::{Expression, Figure};
use crate::graph::{Evidence, Identity};

const WINDOW: usize = 8;

type Key = (u32, ExpressionId);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut by_noun: BTreeMap<&str, Vec<(Key, &Expression, &Figure)>> = BTreeMap::new();
    // Tolls of two documents are held against each other elsewhere, with the marks of a happening.
    let mut tolls: BTreeSet<(u32, TextRange)> = BTreeSet::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        let of_people = extraction.claims.expressions.iter().filter(|e| e.toll.is_some());
        tolls.extend(of_people.map(|e| (document as u32, e.range)));
        for expression in &extraction.claims.expressions {
            if let Some(figure) = &expression.figure {
                by_noun.entry(&figure.noun).or_default().push(((document as u32, expression.id), expression, figure));
            }
        }
    }
    for figures in by_noun.into_values() {
        for (at, later) in figures.iter().enumerate() {
            for earlier in &figures[at.saturating_sub(WINDOW)..at] {
                let (a, b) = (earlier.0, later.0);
                let toll = a.0 != b.0 && [earlier, later].iter().any(|f| tolls.contains(&(f.0.0, f.1.range)));
                if toll
                    || earlier.2.number == later.2.number
                    || !project.related.of_one_story(a.0, b.0)
                    || vetoed(project, earlier, later, small(linked, earlier, later))
                    || grows(project, earlier, later)
                {
                    continue;
                }
                // "three undersea cables" is one set beside "one cable".
                let described = !earlier.2.modifiers.is_empty() && earlier.2.modifiers == later.2.modifiers;
                let alike = |f: &Figure| !described || f.modifiers == later.2.modifiers;
                let of_document = |document: u32| {
                    // They stand in the order of their documents.
                    let first = figures.partition_point(|(key, _, _)| key.0 < document);
                    &figures[first..first + figures[first..].partition_point(|(key, _, _)| key.0 == document)]
                };
                let unique = |document: u32| {
                    let mut numbers = of_document(document).iter().filter(|(_, _, f)| alike(f)).map(|(_, _, f)| f.number);
                    numbers.next().is_some_and(|first| numbers.all(|number| number == first))
                };
                let alone = a.0 != b.0 && unique(a.0) && unique(b.0) || a.0 == b.0 && of_document(a.0).len() == 2;
                let identity = identity(linked, (a.0, b.0), (earlier.2, later.2), alone);
                same(linked, (a.0, SubjectId::Expression(a.1)), (b.0, SubjectId::Expression(b.1)), identity);
            }
        }
    }
}

/// Two counts in one sentence are of two sets, and so are counts with other modifiers or of other days.
fn vetoed(project: &Project, a: &(Key, &Expression, &Figure), b: &(Key, &Expression, &Figure), small: bool) -> bool {
    let one_block = a.0.0 == b.0.0 && a.1.range.block == b.1.range.block && b.1.range.start.saturating_sub(a.1.range.end) < 120;
    let modifiers = !a.2.modifiers.is_empty() && !b.2.modifiers.is_empty() && a.2.modifiers != b.2.modifiers;
    let more = [a, b].iter().any(|f| f.2.apart || f.2.modifiers.iter().any(|m| project.lexicon.figures.setting_apart.contains(&**m)));
    // "18 in November" and "15 on 22 February" are two sets.
    let days = a.2.when.zip(b.2.when).is_some_and(|(x, y)| x.disjoint(&y));
    // "one of the few countries" counts a part; "two men", "three days" are too common to be one set.
    let generic = project.lexicon.figures.generic_nouns.contains(&*a.2.noun);
    let part = [a, b].iter().any(|f| f.2.modifiers.iter().any(|m| &**m == "of") || f.2.number < Decimal::from(4) && !small);
    one_block || modifiers || more || days || part || generic
}

/// Whether small numbers may be of one set: copy of one story counts what has one description ("three tidal gates"), or names somebody
/// beside it.
fn small(linked: &Linked, a: &(Key, &Expression, &Figure), b: &(Key, &Expression, &Figure)) -> bool {
    let ((first, _), (second, _)) = (a.0, b.0);
    let described = !a.2.modifiers.is_empty() && a.2.modifiers == b.2.modifiers;
    let named = !linked.entities.shared((first, &a.2.names), (second, &b.2.names)).is_empty();
    let themed = a.2.theme.iter().any(|word| b.2.theme.contains(word));
    let both_large_enough = [a, b].iter().all(|f| f.2.number >= Decimal::TWO);
    first != second && linked.share_story(first, second) && (described || named || themed) && both_large_enough
}

/// A count that grows from report to report may differ between documents of different days.
fn grows(project: &Project, a: &(Key, &Expression, &Figure), b: &(Key, &Expression, &Figure)) -> bool {
    let day = |key: Key| project.documents[key.0 as usize].published.as_ref().map(|p| p.date);
    let figures = &project.lexicon.figures;
    let growing = |f: &Figure| figures.growing_nouns.contains(&*f.noun) || f.theme.iter().any(|w| figures.growing_words.contains(&**w));
    let other_day = a.0.0 != b.0.0 && (day(a.0).is_none() || day(a.0) != day(b.0));
    other_day && (growing(a.2) || growing(b.2))
}

fn identity(linked: &Linked, (first, second): (u32, u32), (a, b): (&Figure, &Figure), alone: bool) -> Identity {
    let mut evidence = Vec::new();
    let mut add = |weight: u8, reason: String| evidence.push(Evidence { weight, attribute: None, reason });
    let words: Vec<_> = a.theme.iter().filter(|w| b.theme.iter().any(|v| akin(w, v))).map(|w| format!("“{w}”")).take(3).collect();
    let names = linked.entities.shared((first, &a.names), (second, &b.names));
    // Numbers that are far from each other are of two places or times.
    let near = a.number <= b.number * Decimal::TWO && b.number <= a.number * Decimal::TWO;
    if first == second {
        // Small numbers differ by one digit often.
        let led = a.lead && !b.lead && a.modifiers == b.modifiers && a.number >= Decimal::from(20);
        let others = names.is_empty() && !a.names.is_empty() && !b.names.is_empty();
        if others || !(led && alone || b.definite) || !slip(a.number, b.number) {
            return Identity::default();
        }
        if led {
            add(50, format!("the lead counts “{}”, and the copy tells more of it", a.noun));
        }
        if b.definite {
            add(45, format!("the number of “{}” is taken as known the second time", a.noun));
        }
        if alone {
            add(40, format!("the copy counts one set of “{}”", a.noun));
        }
    } else {
        let told_alike = words.len() >= 3 || !words.is_empty() && !names.is_empty();
        if !(linked.share_story(first, second) && alone && near && told_alike) {
            return Identity::default();
        }
        add(25, "both copies tell one story".to_string());
        add(40, format!("each copy counts one set of “{}”", a.noun));
    }
    if !words.is_empty() {
        add(40 + 15 * (words.len() as u8 - 1), format!("both speak of {}", words.join(", ")));
    }
    if !names.is_empty() {
        add(25, format!("both name {}", names.join(" and ")));
    }
    Identity { evidence }
}

/// "board" and "aboard", "vote" and "voter".
fn akin(a: &str, b: &str) -> bool {
    a == b || a.len() > 4 && b.len() > 4 && (a.ends_with(b) || b.ends_with(a) || a.starts_with(b) || b.starts_with(a))
}

/// Whether one number, of two digits or more, is the other with one digit changed or two neighbours exchanged.
fn slip(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.normalize().to_string(), b.normalize().to_string());
    let (x, y) = (a.as_bytes(), b.as_bytes());
    if x.len() != y.len() || x.len() < 2 {
        return false;
    }
    let differing: Vec<usize> = (0..x.len()).filter(|i| x[*i] != y[*i]).collect();
    match differing[..] {
        [_] => true,
        [i, j] => j == i + 1 && x[i] == y[j] && x[j] == y[i],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn slips_are_one_digit_or_an_exchange() {
        for (a, b, expected) in
            [("143", "134", true), ("38", "28", true), ("280", "320", false), ("11842", "11482", true), ("5", "6", false)]
        {
            assert_eq!(slip(a.parse().unwrap(), b.parse().unwrap()), expected, "{a} {b}");
        }
    }
}
