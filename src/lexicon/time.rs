//! The vocabulary of time: what a word may mean to the grammar in `extract::times`, read from `rules/lexicon/time`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::holidays::HolidayRule;
use crate::language::hash::Map;
use crate::value::duration::DurationUnit;
use crate::yaml;

/// What a word does in the grammar of times; see `rules/lexicon/time/words.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tag {
    The,
    Article,
    Last,
    Previous,
    Next,
    Following,
    This,
    That,
    Same,
    Latest,
    Recent,
    Ahead,
    Period,
    Possessive,
    Every,
    Ago,
    Later,
    Earlier,
    After,
    Before,
    FromNow,
    Early,
    Late,
    Mid,
    End,
    Start,
    Of,
    In,
    On,
    At,
    And,
    Or,
    To,
    From,
    Since,
    By,
    Preposition,
    Fiscal,
    Vague,
    Half,
    UnitAdjective,
    Sum,
    Bc,
    Ad,
    Am,
    Pm,
    Oclock,
    Noon,
    Midnight,
    PastHour,
    ToHour,
    Local,
    CountNoun,
    NumberNoun,
    Once,
    Weekend,
    Old,
    So,
    Today,
    Tonight,
    Tomorrow,
    Yesterday,
    Title,
    Speaker,
    Rest,
    Negation,
    Ended,
    /// A name of the calendar that is also a common word.
    Doubtful,
}

/// A season by TIMEX3's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Season {
    SP,
    SU,
    FA,
    WI,
}

/// A part of the day by TIMEX3's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Part {
    MO,
    AF,
    EV,
    NI,
    DT,
}

/// A unit of time as written: so many of a unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    pub unit: DurationUnit,
    /// How many of `unit` one of these is: two for a fortnight, ten (centuries) for a millennium.
    pub factor: i64,
    /// Whether the word is a plural.
    pub plural: bool,
}

/// Everything that one word may be. A word that has to do with no time is the default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    tags: u128,
    /// Month of the year from 1; 0 for none.
    pub month: u8,
    /// Day of the week from 1 (Monday); 0 for none.
    pub weekday: u8,
    pub season: Option<Season>,
    pub part: Option<Part>,
    pub unit: Option<Unit>,
    pub cardinal: Option<u32>,
    pub ordinal: Option<u32>,
    /// Tens of the years that a named decade begins with: 90 for "nineties".
    pub decade: Option<u32>,
    /// What it may be the first word of.
    begins: Begins,
}

/// The tables in which phrases begin with a word, so that other words are looked up in none of them.
#[derive(Clone, Copy, Debug, Default)]
struct Begins {
    reference: bool,
    hedge: bool,
    name: bool,
    set: bool,
}

impl Word {
    /// Whether a phrase of [`TimeLexicon::references`] or [`TimeLexicon::sets`] may begin with the word.
    pub fn begins_phrase(&self) -> bool {
        self.begins.reference || self.begins.set
    }

    /// Whether a phrase of [`TimeLexicon::hedges`] may begin with the word.
    pub fn begins_hedge(&self) -> bool {
        self.begins.hedge
    }

    /// Whether a name of [`TimeLexicon::holidays`] or [`TimeLexicon::eras`] may begin with the word.
    pub fn begins_name(&self) -> bool {
        self.begins.name
    }

    /// Whether the word does this in the grammar.
    #[inline]
    pub fn is(&self, tag: Tag) -> bool {
        self.tags & (1 << tag as u64) != 0
    }

    /// Whether the word does one of these.
    #[inline]
    pub fn any(&self, tags: &[Tag]) -> bool {
        tags.iter().any(|tag| self.is(*tag))
    }

    /// Whether all that the word does is to stand before or between expressions ("on", "and"): none begins with it but a phrase.
    pub fn is_link(&self) -> bool {
        const LINKS: [Tag; 12] =
            [Tag::Of, Tag::In, Tag::On, Tag::At, Tag::And, Tag::Or, Tag::To, Tag::From, Tag::Since, Tag::By, Tag::Preposition, Tag::So];
        const MASK: u128 = {
            let (mut mask, mut i) = (0, 0);
            while i < LINKS.len() {
                mask |= 1 << LINKS[i] as u64;
                i += 1;
            }
            mask
        };
        self.tags & MASK != 0 && !(Word { tags: self.tags & !MASK, ..*self }).is_known()
    }

    /// Whether an expression of time may begin with this word, or stand around it.
    pub fn is_known(&self) -> bool {
        self.tags != 0
            || self.month != 0
            || self.weekday != 0
            || self.season.is_some()
            || self.part.is_some()
            || self.unit.is_some()
            || self.cardinal.is_some()
            || self.ordinal.is_some()
            || self.decade.is_some()
    }
}

