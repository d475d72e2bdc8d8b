//! Tokenisation in the manner of Universal Dependencies: clitics and hyphens are tokens of their own, full stops stay with
//! abbreviations and initials. One pass over the characters, linear in the text.
//!
//! Where a token ends ([`Scanner`]) and what it is ([`kind`]) are decided apart, so that words given by others get their kind too.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::address;
use super::hash::{Map, Set};
use super::lemma::lemma;
use super::universal::{Penn, Upos};
use super::{Token, TokenKind};
use crate::yaml;

/// Abbreviations and the words that tell whether a sentence ends after one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Abbreviations {
    pub before_name: Set<String>,
    doubtful: Set<String>,
    may_end: Set<String>,
    capitalised: Set<String>,
    loses_stop: Set<String>,
    pub sentence_starters: Set<String>,
    pub closings: Set<String>,
}

pub(super) static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    let text = include_str!("../../rules/lexicon/language/abbreviations.yaml");
    yaml::builtin("rules/lexicon/language/abbreviations.yaml", text)
});

/// How words are divided, as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct DivisionFile {
    splits: Vec<String>,
    prefixes: Set<String>,
    before_dates: Set<String>,
    endings: Set<String>,
}

/// How words are divided.
#[derive(Debug)]
pub(super) struct Division {
    /// Two words written as one, and the length of the first in bytes.
    splits: Map<String, usize>,
    prefixes: Set<String>,
    before_dates: Set<String>,
    /// Last parts of the names of sites and files.
    pub endings: Set<String>,
}

pub(super) static DIVISION: LazyLock<Division> = LazyLock::new(|| {
    let text = include_str!("../../rules/lexicon/language/tokens.yaml");
    let file: DivisionFile = yaml::builtin("rules/lexicon/language/tokens.yaml", text);
    let split = |parts: &String| (parts.replace(' ', ""), parts.find(' ').unwrap_or(parts.len()));
    let splits = file.splits.iter().map(split).collect();
    Division { splits, prefixes: file.prefixes, before_dates: file.before_dates, endings: file.endings }
});

/// The longest prefix or joined word of the lists, in bytes; nothing longer is looked up.
const LONGEST_LISTED: usize = 8;

/// The tokens of a text, in order; white space belongs to none.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut scanner = Scanner { text, bytes: text.as_bytes(), address: 0..0 };
    let mut at = 0;
    while let Some(c) = scanner.char_at(at) {
        if is_space(c) {
            at += c.len_utf8();
            continue;
        }
        if at == 0 || scanner.char_before(at).is_some_and(is_space) {
            scanner.find_address(at);
        }
        let end = scanner.end(at, c);
        let cut = scanner.cut(at, end);
        if cut > at {
            tokens.push(token(text, at..cut));
        }
        tokens.push(token(text, cut.max(at)..end));
        at = end;
    }
    tokens
}

/// What belongs to no token.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// The token that a range of the text is.
pub(super) fn token(text: &str, range: Range<usize>) -> Token {
    let written = &text[range.clone()];
    let kind = kind(text, &range);
    let lower: Box<str> = written.to_lowercase().replace('’', "'").replace(['‐', '‑'], "-").into();
    let lemma = if matches!(kind, TokenKind::Word | TokenKind::Clitic) { lemma(&lower) } else { lower.clone() };
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let (start, end) = (range.start as u32, range.end as u32);
    Token { start, end, kind, lower, lemma, capital, upos: Upos::X, penn: Penn::Xx }
}

