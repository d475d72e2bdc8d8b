//! Which way a clause looks: whether an expression without a year or week means what is past or what is to come.
//!
//! In go a sentence with its tags and tree and the tokens of an expression; out comes a [`Tense`]. The verb that governs the expression is
//! found by climbing from it: auxiliaries and tags tell its tense, a participle or an infinitive takes what its governor leaves it. Where
//! the tree knows no verb, the nearest one in the sentence decides.

use std::borrow::Cow;
use std::cell::Cell;

use super::line::Line;
use crate::language::universal::{Penn, Relation, Upos};
use crate::language::{Analysis, dictionary_form};
use crate::lexicon::time::{Tag, TenseCue};

/// The direction of an expression in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// What the speakers do: "I start on Monday", "our exams begin on Monday". Copy that tells news has no present tense of its own for what
    /// was done.
    Present,
    /// The clause does not tell.
    Open,
}

/// How many tokens before a verb its auxiliaries are looked for, how far a verb is sought without a tree, and how many heads are climbed:
/// a clause is seldom longer, and the scan stays linear.
const REACH: usize = 25;

/// What is known of each token of a block, so that the expressions of an endless sentence ask once for what they share.
#[derive(Default)]
pub(super) struct Memory(Vec<Cell<Known>>);

#[derive(Clone, Copy, Default)]
struct Known {
    cue: Option<Option<TenseCue>>,
    reading: Option<Reading>,
}

/// The tense of the clause around the tokens `start..end`. The memory is one for a block.
pub(super) fn tense(line: &Line, analysis: &Analysis, memory: &mut Memory, start: usize, end: usize) -> Tense {
    memory.0.resize_with(analysis.tokens.len(), Cell::default);
    let clause = Clause { line, analysis, known: &memory.0 };
    if line.word_before(start).is(Tag::Since) {
        return Tense::Past;
    }
    let found = clause.governed(start, end).or_else(|| clause.nearest(start, end)).unwrap_or(Tense::Open);
    // "by May", "until Friday": ahead of what is told.
    if line.word_before(start).is(Tag::By) || matches!(line.lower_before(start), "until" | "till" | "through") {
        return if found == Tense::Past { Tense::Open } else { Tense::Future };
    }
    found
}

/// What a word says of the tense of what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Told(Tense),
    /// An infinitive with "to".
    Infinitive,
    /// A word without a tense: its governor's holds.
    Governed,
}

/// The words that go with a predicate.
#[derive(Default)]
struct Group {
    /// Tag and place of the first auxiliary or copula.
    first: Option<(Penn, usize)>,
    /// Whether "to" marks it.
    to: bool,
    /// Whether "have" stands before its participle.
    perfect: bool,
}

struct Clause<'a> {
    line: &'a Line<'a>,
    analysis: &'a Analysis,
    known: &'a [Cell<Known>],
}

