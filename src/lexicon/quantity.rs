//! Words of quantity: numbers, hedges, units and currencies, and the words around a number that tell what it is.
//!
//! Read from `rules/lexicon/quantity/*.yaml`. Phrases are keyed by their tokens in lower case with one space between.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::language::hash::{Map, Set};
use crate::value::quantity::plural;
use crate::yaml;

/// All words of quantity.
#[derive(Debug)]
pub struct QuantityWords {
    pub numbers: Numbers,
    pub hedges: Hedges,
    pub units: Units,
    pub context: Context,
    pub arithmetic: Arithmetic,
    /// Where phrases begin and end, so that other words are looked up once.
    pub edges: Edges,
}

/// First and last words of the phrases that are looked up beside numbers.
#[derive(Debug, Default)]
pub struct Edges {
    /// Last words of hedges and words of change before a number.
    pub hedge_ends: Set<Box<str>>,
    /// First words of hedges behind a number.
    pub hedge_starts: Set<Box<str>>,
    /// First words of units.
    pub unit_starts: Set<Box<str>>,
    /// First characters of symbols, signs and codes of units.
    pub symbol_starts: Set<char>,
    /// First words of idioms with a number.
    pub idiom_starts: Set<Box<str>>,
}

impl Edges {
    fn of(hedges: &Hedges, units: &Units, context: &Context) -> Edges {
        fn ends<'a>(phrases: impl Iterator<Item = &'a String>) -> Set<Box<str>> {
            phrases.filter_map(|phrase| phrase.split(' ').next_back().map(Box::from)).collect()
        }
        fn starts<'a>(phrases: impl Iterator<Item = &'a String>) -> Set<Box<str>> {
            phrases.filter_map(|phrase| phrase.split(' ').next().map(Box::from)).collect()
        }
        Edges {
            hedge_ends: ends(hedges.before.keys().chain(&hedges.up).chain(&hedges.down).chain(&hedges.between)),
            hedge_starts: starts(hedges.after.keys()),
            unit_starts: starts(units.words.keys()),
            symbol_starts: [&units.symbols, &units.signs, &units.codes]
                .into_iter()
                .flat_map(|m| m.keys())
                .filter_map(|k| k.chars().next())
                .collect(),
            idiom_starts: starts(context.idioms.iter()),
        }
    }
}

static WORDS: LazyLock<QuantityWords> = LazyLock::new(|| {
    let (hedges, units) = (Hedges::builtin(), Units::builtin());
    let context = yaml::builtin("rules/lexicon/quantity/context.yaml", include_str!("../../rules/lexicon/quantity/context.yaml"));
    QuantityWords {
        numbers: yaml::builtin("rules/lexicon/quantity/numbers.yaml", include_str!("../../rules/lexicon/quantity/numbers.yaml")),
        arithmetic: yaml::builtin("rules/lexicon/quantity/arithmetic.yaml", include_str!("../../rules/lexicon/quantity/arithmetic.yaml")),
        edges: Edges::of(&hedges, &units, &context),
        hedges,
        units,
        context,
    }
});

impl QuantityWords {
    /// The vocabulary in the binary, parsed once.
    pub fn builtin() -> &'static QuantityWords {
        &WORDS
    }
}

impl Default for &'static QuantityWords {
    fn default() -> Self {
        QuantityWords::builtin()
    }
}

/// Numbers as words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    pub cardinals: Map<String, i64>,
    pub magnitudes: Map<String, i64>,
    /// Letters set against digits; case matters.
    pub suffixes: Map<String, i64>,
    /// Plurals that leave the number open, with the least of it.
    pub open: Map<String, i64>,
    pub ordinals: Map<String, i64>,
    /// Denominators.
    pub fractions: Map<String, i64>,
    /// Characters that are fractions: numerator and denominator.
    pub glyphs: Map<char, (i64, i64)>,
}

/// The bound of a hedge on one side, as a factor of the number; `None`: no bound.
pub type Bound = Option<Decimal>;

/// What a hedge leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// `~`, `<` or `>`.
    pub sign: char,
    pub low: Bound,
    pub high: Bound,
}

