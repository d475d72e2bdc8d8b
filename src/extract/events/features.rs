//! What stands around a trigger: determiner, ordinal, clause, names and words, cues of modality.

use std::ops::Range;
use std::sync::Arc;

use super::Event;
use crate::claim::{EventId, Factuality};
use crate::document::TextRange;
use crate::extract::clauses::clauses;
use crate::extract::{Mentions, Text};
use crate::language::{Analysis, Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::lexicon::events::{Cue, EventLexicon, TriggerForm};

/// How many tokens before a noun its modifiers may stand.
const NOUN_PHRASE: usize = 5;

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
    let clause = clauses(analysis, sentence, &lexicon.events.clause)
        .into_iter()
        .find(|c| c.contains(&tokens.start))
        .unwrap_or_else(|| tokens.clone());
    let head = &analysis.tokens[tokens.end - 1];
    let trigger = TextRange { block, start: analysis.tokens[tokens.start].start, end: head.end };
    let phrase = noun_phrase(analysis, &tokens, form);
    let modifiers = &analysis.tokens[phrase.start..tokens.start];
    let ordinal = (form == TriggerForm::Noun).then(|| ordinal(mentions, block, &analysis.tokens[phrase.start..tokens.end])).flatten();
    let (factuality, polarity) = modality(&lexicon.events, analysis, &clause, &phrase, &tokens, form);
    let whole = TextRange { block, start: analysis.tokens[clause.start].start, end: analysis.tokens[clause.end - 1].end };
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
            || form == TriggerForm::Verb && follows_definite_noun(&lexicon.events, &analysis.tokens, tokens.start),
        other: is_other(&lexicon.events, modifiers, ordinal.is_some()),
        plural: form == TriggerForm::Noun && head.lower != head.lemma && &*head.lemma != "talk" && &*head.lemma != "negotiation",
        sole: modifiers.iter().any(|t| matches!(&*t.lower, "one" | "only" | "sole" | "single")),
        last: last_of_series(block, modifiers),
        factuality,
        polarity,
        holder: mentions.holder_of(trigger),
        participants: participants(mentions, whole),
        theme: theme(&lexicon.events, mentions, analysis, block, &clause, &tokens),
        complement: complement(&lexicon.events, mentions, analysis, block, &tokens, &phrase, form),
        label,
        class,
        clause,
        phrase,
        tokens,
    }
}

/// The tokens of a noun's phrase up to the noun: words before it without a break, a verb or a preposition (but "of").
fn noun_phrase(analysis: &Analysis, tokens: &Range<usize>, form: TriggerForm) -> Range<usize> {
    let mut start = tokens.start;
    if form == TriggerForm::Verb {
        return start..tokens.end;
    }
    while start > 0 && tokens.start - start < NOUN_PHRASE {
        let token = &analysis.tokens[start - 1];
        let inside =
            token.is_word() || matches!(token.kind, TokenKind::Number | TokenKind::Mixed) || &*token.lower == "-" || &*token.lower == "'";
        let breaks = matches!(
            &*token.lower,
            "in" | "on"
                | "at"
                | "to"
                | "for"
                | "by"
                | "from"
                | "with"
                | "and"
                | "or"
                | "after"
                | "before"
                | "since"
                | "during"
                | "was"
                | "is"
                | "were"
                | "are"
        );
        if !inside || breaks {
            break;
        }
        start -= 1;
    }
    start..tokens.end
}

