//! Names: who and what a document names, and which mentions are one.
//!
//! In goes a document's text; out comes [`Names`]. Runs of capitalised words are found in every block; those whose capitals stand in the
//! middle of a sentence teach which names the document has, and decide over those where a capital tells nothing (the start of a sentence, a
//! headline in title case). What they and the lexicon tell of each token goes to the statistical tagger as facts; its names are united with the
//! runs. Titles are taken off, mentions are joined into entities, votes decide once a document what each is. No other document is known here;
//! [`spellings`] alone compares several.

mod cluster;
mod evidence;
mod facts;
mod key;
mod place;
mod reference;
mod run;
mod spelling;
mod split;
mod tagged;

use std::collections::BTreeSet;
use std::ops::Range;

use super::Text;
use super::entity::{Entity, EntityKind, MentionForm, NameMention, NameParts, Names};
use super::words::Words;
use crate::claim::EntityId;
use crate::document::BlockKind;
use crate::language::names::Facts;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;
use cluster::Cluster;
pub use spelling::spellings;
use split::{Candidate, Known};

/// The entities of a document with all their mentions: names, then descriptions and pronouns that can be only one person's.
pub fn names(text: &Text, lexicon: &Lexicon) -> Names {
    let (candidates, facts) = first_guess(text, lexicon);
    let candidates = tagged::unite(text, candidates, &facts, lexicon);
    let mut clusters = clusters(text, &candidates, lexicon);
    clusters.retain(|c| is_worth_keeping(c, &candidates, lexicon));
    clusters.sort_by_key(|c| c.members.iter().min().copied());
    let mut names = assemble(text, &candidates, &clusters, lexicon);
    spelling::unite(&mut names, lexicon);
    reference::add(text, &mut names, lexicon);
    names
}

/// What is known of each token of each block before the statistical tagger sees it.
pub fn facts(text: &Text, lexicon: &Lexicon) -> Vec<Vec<Facts>> {
    first_guess(text, lexicon).1
}

/// The candidates that runs of capitals give, and what they and the lexicon tell of each token.
fn first_guess(text: &Text, lexicon: &Lexicon) -> (Vec<Candidate>, Vec<Vec<Facts>>) {
    let candidates = candidates(text, lexicon);
    let kinds = kinds(&candidates, &clusters(text, &candidates, lexicon));
    let facts = facts::facts(text, &candidates, &kinds, lexicon);
    (candidates, facts)
}

/// The entities of candidates.
fn clusters(text: &Text, candidates: &[Candidate], lexicon: &Lexicon) -> Vec<Cluster> {
    let votes: Vec<_> = candidates.iter().map(|c| evidence::votes(&Words::in_block(text, c.block), c, lexicon)).collect();
    let kin: Vec<bool> = candidates.iter().map(|c| names_kin(&Words::in_block(text, c.block), c, lexicon)).collect();
    cluster::clusters(candidates, &votes, &kin, lexicon)
}

/// What the entity of each candidate was taken for, and how many candidates it has.
fn kinds(candidates: &[Candidate], clusters: &[Cluster]) -> Vec<(EntityKind, usize)> {
    let mut kinds = vec![(EntityKind::Other, 0); candidates.len()];
    for cluster in clusters {
        cluster.members.iter().for_each(|member| kinds[*member] = (cluster.kind(), cluster.members.len()));
    }
    kinds
}

/// All candidates of a document, in the order of the text.
fn candidates(text: &Text, lexicon: &Lexicon) -> Vec<Candidate> {
    let blocks: Vec<(Words, Vec<run::Run>)> = Words::of(text).map(|words| (words, run::runs(&words, lexicon))).collect();
    let mut found = Vec::new();
    let mut known = Known::default();
    let mut pass = |select: &dyn Fn(&run::Run) -> bool, split: &dyn Fn(&Words, &run::Run, &Known) -> Vec<Candidate>| {
        let mut new = Vec::new();
        for (words, runs) in &blocks {
            for run in runs.iter().filter(|r| select(r)) {
                new.extend(split(words, run, &known));
            }
        }
        new.iter().for_each(|c| known.learn(c));
        found.extend(new);
    };
    pass(&|r| !r.loose && !r.initial, &|words, run, _| split::split(words, run, run.tokens.clone(), lexicon));
    pass(&|r| !r.loose && r.initial, &|words, run, known| split::split_initial(words, run, known, lexicon));
    pass(&|r| r.loose, &|words, run, known| split::split_loose(words, run, known, lexicon));
    let mut found: Vec<Candidate> =
        found.into_iter().flat_map(|c| split::split_known_pair(&Words::in_block(text, c.block), c, &known)).collect();
    found.sort_by_key(|c| (c.block, c.tokens.start));
    found
}

/// A word with a capital that nothing tells of and that is no more than a common word is no name. The tagger alone does not make a name of one
/// that always stands first ("Baker cleared of arson").
fn is_worth_keeping(cluster: &Cluster, candidates: &[Candidate], lexicon: &Lexicon) -> bool {
    let n = &lexicon.names;
    let common = cluster.words.iter().all(|w| n.is_word(w));
    let initial = cluster.members.iter().all(|i| candidates[*i].initial);
    let single = cluster.words.len() == 1;
    let unlisted = single && cluster.words.iter().all(|w| n.is_occupation(w) || !n.is_given(w) && !n.is_place(w));
    let untold = cluster.kind() == EntityKind::Other && (initial || single) || cluster.is_attested(candidates) && initial && unlisted;
    !(common && untold)
}