/// Hedges and words of change, by phrase.
#[derive(Debug)]
pub struct Hedges {
    pub before: Map<String, Hedge>,
    pub after: Map<String, Hedge>,
    pub between: Set<String>,
    pub up: Set<String>,
    pub down: Set<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HedgeFile {
    before: Vec<HedgeEntry>,
    after: Vec<HedgeEntry>,
    between: Set<String>,
    up: Set<String>,
    down: Set<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HedgeEntry {
    sign: char,
    low: String,
    high: String,
    words: Vec<String>,
}

impl Hedges {
    fn builtin() -> Hedges {
        let file: HedgeFile = yaml::builtin("rules/lexicon/quantity/hedges.yaml", include_str!("../../rules/lexicon/quantity/hedges.yaml"));
        let index = |entries: Vec<HedgeEntry>| {
            let mut map = Map::default();
            for entry in entries {
                let hedge = Hedge { sign: entry.sign, low: decimal(&entry.low), high: decimal(&entry.high) };
                map.extend(entry.words.into_iter().map(|words| (words, hedge)));
            }
            map
        };
        Hedges { before: index(file.before), after: index(file.after), between: file.between, up: file.up, down: file.down }
    }
}

/// A number of the vocabulary; `open` and anything else that is no number give `None`.
fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// How values of a unit get into the base unit of its dimension: `factor * value + offset`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    /// The spelled-out name: "mile", "dollar", "percentage".
    pub name: Box<str>,
    /// The base unit's name.
    pub base: Box<str>,
    pub factor: Decimal,
    pub offset: Decimal,
    pub dimension: Box<str>,
}

impl UnitEntry {
    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        &*self.dimension == "money"
    }

    /// Whether values of it are measured, not counted: they are as wide as their last digit.
    pub fn is_measured(&self) -> bool {
        !matches!(&*self.dimension, "money" | "duration" | "other" | "data")
    }
}

/// Index of a unit in [`Units::entries`].
pub type UnitId = usize;

