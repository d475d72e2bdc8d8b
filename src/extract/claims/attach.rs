//! Which event a time or place belongs to: the noun it modifies, the verb of its clause, or the subject of a verb that says
//! nothing but that something took place.

use std::ops::Range;

use super::Builder;
use crate::claim::{Attribute, EventId};
use crate::document::TextRange;
use crate::extract::clauses::Clause;
use crate::extract::events::{Event, open_event};
use crate::language::universal::{Relation, Upos};
use crate::language::{Analysis, Token};
use crate::lexicon::events::{Phase, TriggerForm};

/// How many tokens may stand between a noun and the time that follows it.
const NOUN_GAP: usize = 8;
/// Within how many tokens a time opens its sentence, and how far behind it the object of the verb may stand.
const OPENING: usize = 8;
const OBJECT_GAP: usize = 14;
/// How far before a light verb its subject may stand.
const SUBJECT_GAP: usize = 14;

/// The event that a time belongs to, and whether the time is that of its beginning or end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Governor {
    /// Index into the events.
    pub event: usize,
    pub phase: Phase,
}

impl Governor {
    /// The attribute that a time of day of this phase is.
    pub fn time_attribute(self) -> Attribute {
        match self.phase {
            Phase::Whole => Attribute::TIME,
            Phase::Start => Attribute::named("start-time"),
            Phase::End => Attribute::named("end-time"),
        }
    }

    /// The attribute that a date of this phase is.
    pub fn date_attribute(self) -> Attribute {
        match self.phase {
            Phase::Whole => Attribute::DATE,
            Phase::Start => Attribute::named("start-date"),
            Phase::End => Attribute::named("end-date"),
        }
    }
}

/// A time's place in its sentence.
struct Setting<'a> {
    block: u32,
    analysis: &'a Analysis,
    tokens: &'a [Token],
    /// The time itself, as tokens.
    at: Range<usize>,
    /// The word that it hangs on.
    anchor: usize,
    clause: Clause,
    sentence: Range<usize>,
}

/// The word that a time hangs on: the verb right before it ("said on Friday", "opened Monday"), where the tree may be wrong; else its head in the
/// tree.
fn anchor(analysis: &Analysis, time: &Range<usize>) -> usize {
    let before = |at: usize| at.checked_sub(1).map(|at| (at, &analysis.tokens[at]));
    let (mut nearest, mut start) = (before(time.start), time.start);
    if let Some((at, token)) = nearest
        && token.upos == Upos::Adp
    {
        (nearest, start) = (before(at), at);
    }
    let same_sentence = |at: usize| analysis.sentence_of(at) == analysis.sentence_of(start);
    let verb = nearest.filter(|(at, token)| token.upos == Upos::Verb && same_sentence(*at)).map(|(at, _)| at);
    let outside = |at: &usize| !time.contains(at);
    verb.or_else(|| time.clone().find_map(|at| analysis.head(at).filter(outside))).unwrap_or(time.start)
}

impl<'a> Builder<'a> {
    /// The event that the time at `range` belongs to; an open event is added where the clause has only a verb. `None` for a time without
    /// any verb or event in its sentence.
    pub(super) fn governor(&mut self, range: TextRange) -> Option<Governor> {
        let setting = self.setting(range)?;
        let whole = |event| Governor { event, phase: Phase::Whole };
        if let Some(event) = self.noun_after(&setting).or_else(|| self.apposition(&setting)) {
            return Some(whole(event));
        }
        if let Some(governor) = self.light_or_phase_verb(&setting) {
            return Some(governor);
        }
        let event = self
            .governing(&setting)
            .or_else(|| self.noun_before(&setting))
            .or_else(|| self.verb_of_clause(&setting))
            .or_else(|| self.object_of_clause(&setting));
        if let Some(event) = event {
            return Some(whole(event));
        }
        let (block, near, within) = (setting.block, setting.at.start, &setting.clause);
        let id = EventId(self.out.events.len() as u32);
        let event = open_event(self.text, self.mentions, self.lexicon, id, block, near, within)?;
        let known = self.events_of(block, event.sentence).find(|(_, e)| e.trigger == event.trigger).map(|(index, _)| index);
        Some(whole(known.unwrap_or_else(|| self.add_event(event))))
    }

