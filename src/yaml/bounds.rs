//! Whether a YAML text is in proportion: serde_yaml takes time by the depth of brackets for every token, and follows aliases without regard to
//! what they hold.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

/// How deep lists and maps in brackets may nest. The scanner under serde_yaml takes time by depth for every token.
pub(super) const DEEPEST: usize = 64;

/// Where brackets nest deeper than [`DEEPEST`], as a byte; `None` where they do not.
pub(super) fn too_deep(text: &str) -> Option<usize> {
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
pub(super) fn expansion_error(text: &str) -> Option<serde_yaml::Error> {
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

#[cfg(test)]
mod tests {
    use super::DEEPEST;
    use crate::yaml::{YamlError, parse, place_of_key};

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
