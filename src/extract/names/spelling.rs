//! Spellings: names that are one name written in two ways.
//!
//! Two forms are one name only on evidence: the rest of the name is the same, a title or office stands with both, or their documents speak of
//! the same other things; and nobody names both in one sentence as two people. Forms meet through an index by a phonetic key, so that
//! the work is linear in the names; within one key at most [`CROWD`] forms are compared.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::key::{consonants, distance, phonetic, skeleton, without_possessive};
use crate::claim::EntityId;
use crate::extract::entity::{Entity, EntityKind, MentionForm, Names, Spelling, SpellingGroup, SpellingKind};
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;

/// Forms with one key beyond which comparing them would be guessing.
const CROWD: usize = 40;
/// The greatest distance of two words that may be one.
const FARTHEST: usize = 4;
/// Occurrences of a form that are looked at and reported.
const SHOWN: usize = 8;

/// One form of a name with the places where it stands.
#[derive(Debug)]
struct Form {
    person: bool,
    words: Vec<String>,
    places: Vec<Occurrence>,
}

#[derive(Clone, Copy, Debug)]
struct Occurrence {
    document: usize,
    entity: EntityId,
    mention: usize,
}

/// Why two forms are one name.
struct Verdict {
    kind: SpellingKind,
    /// Indices of the words that differ.
    differing: Vec<usize>,
    reasons: Vec<String>,
}

/// Forms that are one name, with why.
struct Family {
    kind: SpellingKind,
    /// Each form with the words in which it differs from another.
    forms: BTreeMap<usize, BTreeSet<usize>>,
    reasons: Vec<String>,
}

/// The names that one document, or several documents together, spell in more than one way. With one document, what it says in itself;
/// with several, also what they say of each other. Groups stand in the order of their first spelling.
///
/// `one_story` tells whether two documents, by their index, speak of one matter.
pub fn spellings(documents: &[&Names], lexicon: &Lexicon, one_story: &dyn Fn(usize, usize) -> bool) -> Vec<SpellingGroup> {
    let comparison = Comparison::new(documents, lexicon, one_story);
    let mut groups: Vec<SpellingGroup> = comparison.diacritics();
    groups.extend(comparison.families());
    groups.extend(aliases(documents));
    groups.sort_by_key(|g| g.spellings.first().map(|s| (s.document, s.mention)));
    // The full names and the family names alone differ in one way: that is one group.
    let mut told = BTreeSet::new();
    groups.retain(|g| told.insert(g.spellings.iter().map(|s| (s.document, s.entity)).collect::<BTreeSet<_>>()));
    groups
}

/// Makes one entity of those of a document whose names are spellings of one name.
pub fn unite(names: &mut Names, lexicon: &Lexicon) {
    let joined: Vec<(EntityId, EntityId)> = {
        let documents = [&*names];
        let comparison = Comparison::new(&documents, lexicon, &|_, _| false);
        comparison
            .pairs()
            .into_iter()
            .map(|(a, b, _)| (comparison.forms[a].places[0].entity, comparison.forms[b].places[0].entity))
            .collect()
    };
    let mut into: Vec<u32> = (0..names.entities.len() as u32).collect();
    for (one, other) in joined {
        let (a, b) = (root(&into, one.0), root(&into, other.0));
        into[a.max(b) as usize] = a.min(b);
    }
    let roots: Vec<u32> = (0..into.len() as u32).map(|id| root(&into, id)).collect();
    if roots.iter().enumerate().all(|(id, root)| id as u32 == *root) {
        return;
    }
    merge_entities(names, &roots);
}

fn root(into: &[u32], mut id: u32) -> u32 {
    while into[id as usize] != id {
        id = into[id as usize];
    }
    id
}

fn merge_entities(names: &mut Names, roots: &[u32]) {
    let mut kept: Vec<Entity> = Vec::new();
    let mut new_ids: HashMap<u32, u32> = HashMap::new();
    for (id, entity) in std::mem::take(&mut names.entities).into_iter().enumerate() {
        match new_ids.get(&roots[id]).copied() {
            None => {
                let new = kept.len() as u32;
                new_ids.insert(roots[id], new);
                kept.push(Entity { id: EntityId(new), ..entity });
            }
            Some(new) => {
                let target = &mut kept[new as usize];
                if entity.mentions.len() > target.mentions.len() && target.kind == EntityKind::Other {
                    target.kind = entity.kind;
                }
                if entity.name.split(' ').count() > target.name.split(' ').count() {
                    target.name = entity.name;
                }
                target.mentions.extend(entity.mentions);
                target.mentions.sort_unstable();
                target.descriptors.extend(entity.descriptors);
                target.sex = target.sex.or(entity.sex);
                target.place = target.place.take().or(entity.place);
                target.among_kin |= entity.among_kin;
            }
        }
    }
    for mention in &mut names.mentions {
        mention.entity = EntityId(new_ids[&roots[mention.entity.0 as usize]]);
    }
    names.entities = kept;
}

