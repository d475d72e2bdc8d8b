//! Runs of capitalised words: where names may be.

use std::ops::Range;

use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;

/// A run of capitalised words with what joins them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub sentence: u32,
    pub tokens: Range<usize>,
    /// The first word is capitalised because a sentence starts with it.
    pub initial: bool,
    /// The sentence is in title case or in capitals throughout, so that a capital tells nothing.
    pub loose: bool,
}

/// The runs of one block, in order.
pub fn runs(words: &Words, lexicon: &Lexicon) -> Vec<Run> {
    let mut found = Vec::new();
    for (sentence, range) in words.sentences() {
        let loose = capitals_tell_nothing(words, range.tokens.clone(), lexicon);
        let mut at = range.tokens.start;
        while at < range.tokens.end {
            if !may_name(words, at, lexicon) {
                // "Boxing Day" is passed over as a whole.
                let phrase = lexicon.names.not_names.at(|i| words.token(at + i).map(|t| &*t.lower));
                at += phrase.map_or(1, |(length, ())| length);
                continue;
            }
            let end = extend(words, at, range.tokens.end, lexicon);
            found.push(Run { sentence, tokens: at..end, initial: words.is_initial(at), loose });
            at = end;
        }
    }
    found
}

/// Whether nearly all words of a sentence are capitalised, common ones among them. One that ends in a full stop is running copy unless
/// all of them are.
fn capitals_tell_nothing(words: &Words, tokens: Range<usize>, lexicon: &Lexicon) -> bool {
    let (mut all, mut capital, mut common, mut shouted) = (0, 0, 0, 0);
    for at in tokens.clone() {
        let Some(token) = words.token(at) else { continue };
        let content =
            token.capital || lexicon.names.not_names.word(&token.lower).is_none() && !lexicon.names.particles.contains(&*token.lower);
        if token.kind != TokenKind::Word || !content {
            continue;
        }
        all += 1;
        if token.capital {
            capital += 1;
            shouted += usize::from(is_shouted(words, at));
            common += usize::from(at > tokens.start && lexicon.names.is_word(&fold(&token.lower)) && !words.is_initial(at));
        }
    }
    let running = tokens.end.checked_sub(1).is_some_and(|last| words.lower(last) == ".");
    let share = if running { 10 } else { 8 };
    all >= 3 && (capital * 10 >= all * share && common >= 2 || all >= 4 && shouted * 10 >= all * 7)
}

/// Whether a word of two letters or more is in capitals.
pub fn is_shouted(words: &Words, at: usize) -> bool {
    let written = words.written(at..at + 1);
    written.chars().filter(|c| c.is_alphabetic()).count() > 1 && !written.chars().any(char::is_lowercase)
}

/// Whether a token may be part of a name.
fn may_name(words: &Words, at: usize, lexicon: &Lexicon) -> bool {
    if !words.is_capital(at) {
        return false;
    }
    let lower = words.lower(at);
    if lexicon.names.honorifics.contains_key(lower)
        || lexicon.offices.at(&|i| words.token(at + i).map(|t| &*t.lower)).is_some_and(|m| m.start == 0)
    {
        return true;
    }
    // "a VERY good idea": capitals for emphasis.
    let n = &lexicon.names;
    let written = words.written(at..at + 1);
    if is_shouted(words, at)
        && n.is_word(&fold(lower))
        && !n.acronyms.contains_key(written)
        && !n.is_place(&fold(lower))
        && !n.is_given(&fold(lower))
        && !n.is_family(&fold(lower))
    {
        return false;
    }
    if lexicon.names.not_names.at(|i| words.token(at + i).map(|t| &*t.lower)).is_none() {
        return words.written(at..at + 1).len() > 1;
    }
    // "Christian Eriksen", "Theresa May", "Jan Smit": a given name that is also a month, a faith, an abbreviation.
    let key = fold(lower);
    let given_before = at > 0
        && words.is_capital(at - 1)
        && lexicon.names.is_given(&words.folded(at - 1))
        && !lexicon.names.is_word(&words.folded(at - 1));
    let family_after =
        words.is_capital(at + 1) && !lexicon.names.is_word(&words.folded(at + 1)) && lexicon.names.demonym(&words.folded(at + 1)).is_none();
    lexicon.names.is_given(&key) && family_after && words.lower(at).len() > 2 || given_before && lexicon.names.is_family(&key)
}

