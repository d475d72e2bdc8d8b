//! The one door to serde_yaml: every YAML file of the program and its users is read here, with errors that point into the file.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

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
/// Syntax errors, unknown keys and wrong types, with the place in the file.
/// Brackets in brackets and aliases in aliases beyond what a person writes are errors as well: they would take time and memory
/// out of proportion to the file.
pub fn parse<'t, T: Deserialize<'t>>(name: &str, text: &'t str) -> Result<T, YamlError> {
    if let Some(at) = too_deep(text) {
        return Err(YamlError::at(name, text, at..at + 1, format!("lists and maps nest more than {DEEPEST} deep")));
    }
    let refused = |error: serde_yaml::Error| {
        let at = error.location().map(|place| word_at(text, place.index()).into());
        YamlError::new(name, text, at, strip_position(&error.to_string()))
    };
    if let Some(error) = expansion_error(text) {
        return Err(refused(error));
    }
    serde_yaml::from_str(text).map_err(refused)
}

/// How deep lists and maps in brackets may nest. The scanner under serde_yaml takes time by depth for every token.
const DEEPEST: usize = 64;

/// Where brackets nest deeper than [`DEEPEST`], as a byte; `None` where they do not.
fn too_deep(text: &str) -> Option<usize> {
    let mut scan = BracketScan { bytes: text.as_bytes(), at: 0, line: 0, depth: 0, starts: true, node: 0, parent: None };
    while scan.at < scan.bytes.len() {
        if scan.depth > DEEPEST {
            return Some(scan.at - 1);
        }
        scan.step();
    }
    (scan.depth > DEEPEST).then(|| scan.at - 1)
}

/// Follows the brackets of a YAML text, and knows of quotes, comments, plain and block scalars as much as it takes not to count theirs.
struct BracketScan<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Where the line starts.
    line: usize,
    depth: usize,
    /// Whether a node may start here: a bracket, quotation mark or `|` is none in the middle of a plain scalar.
    starts: bool,
    /// The column of the node that started last, and the one of the last key or `-`: a block scalar is indented deeper than that.
    node: usize,
    parent: Option<usize>,
}

impl BracketScan<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// Whether white space or the end of the text stands at a byte.
    fn is_gap(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| byte.is_ascii_whitespace())
    }

    /// Goes on to the first byte, from here on, of this kind.
    fn skip_to(&mut self, is_end: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        self.at += rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
    }

    fn step(&mut self) {
        let at = self.at;
        let column = at - self.line;
        let in_block = self.depth == 0;
        self.at += 1;
        match self.bytes[at] {
            b'\n' | b'\r' => {
                self.line = self.at;
                self.starts |= in_block;
            }
            b' ' | b'\t' => {}
            b'#' if at == 0 || self.is_gap(at - 1) => self.skip_to(|byte| matches!(byte, b'\n' | b'\r')),
            b'[' | b'{' if self.starts || !in_block => {
                self.depth += 1;
                self.starts = true;
            }
            b']' | b'}' if !in_block => {
                self.depth -= 1;
                self.starts = false;
            }
            b',' if !in_block => self.starts = true,
            b':' if self.is_gap(self.at) || !in_block => {
                self.parent = if in_block { Some(self.node) } else { self.parent };
                self.starts = true;
            }
            b'-' | b'?' if in_block && self.starts && self.is_gap(self.at) => self.parent = Some(column),
            b'&' | b'!' if self.starts => {
                self.skip_to(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']' | b'{' | b'}'))
            }
            b'|' | b'>' if in_block && self.starts => self.block_scalar(),
            quote @ (b'"' | b'\'') if self.starts => {
                self.node = column;
                self.quoted(quote);
            }
            _ => {
                self.node = if self.starts { column } else { self.node };
                self.starts = false;
            }
        }
    }

    /// Skips a quoted scalar; a doubled single quotation mark reads as two scalars, which comes to the same.
    fn quoted(&mut self, quote: u8) {
        while let Some(byte) = self.byte(self.at) {
            self.at += 1;
            match byte {
                b'\\' if quote == b'"' => self.at += 1,
                b'\n' => self.line = self.at,
                _ if byte == quote => break,
                _ => {}
            }
        }
        self.starts = self.byte(self.at) == Some(quote);
    }

    /// Skips the lines of a block scalar.
    fn block_scalar(&mut self) {
        loop {
            self.skip_to(|byte| byte == b'\n');
            self.at += 1;
            self.line = self.at.min(self.bytes.len());
            let start = self.line;
            self.at = start;
            self.skip_to(|byte| byte != b' ');
            let is_blank = matches!(self.byte(self.at), Some(b'\n' | b'\r'));
            if self.at >= self.bytes.len() || !is_blank && self.parent.is_some_and(|parent| self.at - start <= parent) {
                self.starts = true;
                return;
            }
        }
    }
}

