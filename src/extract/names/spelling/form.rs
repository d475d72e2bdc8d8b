//! Forms: a name's words as they are compared, with the places where it stands.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

use super::super::key::{phonetic, skeleton, without_possessive};
use crate::claim::EntityId;
use crate::extract::entity::{Entity, EntityKind, MentionForm, Names};
use crate::lexicon::fold::{fold, is_invisible};

/// Words of a name beyond which a slip in one of them is not looked for.
const LONGEST: usize = 6;
/// The fewest letters of a name of one word that is looked up with a letter left out.
const SHORTEST: usize = 5;

/// Words for the legal form of a company, which are no part of its name.
pub type Suffixes = crate::language::hash::Set<String>;

/// One form of a name with the places where it stands.
#[derive(Debug)]
pub struct Form {
    pub person: bool,
    /// Folded; a common noun that stands for the kind of thing is one of them ("lindquist", "telescope").
    pub words: Vec<String>,
    /// The words as they are written where the form stands first; without the common noun that is not part of the name.
    pub written: Vec<String>,
    /// How often it stands in all documents.
    pub count: usize,
    /// One for each entity of each document, in their order.
    pub places: Vec<Occurrence>,
}

/// A place where a form stands.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence {
    /// Index into the documents that are compared.
    pub document: usize,
    pub entity: EntityId,
    /// The first mention in this form: an index into [`Names::mentions`].
    pub mention: usize,
}

/// Where in its document a form of an entity stands.
#[derive(Debug, Default)]
pub struct Contexts {
    /// Block and sentence.
    pub sentences: HashSet<(u32, u32)>,
    /// Lists and tables whose items open with it.
    pub lists: HashSet<u32>,
    /// Sentences by their names, so that a sentence that stands twice is one.
    pub companies: HashSet<u64>,
}

impl Form {
    /// Whether the words are a given and a family name; the article of "Al Tabqa" is no given name.
    pub fn is_full_name(&self, particles: &crate::language::hash::Set<String>) -> bool {
        self.person && self.words.len() > 1 && self.written.len() == self.words.len() && !particles.contains(&self.words[0])
    }

    /// Where the form stands in the document of one of its places.
    pub fn contexts(&self, names: &Names, at: &Occurrence, suffixes: &Suffixes) -> Contexts {
        let mut contexts = Contexts::default();
        let entity = names.entity(at.entity);
        for mention in entity.mentions.iter().map(|m| &names.mentions[*m]).filter(|m| m.form == MentionForm::Name) {
            if form_words(&mention.written, entity, suffixes) != self.words {
                continue;
            }
            let (block, sentence) = (mention.range.block, mention.sentence);
            contexts.sentences.insert((block, sentence));
            let list = names.lists.get(block as usize).copied().flatten();
            contexts.lists.extend(list.filter(|_| mention.tokens.start <= 2));
            let mut hash = std::hash::DefaultHasher::new();
            for near in &names.mentions[names.in_sentence(block, sentence)] {
                (near.tokens.start, &near.written).hash(&mut hash);
            }
            contexts.companies.insert(hash.finish());
        }
        contexts
    }

    /// Keys under which forms meet that may be spellings of one name: the other words with the first letter of the one that differs, the
    /// family name, the whole without what transliterations differ in; for what has one word, and for a family name within its document,
    /// the letters without one of them.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = Vec::new();
        let Some(last) = self.words.last() else { return keys };
        if self.words.len() > 1 {
            for at in 0..self.words.len().min(LONGEST) {
                let rest: Vec<&String> = self.words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, word)| word).collect();
                keys.push(hash((1, at, &rest, phonetic(&self.words[at]).chars().next())));
            }
            if self.person {
                keys.push(hash((2, &self.words[1..])));
            }
        } else {
            keys.extend(without_one(last).map(|short| hash((3, short))));
        }
        keys.push(hash((4, skeleton(&self.words.join(" ")))));
        let mut documents: Vec<usize> = self.places.iter().map(|p| p.document).collect();
        documents.dedup();
        for document in documents.into_iter().filter(|_| self.person && last.len() >= SHORTEST) {
            keys.extend(without_one(last).map(|short| hash((5, document, short))));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

fn hash(key: impl Hash) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// A word and the same without each of its letters: two words that differ by one letter, or by two neighbours in the other order, have one of
/// these in common (Garbe 2012, symmetric delete).
fn without_one(word: &str) -> impl Iterator<Item = String> + '_ {
    let shorter = word.char_indices().map(move |(at, letter)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]));
    std::iter::once(word.to_string()).chain(shorter)
}

/// The words of a name as written, each with its place in bytes; a nickname in quotation marks is left out.
pub fn parts(written: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = written.split_whitespace().filter(|word| !word.starts_with(['"', '“']));
    words.map(move |word| (word.as_ptr() as usize - written.as_ptr() as usize, without_possessive(word)))
}

/// The folded words of a mention, with the common noun behind a name of one word ("Lindquist" of "the Lindquist telescope").
pub fn form_words(written: &str, entity: &Entity, suffixes: &Suffixes) -> Vec<String> {
    let mut words: Vec<String> = parts(written).map(|(_, word)| fold(word)).collect();
    // "Ashbury Civils Ltd" and "Ashbury Civils" are one form.
    while entity.kind != EntityKind::Person && words.len() > 1 && words.last().is_some_and(|last| suffixes.contains(last)) {
        words.pop();
    }
    if let Some(head) = entity.head.as_ref().filter(|_| words.len() == 1) {
        words.push(head.clone());
    }
    words
}

/// A name in lower case with its diacritics, so that capitals, typography, possessives, and what a reader cannot see make no difference.
pub fn plain(written: &str) -> String {
    let words: Vec<&str> = parts(written).map(|(_, word)| word).collect();
    let even = words.join(" ").to_lowercase().replace("i\u{307}", "i");
    let typography = |letter| match letter {
        '’' | '‘' | 'ʻ' => '\'',
        '‐' | '‑' => '-',
        other => other,
    };
    even.nfc().filter(|letter| !is_invisible(*letter)).map(typography).collect()
}
