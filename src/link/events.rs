//! Which event mentions are one.
//!
//! Two mentions are candidates when they are of one class and stand in one document, or share a participant, an ordinal or a rare word in
//! documents of one story. Marks that keep events apart (another ordinal, "another", a plural, other people) are vetoes; what remains is
//! weighed, each piece by the attribute it rests on, so that a finding about that attribute can leave it out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::series::Series;
use super::{EventKey, Linked, Project, same};
use crate::claim::{Attribute, EntityId, Factuality, SubjectId};
use crate::document::{Document, TextRange};
use crate::extract::Event;
use crate::extract::events::Arguments;
use crate::graph::{Edge, Evidence, Identity};
use crate::lexicon::events::TriggerForm;
use crate::value::{TimeValue, Value};

/// The weight of one day told of both mentions.
const SAME_DAY: u8 = 45;
/// The most days between two documents that tell of one event.
const MOST_DAYS: i64 = 14;
/// How many earlier mentions of a bucket a mention is held against.
const WINDOW: usize = 12;

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut pairs: BTreeSet<(EventKey, EventKey)> = BTreeSet::new();
    let counts = ClassCounts::new(project);
    let days = days(project);
    let series = Series::new(project);
    for bucket in buckets(linked, project, &counts, &series).into_values() {
        for (at, later) in bucket.iter().enumerate() {
            for earlier in &bucket[at.saturating_sub(WINDOW)..at] {
                if earlier != later {
                    pairs.insert((*earlier.min(later), *earlier.max(later)));
                }
            }
        }
    }
    for (earlier, later) in pairs {
        if counts.may_be_one(earlier, later) && project.related.of_one_story(earlier.0, later.0) {
            let one_place = series.evidence((earlier, event(project, earlier)), (later, event(project, later)));
            let identity = match one_place.is_empty() {
                true => identity(linked, project, &counts, &days, earlier, later),
                false => Identity { evidence: one_place },
            };
            same(linked, subject(earlier), subject(later), identity);
            if of_one_series(linked, project, earlier, later) || of_one_series(linked, project, later, earlier) {
                super::relate_across(linked, subject(earlier), subject(later), Edge::InSeries);
            }
        }
    }
}

/// Whether `other` belongs to the series of which `last` is said to be the last: it names everybody and every place that `last` names.
fn of_one_series(linked: &Linked, project: &Project, last: EventKey, other: EventKey) -> bool {
    let (a, b) = (event(project, last), event(project, other));
    let of = |key: EventKey, e: &Event| e.participants.iter().map(|p| linked.entities.of(key.0, *p)).collect::<BTreeSet<u32>>();
    let parties = of(last, a);
    a.last.is_some() && b.factuality == Factuality::Asserted && b.polarity && parties.len() > 1 && parties.is_subset(&of(other, b))
}

/// The day of each event that copy puts on one.
type Days = HashMap<EventKey, NaiveDate>;

fn days(project: &Project) -> Days {
    let mut days = HashMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for claim in &extraction.claims.claims {
            if let (SubjectId::Event(event), Value::Time(time), true) =
                (claim.subject, &claim.value, claim.attribute == Attribute::DATE && claim.polarity)
                && let Some(day) = time.as_day()
            {
                days.entry((document as u32, event)).or_insert(day);
            }
        }
    }
    days
}

fn subject(key: EventKey) -> (u32, SubjectId) {
    (key.0, SubjectId::Event(key.1))
}

fn event<'a>(project: &'a Project, key: EventKey) -> &'a Event {
    &project.extractions[key.0 as usize].claims.events[key.1.0 as usize]
}

/// What a bucket's mentions share, beside their class.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Document(u32),
    Participant(u32),
    Ordinal(u32),
    Word(Box<str>),
    /// Nothing but that their documents know one event of the class.
    Sole,
}

fn buckets(
    linked: &Linked,
    project: &Project,
    counts: &ClassCounts,
    series: &Series,
) -> BTreeMap<(std::sync::Arc<str>, Shared), Vec<EventKey>> {
    let mut buckets: BTreeMap<_, Vec<EventKey>> = BTreeMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        let document = document as u32;
        for event in &extraction.claims.events {
            if &*event.class == crate::extract::events::OPEN {
                continue;
            }
            let participants = event.participants.iter().map(|p| Shared::Participant(linked.entities.of(document, *p)));
            let words = event.theme.iter().map(|w| Shared::Word(w.clone()));
            let ordinal = event.ordinal.map(|(n, _)| n).or_else(|| series.implied((document, event.id))).map(Shared::Ordinal);
            let sole = counts.is_unique(document, &event.class).then_some(Shared::Sole);
            for shared in std::iter::once(Shared::Document(document)).chain(participants).chain(words).chain(ordinal).chain(sole) {
                buckets.entry((event.class.clone(), shared)).or_default().push((document, event.id));
            }
        }
    }
    buckets
}

