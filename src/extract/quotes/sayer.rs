//! Who says what a verb tells, by the tree: the subject of the verb, wherever it stands, and the one whom a noun phrase names.

use super::speaker::{Phrase, Reader};
use crate::extract::entity::Speaker;
use crate::language::universal::{Penn, Relation, Upos};

impl Reader<'_> {
    /// Whether a token's sentence has a tree to read.
    pub fn has_tree(&self, at: usize) -> bool {
        self.words.analysis.arc(at).is_some()
    }

    /// The one who says what a verb tells: its subject, or the agent of a passive ("was told by an aide that", but "was quoted as saying that").
    pub fn sayer_of(&self, verb: usize) -> Option<Phrase> {
        self.has_tree(verb).then_some(())?;
        let analysis = self.words.analysis;
        if analysis.is_passive(verb) { self.agent_of(verb) } else { self.phrase_at_head(analysis.subject(verb)?) }
    }

    fn agent_of(&self, verb: usize) -> Option<Phrase> {
        let analysis = self.words.analysis;
        let agent = analysis.dependents(verb).find(|at| analysis.arc(*at).is_some_and(|arc| arc.relation == Relation::OblAgent))?;
        self.phrase_at_head(agent)
    }

    /// Whom the noun phrase with this head names: a name in it or in its apposition, else its own noun. A statement speaks for the one who
    /// made it.
    pub fn phrase_at_head(&self, head: usize) -> Option<Phrase> {
        let analysis = self.words.analysis;
        let noun = matches!(analysis.tokens[head].upos, Upos::Noun | Upos::Propn | Upos::Adj);
        if let Some(phrase) = self.named_at(head) {
            return phrase.speaker.is_some().then_some(phrase);
        }
        if matches!(self.words.lower(head), "he" | "she" | "they") {
            return Some(Phrase { speaker: None, tokens: head..head + 1 });
        }
        if !noun {
            return None;
        }
        let named = analysis.dependents(head).find_map(|at| {
            let relation = analysis.arc(at)?.relation;
            matches!(relation, Relation::Flat | Relation::Appos | Relation::NmodDescription).then(|| self.named_at(at)).flatten()
        });
        let made_by = || self.maker_of(head).filter(|_| self.lexicon.reporting.messages.contains(self.words.lemma(head)));
        if let Some(named) = named.filter(|phrase| phrase.speaker.is_some()).or_else(made_by) {
            return Some(named);
        }
        let start = analysis.dependents(head).next().map_or(head, |first| first.min(head));
        Some(Phrase { speaker: Some(Speaker::Unnamed(self.words.lemma(head).to_string())), tokens: start..head + 1 })
    }

    /// Whose words a message or claim is: "the ministry's claim", "a statement by the ministry", "a letter from Berge".
    pub fn maker_of(&self, noun: usize) -> Option<Phrase> {
        let analysis = self.words.analysis;
        let makes = |at: &usize| {
            analysis.arc(*at).is_some_and(|arc| arc.relation == Relation::NmodPossessive)
                || analysis.is(*at, Relation::Nmod)
                    && analysis
                        .dependents_by(*at, Relation::Case)
                        .any(|case| self.lexicon.reporting.makers.contains(self.words.lower(case)))
        };
        let maker = analysis.dependents(noun).find(makes)?;
        self.named_at(maker).filter(|phrase| phrase.speaker.is_some()).or_else(|| {
            let noun = analysis.tokens[maker].upos == Upos::Noun;
            let speaker = Some(Speaker::Unnamed(self.words.lemma(maker).to_string()));
            noun.then_some(Phrase { speaker, tokens: maker..maker + 1 })
        })
    }

    /// The mention that holds a token; without a speaker where it cannot speak.
    fn named_at(&self, at: usize) -> Option<Phrase> {
        let mention = self.names.at(self.words.block, at).map(|m| &self.names.mentions[m])?;
        let speaker = self.is_speaker(mention).then_some(Speaker::Entity(mention.entity));
        Some(Phrase { speaker, tokens: self.start_of(mention)..mention.tokens.end })
    }

    pub fn penn(&self, at: usize) -> Penn {
        self.words.token(at).map_or(Penn::Xx, |token| token.penn)
    }
}
