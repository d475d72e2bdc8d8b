//! The noun that a number counts.

use std::ops::Range;

use rust_decimal::Decimal;

use super::number::{Number, Shape};
use super::scan::Scan;
use crate::language::TokenKind;
use crate::language::universal::Penn;

/// How many tokens behind a number its noun may end.
const REACH: usize = 6;

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    /// Tokens of the noun with its modifiers.
    pub tokens: Range<usize>,
    /// Lemma of the head, with one name for what is one: "person" for "people".
    pub lemma: String,
}

impl Noun {
    /// The head's lemma as dictionaries have it: "people" is a word of its own there.
    pub fn head(&self, scan: &Scan) -> String {
        let last = self.tokens.end - 1;
        if scan.lower(last) == "people" { "people".into() } else { self.lemma.clone() }
    }

    /// The words before the head, as written.
    pub fn modifiers(&self, scan: &Scan) -> Vec<String> {
        let words = self.tokens.start..self.tokens.end.saturating_sub(1);
        words.filter(|at| scan.tokens[*at].kind != TokenKind::Punctuation).map(|at| scan.raw(at).to_string()).collect()
    }
}

/// The noun that stands behind the number whose tokens end at `end`: "police officers" of "12 police officers", "import formats" of
/// "two of the five import formats", "member" of "11-member".
pub(super) fn noun_behind(scan: &Scan, number: &Number, end: usize) -> Option<Noun> {
    if matches!(scan.lower(end), "-" | "‑") && scan.adjacent(end - 1, end) && scan.adjacent(end, end + 1) {
        return compound(scan, end + 1);
    }
    let mut at = end;
    let partitive = scan.lower(at) == "of";
    let share = number.shape == Shape::Fraction;
    if matches!(scan.lower(at), "more" | "other" | "further" | "additional" | "extra" | "new" | "fewer" | "less") && !partitive {
        // "300 more soldiers", "one third more people": the word is a modifier.
        let found = plural_head(scan, at + 1).map(|head| noun(scan, at..head + 1));
        return found.filter(|_| !(share && matches!(scan.lower(at), "fewer" | "less")));
    }
    if partitive {
        at += 1;
        while at < end + REACH && scan.words.context.partitive.contains(scan.lower(at)) {
            at += 1;
        }
        if at > end + 1 {
            while at < end + REACH && scan.words.context.partitive_adjectives.contains(scan.lower(at)) {
                at += 1;
            }
        }
        at = skip_number(scan, at);
        if at == end + 1 && !share && number.shape != Shape::Open {
            // "five of spades" counts nothing; "a staff of four" is read elsewhere.
            return plural_head(scan, at).map(|head| noun(scan, at..head + 1));
        }
    } else if share {
        while at < end + REACH && scan.words.context.partitive.contains(scan.lower(at)) {
            at += 1;
        }
    }
    let single = number.shape == Shape::Ordinal || (share && partitive) || (!partitive && number.value == Decimal::ONE);
    if single {
        return plural_head(scan, at).filter(|_| share).or_else(|| last_of_run(scan, at)).map(|head| noun(scan, at..head + 1));
    }
    plural_head(scan, at).map(|head| noun(scan, at..head + 1))
}

/// "five import formats": the tokens behind a number that stands inside a partitive.
fn skip_number(scan: &Scan, at: usize) -> usize {
    let numbers = &scan.words.numbers;
    let mut end = at;
    while end < at + 4
        && (scan.tokens.get(end).is_some_and(|t| {
            matches!(t.kind, TokenKind::Number | TokenKind::Mixed) && scan.raw(end).starts_with(|c: char| c.is_ascii_digit())
        }) || numbers.cardinals.contains_key(scan.lower(end))
            || numbers.magnitudes.contains_key(scan.lower(end)))
    {
        end += 1;
    }
    end
}

/// "11-member", "six-cylinder": the word behind the hyphen; an age and a length of time are read as units before this.
fn compound(scan: &Scan, at: usize) -> Option<Noun> {
    let token = scan.tokens.get(at)?;
    let counted =
        token.kind == TokenKind::Word && !token.capital && token.lower.len() > 2 && !scan.words.context.stops.contains(&*token.lower);
    counted.then(|| Noun { tokens: at..at + 1, lemma: token.lower.to_string() })
}

