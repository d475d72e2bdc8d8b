//! Text from copy as it is shown to people: what a terminal would obey, and what nobody would see, stands there to be read.

use std::borrow::Cow;
use std::fmt;

/// A text as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'t>(pub &'t str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| f.write_str(&shown(c)))
    }
}

/// A character as it is shown: white space is a space, other control characters a sign of replacement, and what changes the direction of
/// text or has no width its number (`<U+202E>`).
pub(super) fn shown(c: char) -> Cow<'static, str> {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Cow::Borrowed(" "),
        c if c.is_control() => Cow::Borrowed("\u{FFFD}"),
        c if is_invisible(c) => Cow::Owned(format!("<U+{:04X}>", u32::from(c))),
        c => Cow::Owned(c.to_string()),
    }
}

/// A text that is ready for a terminal, colours and all, with each character that nobody would see as its number.
pub(super) fn with_numbers(text: String) -> String {
    if !text.contains(is_invisible) {
        return text;
    }
    text.chars().map(|c| if is_invisible(c) { shown(c) } else { Cow::Owned(c.to_string()) }).collect()
}

/// Marks of direction, joiners and other characters without width (General Category Cf, and the fillers that look like nothing).
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_text_round_or_has_no_width_is_shown_by_its_number() {
        assert_eq!(Shown("a\u{202E}b\u{200B}c\u{1b}d\te\u{E9}").to_string(), "a<U+202E>b<U+200B>c\u{FFFD}d e\u{E9}");
    }
}