/// A word that has to do with no time.
pub static NO_WORD: Word = Word {
    tags: 0,
    month: 0,
    weekday: 0,
    season: None,
    part: None,
    unit: None,
    cardinal: None,
    ordinal: None,
    decade: None,
    begins: Begins { reference: false, hedge: false, name: false, set: false },
};

/// What a word says of the direction of a clause, where tags do not; see `rules/lexicon/time/tense.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TenseCue {
    Ahead,
    Timetable,
    CarriedOut,
}

/// Phrases with what they mean, by their first word; the longest that fits is read.
#[derive(Debug, Default)]
pub struct Phrases(Map<Box<str>, Vec<Phrase>>);

/// The words of a phrase and what it means.
type Phrase = (Vec<Box<str>>, Box<str>);

impl Phrases {
    fn new(meanings: BTreeMap<String, Vec<String>>) -> Phrases {
        let mut map: Map<Box<str>, Vec<Phrase>> = Map::default();
        for (meaning, phrases) in meanings {
            for phrase in phrases {
                // Tokens part at hyphens and before clitics.
                let spaced = phrase.replace('-', " - ").replace("'s", " 's");
                let words: Vec<Box<str>> = spaced.split_whitespace().map(Box::from).collect();
                if let Some(first) = words.first() {
                    map.entry(first.clone()).or_default().push((words, meaning.as_str().into()));
                }
            }
        }
        for list in map.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Phrases(map)
    }

    /// The phrases that begin with a word, longest first, with their meanings.
    pub fn starting(&self, first: &str) -> &[Phrase] {
        self.0.get(first).map_or(&[], Vec::as_slice)
    }
}

/// The vocabulary of time.
#[derive(Debug, Default)]
pub struct TimeLexicon {
    words: Map<Box<str>, Word>,
    /// Phrases for PRESENT_REF, PAST_REF and FUTURE_REF.
    pub references: Phrases,
    /// Hedges by their TIMEX3 mod.
    pub hedges: Phrases,
    /// Named days; what each means is its name.
    pub holidays: Phrases,
    /// What fixes each named day.
    pub holiday_rules: Map<Box<str>, HolidayRule>,
    /// Named times; what each means is its name.
    pub eras: Phrases,
    /// The first and last day of each named time.
    pub era_days: Map<Box<str>, (NaiveDate, NaiveDate)>,
    /// Adverbs of recurrence with their values.
    pub sets: Map<String, String>,
    /// Minutes east of Greenwich by abbreviation.
    pub zones: Map<String, i32>,
    /// Minutes east of Greenwich by the name that stands before "time".
    pub zone_names: Map<String, i32>,
    tenses: Map<Box<str>, TenseCue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Calendar {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    seasons: BTreeMap<Season, Vec<String>>,
    parts: BTreeMap<Part, Vec<String>>,
    doubtful: Vec<String>,
}

/// The first and last day of a named time, written `1939-09-01/1945-09-02`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct EraDays(NaiveDate, NaiveDate);

impl TryFrom<String> for EraDays {
    type Error = String;

