//! Descriptions and pronouns that can be only one person's.
//!
//! "The mayor" is a person if exactly one person of the document is called so. "He" and "she" are the one person of that sex in the same
//! sentence or the one before; where two could be meant, nobody is.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use crate::claim::EntityId;
use crate::extract::Text;
use crate::extract::entity::{Entity, EntityKind, MentionForm, NameMention, NameParts, Names};
use crate::extract::roles::descriptions;
use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;
use crate::lexicon::names::Sex;

/// Paragraphs without the person over which a pronoun may reach back, where only one person can be meant.
const REACH: u32 = 3;

/// Adds nominal and pronominal mentions to the names of a document.
pub fn add(text: &Text, names: &mut Names, lexicon: &Lexicon) {
    describe(text, names, lexicon);
    let called = who_is_called(names);
    let mut found = Vec::new();
    for words in Words::of(text) {
        for (sentence, range) in words.sentences() {
            found.extend(nominals(&words, names, sentence, range.tokens.clone(), &called, lexicon));
        }
    }
    found.extend(introduced(text, names, lexicon));
    insert(names, found);
    pronouns(text, names, lexicon);
}

/// Notes what each person is called.
fn describe(text: &Text, names: &mut Names, lexicon: &Lexicon) {
    for at in 0..names.mentions.len() {
        let words = Words::in_block(text, names.mentions[at].range.block);
        let found = descriptions(&words, names, at, lexicon);
        let entity = names.mentions[at].entity;
        names.entities[entity.0 as usize].descriptors.extend(found);
    }
}

/// The people by what they are called.
fn who_is_called(names: &Names) -> BTreeMap<String, BTreeSet<EntityId>> {
    let mut called: BTreeMap<String, BTreeSet<EntityId>> = BTreeMap::new();
    for entity in names.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        for descriptor in &entity.descriptors {
            called.entry(descriptor.clone()).or_default().insert(entity.id);
        }
    }
    called
}

fn nominals(
    words: &Words,
    names: &Names,
    sentence: u32,
    tokens: Range<usize>,
    called: &BTreeMap<String, BTreeSet<EntityId>>,
    lexicon: &Lexicon,
) -> Vec<NameMention> {
    let mut found = Vec::new();
    for the in tokens.clone().filter(|at| words.lower(*at) == "the") {
        let mut start = the + 1;
        while lexicon.names.demonym(&words.folded(start)).is_some() {
            start += 1;
        }
        let office = lexicon.offices.at(&|i| words.token(start + i).filter(|_| start + i < tokens.end).map(|t| &*t.lower));
        let (key, end) = match &office {
            Some(office) => (office.office.name.to_string(), start + office.end),
            None => (words.lower(start).to_string(), start + 1),
        };
        let goes_on = matches!(words.lower(end), "of" | "for" | "-" | "'s" | ",") && names.at(words.block, end + 1).is_some()
            || matches!(words.lower(end), "-" | "of")
            || words.is_capital(end);
        let apposed = words.lower(end) == "," && (end + 1..end + 4).any(|at| names.at(words.block, at).is_some());
        let taken = (the..end).any(|at| names.at(words.block, at).is_some());
        let Some(people) = called.get(&key).filter(|p| p.len() == 1 && !goes_on && !apposed && !taken) else { continue };
        let before = names.mentions.iter().any(|m| people.contains(&m.entity) && m.range.block <= words.block);
        if let Some(person) = people.first().filter(|_| before) {
            found.push(mention(words, sentence, the..end, *person, MentionForm::Nominal));
        }
    }
    found
}

/// "A clockmaker appeared in court …" in one paragraph, "Declan Roche, 39, entered no plea" in the next: the way of news to bring in
/// somebody whom nobody knows by name.
fn introduced(text: &Text, names: &Names, lexicon: &Lexicon) -> Vec<NameMention> {
    let mut found = Vec::new();
    let blocks: Vec<Words> = Words::of(text).collect();
    for pair in blocks.windows(2) {
        let [words, next] = pair else { continue };
        let Some(first) = words.analysis.sentences.first() else { continue };
        let opened = names
            .at(next.block, 0)
            .map(|m| &names.mentions[m])
            .filter(|m| names.entity(m.entity).mentions.first() == names.at(next.block, 0).as_ref());
        let Some(person) = opened.filter(|m| names.entity(m.entity).kind == EntityKind::Person) else { continue };
        let aged = next.lower(person.tokens.end) == "," && next.kind(person.tokens.end + 1) == Some(TokenKind::Number);
        if !aged || !matches!(words.lower(0), "a" | "an") {
            continue;
        }
        let head = (1..5.min(first.tokens.end)).find(|at| lexicon.names.is_occupation(words.lemma(*at)) && !words.is_capital(*at));
        if let Some(head) = head.filter(|h| (0..*h).all(|at| names.at(words.block, at).is_none())) {
            found.push(mention(words, 0, 0..head + 1, person.entity, MentionForm::Nominal));
        }
    }
    found
}

fn mention(words: &Words, sentence: u32, tokens: Range<usize>, entity: EntityId, form: MentionForm) -> NameMention {
    NameMention {
        range: words.range(tokens.clone()),
        entity,
        form,
        written: words.written(tokens.clone()).into(),
        parts: NameParts::default(),
        sentence,
        tokens,
    }
}

/// Puts new mentions in their places.
fn insert(names: &mut Names, found: Vec<NameMention>) {
    if found.is_empty() {
        return;
    }
    names.mentions.extend(found);
    names.mentions.sort_by_key(|m| (m.range.block, m.tokens.start));
    for entity in &mut names.entities {
        entity.mentions.clear();
    }
    for (at, mention) in names.mentions.iter().enumerate() {
        names.entities[mention.entity.0 as usize].mentions.push(at);
    }
}

