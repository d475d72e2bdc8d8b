//! Offices and posts, from `rules/lexicon/names/offices.yaml`: which one a sequence of words names.
//!
//! A role is `[time] [rank] [portfolio] office`, as in "former first deputy foreign minister" or "acting minister of health". Both orders
//! of portfolio and office give one canonical name ("health minister").

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::phrase_table::PhraseTable;
use super::phrases::Phrases;
use crate::language::hash::Set as HashSet;
use crate::yaml;

/// When an office is held, as its words say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tenure {
    #[default]
    Current,
    /// "former", "then", "ex-".
    Former,
    /// "designate", "will be".
    Future,
}

/// An office, by its canonical name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// With rank and portfolio: "first deputy foreign minister", "chief executive".
    pub name: Arc<str>,
    /// One person holds one office of a group in one organisation at a time.
    pub group: Option<Arc<str>>,
    /// Whether an organisation has one holder at a time.
    pub single: bool,
}

/// An office found in a sequence of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeMatch {
    pub office: Office,
    pub tenure: Tenure,
    /// Words before the first word of the office itself ("former", "veteran"), counted from the start of the sequence.
    pub start: usize,
    /// Number of words up to the end of the office.
    pub end: usize,
}

/// The vocabulary of offices.
#[derive(Debug, Default)]
pub struct OfficeLexicon {
    offices: Phrases<Office>,
    portfolio_offices: Phrases<Office>,
    portfolios: Phrases<Arc<str>>,
    ranks: Phrases<Arc<str>>,
    before: Tenures,
    behind: Tenures,
    neutral: Phrases<()>,
    /// Verbs that give or end an office.
    pub verbs: OfficeVerbs,
    /// Phrases of a sentence that tells of an office that changes hands, or of a career.
    pub changing: PhraseTable<()>,
    /// Words right before an office that changes hands: "new", "outgoing".
    pub changing_before: HashSet<String>,
}

/// Words that put an office into the past or the future.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tenures {
    former: HashSet<String>,
    future: HashSet<String>,
}

impl Tenures {
    fn of(&self, word: &str) -> Option<Tenure> {
        let future = || self.future.contains(word).then_some(Tenure::Future);
        self.former.contains(word).then_some(Tenure::Former).or_else(future)
    }
}

/// Verbs that give an office to their subject or end it, by lemma.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeVerbs {
    /// "is mayor"
    pub copulas: HashSet<String>,
    /// "was appointed mayor"
    pub appointing: HashSet<String>,
    /// "serves as mayor"
    pub taking: HashSet<String>,
    /// "resigned as mayor"
    pub leaving: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    former: HashSet<String>,
    future: HashSet<String>,
    behind: Tenures,
    verbs: OfficeVerbs,
    changing: Vec<String>,
    changing_before: HashSet<String>,
    ranks: BTreeMap<String, Vec<String>>,
    neutral: Vec<String>,
    portfolios: BTreeMap<String, Vec<String>>,
    portfolio_offices: BTreeMap<String, Entry>,
    offices: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    forms: Vec<String>,
    single: bool,
    group: Option<String>,
    /// The canonical name, where it is not the key.
    canonical: Option<String>,
}

/// How many words a role may have before its office.
const LONGEST_PREFIX: usize = 6;

