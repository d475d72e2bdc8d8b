//! Series: "the last talks" cannot lie before later talks of the series that the copy, on its day, must know of.

use super::{Conclusion, concluded, stated};
use crate::claim::{Attribute, Factuality, SubjectId};
use crate::graph::ClaimGraph;
use crate::value::{TimeValue, Value};

pub(super) fn derive(graph: &ClaimGraph) -> Vec<Conclusion> {
    let mut conclusions = Vec::new();
    for (subject, node) in graph.subjects() {
        if !matches!(node.id, SubjectId::Event(_)) {
            continue;
        }
        for (_, last) in stated(graph, subject, &Attribute::LAST_DATE) {
            let Value::Time(said) = &last.claim.value else { continue };
            for other in graph.in_series(subject) {
                for (from, date) in stated(graph, other, &Attribute::DATE) {
                    let Value::Time(held) = &date.claim.value else { continue };
                    let known = held.earliest > said.latest && held.latest < last.claim.as_of.earliest;
                    if !known || date.claim.factuality != Factuality::Asserted {
                        continue;
                    }
                    let Some(value) = TimeValue::between(held.earliest, last.claim.as_of.latest, held.grain) else { continue };
                    let label = graph.subject(other).map_or("", |s| s.label.as_str());
                    let note = format!("{label} of {held} was held later, before the copy was published");
                    let mut claim = concluded(date, Attribute::LAST_DATE, Value::Time(value), "series", note);
                    claim.claim.as_of = last.claim.as_of;
                    conclusions.push(Conclusion { subject, claim, from: vec![from] });
                }
            }
        }
    }
    conclusions
}
