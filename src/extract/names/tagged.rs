//! The statistical tagger's say: its names beside the candidates that runs of capitals gave.

use std::ops::Range;

use super::split::{self, Candidate};
use crate::extract::Text;
use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::language::model::Model;
use crate::language::names::{self, Facts, FoundName, NameKind};
use crate::language::universal::Upos;
use crate::lexicon::Lexicon;
use crate::value::PlaceKind;

/// The candidates with the tagger's names: what it marks as a name is one, within the bounds that it gives, and bears its kind. Candidates that
/// it leaves alone stay. Both are in the order of the text.
pub fn unite(text: &Text, candidates: Vec<Candidate>, facts: &[Vec<Facts>], lexicon: &Lexicon) -> Vec<Candidate> {
    let mut rest = candidates.into_iter().peekable();
    let mut united = Vec::new();
    for words in Words::of(text) {
        let mut own = Vec::new();
        while let Some(candidate) = rest.next_if(|c| c.block == words.block) {
            own.push(candidate);
        }
        let mut own = own.into_iter().peekable();
        let mut found = Vec::new();
        for (sentence, range) in words.sentences() {
            found.clear();
            names::names(Model::builtin(), words.text, range, &words.analysis.tokens, &facts[words.block as usize], &mut found);
            for name in found.drain(..).flat_map(|name| apart(&words, name, lexicon)) {
                while let Some(before) = own.next_if(|c| c.tokens.end <= name.tokens.start) {
                    united.push(before);
                }
                let mut overlapped = Vec::new();
                while let Some(candidate) = own.next_if(|c| c.tokens.start < name.tokens.end) {
                    overlapped.push(candidate);
                }
                named(&words, sentence, &name, overlapped, lexicon, &mut united);
            }
        }
        united.extend(own);
    }
    united
}

/// What the tagger's name is in fact: without the "'s" behind a person or place (a shop may bear one), and a town with its state or country
/// behind it, without a comma between, as two names: "Larne Maine".
fn apart(words: &Words, mut name: FoundName, lexicon: &Lexicon) -> Vec<FoundName> {
    let n = &lexicon.names;
    let possessive = name.tokens.len() > 1 && words.kind(name.tokens.end - 1) == Some(TokenKind::Clitic);
    if possessive && name.kind != NameKind::Organization {
        name.tokens.end -= 1;
    }
    // "in Queens Friday"
    let day = lexicon.time.word(words.lower(name.tokens.end - 1)).weekday != 0;
    if day && name.tokens.len() > 1 && name.kind == NameKind::Place {
        name.tokens.end -= 1;
    }
    // "Gulf of Aden The Navy ...": a headline runs on, and no article stands in the name of a place but behind a preposition.
    let the = (name.tokens.start + 1..name.tokens.end)
        .find(|at| words.lower(*at) == "the" && words.token(at - 1).is_some_and(|t| t.upos != Upos::Adp));
    if let Some(the) = the.filter(|_| name.kind == NameKind::Place) {
        name.tokens.end = the;
    }
    let key = |tokens: Range<usize>| split::joined_key(words, &tokens);
    let Range { start, end } = name.tokens;
    let holds = |at: usize| {
        let written = key(at..end);
        let region = n.place(&written).is_some_and(|p| matches!(p.kind, PlaceKind::Region | PlaceKind::Country));
        region || end - at == 1 && words.is_capital(at) && n.region_codes.contains(&written)
    };
    let place = name.kind == NameKind::Place && !n.is_place(&key(start..end));
    match (start + 1..end).filter(|_| place).find(|at| n.is_place(&key(start..*at)) && holds(*at)) {
        Some(at) => [start..at, at..end].map(|tokens| FoundName { tokens, ..name.clone() }).into(),
        None => vec![name],
    }
}

/// The candidates for one name of the tagger, in place of those that overlap it.
fn named(words: &Words, sentence: u32, name: &FoundName, overlapped: Vec<Candidate>, lexicon: &Lexicon, united: &mut Vec<Candidate>) {
    // "Housing Authority of Larne" is one organisation, though the tagger may know Larne alone.
    if let [.., last] = united.as_slice()
        && last.block == words.block
        && last.tokens.end > name.tokens.start
    {
        return;
    }
    if let [one] = overlapped.as_slice()
        && one.tokens.start <= name.tokens.start
        && one.tokens.end >= name.tokens.end
        && is_headed_by_organization(words, one, lexicon)
    {
        united.extend(overlapped.into_iter().map(|candidate| Candidate { tagged: Some(NameKind::Organization), ..candidate }));
        return;
    }
    let tagged = Some(name.kind);
    if let [one] = overlapped.as_slice()
        && is_same(words, one, &name.tokens, lexicon)
    {
        united.extend(overlapped.into_iter().map(|candidate| Candidate { tagged, ..candidate }));
        return;
    }
    let start = name.tokens.start;
    let title = overlapped.iter().find(|c| c.tokens.start == start).and_then(|c| c.title.clone());
    let candidate = split::candidate(words, sentence, name.tokens.clone(), title, words.is_initial(start), lexicon);
    united.extend(candidate.map(|candidate| Candidate { tagged, ..candidate }));
}

/// Whether the word before "of" in a candidate tells that the whole is an organisation.
fn is_headed_by_organization(words: &Words, candidate: &Candidate, lexicon: &Lexicon) -> bool {
    let of = candidate.tokens.clone().skip(1).find(|at| matches!(words.lower(*at), "of" | "for"));
    of.is_some_and(|of| lexicon.names.of_organizations.contains(&words.folded(of - 1)))
}

/// Whether a candidate is a name of the tagger, but for a title before it, or "plc" or "Jr." behind it.
fn is_same(words: &Words, candidate: &Candidate, tokens: &Range<usize>, lexicon: &Lexicon) -> bool {
    let (own, n) = (&candidate.tokens, &lexicon.names);
    let titled = candidate.title.as_ref().is_some_and(|title| title.start <= tokens.start && own.start > tokens.start);
    let ending = |at: usize| n.company_suffixes.contains(words.lower(at)) || n.generations.contains(words.lower(at));
    let ended = own.end > tokens.end && (tokens.end..own.end).all(ending);
    (own.start == tokens.start || titled) && (own.end == tokens.end || ended)
}
