//! Character references of HTML: `&amp;`, `&#8220;`, `&copy` without its semicolon. html5gum decodes them; this finds their bytes.

use super::super::ProseBuilder;
use super::super::prose::{is_blank, is_invisible};

/// No named reference is longer, with its ampersand and semicolon.
const LONGEST: usize = 40;

/// Adds a run of HTML text, that starts at byte `at` of the source, with its references decoded.
pub(super) fn push(builder: &mut ProseBuilder, text: &str, at: usize) {
    let mut start = 0;
    let mut search = 0;
    while let Some(ampersand) = text[search..].find('&').map(|i| i + search) {
        search = ampersand + 1;
        let Some((decoded, length)) = decode(&text[ampersand..]) else { continue };
        builder.push_source(&text[start..ampersand], at + start);
        let source = at + ampersand..at + ampersand + length;
        if decoded.chars().all(is_blank) {
            builder.space(source, false);
        } else if !decoded.chars().all(is_invisible) {
            builder.push(&decoded, source, false);
        }
        start = ampersand + length;
        search = start;
    }
    builder.push_source(&text[start..], at + start);
}

/// What the reference at the start of a text stands for, and its length in bytes; `None` where the ampersand is just that.
fn decode(text: &str) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let name = bytes[1..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    if name == 0 {
        return None;
    }
    let end = 1 + name + usize::from(bytes.get(1 + name) == Some(&b';'));
    let raw = &text[..end];
    let mut decoded = String::new();
    for token in html5gum::Tokenizer::new(raw).flatten() {
        if let html5gum::Token::String(part) = token {
            decoded.push_str(&String::from_utf8_lossy(&part.value));
        }
    }
    if decoded == raw {
        return None;
    }
    // "&copy2026" is read as far as "&copy": what follows stands unchanged at the end.
    let unchanged = raw.bytes().rev().zip(decoded.bytes().rev()).take_while(|(a, b)| a == b).count();
    let kept = decoded.len() - unchanged;
    if kept == 0 || !decoded.is_char_boundary(kept) {
        return Some((decoded, end));
    }
    decoded.truncate(kept);
    Some((decoded, end - unchanged))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn references_keep_their_bytes() {
        for (text, decoded, word, source) in [
            ("Erdo&gbreve;an", "Erdoğan", "ğ", "&gbreve;"),
            ("&#8220;today&#x201D;", "“today”", "”", "&#x201D;"),
            ("&copy2026", "©2026", "©", "&copy"),
            ("AT&T &amp;amp;", "AT&T &amp;", "amp", "amp"),
            ("a&semi;b", "a;b", ";", "&semi;"),
            ("3&nbsp;May", "3 May", " ", "&nbsp;"),
            ("10&nbsp;000", "10\u{a0}000", "\u{a0}", "&nbsp;"),
            ("a&#10;&Tab; b", "a b", " ", "&#10;"),
            ("pre&shy;sident", "president", "president", "pre&shy;sident"),
            ("&", "&", "&", "&"),
        ] {
            let mut builder = ProseBuilder::default();
            push(&mut builder, text, 0);
            let prose = builder.take();
            assert_eq!(prose.text, decoded);
            let start = prose.text.rfind(word).unwrap();
            let span = prose.span(SourceId(0), start as u32..(start + word.len()) as u32);
            assert_eq!(&text[span.range()], source, "{text}");
        }
    }
}
