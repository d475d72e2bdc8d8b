//! Which expressions are one: quotations by their words, offices and kinships by their key.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Linked, Project, same};
use crate::claim::{Attribute, ExpressionId, SubjectId};
use crate::extract::Expression;
use crate::graph::{Evidence, Identity};
use crate::lexicon::fold;
use crate::value::Value;

/// How many words a run must have to make two quotations candidates.
const SHINGLE: usize = 3;
/// How many expressions of a bucket are held against each other.
const WINDOW: usize = 8;
/// The most words of one: what is longer is whole copy between two stray marks, and comparing it takes time by the square of its length.
const MOST_WORDS: usize = 400;
/// The fewest words of a quotation that may be taken for another's.
const LEAST_WORDS: usize = 5;

type Key = (u32, ExpressionId);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let directions = directions(project);
    let mut pairs: BTreeSet<(Key, Key)> = BTreeSet::new();
    for bucket in buckets(project).into_values() {
        for (at, later) in bucket.iter().enumerate() {
            pairs.extend(bucket[at.saturating_sub(WINDOW)..at].iter().filter(|e| *e != later).map(|earlier| (*earlier, *later)));
        }
    }
    for (earlier, later) in pairs {
        let (a, b) = (expression(project, earlier), expression(project, later));
        // Who is whose son, and what lies where, stays so: copy of other days tells it as well.
        let related = match a.class {
            "kinship" | "bearing" => project.related.of_one_subject(earlier.0, later.0),
            _ => project.related.of_one_story(earlier.0, later.0),
        };
        if related {
            let of = |key: Key, e: &Expression| e.person.map(|s| linked.entities.of(key.0, s));
            let two_speakers = matches!((of(earlier, a), of(later, b)), (Some(x), Some(y)) if x != y);
            let one_speaker = !two_speakers && !is_title(&a.label) && !is_title(&b.label);
            let identity = match (a.class, b.class) {
                ("bearing", _) => bearings(linked, project, &directions, earlier, later),
                ("quotation", _) if two_speakers && persons_alike(project, earlier, later) => Identity::default(),
                ("quotation", _) => quotations(a, b, one_speaker && !are_put(earlier, later, a, b)),
                // An office has a holder of its own at each other time.
                ("office", _) if !linked.share_story(earlier.0, later.0) || persons_alike(project, earlier, later) => Identity::default(),
                _ => by_key(a),
            };
            same(linked, (earlier.0, SubjectId::Expression(earlier.1)), (later.0, SubjectId::Expression(later.1)), identity);
        }
    }
}

fn expression<'a>(project: &'a Project, key: Key) -> &'a Expression {
    &project.extractions[key.0 as usize].claims.expressions[key.1.0 as usize]
}

fn buckets(project: &Project) -> BTreeMap<(&'static str, Vec<Box<str>>), Vec<Key>> {
    let mut buckets: BTreeMap<_, Vec<Key>> = BTreeMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for expression in &extraction.claims.expressions {
            let key = (document as u32, expression.id);
            match expression.class {
                "quotation" => {
                    let shingles: BTreeSet<_> = expression.key.windows(SHINGLE).map(<[_]>::to_vec).collect();
                    shingles.into_iter().for_each(|s| buckets.entry(("quotation", s)).or_default().push(key));
                }
                "bearing" => buckets.entry(("bearing", expression.key[..2].to_vec())).or_default().push(key),
                "kinship" | "population" | "office" => buckets.entry((expression.class, expression.key.clone())).or_default().push(key),
                _ => {}
            }
        }
    }
    buckets
}

/// Whether the holders of two offices, or two speakers, may be one person, spelt in two ways: they share a word of their names, or the beginning
/// of one.
fn persons_alike(project: &Project, a: Key, b: Key) -> bool {
    let words = |key: Key| -> Vec<String> {
        let person = expression(project, key).person.map(|p| fold(&project.extractions[key.0 as usize].mentions.names.entity(p).name));
        person.unwrap_or_default().split([' ', '-']).filter(|w| w.len() > 2).map(str::to_string).collect()
    };
    let begins = |x: &str, y: &str| x.bytes().zip(y.bytes()).take_while(|(p, q)| p == q).count() >= 4;
    words(a).iter().any(|x| words(b).iter().any(|y| x == y || begins(x, y)))
}

