//! The dependency trees of an analysis: heads, dependents, and what hangs below a word. Trees are projective, so that what hangs below a word is
//! one stretch of tokens.

use std::ops::Range;

use super::Analysis;
use super::decoder::WIDEST_TREE;
use super::universal::{Penn, Relation, Upos};

/// How many verbs up a subject is looked for.
const SUBJECT_STEPS: usize = 6;

/// A word's place in the tree of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The head's index among [`Analysis::tokens`]; `None` for the root of its sentence.
    pub head: Option<u32>,
    pub relation: Relation,
}

impl Analysis {
    /// The arc of a token; `None` where its sentence was not parsed.
    pub fn arc(&self, token: usize) -> Option<Arc> {
        self.arcs.get(token).copied().flatten()
    }

    /// The head of a token; `None` for the root, and where the sentence was not parsed.
    pub fn head(&self, token: usize) -> Option<usize> {
        Some(self.arc(token)?.head? as usize)
    }

    /// Whether a token bears a relation to its head, whatever its subtype.
    pub fn is(&self, token: usize, relation: Relation) -> bool {
        self.arc(token).is_some_and(|arc| arc.relation.universal() == relation)
    }

    /// The tokens that may stand in one tree with a token: those of its sentence that are no farther than a tree is wide. What is asked of a tree
    /// takes no longer in an endless sentence.
    pub fn neighbourhood(&self, token: usize) -> Range<usize> {
        let sentence = self.sentences.get(self.sentence_of(token)).map_or(token..token + 1, |s| s.tokens.clone());
        sentence.start.max(token.saturating_sub(WIDEST_TREE))..sentence.end.min(token + WIDEST_TREE)
    }

    /// The dependents of a token, in the order of the text.
    pub fn dependents(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.neighbourhood(token).filter(move |other| self.head(*other) == Some(token))
    }

    /// The dependents of a token with a relation, whatever its subtype.
    pub fn dependents_by(&self, token: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.dependents(token).filter(move |other| self.is(*other, relation))
    }

    /// A token with all that hangs below it.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let below = |other: &usize| self.is_below(*other, token);
        let start = self.neighbourhood(token).find(below).unwrap_or(token);
        let end = self.neighbourhood(token).rev().find(below).unwrap_or(token) + 1;
        start..end
    }

    /// Whether a token is another or hangs below it.
    pub fn is_below(&self, token: usize, ancestor: usize) -> bool {
        std::iter::successors(Some(token), |at| self.head(*at)).any(|at| at == ancestor)
    }

    /// The predicate of the clause that a token stands in: the nearest word at or above it that heads a clause. `None` where the sentence was
    /// not parsed.
    pub fn predicate(&self, token: usize) -> Option<usize> {
        self.predicates.get(token).copied().flatten().map(|predicate| predicate as usize)
    }

    /// Finds the predicate of every token, once for all who ask.
    pub(super) fn find_predicates(&mut self) {
        let mut has_subject = vec![false; self.arcs.len()];
        for at in 0..self.arcs.len() {
            if let Some(head) = self.head(at).filter(|_| self.is(at, Relation::Nsubj))
                && let Some(has) = has_subject.get_mut(head)
            {
                *has = true;
            }
        }
        self.predicates = vec![None; self.arcs.len()];
        let mut path = Vec::new();
        for token in 0..self.arcs.len() {
            // Up to the nearest word whose predicate is known.
            let mut at = Some(token);
            let mut predicate = None;
            while let Some(here) = at {
                predicate = self.predicates[here].or_else(|| self.heads_clause(here, has_subject[here]).then_some(here as u32));
                path.push(here);
                at = self.head(here).filter(|_| predicate.is_none());
            }
            path.drain(..).for_each(|here| self.predicates[here] = predicate);
        }
    }

    /// The tokens of the clause that a token stands in, in order: those with its predicate. The whole sentence where it was not parsed.
    pub fn clause(&self, token: usize) -> Vec<usize> {
        match self.predicate(token) {
            Some(predicate) => self.neighbourhood(token).filter(|at| self.predicate(*at) == Some(predicate)).collect(),
            None => self.sentences.get(self.sentence_of(token)).map_or_else(Vec::new, |s| s.tokens.clone().collect()),
        }
    }

    /// The subject of a verb: its own, that of the verb which governs it ("agreed to buy", "came and took"), or the noun that it describes ("the
    /// firm that bought", "a letter saying"). `None` where there is none within a few steps.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..SUBJECT_STEPS {
            if let Some(own) = self.dependents_by(at, Relation::Nsubj).last() {
                let relative = matches!(self.tokens[own].penn, Penn::Wdt | Penn::Wp);
                return if relative { self.head(at).filter(|_| self.is(at, Relation::Acl)) } else { Some(own) };
            }
            match self.arc(at)?.relation {
                Relation::Acl => return self.head(at),
                Relation::Xcomp | Relation::Conj | Relation::Advcl => at = self.head(at)?,
                // "was quoted as saying": a participle without a subject has its governor's.
                Relation::Ccomp if self.tokens[at].penn == Penn::Vbg => at = self.head(at)?,
                _ => return None,
            }
        }
        None
    }

    /// Whether a verb is passive: "was bought", "the firm bought by a rival".
    pub fn is_passive(&self, verb: usize) -> bool {
        let bears = |at: usize, relation: Relation| self.arc(at).is_some_and(|arc| arc.relation == relation);
        self.dependents(verb).any(|at| bears(at, Relation::AuxPassive))
            // Where the tree gives a verb two subjects, the nearer one is its own.
            || match self.dependents_by(verb, Relation::Nsubj).last() {
                Some(subject) => bears(subject, Relation::NsubjPassive),
                None => bears(verb, Relation::Acl) && self.tokens[verb].penn == Penn::Vbn,
            }
    }

    /// Whether a word is the predicate of a clause of its own.
    fn heads_clause(&self, token: usize, has_subject: bool) -> bool {
        let Some(arc) = self.arc(token) else { return false };
        match arc.relation.universal() {
            Relation::Root | Relation::Ccomp | Relation::Advcl | Relation::Acl | Relation::Parataxis | Relation::Csubj => true,
            // "failed and ended": verbs that stand side by side have a clause each.
            Relation::Conj => has_subject || matches!(self.tokens[token].upos, Upos::Verb | Upos::Aux),
            _ => arc.head.is_none(),
        }
    }
}
