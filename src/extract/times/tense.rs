//! Which way a clause looks: whether an expression without a year or week means what is past or what is to come.

use super::line::Line;
use crate::language::TokenKind;
use crate::lexicon::time::{Tag, TenseCue};

/// The direction of an expression in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// The clause does not tell.
    Open,
}

/// How many tokens around an expression are looked at: a clause is seldom longer, and the scan stays linear.
const REACH: usize = 25;

/// The tense of the clause around the tokens `start..end`: the nearest cue before it, else the first one behind it.
pub(super) fn tense(line: &Line, start: usize, end: usize) -> Tense {
    let found = around(line, start, end);
    // "by May", "until Friday": ahead of what is told.
    if line.word_before(start).is(Tag::By) || matches!(line.lower_before(start), "until" | "till" | "through") {
        return if found == Tense::Past { Tense::Open } else { Tense::Future };
    }
    found
}

fn around(line: &Line, start: usize, end: usize) -> Tense {
    let first = start.saturating_sub(REACH).max(line.range.start);
    // A conjunction starts a clause of its own: "will leave after they beat Harz on Wednesday".
    if let Some(found) = (first..start).rev().find_map(|at| cue(line, at)) {
        return found;
    }
    let last = (end + REACH).min(line.range.end);
    (end..last).find_map(|at| cue(line, at)).unwrap_or(Tense::Open)
}

fn cue(line: &Line, at: usize) -> Option<Tense> {
    let token = line.token(at).filter(|t| t.is_word())?;
    if &*token.lower == "be" && line.mark(at.wrapping_sub(1), "to") {
        return Some(Tense::Future);
    }
    match line.lexicon.tense(&token.lower) {
        Some(TenseCue::Future) => {
            // "was due", "had planned": told from the past, which is where the date may be as well.
            let past = matches!(line.lexicon.tense(line.lower_before(at)), Some(TenseCue::Past));
            return Some(if past { Tense::Open } else { Tense::Future });
        }
        Some(TenseCue::Timetable) => return Some(Tense::Future),
        Some(TenseCue::Past) => return Some(Tense::Past),
        None => {}
    }
    let verb = token.kind == TokenKind::Word && !token.capital && token.lower != token.lemma;
    let participle = verb && (token.lower.ends_with("ed") || !(token.lower.ends_with('s') || token.lower.ends_with("ing")));
    // "to be released", "will be signed": the auxiliary before decides.
    let auxiliary = matches!(line.lower_before(at), "be" | "being" | "is" | "are" | "the" | "a" | "an");
    (participle && !auxiliary).then_some(Tense::Past)
}
