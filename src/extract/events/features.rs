//! What stands around a trigger: determiner, ordinal, clause, names and words, cues of modality.

use std::ops::Range;
use std::sync::Arc;

use super::{Arguments, Event};
use crate::claim::{EntityId, EventId, Factuality};
use crate::document::TextRange;
use crate::extract::clauses::{Clause, scope};
use crate::extract::mention::TimexType;
use crate::extract::{Mentions, Text, TimeMention};
use crate::language::universal::{Penn, Relation};
use crate::language::{Analysis, Token};
use crate::lexicon::Lexicon;
use crate::lexicon::events::{Cue, EventLexicon, TriggerForm};

#[allow(clippy::too_many_arguments, reason = "the parts of one mention, each found by the caller")]
pub(super) fn event(
    text: &Text,
    mentions: &Mentions,
    lexicon: &Lexicon,
    id: EventId,
    class: Arc<str>,
    form: TriggerForm,
    block: u32,
    tokens: Range<usize>,
) -> Event {
    let analysis = &text.blocks[block as usize];
    let sentence = analysis.sentence_of(tokens.start);
    let word = governing_word(analysis, &tokens);
    let clause = Clause::at(analysis, word);
    let head = &analysis.tokens[tokens.end - 1];
    let trigger = TextRange { block, start: analysis.tokens[tokens.start].start, end: head.end };
    let phrase = noun_phrase(analysis, word, &tokens, form);
    let modifiers = &analysis.tokens[phrase.start..tokens.start];
    let times = times_among(mentions, analysis, block, phrase.start..tokens.start);
    let ordinal = (form == TriggerForm::Noun).then(|| ordinal(mentions, block, &analysis.tokens[phrase.start..tokens.end])).flatten();
    let (factuality, polarity) = modality(&lexicon.events, analysis, &tokens);
    let label = label(&lexicon.events, text, &class, form, trigger, ordinal.map(|(_, range)| range));
    Event {
        id,
        lemma: head.lemma.clone(),
        form,
        head: TextRange { block, start: head.start, end: head.end },
        trigger,
        sentence,
        ordinal,
        definite: modifiers.iter().any(|t| lexicon.events.clause.determiners_definite.contains(&*t.lower))
            || form == TriggerForm::Verb && describes_definite_noun(&lexicon.events, analysis, word),
        other: is_other(&lexicon.events, mentions, block, modifiers, ordinal.is_some()),
        plural: form == TriggerForm::Noun && head.lower != head.lemma && &*head.lemma != "talk" && &*head.lemma != "negotiation",
        sole: modifiers.iter().any(|t| matches!(&*t.lower, "one" | "only" | "sole" | "single")),
        last: last_of_series(block, modifiers),
        factuality,
        polarity,
        holder: mentions.holder_of(trigger),
        arguments: Arguments::of(analysis, mentions, block, word, &tokens, form),
        participants: participants(mentions, clause.ranges(block, analysis)),
        theme: theme(&lexicon.events, mentions, analysis, block, clause.tokens(), &tokens),
        possessor: possessor(mentions, analysis, block, word),
        dated: times.iter().find_map(|time| time.days.filter(|_| time.kind == TimexType::Date)),
        told_by: times.first().map(|time| time.timex.as_str().into()),
        complement: complement(&lexicon.events, mentions, analysis, block, word, &phrase, form),
        label,
        class,
        clause,
        phrase,
        tokens,
    }
}

/// The word of a trigger that the others of it hang on: "round" in "round of talks".
pub(crate) fn governing_word(analysis: &Analysis, tokens: &Range<usize>) -> usize {
    let outside = |at: &usize| analysis.head(*at).is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(outside).unwrap_or(tokens.end - 1)
}

/// The tokens of a noun's phrase up to the noun: its modifiers and what hangs below them, without prepositions and conjunctions.
fn noun_phrase(analysis: &Analysis, word: usize, tokens: &Range<usize>, form: TriggerForm) -> Range<usize> {
    if form == TriggerForm::Verb {
        return tokens.clone();
    }
    let outside =
        [Relation::Case, Relation::Cc, Relation::Mark, Relation::Punct, Relation::Acl, Relation::Nsubj, Relation::Cop, Relation::Aux];
    let modifiers = analysis.dependents(word).filter(|at| *at < tokens.start && !outside.iter().any(|r| analysis.is(*at, *r)));
    let first = modifiers.map(|at| analysis.subtree(at).start).min().unwrap_or(tokens.start);
    first.min(tokens.start)..tokens.end
}

