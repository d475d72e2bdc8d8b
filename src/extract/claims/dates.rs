//! Dates, times of day, lengths and offsets of events.

use chrono::NaiveDate;

use super::attach::Governor;
use super::{Builder, Offset};
use crate::claim::{Attribute, SubjectId};
use crate::document::BlockKind;
use crate::extract::TimeMention;
use crate::extract::mention::{Anchor, Bound, TimexType};
use crate::lexicon::events::{Phase, TriggerForm};
use crate::value::{TimeValue, Value};

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    let mut spans = super::lengths::only_span(builder);
    for time in &mentions.times {
        if builder.text.document.blocks[time.range.block as usize].kind == BlockKind::Meta {
            continue;
        }
        match (&time.anchor, time.kind) {
            (_, TimexType::Set) => {}
            (Anchor::Offset { days, words }, _) => offset(builder, time, *days, *words),
            (_, TimexType::Duration) => super::lengths::length(builder, time, &mut spans),
            _ => date(builder, time),
        }
    }
}

fn date(builder: &mut Builder, time: &TimeMention) {
    if time.days.is_none() && time.clock.is_none() {
        return;
    }
    let Some(governor) = builder.governor(time.range) else { return };
    let event = &builder.out.events[governor.event];
    let subject = SubjectId::Event(event.id);
    let (label, event_is_last) = (event.label.clone(), event.last.is_some());
    if let Some(days) = time.days.map(|days| left_open(days, time.bound)) {
        let mut manner = builder.manner_of(governor.event);
        manner.note = format!("{label}: {days}");
        let last = event_is_last && governor.phase == Phase::Whole;
        if let (true, Some(published)) = (last, builder.published()) {
            let manner = super::Manner { as_of: Some(published), note: format!("{label}: {days}, said to be the last"), ..manner.clone() };
            builder.claim(subject, Attribute::LAST_DATE, Value::Time(days), time.range, manner);
        }
        builder.claim(subject, bounded(governor, time.bound).date_attribute(), Value::Time(days), time.range, manner);
    }
    // "by 5 p.m." tells no time of its own.
    if let Some(clock) = time.clock.filter(|_| !matches!(time.bound, Bound::NotAfter | Bound::NotBefore)) {
        let mut manner = builder.manner_of(governor.event);
        manner.note = format!("{label}: {clock}");
        builder.claim(subject, bounded(governor, time.bound).time_attribute(), Value::Clock(clock), time.range, manner);
    }
}

/// "from 9 to 11" are a beginning and an end, whatever the verb.
fn bounded(governor: Governor, bound: Bound) -> Governor {
    let phase = match (bound, governor.phase) {
        (Bound::From, Phase::Whole) => Phase::Start,
        (Bound::Until, Phase::Whole) => Phase::End,
        (_, phase) => phase,
    };
    Governor { phase, ..governor }
}

/// The days that a time leaves open for what is told of it: "by Friday" any day up to Friday.
fn left_open(days: TimeValue, bound: Bound) -> TimeValue {
    match bound {
        Bound::NotAfter => TimeValue { earliest: NaiveDate::MIN, ..days },
        Bound::NotBefore => TimeValue { latest: NaiveDate::MAX, ..days },
        Bound::On | Bound::From | Bound::Until => days,
    }
}

/// "April 10, two days after the collapse": the event that has the date, the event that it is counted from, and the distance.
fn offset(builder: &mut Builder, time: &TimeMention, days: (i64, i64), words: crate::document::TextRange) {
    let block = time.range.block;
    let tokens = &builder.text.blocks[block as usize].tokens;
    let end = builder.text.blocks[block as usize].token_at(time.range.end.saturating_sub(1)) + 1;
    let sentence = builder.text.blocks[block as usize].sentence_of(end.saturating_sub(1));
    let reference = builder
        .events_of(block, sentence)
        .map(|(_, e)| e)
        .find(|e| (end..end + 6).contains(&e.tokens.start) && e.form == TriggerForm::Noun)
        .filter(|e| tokens[end..e.tokens.start].iter().all(|t| t.is_word()))
        .map(|e| e.id);
    let Some(reference) = reference else { return };
    // "April 10, two days after the collapse": the distance belongs to what the date before it belongs to.
    let gap = |t: &&TimeMention| t.range.block == block && t.range.end <= time.range.start && time.range.start - t.range.end <= 2;
    let before = builder.mentions.times.partition_point(|t| t.range < time.range);
    let dated = builder.mentions.times[..before].iter().rev().take(2).find(|t| gap(t) && t.days.is_some()).map(|t| t.range);
    let Some(governor) = builder.governor(dated.unwrap_or(time.range)) else { return };
    let event = builder.out.events[governor.event].id;
    if event != reference {
        let words = builder.text.document.span(words);
        builder.out.offsets.push(Offset { event, reference, days, words });
    }
}
