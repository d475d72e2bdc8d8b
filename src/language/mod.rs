//! The linguistic front end: a block's text as sentences of tokens.
//!
//! In goes the text of one block; out comes its [`Analysis`], with byte offsets into that text. It knows words, not facts: no calendar,
//! no names of places, no claims. Tokens and sentences come from rules, parts of speech and dependency trees from the trained model in `model/`, which
//! is part of the program.

mod address;
pub mod conllu;
pub mod decoder;
pub mod features;
pub mod hash;
mod lemma;
pub mod model;
pub mod names;
pub mod parser;
mod sentence;
pub mod table;
pub mod tagger;
mod token;
mod tree;
pub mod universal;

use std::ops::Range;

pub use lemma::{dictionary_form, lemma};
pub use token::tokenize;
pub use tree::Arc;
use universal::{Penn, Upos};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with apostrophes, full stops and the hyphens of prefixes inside ("co-owner", "U.S.", "O'Brien").
    Word,
    /// Digits, with separators inside ("1,204", "12.5", "2025-07-18", "7:45").
    Number,
    /// Digits and letters ("K2207", "17th", "5bn").
    Mixed,
    /// A clitic split from its word ("'s", "n't").
    Clitic,
    /// A quotation mark that opens.
    OpenQuote,
    /// A quotation mark that closes.
    CloseQuote,
    /// Other punctuation and symbols, one character each, or a run of one character ("...", "--"), of "!" and "?", or an emoticon.
    Punctuation,
    /// An address of the web or of mail, a file name, a telephone number, a handle.
    Address,
}

/// A token: a range of bytes of the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: TokenKind,
    /// In lower case, with typographic apostrophes and hyphens made plain.
    pub lower: Box<str>,
    /// Dictionary form by rules and a list of exceptions; equal to `lower` where no rule applies.
    pub lemma: Box<str>,
    /// Whether the first letter is a capital.
    pub capital: bool,
    /// Universal part of speech; `X` until it is tagged.
    pub upos: Upos,
    /// Part of speech of the Penn Treebank; `XX` until it is tagged.
    pub penn: Penn,
}

impl Token {
    /// The bytes of the block's text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it is tagged as a past tense or a past participle.
    pub fn is_past(&self) -> bool {
        matches!(self.penn, Penn::Vbd | Penn::Vbn)
    }

    /// Whether it is tagged as a verb or auxiliary.
    pub fn is_verb(&self) -> bool {
        matches!(self.upos, Upos::Verb | Upos::Aux)
    }

    /// Whether this is a word, a clitic or mixed token.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Clitic | TokenKind::Mixed)
    }
}

/// A sentence: a range of bytes and of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub start: u32,
    pub end: u32,
    /// Indices into [`Analysis::tokens`].
    pub tokens: Range<usize>,
}

/// A block's text as sentences of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    /// The tokens' arcs; `None` in sentences that were not parsed.
    pub arcs: Vec<Option<Arc>>,
    /// The predicate of each token's clause, where there are arcs.
    predicates: Vec<Option<u32>>,
}

impl Analysis {
    /// The sentence that holds a token, by the token's index.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// The tokens of a sentence.
    pub fn sentence_tokens(&self, sentence: usize) -> &[Token] {
        self.sentences.get(sentence).map_or(&[], |s| &self.tokens[s.tokens.clone()])
    }

    /// Index of the first token that ends after `byte`.
    pub fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|t| t.end <= byte)
    }
}

/// Splits a block's text into sentences of tagged tokens with their trees. Linear in the text; every byte sequence is some analysis.
pub fn analyse(text: &str) -> Analysis {
    analyse_where(text, |_| true)
}

/// As [`analyse`], with trees only for the sentences whose tagged tokens are wanted.
pub fn analyse_where(text: &str, wants_tree: impl Fn(&[Token]) -> bool) -> Analysis {
    analyse_by(model::Model::builtin(), text, wants_tree)
}

/// As [`analyse_where`], by a model that is not the one of the program.
pub fn analyse_by(model: &model::Model, text: &str, wants_tree: impl Fn(&[Token]) -> bool) -> Analysis {
    let tokens = tokenize(text);
    let mut analysis = Analysis { sentences: sentence::split(text, &tokens), tokens, ..Analysis::default() };
    decoder::decode(model, text, &mut analysis, wants_tree);
    analysis
}
