//! Reported speech: "X said that …", "…, X said", "according to X, …".

use std::ops::Range;

use super::marks::Quoted;
use super::speaker::{Phrase, Reader};
use crate::extract::entity::Attribution;
use crate::language::TokenKind;

/// Passages that a block reports as said, without quotation marks around them.
pub fn reported(reader: &Reader, quotes: &[Quoted]) -> Vec<Attribution> {
    let mut found = Vec::new();
    for (_, sentence) in reader.words.sentences() {
        let tokens = sentence.tokens.clone();
        let mut at = tokens.start;
        while at < tokens.end {
            let quoted = quotes.iter().find(|q| q.open <= at && at <= q.close);
            if let Some(quoted) = quoted {
                at = quoted.close + 1;
                continue;
            }
            if let Some((content, phrase)) = source(reader, at, &tokens).or_else(|| clause(reader, at, &tokens)) {
                found.extend(attribution(reader, content, &phrase));
            }
            at += 1;
        }
    }
    found
}

fn attribution(reader: &Reader, content: Range<usize>, phrase: &Phrase) -> Option<Attribution> {
    const LEAST: usize = 2;
    (content.len() >= LEAST).then_some(())?;
    Some(Attribution {
        content: reader.words.range(content),
        speaker: phrase.speaker.clone()?,
        speaker_range: reader.words.range(phrase.tokens.clone()),
        direct: false,
    })
}

/// "according to the Kremlin": the rest of the sentence.
fn source(reader: &Reader, at: usize, sentence: &Range<usize>) -> Option<(Range<usize>, Phrase)> {
    let words = &reader.words;
    let (length, ()) = reader.lexicon.reporting.sources.at(|i| words.token(at + i).map(|t| &*t.lower))?;
    let phrase = reader.phrase_at(at + length)?;
    let content = if at <= sentence.start + 1 { phrase.tokens.end..sentence.end } else { sentence.start..at };
    Some((trimmed(reader, content), phrase))
}

/// "X said that …", "X told reporters that …", "…, X said".
fn clause(reader: &Reader, at: usize, sentence: &Range<usize>) -> Option<(Range<usize>, Phrase)> {
    let words = &reader.words;
    let lemma = words.lemma(at);
    let vocabulary = &reader.lexicon.reporting;
    let hearer = vocabulary.hearer.contains(lemma);
    if words.kind(at) != Some(TokenKind::Word) || words.is_capital(at) || !hearer && !vocabulary.indirect.contains(lemma) {
        return None;
    }
    let behind = closing(reader, at, sentence);
    if let Some(found) = behind {
        return Some(found);
    }
    let phrase = reader.subject_before(at, sentence.start)?;
    let mut start = at + 1;
    if hearer {
        start = past_hearer(reader, start, sentence.end);
    }
    // A day or place may stand between the verb and "that": "said on Friday that".
    let that = (start..(start + 6).min(sentence.end)).find(|i| words.lower(*i) == "that");
    let first = that.map_or(start, |t| t + 1);
    let opens = that.is_some()
        || matches!(lemma, "say" | "claim" | "believe" | "think" | "add" | "fear" | "hope" | "insist" | "state" | "estimate")
        || hearer;
    let noun_object = that.is_none() && matches!(words.lower(first), "a" | "an" | "his" | "her" | "no" | ".") && lemma != "say";
    (opens && !noun_object && words.lower(first) != "," && words.kind(first) != Some(TokenKind::OpenQuote))
        .then(|| (trimmed(reader, first..sentence.end), phrase))
}

/// "Twelve people were hurt, the fire service said": the clause before the comma.
fn closing(reader: &Reader, verb: usize, sentence: &Range<usize>) -> Option<(Range<usize>, Phrase)> {
    let words = &reader.words;
    let next = words.lower(verb + 1);
    let ends = verb + 1 >= sentence.end || matches!(next, "." | "," | "on" | "in" | "at") || next.ends_with("day");
    let phrase = reader.subject_before(verb, sentence.start).filter(|p| p.tokens.start > sentence.start)?;
    let comma = phrase.tokens.start - 1;
    (ends && words.lower(comma) == "," && comma > sentence.start + 2).then(|| (trimmed(reader, sentence.start..comma), phrase))
}

fn past_hearer(reader: &Reader, at: usize, limit: usize) -> usize {
    let words = &reader.words;
    if let Some((length, ())) = reader.lexicon.reporting.hearers.at(|i| words.token(at + i).map(|t| &*t.lower)) {
        return at + length;
    }
    if let Some(phrase) = reader.phrase_at(at) {
        return phrase.tokens.end;
    }
    (at..limit.min(at + 5)).find(|i| words.lower(*i) == "that").unwrap_or(at + 1)
}

/// Without commas and full stops at its ends.
fn trimmed(reader: &Reader, mut tokens: Range<usize>) -> Range<usize> {
    let is_mark = |at: usize| {
        reader.words.kind(at) == Some(TokenKind::Punctuation) && matches!(reader.words.lower(at), "," | "." | ";" | ":" | "!" | "?")
    };
    while !tokens.is_empty() && is_mark(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && is_mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}
