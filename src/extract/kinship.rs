//! Kinship: a word for kin with its possessor and the person whom it names, where both are known.

use std::ops::Range;

use super::Text;
use super::entity::{EntityKind, KinshipMention, MentionForm, NameMention, Names};
use super::words::Words;
use crate::claim::EntityId;
use crate::language::TokenKind;
use crate::lexicon::Lexicon;
use crate::lexicon::names::KinWord;

/// Words that may stand between the word for kin and the name: "his uncle, the novelist Fintan Keaveney".
const REACH: usize = 6;

/// Every relation of two people that the document names both of.
pub fn kinship(text: &Text, names: &Names, lexicon: &Lexicon) -> Vec<KinshipMention> {
    let mut found = Vec::new();
    for words in Words::of(text) {
        for (sentence, range) in words.sentences() {
            let reader = Reader { words, names, lexicon, sentence, tokens: range.tokens.clone() };
            for at in range.tokens.clone() {
                let kin = lexicon.names.kin.at(|i| words.token(at + i).map(|t| &*t.lower));
                if let Some((length, kin)) = kin.map(|(length, kin)| (length, kin.clone())) {
                    found.extend(reader.relation(at..at + length, &kin));
                }
            }
        }
    }
    found
}

struct Reader<'a> {
    words: Words<'a>,
    names: &'a Names,
    lexicon: &'a Lexicon,
    sentence: u32,
    tokens: Range<usize>,
}

impl Reader<'_> {
    fn relation(&self, word: Range<usize>, kin: &KinWord) -> Option<KinshipMention> {
        // "father" of "father-in-law" was read as part of the longer word.
        if self.words.lower_before(word.start) == "-" || self.words.lower(word.end) == "-" {
            return None;
        }
        let (start, possessor) = self.possessor(&word)?;
        let other = self.named_behind(word.end).or_else(|| self.named_before(start)).or_else(|| self.joined(&word, start, kin))?;
        let fits = kin.sex.is_none_or(|sex| self.names.entity(other).sex.is_none_or(|s| s == sex));
        (other != possessor && fits).then(|| KinshipMention {
            possessor,
            kin: other,
            kind: kin.kind.clone(),
            range: self.words.range(start..word.end),
        })
    }

    /// "his", "Ada Holm's" before the word and its adjectives; "of Ada Holm" behind it.
    fn possessor(&self, word: &Range<usize>) -> Option<(usize, EntityId)> {
        let mut at = word.start;
        while at > self.tokens.start
            && (self.lexicon.names.kin_modifiers.contains(self.words.lower(at - 1)) || self.words.lower(at - 1) == "-")
        {
            at -= 1;
        }
        let before = at.checked_sub(1)?;
        if self.words.lower(before) == "'s" {
            let owner = self.person_ending(before)?;
            return Some((owner.tokens.start, owner.entity));
        }
        if let Some(owner) =
            self.person_ending(at).filter(|m| m.form == MentionForm::Pronoun && matches!(self.words.lower(before), "his" | "her"))
        {
            return Some((before, owner.entity));
        }
        if self.words.lower(word.end) == "of" {
            let owner = self.names.at(self.words.block, word.end + 1).map(|m| &self.names.mentions[m])?;
            return self.is_person(owner).then_some((word.start, owner.entity));
        }
        None
    }

    fn is_person(&self, mention: &NameMention) -> bool {
        self.names.entity(mention.entity).kind == EntityKind::Person
    }

    fn person_ending(&self, end: usize) -> Option<&NameMention> {
        let at = end.checked_sub(1)?;
        let mention = &self.names.mentions[self.names.at(self.words.block, at)?];
        (mention.tokens.end == end && self.is_person(mention)).then_some(mention)
    }

    /// "his uncle, the novelist Fintan Keaveney", "her cousin Leopold", "his wife Renate".
    fn named_behind(&self, from: usize) -> Option<EntityId> {
        let of = self.words.lower(from) == "of";
        let mut commas = 0;
        for at in from..(from + REACH).min(self.tokens.end) {
            if let Some(mention) = self.names.at(self.words.block, at).map(|m| &self.names.mentions[m]) {
                let named = mention.form == MentionForm::Name && self.is_person(mention) && mention.tokens.start == at && !of;
                return (named && self.words.lower(mention.tokens.end) != "'s").then_some(mention.entity);
            }
            match self.words.lower(at) {
                "," if commas == 0 && at == from => commas += 1,
                "the" | "a" | "an" if commas == 1 => {}
                _ if commas == 1
                    && matches!(self.words.kind(at), Some(TokenKind::Word))
                    && self.lexicon.names.not_names.word(self.words.lower(at)).is_none() => {}
                _ => return None,
            }
        }
        None
    }

    /// "Fintan Keaveney, his uncle,", "Leopold is her brother".
    fn named_before(&self, start: usize) -> Option<EntityId> {
        let link = start.checked_sub(1)?;
        let linked = matches!(self.words.lower(link), "," | "is" | "was" | "(");
        let mention = self.person_ending(link).filter(|_| linked)?;
        let negated = self.words.lower(start) == "not";
        (mention.form != MentionForm::Pronoun || matches!(self.words.lower(mention.tokens.start), "he" | "she"))
            .then_some(mention.entity)
            .filter(|_| !negated)
    }

    /// "Declan Roche … when he and his father-in-law fell out": the kin is not named here, but the document has one other person
    /// to whom the possessor stands so close that nobody else can be meant.
    fn joined(&self, word: &Range<usize>, start: usize, kin: &KinWord) -> Option<EntityId> {
        let pair = self.words.lower_before(start) == "and" && start >= 2 && self.person_ending(start - 1).is_some();
        let possessor = self.possessor(word)?.1;
        if !pair {
            return None;
        }
        let mut others = self.names.entities.iter().filter(|e| e.kind == EntityKind::Person && e.id != possessor);
        let other = others.next()?;
        let fits = kin.sex.is_none_or(|sex| other.sex == Some(sex));
        let _ = self.sentence;
        (others.next().is_none() && fits && other.mentions.len() > 2).then_some(other.id)
    }
}
