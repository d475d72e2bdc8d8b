//! Event classes with their triggers, outcome scales, and the words that say how firmly a clause is claimed.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::nominals::Nominals;
use super::phrase_table::PhraseTable;
use crate::language::hash::Set as HashSet;
use crate::language::lemma;
use crate::yaml;

/// Whether a trigger names an event or tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TriggerForm {
    Verb,
    Noun,
}

/// An entry of the trigger table.
#[derive(Clone, Debug)]
pub struct Trigger {
    pub class: Arc<str>,
    /// Whether the word may be a verb, a noun, or both, of this class.
    pub forms: HashSet<TriggerForm>,
}

/// One class of `classes.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct ClassEntry {
    verbs: Vec<String>,
    nouns: Vec<String>,
    once: bool,
    one_agent: bool,
    one_patient: bool,
    not_of: HashSet<String>,
}

/// A member of an outcome scale, as a phrase of the copy names it.
#[derive(Clone, Debug)]
pub struct OutcomeEntry {
    pub scale: Arc<str>,
    pub member: Arc<str>,
}

/// One scale of `outcomes/*.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleEntry {
    scale: String,
    classes: Vec<String>,
    /// `person`: the outcome is one person's, and two people of one event may differ.
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    words: ScaleWords,
    members: BTreeMap<String, Vec<String>>,
}

/// The words of a scale of people's outcomes, beside its members.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct ScaleWords {
    of_happening: bool,
    of_subject: HashSet<String>,
    topic: HashSet<String>,
    parts: HashSet<String>,
    all: HashSet<String>,
    another: HashSet<String>,
    undone: Vec<String>,
}

/// What a scale is about.
#[derive(Debug)]
pub struct Scale {
    pub classes: Vec<String>,
    /// Whether the outcome is one person's, so that two people of one event may differ.
    pub of_person: bool,
    /// Whether it is told only where its sentence names a happening of the classes: who dies in the end may have survived a fire.
    pub of_happening: bool,
    /// Verbs, by lemma, that tell the outcome of their subject; others tell that of their object.
    pub of_subject: HashSet<String>,
    /// Prepositions before what the outcome concerns.
    pub topic: HashSet<String>,
    /// Lemmas of what several outcomes may be counted by: "on two counts".
    pub parts: HashSet<String>,
    /// Words that say that it concerns everything.
    pub all: HashSet<String>,
    /// Modifiers of another outcome than the copy's own: "previously".
    pub another: HashSet<String>,
    /// Phrases of copy that tells how an outcome was undone.
    pub undone: PhraseTable<()>,
}

impl Scale {
    fn new(classes: Vec<String>, of_person: bool, words: ScaleWords) -> Scale {
        let ScaleWords { of_happening, of_subject, topic, parts, all, another, undone } = words;
        let mut phrases = PhraseTable::default();
        undone.iter().for_each(|phrase| phrases.insert(phrase, ()));
        Scale { classes, of_person, of_happening, of_subject, topic, parts, all, another, undone: phrases }
    }
}

/// How a cue changes a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    Planned,
    Hypothetical,
    Hedged,
    Negated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModalityFile {
    planned: Vec<String>,
    hypothetical: Vec<String>,
    hedged: Vec<String>,
    negated: Vec<String>,
    other: Vec<String>,
}

/// Words that the reading of clauses needs.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ClauseWords {
    light: Vec<String>,
    start: Vec<String>,
    end: Vec<String>,
    pub determiners_definite: HashSet<String>,
    pub determiners_indefinite: HashSet<String>,
    pub prepositions: HashSet<String>,
    /// Buildings and sites that copy describes without naming them.
    pub buildings: HashSet<String>,
    stop: HashSet<String>,
}

/// What a phase or light verb does with the date beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The date is the event's.
    Whole,
    Start,
    End,
}

/// The vocabulary of events.
#[derive(Debug)]
pub struct EventLexicon {
    pub triggers: PhraseTable<Trigger>,
    pub outcomes: PhraseTable<OutcomeEntry>,
    pub scales: BTreeMap<Arc<str>, Scale>,
    pub cues: PhraseTable<Cue>,
    pub phases: PhraseTable<Phase>,
    /// Lemmas that make a mention another event of its kind.
    pub other: HashSet<Box<str>>,
    pub clause: ClauseWords,
    /// Nouns that name what happens; read when it is first asked for, which only `extract` does.
    pub nominals: LazyLock<Nominals>,
    once: HashSet<Arc<str>>,
    one_agent: HashSet<Arc<str>>,
    one_patient: HashSet<Arc<str>>,
    /// Lemmas of the objects with which the verbs of a class tell another thing.
    not_of: BTreeMap<Arc<str>, HashSet<String>>,
    /// The noun that names an event of a class, by class.
    nouns: BTreeMap<Arc<str>, String>,
}