/// How many distinct events of a class a document seems to speak of, and whether it says that there is one only.
#[derive(Default)]
struct ClassCounts {
    counts: BTreeMap<(u32, std::sync::Arc<str>), usize>,
    sole: BTreeSet<(u32, std::sync::Arc<str>)>,
    /// For each mention that a standfirst or a summary repeats word by word: the first one in its document.
    repeated: HashMap<EventKey, EventKey>,
}

impl ClassCounts {
    fn new(project: &Project) -> ClassCounts {
        let mut found = ClassCounts::default();
        for (document, extraction) in project.extractions.iter().enumerate() {
            let mut told: HashMap<(&str, (&str, usize)), EventKey> = HashMap::new();
            for event in &extraction.claims.events {
                let own = (document as u32, event.id);
                let first = *told.entry((&event.class, around(&project.documents[document], event.trigger))).or_insert(own);
                if first != own {
                    found.repeated.insert(own, first);
                }
                let introduces = first == own && (!event.definite || event.other || event.ordinal.is_some() || event.dated.is_some());
                let counted = event.plural || event.other;
                let key = (document as u32, event.class.clone());
                if event.sole {
                    found.sole.insert(key.clone());
                }
                *found.counts.entry(key).or_insert(0) += usize::from(introduces) + usize::from(counted);
            }
        }
        found
    }

    /// Whether two mentions can be told to be one by what they say: one that repeats another word by word says nothing more than that one in
    /// its document.
    fn may_be_one(&self, a: EventKey, b: EventKey) -> bool {
        let [first, other] = [a, b].map(|key| self.repeated.get(&key).copied().unwrap_or(key));
        a.0 != b.0 || first == other || (first, other) == (a, b)
    }

    /// Whether a document speaks of one event of this class only.
    fn is_unique(&self, document: u32, class: &std::sync::Arc<str>) -> bool {
        self.counts.get(&(document, class.clone())).is_none_or(|n| *n <= 1)
    }
}

/// How far the words around a mention reach that tell whether it is a repetition, in bytes to each side.
const AROUND: usize = 80;

/// The words around a mention, in its sentence, and where among them it stands.
fn around(document: &Document, mention: TextRange) -> (&str, usize) {
    let text = document.blocks[mention.block as usize].prose.text.as_str();
    let (start, end) = (mention.start as usize, mention.end as usize);
    let (first, last) = (text.floor_char_boundary(start.saturating_sub(AROUND)), text.ceil_char_boundary(end + AROUND));
    let ends = |c: char| matches!(c, '.' | '!' | '?');
    let (before, after) = (text.get(first..start).unwrap_or_default(), text.get(end..last).unwrap_or_default());
    let first = before.rfind(ends).map_or(first, |at| first + at + 1);
    let last = after.find(ends).map_or(last, |at| end + at);
    (text.get(first..last).unwrap_or_default().trim(), start - first)
}