impl OfficeLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> OfficeLexicon {
        let file: File = yaml::builtin("rules/lexicon/names/offices.yaml", include_str!("../../rules/lexicon/names/offices.yaml"));
        let mut changing = PhraseTable::default();
        file.changing.iter().for_each(|phrase| changing.insert(phrase, ()));
        OfficeLexicon {
            offices: entries(&file.offices),
            portfolio_offices: entries(&file.portfolio_offices),
            portfolios: canonical(&file.portfolios),
            ranks: canonical(&file.ranks),
            before: Tenures { former: file.former, future: file.future },
            behind: file.behind,
            verbs: file.verbs,
            changing,
            changing_before: file.changing_before,
            neutral: Phrases::new(file.neutral.iter().map(|word| (word.as_str(), ()))),
        }
    }

    /// The office that starts at word 0 (in lower case), with what stands before it.
    pub fn at<'w>(&self, word: &dyn Fn(usize) -> Option<&'w str>) -> Option<OfficeMatch> {
        self.read(word, 0, Tenure::Current, None)
    }

    /// Whether a word before an office puts it into the past or the future.
    pub fn tenure(&self, word: &str) -> Option<Tenure> {
        self.before.of(word)
    }

    /// Whether a word right behind an office puts it into the past or the future.
    pub fn tenure_behind(&self, word: &str) -> Option<Tenure> {
        self.behind.of(word)
    }

    fn read<'w>(
        &self,
        word: &dyn Fn(usize) -> Option<&'w str>,
        at: usize,
        tenure: Tenure,
        rank: Option<(usize, Arc<str>)>,
    ) -> Option<OfficeMatch> {
        if at > LONGEST_PREFIX {
            return None;
        }
        let here = self.core(word, at).map(|(end, office)| {
            let start = rank.as_ref().map_or(at, |(start, _)| *start);
            OfficeMatch { office: ranked(office, rank.as_ref().map(|(_, name)| &**name)), tenure, start, end }
        });
        let prefixed = self.prefixed(word, at, tenure, rank);
        match (here, prefixed) {
            (Some(here), Some(prefixed)) if prefixed.end > here.end => Some(prefixed),
            (None, prefixed) => prefixed,
            (here, _) => here,
        }
    }

    fn prefixed<'w>(
        &self,
        word: &dyn Fn(usize) -> Option<&'w str>,
        at: usize,
        tenure: Tenure,
        rank: Option<(usize, Arc<str>)>,
    ) -> Option<OfficeMatch> {
        let first = word(at)?;
        let after_hyphen = |next: usize| if word(next) == Some("-") { next + 1 } else { next };
        if let Some(found) = self.tenure(first) {
            return self.read(word, after_hyphen(at + 1), found, rank);
        }
        if rank.is_none()
            && let Some((words, name)) = self.ranks.at(|i| word(at + i))
            && let Some(found) = self.read(word, after_hyphen(at + words), tenure, Some((at, name.clone())))
        {
            return Some(found);
        }
        let (words, ()) = self.neutral.at(|i| word(at + i))?;
        self.read(word, at + words, tenure, rank)
    }

    /// The office without time or rank that starts at a word, with the word where it ends.
    fn core<'w>(&self, word: &dyn Fn(usize) -> Option<&'w str>, at: usize) -> Option<(usize, Office)> {
        let mut best: Option<(usize, Office)> = self.offices.at(|i| word(at + i)).map(|(n, office)| (at + n, office.clone()));
        let mut offer = |end: usize, office: Office| {
            if best.as_ref().is_none_or(|(known, _)| *known < end) {
                best = Some((end, office));
            }
        };
        if let Some((n, portfolio)) = self.portfolios.at(|i| word(at + i))
            && let Some((m, office)) = self.portfolio_offices.at(|i| word(at + n + i))
        {
            offer(at + n + m, with_portfolio(office, portfolio));
        }
        if let Some((n, office)) = self.portfolio_offices.at(|i| word(at + i))
            && matches!(word(at + n), Some("of" | "for"))
        {
            let article = usize::from(word(at + n + 1) == Some("the"));
            if let Some((m, portfolio)) = self.portfolios.at(|i| word(at + n + 1 + article + i)) {
                offer(at + n + 1 + article + m, with_portfolio(office, portfolio));
            }
        }
        best
    }
}

fn with_portfolio(office: &Office, portfolio: &str) -> Office {
    Office { name: format!("{portfolio} {}", office.name).into(), ..office.clone() }
}

fn ranked(office: Office, rank: Option<&str>) -> Office {
    match rank {
        Some(rank) => {
            // A deputy is not the only one; whoever acts for the holder holds the office beside him.
            Office { name: format!("{rank} {}", office.name).into(), single: false, group: None }
        }
        None => office,
    }
}

fn entries(file: &BTreeMap<String, Entry>) -> Phrases<Office> {
    Phrases::new(file.iter().flat_map(|(name, entry)| {
        let name: Arc<str> = entry.canonical.as_deref().unwrap_or(name).into();
        let office = Office { name, group: entry.group.as_deref().map(Arc::from), single: entry.single };
        entry.forms.iter().map(move |form| (form.as_str(), office.clone()))
    }))
}

fn canonical(file: &BTreeMap<String, Vec<String>>) -> Phrases<Arc<str>> {
    Phrases::new(file.iter().flat_map(|(name, forms)| {
        let name: Arc<str> = name.as_str().into();
        forms.iter().map(move |form| (form.as_str(), name.clone()))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<(&str, Tenure, usize, usize)>) {
        let lexicon = OfficeLexicon::builtin();
        let words: Vec<&str> = words.split(' ').collect();
        let found = lexicon.at(&|i| words.get(i).copied());
        assert_eq!(found.as_ref().map(|m| (&*m.office.name, m.tenure, m.start, m.end)), expected, "{words:?}");
    }

    #[test]
    fn portfolio_and_office_stand_in_either_order() {
        check("minister of health", Some(("health minister", Tenure::Current, 0, 3)));
        check("health minister", Some(("health minister", Tenure::Current, 0, 2)));
        check("minister of foreign affairs", Some(("foreign minister", Tenure::Current, 0, 4)));
        check("chief of general staff", Some(("general staff chief", Tenure::Current, 0, 4)));
        check("intelligence head", Some(("intelligence chief", Tenure::Current, 0, 2)));
    }

    #[test]
    fn time_and_rank_are_told_apart() {
        check("former first deputy foreign minister", Some(("first deputy foreign minister", Tenure::Former, 1, 5)));
        check("ex - mayor", Some(("mayor", Tenure::Former, 2, 3)));
        check("acting mayor", Some(("acting mayor", Tenure::Current, 0, 2)));
        check("vice president", Some(("vice president", Tenure::Current, 0, 2)));
        check("garden", None);
    }
}
