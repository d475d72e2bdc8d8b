//! In-document coreference of names: which candidates are one entity.
//!
//! Names of several words come first and found entities; a name of one word then joins the one person, organisation or place whose name
//! holds it. Two people who share a family name stay apart: the bare family name goes to the one named last, if only that one has been
//! named near by.

use std::collections::{BTreeSet, HashMap};

use super::evidence::Votes;
use super::split::Candidate;
use crate::extract::entity::EntityKind;
use crate::lexicon::Lexicon;
use crate::lexicon::names::Sex;

/// Names that share a word beyond which none is taken for a short form of another.
const CROWD: usize = 40;

/// An entity in the making.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// Indices of its candidates.
    pub members: Vec<usize>,
    pub votes: Votes,
    /// The folded words of its fullest name.
    pub words: Vec<String>,
    /// All given names and nicknames under which it is known, folded.
    pub given: Vec<String>,
    pub sex: Option<Sex>,
}

impl Cluster {
    /// What the votes say.
    pub fn kind(&self) -> EntityKind {
        self.votes.kind()
    }

    /// Whether it is the name of a person, an organisation or a place, as the tagger has it at one of its mentions at least.
    pub fn is_attested(&self, candidates: &[Candidate]) -> bool {
        let of_interest = matches!(self.kind(), EntityKind::Person | EntityKind::Organization | EntityKind::Place);
        of_interest && self.members.iter().any(|member| candidates[*member].tagged.is_some())
    }

    fn family(&self) -> Option<&str> {
        (self.words.len() > 1).then(|| self.words.last().map_or("", |w| w))
    }
}

/// Groups candidates into entities. `votes[i]` belongs to `candidates[i]`, which are in the order of the text; `kin[i]` says that a word for
/// kin stands beside it.
pub fn clusters(candidates: &[Candidate], votes: &[Votes], kin: &[bool], lexicon: &Lexicon) -> Vec<Cluster> {
    let mut builder = Builder {
        candidates,
        votes,
        kin,
        lexicon,
        clusters: Vec::new(),
        by_key: HashMap::new(),
        by_word: HashMap::new(),
        by_initials: HashMap::new(),
        into: Vec::new(),
    };
    let several = (0..candidates.len()).filter(|i| candidates[*i].words.len() > 1 || builder.place_key(*i).is_some());
    for index in several.collect::<Vec<_>>() {
        builder.add_full(index);
    }
    builder.merge_longer_names();
    builder.index_initials();
    let mut recent = Recent::default();
    for (index, candidate) in candidates.iter().enumerate() {
        let cluster = builder.owner(index).unwrap_or_else(|| builder.add_single(index, &recent));
        recent.note(cluster, candidate);
    }
    builder.clusters.into_iter().filter(|c| !c.members.is_empty()).collect()
}

/// Where each cluster was mentioned last.
#[derive(Default)]
struct Recent {
    /// The block of the last mention, by cluster.
    last: HashMap<usize, u32>,
}

impl Recent {
    fn note(&mut self, cluster: usize, candidate: &Candidate) {
        self.last.insert(cluster, candidate.block);
    }

    /// Whether a cluster was mentioned in the candidate's paragraph.
    fn is_near(&self, cluster: usize, candidate: &Candidate) -> bool {
        self.last.get(&cluster).is_some_and(|block| *block == candidate.block)
    }
}

struct Builder<'a> {
    candidates: &'a [Candidate],
    votes: &'a [Votes],
    kin: &'a [bool],
    lexicon: &'a Lexicon,
    clusters: Vec<Cluster>,
    /// Clusters by the key of a whole name.
    by_key: HashMap<String, usize>,
    /// Clusters whose name of several words holds a word.
    by_word: HashMap<String, Vec<usize>>,
    /// Organisations by their initials; `None` where several share them.
    by_initials: HashMap<String, Option<usize>>,
    /// The cluster that each has become part of; itself where none.
    into: Vec<usize>,
}