struct Comparison<'a> {
    documents: &'a [&'a Names],
    lexicon: &'a Lexicon,
    forms: Vec<Form>,
    /// For each document, the keys of what it names, countries left out: what two documents share makes them speak of one matter.
    topics: Vec<HashSet<String>>,
    /// Whether two documents speak of one matter, as far as the caller knows.
    one_story: &'a dyn Fn(usize, usize) -> bool,
}

impl<'a> Comparison<'a> {
    fn new(documents: &'a [&'a Names], lexicon: &'a Lexicon, one_story: &'a dyn Fn(usize, usize) -> bool) -> Comparison<'a> {
        let mut index: HashMap<(bool, Vec<String>), usize> = HashMap::new();
        let mut forms: Vec<Form> = Vec::new();
        let mut topics = Vec::new();
        for (document, names) in documents.iter().enumerate() {
            let mut topic = HashSet::new();
            for (at, mention) in names.mentions.iter().enumerate().filter(|(_, m)| m.form == MentionForm::Name) {
                let entity = names.entity(mention.entity);
                let words = form_words(&mention.written, entity);
                if entity.place.as_ref().is_none_or(|p| p.kind != crate::value::PlaceKind::Country) {
                    topic.insert(words.join(" "));
                    // "Marksted" of "Marksted Paper", "S2" of "Kestrel S2".
                    let telling = |w: &&String| w.len() > 4 && !lexicon.names.is_word(w) || w.bytes().any(|c| c.is_ascii_digit());
                    topic.extend(words.iter().filter(telling).cloned());
                }
                let person = entity.kind == EntityKind::Person;
                let form = *index.entry((person, words.clone())).or_insert_with(|| {
                    forms.push(Form { person, words, places: Vec::new() });
                    forms.len() - 1
                });
                let known = forms[form].places.iter().rev().take_while(|p| p.document == document).any(|p| p.entity == mention.entity);
                if !known {
                    forms[form].places.push(Occurrence { document, entity: mention.entity, mention: at });
                }
            }
            topics.push(topic);
        }
        Comparison { documents, lexicon, forms, topics, one_story }
    }

    /// Pairs of forms that are one name, each form with the earliest that it goes with.
    fn pairs(&self) -> Vec<(usize, usize, Verdict)> {
        let mut buckets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, form) in self.forms.iter().enumerate() {
            for key in index_keys(form) {
                buckets.entry(key).or_default().push(at);
            }
        }
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for bucket in buckets.values().filter(|b| b.len() > 1 && b.len() <= CROWD) {
            for (i, one) in bucket.iter().enumerate() {
                for other in &bucket[i + 1..] {
                    if seen.insert((*one, *other))
                        && let Some(verdict) = self.compare(&self.forms[*one], &self.forms[*other])
                    {
                        found.push((*one, *other, verdict));
                    }
                }
            }
        }
        found.sort_by_key(|(one, other, _)| (*one, *other));
        found
    }

    fn compare(&self, one: &Form, other: &Form) -> Option<Verdict> {
        let bare = one.words.len() == 1 || other.words.len() == 1;
        let (a, b) = if one.person && other.person && bare && one.words.len() != other.words.len() {
            // A family name by itself against one of a full name: only within one document.
            (one.words.last()?, other.words.last()?)
        } else if one.words.len() == other.words.len() {
            return self.compare_words(one, other);
        } else {
            return None;
        };
        let together = one.places.iter().any(|p| other.places.iter().any(|q| q.document == p.document));
        let alike =
            a != b && (skeleton(a) == skeleton(b) || a.len() >= 6 && distance(a, b, 1) == 1 && !self.is_listed(a) && !self.is_listed(b));
        if !together || !alike || self.keeps_apart(one, other) {
            return None;
        }
        let kind = if skeleton(a) == skeleton(b) { SpellingKind::Variant } else { SpellingKind::Suspect };
        let differing = vec![usize::MAX];
        Some(Verdict { kind, differing, reasons: vec![format!("one document writes {a} and {b} and tells no two people apart")] })
    }

    fn compare_words(&self, one: &Form, other: &Form) -> Option<Verdict> {
        let differing: Vec<usize> = (0..one.words.len()).filter(|i| one.words[*i] != other.words[*i]).collect();
        // Most forms of one key are far from alike; nothing dear is asked of them.
        let alike = differing.iter().all(|i| distance(&one.words[*i], &other.words[*i], FARTHEST) <= FARTHEST);
        if differing.is_empty() || !alike {
            return None;
        }
        self.verdict(one, other, differing).filter(|_| !self.keeps_apart(one, other))
    }

    fn verdict(&self, one: &Form, other: &Form, differing: Vec<usize>) -> Option<Verdict> {
        let pair = |i: usize| (one.words[i].as_str(), other.words[i].as_str());
        if differing.iter().all(|i| is_variant(pair(*i), self.lexicon)) && (one.words.len() > 1 || one.words[0].len() > 5) {
            let reasons = vec!["the two differ only by transliteration".to_string()];
            let single = one.words.len() == 1;
            return (!single || self.shared_matter(one, other).is_some()).then_some(Verdict {
                kind: SpellingKind::Variant,
                differing,
                reasons,
            });
        }
        let [at] = differing[..] else { return None };
        let (a, b) = pair(at);
        let people = self.is_full_name(one) && self.is_full_name(other);
        if !people && self.is_romanisation(a, b) {
            let reasons = self.shared_matter(one, other)?;
            return Some(Verdict {
                kind: SpellingKind::Variant,
                differing: vec![at],
                reasons: prefixed("the consonants are the same".to_string(), reasons),
            });
        }
        let reasons = if people {
            if at + 1 == one.words.len() { self.same_given(one, other, a, b)? } else { self.same_family(one, other, a, b)? }
        } else {
            self.same_thing(one, other, a, b)?
        };
        Some(Verdict { kind: SpellingKind::Suspect, differing: vec![at], reasons })
    }

    /// Whether a form is a given and a family name; the article of "Al Tabqa" is no given name.
    fn is_full_name(&self, form: &Form) -> bool {
        form.person && form.words.len() > 1 && !self.lexicon.names.particles.contains(&form.words[0])
    }

    /// Whether two words that English does not know are romanised in two ways, by vowels and doubled consonants.
    fn is_romanisation(&self, a: &str, b: &str) -> bool {
        let foreign = |w: &str| w.chars().count() >= 5 && !self.lexicon.names.is_word(w) && !w.bytes().any(|c| c.is_ascii_digit());
        let key = consonants(a);
        foreign(a) && foreign(b) && key.len() >= 2 && key == consonants(b) && a.chars().next() == b.chars().next() && !is_derived(a, b)
    }

    /// One given name, family names that differ by a letter or two.
    fn same_given(&self, one: &Form, other: &Form, a: &str, b: &str) -> Option<Vec<String>> {
        if !is_misspelling(a, b, 5) || is_derived(a, b) {
            return None;
        }
        let listed = self.is_listed(a) && self.is_listed(b);
        let reasons = self.evidence(one, other, listed)?;
        let given = self.shown_word(one, 0);
        Some(prefixed(format!("the given name is {given} in both"), reasons))
    }

    /// One family name, given names that sound alike.
    fn same_family(&self, one: &Form, other: &Form, a: &str, b: &str) -> Option<Vec<String>> {
        let n = &self.lexicon.names;
        let sound = phonetic(a) == phonetic(b) && a.len().min(b.len()) >= 4;
        let near = distance(a, b, 2) <= if a.len().min(b.len()) >= 6 { 2 } else { 1 } || sound && phonetic(a).len() >= 4;
        let initial = a.len() <= 2 || b.len() <= 2;
        if !sound || !near || initial || n.same_given(a, b) || n.given_sex(a).is_some_and(|s| n.given_sex(b).is_some_and(|t| s != t)) {
            return None;
        }
        // Two people of one rare name in one matter, whose given names sound alike, are one.
        let common = one.words.last().is_some_and(|family| self.is_listed(family));
        let reasons = self.evidence(one, other, common)?;
        let family = self.shown_word(one, one.words.len() - 1);
        Some(prefixed(format!("the family name is {family} in both"), reasons))
    }

    /// A thing, place or organisation: one word differs by a letter or two.
    fn same_thing(&self, one: &Form, other: &Form, a: &str, b: &str) -> Option<Vec<String>> {
        let n = &self.lexicon.names;
        let single = one.words.len() == 1;
        if single && one.person && other.person {
            return None;
        }
        let known = |w: &str| n.is_word(w) || n.is_given(w) || n.is_place(w) || n.demonym(w).is_some();
        if known(a) && known(b) || !is_misspelling(a, b, if single { 7 } else { 5 }) || is_derived(a, b) {
            return None;
        }
        let first_letter = a.chars().next() == b.chars().next();
        if !first_letter || a.bytes().chain(b.bytes()).any(|c| c.is_ascii_digit()) {
            return None;
        }
        let reasons = self.shared_matter(one, other)?;
        Some(if single { reasons } else { prefixed("the rest of the name is the same".to_string(), reasons) })
    }

    /// Evidence that two people of like names are one: a shared title or office or, where the names are rare, a shared matter.
    fn evidence(&self, one: &Form, other: &Form, common: bool) -> Option<Vec<String>> {
        if self.either(one, other, |entity| entity.among_kin) && self.share_document(one, other) {
            return None;
        }
        if let Some(title) = self.shared_title(one, other) {
            return Some(vec![format!("both are called {title}")]);
        }
        if self.share_document(one, other) {
            return Some(vec!["one document writes both and never names them together".to_string()]);
        }
        if common { None } else { self.shared_matter(one, other) }
    }

    fn either(&self, one: &Form, other: &Form, test: impl Fn(&Entity) -> bool) -> bool {
        one.places.iter().chain(&other.places).take(2 * SHOWN).any(|p| test(self.documents[p.document].entity(p.entity)))
    }

    fn share_document(&self, one: &Form, other: &Form) -> bool {
        one.places.iter().take(SHOWN).any(|p| other.places.iter().take(SHOWN).any(|q| p.document == q.document))
    }

    fn shared_title(&self, one: &Form, other: &Form) -> Option<String> {
        let titles = |form: &Form| -> BTreeSet<String> {
            let entities = form.places.iter().take(SHOWN).map(|p| self.documents[p.document].entity(p.entity));
            entities
                .flat_map(|e| e.descriptors.iter().cloned())
                .filter(|t| !matches!(t.as_str(), "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "miss"))
                .collect()
        };
        titles(one).intersection(&titles(other)).next().map(|t| format!("“{t}”"))
    }

    /// Something else that a document of each form names, or one document of both.
    fn shared_matter(&self, one: &Form, other: &Form) -> Option<Vec<String>> {
        if self.share_document(one, other) {
            return Some(vec!["one document writes both".to_string()]);
        }
        let mut own: HashSet<String> = [one, other].into_iter().map(|f| f.words.join(" ")).collect();
        own.extend(one.words.iter().chain(&other.words).cloned());
        for p in one.places.iter().take(SHOWN) {
            for q in other.places.iter().take(SHOWN) {
                let shared = self.topics[p.document].intersection(&self.topics[q.document]).filter(|t| !own.contains(*t)).min();
                if let Some(topic) = shared {
                    return Some(vec![format!("both documents speak of “{topic}”")]);
                }
                if (self.one_story)(p.document, q.document) {
                    return Some(vec!["both documents are of one story".to_string()]);
                }
            }
        }
        None
    }

    /// Whether the copy itself tells the two apart: both in one sentence, or both named again and again in one document.
    fn keeps_apart(&self, one: &Form, other: &Form) -> bool {
        one.places.iter().take(SHOWN).any(|p| {
            other.places.iter().take(SHOWN).filter(|q| q.document == p.document).any(|q| {
                let names = self.documents[p.document];
                let sentences = |form: &Form, at: &Occurrence| -> HashSet<(u32, u32)> {
                    let mentions = names.entity(at.entity).mentions.iter().map(|m| &names.mentions[*m]);
                    mentions
                        .filter(|m| m.form == MentionForm::Name && form_words(&m.written, names.entity(m.entity)) == form.words)
                        .map(|m| (m.range.block, m.sentence))
                        .collect()
                };
                let (a, b) = (sentences(one, p), sentences(other, q));
                !a.is_disjoint(&b) || p.entity != q.entity && a.len() > 1 && b.len() > 1
            })
        })
    }

    /// Whether a family name is a common one.
    fn is_listed(&self, word: &str) -> bool {
        let n = &self.lexicon.names;
        n.is_family(word) || n.is_given(word) || n.is_word(word) || n.is_place(word)
    }

    fn shown_word(&self, form: &Form, at: usize) -> String {
        let first = form.places[0];
        let written = &self.documents[first.document].mentions[first.mention].written;
        written.split_whitespace().nth(at).unwrap_or(written).to_string()
    }

    /// One group for all forms that are one name, directly or through a third.
    fn families(&self) -> Vec<SpellingGroup> {
        let pairs = self.pairs();
        let mut into: Vec<u32> = (0..self.forms.len() as u32).collect();
        for (one, other, _) in &pairs {
            let (a, b) = (root(&into, *one as u32), root(&into, *other as u32));
            into[a.max(b) as usize] = a.min(b);
        }
        let mut families: BTreeMap<u32, Family> = BTreeMap::new();
        for (one, other, verdict) in pairs {
            let family = families.entry(root(&into, one as u32)).or_insert_with(|| Family {
                kind: verdict.kind,
                forms: BTreeMap::new(),
                reasons: Vec::new(),
            });
            family.kind = family.kind.max(verdict.kind);
            for reason in verdict.reasons {
                if !family.reasons.contains(&reason) {
                    family.reasons.push(reason);
                }
            }
            for form in [one, other] {
                family.forms.entry(form).or_default().extend(&verdict.differing);
            }
        }
        let group = |family: Family| {
            let spellings = family
                .forms
                .into_iter()
                .flat_map(|(form, differing)| self.spellings_of(&self.forms[form], &differing.into_iter().collect::<Vec<_>>()));
            SpellingGroup { kind: family.kind, spellings: spellings.collect(), reasons: family.reasons }
        };
        families.into_values().map(group).collect()
    }

    fn spellings_of(&self, form: &Form, differing: &[usize]) -> Vec<Spelling> {
        let mut documents = HashSet::new();
        let first_in_each = form.places.iter().filter(|p| documents.insert(p.document)).take(SHOWN);
        first_in_each.map(|p| self.spelling(*p, &form.words, differing)).collect()
    }

    fn spelling(&self, at: Occurrence, words: &[String], differing: &[usize]) -> Spelling {
        let mention = &self.documents[at.document].mentions[at.mention];
        let parts: Vec<(usize, &str)> =
            mention.written.split_whitespace().map(|w| (w.as_ptr() as usize - mention.written.as_ptr() as usize, w)).collect();
        let end = parts.len().saturating_sub(1);
        let index = |i: usize| i.min(end);
        let (first, last) = (index(*differing.first().unwrap_or(&0)), index(*differing.last().unwrap_or(&0)));
        let mut range = mention.range;
        if !parts.is_empty() {
            range.start = mention.range.start + parts[first].0 as u32;
            range.end = mention.range.start + (parts[last].0 + parts[last].1.len()) as u32;
        }
        let written = mention
            .written
            .get((range.start - mention.range.start) as usize..(range.end - mention.range.start) as usize)
            .unwrap_or(&mention.written);
        Spelling {
            document: at.document,
            entity: at.entity,
            mention: at.mention,
            range,
            written: written.to_string(),
            key: words.join(" "),
        }
    }

    /// Forms that are written with and without diacritics.
    fn diacritics(&self) -> Vec<SpellingGroup> {
        let mut found = Vec::new();
        for form in &self.forms {
            let mut by_writing: BTreeMap<String, Occurrence> = BTreeMap::new();
            for place in &form.places {
                let names = self.documents[place.document];
                for at in names.entity(place.entity).mentions.iter().copied() {
                    let mention = &names.mentions[at];
                    if mention.form == MentionForm::Name && form_words(&mention.written, names.entity(mention.entity)) == form.words {
                        let occurrence = Occurrence { mention: at, ..*place };
                        by_writing.entry(plain(&mention.written)).or_insert(occurrence);
                    }
                }
            }
            if by_writing.len() > 1 {
                let mut places: Vec<Occurrence> = by_writing.into_values().collect();
                places.sort_by_key(|p| (p.document, p.mention));
                let all: Vec<usize> = (0..form.words.len()).collect();
                let spellings = places
                    .into_iter()
                    .map(|p| Spelling {
                        key: plain(&self.documents[p.document].mentions[p.mention].written),
                        ..self.spelling(p, &form.words, &all)
                    })
                    .collect();
                found.push(SpellingGroup {
                    kind: SpellingKind::Variant,
                    spellings,
                    reasons: vec!["the two differ only by diacritics".to_string()],
                });
            }
        }
        found
    }
}

fn prefixed(first: String, rest: Vec<String>) -> Vec<String> {
    std::iter::once(first).chain(rest).collect()
}

/// A name in lower case with its diacritics, so that capitals and typography make no difference.
fn plain(written: &str) -> String {
    without_possessive(written).to_lowercase().replace(['’', '‘'], "'").replace(['‐', '‑'], "-").replace("i\u{307}", "i")
}

/// The folded words of a mention; a common noun that stands for the kind of thing is one of them ("Lindquist" of "the Lindquist telescope").
fn form_words(written: &str, entity: &Entity) -> Vec<String> {
    let mut words: Vec<String> =
        written.split_whitespace().filter(|w| !w.starts_with(['"', '“'])).map(|w| fold(without_possessive(w))).collect();
    if let Some(head) = &entity.head
        && words.len() == 1
    {
        words.push(head.clone());
    }
    words
}

fn index_keys(form: &Form) -> Vec<String> {
    let Some(last) = form.words.last() else { return Vec::new() };
    if form.words.len() == 1 {
        return vec![format!("p {}", phonetic(last)), format!("1 0 {}", phonetic(last))];
    }
    if form.person {
        return vec![format!("p {}", phonetic(last))];
    }
    form.words.iter().take(3).enumerate().map(|(i, w)| format!("{} {i} {}", form.words.len(), phonetic(w))).collect()
}

/// Whether two words differ only by transliteration.
fn is_variant((a, b): (&str, &str), lexicon: &Lexicon) -> bool {
    let both_words = lexicon.names.is_word(a) && lexicon.names.is_word(b);
    a == b || !both_words && a.len().min(b.len()) >= 4 && skeleton(a) == skeleton(b)
}

/// Whether two words of at least `least` letters differ by one letter, or by two where they are long or sound alike.
fn is_misspelling(a: &str, b: &str, least: usize) -> bool {
    let long = a.chars().count().min(b.chars().count());
    match distance(a, b, 2) {
        1 => long >= least,
        2 => long >= 8 || long >= 6 && phonetic(a) == phonetic(b),
        _ => false,
    }
}

/// Whether one word is the other with an ending: "Velmora" and "Velmoran", "Sundmark" and "Sundmarks".
fn is_derived(a: &str, b: &str) -> bool {
    // "Russian" and "Russias": two endings of one name.
    let stem = |w: &str| w.strip_suffix('s').or_else(|| w.strip_suffix('n')).map(str::to_string);
    if stem(a).is_some() && stem(a) == stem(b) {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|ending| matches!(ending, "s" | "n" | "an" | "er" | "es" | "i" | "ic" | "'s" | "sk" | "en" | "in" | "a"))
}

/// Names of one place that are spellings of one another, in one document or several: "Kyiv" and "Kiev".
fn aliases(documents: &[&Names]) -> Vec<SpellingGroup> {
    let mut by_place: BTreeMap<&str, BTreeMap<String, Vec<Spelling>>> = BTreeMap::new();
    for (document, names) in documents.iter().enumerate() {
        for (at, mention) in names.mentions.iter().enumerate() {
            let Some(place) = &names.entity(mention.entity).place else { continue };
            let key = fold(without_possessive(&mention.written));
            if mention.form != MentionForm::Name || mention.written.contains(['.', ' ']) || key.len() < 4 {
                continue;
            }
            let spellings = by_place.entry(&place.name).or_default().entry(key.clone()).or_default();
            if spellings.last().is_none_or(|s| s.document != document) && spellings.len() < SHOWN {
                let written = mention.written.to_string();
                spellings.push(Spelling { document, entity: mention.entity, mention: at, range: mention.range, written, key });
            }
        }
    }
    let near = |a: &str, b: &str| distance(a, b, 2) <= 2 && a.chars().next() == b.chars().next();
    let grouped = by_place.into_values().filter(|forms| {
        let mut keys = forms.keys();
        matches!((keys.next(), keys.next()), (Some(a), Some(b)) if near(a, b) && skeleton(a) != skeleton(b))
    });
    let reasons = vec!["both are names of one place".to_string()];
    grouped
        .map(|forms| {
            let mut spellings: Vec<Spelling> = forms.into_values().flatten().collect();
            spellings.sort_by_key(|s| (s.document, s.mention));
            SpellingGroup { kind: SpellingKind::Variant, spellings, reasons: reasons.clone() }
        })
        .collect()
}
