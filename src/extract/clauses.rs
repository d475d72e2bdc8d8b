//! Clauses: the stretches of a sentence that have one predicate each, by punctuation and conjunctions. A stand-in for the
//! dependency parse, which will give the same ranges.

use std::ops::Range;

use crate::language::{Analysis, Token, TokenKind};
use crate::lexicon::events::ClauseWords;

/// The clauses of one sentence, as ranges of token indices that cover it without overlap.
pub fn clauses(analysis: &Analysis, sentence: usize, words: &ClauseWords) -> Vec<Range<usize>> {
    let Some(sentence) = analysis.sentences.get(sentence) else { return Vec::new() };
    let range = sentence.tokens.clone();
    let mut clauses = Vec::new();
    let mut first = range.start;
    for at in range.clone() {
        if at > first && starts_clause(&analysis.tokens, at, words) {
            clauses.push(first..at);
            first = at;
        }
    }
    clauses.push(first..range.end);
    clauses
}

fn starts_clause(tokens: &[Token], at: usize, words: &ClauseWords) -> bool {
    let token = &tokens[at];
    let before = &tokens[at - 1];
    match token.kind {
        TokenKind::Word if before.lower.as_ref() == "," => words.after_comma.contains(&*token.lower),
        // "two days after the collapse" is one phrase.
        TokenKind::Word if matches!(&*token.lower, "after" | "before") && words.calendar_units.contains(&*before.lemma) => false,
        TokenKind::Word => breaks(before) || words.alone.contains(&*token.lower),
        _ => breaks(before),
    }
}

/// Whether a mark ends the clause before it. Commas do not: most stand inside one.
fn breaks(token: &Token) -> bool {
    matches!(&*token.lower, ";" | ":" | "—" | "–" | "--" | "(" | ")") || matches!(token.kind, TokenKind::OpenQuote | TokenKind::CloseQuote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::analyse;
    use crate::lexicon::EventLexicon;

    #[test]
    fn conjunctions_and_strong_marks_start_clauses() {
        let text = "The bill passed on Monday, but the talks, which began in May, failed; nobody was surprised when they ended.";
        let analysis = analyse(text);
        let got: Vec<_> = clauses(&analysis, 0, &EventLexicon::builtin().clause)
            .into_iter()
            .map(|r| &text[analysis.tokens[r.start].start as usize..analysis.tokens[r.end - 1].end as usize])
            .collect();
        assert_eq!(
            got,
            ["The bill passed on Monday,", "but the talks,", "which began in May, failed;", "nobody was surprised", "when they ended."]
        );
    }
}
