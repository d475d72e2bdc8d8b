//! Sentence splitting over tokens: a sentence ends at a full stop, question or exclamation mark with the quotation marks and brackets
//! that close behind it, unless what follows goes on in lower case.

use super::token::ABBREVIATIONS;
use super::{Sentence, Token, TokenKind};

/// Splits the tokens of one block; every token belongs to exactly one sentence.
pub fn split(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_sentence(text, &tokens[at]) {
            while end < tokens.len() && closes(text, &tokens[end]) {
                end += 1;
            }
            if tokens.get(end).is_none_or(|next| starts_sentence(text, next)) {
                push(&mut sentences, tokens, first, end);
                first = end;
            }
        } else if let Some(next) = tokens.get(end)
            && abbreviation_ends(&tokens[at], next)
        {
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

fn ends_sentence(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Punctuation && matches!(text.as_bytes()[token.start as usize], b'.' | b'!' | b'?')
        || text[token.range()].starts_with('…')
}

fn closes(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::CloseQuote || matches!(&text[token.range()], ")" | "]" | "!" | "?")
}

fn starts_sentence(text: &str, next: &Token) -> bool {
    match next.kind {
        TokenKind::Word => next.capital || !text[next.range()].starts_with(char::is_lowercase),
        TokenKind::Clitic | TokenKind::CloseQuote => false,
        TokenKind::Punctuation => matches!(&text[next.range()], "(" | "[" | "-" | "–" | "—" | "•" | "*" | "#" | "$" | "£" | "€"),
        TokenKind::Number | TokenKind::Mixed | TokenKind::OpenQuote | TokenKind::Address => true,
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
}
