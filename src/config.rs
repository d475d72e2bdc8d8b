//! `gainsay.yaml` as plain data.
//!
//! In goes the text of one file; out comes a [`Config`], or an error that points into the text. Where the file lies, and which files
//! it holds for, is not known here: paths are given relative to its folder, with `/`.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};

use crate::suggest;
use crate::yaml::{self, YamlError};

/// How serious a rule's findings are here, or that there shall be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Error,
    Warning,
    Note,
    Off,
}

/// When the fiscal years of a publication or organisation begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYear {
    /// Month of the first day, from 1.
    pub month: u32,
    /// The first day, from 1.
    pub day: u32,
    /// Which of the two calendar years that it touches gives it its number.
    pub named_by: NamedBy,
}

/// Which calendar year gives a fiscal year its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamedBy {
    /// The one that it begins in.
    Start,
    /// The one that it ends in.
    #[default]
    End,
}

/// What gives a date without a year its year, where neither the date nor the copy around it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingYear {
    /// The publication date, with the tense of the clause and the weekday beside the date.
    #[default]
    Publication,
    /// The publication date alone: the year in which the date lies nearest to it.
    Nearest,
    /// Nothing: such a date is never put on the calendar.
    Never,
    /// The publication date, and this year in copy that has none.
    Year(i32),
}

/// How copy counts its years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// When fiscal years begin.
    pub fiscal_year: Option<FiscalYear>,
    /// What gives a date without a year its year.
    pub missing_year: MissingYear,
}

/// What one `gainsay.yaml` says. The default says nothing.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Publication dates, in the order of the file, for the paths that [`Config::entries_for`] gives.
    pub documents: Vec<DocumentEntry>,
    /// Paths of fact sheets, relative to the file's folder unless absolute.
    pub facts: Vec<String>,
    /// Levels by rule id.
    pub rules: BTreeMap<String, Level>,
    /// How the copy counts its years.
    pub calendar: Calendar,
    /// The longest file of copy that is read, in bytes.
    pub max_file_size: Option<u64>,
    documents_by_path: Globs,
    ignored: Globs,
}

/// One entry under `documents`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEntry {
    /// A path or a glob.
    pub pattern: String,
    /// The publication date where the copy itself has none.
    pub date: Option<NaiveDate>,
}

impl Config {
    /// Reads the text of a `gainsay.yaml`. `known` are the ids that may stand under `rules`.
    ///
    /// # Errors
    /// Text that is no YAML, unknown keys, levels and rules, dates that do not exist, and globs that cannot be read.
    pub fn parse(name: &str, text: &str, known: &[&str]) -> Result<Config, YamlError> {
        let raw = yaml::parse::<Option<Raw>>(name, text)?.unwrap_or_default();
        let rules = raw.rules.unwrap_or_default();
        if let Some(unknown) = rules.keys().find(|id| !known.contains(&id.as_str())) {
            return Err(unknown_rule(name, text, unknown, known));
        }
        let documents = raw.documents.map_or_else(Vec::new, |entries| entries.0);
        let ignore = raw.ignore.unwrap_or_default();
        let documents_by_path = Globs::new(documents.iter().map(|entry| entry.pattern.as_str())).map_err(|(index, error)| {
            let place = yaml::place_of_key(text, &["documents", &documents[index].pattern]);
            YamlError::at(name, text, place.unwrap_or(0..0), error.to_string())
        })?;
        let ignored = Globs::new(ignore.iter().map(String::as_str)).map_err(|(index, error)| {
            let place = yaml::place_of_value(text, &["ignore", &index.to_string()]);
            YamlError::at(name, text, place.unwrap_or(0..0), error.to_string())
        })?;
        let facts = match raw.facts {
            None => Vec::new(),
            Some(OneOrMany::One(one)) => vec![one],
            Some(OneOrMany::Many(many)) => many,
        };
        let missing_year = raw.dates.and_then(|dates| dates.year).map_or_else(MissingYear::default, |year| year.0);
        Ok(Config {
            documents,
            facts,
            rules,
            calendar: Calendar { fiscal_year: raw.fiscal_year.map(FiscalYear::from), missing_year },
            max_file_size: raw.max_file_size.map(|size| size.0),
            documents_by_path,
            ignored,
        })
    }

