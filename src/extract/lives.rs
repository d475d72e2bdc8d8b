//! Births and deaths: the day that a passage gives for them.
//!
//! In goes a document's text with its names and times; out come [`LifeMention`]s. A date belongs to the verb that it follows, a verb to
//! the person before it, or, where it opens a sentence ("Born on 3 May, …"), to the subject behind the comma.

use super::Text;
use super::entity::{EntityKind, LifeEvent, LifeMention, NameMention, Names};
use super::mention::TimeMention;
use super::subject::Clause;
use super::words::Words;
use crate::claim::EntityId;

/// Words between the verb and its date.
const REACH: usize = 9;

/// Every birth and death that the document dates.
pub fn lives(text: &Text, names: &Names, times: &[TimeMention]) -> Vec<LifeMention> {
    let mut found = Vec::new();
    for words in Words::of(text) {
        for (sentence, range) in words.sentences() {
            let clause = Clause { words, names, times, sentence };
            for at in range.tokens.clone() {
                let event = match words.lower(at) {
                    "born" => LifeEvent::Birth,
                    "died" => LifeEvent::Death,
                    _ => continue,
                };
                found.extend(life(&clause, at, event));
            }
        }
    }
    found
}

fn life(clause: &Clause, verb: usize, event: LifeEvent) -> Option<LifeMention> {
    let words = &clause.words;
    let limit = clause.tokens().end;
    // A date behind another such verb is that one's.
    let stop = (verb + 1..(verb + REACH).min(limit))
        .find(|at| matches!(words.lower(*at), "born" | "died" | "and" | "but" | ";" | "—" | "–" | "-"))
        .unwrap_or((verb + REACH).min(limit));
    let (range, when) = clause.time_within(verb + 1..stop)?;
    let person = before(clause, verb).or_else(|| opening(clause, verb)).map(|m| m.entity).or_else(|| heading(clause))?;
    Some(LifeMention { person, event, range, when })
}

/// "Ebba Rosenqvist, who died on", "Mirela Stanciu (born 3 May 1988", "she was born in Vigo on", "Harald Wessel born Berlin".
fn before<'a>(clause: &Clause<'a>, verb: usize) -> Option<&'a NameMention> {
    let words = &clause.words;
    let mut at = verb;
    while at > clause.tokens().start
        && (matches!(words.lower_before(at), "was" | "(" | "were" | "is" | "who" | "has" | "had" | ",")
            || at < verb && words.lower_before(at) == "also")
    {
        at -= 1;
        if let Some(found) = clause.person_before(at) {
            return Some(found);
        }
    }
    clause.person_before(at).or_else(|| {
        // "… - died Lugano, 4 May 2025": a notice has one person.
        let mut people = clause.people().map(|m| m.entity);
        let first = people.next()?;
        let notice = matches!(words.lower_before(verb), "-" | "–" | "—" | ";");
        (notice && people.all(|p| p == first)).then(|| clause.people().next()).flatten()
    })
}

/// "Born on March 12, 1941, as the son of a carpenter, Keil learned".
fn opening<'a>(clause: &Clause<'a>, verb: usize) -> Option<&'a NameMention> {
    if verb != clause.tokens().start {
        return None;
    }
    clause.people().find(|m| clause.words.lower_before(m.tokens.start) == "," && clause.words.lower(m.tokens.end) != ",")
}

/// A notice of a life under a line that is a name: "HARALD WESSEL", then "born Berlin, 11 May 1934 – died Lugano, 4 May 2025".
fn heading(clause: &Clause) -> Option<EntityId> {
    const SHORT: u32 = 60;
    let block = clause.words.block.checked_sub(1)?;
    let opens = clause.words.lower(0) == "born" || clause.words.lower(0) == "(";
    let all = &clause.names.mentions;
    let mut above = all.iter().filter(|m| m.range.block == block && clause.names.entity(m.entity).kind == EntityKind::Person);
    let first = above.next()?;
    (opens && clause.people().next().is_none() && first.range.end < SHORT && above.all(|m| m.entity == first.entity))
        .then_some(first.entity)
}