fn identity(linked: &Linked, project: &Project, counts: &ClassCounts, days: &Days, earlier: EventKey, later: EventKey) -> Identity {
    let (a, b) = (event(project, earlier), event(project, later));
    let one_document = earlier.0 == later.0;
    // "After a launch in Utrecht the firm is launching in Ghent."
    let beside = one_document && a.trigger.block == b.trigger.block && a.sentence == b.sentence && !b.definite;
    if vetoed(a, b) || beside || a.trigger == b.trigger && one_document {
        return Identity::default();
    }
    let once = project.lexicon.events.happens_once(&a.class);
    let mut evidence = Vec::new();
    let mut add = |weight: u8, attribute: Option<Attribute>, reason: String| evidence.push(Evidence { weight, attribute, reason });
    let ordinals = matches!((a.ordinal, b.ordinal), (Some((n, _)), Some((m, _))) if n == m);
    if ordinals {
        add(60, Some(Attribute::ORDINAL), format!("both are {}", b.label));
    }
    let day = days.get(&earlier).filter(|day| !one_document && days.get(&later) == Some(*day));
    if let Some(day) = day {
        add(SAME_DAY, Some(Attribute::DATE), format!("both are on {}", TimeValue::day(*day)));
    }
    if one_document && b.definite && counts.is_unique(earlier.0, &a.class) && complement_fits(a, b) && parties_fit(a, b) {
        // "The protest" may be the march told of before, or another one than it.
        let weight = if a.lemma == b.lemma || a.form != b.form { 75 } else { 60 };
        add(weight, None, format!("the copy speaks of one {} only", project.lexicon.events.noun_of(&a.class)));
    }
    let unique = counts.is_unique(earlier.0, &a.class) && counts.is_unique(later.0, &b.class);
    if !one_document && unique {
        add(40, None, format!("each copy speaks of one {} only", project.lexicon.events.noun_of(&a.class)));
    }
    let sole = [earlier.0, later.0].iter().any(|d| counts.sole.contains(&(*d, a.class.clone())));
    if !one_document && unique && sole {
        add(55, None, format!("the copy says that there was one {} only", project.lexicon.events.noun_of(&a.class)));
    }
    let names = linked.entities.shared((earlier.0, &a.participants), (later.0, &b.participants));
    if !names.is_empty() {
        let weight = if once { 35 } else { 20 } + 15 * (names.len() as u8 - 1).min(2);
        add(weight, None, format!("both name {}", names.join(" and ")));
    }
    let parties = |document: u32, event: &Event| -> Option<BTreeSet<u32>> {
        let Arguments { agent, patient, .. } = event.arguments;
        Some([agent?.0, patient?.0].map(|party| linked.entities.of(document, party)).into())
    };
    let both = parties(earlier.0, a).filter(|p| once && p.len() == 2 && Some(p) == parties(later.0, b).as_ref());
    let both_parties = both.is_some();
    if let Some(both) = both {
        let names: Vec<_> = both.iter().map(|party| linked.entities.name(*party)).collect();
        add(75, None, format!("both are a {} between {}", project.lexicon.events.noun_of(&a.class), names.join(" and ")));
    }
    if let Some(object) = a.arguments.object.as_ref().filter(|object| once && b.arguments.object.as_ref() == Some(object)) {
        add(40, None, format!("both have “{object}” for their object"));
    }
    let words: Vec<_> = a.theme.iter().filter(|w| b.theme.contains(w)).map(|w| format!("“{w}”")).take(3).collect();
    if !words.is_empty() {
        let weight = if once { 35 } else { 20 } + 15 * (words.len() as u8 - 1);
        add(weight, None, format!("both speak of {}", words.join(", ")));
    }
    // Between documents each of which may speak of many events of a kind, a name or a word that both share is not enough.
    let near = project.related.days_apart(earlier.0, later.0).is_none_or(|days| days <= MOST_DAYS);
    let told = unique && !names.is_empty() && (day.is_some() || !words.is_empty());
    let certain = told || both_parties || ordinals && !names.is_empty();
    if one_document || linked.share_story(earlier.0, later.0) && near && certain { Identity { evidence } } else { Identity::default() }
}

/// Marks that keep two mentions apart.
fn vetoed(a: &Event, b: &Event) -> bool {
    let ordinals = matches!((a.ordinal, b.ordinal), (Some((n, _)), Some((m, _))) if n != m);
    let supposed = [a, b].iter().any(|e| e.factuality == Factuality::Hypothetical || !e.polarity);
    let same_ordinal = matches!((a.ordinal, b.ordinal), (Some((n, _)), Some((m, _))) if n == m);
    let other = (a.other || b.other) && !same_ordinal;
    // "the second round ... the round": what has no ordinal may be what had one before, but not the other way round.
    let known = a.ordinal.is_some() && b.definite && b.form == TriggerForm::Noun;
    let one_ordinal = a.ordinal.is_some() != b.ordinal.is_some() && !known;
    // "the 2016 election", "the 2020 election"
    let other_day = match (a.dated, b.dated) {
        (Some(x), Some(y)) => x.disjoint(&y),
        // "Sunday's meeting", "the April meeting" of copy whose day nobody knows
        _ => matches!((&a.told_by, &b.told_by), (Some(x), Some(y)) if x != y),
    };
    ordinals || supposed || other || a.plural || b.plural || one_ordinal || other_day || is_compound_of(a, b) || is_compound_of(b, a)
}

/// "the semi-final" is another match than "the final".
fn is_compound_of(a: &Event, b: &Event) -> bool {
    a.lemma.strip_suffix(&*b.lemma).is_some_and(|first| first.ends_with('-'))
}

/// Whether whom a definite mention names for its parties may be those of its antecedent, by whom the antecedent's clause names: "his death" is not
/// the death of another.
fn parties_fit(a: &Event, b: &Event) -> bool {
    let Arguments { agent, patient, .. } = &b.arguments;
    let parties = [agent.map(|(party, _)| party), patient.map(|(party, _)| party), b.possessor].into_iter().flatten();
    let known = |party: &EntityId| a.participants.contains(party) || a.possessor == Some(*party);
    let mut others = parties.filter(|party| !known(party));
    a.participants.is_empty() && a.possessor.is_none() || others.next().is_none()
}

/// Whether a definite noun says nothing of itself that its antecedent's clause does not know: "the signing of the treaty" is not the
/// signing of the lease.
fn complement_fits(a: &Event, b: &Event) -> bool {
    b.complement.iter().all(|word| a.theme.contains(word) || a.complement.contains(word))
}
