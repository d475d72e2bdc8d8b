//! Lines that are no text as a whole: fences and titles of admonitions, modules of MDX, attributes of AsciiDoc at the head.

use std::ops::Range;

use super::{Along, Dialect, Region};

/// What opens a line of an admonition, tab or snippet, with whether what follows belongs to another block.
const FENCES: [(&str, bool); 6] = [(":::", true), ("!!! ", false), ("??? ", false), ("???+ ", false), ("=== \"", false), ("<<< ", true)];
/// A line of AsciiDoc attributes has a shorter name.
const LONGEST_NAME: usize = 40;

/// The lines of Markdown that are no text. `code` says where its code stands.
pub(super) fn regions(text: &str, dialect: Dialect, code: &[Range<usize>]) -> Vec<Region> {
    let mut regions = attributes(text);
    let mut code = Along { ranges: code };
    let mut at = 0;
    let mut masked_to = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim();
        let indent = line.len() - line.trim_start().len();
        if content.is_empty() || start < masked_to || code.end_at(start + indent).is_some() {
            continue;
        }
        let fence = FENCES.iter().find(|(sign, _)| content.starts_with(sign));
        if let Some((_, block)) = fence {
            regions.push(Region { range: start + indent..start + line.trim_end().len(), block: *block });
        } else if indent == 0 && is_module(line, dialect) {
            masked_to = start + module_length(&text[start..]);
            regions.push(Region { range: start..masked_to, block: true });
        }
    }
    regions
}

/// Whether a line imports or exports: `import Card from "../card.js"`. Outside of MDX only what can be nothing else.
fn is_module(line: &str, dialect: Dialect) -> bool {
    let Some(rest) = line.strip_prefix("import ").or_else(|| line.strip_prefix("export ")) else { return false };
    let rest = rest.trim();
    let quoted = |text: &str| text.starts_with(['"', '\'']) && text.trim_end_matches(';').ends_with(['"', '\'']);
    let imports = quoted(rest) || rest.split_once(" from ").is_some_and(|(_, from)| quoted(from.trim()));
    let declares = ["const ", "default ", "function ", "let ", "async ", "class "].iter().any(|word| rest.starts_with(word));
    imports || dialect == Dialect::Mdx && (declares || rest.starts_with(['{', '*']))
}

/// How many bytes at the start of a text are modules: lines up to a blank one outside of brackets.
fn module_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() && depth == 0 {
            break;
        }
        for byte in line.bytes() {
            match byte {
                b'{' | b'[' | b'(' => depth += 1,
                b'}' | b']' | b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        length += line.len();
        if depth == 0 && line.trim_end().ends_with([';', '"', '\'']) {
            break;
        }
    }
    length
}

/// The attributes of an AsciiDoc header (":toc: left") that stand together at the head of the copy, after its title if at all.
fn attributes(text: &str) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut at = 0;
    let mut all_empty = true;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        match attribute_value(content) {
            Some(value) => {
                all_empty &= value.is_empty();
                regions.push(Region { range: at..at + content.len(), block: true });
            }
            None if regions.is_empty() && (content.is_empty() || content.starts_with(['#', '='])) => {}
            None => break,
        }
        at += line.len();
    }
    // One line with a value may be an emoji before a sentence.
    if regions.len() > 1 || all_empty { regions } else { Vec::new() }
}

/// The value of an attribute's line, ":name: value".
fn attribute_value(line: &str) -> Option<&str> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let named =
        !name.is_empty() && name.len() <= LONGEST_NAME && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '!'));
    (named && (value.is_empty() || value.starts_with(' '))).then_some(value.trim())
}
