//! Evidence: whether two forms are one name written in two ways.
//!
//! That two words look or sound alike is no evidence. What counts: the rest of the name is the same, a title or office stands with both, one
//! document writes both and never names them together. What speaks against: kin, both in one sentence or as items of one list, two words that
//! everybody knows, a word and one derived from it, identifiers.

use super::form::Form;
use super::{Comparison, SHOWN, Verdict};
use crate::extract::entity::{Entity, SpellingKind};
use crate::extract::names::key::{digraphs, distance, phonetic, skeleton, without_doubles, without_possessive};

/// Two words that differ, with what the rest of the names tells.
struct Slip<'f> {
    one: &'f Form,
    other: &'f Form,
    a: &'f str,
    b: &'f str,
    /// Edits from one to the other, at most 3.
    distance: usize,
    /// Letters of the shorter one.
    length: usize,
    /// One document writes both.
    together: bool,
}

impl<'f> Slip<'f> {
    fn new(comparison: &Comparison, one: &'f Form, other: &'f Form, (at, to): (usize, usize)) -> Slip<'f> {
        let (a, b) = (one.words[at].as_str(), other.words[to].as_str());
        Slip {
            one,
            other,
            a,
            b,
            distance: distance(a, b, 2),
            length: a.chars().count().min(b.chars().count()),
            together: comparison.together(one, other).next().is_some(),
        }
    }

    fn opens_alike(&self) -> bool {
        self.a.chars().next() == self.b.chars().next()
    }

    fn sounds_alike(&self) -> bool {
        phonetic(self.a) == phonetic(self.b)
    }
}