/// What the token is made of that a range of the text holds.
fn kind(text: &str, range: &Range<usize>) -> TokenKind {
    let written = &text[range.clone()];
    let first = written.chars().next().unwrap_or(' ');
    match written {
        "“" | "«" | "„" => return TokenKind::OpenQuote,
        "”" | "»" => return TokenKind::CloseQuote,
        "\"" | "‘" | "’" | "'" | "`" | "''" | "``" => return quote(text, range, first),
        _ => {}
    }
    let (mut letters, mut digits, mut others, mut marks) = (false, false, false, false);
    for c in written.chars() {
        letters |= c.is_alphabetic();
        digits |= c.is_ascii_digit();
        others |= !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':' | '-');
        marks |= !c.is_alphanumeric();
    }
    if !letters && !digits || !first.is_alphanumeric() && address::is_emoticon(written) {
        return TokenKind::Punctuation;
    }
    if marks && address::is_address(written) {
        return TokenKind::Address;
    }
    match (digits, letters) {
        (true, _) if others => TokenKind::Mixed,
        (true, _) => TokenKind::Number,
        _ if is_apostrophe(first) || is_negation(written) => TokenKind::Clitic,
        _ => TokenKind::Word,
    }
}

/// The side of a quotation mark, which its neighbours tell.
fn quote(text: &str, range: &Range<usize>, mark: char) -> TokenKind {
    let open_before = opens_after(text[..range.start].chars().next_back());
    let text_after = text[range.end..].starts_with(|c: char| !c.is_whitespace());
    if mark == '‘' || open_before && text_after { TokenKind::OpenQuote } else { TokenKind::CloseQuote }
}

/// Whether a quotation may open behind this character.
fn opens_after(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '—' | '–' | '-' | '/'))
}