    /// Indices of the entries of [`Config::documents`] that speak of a path, the one that counts most last: a path counts more than
    /// a glob, a later glob more than an earlier one.
    pub fn entries_for(&self, path: &str) -> Vec<usize> {
        self.documents_by_path.matches(path)
    }

    /// The publication date given for a path.
    pub fn date_for(&self, path: &str) -> Option<NaiveDate> {
        self.entries_for(path).into_iter().rev().find_map(|index| self.documents[index].date)
    }

    /// Whether a path, or a folder that it lies in, is listed under `ignore`.
    pub fn ignores(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.map(|end| &path[..end]).any(|part| !self.ignored.matches(part).is_empty())
    }
}

fn unknown_rule(name: &str, text: &str, id: &str, known: &[&str]) -> YamlError {
    let place = yaml::place_of_key(text, &["rules", id]).unwrap_or(0..0);
    let help = match suggest::nearest(id, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`gainsay rules` lists all rules".to_string(),
    };
    YamlError::at(name, text, place, format!("rules: there is no rule `{id}`")).with_help(help)
}

/// The file as written. A key with nothing after it says nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    documents: Option<Entries>,
    facts: Option<OneOrMany>,
    rules: Option<BTreeMap<String, Level>>,
    ignore: Option<Vec<String>>,
    fiscal_year: Option<RawFiscalYear>,
    max_file_size: Option<Size>,
    dates: Option<RawDates>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawDates {
    year: Option<RawYear>,
}

/// `nearest`, `none` or a year.
#[derive(Debug)]
struct RawYear(MissingYear);

/// The years that copy may be of.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

impl<'de> Deserialize<'de> for RawYear {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<RawYear, D::Error> {
        struct YearVisitor;
        impl Visitor<'_> for YearVisitor {
            type Value = RawYear;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("`nearest`, `none` or a year like 2024")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RawYear, E> {
                match text {
                    "nearest" => Ok(RawYear(MissingYear::Nearest)),
                    "none" => Ok(RawYear(MissingYear::Never)),
                    _ => Err(E::custom(format!("`{text}` is no year; write `nearest`, `none` or a year like 2024"))),
                }
            }

            fn visit_i64<E: serde::de::Error>(self, year: i64) -> Result<RawYear, E> {
                let plain = i32::try_from(year).ok().filter(|_| YEARS.contains(&year));
                let error = || E::custom(format!("{year} is no year of copy; write one from {} to {}", YEARS.start(), YEARS.end()));
                plain.map(|year| RawYear(MissingYear::Year(year))).ok_or_else(error)
            }

            fn visit_u64<E: serde::de::Error>(self, year: u64) -> Result<RawYear, E> {
                self.visit_i64(i64::try_from(year).unwrap_or(i64::MAX))
            }
        }
        deserializer.deserialize_any(YearVisitor)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFiscalYear {
    starts: DayOfYear,
    #[serde(default)]
    named_by: NamedBy,
}

impl From<RawFiscalYear> for FiscalYear {
    fn from(raw: RawFiscalYear) -> FiscalYear {
        FiscalYear { month: raw.starts.0, day: raw.starts.1, named_by: raw.named_by }
    }
}

/// A day of every year as month and day, written as `10-01`.
#[derive(Debug)]
struct DayOfYear(u32, u32);

impl<'de> Deserialize<'de> for DayOfYear {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<DayOfYear, D::Error> {
        struct DayVisitor;
        impl Visitor<'_> for DayVisitor {
            type Value = DayOfYear;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a day like 10-01")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<DayOfYear, E> {
                // Of a year that is no leap year: a fiscal year begins on a day that every year has.
                let day = format!("2023-{text}").parse::<NaiveDate>().ok().filter(|_| text.len() == 5);
                day.map(|day| DayOfYear(day.month(), day.day()))
                    .ok_or_else(|| E::custom(format!("`{text}` is no day of every year; write month and day like 10-01")))
            }
        }
        deserializer.deserialize_str(DayVisitor)
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected a path or a list of paths")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// A map that keeps the order of the file.
#[derive(Debug, Default)]
struct Entries(Vec<DocumentEntry>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map from paths or globs to what is known of these documents")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some((pattern, raw)) = map.next_entry::<String, Option<RawEntry>>()? {
                    let date = raw.and_then(|entry| entry.date).map(|date| date.0);
                    entries.push(DocumentEntry { pattern, date });
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawEntry {
    date: Option<IsoDate>,
}

/// A day, written as `2024-03-04`.
#[derive(Debug)]
struct IsoDate(NaiveDate);

impl<'de> Deserialize<'de> for IsoDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<IsoDate, D::Error> {
        struct DateVisitor;
        impl Visitor<'_> for DateVisitor {
            type Value = IsoDate;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a date like 2024-03-04")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<IsoDate, E> {
                parse_date(text).map(IsoDate).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(DateVisitor)
    }
}

/// Reads a day as `gainsay.yaml` and `--date` give it.
///
/// # Errors
/// A message for the user, where the text is no ISO date or the calendar has no such day.
pub fn parse_date(text: &str) -> Result<NaiveDate, String> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10 && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
    if !shaped {
        return Err(format!("`{text}` is no date; write year, month and day like 2024-03-04"));
    }
    text.parse().map_err(|_| format!("the calendar has no day {text}"))
}

