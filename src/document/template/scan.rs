//! Finds the tags in one pass. A search that fails is not made again from a later byte, so that the time is linear in the text.

use std::collections::HashMap;
use std::ops::Range;

use super::super::vocabulary::{HEADERS, holds};
use super::{Along, Dialect, Region};

/// A component of JSX or an attribute in braces is no longer than this.
const LONGEST: usize = 2048;

/// Tags of templates: what opens and closes them. A longer opening stands before a shorter one.
const PAIRS: [(&str, &str); 6] = [("{{{", "}}}"), ("{{", "}}"), ("{%", "%}"), ("{/*", "*/}"), ("<%", "%>"), ("{#", "#}")];

/// Where the tags in a text stand. `code` says where code stands in which they are text.
pub(super) fn regions(text: &str, dialect: Dialect, code: &[Range<usize>]) -> Vec<Region> {
    let mut scan = Scan { text, dialect, found: Vec::new(), searches: HashMap::new() };
    let mut code = Along { ranges: code };
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '<', '[', '!', '^']) {
        at += found;
        at = code.end_at(at).filter(|end| *end > at).unwrap_or_else(|| scan.step(at));
    }
    scan.found
}

struct Scan<'t> {
    text: &'t str,
    dialect: Dialect,
    found: Vec<Region>,
    /// For each text that was searched, where it stands next after the byte searched from; `usize::MAX` where nowhere.
    searches: HashMap<String, usize>,
}

impl Scan<'_> {
    /// Reads what stands at a byte; gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("<!--") {
            return self.next("-->", at + 4).map_or(at + 4, |end| end + 3);
        }
        let tag = self.tag(at).or_else(|| if self.dialect == Dialect::Html { None } else { self.markdown(at) });
        let Some(region) = tag else { return at + 1 };
        let end = region.range.end;
        self.found.push(region);
        end.max(at + 1)
    }

    /// Where a text stands next at or after a byte. Bytes asked for with one text must not shrink.
    fn next(&mut self, wanted: &str, from: usize) -> Option<usize> {
        let known = self.searches.get(wanted).copied().filter(|known| *known >= from);
        let found = known.unwrap_or_else(|| {
            let found = self.text.get(from..).and_then(|rest| rest.find(wanted)).map_or(usize::MAX, |i| from + i);
            self.searches.insert(wanted.to_string(), found);
            found
        });
        (found < usize::MAX).then_some(found)
    }

    /// The end of the paragraph that holds a byte.
    fn paragraph_end(&mut self, from: usize) -> usize {
        let unix = self.next("\n\n", from).unwrap_or(self.text.len());
        unix.min(self.next("\n\r\n", from).unwrap_or(self.text.len()))
    }

    /// The tag of a template at a byte, with the listing that it opens.
    fn tag(&mut self, at: usize) -> Option<Region> {
        let (open, close) = *PAIRS.iter().find(|(open, _)| self.text[at..].starts_with(open))?;
        let inside = at + open.len();
        let end = self.next(close, inside)?;
        if end > self.paragraph_end(inside) || open == "{#" && (self.dialect != Dialect::Html && self.text[inside..end].contains('}')) {
            return None;
        }
        let end = end + close.len();
        let end = self.listing_end(&self.text[inside..end - close.len()], end).unwrap_or(end);
        Some(Region { range: at..end, block: true })
    }

    /// The end of the tag that closes what a tag opens, where what stands between them is a listing or a remark: `{% highlight sh %}`.
    fn listing_end(&mut self, inside: &str, from: usize) -> Option<usize> {
        let inside = inside.trim_start_matches(['<', '%', '-', '+', ' ', '\t', '\n']);
        let name = inside.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|name| holds(&HEADERS.listings, name))?;
        let closings = [(format!("end{name}"), "{%", "%}"), (format!("/{name}"), "{{", "}}"), (format!("/ {name}"), "{{", "}}")];
        let ends = closings.into_iter().filter_map(|(wanted, open, close)| {
            let at = self.next(&wanted, from)?;
            let before = self.text[..at].trim_end_matches([' ', '-', '+', '<']);
            let opened = before.ends_with(open) || before.ends_with("{{%");
            let end = line(&self.text[at..]).find(close).filter(|_| opened)?;
            Some(at + end + close.len())
        });
        ends.min()
    }

    /// What only Markdown holds at a byte: attributes in braces, components, pictures, signs of footnotes.
    fn markdown(&mut self, at: usize) -> Option<Region> {
        let rest = &self.text[at..];
        let inline = |length: usize| Region { range: at..at + length, block: false };
        match rest.as_bytes()[0] {
            b'{' => braces(rest, self.dialect).map(|(length, block)| Region { range: at..at + length, block }),
            b'<' => component(rest, self.dialect).map(|length| Region { range: at..at + length, block: true }),
            b'!' => picture(rest).map(inline),
            b'[' => footnote_sign(rest).map(inline),
            b'^' => inline_note(rest).map(inline),
            _ => None,
        }
    }
}

