//! Sentence splitting over tokens: a sentence ends at a full stop, question or exclamation mark with the quotation marks, brackets and
//! citations that close behind it, unless what follows goes on in lower case. One pass, linear in the tokens.

use super::address::is_emoticon;
use super::token::ABBREVIATIONS;
use super::{Sentence, Token, TokenKind};

/// Splits the tokens of one block; every token belongs to exactly one sentence.
pub fn split(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let splitter = Splitter { text, tokens, casual: is_casual(text, tokens) };
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        let (end, ends) = splitter.end_behind(first, at);
        if ends {
            push(&mut sentences, tokens, first, end);
            first = end;
        }
        at = end;
    }
    push(&mut sentences, tokens, first, tokens.len());
    sentences
}

fn push(sentences: &mut Vec<Sentence>, tokens: &[Token], first: usize, end: usize) {
    if first < end {
        sentences.push(Sentence { start: tokens[first].start, end: tokens[end - 1].end, tokens: first..end });
    }
}

/// Whether the writer does not care for capitals: the text starts without one, or says "i".
fn is_casual(text: &str, tokens: &[Token]) -> bool {
    let lower = |token: &Token| token.kind == TokenKind::Word && text[token.range()].starts_with(char::is_lowercase);
    tokens.first().is_some_and(lower) || tokens.iter().any(|token| &text[token.range()] == "i")
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    casual: bool,
}

impl Splitter<'_> {
    fn raw(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range()])
    }

    /// Where reading goes on behind the token `at` of the sentence that starts at `first`, and whether the sentence ends there.
    fn end_behind(&self, first: usize, at: usize) -> (usize, bool) {
        let mut end = at + 1;
        if !self.is_final(at) {
            return (end, self.tokens.get(end).is_some_and(|next| abbreviation_ends(&self.tokens[at], next)) || self.signs_off(first, at));
        }
        if self.numbers_item(first, at) {
            return (end, false);
        }
        while self.closes(end) {
            end += 1;
        }
        while self.raw(end) == "[" && self.raw(end + 2) == "]" && self.raw(end + 1).bytes().all(|b| b.is_ascii_digit()) {
            end += 3;
        }
        let Some(next) = self.tokens.get(end) else { return (end, true) };
        let goes_on = next.kind == TokenKind::Word && self.raw(end).starts_with(char::is_lowercase);
        (end, if goes_on { end == at + 1 && self.ends_before_lower_case(at) } else { self.starts_sentence(end) })
    }

    /// Whether a token is a mark that ends sentences.
    fn is_final(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Punctuation
            && (self.raw(at).starts_with(['.', '!', '?', '…']) || is_emoticon(self.raw(at)))
            && !self.is_decimal_point(at)
    }

    /// Whether a full stop stands against the digits behind it, and against digits or nothing before it: "RM23.50", "a rate of .001".
    fn is_decimal_point(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let digits_behind = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.start == token.end && self.raw(at + 1).starts_with(|c: char| c.is_ascii_digit()));
        let before = at.checked_sub(1).filter(|before| self.tokens[*before].end == token.start);
        let digits_before = before.is_none_or(|before| self.raw(before).ends_with(|c: char| c.is_ascii_digit()));
        self.raw(at) == "." && digits_behind && digits_before
    }

    /// Whether it ends a sentence though a small letter follows: a full stop that is no abbreviation's does, behind a word and before a
    /// space; other marks only where small letters start sentences anyway.
    fn ends_before_lower_case(&self, at: usize) -> bool {
        let spaced = self.tokens.get(at + 1).is_some_and(|next| next.start > self.tokens[at].end);
        let behind_word = at.checked_sub(1).is_some_and(|before| self.tokens[before].end - self.tokens[before].start > 1);
        match self.raw(at) {
            "." => spaced && behind_word,
            mark => self.casual && mark.ends_with(['!', '?', ')']),
        }
    }

    /// Whether what stands before the full stop is but the number or letter of an item: "1. The harbour".
    fn numbers_item(&self, first: usize, at: usize) -> bool {
        let open = usize::from(self.raw(first) == "(");
        let number = &self.tokens[first + open..at];
        let [number] = number else { return false };
        let short = number.kind == TokenKind::Number && number.end - number.start <= 3 || number.end - number.start == 1;
        self.raw(at) == "." && short
    }

    fn closes(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let raw = self.raw(at);
        token.kind == TokenKind::CloseQuote
            || matches!(raw, ")" | "]")
            || raw.starts_with(['!', '?']) && token.kind == TokenKind::Punctuation
            || is_emoticon(raw)
    }

    fn starts_sentence(&self, at: usize) -> bool {
        match self.tokens[at].kind {
            TokenKind::Clitic | TokenKind::CloseQuote => false,
            TokenKind::Punctuation => {
                matches!(self.raw(at), "(" | "[" | "-" | "--" | "–" | "—" | "•" | "*" | "**" | "#" | "$" | "£" | "€" | "<" | "<<" | "~")
            }
            TokenKind::Word | TokenKind::Number | TokenKind::Mixed | TokenKind::OpenQuote | TokenKind::Address => true,
        }
    }

    /// Whether a letter's closing words end here, before the name ("Kind regards, Ilse").
    fn signs_off(&self, first: usize, at: usize) -> bool {
        let words = &self.tokens[first..at];
        let closing = words.last().is_some_and(|word| ABBREVIATIONS.closings.contains(&*word.lower));
        self.raw(at) == "," && words.len() <= 2 && closing && self.tokens.get(at + 1).is_some_and(|next| next.capital)
    }
}

