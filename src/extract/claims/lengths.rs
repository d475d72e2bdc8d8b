//! Lengths of events: "a 30-day ceasefire", "lasted less than three hours".

use std::collections::HashMap;

use super::{Builder, Manner};
use crate::claim::{Attribute, SubjectId};
use crate::document::TextRange;
use crate::extract::TimeMention;
use crate::extract::mention::Bound;
use crate::language::Analysis;
use crate::language::universal::Upos;
use crate::value::duration::{DAY, DurationUnit};
use crate::value::{Duration, TimeValue, Value};

/// How many paragraphs before a length the span may stand that it is taken for.
const BLOCKS_BACK: u32 = 1;
/// How many tokens may stand between the two ends of a span.
const BETWEEN: usize = 4;

/// A length of the event it belongs to: one that modifies the noun of the event, or stands behind a verb of lasting. Other lengths are of what
/// lies between events, or of what somebody does in them.
pub(super) fn length(builder: &mut Builder, time: &TimeMention, spans: &mut Spans) {
    let Some(duration) = time.duration else { return };
    let analysis = &builder.text.blocks[time.range.block as usize];
    let at = analysis.token_at(time.range.start)..analysis.token_at(time.range.end.saturating_sub(1)) + 1;
    let noun = modified_noun(builder, time.range.block, at.end);
    let lasting = analysis.tokens[at.start.saturating_sub(3)..at.start].iter().any(|t| matches!(&*t.lemma, "last" | "take") && t.is_verb());
    if noun.is_none() && !lasting {
        return;
    }
    if noun.is_some_and(|noun| is_distance(builder, analysis, at.start, noun)) {
        return;
    }
    if let Some(noun) = noun {
        bridge(builder, time, duration, at.start, noun, spans);
    }
    let Some(governor) = builder.governor(time.range) else { return };
    let event = &builder.out.events[governor.event];
    // The length of a noun of no known class is of that noun, not of what the clause tells.
    if noun.is_some_and(|noun| !event.tokens.contains(&noun)) || &*event.class == crate::extract::events::OPEN {
        return;
    }
    let (subject, note) = (SubjectId::Event(event.id), format!("{}: {duration}", event.label));
    let manner = Manner { note, ..builder.manner_of(governor.event) };
    builder.claim(subject, Attribute::DURATION, Value::Duration(duration), time.range, manner);
}

/// The noun that a length right before it modifies: "the six-week criminal trial".
fn modified_noun(builder: &Builder, block: u32, after: usize) -> Option<usize> {
    let analysis = &builder.text.blocks[block as usize];
    let written = &builder.text.document.blocks[block as usize].prose.text;
    // "six-week", "six weeks' ": the unit of a modifier is singular or possessive.
    let unit = &analysis.tokens[after.checked_sub(1)?];
    let possessive = analysis.tokens.get(after).is_some_and(|t| matches!(&*t.lower, "'" | "’"));
    let hyphen = written[..unit.start as usize].ends_with(['-', '‑', '–']);
    if !possessive && !hyphen {
        return None;
    }
    let from = after + usize::from(possessive);
    let phrase = analysis.tokens.get(from..(from + 4).min(analysis.tokens.len()))?;
    let length = phrase.iter().take_while(|t| matches!(t.upos, Upos::Adj | Upos::Noun)).count();
    (length > 0 && phrase[length - 1].upos == Upos::Noun).then(|| from + length - 1)
}

/// "15 minutes' walk from the hall": as far as one goes in that time.
fn is_distance(builder: &Builder, analysis: &Analysis, start: usize, noun: usize) -> bool {
    let definite = &builder.lexicon.events.clause.determiners_definite;
    let told = start.checked_sub(1).is_some_and(|at| definite.contains(&*analysis.tokens[at].lower));
    !told && analysis.tokens.get(noun + 1).is_some_and(|token| matches!(&*token.lower, "from" | "away" | "to"))
}

/// "from May 3 to May 13": where each end is told, and its days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    from: (TextRange, TimeValue),
    to: (TextRange, TimeValue),
}

/// The span of days that a document tells, where it tells one only.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// The places where it is told, in order.
    told: Vec<Span>,
    /// What a length is said of, by its label: copy that repeats itself tells of one span.
    subjects: HashMap<String, SubjectId>,
}

/// The only span of days that the document tells.
pub(super) fn only_span(builder: &Builder) -> Spans {
    let spans = builder.mentions.times.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        if from.bound != Bound::From || to.bound != Bound::Until || from.range.block != to.range.block {
            return None;
        }
        let analysis = &builder.text.blocks[from.range.block as usize];
        let near = analysis.token_at(to.range.start) <= analysis.token_at(from.range.end) + BETWEEN;
        near.then_some(Span { from: (from.range, from.days?), to: (to.range, to.days?) })
    });
    let spans: Vec<Span> = spans.collect();
    let one = spans.windows(2).all(|pair| (pair[0].from.1, pair[0].to.1) == (pair[1].from.1, pair[1].to.1));
    if one { Spans { told: spans, ..Spans::default() } } else { Spans::default() }
}

/// "the two-week lull" that follows upon the only span of the copy, "from May 3 to May 13", is that span: a definite length takes what it is the
/// length of as known. One that is far longer or shorter is of something else.
fn bridge(builder: &mut Builder, time: &TimeMention, duration: Duration, start: usize, noun: usize, spans: &mut Spans) {
    let block = time.range.block;
    let analysis = &builder.text.blocks[block as usize];
    let definite = start.checked_sub(1).map(|at| &*analysis.tokens[at].lower);
    if !definite.is_some_and(|word| matches!(word, "the" | "this" | "that")) || duration.unit <= DurationUnit::Hour {
        return;
    }
    let before = spans.told.partition_point(|span| span.from.0 < time.range).checked_sub(1);
    let Some(Span { from: (from, first), to: (to, last) }) = before.map(|index| spans.told[index]) else { return };
    let follows = block - from.block <= BLOCKS_BACK;
    let own = builder.mentions.holder_of(from).is_none() && builder.mentions.holder_of(time.range).is_none();
    let days = (last.latest - first.earliest).num_days();
    let alike = days > 0 && duration.low / DAY <= 2 * days && days <= 2 * (duration.high / DAY);
    if !(follows && own && alike) {
        return;
    }
    let label = format!("the {}", builder.text.document.text(TextRange { end: analysis.tokens[noun].end, ..time.range }));
    let subject = spans.subjects.get(&label).copied();
    let subject = subject.unwrap_or_else(|| builder.expression("span", label.clone(), time.range, Vec::new()));
    spans.subjects.insert(label, subject);
    let note = |text: String| Manner { note: text, ..Manner::default() };
    builder.claim(subject, Attribute::named("start-date"), Value::Time(first), from, note(format!("from {first}")));
    builder.claim(subject, Attribute::named("end-date"), Value::Time(last), to, note(format!("to {last}")));
    builder.claim(subject, Attribute::DURATION, Value::Duration(duration), time.range, note(format!("said to be {duration}")));
}
