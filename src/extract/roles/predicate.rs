//! Offices that a verb gives: "was transport minister", "has been named chief executive", "took over as mayor", "will succeed her as coach".

use super::{OfficePhrase, Reader, office_within};
use crate::extract::entity::{MentionForm, RoleMention};
use crate::lexicon::offices::Tenure;

/// The offices of which a mention is the subject.
pub(super) fn predicates(reader: &Reader) -> Vec<RoleMention> {
    let mut at = reader.tokens().end;
    let limit = reader.sentence().end;
    let pronoun = reader.names.mentions[reader.at].form == MentionForm::Pronoun;
    if pronoun && !matches!(reader.words.lower(reader.tokens().start), "he" | "she") {
        return Vec::new();
    }
    // "Karl Duse, who was transport minister"
    if matches!(reader.words.lower(at), ",") && reader.words.lower(at + 1) == "who" {
        at += 2;
    } else if reader.words.lower(at) == "who" {
        at += 1;
    }
    let mut found = Vec::new();
    if let Some((phrase, tenure)) = complement(reader, at, limit) {
        let mut role = reader.role(phrase);
        if role.tenure == Tenure::Current {
            role.tenure = tenure;
        }
        found.push(role);
    }
    found
}

/// The office behind the verb that starts at a token, and the time that the verb gives.
fn complement(reader: &Reader, start: usize, limit: usize) -> Option<(OfficePhrase, Tenure)> {
    let words = &reader.words;
    let verbs = &reader.lexicon.offices.verbs;
    let mut at = start;
    let mut tenure = Tenure::Current;
    let mut linked = false;
    let mut left = false;
    while at < limit && at < start + 7 {
        let (lower, lemma) = (words.lower(at), words.lemma(at));
        if matches!(lower, "will" | "'ll" | "would" | "to") && !linked {
            tenure = Tenure::Future;
        } else if verbs.copulas.contains(lemma) && lower != "'s" {
            linked = true;
            // "was", and "had been".
            let past = matches!(lower, "was" | "were") || lower == "been" && at > 0 && words.lower(at - 1) == "had";
            tenure = if past { Tenure::Former } else { tenure };
        } else if matches!(
            lower,
            "has"
                | "have"
                | "had"
                | "'s"
                | "then"
                | "once"
                | "now"
                | "also"
                | "still"
                | "already"
                | "again"
                | "briefly"
                | "later"
                | "previously"
                | "in"
                | "over"
                | "down"
                | "on"
                | "up"
                | "himself"
                | "herself"
                | "office"
        ) {
            tenure = if matches!(lower, "once" | "previously") { Tenure::Former } else { tenure };
        } else if verbs.appointing.contains(lemma) {
            linked = true;
            // "was named": the office begins with it.
            tenure = if tenure == Tenure::Former { Tenure::Current } else { tenure };
        } else if verbs.taking.contains(lemma) || verbs.leaving.contains(lemma) {
            left |= verbs.leaving.contains(lemma) || lower == "served" || lower == "worked";
            linked = false;
        } else if lower == "as" {
            linked = true;
        } else {
            break;
        }
        at += 1;
    }
    if left {
        tenure = Tenure::Former;
    }
    if !linked || at == start || reader.names.at(words.block, at).is_some_and(|m| words.lower(reader.names.mentions[m].tokens.end) != "'s")
    {
        return None;
    }
    let phrase = office_within(words, reader.names, reader.lexicon, at, limit)?;
    let next = words.lower(phrase.tokens.end);
    // "was chief executive Eva Nordlund's idea", "is mayor material"
    let closed = phrase.tokens.end >= limit
        || !words.is_capital(phrase.tokens.end)
            && (words.kind(phrase.tokens.end) != Some(crate::language::TokenKind::Word)
                || reader.lexicon.names.not_names.word(next).is_some()
                || matches!(next, "since" | "until" | "during" | "before" | "after" | "under" | "while" | "between"));
    closed.then_some((phrase, tenure))
}
