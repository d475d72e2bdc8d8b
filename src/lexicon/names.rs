//! Names of people, organisations and places, and the shapes that tell them apart, from `rules/lexicon/names`.
//!
//! The large tables (given and family names, places, demonyms, common words) are looked up where they lie, by folded key.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::phrases::Phrases;
use super::sites::Sites;
use super::table::IndexedTable;
use crate::language::hash::{Map as HashMap, Set as HashSet};
use crate::value::{Place, PlaceKind};
use crate::yaml;

/// What a title, a given name or a pronoun tells of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    Male,
    Female,
}

/// A word for kin: which kind, and the sex of the person whom it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KinWord {
    pub kind: Arc<str>,
    pub sex: Option<Sex>,
}

/// Names and their shapes. Keys are folded (see [`fold`](super::fold::fold)).
#[derive(Debug, Default)]
pub struct NameLexicon {
    given: IndexedTable,
    family: IndexedTable,
    places: IndexedTable,
    demonyms: IndexedTable,
    words: IndexedTable,
    /// Titles before a person's name.
    pub honorifics: HashMap<String, Option<Sex>>,
    /// What may stand behind a person's name: "jr", "iii".
    pub generations: HashSet<String>,
    /// Lower-case words within a person's name.
    pub particles: HashSet<String>,
    pub organization_heads: HashSet<String>,
    pub company_suffixes: HashSet<String>,
    /// Nouns that name a place without a proper name; read when it is first asked for, which only `extract` does.
    pub sites: LazyLock<Sites>,
    pub venue_heads: HashSet<String>,
    pub place_openers: HashSet<String>,
    pub of_places: HashSet<String>,
    pub of_organizations: HashSet<String>,
    /// Postal codes of states and provinces.
    pub region_codes: HashSet<String>,
    pub product_heads: HashSet<String>,
    /// Acronyms of organisations with their folded expansion, where one is known.
    pub acronyms: HashMap<String, Option<String>>,
    /// Organisations without a tell-tale head.
    pub organizations: Phrases<()>,
    /// Words that are capitalised without being names.
    pub not_names: Phrases<()>,
    /// Endings that make one word of another: "ist" and "ism" of one stem.
    pub derived_endings: HashSet<String>,
    /// Heads that name nothing by themselves ("the Council").
    pub bare_heads: HashSet<String>,
    occupation_endings: Vec<String>,
    occupations: HashSet<String>,
    not_occupations: HashSet<String>,
    short_forms: HashMap<String, Vec<usize>>,
    /// Words for kin, by form.
    pub kin: Phrases<KinWord>,
    /// What the other one is: "uncle-or-aunt" -> "nephew-or-niece".
    pub kin_inverse: HashMap<Arc<str>, Arc<str>>,
    /// Pairs of kinds that may hold of one pair of people.
    pub kin_compatible: Vec<(Arc<str>, Arc<str>)>,
    /// Words between possessor and word for kin.
    pub kin_modifiers: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Shapes {
    honorifics: Honorifics,
    generations: HashSet<String>,
    particles: HashSet<String>,
    organization_heads: HashSet<String>,
    company_suffixes: HashSet<String>,
    venue_heads: HashSet<String>,
    place_openers: HashSet<String>,
    of_places: HashSet<String>,
    of_organizations: HashSet<String>,
    product_heads: HashSet<String>,
    region_codes: HashSet<String>,
    acronyms: BTreeMap<String, Option<String>>,
    organizations: Vec<String>,
    not_names: Vec<String>,
    bare_heads: HashSet<String>,
    derived_endings: HashSet<String>,
    occupation_endings: Vec<String>,
    occupations: HashSet<String>,
    not_occupations: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Honorifics {
    male: Vec<String>,
    female: Vec<String>,
    either: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinship {
    kinds: BTreeMap<String, Kind>,
    compatible: Vec<(String, String)>,
    modifiers: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    #[serde(default)]
    male: Vec<String>,
    #[serde(default)]
    female: Vec<String>,
    #[serde(default)]
    either: Vec<String>,
    inverse: String,
}

/// A table of `rules/lexicon/names` with the index that the build script made of it.
macro_rules! indexed {
    ($name:literal, $ending:literal) => {
        IndexedTable::new(
            include_str!(concat!("../../rules/lexicon/names/", $name, ".", $ending)),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".index")),
        )
    };
}

impl NameLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> NameLexicon {
        let shapes: Shapes = yaml::builtin("rules/lexicon/names/shapes.yaml", include_str!("../../rules/lexicon/names/shapes.yaml"));
        let shorts: Vec<Vec<String>> =
            yaml::builtin("rules/lexicon/names/short-forms.yaml", include_str!("../../rules/lexicon/names/short-forms.yaml"));
        let mut short_forms: HashMap<String, Vec<usize>> = HashMap::default();
        for (line, forms) in shorts.into_iter().enumerate() {
            for form in forms {
                short_forms.entry(form).or_default().push(line);
            }
        }
        let titles = &shapes.honorifics;
        let by_sex = [(&titles.male, Some(Sex::Male)), (&titles.female, Some(Sex::Female)), (&titles.either, None)];
        let honorifics = by_sex.into_iter().flat_map(|(words, sex)| words.iter().map(move |w| (w.clone(), sex))).collect();
        let phrases = |list: &[String]| Phrases::new(list.iter().map(|p| (p.as_str(), ())));
        let lexicon = NameLexicon {
            given: indexed!("given", "tsv"),
            family: indexed!("family", "txt"),
            places: indexed!("places", "tsv"),
            demonyms: indexed!("demonyms", "tsv"),
            words: indexed!("words", "txt"),
            honorifics,
            organizations: phrases(&shapes.organizations),
            not_names: phrases(&shapes.not_names),
            generations: shapes.generations,
            particles: shapes.particles,
            organization_heads: shapes.organization_heads,
            company_suffixes: shapes.company_suffixes,
            sites: LazyLock::new(Sites::builtin),
            venue_heads: shapes.venue_heads,
            place_openers: shapes.place_openers,
            of_places: shapes.of_places,
            of_organizations: shapes.of_organizations,
            region_codes: shapes.region_codes,
            product_heads: shapes.product_heads,
            acronyms: shapes.acronyms.into_iter().collect(),
            bare_heads: shapes.bare_heads,
            derived_endings: shapes.derived_endings,
            occupation_endings: shapes.occupation_endings,
            occupations: shapes.occupations,
            not_occupations: shapes.not_occupations,
            short_forms,
            ..NameLexicon::default()
        };
        lexicon.with_kinship()
    }

