//! Reported speech: "X said that …", "…, X said", "according to X, …", "the claim by X that …".
//!
//! The tree says who speaks and what is said. Where it gives a verb no clause, the words do: a clause behind "that", or the one before
//! ", X said".

use std::ops::Range;

use super::marks::{Quoted, holding};
use super::speaker::{Phrase, Reader};
use crate::extract::entity::{Attribution, Speaker};
use crate::language::TokenKind;
use crate::language::universal::{Penn, Relation, Upos};

/// The least number of tokens of what is said.
const LEAST: usize = 2;

/// How far behind a noun "both sides" still belongs to it: "officials of the two ministries on both sides".
const ALL_SIDES: usize = 8;

/// What is said, in one piece or around the words that attribute it, and by whom.
struct Report {
    contents: Vec<Range<usize>>,
    phrase: Phrase,
}

impl Report {
    fn of(content: Range<usize>, phrase: Phrase) -> Report {
        Report { contents: Vec::from([content]), phrase }
    }
}

/// Passages that a block reports as said, without quotation marks around them.
pub fn reported(reader: &Reader, quotes: &[Quoted]) -> Vec<Attribution> {
    let mut found = Vec::new();
    for (_, sentence) in reader.words.sentences() {
        let tokens = sentence.tokens.clone();
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(quoted) = holding(quotes, at) {
                at = quoted.close + 1;
                continue;
            }
            if let Some(report) = report(reader, at, &tokens) {
                let unquoted = report.contents.into_iter().map(|content| trimmed(reader, content)).filter(|c| !is_quoted(quotes, c));
                found.extend(unquoted.filter_map(|content| attribution(reader, content, &report.phrase)));
            }
            at += 1;
        }
    }
    found
}

/// Whether all of a passage is quoted: then it is no report.
fn is_quoted(quotes: &[Quoted], content: &Range<usize>) -> bool {
    holding(quotes, content.start).is_some_and(|q| content.end <= q.close + 1)
}

fn report(reader: &Reader, at: usize, sentence: &Range<usize>) -> Option<Report> {
    let parsed = reader.has_tree(at);
    let (length, ()) = reader.lexicon.reporting.sources.at(|i| reader.words.token(at + i).map(|t| &*t.lower)).unwrap_or((0, &()));
    if length > 0 {
        return parsed.then(|| source(reader, at, at + length)).flatten().or_else(|| source_by_words(reader, at, at + length, sentence));
    }
    if is_verb(reader, at) {
        if parsed && is_said_by_all(reader, at) {
            return None;
        }
        return parsed.then(|| clause(reader, at)).flatten().or_else(|| clause_by_words(reader, at, sentence));
    }
    parsed.then(|| claim(reader, at, sentence)).flatten()
}

/// The attribution of a passage. A pronoun that nobody is known to stand behind is somebody all the same.
fn attribution(reader: &Reader, content: Range<usize>, phrase: &Phrase) -> Option<Attribution> {
    (content.len() >= LEAST).then_some(())?;
    Some(Attribution {
        content: reader.words.range(content),
        speaker: phrase.speaker.clone().unwrap_or_else(|| Speaker::Unnamed(reader.words.lower(phrase.tokens.start).to_string())),
        speaker_range: reader.words.range(phrase.tokens.clone()),
        direct: false,
    })
}

/// "according to the Kremlin": the clause that the source hangs in.
fn source(reader: &Reader, start: usize, first: usize) -> Option<Report> {
    let analysis = reader.words.analysis;
    // The noun is the highest word of the phrase whose preposition stands here.
    let head = analysis.head(start).filter(|head| *head >= first)?;
    let predicate = analysis.predicate(analysis.head(head)?)?;
    let (clause, source) = (analysis.subtree(predicate), analysis.subtree(head));
    if !clause.contains(&source.start) || source.start > start {
        return None;
    }
    let phrase = reader.phrase_at(first).or_else(|| reader.phrase_at_head(head))?;
    Some(Report { contents: vec![clause.start..source.start, source.end.max(phrase.tokens.end)..clause.end], phrase })
}

/// "according to the Kremlin": the rest of the sentence.
fn source_by_words(reader: &Reader, at: usize, first: usize, sentence: &Range<usize>) -> Option<Report> {
    let phrase = reader.phrase_at(first)?;
    let content = if at <= sentence.start + 1 { phrase.tokens.end..sentence.end } else { sentence.start..at };
    Some(Report::of(content, phrase))
}

/// Whether a word gives a clause to a speaker: "said", "told".
fn is_verb(reader: &Reader, at: usize) -> bool {
    let vocabulary = &reader.lexicon.reporting;
    let Some(token) = reader.words.token(at).filter(|t| t.kind == TokenKind::Word && !t.capital) else { return false };
    token.upos == Upos::Verb && (vocabulary.indirect.contains(&*token.lemma) || vocabulary.hearer.contains(&*token.lemma))
}

/// "officials on both sides said": what all sides say is no camp's, the copy tells it for itself.
fn is_said_by_all(reader: &Reader, verb: usize) -> bool {
    let analysis = reader.words.analysis;
    let Some(subject) = analysis.dependents_by(verb, Relation::Nsubj).last() else { return false };
    let all_sides = &reader.lexicon.reporting.all_sides;
    let phrase = analysis.subtree(subject);
    let (start, end) = (phrase.start, phrase.end.min(subject + ALL_SIDES));
    (start..end).any(|at| all_sides.at(|i| reader.words.token(at + i).map(|t| &*t.lower)).is_some())
}

