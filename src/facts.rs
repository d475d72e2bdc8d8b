//! Fact sheets: a YAML list of what is known, as claims in plain words.

use serde::Deserialize;

use crate::yaml::{self, YamlError};

/// One line of a fact sheet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is about, in plain words: "second round of talks".
    pub subject: String,
    /// What is said of it: "date", "revenue in the third quarter".
    pub attribute: String,
    /// As copy would write it: "2025-06-02", "2.46 billion kroner".
    #[serde(deserialize_with = "scalar")]
    pub value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    facts: Vec<Fact>,
}

/// A fact sheet as read.
#[derive(Clone, Debug, Default)]
pub struct FactSheet {
    /// As shown in reports.
    pub name: String,
    pub facts: Vec<Fact>,
    /// Where each fact's value stands in the file, as a byte range.
    pub values: Vec<std::ops::Range<usize>>,
}

/// Reads a fact sheet.
///
/// # Errors
/// Text that is no fact sheet, with the place in the file.
pub fn parse(name: &str, text: &str) -> Result<FactSheet, YamlError> {
    let file: Option<File> = yaml::parse(name, text)?;
    let facts = file.unwrap_or_default().facts;
    let place = |at: usize| yaml::place_of_value(text, &["facts", &at.to_string(), "value"]).unwrap_or(0..0);
    let values = (0..facts.len()).map(place).collect();
    Ok(FactSheet { name: name.to_string(), facts, values })
}

/// Any YAML scalar, as text: a fact sheet may write 47 or "47".
fn scalar<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Scalar;
    impl serde::de::Visitor<'_> for Scalar {
        type Value = String;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a number, a date or words")
        }
        fn visit_str<E>(self, v: &str) -> Result<String, E> {
            Ok(v.to_string())
        }
        fn visit_i64<E>(self, v: i64) -> Result<String, E> {
            Ok(v.to_string())
        }
        fn visit_u64<E>(self, v: u64) -> Result<String, E> {
            Ok(v.to_string())
        }
        fn visit_f64<E>(self, v: f64) -> Result<String, E> {
            Ok(v.to_string())
        }
        fn visit_bool<E>(self, v: bool) -> Result<String, E> {
            Ok(if v { "yes" } else { "no" }.to_string())
        }
    }
    deserializer.deserialize_any(Scalar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_the_file() {
        let text =
            "facts:\n- {subject: the vote, attribute: date, value: 2021-03-04}\n- {subject: the vote, attribute: votes, value: 54}\n";
        let sheet = parse("facts.yaml", text).unwrap();
        assert_eq!(sheet.facts[1].value, "54");
        assert_eq!(&text[sheet.values[0].clone()], "2021-03-04");
        assert_eq!(&text[sheet.values[1].clone()], "54");
    }

    #[test]
    fn a_misspelt_key_is_named() {
        let error = parse("facts.yaml", "facts:\n- {subject: a, atribute: b, value: c}\n").unwrap_err();
        assert!(error.message.contains("unknown field `atribute`"), "{error}");
    }

    #[test]
    fn an_empty_sheet_has_no_facts() {
        assert!(parse("facts.yaml", "").unwrap().facts.is_empty());
    }
}
