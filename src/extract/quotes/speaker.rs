//! Whose words a quotation is: by the verb and its subject beside it.

use std::ops::Range;

use super::marks::Quoted;
use crate::document::TextRange;
use crate::extract::entity::{EntityKind, MentionForm, NameMention, Names, Speaker};
use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::language::universal::Upos;
use crate::lexicon::Lexicon;

/// Words between a subject and its verb, or between a verb and a quotation.
const REACH: usize = 14;

/// A speaker with the words that attribute to him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// `None`: a pronoun that nobody is known to stand behind.
    pub speaker: Option<Speaker>,
    pub speaker_range: TextRange,
    /// Speaker and verb.
    pub range: TextRange,
}

/// Reads attributions in one block.
pub struct Reader<'a> {
    pub words: Words<'a>,
    pub names: &'a Names,
    pub lexicon: &'a Lexicon,
}

/// A noun phrase that may speak.
pub struct Phrase {
    pub speaker: Option<Speaker>,
    pub tokens: Range<usize>,
}

impl Reader<'_> {
    /// The attribution beside a quotation: behind it, else before it.
    pub fn attribution(&self, quoted: &Quoted) -> Option<Attributed> {
        self.behind(quoted).or_else(|| self.before(quoted))
    }

    /// "— Colonel Idris Vann" from a token on.
    pub fn signed(&self, at: usize) -> Option<Attributed> {
        let phrase = self.phrase_at(at)?;
        Some(self.attributed(&phrase, phrase.tokens.clone()))
    }

    fn attributed(&self, phrase: &Phrase, tokens: Range<usize>) -> Attributed {
        Attributed {
            speaker: phrase.speaker.clone(),
            speaker_range: self.words.range(phrase.tokens.clone()),
            range: self.words.range(tokens),
        }
    }

    /// "…," said Eva Nordlund; "…," he said; "…," the mayor, Pertti Aho, told the council.
    fn behind(&self, quoted: &Quoted) -> Option<Attributed> {
        let mut first = quoted.close + 1;
        // A full stop within the marks ends what was said: the words behind it are of another sentence.
        if quoted.close > 0 && self.words.lower(quoted.close - 1) == "." {
            return None;
        }
        first += usize::from(self.words.lower(first) == ",");
        if let Some(length) = self.verb_at(first) {
            let inverted = || self.sayer_of(first).filter(|phrase| phrase.tokens.start > first);
            let phrase = self.phrase_at(first + length).or_else(inverted)?;
            return Some(self.attributed(&phrase, first..phrase.tokens.end));
        }
        self.verb_behind(first).or_else(|| self.said_behind(first))
    }

    /// "…," the mayor, Pertti Aho, told the council: the phrase and verb from a token on, by the words.
    fn verb_behind(&self, first: usize) -> Option<Attributed> {
        let phrase = self.phrase_at(first)?;
        let limit = (phrase.tokens.end + REACH).min(self.words.analysis.tokens.len());
        let verb = self.verb_after(&phrase, limit)?;
        Some(self.attributed(&phrase, phrase.tokens.start..verb.end))
    }

    /// "…," the head of the harbour board in Bodum said: the first verb of the words from a token on, with its subject among them.
    fn said_behind(&self, first: usize) -> Option<Attributed> {
        let sentence = self.words.analysis.sentences.get(self.words.analysis.sentence_of(first))?;
        let mut words = first..(first + REACH).min(sentence.tokens.end);
        let verb = words.find(|at| self.words.token(*at).is_some_and(|token| token.upos == Upos::Verb))?;
        let length = self.verb_at(verb)?;
        let phrase = self.sayer_of(verb).filter(|phrase| phrase.tokens.start >= first)?;
        Some(self.attributed(&phrase, phrase.tokens.start.min(verb)..phrase.tokens.end.max(verb + length)))
    }

    /// X said: "…"; X told reporters that "…"; said X, "…"; according to X, "…"; X called it "…".
    fn before(&self, quoted: &Quoted) -> Option<Attributed> {
        let sentence = &self.words.analysis.sentences[self.words.analysis.sentence_of(quoted.open)].tokens;
        let start = sentence.start.max(quoted.open.saturating_sub(REACH));
        let separated = matches!(self.words.lower_before(quoted.open), ":" | ",");
        for at in (start..quoted.open).rev() {
            if let Some((length, ())) = self.lexicon.reporting.sources.at(|i| self.words.token(at + i).map(|t| &*t.lower))
                && let Some(phrase) = self.phrase_at(at + length)
            {
                return Some(self.attributed(&phrase, at..phrase.tokens.end));
            }
            let Some(length) = self.verb_at(at).or_else(|| self.naming_at(at)) else { continue };
            let hearer =
                self.lexicon.reporting.hearer.contains(self.words.lemma(at)) || matches!(self.words.lemma(at), "ask" | "call" | "describe");
            let inverted = (!hearer).then(|| self.phrase_at(at + length)).flatten().filter(|p| p.tokens.end <= quoted.open);
            let subject = self.subject_before(at, sentence.start).or(inverted);
            let phrase = subject.or_else(|| self.sayer_of(at).filter(|phrase| phrase.tokens.end <= quoted.open))?;
            let near = separated || quoted.open <= at + length + 6;
            return near.then(|| self.attributed(&phrase, phrase.tokens.start.min(at)..phrase.tokens.end.max(at + length)));
        }
        None
    }

    /// Number of tokens of the reporting verb at a token.
    pub fn verb_at(&self, at: usize) -> Option<usize> {
        let token = self.words.token(at)?;
        if token.kind != TokenKind::Word || token.capital {
            return None;
        }
        self.lexicon.reporting.direct.at(|i| self.words.token(at + i).map(|t| &*t.lemma)).map(|(length, ())| length)
    }

    fn naming_at(&self, at: usize) -> Option<usize> {
        self.lexicon.reporting.naming.contains(self.words.lemma(at)).then_some(1)
    }

    /// The first reporting verb from a token on, with nothing but adverbs, auxiliaries or an apposition before it.
    fn verb_after(&self, phrase: &Phrase, limit: usize) -> Option<Range<usize>> {
        let from = phrase.tokens.end;
        // The comma that opens an apposition within the phrase wants the one that closes it.
        let mut commas = usize::from(phrase.tokens.clone().any(|at| self.words.lower(at) == ","));
        for at in from..limit {
            if let Some(length) = self.verb_at(at)
                && (commas != 1 || at == from)
            {
                return Some(at..at + length);
            }
            match self.words.lower(at) {
                "," => commas += 1,
                "." | "!" | "?" | ";" | ":" | "\"" | "”" | "“" => return None,
                _ if commas == 1 => {}
                lower if is_auxiliary(lower) || at < from + 6 && self.is_modifier(at, from) => {}
                _ => return None,
            }
        }
        None
    }

    /// "Odd Berge of the planning office said": words of a modifier behind the name.
    fn is_modifier(&self, at: usize, from: usize) -> bool {
        matches!(self.words.lower(from), "of" | "from" | "at" | "in" | "who") && self.words.kind(at) == Some(TokenKind::Word)
    }

    /// The noun phrase that starts at a token and may speak.
    pub fn phrase_at(&self, at: usize) -> Option<Phrase> {
        let words = &self.words;
        let possessive = matches!(words.lower(at), "his" | "her" | "their");
        if let Some(mention) = self.mention_at(at).filter(|_| !possessive) {
            let start = self.start_of(mention);
            return self
                .may_speak(mention)
                .then_some(Phrase { speaker: Some(Speaker::Entity(mention.entity)), tokens: start..mention.tokens.end });
        }
        if matches!(words.lower(at), "he" | "she" | "they") {
            return Some(Phrase { speaker: None, tokens: at..at + 1 });
        }
        self.description_at(at)
    }

    /// "the fire service", "her older brother, the pianist Leopold Anders", "the mayor, Pertti Aho".
    fn description_at(&self, at: usize) -> Option<Phrase> {
        const LONGEST: usize = 7;
        let words = &self.words;
        let mut head: Option<usize> = None;
        for i in at..at + LONGEST {
            if i > at
                && let Some(mention) = self.mention_at(i)
            {
                let named = head.is_some() || i == at + 1 && words.lower(at) == "the";
                let speaks = named && self.may_speak(mention);
                return speaks.then_some(Phrase { speaker: Some(Speaker::Entity(mention.entity)), tokens: at..mention.tokens.end });
            }
            let apposed = words.lower(i) == ","
                && head == i.checked_sub(1)
                && (i + 1..i + 4).any(|n| self.mention_at(n).is_some_and(|m| m.form == MentionForm::Name));
            if apposed {
                continue;
            }
            let word = words.kind(i) == Some(TokenKind::Word) || words.lower(i) == "-";
            let stops = head.is_some() && matches!(words.lower(i), "of" | "for" | "in" | "at" | "from" | "who");
            if !word || stops || self.verb_at(i).is_some() && !self.is_head(i) {
                break;
            }
            if self.is_head(i) {
                head = Some(i);
            }
        }
        head.map(|h| Phrase { speaker: Some(Speaker::Unnamed(words.lemma(h).to_string())), tokens: at..h + 1 })
    }

    fn is_head(&self, at: usize) -> bool {
        let unnamed = &self.lexicon.reporting.unnamed;
        unnamed.contains(self.words.lower(at))
            || unnamed.contains(self.words.lemma(at))
            || self.lexicon.names.is_occupation(self.words.lemma(at)) && !self.words.is_capital(at) && self.words.lower_before(at) != "to"
    }

    /// The subject that stands before a verb.
    pub fn subject_before(&self, verb: usize, first: usize) -> Option<Phrase> {
        let words = &self.words;
        let mut end = verb;
        while end > first && (is_auxiliary(words.lower(end - 1)) || words.lower(end - 1) == "who") {
            end -= 1;
        }
        let closing_comma = end > first && words.lower(end - 1) == ",";
        let mention = |end: usize| {
            let at = end.checked_sub(1).filter(|at| *at >= first)?;
            self.names.at(words.block, at).map(|m| &self.names.mentions[m]).filter(|m| m.tokens.end == end)
        };
        let found = mention(end).or_else(|| {
            // "Anna Lund, the mayor, said": the name before the apposition.
            let opening = closing_comma.then(|| (first..end - 1).rev().find(|at| words.lower(*at) == ",")).flatten()?;
            mention(opening).or_else(|| mention(end - 1))
        });
        if let Some(found) = found {
            let start = self.start_of(found);
            return self
                .may_speak(found)
                .then_some(Phrase { speaker: Some(Speaker::Entity(found.entity)), tokens: start..found.tokens.end });
        }
        let last = end.checked_sub(1).filter(|at| *at >= first)?;
        if matches!(words.lower(last), "he" | "she" | "they") {
            return Some(Phrase { speaker: None, tokens: last..end });
        }
        self.is_head(last).then(|| {
            let start = (first..last).rev().take(5).take_while(|at| words.kind(*at) == Some(TokenKind::Word)).last().unwrap_or(last);
            Phrase { speaker: Some(Speaker::Unnamed(words.lemma(last).to_string())), tokens: start..end }
        })
    }

    /// The mention that starts at a token, its title included.
    fn mention_at(&self, at: usize) -> Option<&NameMention> {
        let direct = self.names.at(self.words.block, at).map(|m| &self.names.mentions[m]).filter(|m| m.tokens.start == at);
        direct.or_else(|| {
            let after = self.names.mentions.partition_point(|m| (m.range.block, m.tokens.start) < (self.words.block, at));
            let next = self.names.mentions.get(after).filter(|m| m.range.block == self.words.block)?;
            (self.start_of(next) == at).then_some(next)
        })
    }

    pub fn start_of(&self, mention: &NameMention) -> usize {
        mention.parts.title.map_or(mention.tokens.start, |t| self.words.analysis.token_at(t.start))
    }

    fn may_speak(&self, mention: &NameMention) -> bool {
        let possessive = self.words.lower(mention.tokens.end) == "'s"
            || mention.form == MentionForm::Pronoun && !matches!(self.words.lower(mention.tokens.start), "he" | "she");
        !possessive && self.is_speaker(mention)
    }

    /// Whether a mention names somebody who can speak.
    pub fn is_speaker(&self, mention: &NameMention) -> bool {
        !matches!(self.names.entity(mention.entity).kind, EntityKind::Product)
    }
}

fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "has"
            | "had"
            | "have"
            | "also"
            | "later"
            | "then"
            | "now"
            | "once"
            | "would"
            | "will"
            | "still"
            | "often"
            | "always"
            | "himself"
            | "herself"
            | "only"
            | "just"
    ) || lower.len() > 4 && lower.ends_with("ly")
}
