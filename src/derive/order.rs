//! Order: "two days after the collapse" fixes a date, once the collapse has one.

use std::collections::HashSet;

use super::{Conclusion, concluded, stated};
use crate::claim::Attribute;
use crate::graph::ClaimGraph;
use crate::value::time::shift_day;
use crate::value::{TimeValue, Value};

/// The confidence, in percent, at which the reference of an offset is taken for an event that has a date.
const CONFIDENCE: u8 = 70;

pub(super) fn derive(graph: &ClaimGraph) -> Vec<Conclusion> {
    let mut conclusions = Vec::new();
    let mut told = HashSet::new();
    for (subject, node) in graph.subjects() {
        for (reference, days, words) in graph.offsets(subject) {
            let same = graph.same_as(reference).into_iter().filter(|(_, i)| i.confidence_without(&Attribute::DATE) >= CONFIDENCE);
            for dated in std::iter::once(reference).chain(same.map(|(node, _)| node)) {
                if dated == subject {
                    continue;
                }
                for (from, date) in stated(graph, dated, &Attribute::DATE) {
                    let Some(value) = moved(&date.claim.value, days) else { continue };
                    // Copy that repeats itself tells of one event, which is concluded on once.
                    let own: Vec<_> =
                        stated(graph, subject, &Attribute::DATE).into_iter().map(|(_, own)| own.claim.value.clone()).collect();
                    if !told.insert((node.document, node.label.as_str(), own, value)) {
                        continue;
                    }
                    let label = graph.subject(dated).map_or("", |s| s.label.as_str());
                    let mut claim =
                        concluded(date, Attribute::DATE, Value::Time(value), "order", format!("counted from {label}, it falls on {value}"));
                    claim.claim.spans.push(words);
                    conclusions.push(Conclusion { subject, claim, from: vec![from] });
                }
            }
        }
    }
    conclusions
}

fn moved(value: &Value, days: (i64, i64)) -> Option<TimeValue> {
    let Value::Time(time) = value else { return None };
    TimeValue::between(shift_day(time.earliest, days.0)?, shift_day(time.latest, days.1)?, time.grain)
}