/// Units and currencies.
#[derive(Debug)]
pub struct Units {
    pub entries: Vec<UnitEntry>,
    by_name: Map<Box<str>, UnitId>,
    words: Map<String, UnitId>,
    symbols: Map<String, UnitId>,
    signs: Map<String, UnitId>,
    spelled_signs: Map<String, UnitId>,
    codes: Map<String, UnitId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DimensionEntry {
    base: Option<String>,
    units: BTreeMap<String, UnitForms>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitForms {
    factor: Option<String>,
    offset: Option<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyFile {
    signs: BTreeMap<String, String>,
    spelled_signs: BTreeMap<String, String>,
    codes: BTreeMap<String, String>,
    words: BTreeMap<String, Vec<String>>,
    nations: BTreeMap<String, String>,
}

impl Units {
    fn builtin() -> Units {
        let file: BTreeMap<String, DimensionEntry> =
            yaml::builtin("rules/lexicon/quantity/units.yaml", include_str!("../../rules/lexicon/quantity/units.yaml"));
        let mut units = Units {
            entries: Vec::new(),
            by_name: Map::default(),
            words: Map::default(),
            symbols: Map::default(),
            signs: Map::default(),
            spelled_signs: Map::default(),
            codes: Map::default(),
        };
        for (dimension, entry) in file {
            for (name, forms) in entry.units {
                units.add_unit(&dimension, entry.base.as_deref(), &name, forms);
            }
        }
        units.add_currencies(yaml::builtin(
            "rules/lexicon/quantity/currencies.yaml",
            include_str!("../../rules/lexicon/quantity/currencies.yaml"),
        ));
        units
    }

    fn entry(&mut self, name: &str, base: &str, dimension: &str, factor: Decimal, offset: Decimal) -> UnitId {
        if let Some(id) = self.by_name.get(name) {
            return *id;
        }
        let id = self.entries.len();
        self.entries.push(UnitEntry { name: name.into(), base: base.into(), factor, offset, dimension: dimension.into() });
        self.by_name.insert(name.into(), id);
        id
    }

    fn add_unit(&mut self, dimension: &str, base: Option<&str>, name: &str, forms: UnitForms) {
        let factor = forms.factor.as_deref().and_then(decimal);
        let base = if factor.is_some() { base.unwrap_or(name) } else { name };
        let offset = forms.offset.as_deref().and_then(decimal).unwrap_or_default();
        let id = self.entry(name, base, dimension, factor.unwrap_or(Decimal::ONE), offset);
        if !forms.words.is_empty() {
            self.add_name(name, id);
        }
        for word in forms.words {
            self.add_word(word, id);
        }
        self.symbols.extend(forms.symbols.into_iter().map(|symbol| (symbol, id)));
    }

    fn add_currencies(&mut self, file: CurrencyFile) {
        let mut money = |name: &str| self.entry(name, name, "money", Decimal::ONE, Decimal::ZERO);
        let signs: Vec<_> = file.signs.iter().map(|(sign, name)| (sign.clone(), money(name))).collect();
        let spelled: Vec<_> = file.spelled_signs.iter().map(|(sign, name)| (sign.clone(), money(name))).collect();
        let codes: Vec<_> = file.codes.iter().map(|(code, name)| (code.clone(), money(name))).collect();
        let words: Vec<_> = file.words.iter().flat_map(|(name, words)| words.iter().map(move |w| (w, name))).collect();
        let words: Vec<_> = words.into_iter().chain(&file.nations).map(|(word, name)| (word.clone(), money(name))).collect();
        for name in file.words.iter().filter(|(_, words)| !words.is_empty()).map(|(name, _)| name).chain(file.nations.values()) {
            if let Some(id) = self.named(name) {
                self.add_name(name, id);
            }
        }
        self.signs.extend(signs);
        self.spelled_signs.extend(spelled);
        self.codes.extend(codes);
        for (word, id) in words {
            self.add_word(word, id);
        }
    }

    /// A word and its plural: the last word of "square metre" and the first of "mile per hour" take the -s.
    fn add_word(&mut self, word: String, id: UnitId) {
        let plural = ["per", "a", "an", "to", "of"]
            .iter()
            .find_map(|link| word.split_once(&format!(" {link} ")).map(|(head, rest)| format!("{head}s {link} {rest}")));
        self.words.entry(plural.unwrap_or_else(|| format!("{word}s"))).or_insert(id);
        self.words.insert(word, id);
    }

    /// The name as it is printed is read as well, unless a word of the same form stands for another unit ("pound").
    fn add_name(&mut self, name: &str, id: UnitId) {
        for form in [name.to_string(), plural(name)] {
            // Hyphens are tokens of their own.
            self.words.entry(form.replace('-', " - ")).or_insert(id);
        }
    }

    /// A unit by its spelled-out name.
    pub fn named(&self, name: &str) -> Option<UnitId> {
        self.by_name.get(name).copied()
    }

    /// A unit by its word or words, in lower case.
    pub fn word(&self, phrase: &str) -> Option<UnitId> {
        self.words.get(phrase).copied()
    }

    /// A unit by its symbol, letter for letter.
    pub fn symbol(&self, symbol: &str) -> Option<UnitId> {
        self.symbols.get(symbol).copied()
    }

    /// A currency by its sign, letter for letter.
    pub fn sign(&self, sign: &str) -> Option<UnitId> {
        self.signs.get(sign).copied()
    }

    /// A currency by the letters that stand for its sign before a sum.
    pub fn spelled_sign(&self, sign: &str) -> Option<UnitId> {
        self.spelled_signs.get(sign).copied()
    }

    /// A currency by its code.
    pub fn code(&self, code: &str) -> Option<UnitId> {
        self.codes.get(code).copied()
    }
}

/// Words around a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// They end a noun phrase.
    pub stops: Set<String>,
    /// Adjectives that are counted as nouns.
    pub nominal: Set<String>,
    /// Plurals without -s.
    pub plurals: Set<String>,
    /// Plurals that stand before the noun they belong to.
    pub attributive: Set<String>,
    /// Words in -s that are no plurals.
    pub singulars: Set<String>,
    /// Determiners after "of" before the noun that is counted.
    pub partitive: Set<String>,
    /// Nouns whose number picks one of them: "page 12".
    pub designators: Set<String>,
    /// Adjectives between a number and its unit: "5 more miles".
    pub measure_adjectives: Set<String>,
    /// Words before "of the ..." nouns that no noun phrase ends with: "the combined 4.3 million sales".
    pub partitive_adjectives: Set<String>,
    /// Words that stand against a number by a hyphen: "her now-18-month-old daughter".
    pub hyphened: Set<String>,
    /// Words before a bare number that make a rank of it: "the bottom three".
    pub ranks: Set<String>,
    /// Last words of a street's name, without a full stop.
    pub streets: Set<String>,
    /// What the number before it picks: "the 90049 ZIP code".
    pub designators_behind: Set<String>,
    /// Verbs between "he" or "she" and an age.
    pub age_verbs: Set<String>,
    pub months: Set<String>,
    pub before_year: Set<String>,
    pub clock: Set<String>,
    /// Words in a sentence that make a score of "3-1".
    pub scoring: Set<String>,
    /// What a rate is counted by.
    pub per: Set<String>,
    /// Words after "a year" that make it no rate.
    pub not_per: Set<String>,
    pub weighing: Set<String>,
    pub paying: Set<String>,
    /// Number words that count nothing here.
    pub idioms: Set<String>,
    /// Verbs behind which "over" is no hedge.
    pub over_verbs: Set<String>,
}

/// Words that say that numbers stand in a sum, a share or a change, and words of lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arithmetic {
    /// First cells of rows, and headers of columns, that hold the sum of the others.
    pub totals: Set<String>,
    /// First cells of rows that stand for what the others leave.
    pub rest: Set<String>,
    /// Beginnings of rows that are parts of the row above.
    pub within: Vec<String>,
    /// Words in headers of columns that do not add up.
    pub averages: Set<String>,
    /// Headers of columns of shares in one whole.
    pub shares: Vec<String>,
    /// Words in headers that say that cells are rounded.
    pub rounded: Set<String>,
    /// Words after which a list is not complete.
    pub open_list: Set<String>,
    /// Lemmas of verbs that bring on a saying and no list.
    pub saying: Set<String>,
    /// Lemmas of nouns that a heading counts when a list follows.
    pub listed: Set<String>,
    /// Nouns of groups: "a staff of four".
    pub groups: Set<String>,
    /// Words that begin a piece which belongs to the piece before it.
    pub continuing: Set<String>,
    pub rises: Set<String>,
    pub falls: Set<String>,
    /// What "doubled" makes of the number before.
    pub factors: Map<String, Decimal>,
    /// Phrases before the value that a change started from.
    pub origins: Set<String>,
    /// Words after which a number is divided into parts.
    pub dividing: Set<String>,
    /// Words that make a sum of parts unsafe.
    pub undividing: Set<String>,
    /// Kinds that exclude each other and together are all of their kind.
    pub partitions: Vec<Set<String>>,
    pub votes_for: Set<String>,
    pub votes_against: Set<String>,
    pub votes_neither: Set<String>,
    pub voters: Set<String>,
    pub took_part: Set<String>,
    /// Phrases before a sum: "a total of".
    pub sums_before: Set<String>,
    /// Phrases behind a sum: "in all".
    pub sums_behind: Set<String>,
    /// Lemmas of nouns that are divided into kinds.
    pub wholes: Set<String>,
    /// Lemmas of nouns of the parts themselves.
    pub divisions: Set<String>,
    /// "180 and 32 make 212".
    pub making: Set<String>,
    /// Beginnings of the words between a count and its colon.
    pub tails: Set<String>,
    /// Words between "than" or "from" and the value before a change.
    pub origin_words: Set<String>,
    /// Words before the last part that say that nothing is left.
    pub completing: Set<String>,
    /// Results of matches, by lemma of the verb.
    pub results: Set<String>,
    /// Lemmas of what results are counted of.
    pub contests: Set<String>,
    /// Nouns that are counted and not listed.
    pub unlisted: Set<String>,
    /// Nouns for the distance between two numbers.
    pub margins: Set<String>,
    /// Words between such a noun and its number.
    pub margin_links: Set<String>,
    /// Words with which such a noun phrase opens.
    pub margin_openings: Set<String>,
    pub margin_adjectives: Set<String>,
    /// Lemmas of what a margin is counted in.
    pub ballots: Set<String>,
    /// Nouns for the set that a share is taken of, once it is known: "of the total".
    pub known_wholes: Set<String>,
    /// Lemmas of earnings and of turnover, whose ratio is a margin.
    pub earnings: Set<String>,
    pub turnover: Set<String>,
    /// Lemmas of verbs that give somebody a share of a whole.
    pub holding: Set<String>,
    /// "of which", "of whom".
    pub relatives: Set<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_plurals_are_made() {
        let units = &QuantityWords::builtin().units;
        for (word, name) in [
            ("miles per hour", "mile per hour"),
            ("square metres", "square metre"),
            ("danish crowns", "danish krone"),
            ("feet", "foot"),
            ("per cent", "percentage"),
        ] {
            let id = units.word(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!(&*units.entries[id].name, name);
        }
        assert_eq!(units.symbol("km²"), units.named("square kilometre"));
    }

    #[test]
    fn hedges_have_bounds() {
        let hedges = &QuantityWords::builtin().hedges;
        assert_eq!(hedges.before["more than"].high, None);
        assert_eq!(hedges.before["nearly"].low, decimal("0.9"));
    }
}
