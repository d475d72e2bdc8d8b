//! Outcomes that befall a person: verdicts, and whether somebody lived.
//!
//! Whom a word befalls the tree of its clause says: the object of a verb, the subject of a passive or of a verb without an object, the possessor of
//! a noun. "Survived by two sons", "the only surviving child" and "two earlier convictions" tell nobody's fate. What is told of one charge says
//! nothing of another, and copy that tells how a verdict was undone tells two.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::{Builder, Manner};
use crate::claim::{Attribute, EntityId, Factuality, SubjectId};
use crate::document::TextRange;
use crate::extract::EntityKind;
use crate::extract::events::modality;
use crate::language::universal::{Penn, Relation, Upos};
use crate::language::{Analysis, Token};
use crate::lexicon::events::{OutcomeEntry, Scale};
use crate::value::{Category, TimeValue, Value};

/// A passage that tells the fate of somebody.
struct Fate {
    person: EntityId,
    range: TextRange,
    entry: OutcomeEntry,
    topic: Option<Arc<str>>,
    manner: Manner,
}

/// The words of an outcome in its sentence.
struct Place<'a> {
    analysis: &'a Analysis,
    block: u32,
    tokens: Range<usize>,
    /// The verb or noun that governs the others.
    word: usize,
}

/// What the copy says of a charge.
enum Charge {
    /// The one that the clause names, in lemmas; `None` where it names none, or all.
    Told(Option<Arc<str>>),
    /// Some of several, which are not told apart.
    Part,
}

/// Gathers the fates of a document, then claims those that it tells plainly.
#[derive(Default)]
pub(super) struct Fates {
    found: Vec<Fate>,
}

impl Fates {
    /// Adds the fate that an outcome of a person's scale tells, if it tells one.
    pub(super) fn add(&mut self, builder: &Builder, block: u32, tokens: Range<usize>, entry: &OutcomeEntry, scale: &Scale) {
        let analysis = &builder.text.blocks[block as usize];
        let verb = tokens.clone().find(|at| analysis.tokens[*at].upos == Upos::Verb);
        let word = verb.unwrap_or(tokens.end - 1);
        let place = Place { analysis, block, tokens, word };
        let Some(person) = (if verb.is_some() { place.of_verb(builder, scale) } else { place.of_noun(builder) }) else { return };
        let modifies = |at: &usize| analysis.is(*at, Relation::Advmod) || analysis.is(*at, Relation::Amod);
        if analysis.dependents(word).filter(modifies).any(|at| scale.another.contains(&*analysis.tokens[at].lower)) {
            return;
        }
        let topic = match (scale.of_happening, charge(analysis, word, scale)) {
            (true, _) => match place.happening(builder, scale) {
                Some(class) => Some(class),
                None => return,
            },
            (false, Charge::Told(topic)) => topic,
            (false, Charge::Part) => return,
        };
        let Some(manner) = place.manner(builder, verb.is_some()) else { return };
        self.found.push(Fate { person, range: place.range(), entry: entry.clone(), topic, manner });
    }

    /// Claims what the copy tells of each person.
    pub(super) fn claims(mut self, builder: &mut Builder) {
        let undone: BTreeSet<Arc<str>> = self.found.iter().map(|fate| fate.entry.scale.clone()).filter(|s| is_undone(builder, s)).collect();
        self.found.retain(|fate| !undone.contains(&fate.entry.scale));
        let mixed = self.mixed();
        for fate in self.found {
            let person = fate.person;
            if mixed.contains(&(fate.entry.scale.clone(), person)) {
                continue;
            }
            let member = fate.entry.member.replace('-', " ");
            let name = &builder.mentions.names.entities[person.0 as usize].name;
            let note = format!("{name}: {}{member}", if fate.manner.denied { "not " } else { "" });
            let value = Value::Category(Category { scale: fate.entry.scale, member: fate.entry.member, topic: fate.topic });
            builder.claim(SubjectId::Entity(person), Attribute::OUTCOME, value, fate.range, Manner { note, ..fate.manner });
        }
    }

    /// Those of whom the copy tells two outcomes, each of a charge of its own: acquitted of the one, convicted of the other.
    fn mixed(&self) -> HashSet<(Arc<str>, EntityId)> {
        // Outcomes with their charges, by scale and person.
        type Told<'a> = BTreeSet<(&'a Arc<str>, &'a Arc<str>)>;
        let mut told: BTreeMap<(Arc<str>, EntityId), Told> = BTreeMap::new();
        for fate in &self.found {
            if let Some(topic) = &fate.topic {
                told.entry((fate.entry.scale.clone(), fate.person)).or_default().insert((&fate.entry.member, topic));
            }
        }
        let differ = |told: &Told| told.iter().any(|a| told.iter().any(|b| a.0 != b.0 && a.1 != b.1));
        told.into_iter().filter(|(_, told)| differ(told)).map(|(key, _)| key).collect()
    }
}

/// Whether the copy tells that an outcome of a scale was undone: a conviction quashed, a retrial.
fn is_undone(builder: &Builder, scale: &Arc<str>) -> bool {
    let Some(scale) = builder.lexicon.events.scales.get(scale) else { return false };
    !scale.undone.is_empty() && builder.text.copy_blocks().any(|(_, analysis)| scale.undone.find_all(&analysis.tokens).next().is_some())
}