/// The last of the first plurals behind a number: "officers" of "police officers were", with only modifiers before it.
fn plural_head(scan: &Scan, at: usize) -> Option<usize> {
    let mut head = None;
    for i in at..at + REACH {
        if !in_noun_phrase(scan, i, at) {
            break;
        }
        if scan.words.context.nominal.contains(scan.lower(i)) && head.is_none() {
            let bare =
                !scan.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word) || scan.words.context.stops.contains(scan.lower(i + 1));
            if bare {
                return Some(i);
            }
        }
        let attributive = scan.words.context.attributive.contains(scan.lower(i));
        if scan.is_plural(i) {
            head = Some(i);
            if !attributive {
                break;
            }
        } else if head.is_some() && !attributive {
            break;
        }
    }
    head
}

/// The end of a run of words that may be a noun phrase in the singular, at most four words long.
fn last_of_run(scan: &Scan, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 4 && in_noun_phrase(scan, end, at) && scan.lower(end) != "," && !looks_like_verb(scan, end, at) {
        end += 1;
        if scan.is_plural(end - 1) {
            break;
        }
    }
    (end > at).then(|| end - 1).filter(|head| scan.tokens[*head].kind == TokenKind::Word && scan.raw(*head) != "-")
}

/// Whether a token may belong to a noun phrase that starts at `start`: a word that is no stop, or a hyphen or comma inside it.
fn in_noun_phrase(scan: &Scan, at: usize, start: usize) -> bool {
    let Some(token) = scan.tokens.get(at) else { return false };
    match token.kind {
        // "digital and physical copies": two modifiers of one noun.
        TokenKind::Word if &*token.lower == "and" => {
            at > start && !scan.is_plural(at - 1) && !scan.is_plural(at + 1) && scan.is_plural(at + 2)
        }
        // "a third of the population lives": a finite verb ends the phrase.
        TokenKind::Word if at > start && matches!(token.penn, Penn::Vbz | Penn::Vbp | Penn::Md) => false,
        TokenKind::Word => !scan.words.context.stops.contains(&*token.lower) && !token.lower.ends_with("ly"),
        TokenKind::Punctuation => {
            let hyphen = matches!(scan.raw(at), "-" | "‑") && scan.adjacent(at - 1, at) && scan.adjacent(at, at + 1);
            // "three small, quick boats".
            let comma = scan.raw(at) == "," && at > start && !scan.is_plural(at - 1) && scan.is_plural(at + 2);
            hyphen || comma
        }

        // "two new 737 Max jets", "12 Boeing 737 jets": a model's number beside its name.
        TokenKind::Number => {
            let beside = at > start && (scan.tokens[at - 1].capital || matches!(scan.raw(at - 1), "-" | "‑"));
            (beside || scan.tokens.get(at + 1).is_some_and(|t| t.capital)) && scan.raw(at).len() < 5
        }
        TokenKind::Mixed => at > start && token.lower.starts_with(|c: char| c.is_alphabetic()),
        _ => false,
    }
}

/// A past tense behind a noun: "one proposal asked", "the third was".
fn looks_like_verb(scan: &Scan, at: usize, start: usize) -> bool {
    let token = &scan.tokens[at];
    if at == start || token.capital || token.lower == token.lemma {
        return false;
    }
    let third_person = scan.is_plural(at) && !scan.is_plural(at - 1) && scan.lower(at + 1) != "of";
    third_person || !scan.is_plural(at) && !token.lower.ends_with("ing")
}

fn noun(scan: &Scan, tokens: Range<usize>) -> Noun {
    let head = &scan.tokens[tokens.end - 1];
    let lower = &*head.lower;
    let lemma = match lower {
        "people" => "person".to_string(),
        "women" => "woman".to_string(),
        _ if lower.ends_with("men") && scan.is_plural(tokens.end - 1) => format!("{}man", &lower[..lower.len() - 3]),
        _ if ends_in_us(lower) => lower[..lower.len() - 2].to_string(),
        _ if scan.is_plural(tokens.end - 1) => head.lemma.to_string(),
        _ => lower.to_string(),
    };
    Noun { tokens, lemma }
}

/// The plural of a noun in -us ("viruses"), whose -e is none of the stem's.
fn ends_in_us(lower: &str) -> bool {
    ["ruses", "buses", "nuses", "puses", "cuses", "tuses", "suses", "iuses"].iter().any(|end| lower.ends_with(end))
        && !matches!(lower, "excuses" | "ruses")
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn models_and_superlatives_within_what_is_counted() {
        check("Two new 737 Max jets and thousands of COVID-19 tests.", &["Two = 2 count of jet", "thousands = 1000..10000 count of test"]);
        check("It was one of the most splendid catches.", &["one = 1 count of catch"]);
        check(
            "Two-thirds of the combined 4.3 million sales.",
            &["Two-thirds = 0.6667 count of sale", "4.3 million = 4300000 count of sale"],
        );
    }
}