fn assemble(text: &Text, candidates: &[Candidate], clusters: &[Cluster], lexicon: &Lexicon) -> Names {
    let mut order: Vec<(usize, u32)> =
        clusters.iter().enumerate().flat_map(|(id, c)| c.members.iter().map(move |m| (*m, id as u32))).collect();
    order.sort_unstable();
    let mut names = Names { lists: text.document.blocks.iter().map(|block| list_of(&block.kind)).collect(), ..Names::default() };
    for (id, cluster) in clusters.iter().enumerate() {
        names.entities.push(entity(text, EntityId(id as u32), cluster, candidates, lexicon));
    }
    for (index, id) in order {
        let entity = &mut names.entities[id as usize];
        entity.mentions.push(names.mentions.len());
        names.mentions.push(mention(text, &candidates[index], EntityId(id), entity.kind));
    }
    place::resolve(text, &mut names, lexicon);
    names
}

/// The list or table that a block belongs to, by a number.
fn list_of(kind: &BlockKind) -> Option<u32> {
    match kind {
        BlockKind::ListItem { list, .. } => Some(2 * list),
        BlockKind::TableCell { table, .. } => Some(2 * table + 1),
        _ => None,
    }
}

fn entity(text: &Text, id: EntityId, cluster: &Cluster, candidates: &[Candidate], lexicon: &Lexicon) -> Entity {
    let kind = cluster.kind();
    let fullest = cluster.members.iter().copied().max_by_key(|m| (candidates[*m].words.len(), std::cmp::Reverse(*m)));
    let name = fullest.map_or(String::new(), |m| {
        let candidate = &candidates[m];
        Words::in_block(text, candidate.block).written(candidate.tokens.clone()).to_string()
    });
    let mut descriptors = BTreeSet::new();
    let mut head = None;
    let mut among_kin = false;
    for candidate in cluster.members.iter().map(|m| &candidates[*m]) {
        let words = Words::in_block(text, candidate.block);
        if let Some(title) = &candidate.title {
            descriptors.insert(fold(words.written(title.clone())));
        }
        head = head.or_else(|| noun_behind(&words, candidate, lexicon));
        among_kin |= names_kin(&words, candidate, lexicon);
    }
    let told = cluster.sex.or_else(|| cluster.given.iter().find_map(|given| lexicon.names.given_sex(given)));
    let sex = (kind == EntityKind::Person).then_some(told).flatten();
    let attested = cluster.is_attested(candidates);
    Entity { id, kind, name, mentions: Vec::new(), place: None, sex, descriptors, head, attested, among_kin }
}

/// "telescope" in "the Lindquist telescope".
fn noun_behind(words: &Words, candidate: &Candidate, lexicon: &Lexicon) -> Option<String> {
    let next = words.folded(candidate.tokens.end);
    let n = &lexicon.names;
    let headed = n.product_heads.contains(&next) || n.venue_heads.contains(&next) || n.organization_heads.contains(&next);
    (headed && !words.is_capital(candidate.tokens.end) && words.lower_before(candidate.tokens.start) == "the").then_some(next)
}

/// Whether a word for kin stands close to a name in its sentence.
fn names_kin(words: &Words, candidate: &Candidate, lexicon: &Lexicon) -> bool {
    let sentence = &words.analysis.sentences[candidate.sentence as usize].tokens;
    let near = candidate.tokens.start.saturating_sub(6).max(sentence.start)..(candidate.tokens.end + 6).min(sentence.end);
    near.into_iter()
        .any(|at| matches!(words.lemma(at), "twin" | "namesake" | "family") || lexicon.names.kin.word(words.lemma(at)).is_some())
}

fn mention(text: &Text, candidate: &Candidate, entity: EntityId, kind: EntityKind) -> NameMention {
    let words = Words::in_block(text, candidate.block);
    let mut parts = NameParts { title: candidate.title.clone().map(|t| words.range(t)), ..NameParts::default() };
    if kind == EntityKind::Person {
        let units = words.units(candidate.tokens.clone());
        (parts.given, parts.family) = person_parts(&words, &units, candidate.title.is_some());
    }
    NameMention {
        range: words.range(candidate.tokens.clone()),
        entity,
        form: MentionForm::Name,
        written: words.written(candidate.tokens.clone()).into(),
        parts,
        sentence: candidate.sentence,
        tokens: candidate.tokens.clone(),
    }
}

/// Given and family name: the last word with the particles before it is the family name. One word is a family name behind a title and
/// otherwise unknown until the entity is.
fn person_parts(
    words: &Words,
    units: &[Range<usize>],
    titled: bool,
) -> (Option<crate::document::TextRange>, Option<crate::document::TextRange>) {
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return (None, None) };
    if units.len() == 1 {
        return (None, titled.then(|| words.range(last.clone())));
    }
    let mut family = units.len() - 1;
    while family > 1 && !words.is_capital(units[family - 1].start) {
        family -= 1;
    }
    (Some(words.range(first.start..units[family - 1].end)), Some(words.range(units[family].start..last.end)))
}

#[cfg(test)]
mod tests;