    fn with_kinship(mut self) -> NameLexicon {
        let file: Kinship = yaml::builtin("rules/lexicon/names/kinship.yaml", include_str!("../../rules/lexicon/names/kinship.yaml"));
        let mut words: Vec<(&str, KinWord)> = Vec::new();
        for (name, kind) in &file.kinds {
            let id: Arc<str> = name.as_str().into();
            let by_sex = [(&kind.male, Some(Sex::Male)), (&kind.female, Some(Sex::Female)), (&kind.either, None)];
            for (forms, sex) in by_sex {
                words.extend(forms.iter().map(|form| (form.as_str(), KinWord { kind: id.clone(), sex })));
            }
            self.kin_inverse.insert(id, kind.inverse.as_str().into());
        }
        self.kin = Phrases::new(words);
        self.kin_compatible = file.compatible.iter().map(|(a, b)| (a.as_str().into(), b.as_str().into())).collect();
        self.kin_modifiers = file.modifiers;
        self
    }

    /// Whether a folded word is a common given name of some language.
    pub fn is_given(&self, key: &str) -> bool {
        self.given.contains(key)
    }

    /// The sex that a folded given name tells, where it is given to one only.
    pub fn given_sex(&self, key: &str) -> Option<Sex> {
        match self.given.get(key)? {
            "m" => Some(Sex::Male),
            "f" => Some(Sex::Female),
            _ => None,
        }
    }

    /// Whether a folded word is a common family name of some language.
    pub fn is_family(&self, key: &str) -> bool {
        self.family.contains(key)
    }

    /// Whether a folded word is a common word of English.
    pub fn is_word(&self, key: &str) -> bool {
        self.words.contains(key)
    }

    /// Whether the gazetteer has a place of this folded name.
    pub fn is_place(&self, key: &str) -> bool {
        self.places.contains(key)
    }