/// The part of a line from its start that is short enough to hold what stands within a line.
fn line(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    head.split('\n').next().unwrap_or(head)
}

/// The length of attributes or of the name of a value in braces, and whether they are those of a block. In MDX all braces hold code.
fn braces(rest: &str, dialect: Dialect) -> Option<(usize, bool)> {
    if dialect == Dialect::Mdx {
        return balanced(rest).map(|length| (length, false));
    }
    let line = line(rest);
    let end = line.find('}')?;
    let inside = &line[1..end];
    let name_length = inside.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.')).unwrap_or(inside.len());
    let named = inside.starts_with(|c: char| c.is_alphabetic());
    let attribute = inside.starts_with([':', '.', '#']) && inside.len() > 1 || named && inside[name_length..].starts_with('=');
    let value = named && name_length == inside.len();
    (!inside.contains('{') && (attribute || value)).then_some((end + 1, attribute))
}

/// The length of a text in braces, with the braces in it.
fn balanced(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The length of the tag of a component, `<Card title={title} />`: one with code in braces, in MDX also one with a name in mixed case.
fn component(rest: &str, dialect: Dialect) -> Option<usize> {
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_')).unwrap_or(name.len());
    let (name, after) = name.split_at(length);
    let starts =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && after.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
    let fragment = name.is_empty() && after.starts_with('>');
    let mixed = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase());
    if !(starts || fragment && dialect == Dialect::Mdx) {
        return None;
    }
    let offset = rest.len() - after.len();
    let (end, has_code) = tag_end(after)?;
    (has_code || dialect == Dialect::Mdx && (mixed || fragment)).then_some(offset + end)
}

/// How many bytes go up to the end of a tag, and whether it holds code in braces.
fn tag_end(attributes: &str) -> Option<(usize, bool)> {
    let (mut depth, mut quote, mut has_code) = (0_usize, None, false);
    for (at, byte) in attributes.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (Some(open), _) => quote = (open != byte).then_some(open),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => {
                depth += 1;
                // In a tag, `{{ x }}` and `{% x %}` are those of a template unless they are an attribute's value.
                has_code |= attributes[..at].ends_with('=') || attributes[at + 1..].starts_with("...");
            }
            (None, b'}') => depth = depth.checked_sub(1)?,
            (None, b'>') if depth == 0 => return Some((at + 1, has_code)),
            (None, b'<') if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The length of a picture on one line: `![text](address "title")`, `![text][name]`.
fn picture(rest: &str) -> Option<usize> {
    let line = line(rest);
    let text = line.strip_prefix("![")?.find(']')? + 3;
    let close = match line.as_bytes().get(text)? {
        b'(' => ')',
        b'[' => ']',
        _ => return None,
    };
    Some(text + line[text..].find(close)? + 1)
}

/// The length of a note that stands where its sign would, `^[Moe, page 47.]`.
fn inline_note(rest: &str) -> Option<usize> {
    let line = line(rest);
    let mut depth = 0_usize;
    for (at, byte) in line.strip_prefix('^')?.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return (at > 0).then_some(at + 2);
        }
    }
    None
}

/// The length of the sign of a footnote, `[^1]`, where it does not open the note.
fn footnote_sign(rest: &str) -> Option<usize> {
    let line = line(rest);
    let name = line.strip_prefix("[^")?;
    let length =
        name.find(|c: char| c == ']' || c == '[' || c.is_whitespace()).filter(|length| *length > 0 && name[*length..].starts_with(']'))?;
    let end = length + 3;
    (!line[end..].starts_with(':')).then_some(end)
}