/// Finds where tokens end.
struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// The address in the run without white space that is read; empty where none is.
    address: Range<usize>,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn digit(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    fn letter(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphabetic)
    }

    /// Looks for an address in the run that starts at `at`. Each run is searched once.
    fn find_address(&mut self, at: usize) {
        let run = &self.text[at..];
        let run = &run[..run.find(is_space).unwrap_or(run.len())];
        self.address = address::find(run).map_or(0..0, |range| at + range.start..at + range.end);
    }

    /// Where the token ends that starts at `at`.
    fn end(&self, at: usize, first: char) -> usize {
        if at == self.address.start && self.address.end > at {
            return self.address.end;
        }
        let end = if first.is_ascii_digit() {
            self.number(at)
        } else if first.is_alphabetic() {
            self.word(at)
        } else {
            self.punctuation(at, first)
        };
        // An address is never cut into.
        if at < self.address.start { end.min(self.address.start) } else { end }
    }

    /// Digits with separators inside, and letters that follow at once ("17th", "5bn").
    fn number(&self, at: usize) -> usize {
        let digits = |from: usize| (from..).find(|i| !self.digit(*i)).unwrap_or(from);
        let mut end = digits(at);
        // An ISO date is one token.
        let part = |from: usize| self.bytes.get(from) == Some(&b'-') && digits(from + 1) == from + 3;
        if end - at == 4 && part(end) && part(end + 3) {
            return end + 6;
        }
        while matches!(self.bytes.get(end), Some(b'.' | b',' | b':')) && self.digit(end + 1) {
            end = digits(end + 1);
        }
        end + self.text[end..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>()
    }

    fn word(&self, at: usize) -> usize {
        let mut end = at;
        // Letters with full stops between ("U.S", "a.m", "Ph.D"), so that another may follow; characters since the last stop.
        let (mut initialism, mut part, mut stops) = (true, 0, 0);
        let mut digits = false;
        while let Some(c) = self.char_at(end) {
            let next = end + c.len_utf8();
            let stop = c == '.' && initialism && (1..=2).contains(&part) && self.letter(next);
            let joins = (is_apostrophe(c) || c == '&') && self.letter(next) || is_hyphen(c) && self.is_prefix(at, end, next);
            if !(stop || joins || c.is_alphanumeric() || is_mark(c) || c == '_' && end > at) {
                break;
            }
            if stop {
                (part, stops) = (0, stops + 1);
            } else {
                part += 1;
                initialism &= part <= 2 || stops == 0;
            }
            digits |= c.is_ascii_digit();
            end = next;
        }
        let initialism = initialism && stops > 0 && part <= 2;
        if !digits && self.bytes.get(end) == Some(&b'.') && (initialism || stops == 0 && self.keeps_full_stop(at, end)) {
            return end + 1;
        }
        end
    }

    /// Whether a hyphen between two parts of a word stays in it: behind a prefix, and behind a word that is broken off ("th- this").
    fn is_prefix(&self, at: usize, hyphen: usize, next: usize) -> bool {
        let prefix = &self.text[at..hyphen];
        if prefix.len() > LONGEST_LISTED || self.char_before(at).is_some_and(is_hyphen) {
            return false;
        }
        let Some(after) = self.char_at(next).filter(|c| !is_space(*c)) else {
            return prefix.chars().all(char::is_alphabetic) && prefix.chars().count() <= 2;
        };
        let prefix = prefix.to_lowercase();
        let dated = DIVISION.before_dates.contains(&prefix) && !after.is_lowercase();
        after.is_alphabetic() && DIVISION.prefixes.contains(&prefix) && !dated
    }

    /// Whether the full stop behind a word without others belongs to it.
    fn keeps_full_stop(&self, at: usize, end: usize) -> bool {
        let word = &self.text[at..end];
        let capital = word.starts_with(char::is_uppercase);
        let rest = &self.text[end + 1..];
        let next = rest.trim_start_matches(' ').chars().next();
        let number_follows = next.is_some_and(|c| c.is_ascii_digit());
        let lower = word.to_lowercase();
        if word.chars().count() == 1 && capital {
            return word != "I" && next.is_some_and(char::is_uppercase);
        }
        let Abbreviations { before_name, doubtful, may_end, capitalised, loses_stop, .. } = &*ABBREVIATIONS;
        let known = before_name.contains(&lower) || may_end.contains(&lower) || capital && capitalised.contains(&lower);
        // At the end of a text the full stop is the sentence's, as in the treebanks.
        let ends = next.is_none() || loses_stop.contains(&lower) && next.is_some_and(char::is_uppercase);
        known && !ends && (number_follows || !doubtful.contains(&lower))
    }

    /// Where a word is cut in two: before a clitic, or where two words are written as one; `at` for none.
    fn cut(&self, at: usize, end: usize) -> usize {
        if self.address == (at..end) {
            return at;
        }
        let word = &self.text[at..end];
        if let Some(clitic) = clitic_start(word) {
            return at + clitic;
        }
        let listed = (2..=LONGEST_LISTED).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic());
        // All in capitals, it is another word ("IM").
        let listed = listed && !word[1..].bytes().any(|b| b.is_ascii_uppercase());
        if listed { DIVISION.splits.get(&word.to_ascii_lowercase()).map_or(at, |first| at + first) } else { at }
    }

    fn punctuation(&self, at: usize, first: char) -> usize {
        let end = at + first.len_utf8();
        let rest = &self.text[at..];
        // "'s" behind a quotation mark or a number.
        if is_apostrophe(first)
            && !opens_after(self.char_before(at))
            && rest[first.len_utf8()..].starts_with('s')
            && !self.alphanumeric(end + 1)
        {
            return end + 1;
        }
        if let Some(length) = address::emoticon(rest) {
            return at + length;
        }
        let run: &[char] = match first {
            '!' | '?' => &['!', '?'],
            '.' | '-' | '*' | '_' | '=' | '+' | '~' | '<' | '>' | '$' => std::slice::from_ref(&first),
            '\'' | '`' if rest[1..].starts_with(first) => return at + 2,
            _ => return end,
        };
        at + rest.find(|c| !run.contains(&c)).unwrap_or(rest.len())
    }

    fn alphanumeric(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphanumeric)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// A combining mark, which belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Whether this is "n't".
fn is_negation(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next(), chars.next(), chars.next()), (Some('n' | 'N'), Some('\'' | '’'), Some('t' | 'T'), None))
}

