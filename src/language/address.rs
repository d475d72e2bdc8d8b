//! What is no word of the language: addresses of the web and of mail, names of files, telephone numbers, handles, emoticons.
//!
//! Each is one token. Nothing here looks further than the run without white space that it is given.

use std::ops::Range;

use super::token::DIVISION;

/// Marks that may stand around an address and are not of it.
const OPENING: [char; 7] = ['(', '<', '[', '"', '“', '‘', '\''];
const CLOSING: [char; 16] = ['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '”', '\'', '’', '*', '…', '}'];

/// The address in a run without white space, as a range of bytes of the run.
pub(super) fn find(run: &str) -> Option<Range<usize>> {
    if !run.bytes().any(|b| matches!(b, b'.' | b'@' | b'/' | b'#' | b'-')) {
        return None;
    }
    if let Some(colon) = run.find("://") {
        let scheme = run[..colon].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        return (scheme > 0).then(|| trimmed(run, colon - scheme));
    }
    let open = run.len() - run.trim_start_matches(OPENING).len();
    let start = run.find("mailto:").map_or(open, |at| at + "mailto:".len());
    let range = trimmed(run, start);
    // "x@y.org>(Mr" and "news.pdf)(See": what stands up to the first mark that closes.
    let inner = run[range.clone()].find(['>', ')', ']', ';', ',']).map_or(range.end, |at| range.start + at);
    [range.clone(), range.start..inner].into_iter().find(|range| is_address(&run[range.clone()]))
}

/// From a byte of the run on, without the marks that close at its end; a bracket that was opened within stays.
fn trimmed(run: &str, start: usize) -> Range<usize> {
    let rest = &run[start..];
    // What a "<" opened, a ">" closes, whatever stands behind.
    let rest = &rest[..rest.find(['>', '"', '”']).unwrap_or(rest.len())];
    let mut end = rest.trim_end_matches(CLOSING).len();
    if rest[end..].starts_with(')') && rest[..end].contains('(') {
        end += 1;
    }
    start..start + end
}

/// Whether a word as written is an address, the name of a file, a telephone number or a handle.
pub(super) fn is_address(word: &str) -> bool {
    let path = word.len() > 2 && word.starts_with('/') && word[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    path || word.starts_with("www.") || word.contains("://") || is_mail(word) || is_named(word) || is_telephone(word) || is_handle(word)
}

fn is_mail(word: &str) -> bool {
    let Some((user, host)) = word.split_once('@') else { return false };
    !user.is_empty() && host.contains('.') && !host.contains('@')
}

/// Sites and files by the ending of their name ("example.com/news", "minutes.pdf"), and names of three parts and more ("rec.food.baking").
fn is_named(word: &str) -> bool {
    let name = word.split_once('/').map_or(word, |(name, _)| name);
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !name.contains('.') || !name.split('.').all(part) {
        return false;
    }
    // No ending has more than one full stop within.
    let listed = name.rmatch_indices('.').take(2).any(|(dot, _)| DIVISION.endings.contains(&name[dot + 1..].to_ascii_lowercase()));
    let hierarchy = || name.split('.').all(|part| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    listed || name.split('.').count() > 2 && hierarchy()
}

/// Groups of three, three and four digits, with the country's or trunk's before them ("1-555-010-2000").
fn is_telephone(word: &str) -> bool {
    let groups = || word.split(['-', '.']).map(|group| group.bytes().all(|b| b.is_ascii_digit()).then_some(group.len()));
    let same_mark = !(word.contains('-') && word.contains('.'));
    same_mark && (groups().eq([Some(3), Some(3), Some(4)]) || groups().skip(1).eq([Some(3), Some(3), Some(4)]) && word.starts_with('1'))
}

/// "@user", "#tag".
fn is_handle(word: &str) -> bool {
    let Some(name) = word.strip_prefix(['@', '#']) else { return false };
    name.starts_with(char::is_alphabetic) && name.len() > 1 && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Whether a word as written is an emoticon.
pub(super) fn is_emoticon(word: &str) -> bool {
    emoticon(word) == Some(word.len())
}

/// The length of the emoticon that a text starts with: eyes, perhaps a nose, a mouth (":-)", ";)", ":D").
pub(super) fn emoticon(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b':' | b';' | b'=')) {
        return None;
    }
    let nose = usize::from(bytes.get(1) == Some(&b'-'));
    let mouth = matches!(bytes.get(1 + nose), Some(b')' | b'(' | b'D' | b'P' | b'p'));
    let length = nose + 2;
    (mouth && !text[length..].starts_with(char::is_alphanumeric)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_between_the_marks_around_it() {
        let found = |run: &str| find(run).map(|range| run[range].to_string());
        for (run, expected) in [
            ("<https://a.example/b?c=1>.", "https://a.example/b?c=1"),
            ("(see:http://a.example/x_(y)),", "http://a.example/x_(y)"),
            ("<mailto:x.y@z.org>", "x.y@z.org"),
            ("\"Harbour.com\",", "Harbour.com"),
            ("minutes.pdf)(Open", "minutes.pdf"),
            ("555-010-2000.", "555-010-2000"),
            ("#harbourfest!", "#harbourfest"),
            ("rec.food.baking,", "rec.food.baking"),
        ] {
            assert_eq!(found(run).as_deref(), Some(expected), "{run}");
        }
        for run in ["met.Then", "U.S.-based", "2025-07-18", "and/or", "x@y", "#1", "1.2.3", "a.m.", "800-1200"] {
            assert_eq!(found(run), None, "{run}");
        }
    }

    #[test]
    fn emoticons_have_eyes_and_a_mouth() {
        assert_eq!([":)", ":-( no", ";D", ":P?"].map(emoticon), [Some(2), Some(3), Some(2), Some(2)]);
        assert_eq!([":", ":x", ":Potatoes", "(:"].map(emoticon), [None; 4]);
    }
}