/// "the text signed on June 3": a participle that describes a definite noun takes its event as known.
fn describes_definite_noun(events: &EventLexicon, analysis: &Analysis, verb: usize) -> bool {
    let describes = analysis.tokens[verb].penn == Penn::Vbn && analysis.arc(verb).is_some_and(|arc| arc.relation == Relation::Acl);
    let noun = describes.then(|| analysis.head(verb)).flatten().filter(|noun| !analysis.tokens[*noun].capital);
    noun.is_some_and(|noun| {
        let mut determiners = analysis.dependents_by(noun, Relation::Det);
        determiners.any(|at| events.clause.determiners_definite.contains(&*analysis.tokens[at].lower))
    })
}

/// The ordinal among a noun's modifiers.
fn ordinal(mentions: &Mentions, block: u32, modifiers: &[Token]) -> Option<(u32, TextRange)> {
    modifiers.iter().rev().find_map(|token| {
        let range = TextRange { block, start: token.start, end: token.end };
        let quantity = mentions.quantity_at(range)?;
        let number = quantity.ordinal.then(|| u32::try_from(quantity.written.0).ok()).flatten()?;
        Some((number, quantity.number))
    })
}

/// "the last talks", "the latest round", "their most recent meeting".
fn last_of_series(block: u32, modifiers: &[Token]) -> Option<TextRange> {
    let at = modifiers.iter().position(|t| matches!(&*t.lower, "last" | "latest" | "recent"))?;
    let definite = modifiers[..at].iter().any(|t| matches!(&*t.lower, "the" | "their" | "its" | "most"));
    let calendar = modifiers
        .get(at + 1)
        .is_some_and(|t| matches!(&*t.lemma, "week" | "month" | "year" | "night" | "summer" | "winter" | "spring" | "autumn" | "fall"));
    let recent = &*modifiers[at].lower == "recent" && !modifiers[..at].iter().any(|t| &*t.lower == "most");
    (definite && !calendar && !recent).then_some(TextRange { block, start: modifiers[at].start, end: modifiers[at].end })
}

/// The entity of a possessive before a noun, by its name or by a pronoun that stands for it.
fn possessor(mentions: &Mentions, analysis: &Analysis, block: u32, word: usize) -> Option<EntityId> {
    let possessive = |at: &usize| analysis.arc(*at).is_some_and(|arc| arc.relation == Relation::NmodPossessive);
    let owner = &analysis.tokens[analysis.dependents(word).find(possessive)?];
    mentions.entity_at(TextRange { block, start: owner.start, end: owner.end })
}

/// The times among some tokens of a block.
fn times_among<'m>(mentions: &'m Mentions, analysis: &Analysis, block: u32, modifiers: Range<usize>) -> &'m [TimeMention] {
    let ends = (analysis.tokens.get(modifiers.start), modifiers.end.checked_sub(1).and_then(|last| analysis.tokens.get(last)));
    let (Some(first), Some(last)) = ends else { return &[] };
    mentions.times_in(TextRange { block, start: first.start, end: last.end.max(first.start) })
}

/// Whether a modifier says that it is another event; the number of a length ("the two-hour hearing") says nothing of that.
fn is_other(events: &EventLexicon, mentions: &Mentions, block: u32, modifiers: &[Token], has_ordinal: bool) -> bool {
    let length = |t: &&Token| {
        let times = mentions.times_in(TextRange { block, start: t.start, end: t.end });
        times.iter().any(|time| time.kind == TimexType::Duration)
    };
    modifiers.iter().filter(|t| !length(t)).any(|t| {
        let ordinal_itself = has_ordinal && matches!(&*t.lower, "second" | "next" | "latest");
        events.other.contains(&t.lemma) && !ordinal_itself
    })
}

