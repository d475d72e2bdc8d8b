//! From pairs of forms to groups: every place of one name's spellings, with why they are held to be one.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::evidence::BY_DIACRITICS;
use super::form::{Form, Occurrence, form_words, parts, plain};
use super::{Comparison, SHOWN, Verdict, root};
use crate::extract::entity::{MentionForm, Spelling, SpellingGroup, SpellingKind};
use crate::extract::names::key::{distance, skeleton, without_possessive};
use crate::lexicon::fold::fold;

/// The words of a spelling that differ from another's.
enum Differing {
    Words(BTreeSet<usize>),
    /// The last one: a family name by itself beside one of a full name.
    Last,
}

/// Forms that are one name, with why.
struct Family {
    kind: SpellingKind,
    /// The pair that tells the kind and the reasons.
    leading: (usize, usize),
    reasons: Vec<String>,
    forms: BTreeMap<usize, BTreeSet<usize>>,
}

impl Comparison<'_> {
    /// All groups, in the order of their first spelling; each pair of forms is told once.
    pub fn groups(&self) -> Vec<SpellingGroup> {
        let mut groups = self.diacritics();
        groups.extend(self.families());
        groups.extend(self.aliases());
        groups.sort_by_key(|g| g.spellings.first().map(|s| (s.document, s.mention)));
        let mut told_of = HashSet::new();
        let mut told_pairs = HashSet::new();
        groups.retain(|g| {
            let of: BTreeSet<_> = g.spellings.iter().map(|s| (s.document, s.entity)).collect();
            let pair: BTreeSet<_> = g.spellings.iter().map(|s| (s.key.clone(), s.rest.clone())).collect();
            told_pairs.insert(pair) && told_of.insert(of)
        });
        groups
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
            let Verdict { kind, differing, reasons } = verdict;
            let family = families.entry(root(&into, one as u32)).or_insert_with(|| Family {
                kind,
                leading: (one, other),
                reasons: reasons.clone(),
                forms: BTreeMap::new(),
            });
            if kind > family.kind {
                (family.kind, family.leading, family.reasons) = (kind, (one, other), reasons);
            }
            for form in [one, other] {
                family.forms.entry(form).or_default().extend(&differing);
            }
        }
        families.into_values().filter_map(|family| self.group(family)).collect()
    }

    fn group(&self, family: Family) -> Option<SpellingGroup> {
        let Family { kind, leading, reasons, forms } = family;
        let mut spellings: Vec<Spelling> = Vec::new();
        let (first, second) = leading;
        let others = forms.keys().copied().filter(|form| *form != first && *form != second);
        for at in [first, second].into_iter().chain(others) {
            let form = &self.forms[at];
            let differing = if forms[&at].contains(&usize::MAX) { Differing::Last } else { Differing::Words(forms[&at].clone()) };
            let mut documents = HashSet::new();
            let first_in_each = form.places.iter().filter(|p| documents.insert(p.document));
            let shown = if kind == SpellingKind::Suspect { SHOWN } else { usize::MAX };
            spellings.extend(first_in_each.take(shown).map(|p| self.spelling(*p, form, &differing, kind)));
        }
        finish(kind, spellings, reasons)
    }

    fn spelling(&self, at: Occurrence, form: &Form, differing: &Differing, kind: SpellingKind) -> Spelling {
        let mention = &self.documents[at.document].mentions[at.mention];
        let parts: Vec<(usize, &str)> = parts(&mention.written).collect();
        let end = parts.len().saturating_sub(1);
        let (first, last) = match differing {
            Differing::Words(words) => (*words.first().unwrap_or(&0), *words.last().unwrap_or(&end)),
            Differing::Last => (end, end),
        };
        let (first, last) = (first.min(end), last.min(end));
        let (mut range, mut written) = (mention.range, &*mention.written);
        if let (Some(from), Some(to)) = (parts.get(first), parts.get(last)) {
            let until = to.0 + to.1.len();
            (range.start, range.end) = (mention.range.start + from.0 as u32, mention.range.start + until as u32);
            written = &mention.written[from.0..until];
        }
        // A family name is one fact, whoever bears it; a given name is one with the family name.
        let rest = if last == end || !form.person { String::new() } else { form.words[(last + 1).min(form.words.len())..].join(" ") };
        let key = if kind == SpellingKind::Suspect { fold(without_possessive(written)) } else { plain(written) };
        Spelling { document: at.document, entity: at.entity, mention: at.mention, range, written: written.to_string(), key, rest }
    }

    /// Forms that are written with and without diacritics.
    fn diacritics(&self) -> Vec<SpellingGroup> {
        let mut found = Vec::new();
        for form in &self.forms {
            let mut seen: HashSet<(usize, String)> = HashSet::new();
            let mut writings: BTreeSet<String> = BTreeSet::new();
            let mut places: Vec<Occurrence> = Vec::new();
            for place in &form.places {
                let names = self.documents[place.document];
                let entity = names.entity(place.entity);
                for at in entity.mentions.iter().copied() {
                    let mention = &names.mentions[at];
                    // "Lindquist" for "the Lindquist telescope" has a word less.
                    let whole = parts(&mention.written).count() >= form.words.len();
                    if mention.form != MentionForm::Name
                        || !whole
                        || form_words(&mention.written, entity, &self.lexicon.names.company_suffixes) != form.words
                    {
                        continue;
                    }
                    let written = plain(&mention.written);
                    if seen.insert((place.document, written.clone())) {
                        places.push(Occurrence { mention: at, ..*place });
                        writings.insert(written);
                    }
                }
            }
            // "América" is "America" in another tongue.
            let english = !form.person && form.words.len() == 1 && self.is_known(&form.words[0]);
            if writings.len() > 1 && !english {
                places.sort_by_key(|p| (p.document, p.mention));
                let all = Differing::Words((0..form.words.len()).collect());
                let spellings = places.into_iter().map(|p| self.spelling(p, form, &all, SpellingKind::Variant)).collect();
                found.extend(finish(SpellingKind::Variant, spellings, vec![BY_DIACRITICS.to_string()]));
            }
        }
        found
    }

    /// Names of one place that are spellings of one another, in one document or several: "Kyiv" and "Kiev".
    fn aliases(&self) -> Vec<SpellingGroup> {
        let mut by_place: BTreeMap<&str, BTreeMap<String, Vec<Spelling>>> = BTreeMap::new();
        for (document, names) in self.documents.iter().enumerate() {
            for (at, mention) in names.mentions.iter().enumerate() {
                let Some(place) = &names.entity(mention.entity).place else { continue };
                let key = fold(without_possessive(&mention.written));
                if mention.form != MentionForm::Name || mention.written.contains(['.', ' ']) || key.len() < 4 {
                    continue;
                }
                let spellings = by_place.entry(&place.name).or_default().entry(key.clone()).or_default();
                if spellings.last().is_none_or(|s| s.document != document) {
                    let written = without_possessive(&mention.written).to_string();
                    let (entity, mut range) = (mention.entity, mention.range);
                    range.end = range.start + written.len() as u32;
                    spellings.push(Spelling { document, entity, mention: at, range, written, key, rest: String::new() });
                }
            }
        }
        let near = |a: &str, b: &str| distance(a, b, 2) <= 2 && a.chars().next() == b.chars().next();
        let listed = |key: &str| self.lexicon.names.is_place(key);
        let grouped = by_place.into_values().filter(|forms| {
            let mut keys = forms.keys();
            matches!((keys.next(), keys.next()), (Some(a), Some(b)) if near(a, b) && skeleton(a) != skeleton(b) && listed(a) && listed(b))
        });
        let groups = grouped.filter_map(|forms| {
            let mut spellings: Vec<Spelling> = forms.into_values().flatten().collect();
            spellings.sort_by_key(|s| (s.document, s.mention));
            finish(SpellingKind::Variant, spellings, vec!["both are names of one place".to_string()])
        });
        groups.collect()
    }
}

/// A group of spellings. Those that differ by diacritics or transliteration are one document's matter where a document holds two of them, and
/// house style where none does.
fn finish(kind: SpellingKind, mut spellings: Vec<Spelling>, reasons: Vec<String>) -> Option<SpellingGroup> {
    let mut kind = kind;
    if kind != SpellingKind::Suspect {
        let mut keys: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for spelling in &spellings {
            keys.entry(spelling.document).or_default().insert(&spelling.key);
        }
        let both: BTreeSet<usize> = keys.iter().filter(|(_, keys)| keys.len() > 1).map(|(document, _)| *document).collect();
        kind = if both.is_empty() { SpellingKind::HouseStyle } else { SpellingKind::Variant };
        spellings.retain(|s| both.is_empty() || both.contains(&s.document));
        let mut shown: BTreeMap<String, usize> = BTreeMap::new();
        spellings.retain(|s| {
            let count = shown.entry(s.key.clone()).or_default();
            *count += 1;
            *count <= SHOWN
        });
    }
    let keys: BTreeSet<&str> = spellings.iter().map(|s| &*s.key).collect();
    (keys.len() > 1).then_some(SpellingGroup { kind, spellings, reasons })
}
