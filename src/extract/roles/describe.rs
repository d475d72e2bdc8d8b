//! What people are called beside their names: the words by which later descriptions ("the novelist", "the mayor") find them.

use std::ops::Range;

use super::{office_at, opens_description};
use crate::extract::entity::{EntityKind, MentionForm, Names};
use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::lexicon::Lexicon;

/// The heads of the descriptions beside a mention: canonical offices ("foreign minister") and nouns ("novelist").
pub fn descriptions(words: &Words, names: &Names, at: usize, lexicon: &Lexicon) -> Vec<String> {
    let mention = &names.mentions[at];
    if names.entity(mention.entity).kind != EntityKind::Person || mention.form != MentionForm::Name {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(title) = mention.parts.title {
        let start = words.analysis.token_at(title.start);
        found.extend(head_of(words, start..mention.tokens.start, lexicon));
    }
    let start = mention.parts.title.map_or(mention.tokens.start, |t| words.analysis.token_at(t.start));
    found.extend(before(words, start, lexicon));
    found.extend(behind(words, mention.tokens.end, lexicon));
    found
}

/// "the novelist Fintan Keaveney"; "his brother, the pianist Leopold Anders"; "a Swiss doctor, Irma Zgraggen".
fn before(words: &Words, start: usize, lexicon: &Lexicon) -> Option<String> {
    let comma = words.lower_before(start) == ",";
    let end = start.checked_sub(usize::from(comma))?;
    let first = (end.saturating_sub(5)..end).rev().find(|at| opens_description(words, *at, lexicon))?;
    let plain = (first + 1..end).all(|at| {
        let word = words.kind(at) == Some(TokenKind::Word) && lexicon.names.not_names.word(words.lower(at)).is_none();
        word && words.lower(at) != "to" && !words.lower(at).ends_with("ed") || words.lower(at) == "-"
    });
    (plain && first + 1 < end).then(|| head_of(words, first + 1..end, lexicon)).flatten()
}

/// "Petra Holm, a harbour pilot who"; "Kadri Saar, the astronomer".
fn behind(words: &Words, end: usize, lexicon: &Lexicon) -> Option<String> {
    if words.lower(end) != "," || !matches!(words.lower(end + 1), "a" | "an" | "the") {
        return None;
    }
    let first = end + 2;
    let mut last = first;
    while last < first + 5
        && words.kind(last) == Some(TokenKind::Word)
        && !matches!(words.lower(last), "who" | "of" | "from" | "in" | "at" | "with" | "and" | "whose" | "for" | "that" | "to" | "on")
    {
        last += 1;
    }
    let closes = matches!(words.lower(last), "," | "." | "who" | "of" | "from" | "in" | "at" | "with" | "whose" | "for");
    (closes && last > first).then(|| head_of(words, first..last, lexicon)).flatten()
}

/// The canonical office of a description, or its last noun.
fn head_of(words: &Words, tokens: Range<usize>, lexicon: &Lexicon) -> Option<String> {
    let office = tokens.clone().find_map(|at| office_at(words, at, tokens.end, lexicon).filter(|m| at + m.end == tokens.end));
    if let Some(office) = office {
        return Some(office.office.name.to_string());
    }
    let last = tokens.end.checked_sub(1)?;
    let lemma = words.lemma(last);
    (!words.is_capital(last) && lemma.len() > 3 && words.lower(last) == lemma && lexicon.names.kin.word(lemma).is_none())
        .then(|| lemma.to_string())
}
