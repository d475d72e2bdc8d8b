//! Spans: what began on one day and ended on another lasted as long as lies between.

use chrono::NaiveDate;
use petgraph::graph::NodeIndex;

use super::{Conclusion, concluded, stated};
use crate::claim::{Attribute, Factuality};
use crate::graph::{ClaimGraph, ClaimNode};
use crate::value::duration::{DAY, DurationUnit};
use crate::value::{Clock, Duration, TimeValue, Value};

/// The confidence, in percent, at which the end of one mention is taken for that of another.
const CONFIDENCE: u8 = 70;

pub(super) fn derive(graph: &ClaimGraph) -> Vec<Conclusion> {
    ["date", "time"].iter().flat_map(|grain| spans(graph, grain)).collect()
}

/// What follows from beginnings and ends that are told by the day, or by the clock.
fn spans(graph: &ClaimGraph, grain: &str) -> Vec<Conclusion> {
    let [start, end] = ["start", "end"].map(|phase| Attribute(format!("{phase}-{grain}").into()));
    let mut conclusions = Vec::new();
    for (subject, _) in graph.subjects() {
        let starts = stated(graph, subject, &start);
        if starts.is_empty() {
            continue;
        }
        let same = graph.same_as(subject).into_iter().filter(|(_, i)| i.confidence_without(&Attribute::DURATION) >= CONFIDENCE);
        for ended in std::iter::once(subject).chain(same.map(|(node, _)| node)) {
            let ends = stated(graph, ended, &end);
            let (Some(from), Some(to)) = (only(&starts), only(&ends)) else { continue };
            if let (Some(length), true) = (length(&from.claim.value, &to.claim.value), alike(from, to)) {
                let note = format!("from {} to {}", from.claim.value, to.claim.value);
                let claim = concluded(to, Attribute::DURATION, Value::Duration(length), "span", note);
                conclusions.push(Conclusion { subject, claim, from: starts.iter().chain(&ends).map(|(node, _)| *node).collect() });
            }
        }
    }
    conclusions
}

/// The first of several claims that say the same. Several beginnings or ends are a contradiction of their own, or several events.
fn only<'a>(claims: &[(NodeIndex, &'a ClaimNode)]) -> Option<&'a ClaimNode> {
    let ((_, first), rest) = claims.split_first()?;
    rest.iter().all(|(_, other)| other.claim.value == first.claim.value).then_some(*first)
}

/// Whether one voice says both as firmly.
fn alike(a: &ClaimNode, b: &ClaimNode) -> bool {
    let supposed = matches!(a.claim.factuality, Factuality::Hypothetical | Factuality::Hedged);
    !supposed
        && a.claim.factuality == b.claim.factuality
        && a.claim.polarity
        && b.claim.polarity
        && a.claim.holder.is_none()
        && b.claim.holder.is_none()
}

/// Every length that two times leave open; the day on which it begins and the one on which it ends may both count.
fn length(from: &Value, to: &Value) -> Option<Duration> {
    if let (Value::Clock(from), Value::Clock(to)) = (from, to) {
        return hours(from, to);
    }
    let (Value::Time(from), Value::Time(to)) = (from, to) else { return None };
    let closed = |t: &TimeValue| t.earliest != NaiveDate::MIN && t.latest != NaiveDate::MAX;
    if !closed(from) || !closed(to) || to.earliest < from.latest {
        return None;
    }
    let least = (to.earliest - from.latest).num_days();
    let most = (to.latest - from.earliest).num_days() + 1;
    Some(Duration { low: least * DAY, high: most * DAY, unit: DurationUnit::Day })
}

/// The hours between two times of day, over midnight where the second is the earlier.
fn hours(from: &Clock, to: &Clock) -> Option<Duration> {
    let exact = |clock: &Clock| !clock.ambiguous && clock.from == clock.to && clock.zone.is_none();
    let seconds = (to.from - from.from).num_seconds().rem_euclid(DAY);
    (exact(from) && exact(to) && seconds > 0).then_some(Duration { low: seconds, high: seconds, unit: DurationUnit::Hour })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_may_count() {
        let day = |d| Value::Time(TimeValue::day(NaiveDate::from_ymd_opt(2024, 5, d).unwrap()));
        let length = length(&day(3), &day(13)).unwrap();
        assert_eq!((length.low, length.high), (10 * DAY, 11 * DAY));
    }
}
