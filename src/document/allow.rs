//! `gainsay-allow RULE: reason`, in a comment of Markdown or HTML, or as a line of plain text.

/// The word that opens it.
const MARKER: &str = "gainsay-allow";

/// What a comment or line that starts with the marker says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading<'a> {
    Allow {
        rule: &'a str,
        reason: &'a str,
    },
    /// The marker without a rule's name after it.
    NoRule,
}

/// Reads the inside of a comment, or a line; `None` where it is something else.
pub(super) fn read(text: &str) -> Option<Reading<'_>> {
    let rest = text.trim().strip_prefix(MARKER)?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let rest = rest.trim();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    let (rule, rest) = rest.split_at(end);
    let reason = match rest.trim_start() {
        "" => Some(""),
        rest => rest.strip_prefix(':').map(str::trim),
    };
    Some(match reason {
        Some(reason) if !rule.is_empty() => Reading::Allow { rule, reason },
        _ => Reading::NoRule,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_and_reason_are_read() {
        let allow = |rule, reason| Some(Reading::Allow { rule, reason });
        assert_eq!(read(" gainsay-allow name-variant: the house style\n differs "), allow("name-variant", "the house style\n differs"));
        assert_eq!(read("gainsay-allow name-variant"), allow("name-variant", ""));
        assert_eq!(read("gainsay-allow"), Some(Reading::NoRule));
        assert_eq!(read("gainsay-allow two words: x"), Some(Reading::NoRule));
        assert_eq!(read("gainsay-allowed x: y"), None);
        assert_eq!(read("a comment"), None);
    }
}
