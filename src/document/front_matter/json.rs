//! JSON front matter: an object that opens the file, as Hugo reads it.

use std::collections::BTreeMap;

use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::super::draft::Draft;
use super::super::{Prose, ProseBuilder};
use super::scalar::{self, Escapes};
use super::{Field, LONGEST, apply, normalised};

/// Reads an object that stands at byte `start` of the source, alone on its lines; returns where the copy starts.
pub(super) fn read(draft: &mut Draft, start: usize) -> usize {
    let text = &draft.source.text[start..];
    if !text[1..].trim_start().starts_with('"') {
        return start;
    }
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let mut values = Deserializer::from_str(head).into_iter::<BTreeMap<String, &RawValue>>();
    let Some(Ok(object)) = values.next() else { return start };
    let end = values.byte_offset();
    let after = text[end..].split_inclusive('\n').next().unwrap_or("");
    if !after.trim().is_empty() {
        return start;
    }
    let at = |raw: &str| raw.as_ptr() as usize - text.as_ptr() as usize + start;
    let fields = object.iter().map(|(key, raw)| Field { key: normalised(key), value: value(raw.get(), at(raw.get())) });
    let fields: Vec<Field> = fields.collect();
    let after = start + end + after.len();
    apply(draft, &fields, start..start + end);
    after
}

/// A scalar, that starts at byte `at` of the source, as prose.
fn value(raw: &str, at: usize) -> Option<Prose> {
    let mut builder = ProseBuilder::default();
    match raw.chars().next()? {
        '[' | '{' => return None,
        '"' => scalar::push(&mut builder, raw[1..].strip_suffix('"').unwrap_or(&raw[1..]), at + 1, Escapes::Backslash),
        _ => builder.push_source(raw, at),
    }
    Some(builder.take())
}
