//! Sets of phrases: which of them starts at a word, the longest first.

use crate::language::hash::Map;

/// The words of a phrase behind its first, with its value.
type Rest<T> = (Vec<Box<str>>, T);

/// Phrases of one or more words in lower case, each with a value.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: Map<Box<str>, Vec<Rest<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: Map::default() }
    }
}

impl<T: Clone> Phrases<T> {
    /// Phrases from data. A phrase is split as text is: "co-pilot" is three words.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Phrases<T> {
        let mut by_first: Map<Box<str>, Vec<Rest<T>>> = Map::default();
        for (phrase, value) in phrases {
            let mut words = split(phrase).into_iter();
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push((words.collect(), value));
            }
        }
        for entries in by_first.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Phrases { by_first }
    }

    /// The longest phrase that starts at word 0 of `word`, with its number of words.
    pub fn at<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(usize, &T)> {
        let entries = self.by_first.get(word(0)?)?;
        entries
            .iter()
            .find(|(rest, _)| rest.iter().enumerate().all(|(i, w)| word(i + 1) == Some(w)))
            .map(|(rest, value)| (rest.len() + 1, value))
    }

    /// The value of a phrase of one word.
    pub fn word(&self, word: &str) -> Option<&T> {
        self.by_first.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| value)
    }
}

/// Splits a phrase of the vocabulary as the tokenizer splits text: hyphens inside a word are words of their own.
fn split(phrase: &str) -> Vec<Box<str>> {
    crate::language::tokenize(phrase).into_iter().map(|token| token.lower).collect()
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn the_longest_phrase_wins() {
        let phrases = Phrases::new([("chief", 1), ("chief executive", 2), ("take-off", 3)]);
        let at = |words: &[&str]| phrases.at(|i| words.get(i).copied()).map(|(n, v)| (n, *v));
        assert_eq!(at(&["chief", "executive", "of"]), Some((2, 2)));
        assert_eq!(at(&["chief", "of"]), Some((1, 1)));
        assert_eq!(at(&["take", "-", "off"]), Some((3, 3)));
        assert_eq!(at(&["off"]), None);
    }
}
