//! People: offices and their holders, ages, births and deaths, kinship.

use std::ops::Range;

use super::{Builder, Manner};
use crate::claim::{Attribute, EntityId, Factuality, SubjectId};
use crate::document::TextRange;
use crate::extract::entity::{HolderOf, LifeEvent, RoleMention};
use crate::language::Token;
use crate::lexicon::fold;
use crate::lexicon::offices::Tenure;
use crate::value::time::shift_day;
use crate::value::{Category, Grain, Name, Quantity, TimeValue, Unit, Value};

/// How far before an office the words may stand that say that it changes hands.
const CHANGE: usize = 6;
/// For how many days more an office is likely held by the same person.
const LIKE_NOW: i64 = 300;
/// How many days around its publication copy's "now" is taken to last for an office.
const OFFICE_NOW: i64 = 15;

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    for role in &mentions.roles {
        office(builder, role);
    }
    for age in &mentions.ages {
        let note = format!("{} {} old", age.years, if age.years == 1 { "year" } else { "years" });
        let manner = Manner { note, as_of: Some(age.when), holder: None, ..Manner::default() };
        let subject = SubjectId::Entity(age.person);
        match birthday(age.turned, age.years, &age.when) {
            Some(birth) => builder.claim(subject, Attribute::BIRTH, Value::Time(birth), age.number, manner),
            None => {
                let years = Quantity::exact(age.years.into(), Unit::new("year"));
                builder.claim(subject, Attribute::AGE, Value::Quantity(years), age.number, manner);
            }
        }
    }
    for life in &mentions.lives {
        let (attribute, word) = match life.event {
            LifeEvent::Birth => (Attribute::BIRTH, "born"),
            LifeEvent::Death => (Attribute::DEATH, "died"),
        };
        let manner = Manner { note: format!("{word} {}", life.when), ..Manner::default() };
        builder.claim(SubjectId::Entity(life.person), attribute, Value::Time(life.when), life.range, manner);
    }
    kinships(builder);
}

/// The birth of whoever reaches an age on a day of `when`; `None` where the age is only said to hold.
fn birthday(turned: bool, years: u32, when: &TimeValue) -> Option<TimeValue> {
    let back = |day: chrono::NaiveDate| day.checked_sub_months(chrono::Months::new(years.checked_mul(12)?));
    if !turned {
        return None;
    }
    TimeValue::between(back(when.earliest)?, back(when.latest)?, when.grain)
}

fn office(builder: &mut Builder, role: &RoleMention) {
    let text = builder.text.document.text(role.range).to_string();
    let of = role.of.as_ref().and_then(|of| known_organization(builder, of));
    let as_of = role.as_of.or_else(|| told_time(builder, role)).or_else(|| now(builder, role.tenure));
    let (changes, tells_change) = changes_hands(builder, role);
    let past = role.tenure == Tenure::Former && role.as_of.is_none() || changes;
    let scale = match (&role.office.group, past) {
        (Some(group), false) => format!("office of {group}"),
        // Offices without a group, and past ones at no known time, exclude nothing.
        _ => format!("office {}", role.office.name),
    };
    let value = Value::Category(Category { scale: scale.into(), member: role.office.name.clone(), topic: of.as_deref().map(Into::into) });
    let factuality = if role.tenure == Tenure::Future { Factuality::Planned } else { Factuality::Asserted };
    let manner = Manner { note: text, as_of, factuality, ..Manner::default() };
    builder.claim(SubjectId::Entity(role.person), Attribute::ROLE, value, role.range, manner.clone());
    // The "head" of a name that is an office itself belongs to that office's name.
    let nested = of.as_ref().is_some_and(|of| is_office(builder, of));
    if role.office.single && role.tenure == Tenure::Current && !nested && !changes && !tells_change {
        holder(builder, role, of.or_else(|| described_organization(role.of.as_ref())), manner);
    }
}

/// Whether a name ends as an office does: "Deputy Bureau Chief".
fn is_office(builder: &Builder, name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let ends =
        |start: usize| builder.lexicon.offices.at(&|at| words.get(start + at).copied()).is_some_and(|m| start + m.end == words.len());
    // The Office of the President is none.
    !words.contains(&"of") && (0..words.len()).any(ends)
}

/// The tokens of the sentence that a role stands in, as far as a sentence reaches that has one tree.
fn sentence_of(builder: &Builder, role: &RoleMention) -> Range<usize> {
    let analysis = &builder.text.blocks[role.range.block as usize];
    analysis.neighbourhood(analysis.token_at(role.range.start))
}

