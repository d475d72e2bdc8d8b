//! The places of events in their series that the copy does not write: where the third round is still to come, the latest one was the second.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{EventKey, Project};
use crate::claim::{Attribute, Factuality};
use crate::extract::Event;
use crate::graph::Evidence;

/// The ordinals that follow from others, and the ordinals that a document knows to be still to come.
#[derive(Debug, Default)]
pub(super) struct Series {
    implied: BTreeMap<EventKey, u32>,
    /// Document, class, ordinal.
    awaited: BTreeSet<(u32, Arc<str>, u32)>,
}

impl Series {
    pub fn new(project: &Project) -> Series {
        let mut series = Series::default();
        for (document, extraction) in project.extractions.iter().enumerate() {
            let document = document as u32;
            let events = &extraction.claims.events;
            // By class: the greatest ordinal, whether it is said to be still to come, and whether it is told as begun.
            let mut greatest: BTreeMap<Arc<str>, (u32, bool, bool)> = BTreeMap::new();
            for (event, number) in events.iter().filter_map(|e| Some((e, e.ordinal?.0))) {
                let (awaited, told) = (is_awaited(event), event.factuality == Factuality::Asserted && event.holder.is_none());
                let known = greatest.entry(event.class.clone()).or_insert((number, false, false));
                if known.0 <= number {
                    let same = known.0 == number;
                    *known = (number, same && known.1 || awaited, same && known.2 || told);
                }
            }
            for (class, (number, awaited, told)) in greatest {
                if awaited && !told {
                    series.awaited.insert((document, class, number));
                }
            }
            for event in events {
                // The greatest ordinal is the one awaited: no two of a class are.
                let next = series.awaited.range((document, event.class.clone(), 2)..).next();
                let next = next.filter(|(d, class, _)| *d == document && *class == event.class).map(|(.., number)| *number);
                let told = event.last.is_some() && event.ordinal.is_none() && !event.plural && event.factuality == Factuality::Asserted;
                if let (Some(next), true) = (next, told && event.holder.is_none()) {
                    series.implied.insert((document, event.id), next - 1);
                }
            }
        }
        series
    }

    /// The ordinal that follows for an event without one.
    pub fn implied(&self, key: EventKey) -> Option<u32> {
        self.implied.get(&key).copied()
    }

    /// Why an event with an ordinal and one for which the same one follows are one: both copies await the next.
    pub fn evidence(&self, a: (EventKey, &Event), b: (EventKey, &Event)) -> Vec<Evidence> {
        let place = |(key, event): (EventKey, &Event)| event.ordinal.map(|(n, _)| n).or_else(|| self.implied(key));
        let follows = self.implied(a.0).is_some() || self.implied(b.0).is_some();
        let number = match (place(a), place(b)) {
            (Some(n), Some(m)) if n == m && follows && a.0.0 != b.0.0 => n,
            _ => return Vec::new(),
        };
        let awaits = |key: EventKey| self.awaited.contains(&(key.0, a.1.class.clone(), number + 1));
        if !(awaits(a.0) && awaits(b.0)) {
            return Vec::new();
        }
        let reason = format!("both copies await number {} of the series, so that the latest is number {number}", number + 1);
        vec![Evidence { weight: 75, attribute: Some(Attribute::ORDINAL), reason }]
    }
}

/// "a third round" that somebody speaks of, "the third round will begin": it has not been held.
fn is_awaited(event: &Event) -> bool {
    event.factuality == Factuality::Planned || !event.definite && event.holder.is_some()
}
