//! What the lexicon and the document tell of each token, for the statistical tagger of names: lists that hold the word, and what the runs
//! of capitals were taken for.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::split::Candidate;
use crate::extract::Text;
use crate::extract::entity::EntityKind;
use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::language::names::Facts;
use crate::language::universal::Upos;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;
use crate::value::PlaceKind;

// Bits of a word: what lists hold it.
const GIVEN: u32 = 1;
const FAMILY: u32 = 1 << 1;
const COMMON: u32 = 1 << 2;
const DEMONYM: u32 = 1 << 3;
const ORGANIZATION_HEAD: u32 = 1 << 4;
const COMPANY_SUFFIX: u32 = 1 << 5;
const VENUE_HEAD: u32 = 1 << 6;
const PRODUCT_HEAD: u32 = 1 << 7;
const ACRONYM: u32 = 1 << 8;
const HONORIFIC: u32 = 1 << 9;
const PARTICLE: u32 = 1 << 10;
const NOT_A_NAME: u32 = 1 << 11;
const OCCUPATION: u32 = 1 << 12;
const COUNTRY: u32 = 1 << 13;
const REGION: u32 = 1 << 14;
const CITY: u32 = 1 << 15;
const ORGANIZATION: u32 = 1 << 16;
const OFFICE: u32 = 1 << 17;
/// Not the first word of the listed name.
const INSIDE: u32 = 1 << 18;

// Bits of a token in its document.
const CANDIDATE: u32 = 1;
const CANDIDATE_INSIDE: u32 = 1 << 1;
const TITLED: u32 = 1 << 2;
const MENTIONED_AGAIN: u32 = 1 << 3;
/// The kind that the candidate's entity was taken for, shifted by so much; three bits.
const KIND: u32 = 4;
const SMALL_ELSEWHERE: u32 = 1 << 7;
const CAPITAL_ELSEWHERE: u32 = 1 << 8;
/// A listed place in small letters.
const SMALL_PLACE: u32 = 1 << 9;

/// The most words of a listed name.
const LONGEST: usize = 4;

/// Facts for every token of every block. `kinds[i]` is what the entity of `candidates[i]` was taken for and how many candidates it has;
/// candidates are in the order of the text.
pub fn facts(text: &Text, candidates: &[Candidate], kinds: &[(EntityKind, usize)], lexicon: &Lexicon) -> Vec<Vec<Facts>> {
    let mut all: Vec<Vec<Facts>> = text.blocks.iter().map(|analysis| vec![Facts::default(); analysis.tokens.len()]).collect();
    let (small_letters, capital) = letters(text);
    let mut lists = Lists { lexicon, known: HashMap::new() };
    for words in Words::of(text) {
        let facts = &mut all[words.block as usize];
        for (at, facts) in facts.iter_mut().enumerate() {
            let near = at > 0 && words.is_capital(at - 1) || words.is_capital(at) || words.is_capital(at + 1);
            if !(near || is_small_noun(&words, at)) || !words.token(at).is_some_and(|token| token.is_word()) {
                continue;
            }
            let acronym = lexicon.names.acronyms.contains_key(words.written(at..at + 1));
            facts.word |= lists.word(&words, at) | if acronym { ACRONYM } else { 0 };
            let seen = |set: &HashSet<&str>| words.is_capital(at) && set.contains(words.lower(at));
            facts.document |= if seen(&small_letters) { SMALL_ELSEWHERE } else { 0 };
            facts.document |= if seen(&capital) { CAPITAL_ELSEWHERE } else { 0 };
        }
        phrases(&words, facts, lexicon);
    }
    for (candidate, (kind, members)) in candidates.iter().zip(kinds) {
        let facts = &mut all[candidate.block as usize];
        for at in candidate.tokens.clone() {
            let place = if at == candidate.tokens.start { CANDIDATE } else { CANDIDATE_INSIDE };
            let titled = if candidate.title.is_some() { TITLED } else { 0 };
            let again = if *members > 1 { MENTIONED_AGAIN } else { 0 };
            facts[at].document |= place | titled | again | (*kind as u32) << KIND;
        }
    }
    all
}