impl Builder<'_> {
    fn owner(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let full = candidate.words.len() > 1 || self.place_key(index).is_some();
        full.then(|| self.by_key.get(&self.key(index)).map(|c| self.root(*c))).flatten()
    }

    /// The gazetteer's key of a place that is nothing else ("Türkiye" and "Turkey" are one).
    fn place_key(&self, index: usize) -> Option<String> {
        let key = self.candidates[index].key();
        let n = &self.lexicon.names;
        let place = n.place(&key)?;
        let plain = self.candidates[index].title.is_none()
            && (place.kind == crate::value::PlaceKind::Country || !n.is_given(&key) && !n.is_family(&key));
        plain.then(|| crate::lexicon::fold::fold(&place.name))
    }

    fn key(&self, index: usize) -> String {
        self.place_key(index).unwrap_or_else(|| self.candidates[index].key())
    }

    /// The cluster that another has become part of.
    fn root(&self, mut cluster: usize) -> usize {
        while let Some(larger) = self.into.get(cluster).copied().filter(|c| *c != cluster) {
            cluster = larger;
        }
        cluster
    }

    fn found(&mut self, words: Vec<String>) -> usize {
        self.clusters.push(Cluster { words, ..Cluster::default() });
        self.into.push(self.into.len());
        self.clusters.len() - 1
    }

    fn add_full(&mut self, index: usize) {
        let key = self.key(index);
        let words = &self.candidates[index].words;
        let cluster = match self.by_key.get(&key) {
            Some(known) => *known,
            None => {
                let new = self.found(words.clone());
                self.by_key.insert(key, new);
                for word in words.iter().collect::<BTreeSet<_>>().into_iter().filter(|w| w.len() > 1) {
                    self.by_word.entry(word.clone()).or_default().push(new);
                }
                new
            }
        };
        self.join(cluster, index);
        if let Some(nickname) = &self.candidates[index].nickname {
            self.by_word.entry(nickname.clone()).or_default().push(cluster);
        }
    }

    /// The clusters whose name holds a word; none where too many do.
    fn holders(&self, word: &str) -> Vec<usize> {
        let held = self.by_word.get(word).filter(|h| h.len() <= CROWD);
        let mut holders: Vec<usize> = held.into_iter().flatten().map(|c| self.root(*c)).collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    fn join(&mut self, cluster: usize, index: usize) {
        let candidate = &self.candidates[index];
        let target = &mut self.clusters[cluster];
        target.members.push(index);
        target.votes.add(self.votes[index]);
        target.sex = target.sex.or(candidate.sex);
        if candidate.words.len() > target.words.len() {
            target.words.clone_from(&candidate.words);
        }
        let saint = usize::from(matches!(candidate.words[0].as_str(), "saint" | "st." | "st"));
        let first = (candidate.words.len() > 1).then(|| candidate.words[saint].clone());
        for given in first.into_iter().chain(candidate.nickname.clone()) {
            if !target.given.contains(&given) {
                target.given.push(given);
            }
        }
    }

    /// "Tomás Arellano" and "Tomás Arellano Pinto", "J. Smith" and "John Smith", "Joe" and "Joseph Biden": one person, where only one fits.
    fn merge_longer_names(&mut self) {
        for small in 0..self.clusters.len() {
            if self.clusters[small].words.len() < 2 {
                continue;
            }
            let holders = self.holders(&self.clusters[small].words[0]);
            let family = self.holders(self.clusters[small].family().unwrap_or(""));
            let mut fits: Vec<usize> =
                holders.into_iter().chain(family).filter(|large| *large != small && self.is_short_for(small, *large)).collect();
            fits.sort_unstable();
            fits.dedup();
            if let [large] = fits[..] {
                self.merge(small, large);
            }
        }
    }

    fn is_short_for(&self, small: usize, large: usize) -> bool {
        let (a, b) = (&self.clusters[small], &self.clusters[large]);
        if a.members.is_empty() || b.members.is_empty() || b.words.len() < 2 {
            return false;
        }
        let people = a.kind() == EntityKind::Person && b.kind() == EntityKind::Person;
        if a.words.len() < b.words.len() && is_subsequence(&a.words, &b.words) && a.words.len() > 1 {
            // "Bank of England" is no short form of "Bank of England Museum".
            return people && (a.words[0] == b.words[0] || a.words.last() == b.words.last());
        }
        let same_family = a.family() == b.family();
        let (x, y) = (&a.words[0], &b.words[0]);
        let initial = x.len() == 2 && x.ends_with('.') && y.starts_with(&x[..1]) && y.len() > 2;
        let short = a.words.len() == b.words.len() && small > large && x != y && self.lexicon.names.same_given(x, y);
        people && same_family && (initial || short)
    }

    fn merge(&mut self, small: usize, large: usize) {
        let gone = std::mem::take(&mut self.clusters[small]);
        self.into[small] = large;
        let target = &mut self.clusters[large];
        target.members.extend(gone.members);
        target.votes.add(gone.votes);
        target.sex = target.sex.or(gone.sex);
        for given in gone.given {
            if !target.given.contains(&given) {
                target.given.push(given);
            }
        }
    }

    /// Puts a name of one word where it belongs; returns the cluster.
    fn add_single(&mut self, index: usize, recent: &Recent) -> usize {
        let candidate = &self.candidates[index];
        let word = &candidate.words[0];
        let holders: Vec<usize> = self.holders(word).into_iter().filter(|h| self.may_be_called(*h, index)).collect();
        let acronym = self.expansion(word);
        let chosen = match holders[..] {
            [] => acronym,
            [one] => Some(one),
            _ => self.nearest(&holders, candidate, recent),
        };
        let key = if holders.is_empty() { word.clone() } else { format!("{word} ?") };
        let cluster = match chosen.or_else(|| self.by_key.get(&key).map(|c| self.root(*c))) {
            Some(known) => known,
            None => {
                let new = self.found(vec![word.clone()]);
                self.by_key.insert(key, new);
                new
            }
        };
        self.join(cluster, index);
        cluster
    }

    /// Whether a cluster may be called by a candidate of one word that its name holds.
    fn may_be_called(&self, cluster: usize, index: usize) -> bool {
        let (cluster, candidate) = (&self.clusters[cluster], &self.candidates[index]);
        let word = &candidate.words[0];
        let person = cluster.kind() == EntityKind::Person;
        if candidate.title.is_some() && !person || matches!((candidate.sex, cluster.sex), (Some(a), Some(b)) if a != b) {
            return false;
        }
        if person {
            let part = cluster.words.last() == Some(word)
                || cluster.words[..cluster.words.len() - 1].iter().any(|w| w == word && w.len() > 2)
                || cluster.given.contains(word);
            // The Paris of a story about Paris Berger is the city, where the story puts something in it.
            return part && self.votes[index].place <= self.votes[index].person + 1;
        }
        let n = &self.lexicon.names;
        let proper = !n.is_word(word) && !n.is_place(word) && n.demonym(word).is_none();
        let head = cluster.kind() == EntityKind::Organization || cluster.kind() == EntityKind::Product;
        head && proper && cluster.words[0] == *word
    }

    /// The one that was named last, if no other was named near by.
    fn nearest(&self, holders: &[usize], candidate: &Candidate, recent: &Recent) -> Option<usize> {
        let people: Vec<usize> = holders
            .iter()
            .copied()
            .filter(|h| self.clusters[*h].kind() == EntityKind::Person && self.clusters[*h].family() == Some(&*candidate.words[0]))
            .collect();
        let pool = if people.is_empty() { holders } else { &people };
        if let [one] = pool {
            return Some(*one);
        }
        let near: Vec<usize> = pool.iter().copied().filter(|h| recent.is_near(*h, candidate)).collect();
        match near[..] {
            [one] => Some(one),
            _ => self.protagonist(pool),
        }
    }

    /// The one whom the copy is about, where the others are introduced as kin: "Sigrid Anders … her brother, the pianist Leopold Anders".
    fn protagonist(&self, people: &[usize]) -> Option<usize> {
        let first = |cluster: usize| self.clusters[cluster].members.iter().min().copied();
        let earliest = people.iter().copied().min_by_key(|c| first(*c))?;
        let introduced_as_kin = |cluster: usize| first(cluster).is_some_and(|member| self.kin[member]);
        let others = people.iter().all(|c| *c == earliest || introduced_as_kin(*c));
        (others && !introduced_as_kin(earliest)).then_some(earliest)
    }

    /// The organisation that an acronym stands for, by its initials.
    fn expansion(&self, word: &str) -> Option<usize> {
        self.by_initials.get(word).copied().flatten()
    }

    fn index_initials(&mut self) {
        for (at, cluster) in self.clusters.iter().enumerate() {
            if !(2..=8).contains(&cluster.words.len()) || cluster.kind() != EntityKind::Organization {
                continue;
            }
            for initials in initials(&cluster.words).into_iter().filter(|i| i.len() > 1) {
                self.by_initials.entry(initials).and_modify(|known| *known = known.filter(|c| *c == at)).or_insert(Some(at));
            }
        }
    }
}

/// The initials of a name, with and without its small words.
fn initials(words: &[String]) -> [String; 2] {
    let all = words.iter().filter_map(|w| w.chars().next()).collect();
    let major =
        words.iter().filter(|w| !matches!(w.as_str(), "of" | "the" | "for" | "and" | "&")).filter_map(|w| w.chars().next()).collect();
    [all, major]
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|w| w == word))
}
