//! Quoted scalars of YAML, TOML and JSON: where they end, and what their escapes stand for.

use super::super::ProseBuilder;

/// How a quoted scalar escapes characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// A backslash and letters or figures.
    Backslash,
    /// A quotation mark written twice.
    Doubled,
    None,
}

/// How many bytes stand before the quotation mark that closes a scalar; all where none does.
pub(super) fn length(inside: &str, quote: char, escapes: Escapes) -> usize {
    let mut characters = inside.char_indices();
    while let Some((at, c)) = characters.next() {
        let escape = match escapes {
            Escapes::Backslash => c == '\\',
            Escapes::Doubled => c == quote && inside[at + 1..].starts_with(quote),
            Escapes::None => false,
        };
        if escape {
            characters.next();
        } else if c == quote {
            return at;
        }
    }
    inside.len()
}

/// Adds the inside of a quoted scalar, that starts at byte `at` of the source.
pub(super) fn push(builder: &mut ProseBuilder, inside: &str, at: usize, escapes: Escapes) {
    let mut start = 0;
    let mut position = 0;
    while let Some(c) = inside[position..].chars().next() {
        let rest = &inside[position..];
        let escape = match (escapes, c) {
            (Escapes::Doubled, '\'') if rest.starts_with("''") => Some(('\'', 2)),
            (Escapes::Backslash, '\\') => decode(rest),
            _ => None,
        };
        let Some((decoded, length)) = escape else {
            position += c.len_utf8();
            continue;
        };
        builder.push_source(&inside[start..position], at + start);
        let source = at + position..at + position + length;
        match decoded.is_whitespace() {
            true => builder.space(source, false),
            false => builder.push(decoded.encode_utf8(&mut [0; 4]), source, false),
        }
        position += length;
        start = position;
    }
    builder.push_source(&inside[start..position], at + start);
}

/// The character that an escape with a backslash stands for, and the escape's length.
fn decode(text: &str) -> Option<(char, usize)> {
    let figures = |length: usize| {
        let code = u32::from_str_radix(text.get(2..2 + length)?, 16).ok()?;
        Some((char::from_u32(code)?, 2 + length))
    };
    match text.chars().nth(1)? {
        'x' => figures(2),
        'u' => figures(4),
        'U' => figures(8),
        'n' | 't' | 'r' | 'f' | '\n' => Some((' ', 2)),
        '_' => Some(('\u{a0}', 2)),
        c @ ('"' | '\\' | '/' | ' ') => Some((c, 2)),
        _ => None,
    }
}
