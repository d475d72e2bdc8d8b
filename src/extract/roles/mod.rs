//! Roles: which office a passage gives to which person, of what, and when.
//!
//! In goes a document's text with its names; out come [`RoleMention`]s in the order of the text. An office stands before a name as a title,
//! beside it in apposition, behind a verb ("was named mayor"), or before a comma at the start of a sentence. Nothing is compared here.

mod describe;
mod predicate;

use std::ops::Range;

use super::Text;
use super::entity::{EntityKind, HolderOf, MentionForm, Names, RoleMention};
use super::words::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::offices::{OfficeMatch, Tenure};
use crate::value::TimeValue;
pub(super) use describe::descriptions;

/// An office as it stands in the text, with what it belongs to.
#[derive(Clone, Debug)]
struct OfficePhrase {
    found: OfficeMatch,
    /// Tokens of the office with its holder.
    tokens: Range<usize>,
    of: Option<HolderOf>,
}

/// Every office that the document gives to a person.
pub fn roles(text: &Text, names: &Names, lexicon: &Lexicon) -> Vec<RoleMention> {
    let mut found = Vec::new();
    for (at, mention) in names.mentions.iter().enumerate() {
        if names.entity(mention.entity).kind != EntityKind::Person {
            continue;
        }
        let words = Words::in_block(text, mention.range.block);
        let reader = Reader { words, names, lexicon, at };
        if mention.form == MentionForm::Name {
            found.extend(reader.title());
            found.extend(reader.behind());
        }
        if mention.form != MentionForm::Nominal {
            found.extend(reader.before());
        }
        found.extend(predicate::predicates(&reader));
    }
    found.sort_by_key(|r: &RoleMention| (r.range, r.mention));
    found.dedup_by(|a, b| a.range == b.range && a.person == b.person);
    found
}

/// Reads the offices beside one mention.
struct Reader<'a> {
    words: Words<'a>,
    names: &'a Names,
    lexicon: &'a Lexicon,
    /// Index of the mention.
    at: usize,
}