    /// The event that the subject of a light verb before `range`, in its clause, stands for.
    pub(super) fn subject_of_light_verb(&self, range: TextRange) -> Option<usize> {
        self.light_or_phase_verb(&self.setting(range)?).map(|governor| governor.event)
    }

    /// The place of a passage in its sentence.
    fn setting(&self, range: TextRange) -> Option<Setting<'a>> {
        let text: &'a crate::extract::Text<'a> = self.text;
        let analysis = &text.blocks[range.block as usize];
        let at = analysis.token_at(range.start)..analysis.token_at(range.end.saturating_sub(1)) + 1;
        let number = analysis.sentence_of(at.start);
        let sentence = analysis.sentences.get(number)?.tokens.clone();
        let anchor = anchor(analysis, &at);
        let clause = Clause::at(analysis, anchor);
        Some(Setting { block: range.block, analysis, tokens: &analysis.tokens, at, anchor, clause, sentence })
    }

    /// The events of a clause among some of its tokens, with their index.
    fn events_of_clause<'s>(&'s self, s: &'s Setting, among: Range<usize>) -> impl DoubleEndedIterator<Item = (usize, &'s Event)> {
        self.events_in(s.block, among).filter(|(_, e)| s.clause.contains(e.tokens.start))
    }

    /// The event whose word governs the time in the tree, with no other verb between: "signed the text on Monday", "the signing on Monday".
    fn governing(&self, s: &Setting) -> Option<usize> {
        let longest = self.lexicon.events.triggers.longest();
        let mut at = s.anchor;
        loop {
            let near = s.sentence.start.max(at.saturating_sub(longest))..s.sentence.end.min(at + longest);
            let event = self.events_in(s.block, near).find(|(_, e)| e.tokens.contains(&at));
            match event {
                Some((index, _)) => return Some(index),
                None if s.tokens[at].is_verb() => return None,
                None => at = s.analysis.head(at)?,
            }
        }
    }

    /// The events of a stretch of tokens of one sentence, with their index.
    fn events_in(&self, block: u32, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = (usize, &Event)> {
        let sentence = self.text.blocks[block as usize].sentence_of(tokens.start);
        let indices = self.by_sentence.get(&(block, sentence)).map_or(&[][..], Vec::as_slice);
        // They stand in the order of the text.
        let before = |bound: usize| indices.partition_point(|index| self.out.events[*index].tokens.start < bound);
        let within = &indices[before(tokens.start)..before(tokens.end.max(tokens.start))];
        within.iter().map(|index| (*index, &self.out.events[*index])).filter(move |(_, e)| e.tokens.end <= tokens.end)
    }

    /// "the June 2 meeting", "Tuesday's session": a noun right after the time, with nothing but modifiers between.
    fn noun_after(&self, s: &Setting) -> Option<usize> {
        let end = (s.at.end + 4).min(s.sentence.end);
        let (index, event) = self.events_in(s.block, s.at.end..end).find(|(_, e)| e.form == TriggerForm::Noun)?;
        let between = &s.tokens[s.at.end..event.tokens.start];
        let possessive = between.first().is_some_and(|t| &*t.lower == "'s" || &*t.lower == "'");
        let words = &self.lexicon.events.clause;
        let plain = between.iter().skip(usize::from(possessive)).all(|t| {
            (t.is_word()
                && !words.determiners_definite.contains(&*t.lower)
                && !words.determiners_indefinite.contains(&*t.lower)
                && !words.prepositions.contains(&*t.lower)
                && !t.capital)
                || &*t.lower == "-"
        });
        let attached = possessive
            || s.at.start.checked_sub(1).is_none_or(|before| {
                let lower = &*s.tokens[before].lower;
                words.determiners_definite.contains(lower) || !words.prepositions.contains(lower)
            });
        (plain && attached).then_some(index)
    }

    /// "on October 21, 2023, the night of the robbery".
    fn apposition(&self, s: &Setting) -> Option<usize> {
        let rest = s.tokens.get(s.at.end..s.sentence.end)?;
        let [comma, the, unit, of, ..] = rest else { return None };
        let calendar =
            matches!(&*unit.lemma, "night" | "day" | "morning" | "evening" | "afternoon" | "date" | "year" | "month" | "weekend" | "eve");
        let matches = &*comma.lower == "," && &*the.lower == "the" && calendar && matches!(&*of.lower, "of" | "after" | "before");
        (matches && &*of.lower == "of")
            .then(|| self.events_in(s.block, s.at.end + 4..(s.at.end + 9).min(s.sentence.end)).next().map(|(index, _)| index))
            .flatten()
    }

    /// "the hearing took place on", "the trial had opened on": the subject of a verb that only says that it was, began or ended.
    fn light_or_phase_verb(&self, s: &Setting) -> Option<Governor> {
        let start = s.clause.start().min(s.at.start);
        let phases = self.lexicon.events.phases.find_all(&s.tokens[start..s.at.start]);
        let (verb, phase) = phases.map(|(at, _, phase)| (start + at, phase)).filter(|(at, _)| s.clause.contains(*at)).last()?;
        // A verb or noun of the vocabulary nearer to the time governs it, unless it is the phase verb itself.
        if self.events_in(s.block, verb + 1..s.at.start).next().is_some() {
            return None;
        }
        let from = verb.saturating_sub(SUBJECT_GAP).max(s.sentence.start);
        let noun = |(index, event): (usize, &Event)| (event.form == TriggerForm::Noun).then_some(index);
        let subject = self.events_in(s.block, from..verb).rev().find_map(noun).or_else(|| self.antecedent(s, verb))?;
        Some(Governor { event: subject, phase: *phase })
    }

    /// "It took place on 13 May": a pronoun that opens the sentence stands for the last event noun of the sentence before.
    fn antecedent(&self, s: &Setting, verb: usize) -> Option<usize> {
        let first = s.tokens.get(s.sentence.start)?;
        let pronoun = matches!(&*first.lower, "it" | "this" | "that" | "these" | "they") && verb <= s.sentence.start + 3;
        let before = self.text.blocks[s.block as usize].sentence_of(s.sentence.start).checked_sub(1)?;
        let noun = |(index, event): (usize, &Event)| (event.form == TriggerForm::Noun).then_some(index);
        pronoun.then(|| self.events_of(s.block, before).rev().find_map(noun)).flatten()
    }

    /// "since its launch on 24 October": the nearest noun before the time, if no verb stands between and none has it as its object ("celebrated the
    /// launch on Tuesday" dates the celebration).
    fn noun_before(&self, s: &Setting) -> Option<usize> {
        let from = s.at.start.saturating_sub(NOUN_GAP);
        let (index, event) = self.events_in(s.block, from.max(s.sentence.start)..s.at.start).next_back()?;
        let is_object = s.analysis.is(event.tokens.end - 1, Relation::Obj);
        let verb_between = s.tokens[event.tokens.end..s.at.start].iter().any(Token::is_verb);
        (event.form == TriggerForm::Noun && !is_object && !verb_between).then_some(index)
    }

    /// "Not until April 10 did the district order an evacuation": in a clause that opens with the time and has no verb of the vocabulary,
    /// the first event noun behind it.
    fn object_of_clause(&self, s: &Setting) -> Option<usize> {
        let verb_before = || s.tokens[s.sentence.start..s.at.start].iter().any(|t| t.is_past() && t.is_verb());
        let opens = s.at.start <= s.sentence.start + OPENING && !verb_before();
        let end = s.sentence.end.min(s.at.end + OBJECT_GAP);
        let noun = |(index, event): (usize, &Event)| (event.form == TriggerForm::Noun).then_some(index);
        // The reference of an offset ("two days after the collapse") is not what happened then, nor is what a later clause tells.
        let reference = |index: &usize| {
            let between = &s.tokens[s.at.end..self.out.events[*index].tokens.start];
            let offset = between.iter().rev().take(3).any(|t| matches!(&*t.lower, "after" | "before" | "since" | "of"));
            !offset && !between.iter().any(|t| t.upos == Upos::Verb && t.is_past())
        };
        opens.then(|| self.events_in(s.block, s.at.end..end).filter_map(noun).find(reference)).flatten()
    }

    /// The verb of the clause: the nearest before the time, else the first after it.
    fn verb_of_clause(&self, s: &Setting) -> Option<usize> {
        let verb = |(index, event): (usize, &Event)| (event.form == TriggerForm::Verb).then_some(index);
        let before = self.events_of_clause(s, s.clause.start()..s.at.start).rev().find_map(verb);
        before.or_else(|| self.events_of_clause(s, s.at.end..s.clause.end()).find_map(verb))
    }
}
