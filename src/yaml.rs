//! The one door to serde_yaml: every YAML file of the program and its users is read here, with errors that point into the file.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use serde::de::DeserializeOwned;

/// A YAML file that does not say what it should.
#[derive(Debug)]
pub struct YamlError {
    /// What is wrong and, for an unknown key, which keys exist.
    pub message: String,
    pub help: Option<String>,
    /// Boxed, so that a `Result` stays small.
    place: Box<Place>,
}

#[derive(Debug)]
struct Place {
    source: NamedSource<String>,
    at: Option<SourceSpan>,
}

impl YamlError {
    fn new(name: &str, text: &str, at: Option<SourceSpan>, message: String) -> YamlError {
        YamlError { message, help: None, place: Box::new(Place { source: NamedSource::new(name, text.to_string()), at }) }
    }

    /// An error found after parsing, at a byte range of the file's text.
    pub fn at(name: &str, text: &str, range: std::ops::Range<usize>, message: impl Into<String>) -> YamlError {
        YamlError::new(name, text, Some((range.start, range.len()).into()), message.into())
    }

    /// An error of the file as a whole.
    pub fn of_file(name: &str, text: &str, message: impl Into<String>) -> YamlError {
        YamlError::new(name, text, None, message.into())
    }

    /// The same with advice on what to do.
    pub fn with_help(mut self, help: impl Into<String>) -> YamlError {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place.source.name(), self.message)
    }
}

impl std::error::Error for YamlError {}

impl Diagnostic for YamlError {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.place.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let at = self.place.at?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some("here".into()), at))))
    }
}

/// Reads one YAML document. An empty one reads as `null`.
///
/// # Errors
/// Syntax errors, unknown keys and wrong types, with the place in the file.
pub fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, YamlError> {
    serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map(|place| word_at(text, place.index()));
        YamlError::new(name, text, at, strip_position(&error.to_string()))
    })
}

/// Reads a file of the binary's own vocabulary.
///
/// # Panics
/// Where the file is malformed: a defect of the build, which every test run shows, never one of the input.
pub fn builtin<T: DeserializeOwned>(name: &str, text: &str) -> T {
    parse(name, text).unwrap_or_else(|error| panic!("built-in {error}"))
}

/// The word that starts at or before a byte, so that a label underlines the key and not one letter of it.
fn word_at(text: &str, index: usize) -> SourceSpan {
    let start = text.floor_char_boundary(index.min(text.len()));
    let length = text[start..].find(|c: char| c.is_whitespace() || c == ':' || c == ',').unwrap_or(text.len() - start);
    (start, length.max(usize::from(start < text.len()))).into()
}

/// serde_yaml puts "at line 1 column 2" at the end of its messages; the label says it better.
fn strip_position(message: &str) -> String {
    match message.rfind(" at line ") {
        Some(at) if message[at..].chars().all(|c| c.is_ascii_digit() || c.is_ascii_alphabetic() || c == ' ') => message[..at].to_string(),
        _ => message.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        #[allow(dead_code, reason = "only the errors of reading it matter here")]
        date: String,
    }

    #[test]
    fn an_unknown_key_is_pointed_at_and_the_known_ones_are_named() {
        let error = parse::<Entry>("a.yaml", "date: x\ndaet: y\n").unwrap_err();
        assert_eq!(error.message, "unknown field `daet`, expected `date`");
        let at = error.place.at.unwrap();
        assert_eq!((at.offset(), at.len()), (8, 4));
    }
}
