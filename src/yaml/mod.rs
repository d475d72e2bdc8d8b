//! The one door to serde_yaml: every YAML file of the program and its users is read here, with errors that point into the file.

mod bounds;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

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
        let at = at.map(|at| {
            let (before, rest) = text.split_at(text.floor_char_boundary(at.offset()));
            let here = &rest[..rest.floor_char_boundary(at.len())];
            (visible(before).len(), visible(here).len()).into()
        });
        let source = NamedSource::new(name, visible(text).into_owned());
        YamlError { message: visible(&message).into_owned(), help: None, place: Box::new(Place { source, at }) }
    }

    /// An error found after parsing, at a byte range of the file's text.
    pub fn at(name: &str, text: &str, range: Range<usize>, message: impl Into<String>) -> YamlError {
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

/// A text with signs of replacement for the control characters that a terminal would obey.
fn visible(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    match text.contains(obeyed) {
        true => Cow::Owned(text.replace(obeyed, "\u{FFFD}")),
        false => Cow::Borrowed(text),
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

/// Reads one YAML document, which may borrow from the text. An empty one reads as `null`.
///
/// # Errors
/// Syntax errors, unknown keys and wrong types, with the place in the file. Brackets in brackets and aliases in aliases beyond what a person writes are errors as well: they would take time and memory
/// out of proportion to the file.
pub fn parse<'t, T: Deserialize<'t>>(name: &str, text: &'t str) -> Result<T, YamlError> {
    if let Some(at) = bounds::too_deep(text) {
        return Err(YamlError::at(name, text, at..at + 1, format!("lists and maps nest more than {} deep", bounds::DEEPEST)));
    }
    match bounds::expansion_error(text) {
        Some(error) => Err(refused(name, text, &error)),
        None => read(name, text),
    }
}

/// Reads what is known to be in proportion.
fn read<'t, T: Deserialize<'t>>(name: &str, text: &'t str) -> Result<T, YamlError> {
    serde_yaml::from_str(text).map_err(|error| refused(name, text, &error))
}

fn refused(name: &str, text: &str, error: &serde_yaml::Error) -> YamlError {
    let at = error.location().map(|place| word_at(text, place.index()).into());
    YamlError::new(name, text, at, strip_position(&error.to_string()))
}

/// Reads a file of the binary's own vocabulary.
///
/// # Panics
/// Where the file is malformed: a defect of the build, which every test run shows, never one of the input.
pub fn builtin<T: DeserializeOwned>(name: &str, text: &str) -> T {
    read(name, text).unwrap_or_else(|error| panic!("built-in {error}"))
}

/// Where the value stands that a path of keys leads to (an item of a list is named by its number, from 0), as a byte range of the
/// word that starts it; `None` where there is none.
pub fn place_of_value(text: &str, path: &[&str]) -> Option<Range<usize>> {
    place(text, path, Wanted::Value)
}

/// Where the last key of a path of keys stands, as a byte range; `None` where there is none.
pub fn place_of_key(text: &str, path: &[&str]) -> Option<Range<usize>> {
    place(text, path, Wanted::Key)
}

/// serde_yaml tells places by its errors alone, so the text is read again with a reader that fails at the place looked for.
fn place(text: &str, path: &[&str], wanted: Wanted) -> Option<Range<usize>> {
    if bounds::too_deep(text).is_some() {
        return None;
    }
    let error = Finder { path, wanted }.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    error.to_string().contains(FOUND).then(|| error.location())?.map(|place| word_at(text, place.index()))
}

/// What the reader that fails says where it was meant to.
const FOUND: &str = "the place that was looked for";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Key,
    Value,
}

/// Follows a path of keys and fails at its end.
#[derive(Clone, Copy)]
struct Finder<'p> {
    path: &'p [&'p str],
    wanted: Wanted,
}

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Finder<'_> {
    type Value = ();

    /// serde says it where a value has no keys, or is a scalar, which is where a value's path ends.
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(if self.path.is_empty() { FOUND } else { "a map" })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        let last = rest.is_empty() && self.wanted == Wanted::Key;
        while let Some(here) = map.next_key_seed(KeyIs { key: first, fail: last })? {
            match here {
                true => map.next_value_seed(Finder { path: rest, ..self })?,
                false => map.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        let wanted = first.parse::<usize>().ok();
        for index in 0.. {
            let more = match wanted == Some(index) {
                true => seq.next_element_seed(Finder { path: rest, ..self })?.is_some(),
                false => seq.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                break;
            }
        }
        Ok(())
    }
}

/// Whether a key is this one; fails there where it is asked to.
struct KeyIs<'p> {
    key: &'p str,
    fail: bool,
}

impl<'de> DeserializeSeed<'de> for KeyIs<'_> {
    type Value = bool;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyIs<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        match key == self.key {
            true if self.fail => Err(E::custom(FOUND)),
            same => Ok(same),
        }
    }
}

/// The word that starts at or before a byte, so that a label underlines the key and not one letter of it.
fn word_at(text: &str, index: usize) -> Range<usize> {
    let start = text.floor_char_boundary(index.min(text.len()));
    let rest = &text[start..];
    let quoted = rest.chars().next().filter(|c| matches!(c, '"' | '\'')).and_then(|quote| rest[1..].find(quote)).map(|end| end + 2);
    let end = quoted.or_else(|| rest.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ']' | '}')));
    let length = end.unwrap_or(rest.len()).max(rest.chars().next().map_or(0, char::len_utf8));
    start..start + length
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

    #[test]
    fn control_characters_are_not_given_to_a_terminal() {
        let text = "a: \u{1b}[31m\n\u{9b}b: [\n";
        let error = YamlError::at("a.yaml", text, text.find('b').unwrap()..text.find(':').unwrap(), "no \u{7}bell");
        assert_eq!(error.message, "no \u{FFFD}bell");
        assert!(!format!("{:?}", miette::Report::new(error)).contains(['\u{1b}', '\u{9b}', '\u{7}']));
    }

    #[test]
    fn places_are_found_by_their_path() {
        let text = "# é\nrules: {a: note, \"b c\": off}\nfacts:\n  - x.yaml\n  - y.yaml\n";
        let word = |range: Option<Range<usize>>| range.map(|r| &text[r]);
        assert_eq!(word(place_of_key(text, &["rules", "b c"])), Some("\"b c\""));
        assert_eq!(word(place_of_value(text, &["rules", "b c"])), Some("off"));
        assert_eq!(word(place_of_value(text, &["facts", "1"])), Some("y.yaml"));
        assert_eq!(word(place_of_value(text, &["facts", "2"])), None);
        assert_eq!(word(place_of_key(text, &["ruels"])), None);
    }
}