impl Place<'_> {
    /// Whom a verb befalls: its object; its subject where it is passive or has no object. `None` where that is not told.
    fn of_verb(&self, builder: &Builder, scale: &Scale) -> Option<EntityId> {
        let analysis = self.analysis;
        let passive = analysis.is_passive(self.word);
        let of_subject = scale.of_subject.contains(&*analysis.tokens[self.word].lemma);
        let befallen = match (passive, of_subject) {
            // "She is survived by two sons."
            (true, true) => None,
            (true, false) | (false, true) => analysis.subject(self.word),
            (false, false) => analysis.dependents_by(self.word, Relation::Obj).next(),
        };
        person_at(builder, analysis, self.block, befallen?)
    }

    /// Whom a noun befalls: its possessor, or who it is "of". "The conviction" may be anybody's.
    fn of_noun(&self, builder: &Builder) -> Option<EntityId> {
        let analysis = self.analysis;
        let noun = &analysis.tokens[self.word];
        if noun.upos != Upos::Noun || noun.penn == Penn::Nns {
            return None;
        }
        let of = |at: &usize| analysis.dependents_by(*at, Relation::Case).any(|case| &*analysis.tokens[case].lower == "of");
        let possessive = |at: &usize| analysis.arc(*at).is_some_and(|arc| arc.relation == Relation::NmodPossessive);
        let owner = analysis.dependents(self.word).find(possessive);
        let owner = owner.or_else(|| analysis.dependents_by(self.word, Relation::Nmod).find(of));
        person_at(builder, analysis, self.block, owner?)
    }

    /// The class of the happening that a fate belongs to ("died in the *fire*"), by what its sentence tells.
    fn happening(&self, builder: &Builder, scale: &Scale) -> Option<Arc<str>> {
        let sentence = self.analysis.sentence_of(self.word);
        let fits = |class: &Arc<str>| scale.classes.iter().any(|known| **known == **class);
        let mut classes = builder.events_of(self.block, sentence).map(|(_, event)| event.class.clone()).filter(fits);
        let first = classes.next()?;
        classes.all(|class| class == first).then_some(first)
    }

    /// How firmly the fate is told, and of when. `None` where it is denied by other words than those of its own clause.
    fn manner(&self, builder: &Builder, verb: bool) -> Option<Manner> {
        let (factuality, affirmed) = modality(&builder.lexicon.events, self.analysis, &self.tokens);
        let negates = |at: usize| matches!(&*self.analysis.tokens[at].lower, "not" | "n't" | "never");
        let negated = verb && self.analysis.dependents_by(self.word, Relation::Advmod).any(negates);
        if affirmed == negated || factuality != Factuality::Asserted {
            return None;
        }
        let range = self.range();
        Some(Manner {
            factuality,
            denied: negated,
            holder: builder.mentions.holder_of(range),
            as_of: self.when(builder),
            ..Manner::default()
        })
    }

    /// The only time that the sentence names, as far as a sentence reaches that has one tree.
    fn when(&self, builder: &Builder) -> Option<TimeValue> {
        let tokens = &self.analysis.tokens[self.analysis.neighbourhood(self.word)];
        let whole = TextRange { block: self.block, start: tokens.first()?.start, end: tokens.last()?.end };
        let mut days = builder.mentions.times_in(whole).iter().filter_map(|time| time.days);
        days.next().filter(|_| days.next().is_none())
    }

    fn range(&self) -> TextRange {
        let (first, last) = (&self.analysis.tokens[self.tokens.start], &self.analysis.tokens[self.tokens.end - 1]);
        TextRange { block: self.block, start: first.start, end: last.end }
    }
}

/// The person whom a word names, or the name beside it: "the farmer Ada Holm". A word that is nobody's name or pronoun stands for nobody.
fn person_at(builder: &Builder, analysis: &Analysis, block: u32, token: usize) -> Option<EntityId> {
    let of = |at: usize| {
        let range = TextRange { block, start: analysis.tokens[at].start, end: analysis.tokens[at].end };
        let entity = builder.mentions.entity_at(range)?;
        (builder.mentions.names.entity(entity).kind == EntityKind::Person).then_some(entity)
    };
    let names = |at: &usize| [Relation::Appos, Relation::Flat, Relation::Compound].iter().any(|relation| analysis.is(*at, *relation));
    of(token).or_else(|| analysis.dependents(token).filter(names).find_map(of))
}

/// The charge of a verdict: "of fraud", "on the fraud charge", "on all counts", "on two of the counts".
fn charge(analysis: &Analysis, word: usize, scale: &Scale) -> Charge {
    let charged = |at: &usize| {
        let mut cases = analysis.dependents_by(*at, Relation::Case);
        cases.any(|case| scale.topic.contains(&*analysis.tokens[case].lower))
    };
    // Behind an object the charge may hang from it: "convicted Holm of fraud".
    let own = analysis.dependents(word).filter(|at| *at > word).find(charged);
    let behind = || analysis.dependents_by(word, Relation::Obj).find_map(|object| analysis.dependents(object).find(charged));
    let Some(head) = own.or_else(behind) else { return Charge::Told(None) };
    let phrase = analysis.subtree(head);
    let tokens = &analysis.tokens[phrase];
    if tokens.iter().any(|token| scale.all.contains(&*token.lower)) {
        return Charge::Told(None);
    }
    let counted = scale.parts.contains(&*analysis.tokens[head].lemma);
    if counted && tokens.iter().any(|token| token.upos == Upos::Num || matches!(token.penn, Penn::Nns)) {
        return Charge::Part;
    }
    let tells =
        |token: &&Token| matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Verb | Upos::Num) && !scale.parts.contains(&*token.lemma);
    let words: Vec<&str> = tokens.iter().filter(tells).map(|token| &*token.lemma).collect();
    Charge::Told((!words.is_empty()).then(|| words.join(" ").into()))
}