impl Reader<'_> {
    fn tokens(&self) -> Range<usize> {
        self.names.mentions[self.at].tokens.clone()
    }

    fn sentence(&self) -> Range<usize> {
        let mention = &self.names.mentions[self.at];
        self.words.analysis.sentences.get(mention.sentence as usize).map_or(0..0, |s| s.tokens.clone())
    }

    fn role(&self, phrase: OfficePhrase) -> RoleMention {
        let mention = &self.names.mentions[self.at];
        let told = tenure_before(&self.words, self.lexicon, phrase.tokens.start).unwrap_or(phrase.found.tenure);
        let (tenure, as_of) = self.time_behind(phrase.tokens.end, told);
        RoleMention {
            person: mention.entity,
            mention: self.at,
            office: phrase.found.office,
            range: self.words.range(phrase.tokens),
            of: phrase.of,
            tenure,
            as_of,
        }
    }

    /// "Turkish Foreign Minister Hakan Fidan", "the line's chief executive Eva Nordlund".
    fn title(&self) -> Option<RoleMention> {
        let title = self.names.mentions[self.at].parts.title?;
        let start = self.words.analysis.token_at(title.start);
        let found = office_at(&self.words, start, self.tokens().start, self.lexicon)?;
        (start + found.end == self.tokens().start).then_some(())?;
        let phrase = phrase(&self.words, self.names, self.lexicon, start, found, self.sentence());
        // "how good a prime minister Ada Holm will make": whom an indefinite article describes bears no title.
        let indefinite =
            (1..=INDEFINITE).any(|back| phrase.tokens.start.checked_sub(back).is_some_and(|at| matches!(self.words.lower(at), "a" | "an")));
        (!indefinite).then(|| self.role(phrase))
    }

    /// "Anneke Brandt, the line's chief financial officer,": an office in apposition behind the name.
    fn behind(&self) -> Option<RoleMention> {
        let end = self.tokens().end;
        let limit = self.sentence().end;
        if !matches!(self.words.lower(end), "," | "(" | "—" | "–") {
            return None;
        }
        let phrase = office_within(&self.words, self.names, self.lexicon, end + 1, limit)?;
        let next = self.words.lower(phrase.tokens.end);
        let closes = phrase.tokens.end >= limit
            || matches!(
                next,
                "," | "."
                    | ")"
                    | ";"
                    | ":"
                    | "—"
                    | "–"
                    | "who"
                    | "and"
                    | "when"
                    | "since"
                    | "until"
                    | "from"
                    | "in"
                    | "at"
                    | "said"
                    | "told"
                    | "says"
                    | "-"
                    | "\""
                    | "”"
            );
        // A name behind the office makes it that one's title: "Anna Hvid, Mayor Poul Skov and ...".
        let titled =
            self.names.mentions.get(self.at + 1).is_some_and(|m| m.range.block == self.words.block && m.tokens.start == phrase.tokens.end);
        (closes && !titled).then(|| self.role(phrase))
    }

    /// "The treasurer of the city, Paul Endicott,", "Managing director of the festival since last year, she".
    fn before(&self) -> Option<RoleMention> {
        let mention = &self.names.mentions[self.at];
        let own = mention.parts.title.map_or(mention.tokens.start, |t| self.words.analysis.token_at(t.start));
        let comma = own.checked_sub(1).filter(|c| self.words.lower(*c) == ",")?;
        let sentence = self.sentence();
        let pronoun = mention.form == MentionForm::Pronoun;
        let first = if pronoun { sentence.start } else { comma.saturating_sub(14).max(sentence.start) };
        (first..comma).find_map(|start| {
            let opens = pronoun && start == sentence.start || !pronoun && opens_description(&self.words, start, self.lexicon);
            if !opens || pronoun && start > sentence.start || self.is_apposed(start) {
                return None;
            }
            let phrase = office_within(&self.words, self.names, self.lexicon, start, comma)?;
            let since = matches!(self.words.lower(phrase.tokens.end), "since" | "until" | "from") && comma - phrase.tokens.end <= 5;
            (phrase.tokens.end == comma || since).then(|| self.role(phrase))
        })
    }

    /// "Ada Holm, the mayor, Karl Duse, ...": a description behind a name and its comma is of that one, in a list.
    fn is_apposed(&self, start: usize) -> bool {
        let name = start.checked_sub(2).filter(|at| self.words.lower(at + 1) == ",").and_then(|at| self.names.at(self.words.block, at));
        name.is_some_and(|m| self.names.entity(self.names.mentions[m].entity).kind == EntityKind::Person)
    }

    /// Years behind an office: "until 2023", "from 2010 to 2015", "since 2019", "in 2011".
    fn time_behind(&self, end: usize, tenure: Tenure) -> (Tenure, Option<TimeValue>) {
        let end = end + usize::from(self.words.lower(end) == ",");
        let year = |at: usize| self.words.lower(at).parse::<i32>().ok().filter(|y| (1000..2200).contains(y));
        match self.words.lower(end) {
            "until" if year(end + 1).is_some() => (Tenure::Former, year(end + 1).and_then(TimeValue::year)),
            "from" if matches!(self.words.lower(end + 2), "to" | "until") && year(end + 3).is_some() => {
                let span = year(end + 1).and_then(TimeValue::year).zip(year(end + 3).and_then(TimeValue::year));
                (Tenure::Former, span.and_then(|(a, b)| TimeValue::between(a.earliest, b.latest, crate::value::Grain::Year)))
            }
            "since" => (tenure, year(end + 1).and_then(TimeValue::year).map(|y| TimeValue { latest: chrono::NaiveDate::MAX, ..y })),
            "in" if year(end + 1).is_some() => (tenure, year(end + 1).and_then(TimeValue::year)),
            "at" if self.words.lower(end + 1) == "the" && self.words.lower(end + 2) == "time" => (Tenure::Former, None),
            "in" | "under" if (end + 1..end + 6).any(|at| matches!(self.words.lower(at), "cabinet" | "government" | "administration")) => {
                let past = (end + 1..end + 5)
                    .any(|at| matches!(self.words.lower(at), "first" | "last" | "previous" | "former" | "old" | "second" | "late"));
                (if past { Tenure::Former } else { tenure }, None)
            }
            "-" if self.lexicon.offices.tenure(self.words.lower(end + 1)) == Some(Tenure::Future) => (Tenure::Future, None),
            word => (self.lexicon.offices.tenure_behind(word).unwrap_or(tenure), None),
        }
    }
}

/// How far before a title an indefinite article may stand.
const INDEFINITE: usize = 2;
/// How far before an office a word may stand that puts it into the past or the future: "former Norbridge skipper".
const TENURE: usize = 2;

/// What the words right before an office and its organisation say of its time.
fn tenure_before(words: &Words, lexicon: &Lexicon, start: usize) -> Option<Tenure> {
    let before = (1..=TENURE).map_while(|back| start.checked_sub(back)).map(|at| words.lower(at));
    before.take_while(|word| *word == "-" || lexicon.offices.tenure(word).is_some()).find_map(|word| lexicon.offices.tenure(word))
}

/// The office that starts at a token and ends before `limit`.
fn office_at(words: &Words, start: usize, limit: usize, lexicon: &Lexicon) -> Option<OfficeMatch> {
    lexicon.offices.at(&|i| words.token(start + i).filter(|_| start + i < limit).map(|t| &*t.lower))
}

/// Whether a description may start at a token: an article, a possessive, or the start of the sentence.
fn opens_description(words: &Words, at: usize, lexicon: &Lexicon) -> bool {
    matches!(words.lower(at), "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our")
        || words.is_initial(at) && office_at(words, at, at + 8, lexicon).is_some()
}