impl Default for EventLexicon {
    fn default() -> Self {
        EventLexicon::builtin()
    }
}

impl EventLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> EventLexicon {
        let modality: ModalityFile =
            yaml::builtin("rules/lexicon/events/modality.yaml", include_str!("../../rules/lexicon/events/modality.yaml"));
        let clause: ClauseWords =
            yaml::builtin("rules/lexicon/events/clauses.yaml", include_str!("../../rules/lexicon/events/clauses.yaml"));
        let mut cues = PhraseTable::default();
        for (words, cue) in [
            (&modality.planned, Cue::Planned),
            (&modality.hypothetical, Cue::Hypothetical),
            (&modality.hedged, Cue::Hedged),
            (&modality.negated, Cue::Negated),
        ] {
            words.iter().for_each(|word| cues.insert(word, cue));
        }
        let mut phases = PhraseTable::default();
        for (words, phase) in [(&clause.light, Phase::Whole), (&clause.start, Phase::Start), (&clause.end, Phase::End)] {
            words.iter().for_each(|word| phases.insert(word, phase));
        }
        let other = modality.other.iter().map(|word| lemma(word)).collect();
        let mut lexicon = EventLexicon {
            triggers: PhraseTable::default(),
            outcomes: PhraseTable::default(),
            scales: BTreeMap::new(),
            cues,
            phases,
            other,
            clause,
            nominals: LazyLock::new(Nominals::builtin),
            once: HashSet::default(),
            one_agent: HashSet::default(),
            one_patient: HashSet::default(),
            not_of: BTreeMap::new(),
            nouns: BTreeMap::new(),
        };
        lexicon.add_classes(yaml::builtin("rules/lexicon/events/classes.yaml", include_str!("../../rules/lexicon/events/classes.yaml")));
        lexicon.add_scales(yaml::builtin("rules/lexicon/outcomes/scales.yaml", include_str!("../../rules/lexicon/outcomes/scales.yaml")));
        lexicon
    }

    fn add_classes(&mut self, classes: BTreeMap<String, ClassEntry>) {
        for (class, entry) in classes {
            let class: Arc<str> = class.into();
            let marks = [(entry.once, &mut self.once), (entry.one_agent, &mut self.one_agent), (entry.one_patient, &mut self.one_patient)];
            for (_, set) in marks.into_iter().filter(|(marked, _)| *marked) {
                set.insert(class.clone());
            }
            if !entry.not_of.is_empty() {
                self.not_of.insert(class.clone(), entry.not_of);
            }
            self.nouns.insert(class.clone(), entry.nouns.first().cloned().unwrap_or_else(|| class.to_string()));
            let mut forms: BTreeMap<String, HashSet<TriggerForm>> = BTreeMap::new();
            for (words, form) in [(entry.verbs, TriggerForm::Verb), (entry.nouns, TriggerForm::Noun)] {
                for word in words {
                    forms.entry(word).or_default().insert(form);
                }
            }
            for (word, forms) in forms {
                self.triggers.insert(&word, Trigger { class: class.clone(), forms });
            }
        }
    }

    fn add_scales(&mut self, scales: Vec<ScaleEntry>) {
        for entry in scales {
            let scale: Arc<str> = entry.scale.into();
            for (member, phrases) in entry.members {
                let member: Arc<str> = member.into();
                for phrase in phrases {
                    self.outcomes.insert(&phrase, OutcomeEntry { scale: scale.clone(), member: member.clone() });
                }
            }
            self.scales.insert(scale, Scale::new(entry.classes, entry.subject.as_deref() == Some("person"), entry.words));
        }
    }

    /// Whether an event of this class happens once to one object.
    pub fn happens_once(&self, class: &str) -> bool {
        self.once.contains(class)
    }

    /// Whether an event of this class has one agent: a company has one buyer.
    pub fn has_one_agent(&self, class: &str) -> bool {
        self.one_agent.contains(class)
    }

    /// Whether an event of this class has one patient.
    pub fn has_one_patient(&self, class: &str) -> bool {
        self.one_patient.contains(class)
    }

    /// Lemmas of the objects with which a verb of this class tells another thing ("merged the branch"), where there are such.
    pub fn not_of(&self, class: &str) -> Option<&HashSet<String>> {
        self.not_of.get(class)
    }

    /// The noun that names an event of a class ("signing").
    pub fn noun_of<'a>(&'a self, class: &'a str) -> &'a str {
        self.nouns.get(class).map_or(class, String::as_str)
    }

    /// Whether a lemma has content of its own, so that sharing it is evidence.
    pub fn has_content(&self, lemma: &str) -> bool {
        lemma.len() > 2 && !self.clause.stop.contains(lemma)
    }
}