    fn try_from(text: String) -> Result<EraDays, String> {
        let days = text.split_once('/').and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
        let days = days.filter(|(first, last): &(NaiveDate, NaiveDate)| first <= last);
        days.map(|(first, last)| EraDays(first, last)).ok_or_else(|| format!("`{text}` is no time; write 1939-09-01/1945-09-02"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    cardinals: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u32>,
    decades: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zones {
    abbreviations: Map<String, i32>,
    names: Map<String, i32>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum UnitName {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl UnitName {
    fn unit(self) -> (DurationUnit, i64) {
        match self {
            UnitName::Second => (DurationUnit::Second, 1),
            UnitName::Minute => (DurationUnit::Minute, 1),
            UnitName::Hour => (DurationUnit::Hour, 1),
            UnitName::Day => (DurationUnit::Day, 1),
            UnitName::Week => (DurationUnit::Week, 1),
            UnitName::Fortnight => (DurationUnit::Week, 2),
            UnitName::Month => (DurationUnit::Month, 1),
            UnitName::Quarter => (DurationUnit::Quarter, 1),
            UnitName::Year => (DurationUnit::Year, 1),
            UnitName::Decade => (DurationUnit::Decade, 1),
            UnitName::Century => (DurationUnit::Century, 1),
            UnitName::Millennium => (DurationUnit::Century, 10),
        }
    }
}

macro_rules! builtin {
    ($file:literal) => {
        yaml::builtin(concat!("rules/lexicon/time/", $file), include_str!(concat!("../../rules/lexicon/time/", $file)))
    };
}

impl TimeLexicon {
    /// The vocabulary in the binary.
    pub fn builtin() -> TimeLexicon {
        let calendar: Calendar = builtin!("calendar.yaml");
        let zones: Zones = builtin!("zones.yaml");
        let tenses: BTreeMap<TenseCue, Vec<String>> = builtin!("tense.yaml");
        let holidays: BTreeMap<String, HolidayRule> = builtin!("holidays.yaml");
        let eras: BTreeMap<String, EraDays> = builtin!("eras.yaml");
        let mut lexicon = TimeLexicon {
            words: Map::default(),
            references: Phrases::new(builtin!("references.yaml")),
            hedges: Phrases::new(builtin!("hedges.yaml")),
            holidays: Phrases::new(holidays.keys().map(|name| (name.clone(), vec![name.clone()])).collect()),
            holiday_rules: holidays.into_iter().map(|(name, rule)| (name.into(), rule)).collect(),
            eras: Phrases::new(eras.keys().map(|name| (name.clone(), vec![name.clone()])).collect()),
            era_days: eras.into_iter().map(|(name, days)| (name.into(), (days.0, days.1))).collect(),
            sets: builtin!("sets.yaml"),
            zones: zones.abbreviations,
            zone_names: zones.names,
            tenses: tenses.into_iter().flat_map(|(cue, words)| words.into_iter().map(move |w| (w.into(), cue))).collect(),
        };
        lexicon.add_tags();
        lexicon.add_calendar(calendar);
        lexicon.add_numbers();
        lexicon.add_beginnings();
        lexicon
    }

    /// What a word in lower case may be.
    pub fn word(&self, lower: &str) -> &Word {
        self.words.get(lower).unwrap_or(&NO_WORD)
    }

    /// What a word says of the direction of its clause, by its lemma.
    pub fn tense(&self, lemma: &str) -> Option<TenseCue> {
        self.tenses.get(lemma).copied()
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        self.words.entry(word.into()).or_default()
    }

    fn tag(&mut self, word: &str, tag: Tag) {
        self.entry(word).tags |= 1 << tag as u64;
    }

    fn add_tags(&mut self) {
        let tags: BTreeMap<Tag, Vec<String>> = builtin!("words.yaml");
        for (tag, words) in tags {
            words.iter().for_each(|word| self.tag(word, tag));
        }
        let units: BTreeMap<UnitName, Vec<String>> = builtin!("units.yaml");
        for (name, words) in units {
            let (unit, factor) = name.unit();
            for word in words {
                let plural = word.ends_with('s') || word.ends_with("ia");
                self.entry(&word).unit = Some(Unit { unit, factor, plural });
            }
        }
    }

    fn add_calendar(&mut self, calendar: Calendar) {
        for (month, names) in (1..).zip(calendar.months) {
            names.iter().for_each(|name| self.entry(name).month = month);
        }
        for (weekday, names) in (1..).zip(calendar.weekdays) {
            names.iter().for_each(|name| self.entry(name).weekday = weekday);
        }
        for (season, names) in calendar.seasons {
            names.iter().for_each(|name| self.entry(name).season = Some(season));
        }
        for (part, names) in calendar.parts {
            names.iter().for_each(|name| self.entry(name).part = Some(part));
        }
        calendar.doubtful.iter().for_each(|name| self.tag(name, Tag::Doubtful));
    }

    fn add_numbers(&mut self) {
        let numbers: Numbers = builtin!("numbers.yaml");
        for (word, value) in numbers.cardinals {
            self.entry(&word).cardinal = Some(value);
        }
        for (word, value) in numbers.ordinals {
            self.entry(&word).ordinal = Some(value);
        }
        for (word, value) in numbers.decades {
            self.entry(&word).decade = Some(value);
        }
    }
}

impl TimeLexicon {
    fn add_beginnings(&mut self) {
        let firsts = |phrases: &Phrases| phrases.0.keys().cloned().collect::<Vec<_>>();
        firsts(&self.references).iter().for_each(|word| self.entry(word).begins.reference = true);
        firsts(&self.hedges).iter().for_each(|word| self.entry(word).begins.hedge = true);
        let names = [firsts(&self.holidays), firsts(&self.eras)].concat();
        names.iter().for_each(|word| self.entry(word).begins.name = true);
        let sets: Vec<String> = self.sets.keys().cloned().collect();
        sets.iter().for_each(|word| self.entry(word).begins.set = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_be_several_things() {
        let lexicon = TimeLexicon::builtin();
        let second = lexicon.word("second");
        assert_eq!(second.ordinal, Some(2));
        assert_eq!(second.unit.map(|u| u.unit), Some(DurationUnit::Second));
        assert!(lexicon.word("may").is(Tag::Doubtful));
        assert!(!lexicon.word("parliament").is_known());
    }

    #[test]
    fn the_longest_phrase_comes_first() {
        let lexicon = TimeLexicon::builtin();
        let phrases = lexicon.hedges.starting("more");
        assert!(phrases[0].0.len() >= phrases[phrases.len() - 1].0.len());
    }
}