fn pronoun_sex(lower: &str) -> Option<Sex> {
    match lower {
        "he" | "him" | "his" | "himself" => Some(Sex::Male),
        "she" | "her" | "hers" | "herself" => Some(Sex::Female),
        _ => None,
    }
}

/// Whether more than the look of the name says that it is a person's: a pronoun must not go to a mountain.
fn is_surely_person(entity: &Entity, lexicon: &Lexicon) -> bool {
    let first = fold(entity.name.split([' ', '-']).next().unwrap_or(""));
    let named = lexicon.names.is_given(&first) || first.ends_with('.');
    entity.kind == EntityKind::Person && (entity.sex.is_some() || !entity.descriptors.is_empty() || named)
}

/// Resolves the pronouns in the order of the text, so that one may follow another.
fn pronouns(text: &Text, names: &mut Names, lexicon: &Lexicon) {
    let people = names.entities.iter().map(|e| is_surely_person(e, lexicon).then_some(e.sex)).collect();
    let mut resolver = Resolver { people, trail: Vec::new() };
    let mut found = Vec::new();
    for words in Words::of(text) {
        let mut quoted = false;
        for (sentence, range) in words.sentences() {
            let named = names.in_sentence(words.block, sentence);
            let mut named = names.mentions[named].iter().peekable();
            for at in range.tokens.clone() {
                while named.peek().is_some_and(|m| m.tokens.start <= at) {
                    if let Some(m) = named.next() {
                        resolver.note(m.entity, words.block, sentence, at == range.tokens.start);
                    }
                }
                match words.kind(at) {
                    Some(TokenKind::OpenQuote) => quoted = true,
                    Some(TokenKind::CloseQuote) => quoted = false,
                    _ => {}
                }
                let Some(sex) = pronoun_sex(words.lower(at)).filter(|_| !quoted) else { continue };
                if let Some(person) = resolver.resolve(sex, words.block, sentence) {
                    found.push(mention(&words, sentence, at..at + 1, person, MentionForm::Pronoun));
                    resolver.note(person, words.block, sentence, false);
                }
            }
        }
    }
    insert(names, found);
    for (entity, sex) in names.entities.iter_mut().zip(resolver.people) {
        entity.sex = sex.flatten().or(entity.sex);
    }
}

/// A person's mention on the way through the document.
#[derive(Clone, Copy)]
struct Step {
    person: EntityId,
    block: u32,
    sentence: u32,
    /// First word of its sentence.
    opens: bool,
}

struct Resolver {
    /// For each entity: `None`, no person; `Some(None)`, a person of unknown sex.
    people: Vec<Option<Option<Sex>>>,
    trail: Vec<Step>,
}

impl Resolver {
    fn note(&mut self, person: EntityId, block: u32, sentence: u32, opens: bool) {
        if self.people[person.0 as usize].is_some() {
            self.trail.push(Step { person, block, sentence, opens });
        }
    }

    /// The one person whom a pronoun can mean.
    fn resolve(&mut self, sex: Sex, block: u32, sentence: u32) -> Option<EntityId> {
        let here: Vec<Step> = self.trail.iter().rev().take_while(|s| (s.block, s.sentence) == (block, sentence)).copied().collect();
        let before = self.trail.iter().rev().find(|s| (s.block, s.sentence) != (block, sentence)).copied();
        let chosen = self.only(&here, sex).or_else(|| {
            let blocked = here.iter().any(|s| self.fits(s.person, sex));
            if blocked { None } else { self.among_previous(before?, sex, block, sentence) }
        })?;
        let known = &mut self.people[chosen.0 as usize];
        *known = Some(known.flatten().or(Some(sex)));
        Some(chosen)
    }

    fn among_previous(&self, before: Step, sex: Sex, block: u32, sentence: u32) -> Option<EntityId> {
        let adjacent = before.block == block && before.sentence + 1 == sentence || before.block + 1 == block && sentence == 0;
        let there: Vec<Step> = self
            .trail
            .iter()
            .rev()
            .skip_while(|s| (s.block, s.sentence) == (block, sentence))
            .take_while(|s| (s.block, s.sentence) == (before.block, before.sentence))
            .copied()
            .collect();
        let fits = there.iter().any(|s| self.fits(s.person, sex));
        if adjacent && fits {
            return self.only(&there, sex).or_else(|| {
                // The person with whom the sentence before opens goes on as the subject.
                there
                    .last()
                    .filter(|s| s.opens && self.fits(s.person, sex) && self.people[s.person.0 as usize] == Some(Some(sex)))
                    .map(|s| s.person)
            });
        }
        let within = |reach: u32| -> Vec<Step> { self.trail.iter().rev().take_while(|s| s.block + reach >= block).copied().collect() };
        self.only(&within(0), sex).or_else(|| self.only(&within(REACH), sex))
    }

    fn fits(&self, person: EntityId, sex: Sex) -> bool {
        matches!(self.people[person.0 as usize], Some(known) if known.is_none_or(|k| k == sex))
    }

    /// The only person of the steps whom a pronoun of this sex fits; one of known sex before those of unknown.
    fn only(&self, steps: &[Step], sex: Sex) -> Option<EntityId> {
        let fitting: HashSet<EntityId> = steps.iter().map(|s| s.person).filter(|p| self.fits(*p, sex)).collect();
        let sure: Vec<EntityId> = fitting.iter().copied().filter(|p| self.people[p.0 as usize] == Some(Some(sex))).collect();
        match (fitting.len(), &sure[..]) {
            (1, _) => fitting.into_iter().next(),
            (_, [one]) => Some(*one),
            _ => None,
        }
    }
}