/// A number of bytes, written as `2 MB`.
#[derive(Debug)]
struct Size(u64);

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Size, D::Error> {
        struct SizeVisitor;
        impl Visitor<'_> for SizeVisitor {
            type Value = Size;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a size like 2 MB")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Size, E> {
                parse_size(text).map(Size).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(SizeVisitor)
    }
}

/// The units of sizes, greatest first, with their bytes.
const SIZES: [(&str, u64); 4] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("", 1)];

/// Reads a size in bytes as `gainsay.yaml` and `--max-file-size` give it: a whole number, and KB, MB or GB where it counts those.
///
/// # Errors
/// A message for the user, where the text is no size.
pub fn parse_size(text: &str) -> Result<u64, String> {
    let upper = text.trim().to_ascii_uppercase();
    let unit = SIZES.iter().find(|(unit, _)| upper.ends_with(unit));
    let size = unit.and_then(|(unit, bytes)| upper[..upper.len() - unit.len()].trim_end().parse::<u64>().ok()?.checked_mul(*bytes));
    size.ok_or_else(|| format!("`{text}` is no size; write a whole number of KB, MB or GB like 2 MB"))
}

/// A size in bytes as a person would write it: in the greatest unit that it is a whole number of.
pub fn size_in_words(bytes: u64) -> String {
    let whole = SIZES.iter().find(|(_, unit)| bytes >= *unit && bytes.is_multiple_of(*unit));
    whole.map_or_else(|| bytes.to_string(), |(name, unit)| format!("{} {}", bytes / unit, if name.is_empty() { "bytes" } else { name }))
}

/// A list of globs, each with its index. A glob that is a path, character by character, matches that path whatever signs it holds.
#[derive(Clone, Debug, Default)]
struct Globs {
    literal: BTreeMap<String, usize>,
    set: GlobSet,
}

impl Globs {
    fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Result<Globs, (usize, globset::Error)> {
        let mut globs = Globs::default();
        let mut set = GlobSetBuilder::new();
        for (index, pattern) in patterns.enumerate() {
            let plain = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
            set.add(GlobBuilder::new(plain).literal_separator(true).build().map_err(|error| (index, error))?);
            globs.literal.insert(plain.to_string(), index);
        }
        globs.set = set.build().map_err(|error| (0, error))?;
        Ok(globs)
    }

