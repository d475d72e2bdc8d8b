//! Evidence: whether two forms are one name written in two ways.
//!
//! That two words look or sound alike is no evidence. What counts: the rest of the name is the same, a title or office stands with both, one
//! document writes both and never names them together. What speaks against: kin, both in one sentence or as items of one list, two words that
//! everybody knows, a word and one derived from it, identifiers.

use super::form::{Form, plain};
use super::{Comparison, SHOWN, Verdict};
use crate::extract::entity::{Entity, EntityKind, SpellingKind};
use crate::extract::names::key::{consonants, digraphs, distance, phonetic, skeleton, without_doubles, without_possessive};
use crate::lexicon::offices::Tenure;

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

    /// What the longer word has behind the shorter, where it begins with it.
    fn longer_by(&self) -> Option<&'f str> {
        self.a.strip_prefix(self.b).or_else(|| self.b.strip_prefix(self.a))
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
            let plain = |i: usize| matches!((one.written.get(i), other.written.get(i)), (Some(a), Some(b)) if self.is_plain_pair(a, b));
            if differing.is_empty() || !differing.iter().all(|i| plain(*i)) {
                return None;
            }
            let told_by_vowels = || self.is_of_foreign_script(one, other).then(|| self.romanised(one, other, &differing)).flatten();
            self.transliterated(one, other, &differing)
                .or_else(told_by_vowels)
                .or_else(|| self.one_word(one, other, &differing))
                .or_else(|| self.romanised(one, other, &differing))
        } else {
            None
        };
        verdict.filter(|_| !self.keeps_apart(one, other))
    }

    /// Whether two words as written are words of names: no identifiers, acronyms, days or months, and of the same make.
    fn is_plain_pair(&self, a: &str, b: &str) -> bool {
        let dated = |word: &str| {
            let known = self.lexicon.time.word(&word.to_lowercase());
            known.weekday != 0 || known.month != 0
        };
        is_plain(a) && is_plain(b) && is_of_one_make(a, b) && !dated(a) && !dated(b)
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
        let longer = slip.longer_by().is_some() && self.is_derived(slip.a, slip.b);
        // "Two Eva Holmers" or her own, without the apostrophe; "Adams" and "Adam" are two names of their own.
        let plural = slip.longer_by() == Some("s") && !(self.lexicon.names.is_family(slip.a) && self.lexicon.names.is_family(slip.b));
        let attested = title.is_some() || self.are_attested(slip);
        if !near || plural || longer && !(slip.together && slip.distance == 1) || !attested {
            return None;
        }
        let reason = self.evidence(slip, title, listed)?;
        // "Harbourmaster" may stand there, where no title is known.
        let rest = match slip.one.written.first().filter(|_| self.lexicon.names.is_given(&slip.one.words[0])) {
            Some(given) => format!("the given name is {given} in both"),
            None => "the rest of the name is the same".to_string(),
        };
        Some(vec![rest, reason])
    }

    /// One family name, two given names.
    fn same_family(&self, slip: &Slip) -> Option<Vec<String>> {
        let n = &self.lexicon.names;
        let short = |word: &str| word.len() <= 2 || word.contains('.');
        // "Rafa" is short for "Rafael", "Bonds" the plural of "Bond", "Marks" perhaps a slip for "Mark".
        let nickname = slip.longer_by().is_some_and(|by| slip.distance > 1 || by == "s" && !n.is_given(slip.a) && !n.is_given(slip.b));
        let family = slip.one.written.last().is_some_and(|word| is_shouted(word));
        let title = self.shared_title(slip.one, slip.other);
        if short(slip.a) || short(slip.b) || n.same_given(slip.a, slip.b) || nickname || family || !self.are_attested(slip) {
            return None;
        }
        let kin = slip.together && self.either(slip.one, slip.other, |entity| entity.among_kin);
        if kin || self.differ_in_sex(slip) || self.has_plural_family(slip) {
            return None;
        }
        let common = slip.one.words.last().is_some_and(|family| self.is_listed(family));
        let given = n.is_given(slip.a) && n.is_given(slip.b);
        let near = slip.distance <= if slip.length >= 6 { 2 } else { 1 } || slip.sounds_alike() && phonetic(slip.a).len() >= 4;
        let prefix = slip.a.chars().zip(slip.b.chars()).take_while(|(x, y)| x == y).count();
        let reason = if slip.length >= 4 && slip.sounds_alike() && near {
            let two_known = given && common && slip.distance > 1 && title.is_none();
            if two_known { None } else { self.evidence(slip, title, common).or_else(|| self.only_bearer(slip)) }
        } else if slip.distance == 1 || prefix >= 3 {
            // Two names of their own, though alike: the family name must be rare, or the one a slip among many of the other.
            let slipped = slip.distance == 1 && slip.opens_alike() && (!given || self.is_outnumbered(slip));
            let rare = slip.together && !common;
            let strong = title.is_some() || slip.together && slipped || rare;
            if strong { self.evidence(slip, title, true) } else { None }
        } else {
            self.one_holder(slip)
        };
        let family = slip.one.words[1..].iter().enumerate().map(|(i, _)| self.shown_word(slip.one, i + 1));
        let family = family.collect::<Vec<_>>().join(" ");
        reason.map(|reason| vec![format!("the family name is {family} in both"), reason])
    }

    /// A given name with a letter more or less, of a rare family name that nobody else bears.
    fn only_bearer(&self, slip: &Slip) -> Option<String> {
        let family = slip.one.words[1..].join(" ");
        let rare = !self.is_listed(&family) && family.len() >= RARE && self.families.get(&family).is_some_and(|all| all.len() == 2);
        (rare && slip.distance == 1 && without_doubles(slip.a) == without_doubles(slip.b))
            .then(|| "nobody else in the copy bears that name".to_string())
    }

    /// Two wholly different given names of one holder: the copy gives both the same office, of which there is one, and knows no third of the
    /// family.
    fn one_holder(&self, slip: &Slip) -> Option<String> {
        let (one, other) = (slip.one, slip.other);
        let apart = !slip.together && !self.are_of_one_story(slip);
        if self.either(one, other, |entity| entity.among_kin) || self.is_family_of_several(one) || apart {
            return None;
        }
        let single = |title: &str| {
            let words: Vec<&str> = title.split_whitespace().collect();
            let office = self.lexicon.offices.at(&|i| words.get(i).copied());
            // "Head" and "chair" there are many, between documents.
            let of_one = slip.together || words.len() > 1;
            of_one && office.is_some_and(|m| m.office.single && m.end == words.len() && m.tenure == Tenure::Current)
        };
        let office = self.shared_titles(one, other).find(|title| single(title))?;
        Some(format!("both are called “{office}”, of whom the copy names no other"))
    }

    /// A thing, place or organisation: one word differs by a letter or two.
    fn same_thing(&self, slip: &Slip) -> Option<Vec<String>> {
        let single = slip.one.words.len() == 1;
        // "The Lindqvist Telescope" may well bear a family name.
        let n = &self.lexicon.names;
        let everybodys = |w: &str| n.is_place(w) || n.is_given(w);
        let known = |w: &str| n.is_word(w) || n.is_given(w) || n.is_place(w) || n.demonym(w).is_some() || single && n.is_family(w);
        if single && slip.one.person && slip.other.person || known(slip.a) && known(slip.b) {
            return None;
        }
        let ends_alike = slip.a.chars().last() == slip.b.chars().last();
        let near = match slip.distance {
            1 => slip.length >= if single { 7 } else { 5 },
            2 => !single && (slip.length >= 7 && ends_alike || slip.length >= 6 && slip.sounds_alike()),
            _ => false,
        };
        let cut = single && slip.longer_by().is_some();
        // "Sheffied" is a matter for a spelling checker.
        let dictionary = single && (everybodys(slip.a) || everybodys(slip.b));
        if !near || cut || dictionary || !slip.opens_alike() || self.is_derived(slip.a, slip.b) {
            return None;
        }
        if !single {
            return Some(vec!["the rest of the name is the same".to_string(), self.shared_matter(slip)?]);
        }
        // Two words that stand alone are one only if the one is an exception: a slip in a word that stands often, or once in a document.
        let (few, many) = (slip.one.count.min(slip.other.count), slip.one.count.max(slip.other.count));
        let rare = !self.is_known(slip.a) && !self.is_known(slip.b);
        let exception = if slip.together {
            rare || self.is_hapax(slip)
        } else {
            many >= OFTEN * few || rare && (few == 1 && slip.length >= LONG || self.are_of_one_story(slip))
        };
        let matter = if exception { self.shared_matter(slip)? } else { return None };
        Some(vec!["they differ by one letter".to_string(), matter])
    }

    /// A family name by itself against another, or against one of a full name: only within one document.
    fn family_name_alone(&self, one: &Form, other: &Form) -> Option<Verdict> {
        let slip = Slip::new(self, one, other, (one.words.len() - 1, other.words.len() - 1));
        let written = |form: &Form| form.written.last().cloned().unwrap_or_default();
        if !slip.together || slip.length < 5 || !self.is_plain_pair(&written(one), &written(other)) {
            return None;
        }
        let differing = vec![usize::MAX];
        let verdict = |kind, reason: String| Some(Verdict { kind, differing, reasons: vec![reason] });
        if slip.a == slip.b {
            let marked = plain(&written(one)) != plain(&written(other));
            return if marked { verdict(SpellingKind::Variant, BY_DIACRITICS.to_string()) } else { None };
        }
        let known = self.is_known(slip.a) || self.is_known(slip.b);
        if is_digraph_for((&written(one), slip.a), (&written(other), slip.b)) {
            return verdict(SpellingKind::Variant, BY_MARK.to_string());
        }
        if !known && is_variant((slip.a, slip.b)) && without_doubles(slip.a) != without_doubles(slip.b) {
            return verdict(SpellingKind::Variant, BY_TRANSLITERATION.to_string());
        }
        if slip.distance != 1 || slip.longer_by().is_some() && self.is_derived(slip.a, slip.b) || !slip.opens_alike() {
            return None;
        }
        let words = self.lexicon.names.is_word(slip.a) || self.lexicon.names.is_word(slip.b);
        if let Some(title) = self.shared_title(one, other).filter(|_| self.are_attested(&slip) && !words) {
            return verdict(SpellingKind::Suspect, format!("both are called “{title}”"));
        }
        let (a, b) = (self.is_listed(slip.a), self.is_listed(slip.b));
        // Two names that all know, and that sound the same, are still one where the one stands once: "Villareal" beside "Villarreal".
        let rare = !(a && b) && slip.length >= 7 || slip.length >= LONG_NAME && is_variant((slip.a, slip.b));
        let strange = !a && !b && slip.length >= 6 || rare && self.is_hapax(&slip);
        if !strange || !self.are_attested(&slip) {
            return None;
        }
        let (a, b) = (without_possessive(&written(one)).to_string(), without_possessive(&written(other)).to_string());
        verdict(SpellingKind::Suspect, format!("one document writes {a} and {b} and tells no two people apart"))
    }

    /// The words that differ do so by transliteration or by a letter for which others stand ("Jørgensen", "Joergensen").
    fn transliterated(&self, one: &Form, other: &Form, differing: &[usize]) -> Option<Verdict> {
        let digraph = |i: usize| {
            let (a, b) = ((one.written[i].as_str(), one.words[i].as_str()), (other.written[i].as_str(), other.words[i].as_str()));
            is_digraph_for(a, b) || one.words.len() > 1 && a.1.len() >= 5 && without_digraphs(a.1) == without_digraphs(b.1)
        };
        let letters = differing.iter().all(|i| digraph(*i));
        let single = one.words.len() == 1;
        // A letter doubled or not is a slip before it is another way of transliteration.
        let way = |i: usize| {
            let (a, b) = (one.words[i].as_str(), other.words[i].as_str());
            is_variant((a, b)) && without_doubles(a) != without_doubles(b)
        };
        let all = letters || differing.iter().all(|i| digraph(*i) || way(*i));
        let known = |i: usize| self.is_known(&one.words[i]) && self.is_known(&other.words[i]);
        let common = if single {
            self.is_known(&one.words[0]) || self.is_known(&other.words[0])
        } else {
            !one.person && differing.iter().all(|i| known(*i))
        };
        if !all || common || single && one.words[0].len() < 6 {
            return None;
        }
        let slip = Slip::new(self, one, other, (differing[0], differing[0]));
        if single && self.shared_matter(&slip).is_none() {
            return None;
        }
        let reason = if letters { BY_MARK } else { BY_TRANSLITERATION };
        Some(Verdict { kind: SpellingKind::Variant, differing: differing.to_vec(), reasons: vec![reason.to_string()] })
    }

    /// Whether a name comes from a script without written vowels, or is a place: such have more than one romanisation that is right.
    fn is_of_foreign_script(&self, one: &Form, other: &Form) -> bool {
        let article = |form: &Form| {
            let opening = form.words.first().and_then(|word| word.split_once('-'));
            opening.is_some_and(|(article, _)| self.lexicon.names.particles.contains(article))
        };
        article(one) && article(other) || self.either(one, other, |entity| entity.kind == EntityKind::Place)
    }

    /// A word that English does not know, romanised in two ways: by vowels and doubled consonants.
    fn romanised(&self, one: &Form, other: &Form, differing: &[usize]) -> Option<Verdict> {
        let [at] = *differing else { return None };
        let slip = Slip::new(self, one, other, (at, at));
        let foreign = !self.is_known(slip.a) && !self.is_known(slip.b) && slip.length >= 6;
        let key = consonants(slip.a);
        let same = key.len() >= 3 && key == consonants(slip.b) && slip.opens_alike() && slip.distance <= 2;
        let cut = slip.longer_by().is_some_and(|by| by != "h");
        if one.person && other.person || !foreign || !same || cut || self.is_derived(slip.a, slip.b) {
            return None;
        }
        let reasons = vec!["the consonants are the same".to_string(), self.shared_matter(&slip)?];
        Some(Verdict { kind: SpellingKind::Variant, differing: vec![at], reasons })
    }

    /// Evidence that two people of like names are one: a shared title or office, one document that never tells them apart or, where the names
    /// are rare, a shared matter.
    fn evidence(&self, slip: &Slip, title: Option<String>, common: bool) -> Option<String> {
        if let Some(title) = title {
            return Some(format!("both are called “{title}”"));
        }
        if slip.together {
            return Some("one document writes both and never names them together".to_string());
        }
        // Two who are named again and again are two.
        let again = slip.one.places.len().min(slip.other.places.len()) > 4;
        if common || again { None } else { self.shared_matter(slip) }
    }

    /// Whether the tagger, too, holds one of them for a person.
    fn are_attested(&self, slip: &Slip) -> bool {
        self.either(slip.one, slip.other, |entity| entity.attested)
    }

    /// Whether a document of each is of one story.
    fn are_of_one_story(&self, slip: &Slip) -> bool {
        let shown = |form: &Form| -> Vec<usize> { form.places.iter().take(SHOWN).map(|p| p.document).collect() };
        let others = shown(slip.other);
        shown(slip.one).iter().any(|p| others.iter().any(|q| (self.one_story)(*p, *q)))
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
        let shares =
            |other: &Form| other.places.iter().take(SHOWN).any(|q| form.places.iter().take(SHOWN).any(|p| p.document == q.document));
        bearers.len() > 2 && bearers.iter().filter(|other| shares(&self.forms[**other])).count() > 2
    }

    /// In how many ways each form stands in the documents that have both.
    fn counts(&self, slip: &Slip) -> impl Iterator<Item = [usize; 2]> {
        self.together(slip.one, slip.other).map(|(p, q)| {
            [(slip.one, p), (slip.other, q)]
                .map(|(form, at)| form.contexts(self.documents[at.document], &at, &self.lexicon.names.company_suffixes).companies.len())
        })
    }

    /// Whether one form stands once in a document that has the other more than once.
    fn is_outnumbered(&self, slip: &Slip) -> bool {
        self.counts(slip).any(|counts| counts.contains(&1) && counts.iter().any(|count| *count > 1))
    }

    /// Whether one form stands once in a document that has both.
    fn is_hapax(&self, slip: &Slip) -> bool {
        self.counts(slip).any(|counts| counts.contains(&1))
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
            let (a, b) = (
                one.contexts(names, &p, &self.lexicon.names.company_suffixes),
                other.contexts(names, &q, &self.lexicon.names.company_suffixes),
            );
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
    pub(super) fn is_known(&self, word: &str) -> bool {
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
/// How many times as often the right word stands as its slip, between documents.
const OFTEN: usize = 4;
/// Letters of a word that has no like.
const LONG: usize = 10;
/// Letters of a name that is hardly another of the same sound.
const LONG_NAME: usize = 8;
/// Letters of a family name that few can bear.
const RARE: usize = 6;

/// What two spellings differ in, in words for a finding.
pub const BY_DIACRITICS: &str = "the two differ only by diacritics";
const BY_MARK: &str = "the two differ only in how a letter with a mark is written";
const BY_TRANSLITERATION: &str = "the two differ only by transliteration";

/// Whether one of two words, each as written and folded, has two letters where the other has one with a mark: "Jørgensen", "Joergensen".
fn is_digraph_for((a, folded_a): (&str, &str), (b, folded_b): (&str, &str)) -> bool {
    let (spelt_a, spelt_b) = (digraphs(a), digraphs(b));
    folded_a != folded_b && (spelt_a == spelt_b || spelt_a == folded_b || spelt_b == folded_a)
}

/// "joergensen" and "jorgensen" are one without the letters that stand for a mark.
fn without_digraphs(folded: &str) -> String {
    ["ae", "oe", "ue", "aa"].iter().fold(folded.to_string(), |word, two| word.replace(two, &two[..1]))
}

/// Whether two words differ only by transliteration.
fn is_variant((a, b): (&str, &str)) -> bool {
    a == b || a.len().min(b.len()) >= 4 && skeleton(a) == skeleton(b)
}

/// Whether a word is made of letters; a handle ("@harkerd") is.
fn is_plain(word: &str) -> bool {
    word.strip_prefix('@')
        .unwrap_or(word)
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '\u{300}'..='\u{36F}'))
}

fn is_shouted(word: &str) -> bool {
    word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
}

/// Whether two words are written alike: with as many capitals, and neither is an acronym, or two words that were run together
/// ("ReutersIn"), or the same with a hyphen less.
fn is_of_one_make(a: &str, b: &str) -> bool {
    let capitals = |word: &str| word.chars().filter(char::is_ascii_uppercase).count();
    let hyphens = |word: &str| word.matches('-').count();
    // "IPAddress" -> ("IP", "Address"), "DaimlerChrysler" -> ("Daimler", "Chrysler").
    let tail = |word: &str| {
        word.char_indices().skip(1).filter(|(_, c)| c.is_ascii_uppercase()).last().map_or((word.len(), 0), |(at, _)| (at, word.len() - at))
    };
    let ((x, short), (y, other)) = (tail(a), tail(b));
    let run_on = short > 0 && other > 0 && x == y && a.get(..x) == b.get(..y) && short.min(other) <= SHORTEST_TAIL;
    !is_shouted(a) && !is_shouted(b) && capitals(a) == capitals(b) && hyphens(a) == hyphens(b) && !run_on
}

/// Letters behind an inner capital that make a word of their own.
const SHORTEST_TAIL: usize = 4;