/// "X said that …", "X told reporters that …", "…, X said": the verb's clause, or the one that it is put in.
fn clause(reader: &Reader, verb: usize) -> Option<Report> {
    let analysis = reader.words.analysis;
    let phrase = reader.sayer_of(verb)?;
    // "…, police said, adding that …": the participle goes on with the report, it is not what was said.
    let goes_on = |at: &usize| reader.penn(*at) == Penn::Vbg && is_verb(reader, *at);
    let mut contents: Vec<Range<usize>> =
        analysis.dependents_by(verb, Relation::Ccomp).filter(|at| !goes_on(at)).map(|said| told(reader, verb, said)).collect();
    if !contents.is_empty() {
        // "The port, Hauge said, would close": the first subject is that of what is said.
        let subjects: Vec<usize> = analysis.dependents_by(verb, Relation::Nsubj).filter(|at| *at < verb).collect();
        if let [first, _, ..] = subjects[..] {
            contents.push(analysis.subtree(first));
        }
        return Some(Report { contents, phrase });
    }
    let content = match analysis.head(verb).filter(|head| *head < verb && analysis.is(verb, Relation::Parataxis)) {
        Some(around) => analysis.subtree(around).start..analysis.subtree(verb).start,
        None => behind(reader, verb)?,
    };
    Some(Report::of(content, phrase))
}

/// What stands behind a verb that the tree gives no clause: the words behind "that", or all of them where a verb among them has a tense.
fn behind(reader: &Reader, verb: usize) -> Option<Range<usize>> {
    let end = reader.words.analysis.subtree(verb).end;
    if let Some(that) = that_behind(reader, verb, end) {
        return Some(that + 1..end);
    }
    let clause = verb + 1..end;
    let opens = reader.words.token(verb + 1).is_some_and(|next| !matches!(next.upos, Upos::Punct | Upos::Adp | Upos::Part | Upos::Adv));
    let finite = |at: usize| matches!(reader.penn(at), Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md);
    (opens && clause.clone().any(finite)).then_some(clause)
}

/// "that" behind a verb and its hearer; a day or place may stand between: "told reporters on Friday that".
fn that_behind(reader: &Reader, verb: usize, end: usize) -> Option<usize> {
    const REACH: usize = 6;
    (verb + 1..(verb + 1 + REACH).min(end)).find(|at| reader.words.lower(*at) == "that")
}

/// What a verb tells. "told the council she had left": the tree may take the hearer for a subject of the clause.
fn told(reader: &Reader, verb: usize, head: usize) -> Range<usize> {
    let analysis = reader.words.analysis;
    let mut content = content(reader, head);
    let subjects: Vec<usize> = analysis.dependents_by(head, Relation::Nsubj).collect();
    if let [hearer, subject, ..] = subjects[..]
        && verb < hearer
        && reader.lexicon.reporting.hearer.contains(reader.words.lemma(verb))
    {
        content.start = content.start.max(analysis.subtree(subject).start);
    }
    content
}

/// A clause without the "that" before it.
fn content(reader: &Reader, head: usize) -> Range<usize> {
    let mut tokens = reader.words.analysis.subtree(head);
    tokens.start += usize::from(reader.words.lower(tokens.start) == "that");
    tokens
}

/// "X's claim that …", "a statement by X that …".
fn claim(reader: &Reader, noun: usize, sentence: &Range<usize>) -> Option<Report> {
    let analysis = reader.words.analysis;
    let token = reader.words.token(noun).filter(|t| t.upos == Upos::Noun)?;
    let claims = &reader.lexicon.reporting.claims;
    (claims.contains(&*token.lemma) || claims.contains(&*token.lower)).then_some(())?;
    let said = analysis.dependents(noun).find(|at| {
        *at > noun
            && (analysis.is(*at, Relation::Acl) || analysis.is(*at, Relation::Ccomp))
            && sentence.contains(at)
            && reader.words.lower(analysis.subtree(*at).start) == "that"
    })?;
    let phrase = reader.maker_of(noun)?;
    Some(Report::of(content(reader, said), phrase))
}

/// Where the tree gives the verb no clause: "X said on Friday that …", "…, X said".
fn clause_by_words(reader: &Reader, verb: usize, sentence: &Range<usize>) -> Option<Report> {
    if let Some(report) = closing(reader, verb, sentence) {
        return Some(report);
    }
    let phrase = reader.subject_before(verb, sentence.start)?;
    let that = that_behind(reader, verb, sentence.end)?;
    Some(Report::of(that + 1..sentence.end, phrase))
}

/// "Twelve people were hurt, the fire service said": the clause before the comma.
fn closing(reader: &Reader, verb: usize, sentence: &Range<usize>) -> Option<Report> {
    let words = &reader.words;
    let ends = verb + 1 >= sentence.end
        || words.kind(verb + 1) == Some(TokenKind::Punctuation)
        || words.token(verb + 1).is_some_and(|next| next.upos == Upos::Adp)
        || words.lower(verb + 1).ends_with("day");
    let phrase = reader.subject_before(verb, sentence.start).filter(|p| p.tokens.start > sentence.start)?;
    let comma = phrase.tokens.start - 1;
    (ends && words.lower(comma) == "," && comma > sentence.start + LEAST).then(|| Report::of(sentence.start..comma, phrase))
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
