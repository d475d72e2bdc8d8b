//! The calendar: a date has a weekday, and a month has so many days.

use chrono::Datelike;

use super::{Conclusion, concluded, stated};
use crate::claim::{Attribute, SubjectId};
use crate::graph::ClaimGraph;
use crate::value::{Value, time::Weekday};

pub(super) fn derive(graph: &ClaimGraph) -> Vec<Conclusion> {
    let mut conclusions = Vec::new();
    for (subject, node) in graph.subjects() {
        if !matches!(node.id, SubjectId::Expression(_)) || &*node.class != "date" {
            continue;
        }
        for (from, date) in stated(graph, subject, &Attribute::DATE) {
            let Value::Time(time) = &date.claim.value else { continue };
            if let Some(day) = time.as_day() {
                let weekday = Value::Weekday(Weekday(day.weekday()));
                let claim = concluded(date, Attribute::WEEKDAY, weekday, "calendar", date.claim.note.clone());
                conclusions.push(Conclusion { subject, claim, from: vec![from] });
            }
        }
        for (from, length) in stated(graph, subject, &Attribute::named("month-length")) {
            let claim = concluded(length, Attribute::DAY_OF_MONTH, length.claim.value.clone(), "calendar", String::new());
            conclusions.push(Conclusion { subject, claim, from: vec![from] });
        }
    }
    conclusions
}
