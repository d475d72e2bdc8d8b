//! Tokenisation in the manner of Universal Dependencies: clitics and hyphens are tokens of their own, full stops stay with
//! abbreviations and initials. One pass over the characters, linear in the text.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lemma::lemma;
use super::universal::{Penn, Upos};
use super::{Token, TokenKind};
use crate::yaml;

/// Abbreviations and the words that tell whether a sentence ends after one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Abbreviations {
    pub before_name: HashSet<String>,
    pub may_end: HashSet<String>,
    pub sentence_starters: HashSet<String>,
}

pub(super) static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    let text = include_str!("../../rules/lexicon/language/abbreviations.yaml");
    yaml::builtin("rules/lexicon/language/abbreviations.yaml", text)
});

/// The tokens of a text, in order; white space belongs to none.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), tokens: Vec::with_capacity(text.len() / 5) };
    let mut at = 0;
    while let Some(c) = scanner.char_at(at) {
        at = if c.is_whitespace() || c.is_control() { at + c.len_utf8() } else { scanner.token(at, c) };
    }
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Adds the token that starts at `at`; returns where it ends.
    fn token(&mut self, at: usize, first: char) -> usize {
        if let Some(end) = self.address(at, first) {
            return self.add(at, end, TokenKind::Address);
        }
        if first.is_ascii_digit() {
            return self.number(at);
        }
        if first.is_alphabetic() {
            return self.word(at);
        }
        self.punctuation(at, first)
    }

    fn add(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let written = &self.text[start..end];
        let lower: Box<str> = written.to_lowercase().replace('’', "'").replace(['‐', '‑'], "-").into();
        let lemma = if matches!(kind, TokenKind::Word | TokenKind::Clitic) { lemma(&lower) } else { lower.clone() };
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        self.tokens.push(Token { start: start as u32, end: end as u32, kind, lower, lemma, capital, upos: Upos::X, penn: Penn::Xx });
        end
    }

    /// The end of a web or mail address or a path that starts here. Looks at one white-space-free run, and only where it begins.
    fn address(&self, at: usize, first: char) -> Option<usize> {
        let begins = at == 0 || self.char_before(at).is_some_and(|c| c.is_whitespace() || matches!(c, '(' | '<' | '[' | '"' | '“'));
        if !begins || !(first.is_ascii_alphanumeric() || first == '/' || first == '@' || first == '#') {
            return None;
        }
        let run = &self.text[at..at + self.text[at..].find(char::is_whitespace).unwrap_or(self.text.len() - at)];
        let run = run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '”', '\'', '’']);
        let mail = run.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'));
        let path = run.len() > 2 && run.starts_with('/') && run[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let found = run.contains("://") || run.starts_with("www.") || mail || path;
        found.then_some(at + run.len())
    }

    /// Digits with separators inside; letters that follow at once make it mixed ("17th", "5bn", "K2207" starts as a word).
    fn number(&mut self, at: usize) -> usize {
        let digit = |i: usize| self.bytes.get(i).is_some_and(u8::is_ascii_digit);
        let mut end = at;
        while digit(end) {
            end += 1;
        }
        // An ISO date is one token.
        let iso = end - at == 4
            && self.bytes.get(end) == Some(&b'-')
            && digit(end + 1)
            && digit(end + 2)
            && self.bytes.get(end + 3) == Some(&b'-')
            && digit(end + 4)
            && digit(end + 5);
        if iso && !digit(end + 6) {
            return self.add(at, end + 6, TokenKind::Number);
        }
        while matches!(self.bytes.get(end), Some(b'.' | b',' | b':')) && digit(end + 1) {
            end += 1;
            while digit(end) {
                end += 1;
            }
        }
        let tail: usize = self.text[end..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        if tail > 0 {
            return self.add(at, end + tail, TokenKind::Mixed);
        }
        self.add(at, end, TokenKind::Number)
    }

    fn word(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut digits = false;
        while let Some(c) = self.char_at(end) {
            let next = end + c.len_utf8();
            let letter_follows = || self.text[next..].starts_with(char::is_alphabetic);
            let inside = c.is_alphanumeric() || is_mark(c) || c == '_' && end > at || (is_apostrophe(c) || c == '&') && letter_follows();
            let dotted = c == '.' && letter_follows() && self.is_initialism(at, end);
            if !inside && !dotted {
                break;
            }
            digits |= c.is_ascii_digit();
            end = next;
        }
        if digits {
            return self.add(at, end, TokenKind::Mixed);
        }
        if self.bytes.get(end) == Some(&b'.') && self.keeps_full_stop(at, end) {
            return self.add(at, end + 1, TokenKind::Word);
        }
        let clitic = clitic_start(&self.text[at..end]);
        if clitic > 0 && at + clitic < end {
            self.add(at, at + clitic, TokenKind::Word);
            return self.add(at + clitic, end, TokenKind::Clitic);
        }
        self.add(at, end, TokenKind::Word)
    }

    /// Whether what stands from `at` to `end` is letters with full stops between ("U.S", "a.m", "Ph.D"), so that another may follow.
    fn is_initialism(&self, at: usize, end: usize) -> bool {
        self.text[at..end].split('.').all(|part| (1..=2).contains(&part.chars().count()))
    }

    fn keeps_full_stop(&self, at: usize, end: usize) -> bool {
        let word = &self.text[at..end];
        if word.contains('.') {
            return self.is_initialism(at, end);
        }
        let capital = word.starts_with(char::is_uppercase);
        if word.chars().count() == 1 {
            let name_follows = self.text[end + 1..].trim_start_matches(' ').starts_with(char::is_uppercase);
            return capital && word != "I" && name_follows;
        }
        let lower = word.to_lowercase();
        let known = ABBREVIATIONS.before_name.contains(&lower) || ABBREVIATIONS.may_end.contains(&lower);
        // "no.", "mar." and "ed." are words unless something follows that they abbreviate for.
        let doubtful = matches!(
            &*lower,
            "no" | "nos"
                | "art"
                | "ed"
                | "sec"
                | "fig"
                | "mar"
                | "jun"
                | "jul"
                | "al"
                | "sir"
                | "co"
                | "est"
                | "ch"
                | "v"
                | "ca"
                | "et"
                | "ext"
                | "rd"
        );
        let rest = self.text[end + 1..].trim_start_matches(' ');
        let abbreviates =
            rest.starts_with(|c: char| c.is_ascii_digit()) || lower == "co" && !rest.is_empty() || lower == "al" || lower == "v";
        known && (!doubtful || abbreviates)
    }

    fn punctuation(&mut self, at: usize, first: char) -> usize {
        let end = at + first.len_utf8();
        match first {
            '“' | '«' | '„' => self.add(at, end, TokenKind::OpenQuote),
            '”' | '»' => self.add(at, end, TokenKind::CloseQuote),
            '"' | '‘' | '’' | '\'' | '`' => self.quote(at, end, first),
            _ => {
                let run: usize = self.text[at..]
                    .chars()
                    .take_while(|c| *c == first && matches!(c, '.' | '-' | '*' | '_' | '='))
                    .map(char::len_utf8)
                    .sum();
                self.add(at, end.max(at + run), TokenKind::Punctuation)
            }
        }
    }

    /// A quotation mark whose side its neighbours tell; an apostrophe with letters behind it may be a clitic ("'s" after a quotation).
    fn quote(&mut self, at: usize, end: usize, mark: char) -> usize {
        let before = self.char_before(at);
        let after = self.char_at(end);
        let open_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '—' | '–' | '-' | '/'));
        let text_after = after.is_some_and(|c| !c.is_whitespace());
        if is_apostrophe(mark)
            && !open_before
            && self.text[end..].starts_with('s')
            && !self.text[end + 1..].starts_with(char::is_alphanumeric)
        {
            return self.add(at, end + 1, TokenKind::Clitic);
        }
        let opens = mark == '‘' || (open_before && text_after);
        self.add(at, end, if opens { TokenKind::OpenQuote } else { TokenKind::CloseQuote })
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A combining mark, which belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Where a clitic starts within a word, in bytes; 0 where there is none.
fn clitic_start(word: &str) -> usize {
    let Some(at) = word.rfind(is_apostrophe) else { return 0 };
    let after = &word[at + word[at..].chars().next().map_or(1, char::len_utf8)..];
    match after.to_lowercase().as_str() {
        "t" if word[..at].ends_with(['n', 'N']) && at > 1 => at - 1,
        "s" | "re" | "ve" | "ll" | "d" | "m" => at,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let tokens = tokenize(text);
        let got: Vec<_> = tokens.iter().map(|t| &text[t.range()]).collect();
        assert_eq!(got.join(" | "), expected);
    }

    #[test]
    fn words_clitics_and_hyphens() {
        check("Türkiye's delegation didn't meet.", "Türkiye | 's | delegation | did | n't | meet | .");
        check("a 30-day cease-fire; O'Brien’s", "a | 30 | - | day | cease | - | fire | ; | O'Brien | ’s");
        check("the players' bus", "the | players | ' | bus");
    }

    #[test]
    fn numbers_keep_their_separators() {
        check("1,204 of 12.5% at 7:45, on 2025-07-18.", "1,204 | of | 12.5 | % | at | 7:45 | , | on | 2025-07-18 | .");
        check("the 17th, K2207 and 5bn; 54-41; $1.5m", "the | 17th | , | K2207 | and | 5bn | ; | 54 | - | 41 | ; | $ | 1.5m");
    }

    #[test]
    fn full_stops_stay_with_abbreviations() {
        check(
            "Mr. J. Smith of the U.S. spoke at 9 a.m. on Sept. 9.",
            "Mr. | J. | Smith | of | the | U.S. | spoke | at | 9 | a.m. | on | Sept. | 9 | .",
        );
        check("He said no. Then left.", "He | said | no | . | Then | left | .");
    }

    #[test]
    fn quotation_marks_know_their_side() {
        let kinds: Vec<_> = tokenize("\"Yes,\" he said, “no”")
            .into_iter()
            .map(|t| t.kind)
            .filter(|k| matches!(k, TokenKind::OpenQuote | TokenKind::CloseQuote))
            .collect();
        assert_eq!(kinds, [TokenKind::OpenQuote, TokenKind::CloseQuote, TokenKind::OpenQuote, TokenKind::CloseQuote]);
    }

    #[test]
    fn addresses_are_one_token() {
        check(
            "see https://a.example/b?c=1. Mail x.y@z.org, GET /v1/tokens now",
            "see | https://a.example/b?c=1 | . | Mail | x.y@z.org | , | GET | /v1/tokens | now",
        );
    }
}