/// Where a clitic starts within a word, in bytes.
fn clitic_start(word: &str) -> Option<usize> {
    let at = word.rfind(is_apostrophe).filter(|at| *at > 0)?;
    let after = &word[at + word[at..].chars().next().map_or(1, char::len_utf8)..];
    match after.to_lowercase().as_str() {
        "t" if word[..at].ends_with(['n', 'N']) && at > 1 => Some(at - 1),
        "s" | "re" | "ve" | "ll" | "d" | "m" => Some(at),
        _ => None,
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

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokenize(text).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn words_clitics_and_hyphens() {
        check("Türkiye's delegation didn't meet.", "Türkiye | 's | delegation | did | n't | meet | .");
        check("a 30-day cease-fire; O'Brien’s", "a | 30 | - | day | cease | - | fire | ; | O'Brien | ’s");
        check("the players' bus", "the | players | ' | bus");
    }

    #[test]
    fn two_words_written_as_one_are_two() {
        check(
            "They cannot say what they're gonna do, dont ask.",
            "They | can | not | say | what | they | 're | gon | na | do | , | do | nt | ask | .",
        );
        check("The IM and the Cant stay.", "The | IM | and | the | Ca | nt | stay | .");
    }

    #[test]
    fn prefixes_keep_their_hyphen_except_before_dates() {
        check("The co-owner re-sent a non-binding e-mail.", "The | co-owner | re-sent | a | non-binding | e-mail | .");
        check("A pre-2008 pre-war well-known firm", "A | pre | - | 2008 | pre-war | well | - | known | firm");
        check("It was th- this one - no other.", "It | was | th- | this | one | - | no | other | .");
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
        check(
            "Boats, nets etc. were sold. They took ropes etc. Then",
            "Boats | , | nets | etc. | were | sold | . | They | took | ropes | etc | . | Then",
        );
        check("It was sold to Brandt Inc.", "It | was | sold | to | Brandt | Inc | .");
    }

    #[test]
    fn quotation_marks_know_their_side() {
        let marks =
            |text: &str| kinds(text).into_iter().filter(|k| matches!(k, TokenKind::OpenQuote | TokenKind::CloseQuote)).collect::<Vec<_>>();
        let [open, close] = [TokenKind::OpenQuote, TokenKind::CloseQuote];
        assert_eq!(marks("\"Yes,\" he said, “no”"), [open, close, open, close]);
        assert_eq!(marks("''Yes,'' he said, `no'"), [open, close, open, close]);
    }

    #[test]
    fn addresses_are_one_token() {
        check(
            "see https://a.example/b?c=1. Mail x.y@z.org, GET /v1/tokens now",
            "see | https://a.example/b?c=1 | . | Mail | x.y@z.org | , | GET | /v1/tokens | now",
        );
        check("Ilse <ilse@harbour.example> sent plan.pdf.", "Ilse | < | ilse@harbour.example | > | sent | plan.pdf | .");
        assert_eq!(kinds("harbour.com 555-010-2000 #ferry"), [TokenKind::Address; 3]);
    }

    #[test]
    fn marks_in_a_row_are_one_token() {
        check("What?! No!!! Well ... -- :-) yes:)", "What | ?! | No | !!! | Well | ... | -- | :-) | yes | :)");
    }

    #[test]
    fn tokens_lie_on_character_boundaries_and_leave_only_white_space() {
        let text = "Żółw’s “naïve” 日本 😀 e\u{301}t ½kg\u{0}x ’’ —‑– \u{a0}´ 'tis 90’s co-é";
        let mut end = 0;
        for token in tokenize(text) {
            assert!(text[end..token.start as usize].chars().all(is_space));
            assert!(token.start < token.end);
            end = token.range().end;
        }
        assert_eq!(end, text.len());
    }

    #[test]
    fn long_runs_without_white_space_take_linear_time() {
        for part in ["a.", "1.", "co-", "a'", "(a@", ":/", "a(b:/.@c-"] {
            let text = part.repeat(40_000);
            let began = std::time::Instant::now();
            tokenize(&text);
            assert!(began.elapsed().as_secs() < 5, "{part}");
        }
    }
}
