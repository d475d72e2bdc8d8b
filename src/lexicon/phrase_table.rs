//! Phrases over lemmas: a table from word sequences to entries, looked up at a token. The first lemma is the index, so a text
//! without any of the words costs one hash look-up a token.

use crate::language::hash::Map;
use crate::language::{Token, TokenKind, tokenize};

/// The lemmas behind the first, and the entry.
type Phrase<T> = (Box<[Box<str>]>, T);

/// Entries by the lemmas of a phrase.
#[derive(Clone, Debug)]
pub struct PhraseTable<T> {
    by_first: Map<Box<str>, Vec<Phrase<T>>>,
    longest: usize,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        PhraseTable { by_first: Map::default(), longest: 0 }
    }
}

impl<T> PhraseTable<T> {
    /// Adds a phrase; its words pass through the same tokeniser and lemma rules as the copy.
    pub fn insert(&mut self, phrase: &str, entry: T) {
        let mut lemmas = tokenize(phrase).into_iter().map(|t| t.lemma);
        let Some(first) = lemmas.next() else { return };
        let bucket = self.by_first.entry(first).or_default();
        let rest: Box<[Box<str>]> = lemmas.collect();
        self.longest = self.longest.max(rest.len() + 1);
        bucket.push((rest, entry));
        bucket.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// The longest phrase that starts at a token: how many tokens it has, and its entry. Adverbs and determiners are not skipped.
    pub fn find(&self, tokens: &[Token], at: usize) -> Option<(usize, &T)> {
        let bucket = self.by_first.get(&tokens.get(at)?.lemma)?;
        bucket
            .iter()
            .find(|(rest, _)| {
                rest.len() < tokens.len() - at && rest.iter().zip(&tokens[at + 1..]).all(|(word, token)| *word == token.lemma)
            })
            .map(|(rest, entry)| (rest.len() + 1, entry))
    }

    /// All matches in a run of tokens, longest first at each place, without overlaps: index, length, entry.
    pub fn find_all<'a>(&'a self, tokens: &'a [Token]) -> impl Iterator<Item = (usize, usize, &'a T)> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < tokens.len() {
                let here = at;
                at += 1;
                if tokens[here].kind == TokenKind::Address {
                    continue;
                }
                if let Some((length, entry)) = self.find(tokens, here) {
                    at = here + length;
                    return Some((here, length, entry));
                }
            }
            None
        })
    }

    /// How many words the longest phrase has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Whether there is no phrase at all.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_in_any_inflection() {
        let mut table = PhraseTable::default();
        table.insert("find", 1);
        table.insert("find guilty", 2);
        table.insert("cease-fire", 3);
        let tokens = tokenize("They were found guilty, found it and kept the cease-fires.");
        let found: Vec<_> = table.find_all(&tokens).map(|(at, length, entry)| (&*tokens[at].lower, length, *entry)).collect();
        assert_eq!(found, [("found", 2, 2), ("found", 1, 1), ("cease", 3, 3)]);
    }
}
