//! TOML front matter between lines of `+++`, as Zola and Hugo write it.

use std::ops::Range;

use toml_edit::{Document, Item};

use super::super::{Prose, ProseBuilder};
use super::scalar::{self, Escapes};
use super::{Field, normalised};

/// The values of the outermost table, and what is malformed.
pub(super) fn fields(text: &str, body: Range<usize>) -> (Vec<Field>, Option<String>) {
    let toml = &text[body.clone()];
    match Document::parse(toml) {
        Ok(document) => {
            let entries = document.iter();
            let fields = entries.map(|(key, item)| Field { key: normalised(key), value: value(toml, body.start, item) });
            (fields.collect(), None)
        }
        Err(error) => (Vec::new(), Some(format!("the front matter is not TOML: {}", error.message()))),
    }
}

/// A scalar as prose; TOML that starts at byte `base` of the source.
fn value(toml: &str, base: usize, item: &Item) -> Option<Prose> {
    let span = item.as_value().filter(|value| !value.is_array() && !value.is_inline_table())?.span()?;
    let raw = toml.get(span.clone())?;
    let mut builder = ProseBuilder::default();
    let (fence, escapes) = match raw.chars().next()? {
        '"' => ("\"", Escapes::Backslash),
        '\'' => ("'", Escapes::None),
        _ => ("", Escapes::None),
    };
    let fence = if raw.len() >= 6 && !fence.is_empty() && raw.starts_with(&fence.repeat(3)) { 3 } else { fence.len() };
    let inside = raw.get(fence..raw.len().saturating_sub(fence)).unwrap_or("");
    scalar::push(&mut builder, inside, base + span.start + fence, escapes);
    Some(builder.take())
}
