//! The view that the grammar has of a sentence: its tokens, and what each may be. Every look is in bounds: outside the sentence there
//! is an empty word.

use std::ops::Range;

use crate::language::{Token, TokenKind};
use crate::lexicon::time::{NO_WORD, Phrases, Tag, TimeLexicon, Word};

/// One sentence of a block.
#[derive(Clone)]
pub(super) struct Line<'a> {
    /// All tokens of the block.
    pub tokens: &'a [Token],
    /// What each token of the block may be.
    pub words: &'a [&'a Word],
    /// The tokens of the sentence.
    pub range: Range<usize>,
    pub lexicon: &'a TimeLexicon,
}

impl Line<'_> {
    /// The token, where it belongs to the sentence.
    #[inline]
    pub fn token(&self, at: usize) -> Option<&Token> {
        if self.range.contains(&at) { self.tokens.get(at) } else { None }
    }

    /// The token before, where there is one in the sentence.
    #[inline]
    pub fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|i| self.range.contains(i))
    }

    /// What the token may be.
    #[inline]
    pub fn word(&self, at: usize) -> &Word {
        if self.range.contains(&at) { self.words.get(at).copied().unwrap_or(&NO_WORD) } else { &NO_WORD }
    }

    /// What the token before may be.
    #[inline]
    pub fn word_before(&self, at: usize) -> &Word {
        self.before(at).map_or(&NO_WORD, |i| self.word(i))
    }

    /// The token in lower case; empty outside the sentence.
    #[inline]
    pub fn lower(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| &t.lower)
    }

    /// The token before in lower case.
    pub fn lower_before(&self, at: usize) -> &str {
        self.before(at).map_or("", |i| self.lower(i))
    }

    #[inline]
    pub fn is(&self, at: usize, tag: Tag) -> bool {
        self.word(at).is(tag)
    }

    #[inline]
    pub fn any(&self, at: usize, tags: &[Tag]) -> bool {
        self.word(at).any(tags)
    }

    /// Whether the token is this mark or word in lower case.
    #[inline]
    pub fn mark(&self, at: usize, mark: &str) -> bool {
        self.lower(at) == mark
    }

    /// Whether the token is a hyphen or dash.
    #[inline]
    pub fn dash(&self, at: usize) -> bool {
        matches!(self.lower(at), "-" | "–" | "--" | "—" | "‑")
    }

    /// Whether the token is a dash that touches both of its neighbours.
    pub fn tight_dash(&self, at: usize) -> bool {
        self.dash(at) && self.touches(at) && self.touches(at + 1)
    }

    /// Whether nothing stands between the token and the one before it.
    #[inline]
    pub fn touches(&self, at: usize) -> bool {
        match (self.before(at).and_then(|i| self.token(i)), self.token(at)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// Whether the first letter is a capital.
    #[inline]
    pub fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.capital)
    }

    /// Whether the token is the first word of the sentence.
    pub fn first(&self, at: usize) -> bool {
        self.before(at).is_none_or(|i| self.token(i).is_none_or(|t| t.kind == TokenKind::OpenQuote) && self.before(i).is_none())
    }

    /// A number of one to four plain digits.
    pub fn digits(&self, at: usize) -> Option<u32> {
        let token = self.token(at)?;
        (token.kind == TokenKind::Number && token.lower.len() <= 4).then(|| token.lower.parse().ok()).flatten()
    }

    /// A year of four digits: 1000 to 2199.
    pub fn year(&self, at: usize) -> Option<i32> {
        let token = self.token(at)?;
        if token.kind != TokenKind::Number || token.lower.len() != 4 {
            return None;
        }
        token.lower.parse().ok().filter(|year| (1000..2200).contains(year))
    }

    /// A day of the month in digits, 1 to 31, with or without the ordinal's ending; `true` for an ordinal.
    pub fn day(&self, at: usize) -> Option<(u32, bool)> {
        if let Some(day) = self.digits(at).filter(|d| (1..=31).contains(d)) {
            return (self.lower(at).len() <= 2).then_some((day, false));
        }
        self.ordinal_digits(at).filter(|d| (1..=31).contains(d)).map(|day| (day, true))
    }

    /// The number of an ordinal in digits ("17th").
    pub fn ordinal_digits(&self, at: usize) -> Option<u32> {
        let token = self.token(at)?;
        let digits = token.lower.strip_suffix("th").or_else(|| ["st", "nd", "rd"].iter().find_map(|end| token.lower.strip_suffix(end)))?;
        if token.kind == TokenKind::Mixed && digits.len() <= 3 { digits.parse().ok() } else { None }
    }

    /// The number of an ordinal in digits or words, up to "thirty-first"; and where it ends.
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(number) = self.ordinal_digits(at) {
            return Some((number, at + 1));
        }
        if let Some(tens) = self.word(at).cardinal.filter(|n| (20..100).contains(n) && n % 10 == 0)
            && let Some(one) = self.word(at + 2).ordinal.filter(|n| *n < 10)
            && self.dash(at + 1)
        {
            return Some((tens + one, at + 3));
        }
        self.word(at).ordinal.map(|number| (number, at + 1))
    }

    /// The longest phrase that starts here: what it means and where it ends.
    pub fn phrase<'p>(&self, at: usize, phrases: &'p Phrases) -> Option<(&'p str, usize)> {
        phrases.starting(self.lower(at)).iter().find_map(|(words, meaning)| {
            let fits = words.iter().enumerate().all(|(i, word)| self.lower(at + i) == &**word);
            fits.then_some((&**meaning, at + words.len()))
        })
    }

    /// The longest hedge that ends before `end`, within five tokens: what it means and where it starts.
    pub fn hedge_before(&self, end: usize) -> Option<(&str, usize)> {
        let phrases = &self.lexicon.hedges;
        let first = end.saturating_sub(5).max(self.range.start);
        (first..end).filter(|at| self.word(*at).begins_hedge()).find_map(|at| {
            phrases.starting(self.lower(at)).iter().find_map(|(words, meaning)| {
                let fits = at + words.len() == end && words.iter().enumerate().all(|(i, word)| self.lower(at + i) == &**word);
                fits.then_some((&**meaning, at))
            })
        })
    }
}
