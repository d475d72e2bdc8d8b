//! One block's tokens as the name extractors read them: by index, folded, with ranges back into the document.

use std::ops::Range;

use crate::document::TextRange;
use crate::extract::Text;
use crate::language::{Analysis, Sentence, Token, TokenKind};
use crate::lexicon::fold::fold;

/// The words of one block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    pub block: u32,
    pub text: &'a str,
    pub analysis: &'a Analysis,
}

impl<'a> Words<'a> {
    /// The words of each block that is copy.
    pub fn of(text: &'a Text<'a>) -> impl Iterator<Item = Words<'a>> {
        let blocks = text.document.blocks.iter().zip(&text.blocks).enumerate();
        blocks.filter(|(_, (block, _))| block.kind.is_copy()).map(|(i, (block, analysis))| Words {
            block: i as u32,
            text: &block.prose.text,
            analysis,
        })
    }

    /// The words of one block.
    pub fn in_block(text: &'a Text<'a>, block: u32) -> Words<'a> {
        Words { block, text: &text.document.blocks[block as usize].prose.text, analysis: &text.blocks[block as usize] }
    }

    pub fn sentences(&self) -> impl Iterator<Item = (u32, &'a Sentence)> {
        self.analysis.sentences.iter().enumerate().map(|(i, s)| (i as u32, s))
    }

    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.analysis.tokens.get(at)
    }

    /// The token in lower case; empty beyond the ends.
    pub fn lower(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| &t.lower)
    }

    /// The token before, in lower case; empty at the start of the block.
    pub fn lower_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    pub fn lemma(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| &t.lemma)
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|t| t.kind)
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.capital && t.is_word() && t.kind != TokenKind::Clitic)
    }

    /// Whether nothing stands between a token and the next.
    pub fn touches_next(&self, at: usize) -> bool {
        matches!((self.token(at), self.token(at + 1)), (Some(a), Some(b)) if a.end == b.start)
    }

    pub fn folded(&self, at: usize) -> String {
        fold(self.lower(at))
    }

    pub fn range(&self, tokens: Range<usize>) -> TextRange {
        let start = self.token(tokens.start).map_or(0, |t| t.start);
        let end = tokens.end.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |t| t.end);
        TextRange { block: self.block, start, end: end.max(start) }
    }

    pub fn written(&self, tokens: Range<usize>) -> &'a str {
        let range = self.range(tokens);
        self.text.get(range.start as usize..range.end as usize).unwrap_or("")
    }

    /// The words of a name with their tokens: what stands together without white space is one word.
    pub fn units(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let mut units: Vec<Range<usize>> = Vec::new();
        for at in tokens {
            match units.last_mut() {
                Some(unit) if unit.end == at && self.touches_next(at - 1) => unit.end = at + 1,
                _ => units.push(at..at + 1),
            }
        }
        units
    }

    /// Whether a token is the first word of its sentence, or of a quotation within it.
    pub fn is_initial(&self, at: usize) -> bool {
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(at)];
        let mut before = at;
        while before > sentence.tokens.start {
            before -= 1;
            match self.kind(before) {
                Some(TokenKind::OpenQuote) => return true,
                Some(TokenKind::Punctuation) if matches!(self.lower(before), ":" | ";") => return true,
                Some(TokenKind::Punctuation | TokenKind::CloseQuote) if !matches!(self.lower(before), "," | "&" | "/" | "-") => {}
                Some(TokenKind::Number) if before == sentence.tokens.start => {}
                _ => return false,
            }
        }
        true
    }
}