/// The office phrase that starts at a token, behind an article, a possessor or a demonym: "the line's chief financial officer",
/// "Turkey's foreign minister", "chief executive of Tessen Shipping".
fn office_within(words: &Words, names: &Names, lexicon: &Lexicon, start: usize, limit: usize) -> Option<OfficePhrase> {
    // Words that may stand between the start and the office: articles, adjectives, a possessor.
    const REACH: usize = 6;
    let last = (start + REACH).min(limit);
    for at in start..last {
        if let Some(found) = office_at(words, at, limit, lexicon) {
            let end = at + found.end;
            let goes_on = matches!(words.lower(end), "'s" | "-");
            if !goes_on {
                return Some(phrase(words, names, lexicon, at, found, start..limit));
            }
        }
        let passes = words.lower(at) == "'s"
            || matches!(words.lower(at), "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "now" | "as" | "-" | "born")
            || names.at(words.block, at).is_some()
            || lexicon.names.demonym(&words.folded(at)).is_some()
            || words.lower(at + 1) == "'s"
            || words.lower(at + 1) == "-"
            || words.lower_before(at) == "-";
        if !passes {
            return None;
        }
    }
    None
}

/// The office found at `start` with what it belongs to, looking no further than `within`.
fn phrase(words: &Words, names: &Names, lexicon: &Lexicon, start: usize, found: OfficeMatch, within: Range<usize>) -> OfficePhrase {
    let own = start + found.start;
    let end = start + found.end;
    let (from, before) = holder_before(words, names, lexicon, start, own, within.start);
    let (to, behind) = holder_behind(words, names, end, within.end);
    OfficePhrase { found, tokens: from..to, of: behind.or(before) }
}

/// What stands before an office: a demonym, a possessive, the name of an organisation. Returns where the phrase starts.
fn holder_before(words: &Words, names: &Names, lexicon: &Lexicon, start: usize, own: usize, first: usize) -> (usize, Option<HolderOf>) {
    if own > start
        && matches!(
            words.lower(own - 1),
            "city" | "town" | "county" | "company" | "club" | "team" | "party" | "council" | "village" | "state"
        )
    {
        return (own - 1, Some(HolderOf::Described(words.lower(own - 1).to_string())));
    }
    let Some(before) = start.checked_sub(1).filter(|b| *b >= first) else { return (own, None) };
    let clitic = words.lower(before) == "'s";
    let named = if clitic { before.checked_sub(1) } else { Some(before) };
    if let Some(mention) = named.and_then(|at| names.at(words.block, at)).map(|m| &names.mentions[m]) {
        if names.entity(mention.entity).kind != EntityKind::Person {
            return (mention.tokens.start, Some(HolderOf::Entity(mention.entity)));
        }
        return (start, None);
    }
    if clitic && before > first {
        return (before - 1, Some(HolderOf::Described(words.lower(before - 1).to_string())));
    }
    let two = before.checked_sub(1).and_then(|b| lexicon.names.demonym(&format!("{} {}", words.folded(b), words.folded(before))));
    if let Some(place) = two {
        return (before - 1, Some(HolderOf::Place(place.into())));
    }
    match lexicon.names.demonym(&words.folded(before)) {
        Some(place) if words.is_capital(before) => (before, Some(HolderOf::Place(place.into()))),
        _ => (own, None),
    }
}

/// What stands behind an office: "of Tessen Shipping", "of the city". Returns where the phrase ends.
fn holder_behind(words: &Words, names: &Names, end: usize, limit: usize) -> (usize, Option<HolderOf>) {
    if !matches!(words.lower(end), "of" | "at" | "for") || end + 1 >= limit {
        return (end, None);
    }
    let article = matches!(words.lower(end + 1), "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "this");
    let first = end + 1 + usize::from(article);
    if let Some(mention) = names.at(words.block, first).map(|m| &names.mentions[m]) {
        if names.entity(mention.entity).kind != EntityKind::Person && mention.tokens.start == first && mention.tokens.end <= limit {
            return (mention.tokens.end, Some(HolderOf::Entity(mention.entity)));
        }
        return (end, None);
    }
    let noun = |at: usize| {
        at < limit
            && words.kind(at) == Some(crate::language::TokenKind::Word)
            && !matches!(
                words.lower(at),
                "time"
                    | "since"
                    | "until"
                    | "from"
                    | "who"
                    | "and"
                    | "in"
                    | "when"
                    | "said"
                    | "told"
                    | "says"
                    | "to"
                    | "was"
                    | "is"
                    | "has"
                    | "had"
                    | "at"
                    | "on"
                    | "for"
            )
    };
    let mut to = first;
    while to < first + 3 && noun(to) {
        to += 1;
    }
    let vague =
        !article && (words.lower(end) != "of" || matches!(words.lower(first), "both" | "all" | "them" | "it" | "which" | "whom" | "what"));
    if to == first || vague {
        return (end, None);
    }
    (to, Some(HolderOf::Described(words.written(first..to).to_lowercase())))
}

#[cfg(test)]
mod tests;
