//! Clauses: a predicate with what hangs on it, without the clauses below it. They come from the dependency tree.

use std::ops::Range;

use crate::document::TextRange;
use crate::language::Analysis;
use crate::language::universal::Relation;

/// A clause of a sentence: its tokens, which another clause may part ("the talks, which began in May, failed").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// The head of the clause, mostly a verb. `None` where the sentence has no tree: then the clause is the whole sentence.
    pub predicate: Option<usize>,
    /// Its tokens in order, as stretches with no other clause between.
    parts: Vec<Range<usize>>,
}

impl Clause {
    /// The clause that a token stands in.
    pub fn at(analysis: &Analysis, token: usize) -> Clause {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for at in analysis.clause(token) {
            match parts.last_mut() {
                Some(part) if part.end == at => part.end = at + 1,
                _ => parts.push(at..at + 1),
            }
        }
        Clause { predicate: analysis.predicate(token), parts }
    }

    /// The first token.
    pub fn start(&self) -> usize {
        self.parts.first().map_or(0, |part| part.start)
    }

    /// Behind the last token.
    pub fn end(&self) -> usize {
        self.parts.last().map_or(0, |part| part.end)
    }

    /// Whether a token is part of it.
    pub fn contains(&self, token: usize) -> bool {
        self.parts.iter().any(|part| part.contains(&token))
    }

    /// Its tokens.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.parts.iter().cloned().flatten()
    }

    /// Its stretches as ranges of a block's text.
    pub fn ranges(&self, block: u32, analysis: &Analysis) -> impl Iterator<Item = TextRange> {
        self.parts.iter().filter(|part| !part.is_empty()).map(move |part| {
            let (start, end) = (analysis.tokens[part.start].start, analysis.tokens[part.end - 1].end);
            TextRange { block, start, end }
        })
    }
}

/// The words that say how firmly what a word names is claimed, sorted: its auxiliaries, adverbs, determiners and markers, and those of the words
/// that govern it up to its clause's predicate ("the two sides *failed to* reach *an* agreement"), with the verb that a whole clause depends on.
pub fn scope(analysis: &Analysis, word: usize) -> Vec<usize> {
    let mut scope = Vec::new();
    let mut at = word;
    loop {
        scope.extend(analysis.dependents(at).filter(|dependent| modifies(analysis, *dependent)));
        let (Some(head), Some(arc)) = (analysis.head(at), analysis.arc(at)) else { break };
        match arc.relation.universal() {
            // "tried to sign", "plans to hold talks", "an agreement was not signed".
            Relation::Xcomp | Relation::Obj | Relation::Csubj => scope.push(head),
            Relation::Nsubj if arc.relation == Relation::NsubjPassive => scope.push(head),
            // "called for talks", "plans for talks": what modifies the governor does not reach what it speaks of besides.
            Relation::Obl | Relation::Nmod | Relation::Compound => {
                scope.push(head);
                break;
            }
            // "signs and ratifies": an auxiliary before the first verb holds for the second.
            Relation::Conj if analysis.dependents_by(at, Relation::Nsubj).next().is_none() => {}
            Relation::Acl if arc.relation == Relation::Acl => scope.push(head),
            // The verb that a clause depends on may doubt it or plan it; what modifies that verb does not reach into the clause.
            Relation::Ccomp => {
                scope.push(head);
                break;
            }
            _ => break,
        }
        at = head;
    }
    scope.sort_unstable();
    scope.dedup();
    scope
}

/// Whether a dependent says how firmly its head is claimed.
fn modifies(analysis: &Analysis, dependent: usize) -> bool {
    const RELATIONS: [Relation; 8] =
        [Relation::Aux, Relation::Advmod, Relation::Mark, Relation::Cop, Relation::Det, Relation::Amod, Relation::Case, Relation::Cc];
    RELATIONS.iter().any(|relation| analysis.is(dependent, *relation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::analyse;

    fn clause_of(text: &str, word: &str) -> String {
        let analysis = analyse(text);
        let token = analysis.tokens.iter().position(|t| &text[t.range()] == word).unwrap();
        Clause::at(&analysis, token).tokens().map(|at| &text[analysis.tokens[at].range()]).collect::<Vec<_>>().join(" ")
    }

    fn scope_of(text: &str, word: &str) -> String {
        let analysis = analyse(text);
        let token = analysis.tokens.iter().position(|t| &text[t.range()] == word).unwrap();
        scope(&analysis, token).into_iter().map(|at| &text[analysis.tokens[at].range()]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_relative_clause_parts_the_clause_around_it() {
        let text = "The talks, which began in May, failed on Monday because nobody came.";
        assert_eq!(clause_of(text, "began"), ", which began in May");
        assert_eq!(clause_of(text, "failed"), "The talks , failed on Monday .");
        assert_eq!(clause_of(text, "nobody"), "because nobody came");
    }

    #[test]
    fn the_scope_climbs_to_the_verbs_that_govern() {
        assert_eq!(scope_of("The two sides have not signed the treaty.", "signed"), "have not");
        assert_eq!(scope_of("Both sides failed to sign the treaty.", "treaty"), "failed to sign the");
        assert_eq!(scope_of("She did not say that the treaty was signed.", "signed"), "say that was");
    }
}