/// Where the run that starts at a token ends.
fn extend(words: &Words, start: usize, limit: usize, lexicon: &Lexicon) -> usize {
    let mut end = start;
    while end < limit {
        let office = lexicon.offices.at(&|i| words.token(end + i).filter(|_| end + i < limit).map(|t| &*t.lower));
        let next = match office {
            Some(office) if words.is_capital(end) && office.end > 1 => end + office.end,
            _ => end + 1,
        };
        let Some(joined) = joined(words, start, next, limit, lexicon) else { return next };
        end = joined;
    }
    end
}

/// The next capitalised word of the run whose words so far end at `end`.
fn joined(words: &Words, start: usize, end: usize, limit: usize, lexicon: &Lexicon) -> Option<usize> {
    if end >= limit {
        return None;
    }
    let names = |at: usize| at < limit && may_name(words, at, lexicon);
    let touching = words.touches_next(end - 1);
    match (words.kind(end)?, words.lower(end)) {
        (TokenKind::Word | TokenKind::Mixed, _) if names(end) => Some(end),
        (TokenKind::Word, "plc") => Some(end),
        (TokenKind::Punctuation, "-") if touching && words.touches_next(end) => hyphenated(words, end, limit, lexicon),
        (TokenKind::Punctuation, "&") if names(end + 1) => Some(end + 1),
        (TokenKind::Clitic, "'s") if possessive_is_part(words, start, end, lexicon) && names(end + 1) => Some(end + 1),
        (TokenKind::OpenQuote, _) if names(end + 1) && words.kind(end + 2) == Some(TokenKind::CloseQuote) && names(end + 3) => {
            Some(end + 3)
        }
        (TokenKind::Word, "of" | "for") => {
            let next = end + 1 + usize::from(words.lower(end + 1) == "the");
            let head = |at: usize| {
                let key = words.folded(at);
                lexicon.names.of_organizations.contains(&key) || words.lower(end) == "of" && lexicon.names.of_places.contains(&key)
            };
            (names(next) && head(end - 1)).then_some(next)
        }
        (TokenKind::Word, "and") => {
            let ministry = (start..end)
                .any(|at| words.lower(at) == "of" && at > start && lexicon.names.of_organizations.contains(&words.folded(at - 1)));
            (ministry && names(end + 1) && lexicon.names.is_word(&words.folded(end + 1))).then_some(end + 1)
        }
        (TokenKind::Word, _) => after_particles(words, end, limit, lexicon),
        _ => None,
    }
}

/// "Lacombe-Hart", "Jong-un"; not "French-led".
fn hyphenated(words: &Words, hyphen: usize, limit: usize, lexicon: &Lexicon) -> Option<usize> {
    let next = hyphen + 1;
    if next >= limit {
        return None;
    }
    if words.is_capital(next) && may_name(words, next, lexicon) {
        return Some(next);
    }
    let key = words.folded(next);
    let syllable = words.kind(next) == Some(TokenKind::Word) && key.len() <= 4 && !lexicon.names.is_word(&key) && !words.is_capital(next);
    syllable.then_some(next)
}

/// "St. Mark's Church", "King's College": a possessive within a name.
fn possessive_is_part(words: &Words, start: usize, clitic: usize, lexicon: &Lexicon) -> bool {
    let next = words.folded(clitic + 1);
    let headed = lexicon.names.venue_heads.contains(&next) || lexicon.names.organization_heads.contains(&next);
    let saint = matches!(words.lower(start), "st." | "st" | "saint");
    let owner = clitic == start + 1 && lexicon.names.is_word(&words.folded(start)) && !lexicon.names.is_place(&words.folded(start));
    headed && (saint || owner)
}

/// "van der Berg", "bin Salman", "al-Assad" behind a name.
fn after_particles(words: &Words, first: usize, limit: usize, lexicon: &Lexicon) -> Option<usize> {
    let mut at = first;
    while at < limit && at < first + 3 && lexicon.names.particles.contains(words.lower(at)) && !words.is_capital(at) {
        at += 1;
        if words.lower(at) == "-" && words.touches_next(at - 1) {
            at += 1;
        }
    }
    (at > first && at < limit && words.is_capital(at) && may_name(words, at, lexicon)).then_some(at)
}
