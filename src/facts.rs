//! Fact sheets: a YAML list of what is known, as claims in plain words.

use std::fmt;
use std::ops::Range;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::yaml::{self, YamlError};

/// One line of a fact sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about, in plain words: "second round of talks".
    pub subject: String,
    /// What is said of it: "date", "revenue in the third quarter".
    pub attribute: String,
    /// As copy would write it: "2025-06-02", "2.46 billion kroner".
    pub value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'t> {
    #[serde(borrow)]
    facts: Vec<Line<'t>>,
}

/// A fact as the file writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'t> {
    #[serde(borrow)]
    subject: Written<'t>,
    #[serde(borrow)]
    attribute: Written<'t>,
    #[serde(borrow)]
    value: Written<'t>,
}

/// A fact sheet as read.
#[derive(Clone, Debug, Default)]
pub struct FactSheet {
    /// As shown in reports.
    pub name: String,
    pub facts: Vec<Fact>,
    /// Where each fact's value stands in the file, as a byte range. A value that the file writes otherwise than it reads (with escapes, over
    /// several lines) stands where the first part of its fact does that is written plainly.
    pub values: Vec<Range<usize>>,
}

/// Reads a fact sheet, in one pass.
///
/// # Errors
/// Text that is no fact sheet, with the place in the file.
pub fn parse(name: &str, text: &str) -> Result<FactSheet, YamlError> {
    let file: Option<File> = yaml::parse(name, text)?;
    let lines = file.unwrap_or_default().facts;
    let place = |line: &Line| [&line.value, &line.attribute, &line.subject].into_iter().find_map(|written| written.place(text));
    let values = lines.iter().map(|line| place(line).unwrap_or(0..0)).collect();
    let fact = |line: Line| Fact { subject: line.subject.text, attribute: line.attribute.text, value: line.value.text };
    Ok(FactSheet { name: name.to_string(), facts: lines.into_iter().map(fact).collect(), values })
}

/// Any YAML scalar, as text: a fact sheet may write 47 or "47".
#[derive(Debug)]
struct Written<'t> {
    text: String,
    /// The same in the file, where the file writes it as it reads.
    plain: Option<&'t str>,
}

impl Written<'_> {
    /// Where it stands in the text that it was read from, as a byte range.
    fn place(&self, text: &str) -> Option<Range<usize>> {
        let plain = self.plain?;
        let start = (plain.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        (text.get(start..start + plain.len())? == plain).then_some(start..start + plain.len())
    }
}

impl<'de: 't, 't> Deserialize<'de> for Written<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Written<'t>, D::Error> {
        struct Scalar;
        impl<'de> Visitor<'de> for Scalar {
            type Value = Written<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, a date or words")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Written<'de>, E> {
                match text {
                    "" | "~" | "null" => Err(E::invalid_type(Unexpected::Unit, &self)),
                    _ => Ok(Written { text: text.to_string(), plain: None }),
                }
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Written<'de>, E> {
                self.visit_str(text).map(|written: Written<'de>| Written { plain: Some(text), ..written })
            }
        }
        deserializer.deserialize_str(Scalar)
    }
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
    fn a_value_that_is_not_written_as_it_reads_has_its_place_in_its_fact() {
        let text = "facts:\n- {subject: the vote, attribute: date, value: \"4\\u0020March\"}\n- value: >\n    of two\n    lines\n  \
                    subject: the vote\n  attribute: \"votes\"\n- {subject: a, attribute: b, value: \"é 3\"}\n";
        let sheet = parse("facts.yaml", text).unwrap();
        let places: Vec<&str> = sheet.values.iter().map(|place| &text[place.clone()]).collect();
        assert_eq!(sheet.facts[1].value, "of two lines\n");
        assert_eq!(places, ["date", "votes", "é 3"]);
    }

    #[test]
    fn a_fact_without_a_value_is_no_fact() {
        for value in ["", "~", "[1, 2]"] {
            let error = parse("facts.yaml", &format!("facts:\n- {{subject: a, attribute: b, value: {value}}}\n")).unwrap_err();
            assert!(error.message.contains("expected a number, a date or words"), "{error}");
        }
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