    /// Indices of the globs that match, in order; the one that is the path itself last.
    fn matches(&self, path: &str) -> Vec<usize> {
        let mut found = self.set.matches(path);
        if let Some(literal) = self.literal.get(path) {
            found.retain(|index| index != literal);
            found.push(*literal);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 2] = ["event-date-conflict", "name-variant"];

    fn parse(text: &str) -> Config {
        Config::parse("gainsay.yaml", text, &KNOWN).unwrap()
    }

    /// The message of an error, the text that it points at, and its help.
    #[track_caller]
    fn fails(text: &str, message: &str, at: &str) {
        use miette::Diagnostic as _;
        let error = Config::parse("gainsay.yaml", text, &KNOWN).unwrap_err();
        assert_eq!(error.message, message);
        let label = error.labels().unwrap().next().unwrap();
        assert_eq!(&text[label.offset()..label.offset() + label.len()], at);
    }

    #[test]
    fn every_key_is_optional() {
        for text in ["", "# nothing\n", "{}", "documents:\nfacts:\nrules:\nignore:\n"] {
            let config = parse(text);
            assert!(config.documents.is_empty() && config.facts.is_empty() && config.rules.is_empty());
        }
    }

    #[test]
    fn a_path_counts_more_than_a_glob_and_a_later_glob_more_than_an_earlier_one() {
        let config = parse(
            "documents:\n  \"a[1].md\": {date: 2024-01-01}\n  \"*.md\": {date: 2024-01-02}\n  \"b*.md\": {date: 2024-01-03}\n  c/**: {}\n",
        );
        let date = |path: &str| config.date_for(path).map(|d| d.to_string());
        assert_eq!(date("a[1].md").as_deref(), Some("2024-01-01"));
        assert_eq!(date("a.md").as_deref(), Some("2024-01-02"));
        assert_eq!(date("b.md").as_deref(), Some("2024-01-03"));
        assert_eq!(date("c/a.md"), None);
        assert_eq!(config.entries_for("c/a.md"), [3]);
    }

    #[test]
    fn ignoring_a_folder_ignores_what_lies_in_it() {
        let config = parse("ignore: [drafts/, \"old/**\", ./x.md]");
        for path in ["drafts/a.md", "drafts/b/c.md", "old/a.md", "x.md"] {
            assert!(config.ignores(path), "{path}");
        }
        for path in ["a/drafts.md", "olds/a.md", "a/x.md"] {
            assert!(!config.ignores(path), "{path}");
        }
    }

    #[test]
    fn a_fiscal_year_begins_on_a_day_of_every_year() {
        let fiscal = parse("fiscal_year: {starts: 04-01, named_by: start}\n").calendar.fiscal_year;
        assert_eq!(fiscal, Some(FiscalYear { month: 4, day: 1, named_by: NamedBy::Start }));
        assert_eq!(parse("fiscal_year: {starts: 10-01}").calendar.fiscal_year.map(|f| f.named_by), Some(NamedBy::End));
        let message = "fiscal_year.starts: `02-29` is no day of every year; write month and day like 10-01";
        fails("fiscal_year: {starts: 02-29}", message, "02-29");
    }

    #[test]
    fn a_size_is_a_whole_number_of_a_unit() {
        for (text, bytes) in [("2 MB", 2_000_000), ("64kb", 64_000), ("12", 12), ("1 GB", 1_000_000_000)] {
            assert_eq!(parse(&format!("max_file_size: {text}")).max_file_size, Some(bytes));
        }
        assert_eq!([2_000_000, 1_500, 12].map(size_in_words), ["2 MB", "1500 bytes", "12 bytes"]);
        let message = |size: &str| format!("max_file_size: `{size}` is no size; write a whole number of KB, MB or GB like 2 MB");
        fails("max_file_size: many", &message("many"), "many");
        fails("max_file_size: 1.5", &message("1.5"), "1.5");
    }

    #[test]
    fn dates_without_a_year_take_it_from_where_configuration_says() {
        let year = |text: &str| parse(text).calendar.missing_year;
        assert_eq!(year("dates: {}"), MissingYear::Publication);
        assert_eq!(year("dates: {year: nearest}"), MissingYear::Nearest);
        assert_eq!(year("dates: {year: none}"), MissingYear::Never);
        assert_eq!(year("dates: {year: 2024}"), MissingYear::Year(2024));
        fails("dates: {year: soon}", "dates.year: `soon` is no year; write `nearest`, `none` or a year like 2024", "soon");
        fails("dates: {year: 24}", "dates.year: 24 is no year of copy; write one from 1000 to 2999", "24");
        fails("dates:\n  yaer: 2024\n", "dates: unknown field `yaer`, expected `year`", "yaer");
    }

    #[test]
    fn mistakes_are_pointed_at() {
        fails(
            "rule: {}",
            "unknown field `rule`, expected one of `documents`, `facts`, `rules`, `ignore`, `fiscal_year`, `max_file_size`, `dates`",
            "rule",
        );
        fails("rules:\n  event-date-conflct: off\n", "rules: there is no rule `event-date-conflct`", "event-date-conflct");
        fails("documents:\n  é.md: {date: 2024-02-30}\n", "documents.é.md.date: the calendar has no day 2024-02-30", "2024-02-30");
        fails(
            "documents:\n  a.md: {date: March 4}\n",
            "documents.a.md.date: `March 4` is no date; write year, month and day like 2024-03-04",
            "March",
        );
        fails("ignore:\n  - a\n  - \"b[\"\n", "error parsing glob 'b[': unclosed character class; missing ']'", "\"b[\"");
    }
}