/// How firmly what a word names is claimed, and whether it is denied, by the cues in its [`scope`].
pub(crate) fn modality(events: &EventLexicon, analysis: &Analysis, tokens: &Range<usize>) -> (Factuality, bool) {
    let word = governing_word(analysis, tokens);
    let scope = scope(analysis, word);
    let (Some(first), Some(last)) = (scope.first(), scope.last()) else { return (Factuality::Asserted, true) };
    let sentence = analysis.sentences.get(analysis.sentence_of(word)).map_or(0..0, |s| s.tokens.clone());
    let longest = events.cues.longest();
    let around = sentence.start.max(first.saturating_sub(longest))..sentence.end.min(last + longest);
    let mut factuality = Factuality::Asserted;
    let mut polarity = true;
    for (at, length, cue) in events.cues.find_all(&analysis.tokens[around.clone()]) {
        let cue_tokens = around.start + at..around.start + at + length;
        let bears = cue_tokens.clone().any(|at| scope.binary_search(&at).is_ok());
        let overlaps = cue_tokens.start < tokens.end && tokens.start < cue_tokens.end;
        if !bears || overlaps {
            continue;
        }
        match cue {
            Cue::Negated => polarity = false,
            Cue::Planned => factuality = factuality.max(Factuality::Planned),
            Cue::Hypothetical => factuality = factuality.max(Factuality::Hypothetical),
            Cue::Hedged => factuality = factuality.max(Factuality::Hedged),
        }
    }
    (factuality, polarity)
}

/// The entities named in some ranges of a text, sorted.
pub(crate) fn participants(mentions: &Mentions, ranges: impl Iterator<Item = TextRange>) -> Vec<crate::claim::EntityId> {
    let mut entities: Vec<_> = ranges.flat_map(|range| mentions.names_in(range)).map(|name| name.entity).collect();
    entities.sort();
    entities.dedup();
    entities
}

/// Lemmas with content among some tokens of a block, outside names, times and the trigger.
pub(crate) fn theme(
    events: &EventLexicon,
    mentions: &Mentions,
    analysis: &Analysis,
    block: u32,
    among: impl Iterator<Item = usize>,
    trigger: &Range<usize>,
) -> Vec<Box<str>> {
    let mut lemmas: Vec<Box<str>> = among
        .filter(|at| !trigger.contains(at))
        .map(|at| &analysis.tokens[at])
        .filter(|t| t.is_word() && events.has_content(&t.lemma))
        .filter(|t| !mentions.is_name_or_time(TextRange { block, start: t.start, end: t.end }))
        .map(|t| t.lemma.clone())
        .collect();
    lemmas.sort();
    lemmas.dedup();
    lemmas
}

/// The content of a noun's modifiers and of an "of" phrase behind it: "the secret signing of the fisheries treaty" -> fishery, secret, treaty.
fn complement(
    events: &EventLexicon,
    mentions: &Mentions,
    analysis: &Analysis,
    block: u32,
    word: usize,
    phrase: &Range<usize>,
    form: TriggerForm,
) -> Vec<Box<str>> {
    if form != TriggerForm::Noun {
        return Vec::new();
    }
    let of = |at: &usize| analysis.dependents_by(*at, Relation::Case).any(|case| &*analysis.tokens[case].lower == "of");
    let behind = analysis.dependents_by(word, Relation::Nmod).filter(|at| *at > word).filter(of).take(1);
    // What is said of the complement in a clause of its own is not part of it.
    let complement = behind.flat_map(|at| analysis.subtree(at).filter(move |other| analysis.predicate(*other) == analysis.predicate(at)));
    let among = phrase.clone().filter(|at| !analysis.tokens[*at].capital).chain(complement);
    let mut lemmas = theme(events, mentions, analysis, block, among, &(word..word + 1));
    lemmas.retain(|lemma| !events.other.contains(lemma));
    lemmas
}

fn label(events: &EventLexicon, text: &Text, class: &str, form: TriggerForm, trigger: TextRange, ordinal: Option<TextRange>) -> String {
    let noun = match form {
        TriggerForm::Noun => text.document.text(trigger),
        TriggerForm::Verb if class == super::open::CLASS => return format!("“{}”", text.document.text(trigger)),
        TriggerForm::Verb => events.noun_of(class),
    };
    // "the second reading" is its own trigger: what it has already is not said again.
    let ordinal =
        ordinal.map(|range| text.document.text(range)).filter(|ordinal| !noun.to_lowercase().starts_with(&ordinal.to_lowercase()));
    match ordinal {
        Some(ordinal) => format!("the {ordinal} {noun}"),
        None => format!("the {noun}"),
    }
}
