//! Passages in quotation marks.

use std::ops::Range;

use crate::extract::words::Words;
use crate::language::TokenKind;

/// Tokens of the marks; where none closes, `close` is one past the block's last token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub open: usize,
    pub close: usize,
}

impl Quoted {
    /// The tokens between the marks, without a comma or full stop before the closing one.
    pub fn inside(&self) -> Range<usize> {
        self.open + 1..self.close.max(self.open + 1)
    }
}

/// The passage that holds a token, its marks included.
pub fn holding(quotes: &[Quoted], at: usize) -> Option<&Quoted> {
    quotes.get(quotes.partition_point(|q| q.close < at)).filter(|q| q.open <= at)
}

/// The passages in quotation marks of one block, in order; marks within a passage belong to it.
pub fn quoted(words: &Words) -> Vec<Quoted> {
    let mut found = Vec::new();
    let end = words.analysis.tokens.len();
    let mut at = 0;
    // Marks that nothing closes any more: the search for one is not made twice.
    let mut unclosed: Vec<&str> = Vec::new();
    while at < end {
        let mark = words.written(at..at + 1);
        if words.kind(at) != Some(TokenKind::OpenQuote) || unclosed.contains(&mark) {
            at += 1;
            continue;
        }
        let close = (at + 1..end).find(|i| words.kind(*i) == Some(TokenKind::CloseQuote) && closes(mark, words, *i));
        match close {
            Some(close) => {
                found.push(Quoted { open: at, close });
                at = close + 1;
            }
            // A paragraph of a longer quotation is left open; an apostrophe is no mark at all.
            None if mark == "“" => {
                found.push(Quoted { open: at, close: end });
                at = end;
            }
            None => {
                unclosed.push(mark);
                at += 1;
            }
        }
    }
    found
}

fn closes(open: &str, words: &Words, at: usize) -> bool {
    let mark = words.written(at..at + 1);
    match open {
        "\"" => mark == "\"",
        "“" | "„" => matches!(mark, "”" | "“" | "\""),
        "«" => mark == "»",
        "‘" => mark == "’" && !words.touches_next(at),
        "'" => mark == "'" && !words.touches_next(at),
        _ => mark == open,
    }
}