impl Comparison<'_> {
    /// Whether two forms are one name, and why.
    pub(super) fn compare(&self, one: &Form, other: &Form) -> Option<Verdict> {
        let (n, m) = (one.words.len(), other.words.len());
        let bare = one.person && other.person && (n == 1 || m == 1);
        let verdict = if bare {
            self.family_name_alone(one, other)
        } else if n == m {
            let differing: Vec<usize> = (0..n).filter(|i| one.words[*i] != other.words[*i]).collect();
            if differing.is_empty() || differing.iter().any(|i| !self.is_plain_pair(&one.written[*i], &other.written[*i])) {
                return None;
            }
            self.one_word(one, other, &differing).or_else(|| self.transliterated(one, other, &differing))
        } else {
            None
        };
        verdict.filter(|_| !self.keeps_apart(one, other))
    }

    /// Whether two words as written are words of names: no identifiers, acronyms, days or months, and of the same make.
    fn is_plain_pair(&self, a: &str, b: &str) -> bool {
        let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '\u{300}'..='\u{36F}'));
        let shouted = |word: &str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        // "DaimlerChrysler" has one, "HackR" one more than "Hacky".
        let inner = |word: &str| word.chars().zip(word.chars().skip(1)).filter(|(c, next)| c.is_lowercase() && next.is_uppercase()).count();
        let dated = |word: &str| {
            let known = self.lexicon.time.word(&word.to_lowercase());
            known.weekday != 0 || known.month != 0
        };
        letters(a)
            && letters(b)
            && !(shouted(a) && shouted(b))
            && (inner(a) == inner(b) || shouted(a) || shouted(b))
            && !dated(a)
            && !dated(b)
    }

    /// One word differs.
    fn one_word(&self, one: &Form, other: &Form, differing: &[usize]) -> Option<Verdict> {
        let [at] = *differing else { return None };
        let slip = Slip::new(self, one, other, (at, at));
        let particles = &self.lexicon.names.particles;
        let reasons = if !(one.is_full_name(particles) && other.is_full_name(particles)) {
            self.same_thing(&slip)?
        } else if at == 0 {
            self.same_family(&slip)?
        } else {
            self.same_given(&slip)?
        };
        Some(Verdict { kind: SpellingKind::Suspect, differing: vec![at], reasons })
    }

    /// One given name, family names that differ by a letter or two.
    fn same_given(&self, slip: &Slip) -> Option<Vec<String>> {
        let listed = self.is_listed(slip.a) && self.is_listed(slip.b);
        let title = self.shared_title(slip.one, slip.other);
        let near = match slip.distance {
            // Of two common names the first letter tells most: "Hansen" is no slip for "Jansen".
            1 => slip.length >= 4 && (slip.opens_alike() || !listed) && (slip.length >= 5 || slip.together && title.is_some()),
            2 => !listed && (slip.length >= 8 || slip.length >= 6 && slip.sounds_alike()),
            _ => false,
        };
        // "Eva Holmer" may be another than "Eva Holm", where two documents write of them.
        let longer = slip.a.starts_with(slip.b) || slip.b.starts_with(slip.a);
        if !near || longer && self.is_derived(slip.a, slip.b) && !(slip.together && slip.distance == 1) {
            return None;
        }
        let reason = self.evidence(slip, title, listed)?;
        Some(vec![format!("the given name is {} in both", self.shown_word(slip.one, 0)), reason])
    }

    /// One family name, two given names.
    fn same_family(&self, slip: &Slip) -> Option<Vec<String>> {
        let n = &self.lexicon.names;
        let initial = slip.a.len() <= 2 || slip.b.len() <= 2 || slip.a.contains('.') || slip.b.contains('.');
        if initial || n.same_given(slip.a, slip.b) || self.differ_in_sex(slip) || self.has_plural_family(slip) {
            return None;
        }
        let common = slip.one.words.last().is_some_and(|family| self.is_listed(family));
        let given = n.is_given(slip.a) && n.is_given(slip.b);
        let title = self.shared_title(slip.one, slip.other);
        let near = slip.distance <= if slip.length >= 6 { 2 } else { 1 } || slip.sounds_alike() && phonetic(slip.a).len() >= 4;
        let prefix = slip.a.chars().zip(slip.b.chars()).take_while(|(x, y)| x == y).count();
        let reason = if slip.length >= 4 && slip.sounds_alike() && near {
            let two_known = given && common && slip.distance > 1 && title.is_none();
            if two_known { None } else { self.evidence(slip, title, common) }
        } else if slip.distance == 1 || prefix >= 3 {
            // Two names of their own, though alike: the family name must be rare, or the one a slip among many of the other.
            let slipped = slip.distance == 1 && (!given || self.is_outnumbered(slip));
            let rare = slip.together && !common && (slip.distance == 1 || prefix >= 3);
            let strong = title.is_some() || slip.together && slipped || rare;
            if strong { self.evidence(slip, title, true) } else { None }
        } else {
            self.one_holder(slip)
        };
        let family = slip.one.words[1..].iter().enumerate().map(|(i, _)| self.shown_word(slip.one, i + 1));
        let family = family.collect::<Vec<_>>().join(" ");
        reason.map(|reason| vec![format!("the family name is {family} in both"), reason])
    }

    /// Two wholly different given names of one holder: the copy gives both the same office, of which there is one, and knows no third of the
    /// family.
    fn one_holder(&self, slip: &Slip) -> Option<String> {
        let (one, other) = (slip.one, slip.other);
        let of_one_story = || {
            let mut pairs = one.places.iter().take(SHOWN).flat_map(|p| other.places.iter().take(SHOWN).map(move |q| (p.document, q.document)));
            pairs.any(|(p, q)| (self.one_story)(p, q))
        };
        if self.either(one, other, |entity| entity.among_kin) || self.is_family_of_several(one) || !(slip.together || of_one_story()) {
            return None;
        }
        let single = |title: &str| {
            let words: Vec<&str> = title.split_whitespace().collect();
            let office = self.lexicon.offices.at(&|i| words.get(i).copied());
            office.is_some_and(|m| m.office.single && m.end == words.len() && m.tenure == crate::lexicon::offices::Tenure::Current)
        };
        let office = self.shared_titles(one, other).find(|title| single(title))?;
        Some(format!("both are called “{office}”, of whom the copy names no other"))
    }

    /// A thing, place or organisation: one word differs by a letter or two.
    fn same_thing(&self, slip: &Slip) -> Option<Vec<String>> {
        let single = slip.one.words.len() == 1;
        if single && slip.one.person && slip.other.person || self.is_known(slip.a) && self.is_known(slip.b) {
            return None;
        }
        let near = match slip.distance {
            1 => slip.length >= if single { 7 } else { 5 },
            2 => !single && slip.length >= 7 && slip.a.chars().last() == slip.b.chars().last(),
            _ => false,
        };
        let cut = single && (slip.a.starts_with(slip.b) || slip.b.starts_with(slip.a));
        if !near || cut || !slip.opens_alike() || self.is_derived(slip.a, slip.b) {
            return None;
        }
        let matter = self.shared_matter(slip)?;
        Some(if single { vec!["they differ by one letter".to_string(), matter] } else { vec!["the rest of the name is the same".to_string(), matter] })
    }

    /// A family name by itself against another, or against one of a full name: only within one document.
    fn family_name_alone(&self, one: &Form, other: &Form) -> Option<Verdict> {
        let slip = Slip::new(self, one, other, (one.words.len() - 1, other.words.len() - 1));
        let written = |form: &Form| form.written.last().cloned().unwrap_or_default();
        if slip.a == slip.b || !slip.together || slip.length < 5 || !self.is_plain_pair(&written(one), &written(other)) {
            return None;
        }
        let differing = vec![usize::MAX];
        let verdict = |kind, reason: String| Some(Verdict { kind, differing, reasons: vec![reason] });
        let known = self.is_known(slip.a) && self.is_known(slip.b);
        if !known && is_variant((slip.a, slip.b)) && without_doubles(slip.a) != without_doubles(slip.b) {
            return verdict(SpellingKind::Variant, "the two differ only by transliteration".to_string());
        }
        let longer = slip.a.starts_with(slip.b) || slip.b.starts_with(slip.a);
        if slip.distance != 1 || longer && self.is_derived(slip.a, slip.b) || !slip.opens_alike() {
            return None;
        }
        if let Some(title) = self.shared_title(one, other) {
            return verdict(SpellingKind::Suspect, format!("both are called “{title}”"));
        }
        let (a, b) = (self.is_listed(slip.a), self.is_listed(slip.b));
        let strange = !a && !b || !(a && b) && self.is_outnumbered(&slip);
        if slip.length < 6 || !strange {
            return None;
        }
        let (a, b) = (without_possessive(&written(one)).to_string(), without_possessive(&written(other)).to_string());
        verdict(SpellingKind::Suspect, format!("one document writes {a} and {b} and tells no two people apart"))
    }

    /// The words that differ do so by transliteration or by a letter for which others stand ("Jørgensen", "Joergensen").
    fn transliterated(&self, one: &Form, other: &Form, differing: &[usize]) -> Option<Verdict> {
        let digraph = |i: usize| {
            let (a, b) = (digraphs(&one.written[i]), digraphs(&other.written[i]));
            let contracted = |word: &str| ["ae", "oe", "ue", "aa"].iter().fold(word.to_string(), |w, two| w.replace(two, &two[..1]));
            let whole = one.words.len() > 1 && contracted(&one.words[i]) == contracted(&other.words[i]);
            a == b || a == other.words[i] || b == one.words[i] || whole && one.words[i].len() >= 5
        };
        let letters = differing.iter().all(|i| digraph(*i));
        let all = letters || differing.iter().all(|i| digraph(*i) || is_variant((&one.words[*i], &other.words[*i])));
        let known = differing.iter().all(|i| self.is_known(&one.words[*i]) && self.is_known(&other.words[*i]));
        let single = one.words.len() == 1;
        if !all || known && (single || !one.person) || single && one.words[0].len() < 6 {
            return None;
        }
        let slip = Slip::new(self, one, other, (differing[0], differing[0]));
        if single && self.shared_matter(&slip).is_none() {
            return None;
        }
        let how = if letters { "in how a letter with a mark is written" } else { "by transliteration" };
        Some(Verdict { kind: SpellingKind::Variant, differing: differing.to_vec(), reasons: vec![format!("the two differ only {how}")] })
    }

    /// Evidence that two people of like names are one: a shared title or office, one document that never tells them apart or, where the names
    /// are rare, a shared matter.
    fn evidence(&self, slip: &Slip, title: Option<String>, common: bool) -> Option<String> {
        if slip.together && self.either(slip.one, slip.other, |entity| entity.among_kin) {
            return None;
        }
        if let Some(title) = title {
            return Some(format!("both are called “{title}”"));
        }
        if slip.together {
            return Some("one document writes both and never names them together".to_string());
        }
        if common { None } else { self.shared_matter(slip) }
    }

    fn either(&self, one: &Form, other: &Form, test: impl Fn(&Entity) -> bool) -> bool {
        one.places.iter().take(SHOWN).chain(other.places.iter().take(SHOWN)).any(|p| test(self.documents[p.document].entity(p.entity)))
    }

    fn differ_in_sex(&self, slip: &Slip) -> bool {
        let n = &self.lexicon.names;
        let told = |form: &Form| form.places.iter().take(SHOWN).find_map(|p| self.documents[p.document].entity(p.entity).sex);
        let unlike = |a: Option<_>, b: Option<_>| a.is_some() && b.is_some() && a != b;
        unlike(n.given_sex(slip.a), n.given_sex(slip.b)) || slip.distance > 1 && unlike(told(slip.one), told(slip.other))
    }

    /// "The Smiths" in a document of either.
    fn has_plural_family(&self, slip: &Slip) -> bool {
        let Some(family) = slip.one.words.last() else { return false };
        let plural = format!("{family}s");
        slip.one.places.iter().chain(&slip.other.places).take(2 * SHOWN).any(|p| self.topics[p.document].contains(&plural))
    }

    /// Whether more than two bear the family name in a document of the form.
    fn is_family_of_several(&self, form: &Form) -> bool {
        let bearers = self.families.get(&form.words[1..].join(" ")).map_or(&[][..], |forms| forms);
        let shares = |other: &Form| other.places.iter().take(SHOWN).any(|q| form.places.iter().take(SHOWN).any(|p| p.document == q.document));
        bearers.len() > 2 && bearers.iter().filter(|other| shares(&self.forms[**other])).count() > 2
    }

    /// Whether one form stands once in a document that has the other more than once.
    fn is_outnumbered(&self, slip: &Slip) -> bool {
        self.together(slip.one, slip.other).any(|(p, q)| {
            let counts = [(slip.one, p), (slip.other, q)].map(|(form, at)| form.contexts(self.documents[at.document], &at).companies.len());
            counts.contains(&1) && counts.iter().any(|count| *count > 1)
        })
    }

    /// Titles, offices and trades that stand with both, "Mr" and its like left out.
    fn shared_titles(&self, one: &Form, other: &Form) -> impl Iterator<Item = String> {
        let titles = |form: &Form| -> std::collections::BTreeSet<String> {
            let entities = form.places.iter().take(SHOWN).map(|p| self.documents[p.document].entity(p.entity));
            let plain = |title: &&String| self.lexicon.names.honorifics.get(title.as_str()).copied().flatten().is_none();
            entities.flat_map(|e| e.descriptors.iter()).filter(plain).cloned().collect()
        };
        let (mine, theirs) = (titles(one), titles(other));
        mine.into_iter().filter(move |title| theirs.contains(title))
    }

    fn shared_title(&self, one: &Form, other: &Form) -> Option<String> {
        self.shared_titles(one, other).next()
    }

    /// Something else that a document of each form names, or one document of both.
    fn shared_matter(&self, slip: &Slip) -> Option<String> {
        if slip.together {
            return Some("one document writes both".to_string());
        }
        let (one, other) = (slip.one, slip.other);
        let whole = [one, other].map(|form| form.words.join(" "));
        let own = |topic: &String| whole.contains(topic) || one.words.contains(topic) || other.words.contains(topic);
        for p in one.places.iter().take(SHOWN) {
            for q in other.places.iter().take(SHOWN) {
                let shared = self.topics[p.document].intersection(&self.topics[q.document]).filter(|t| !own(t)).min();
                if let Some(topic) = shared {
                    return Some(format!("both documents speak of “{topic}”"));
                }
                if (self.one_story)(p.document, q.document) {
                    return Some("both documents are of one story".to_string());
                }
            }
        }
        None
    }

    /// Whether the copy itself tells the two apart: both in one sentence or as items of one list, or both again and again in other company.
    fn keeps_apart(&self, one: &Form, other: &Form) -> bool {
        let differing = (0..one.words.len().min(other.words.len())).filter(|i| one.words[*i] != other.words[*i]);
        let listed = one.person && differing.into_iter().all(|i| self.is_listed(&one.words[i]) && self.is_listed(&other.words[i]));
        let again = if listed { 1 } else { 2 };
        self.together(one, other).any(|(p, q)| {
            let names = self.documents[p.document];
            let (a, b) = (one.contexts(names, &p), other.contexts(names, &q));
            !a.sentences.is_disjoint(&b.sentences)
                || !a.lists.is_disjoint(&b.lists)
                || p.entity != q.entity && a.companies.len() > again && b.companies.len() > again
        })
    }

    /// Whether a family name is a common one.
    fn is_listed(&self, word: &str) -> bool {
        let n = &self.lexicon.names;
        n.is_family(word) || n.is_given(word) || n.is_word(word) || n.is_place(word)
    }

    /// Whether everybody knows the word or name.
    fn is_known(&self, word: &str) -> bool {
        self.is_listed(word) || self.lexicon.names.demonym(word).is_some()
    }

    /// Whether two words are one stem with two endings: "Velmora" and "Velmoran", "Eurosceptic" and "Euroscepticism".
    fn is_derived(&self, a: &str, b: &str) -> bool {
        let endings = &self.lexicon.names.derived_endings;
        let stem = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(a.len().min(b.len()), |((at, _), _)| at);
        let ends = |ending: &str| ending.is_empty() || endings.contains(ending.trim_start_matches(['-', '\'']));
        (3..=stem).rev().take(LONGEST_ENDING).any(|at| a.is_char_boundary(at) && b.is_char_boundary(at) && ends(&a[at..]) && ends(&b[at..]))
    }

    fn shown_word(&self, form: &Form, at: usize) -> String {
        form.written.get(at).cloned().unwrap_or_default()
    }
}

/// Letters of a common ending that two endings may share: the "ic" of "Eurosceptics" and "Euroscepticism".
const LONGEST_ENDING: usize = 5;

/// Whether two words differ only by transliteration.
fn is_variant((a, b): (&str, &str)) -> bool {
    a == b || a.len().min(b.len()) >= 4 && skeleton(a) == skeleton(b)
}