    /// The place of a folded name, with what it is known to lie in.
    pub fn place(&self, key: &str) -> Option<Place> {
        let mut fields = self.places.get(key)?.split('\t');
        let kind = match fields.next()? {
            "country" => PlaceKind::Country,
            "region" => PlaceKind::Region,
            "city" => PlaceKind::City,
            _ => PlaceKind::Unknown,
        };
        let name: Arc<str> = fields.next()?.into();
        let holders: Vec<&str> = fields.next().unwrap_or("").split(';').filter(|h| !h.is_empty()).collect();
        let last = holders.len().saturating_sub(1);
        let within = holders
            .iter()
            .enumerate()
            .map(|(i, h)| (if i == last { PlaceKind::Country } else { PlaceKind::Region }, (*h).into()))
            .collect();
        Some(Place { kind, name, within })
    }

    /// The canonical name of the country or place that a folded demonym belongs to: "turkish" -> "Turkey".
    pub fn demonym(&self, key: &str) -> Option<&'static str> {
        self.demonyms.get(key)
    }

    /// Whether two folded given names may be one person's: equal, or short forms of one name ("pip", "philippa").
    pub fn same_given(&self, one: &str, other: &str) -> bool {
        one == other
            || match (self.short_forms.get(one), self.short_forms.get(other)) {
                (Some(a), Some(b)) => a.iter().any(|line| b.contains(line)),
                _ => false,
            }
    }

    /// What the possessor of a kind of kin is to that kin: "nephew-or-niece" for "uncle-or-aunt".
    pub fn inverse_kin(&self, kind: &Arc<str>) -> Arc<str> {
        self.kin_inverse.get(kind).unwrap_or(kind).clone()
    }

    /// The kind that stands for all that may hold together with this one, directly or by way of others.
    pub fn kin_group(&self, kind: &Arc<str>) -> Arc<str> {
        let mut group = BTreeSet::from([kind.clone()]);
        while let Some(next) = self.kin_compatible.iter().find_map(|(a, b)| match (group.contains(a), group.contains(b)) {
            (true, false) => Some(b.clone()),
            (false, true) => Some(a.clone()),
            _ => None,
        }) {
            group.insert(next);
        }
        group.into_iter().next().unwrap_or_else(|| kind.clone())
    }

    /// Whether a noun says what a person does or is: "novelist", "harbour master", "widow".
    pub fn is_occupation(&self, lemma: &str) -> bool {
        let ends = || lemma.len() > 4 && self.occupation_endings.iter().any(|ending| lemma.ends_with(ending.as_str()));
        self.occupations.contains(lemma) || !self.not_occupations.contains(lemma) && ends()
    }

    /// Whether two kinds of kinship may hold of one pair of people.
    pub fn kin_may_both_hold(&self, one: &str, other: &str) -> bool {
        one == other || self.kin_compatible.iter().any(|(a, b)| (&**a, &**b) == (one, other) || (&**b, &**a) == (one, other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold::fold;

    #[test]
    fn tables_are_sorted_and_folded() {
        let lexicon = NameLexicon::builtin();
        for table in [lexicon.given, lexicon.family, lexicon.places, lexicon.demonyms, lexicon.words] {
            let keys: Vec<&str> = table.keys().collect();
            assert!(keys.windows(2).all(|pair| pair[0].as_bytes() < pair[1].as_bytes()));
            assert!(keys.iter().all(|key| fold(key) == **key && table.contains(key)));
        }
    }

    #[test]
    fn aliases_are_one_place_and_cities_have_a_country() {
        let lexicon = NameLexicon::builtin();
        assert_eq!(lexicon.place("turkiye"), lexicon.place("turkey"));
        assert_eq!(lexicon.place("kiev"), lexicon.place("kyiv"));
        let turku = lexicon.place("turku").unwrap();
        assert_eq!(turku.within, [(PlaceKind::Country, "Finland".into())]);
        assert_eq!(lexicon.demonym("turkish"), Some("Turkey"));
    }

    #[test]
    fn short_forms_are_one_name() {
        let lexicon = NameLexicon::builtin();
        assert!(lexicon.same_given("pip", "philippa"));
        assert!(!lexicon.same_given("klara", "clara"));
    }
}