impl Clause<'_> {
    /// The tense of the verb that governs an expression; `None` where the tree knows none.
    fn governed(&self, start: usize, end: usize) -> Option<Tense> {
        let inside = |at: usize| (start..end).contains(&at);
        let top = (start..end).find(|at| self.analysis.arc(*at).is_some() && !self.analysis.head(*at).is_some_and(inside))?;
        // "the deadline is Friday": a day is the predicate.
        if let Some((tag, _)) = self.group(top, start).first {
            return Some(match tag {
                Penn::Vbd => Tense::Past,
                _ => Tense::Future,
            });
        }
        // "effective 1 February": the tree takes it for an adjective of the day.
        if let Some(before) = start.checked_sub(1).filter(|at| self.line.range.contains(at))
            && self.cue(before) == Some(TenseCue::Ahead)
            && self.analysis.tokens[before].upos == Upos::Adj
            && self.analysis.head(before).is_some_and(inside)
        {
            return Some(Tense::Future);
        }
        let aimed = self.line.mark(start.wrapping_sub(1), "for");
        let governor = self.beside(start).or(self.analysis.head(top));
        let mut climb = std::iter::successors(governor, |at| self.analysis.head(*at)).take(REACH);
        climb.find_map(|at| match self.reading(at) {
            Reading::Told(_) if aimed && governor == Some(at) && self.is_set(at) => Some(Tense::Future),
            Reading::Told(tense) => Some(tense),
            Reading::Infinitive => self.infinitive(at),
            Reading::Governed => None,
        })
    }

    /// The verb right before an expression or its preposition, which governs it whatever the tree says: "signed Friday", "signed on Friday".
    fn beside(&self, start: usize) -> Option<usize> {
        let before = self.line.before(start)?;
        let verb = if self.analysis.tokens[before].upos == Upos::Adp { self.line.before(before)? } else { before };
        (self.analysis.tokens[verb].upos == Upos::Verb).then_some(verb)
    }

    /// "set for Thursday", "a vote called for Monday".
    fn is_set(&self, at: usize) -> bool {
        let group = self.group(at, at);
        let past = group.perfect || group.first.is_some_and(|(tag, _)| tag == Penn::Vbd);
        !past && matches!(self.penn(at), Penn::Vbn | Penn::Jj)
    }

    /// What a word that governs an expression says.
    fn reading(&self, at: usize) -> Reading {
        if let Some(known) = self.known[at].get().reading {
            return known;
        }
        let reading = self.read(at);
        self.known[at].update(|known| Known { reading: Some(reading), ..known });
        reading
    }

    fn read(&self, at: usize) -> Reading {
        let group = self.group(at, at);
        let ahead = self.cue(at) == Some(TenseCue::Ahead);
        let or_ahead = |tense: Tense| Reading::Told(if ahead { Tense::Future } else { tense });
        // "was due", "had planned": told from the past, which is where the date may be as well.
        let told_past = Reading::Told(if ahead { Tense::Open } else { Tense::Past });
        if let Some((tag, auxiliary)) = group.first {
            let be = self.lemma(auxiliary) == "be";
            return match tag {
                // "may have died", but "will have closed".
                Penn::Md if group.perfect && !matches!(self.line.lower(auxiliary), "will" | "'ll" | "wo" | "shall") => told_past,
                Penn::Md => Reading::Told(Tense::Future),
                Penn::Vbd if be && group.to => Reading::Told(Tense::Open),
                Penn::Vbd => told_past,
                Penn::Vbz | Penn::Vbp if group.perfect => told_past,
                Penn::Vbz | Penn::Vbp if be && (group.to || self.penn(at) == Penn::Vbg) => Reading::Told(Tense::Future),
                Penn::Vbz | Penn::Vbp => or_ahead(self.present(at)),
                _ if group.perfect => told_past,
                _ if group.to => Reading::Infinitive,
                _ => Reading::Governed,
            };
        }
        match self.penn(at) {
            Penn::Vbd => told_past,
            Penn::Vbz | Penn::Vbp if ahead || self.cue(at) == Some(TenseCue::Timetable) => Reading::Told(Tense::Future),
            // "when it reopens on Monday": as the clause around it.
            Penn::Vbz | Penn::Vbp if self.analysis.is(at, Relation::Advcl) => Reading::Governed,
            Penn::Vbz | Penn::Vbp => Reading::Told(self.present(at)),
            Penn::Vb if group.to => Reading::Infinitive,
            Penn::Vb if self.analysis.head(at).is_none() => Reading::Told(Tense::Future),
            Penn::Vbn if !self.shares_auxiliary(at) && self.analysis.tokens[at].upos == Upos::Verb => or_ahead(Tense::Past),
            _ if ahead || self.is_described_ahead(at) => Reading::Told(Tense::Future),
            _ => Reading::Governed,
        }
    }

    /// The present tense of a predicate.
    fn present(&self, at: usize) -> Tense {
        let speaks =
            |word: usize| self.line.is(word, Tag::Speaker) || self.analysis.dependents(word).any(|below| self.line.is(below, Tag::Speaker));
        if self.analysis.subject(at).is_some_and(speaks) { Tense::Present } else { Tense::Open }
    }

    /// What the governor of an infinitive leaves it: "agreed to meet" looks ahead, "managed to meet" and "flew in to meet" do not. What "had been
    /// due to close" may be over.
    fn infinitive(&self, at: usize) -> Option<Tense> {
        let before = at.saturating_sub(REACH).max(self.line.range.start)..at;
        let mark = before.rev().find(|other| self.analysis.head(*other) == Some(at) && self.analysis.is(*other, Relation::Mark));
        let beside = mark.and_then(|to| to.checked_sub(1));
        let announced = beside.filter(|at| self.line.range.contains(at) && self.cue(*at) == Some(TenseCue::Ahead));
        if let Some(governor) = announced {
            return Some(if self.reading(governor) == Reading::Told(Tense::Open) { Tense::Open } else { Tense::Future });
        }
        let carried_out = self.analysis.head(at).is_some_and(|head| self.cue(head) == Some(TenseCue::CarriedOut));
        (self.analysis.is(at, Relation::Xcomp) && !carried_out).then_some(Tense::Future)
    }

    /// "the upcoming vote", "the scheduled talks".
    fn is_described_ahead(&self, at: usize) -> bool {
        let noun = matches!(self.analysis.tokens[at].upos, Upos::Noun | Upos::Propn);
        let before = at.saturating_sub(REACH).max(self.line.range.start)..at;
        noun && before.rev().any(|other| self.analysis.head(other) == Some(at) && self.cue(other) == Some(TenseCue::Ahead))
    }

    /// "was held and signed": a participle beside another has its auxiliary.
    fn shares_auxiliary(&self, at: usize) -> bool {
        self.analysis.is(at, Relation::Conj) && self.analysis.head(at).is_some_and(|head| self.penn(head) == Penn::Vbn)
    }

    /// The auxiliaries, copula and "to" of a predicate, which stand before `end`.
    fn group(&self, predicate: usize, end: usize) -> Group {
        let mut group = Group::default();
        for at in end.saturating_sub(REACH).max(self.line.range.start)..end {
            if self.analysis.head(at) != Some(predicate) {
                continue;
            }
            group.to |= self.line.mark(at, "to") && self.analysis.is(at, Relation::Mark);
            if self.analysis.is(at, Relation::Aux) || self.analysis.is(at, Relation::Cop) {
                group.perfect |= self.lemma(at) == "have";
                group.first = group.first.or(Some((self.penn(at), at)));
            }
        }
        group
    }

    /// Without a tree: the nearest verb before an expression, else the first one behind it.
    fn nearest(&self, start: usize, end: usize) -> Option<Tense> {
        let first = start.saturating_sub(REACH).max(self.line.range.start);
        let last = (end + REACH).min(self.line.range.end);
        let tagged = |at: usize| match self.penn(at) {
            Penn::Md => Some(Tense::Future),
            Penn::Vbd => Some(Tense::Past),
            _ if self.cue(at) == Some(TenseCue::Ahead) => Some(Tense::Future),
            Penn::Vbn => Some(Tense::Past),
            // "opens" is easily taken for a noun where its sentence is short.
            Penn::Vbz | Penn::Nns if self.cue(at) == Some(TenseCue::Timetable) => Some(Tense::Future),
            _ => None,
        };
        (first..start).rev().find_map(tagged).or_else(|| (end..last).find_map(tagged))
    }

    fn penn(&self, at: usize) -> Penn {
        self.analysis.tokens[at].penn
    }

    fn cue(&self, at: usize) -> Option<TenseCue> {
        if let Some(known) = self.known[at].get().cue {
            return known;
        }
        let cue = self.line.lexicon.tense(&self.lemma(at));
        self.known[at].update(|known| Known { cue: Some(cue), ..known });
        cue
    }

    fn lemma(&self, at: usize) -> Cow<'_, str> {
        let token = &self.analysis.tokens[at];
        dictionary_form(&token.lower, token.penn.name())
    }
}