/// "the text signed on June 3": a participle right behind a definite noun takes its event as known.
fn follows_definite_noun(events: &EventLexicon, tokens: &[Token], at: usize) -> bool {
    let [before @ .., noun] = &tokens[at.saturating_sub(3)..at] else { return false };
    let participle = tokens[at].lower.ends_with("ed") || tokens[at].lower.ends_with("en");
    participle
        && noun.is_word()
        && !noun.capital
        && before.last().is_some_and(|t| events.clause.determiners_definite.contains(&*t.lower) && &*t.lower != "'s")
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

fn is_other(events: &EventLexicon, modifiers: &[Token], has_ordinal: bool) -> bool {
    modifiers.iter().any(|t| {
        let ordinal_itself = has_ordinal && matches!(&*t.lower, "second" | "next" | "latest");
        events.other.contains(&t.lemma) && !ordinal_itself
    })
}

/// How firmly the event is claimed, by the cues before it in its clause (for a noun: among its modifiers), and whether it is denied.
fn modality(
    events: &EventLexicon,
    analysis: &Analysis,
    clause: &Range<usize>,
    phrase: &Range<usize>,
    tokens: &Range<usize>,
    form: TriggerForm,
) -> (Factuality, bool) {
    let start = if form == TriggerForm::Noun { phrase.start.saturating_sub(4).max(clause.start) } else { clause.start };
    let scope = &analysis.tokens[start..tokens.start];
    let mut factuality = Factuality::Asserted;
    let mut polarity = true;
    for (at, _, cue) in events.cues.find_all(scope) {
        // "next" and "proposed" speak of the noun they stand before only.
        let adjective = matches!(&*scope[at].lemma, "next" | "propose" | "schedule" | "plan" | "upcoming" | "potential" | "possible")
            && at + 3 < scope.len();
        match cue {
            Cue::Negated => polarity = false,
            _ if adjective => {}
            Cue::Planned => factuality = factuality.max(Factuality::Planned),
            Cue::Hypothetical => factuality = factuality.max(Factuality::Hypothetical),
            Cue::Hedged => factuality = factuality.max(Factuality::Hedged),
        }
    }
    (factuality, polarity)
}

pub(crate) fn participants(mentions: &Mentions, clause: TextRange) -> Vec<crate::claim::EntityId> {
    let mut entities: Vec<_> = mentions.names_in(clause).map(|name| name.entity).collect();
    entities.sort();
    entities.dedup();
    entities
}

/// Lemmas with content in a clause, outside names, times and the trigger.
pub(crate) fn theme(
    events: &EventLexicon,
    mentions: &Mentions,
    analysis: &Analysis,
    block: u32,
    clause: &Range<usize>,
    trigger: &Range<usize>,
) -> Vec<Box<str>> {
    let mut lemmas: Vec<Box<str>> = clause
        .clone()
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
    trigger: &Range<usize>,
    phrase: &Range<usize>,
    form: TriggerForm,
) -> Vec<Box<str>> {
    let tokens = &analysis.tokens;
    if form != TriggerForm::Noun {
        return Vec::new();
    }
    let before = tokens[phrase.start..trigger.start].iter().filter(|t| !t.capital);
    let of = tokens.get(trigger.end).is_some_and(|t| &*t.lower == "of");
    let behind = if of { &tokens[trigger.end + 1..] } else { &[] };
    let phrase = behind.iter().take(6).take_while(|t| {
        t.is_word() && !events.clause.alone.contains(&*t.lower) && !matches!(&*t.lower, "on" | "in" | "at" | "from" | "was" | "is" | "were")
    });
    let mut lemmas: Vec<Box<str>> = before
        .chain(phrase)
        .filter(|t| {
            t.is_word()
                && events.has_content(&t.lemma)
                && !events.other.contains(&t.lemma)
                && !mentions.is_name_or_time(TextRange { block, start: t.start, end: t.end })
        })
        .map(|t| t.lemma.clone())
        .collect();
    lemmas.sort();
    lemmas.dedup();
    lemmas
}

fn label(events: &EventLexicon, text: &Text, class: &str, form: TriggerForm, trigger: TextRange, ordinal: Option<TextRange>) -> String {
    let noun = match form {
        TriggerForm::Noun => text.document.text(trigger),
        TriggerForm::Verb if class == super::open::CLASS => return format!("“{}”", text.document.text(trigger)),
        TriggerForm::Verb => events.noun_of(class),
    };
    match ordinal {
        Some(range) => format!("the {} {noun}", text.document.text(range)),
        None => format!("the {noun}"),
    }
}