/// The direction that each bearing tells.
fn directions(project: &Project) -> HashMap<Key, Arc<str>> {
    let mut directions = HashMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for claim in extraction.claims.claims.iter().filter(|c| c.attribute == Attribute::BEARING) {
            if let (SubjectId::Expression(id), Value::Category(direction)) = (claim.subject, &claim.value) {
                directions.insert((document as u32, id), direction.member.clone());
            }
        }
    }
    directions
}

/// Two things lie equally far from one place; in copy of one story they are one, where the copy says alike of them.
fn bearings(linked: &Linked, project: &Project, directions: &HashMap<Key, Arc<str>>, earlier: Key, later: Key) -> Identity {
    let told = directions.get(&earlier).zip(directions.get(&later));
    let apart = told.is_some_and(|(x, y)| project.lexicon.geography.apart(x, y));
    if !apart {
        return Identity::default();
    }
    let (a, b) = (expression(project, earlier), expression(project, later));
    let mut evidence = Vec::new();
    let mut add = |weight: u8, reason: String| evidence.push(Evidence { weight, attribute: None, reason });
    add(50, format!("both lie {} from {}", a.key[1], a.label.rsplit(' ').next().unwrap_or_default()));
    if earlier.0 != later.0 && linked.share_story(earlier.0, later.0) {
        add(45, "both copies tell one story".to_string());
    }
    let words: Vec<_> = a.key[2..].iter().filter(|w| b.key[2..].contains(w)).map(|w| format!("“{w}”")).take(3).collect();
    if !words.is_empty() {
        add(30 + 10 * (words.len() as u8 - 1), format!("both speak of {}", words.join(", ")));
    }
    Identity { evidence }
}

fn by_key(a: &Expression) -> Identity {
    Identity { evidence: vec![Evidence { weight: 80, attribute: None, reason: format!("both are {}", a.label) }] }
}

/// Whether two quotations are questions that one text puts beside each other, by nobody: they are meant to differ.
fn are_put(earlier: Key, later: Key, a: &Expression, b: &Expression) -> bool {
    let question = |e: &Expression| e.label.trim_end_matches(['”', '"', ',', '.']).ends_with('?');
    earlier.0 == later.0 && a.person.is_none() && b.person.is_none() && question(a) && question(b)
}

/// Whether words in quotation marks are a title: most begin with a capital.
fn is_title(words: &str) -> bool {
    let count = |f: &dyn Fn(&str) -> bool| words.split(' ').skip(2).filter(|w| f(w)).count();
    2 * count(&|w| w.trim_start_matches('“').starts_with(char::is_uppercase)) > count(&|w| w.len() > 3)
}

/// Quotations are one by the same words, which says nothing of the words themselves; or by all words but one or two of one
/// speaker, as far as the speakers are known, if neither only cuts the other short.
fn quotations(a: &Expression, b: &Expression, one_speaker: bool) -> Identity {
    let mut evidence = Vec::new();
    let least = a.key.len().min(b.key.len());
    if a.key.len().max(b.key.len()) > MOST_WORDS {
        return Identity::default();
    }
    let common = longest_common_subsequence(&a.key, &b.key);
    if least >= LEAST_WORDS && common == least {
        let reason = format!("{least} words are the same");
        evidence.push(Evidence { weight: 90, attribute: Some(Attribute::WORDING), reason });
    } else if one_speaker && least >= LEAST_WORDS && a.key.len() == b.key.len() && least - common <= 1 + least / 8 {
        let reason = format!("all but {} of {least} words are the same", least - common);
        evidence.push(Evidence { weight: 80, attribute: None, reason });
    }
    Identity { evidence }
}

fn longest_common_subsequence(a: &[Box<str>], b: &[Box<str>]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}