/// The words of a document that stand in it in small letters, and those whose capital stands within a sentence.
fn letters<'t>(text: &'t Text) -> (HashSet<&'t str>, HashSet<&'t str>) {
    let (mut small, mut capital) = (HashSet::new(), HashSet::new());
    for (_, analysis) in text.copy_blocks() {
        for sentence in &analysis.sentences {
            for (at, token) in analysis.tokens[sentence.tokens.clone()].iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word) {
                if !token.capital {
                    small.insert(&*token.lower);
                } else if at > 0 {
                    capital.insert(&*token.lower);
                }
            }
        }
    }
    (small, capital)
}

/// Lists of single words, each word looked up once.
struct Lists<'a> {
    lexicon: &'a Lexicon,
    known: HashMap<String, u32>,
}

impl Lists<'_> {
    fn word(&mut self, words: &Words, at: usize) -> u32 {
        let lower = words.lower(at);
        if let Some(known) = self.known.get(lower) {
            return *known;
        }
        let n = &self.lexicon.names;
        let key = fold(lower);
        let in_lists = [
            (n.is_given(&key), GIVEN),
            (n.is_family(&key), FAMILY),
            (n.is_word(&key), COMMON),
            (n.demonym(&key).is_some(), DEMONYM),
            (n.organization_heads.contains(&key), ORGANIZATION_HEAD),
            (n.company_suffixes.contains(&key), COMPANY_SUFFIX),
            (n.venue_heads.contains(&key), VENUE_HEAD),
            (n.product_heads.contains(&key), PRODUCT_HEAD),
            (n.honorifics.contains_key(lower), HONORIFIC),
            (n.particles.contains(&key), PARTICLE),
            (n.is_occupation(words.lemma(at)), OCCUPATION),
        ];
        let bits = in_lists.into_iter().filter(|(is, _)| *is).fold(0, |bits, (_, bit)| bits | bit);
        self.known.insert(lower.to_string(), bits);
        bits
    }
}

/// Whether a word in small letters may be a name, where copy uses no capitals.
fn is_small_noun(words: &Words, at: usize) -> bool {
    words
        .token(at)
        .is_some_and(|t| !t.capital && t.kind == TokenKind::Word && matches!(t.upos, Upos::Noun | Upos::Propn | Upos::X | Upos::Adj))
}

/// Marks the longest listed names of one word or several.
fn phrases(words: &Words, facts: &mut [Facts], lexicon: &Lexicon) {
    let n = &lexicon.names;
    for at in 0..facts.len() {
        let capital = words.is_capital(at);
        if !capital && (facts[at].word & COMMON != 0 || !is_small_noun(words, at)) {
            continue;
        }
        if let Some((length, bit)) = place_at(words, at, capital, lexicon) {
            mark(facts, at..at + length, bit);
            facts[at].document |= if capital { 0 } else { SMALL_PLACE };
        }
        if !capital {
            continue;
        }
        let lower = |i: usize| words.token(at + i).map(|t| &*t.lower);
        if let Some((length, ())) = n.organizations.at(lower) {
            mark(facts, at..at + length, ORGANIZATION);
        }
        if let Some((length, ())) = n.not_names.at(lower) {
            mark(facts, at..at + length, NOT_A_NAME);
        }
        if let Some(office) = lexicon.offices.at(&lower) {
            mark(facts, at..at + office.end, OFFICE);
        }
    }
}

fn mark(facts: &mut [Facts], tokens: Range<usize>, bit: u32) {
    for at in tokens.clone() {
        facts[at].word |= bit | if at > tokens.start { INSIDE } else { 0 };
    }
}

/// The longest listed place that starts at a token: its length and its bit.
fn place_at(words: &Words, at: usize, capital: bool, lexicon: &Lexicon) -> Option<(usize, u32)> {
    (1..=LONGEST).rev().find_map(|length| {
        let whole = words.token(at + length - 1).is_some() && words.is_capital(at + length - 1) == capital;
        let place = whole.then(|| lexicon.names.place(&fold(words.written(at..at + length))))??;
        let bit = match place.kind {
            PlaceKind::Country => COUNTRY,
            PlaceKind::Region => REGION,
            _ => CITY,
        };
        Some((length, bit))
    })
}