/// Whether a sentence ends after an abbreviation that keeps its full stop ("in the U.S. The president ...").
fn abbreviation_ends(token: &Token, next: &Token) -> bool {
    let Some(stem) = token.lower.strip_suffix('.') else { return false };
    token.kind == TokenKind::Word
        && !ABBREVIATIONS.before_name.contains(stem)
        && stem.chars().count() > 1
        && next.capital
        && ABBREVIATIONS.sentence_starters.contains(&*next.lower)
}

#[cfg(test)]
mod tests {
    use super::super::analyse;

    fn check(text: &str, expected: &[&str]) {
        let analysis = analyse(text);
        let got: Vec<_> = analysis.sentences.iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn sentences_end_behind_quotes_and_brackets() {
        check(
            "\"I am tired.\" The lawyer left. (She smiled.) \"Is it?\" he asked.",
            &["\"I am tired.\"", "The lawyer left.", "(She smiled.)", "\"Is it?\" he asked."],
        );
    }

    #[test]
    fn abbreviations_end_no_sentence_before_a_name() {
        check(
            "He met Dr. Ilse Moravec at 4 p.m. The talks in the U.S. Senate failed.",
            &["He met Dr. Ilse Moravec at 4 p.m.", "The talks in the U.S. Senate failed."],
        );
    }

    #[test]
    fn decimals_and_initials_are_no_ends() {
        check("It rose 2.5 percent. J. Smith left in 2.2. 30 stayed.", &["It rose 2.5 percent.", "J. Smith left in 2.2.", "30 stayed."]);
    }

    #[test]
    fn numbers_of_items_end_no_sentence() {
        check("1. The ferry sails. 2. The bridge opens.", &["1. The ferry sails.", "2. The bridge opens."]);
        check("The score was 3. Then it rained.", &["The score was 3.", "Then it rained."]);
    }

    #[test]
    fn citations_belong_to_the_sentence_before() {
        check("She was born in Bergen.[3] [4] Later she moved.", &["She was born in Bergen.[3] [4]", "Later she moved."]);
    }

    #[test]
    fn a_small_letter_starts_a_sentence_behind_a_full_stop_alone() {
        check("The gulls left. they came back.", &["The gulls left.", "they came back."]);
        check("It rose to RM23.50 at a rate of .001 per cent.", &["It rose to RM23.50 at a rate of .001 per cent."]);
        check("\"We left.\" he said. \"Why?\" she asked.", &["\"We left.\" he said.", "\"Why?\" she asked."]);
        check("The Yahoo! building stood.", &["The Yahoo! building stood."]);
        check("i was there! were you? yes", &["i was there!", "were you?", "yes"]);
    }

    #[test]
    fn trailing_dots_go_on_before_a_small_letter() {
        check("Well ... we waited. And then ... Nothing came.", &["Well ... we waited.", "And then ...", "Nothing came."]);
    }

    #[test]
    fn a_letter_closes_before_its_writers_name() {
        check("See you there. Kind regards, Ilse", &["See you there.", "Kind regards,", "Ilse"]);
    }

    #[test]
    fn examples_are_no_ends() {
        check("They lost gear (e.g. The Orla's nets).", &["They lost gear (e.g. The Orla's nets)."]);
    }

    #[test]
    fn clock_times_and_addresses_are_no_ends() {
        check(
            "It left at 6 a.m. local time. See www.harbour.example. It opens at 7 a.m. The office closes.",
            &["It left at 6 a.m. local time.", "See www.harbour.example.", "It opens at 7 a.m.", "The office closes."],
        );
    }
}