/// Whether an office changes hands by the words right before it ("became president", "his predecessor as mayor"), and whether its sentence tells
/// of a change at all.
fn changes_hands(builder: &Builder, role: &RoleMention) -> (bool, bool) {
    let offices = &builder.lexicon.offices;
    let analysis = &builder.text.blocks[role.range.block as usize];
    let (first, last) = (analysis.token_at(role.range.start), analysis.token_at(role.range.end.saturating_sub(1)));
    let sentence = sentence_of(builder, role);
    let tells = |tokens: &[Token]| offices.changing.find_all(tokens).next().is_some();
    let beside = &analysis.tokens[first.saturating_sub(1)..=last];
    let modified = beside.iter().any(|token| offices.changing_before.contains(&*token.lower));
    let before = first.saturating_sub(CHANGE).max(sentence.start)..first;
    (modified || tells(&analysis.tokens[before]), tells(&analysis.tokens[sentence]))
}

/// The time that the sentence of a role plays at, where it names one that is not the copy's now: "Lieutenant Ada Holm was there in 1947".
fn told_time(builder: &Builder, role: &RoleMention) -> Option<TimeValue> {
    let tokens = &builder.text.blocks[role.range.block as usize].tokens[sentence_of(builder, role)];
    let whole = TextRange { block: role.range.block, start: tokens.first()?.start, end: tokens.last()?.end };
    let now = now(builder, Tenure::Current);
    let mut times = builder.mentions.times_in(whole).iter().filter_map(|time| time.days);
    let far = |days: &TimeValue, now: &TimeValue| {
        let (first, last) = (shift_day(now.earliest, -LIKE_NOW), shift_day(now.latest, LIKE_NOW));
        first.is_some_and(|first| days.latest < first) || last.is_some_and(|last| days.earliest > last)
    };
    times.find(|days| now.is_none_or(|now| far(days, &now)))
}

/// Who holds an office that has one holder, where the copy says whose office it is.
fn holder(builder: &mut Builder, role: &RoleMention, of: Option<String>, manner: Manner) {
    let written = builder.mentions.names.entity(role.person).name.clone();
    let office = &role.office.name;
    // Of a lone name it is not sure enough whose it is.
    let (Some(of), Some((_, family))) = (of, written.rsplit_once(' ')) else { return };
    let label = format!("the {office} of {of}");
    let key = vec![Box::from(&**office), fold(&of).into_boxed_str()];
    let family = fold(family);
    let value = Value::Name(Name { written: written.into(), key: family.into() });
    let range = builder.mentions.names.mentions[role.mention].range;
    let subject = builder.expression("office", label, role.range, key);
    if let SubjectId::Expression(id) = subject {
        builder.out.expressions[id.0 as usize].person = Some(role.person);
    }
    builder.claim(subject, Attribute::OFFICE_HOLDER, value, range, manner);
}

/// The name of what an office belongs to, where the copy names it.
fn known_organization(builder: &Builder, of: &HolderOf) -> Option<String> {
    match of {
        HolderOf::Entity(id) => Some(builder.mentions.names.entity(*id).name.clone()),
        HolderOf::Place(name) => Some(name.to_string()),
        HolderOf::Described(_) => None,
    }
}

/// The last word of a description: "the city" and "City" are one within a story.
fn described_organization(of: Option<&HolderOf>) -> Option<String> {
    match of {
        Some(HolderOf::Described(words)) => words.split_whitespace().next_back().map(str::to_string),
        _ => None,
    }
}

/// The days for which "is" is taken to hold; `None` where the copy has no date.
fn now(builder: &Builder, tenure: Tenure) -> Option<TimeValue> {
    let published = builder.published()?.earliest;
    match tenure {
        Tenure::Current => TimeValue::between(shift_day(published, -OFFICE_NOW)?, shift_day(published, OFFICE_NOW)?, Grain::Month),
        Tenure::Former | Tenure::Future => None,
    }
}

/// One expression for each pair of people, seen from the one with the lesser number.
fn kinships(builder: &mut Builder) {
    let mentions = builder.mentions;
    let mut pairs: Vec<((EntityId, EntityId), SubjectId)> = Vec::new();
    for kinship in &mentions.kinships {
        let (possessor, kin) = (kinship.possessor, kinship.kin);
        let forward = possessor < kin;
        let pair = if forward { (possessor, kin) } else { (kin, possessor) };
        let kind = if forward { kinship.kind.clone() } else { builder.lexicon.names.inverse_kin(&kinship.kind) };
        let subject = match pairs.iter().find(|(known, _)| *known == pair) {
            Some((_, subject)) => *subject,
            None => {
                let names = [pair.0, pair.1].map(|id| mentions.names.entity(id).name.clone());
                let key = names.iter().map(|n| fold(n).into_boxed_str()).collect();
                let subject = builder.expression("kinship", names.join(" and "), kinship.range, key);
                pairs.push((pair, subject));
                subject
            }
        };
        let value = Value::Category(Category { scale: "kinship".into(), member: builder.lexicon.names.kin_group(&kind), topic: None });
        let note = builder.text.document.text(kinship.range).to_string();
        builder.claim(subject, Attribute::KINSHIP, value, kinship.range, Manner { note, ..Manner::default() });
    }
}