/// What aliases make of a text where that is out of proportion to it, and so an error; serde_yaml bounds how many are followed, not
/// what they hold.
fn expansion_error(text: &str) -> Option<serde_yaml::Error> {
    if !(text.contains('&') && text.contains('*')) {
        return None;
    }
    // Without aliases every node has a byte of its own.
    let budget = Cell::new(4 * text.len() + 1000);
    let error = Measure(&budget).deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    (budget.get() == 0).then_some(error)
}

/// Counts the nodes of a value, with those that aliases stand for, until the budget is spent.
#[derive(Clone, Copy)]
struct Measure<'b>(&'b Cell<usize>);

impl Measure<'_> {
    fn count<E: serde::de::Error>(self) -> Result<(), E> {
        self.0.set(self.0.get().saturating_sub(1));
        if self.0.get() == 0 { Err(E::custom("aliases stand for far more than the file holds")) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for Measure<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Measure<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key_seed(self)?.is_some() {
            map.next_value_seed(self)?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(), A::Error> {
        data.variant::<IgnoredAny>()?.1.newtype_variant_seed(self)
    }
}

/// Reads a file of the binary's own vocabulary.
///
/// # Panics
/// Where the file is malformed: a defect of the build, which every test run shows, never one of the input.
pub fn builtin<T: DeserializeOwned>(name: &str, text: &str) -> T {
    parse(name, text).unwrap_or_else(|error| panic!("built-in {error}"))
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
    if too_deep(text).is_some() {
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

    fn any(text: &str) -> Result<serde_yaml::Value, YamlError> {
        parse("a.yaml", text)
    }

    #[test]
    fn brackets_that_nest_too_deep_are_pointed_at() {
        for open in ["[", "{", "[ {", "- [", "a: !x [", "? &b {"] {
            let error = any(&open.repeat(100_000)).unwrap_err();
            assert!(error.message.contains("more than 64 deep") && error.place.at.is_some(), "{open}: {error}");
        }
        let before = "key: |\n  text\nother: ";
        let error = any(&format!("{before}{}", "[".repeat(70))).unwrap_err();
        assert_eq!(error.place.at.unwrap().offset(), before.len() + DEEPEST);
        assert!(place_of_key(&"[".repeat(100_000), &["a"]).is_none());
    }

    #[test]
    fn blocks_that_nest_too_deep_are_refused() {
        for open in ["- ", "? "] {
            assert!(any(&open.repeat(100_000)).is_err());
        }
    }

    #[test]
    fn brackets_in_scalars_and_comments_nest_nothing() {
        let many = "[{".repeat(100);
        let texts = [
            format!("# {many}\na: b # {many}\n"),
            format!("a: \"{many} \\\" {many}\"\nb: 'it''s {many}'\n"),
            format!("a: |\n  {many}\n\n   {many}\nb: c\n"),
            format!("- k: >-\n    {many}\n  l: m\n- |\n {many}\n-\n  |\n  {many}\n"),
            format!("a: so{many}\nb: it's {many}\n"),
            format!("a: [it's, \"{many}\", '{many}', b]\n"),
            "- [a, {b: [c]}]\n".repeat(500),
            format!("{}1{}", "[".repeat(60), "]".repeat(60)),
        ];
        for text in texts {
            any(&text).unwrap();
        }
    }

    #[test]
    fn aliases_may_repeat_what_they_name_but_not_grow_out_of_proportion() {
        any("a: &a {x: [1, 2.5, ~, yes, !t z]}\nb: *a\nc: [*a, *a]\n").unwrap();
        let mut grown = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_string();
        for level in 1..10 {
            grown.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
        }
        let wide = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(100_000), "*a, ".repeat(100_000));
        for text in [grown, wide] {
            let error = any(&text).unwrap_err();
            assert!(error.message.contains("aliases") && error.place.at.is_some(), "{error}");
        }
    }
}
