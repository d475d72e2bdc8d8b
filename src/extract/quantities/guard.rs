//! Numbers that are no quantities: years, days of a month, times of day, versions, identifiers, telephone numbers, names.

use rust_decimal::Decimal;

use super::number::{Number, Shape};
use super::scan::Scan;
use crate::language::TokenKind;

/// Whether a number names or dates something and counts nothing. `unit` says whether a unit, a currency or a percent sign was read
/// with it, `noun` whether a noun that is counted stands behind it.
pub(super) fn is_no_quantity(scan: &Scan, number: &Number, unit: bool, noun: bool) -> bool {
    let written_in_digits = scan.tokens[number.tokens.start].kind != TokenKind::Word;
    if is_joined(scan, number) || is_idiom(scan, number, unit || noun) || is_plural_of_name(scan, number) {
        return true;
    }
    if !written_in_digits {
        return !unit && (names_something(scan, number, noun) || is_rank(scan, number, noun));
    }
    if unit {
        return false;
    }
    is_marker(scan, number)
        || is_clock(scan, number)
        || is_day_of_month(scan, number)
        || is_year(scan, number, noun)
        || is_telephone(scan, number)
        || is_address(scan, number)
        || is_rank(scan, number, noun)
        || is_model(scan, number, noun)
        || scan.words.context.designators_behind.contains(scan.lower(number.tokens.end))
        || names_something(scan, number, noun)
}

/// Whether a number is a piece of something longer: a path, a code, a version, a decimal list ("A-12", "12_3", "#7", "1/2/3", "v2").
fn is_joined(scan: &Scan, number: &Number) -> bool {
    let (first, end) = (number.tokens.start, number.tokens.end);
    if matches!(scan.tokens[first].kind, TokenKind::Word) {
        return false;
    }
    let glued = |at: usize| scan.adjacent(at, at + 1);
    let coded = first > 0 && glued(first - 1) && matches!(scan.raw(first - 1), "#" | "_" | "@" | "№" | "\\");
    let part = first > 1 && glued(first - 1) && glued(first - 2) && matches!(scan.raw(first - 1), "-" | "‑" | "/" | ".");
    let own = first > 1
        && (is_number_token(scan, first - 2) || is_sign(scan, first - 2) || scan.words.context.hyphened.contains(scan.lower(first - 2)));
    let glued_before = coded || (part && !own);
    let after = scan.adjacent(end - 1, end);
    let glued_after = after
        && (matches!(scan.raw(end), "_" | "\\" | "@" | "=")
            || scan.raw(end) == "/" && is_number_token(scan, end + 1) && scan.adjacent(end, end + 1) && number.shape != Shape::Fraction);
    glued_before || glued_after
}

fn is_number_token(scan: &Scan, at: usize) -> bool {
    scan.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number || t.kind == TokenKind::Mixed)
        || scan.words.numbers.cardinals.contains_key(scan.lower(at))
        || scan.words.numbers.magnitudes.contains_key(scan.lower(at))
        || matches!(scan.raw(at), "%")
}

/// Whether a currency's sign stands at a token: "$-50.8bn".
fn is_sign(scan: &Scan, at: usize) -> bool {
    scan.words.units.sign(scan.raw(at)).is_some()
}

/// "the 1990s", "in her 30s", "Model 3s", "Channel 5s": an -s against digits that is no second.
fn is_plural_of_name(scan: &Scan, number: &Number) -> bool {
    let first = number.tokens.start;
    let Some(suffix) = &number.suffix else { return false };
    if &scan.text[suffix.start as usize..suffix.end as usize] != "s" || number.tokens.len() > 1 {
        return false;
    }
    let decade = number.value % Decimal::TEN == Decimal::ZERO && number.value >= Decimal::TEN;
    let dated =
        matches!(scan.back(first, 1), "the" | "their" | "his" | "her" | "my" | "our" | "your" | "its" | "early" | "mid" | "late" | "-");
    let year = number.value >= Decimal::ONE_THOUSAND && number.value.scale() == 0;
    year || decade && dated || names_something(scan, number, false)
}

/// "49 Zorro Ranch Road", "9 E 71st St": the number of a house before the capitals of its street.
fn is_address(scan: &Scan, number: &Number) -> bool {
    let end = number.tokens.end;
    if number.value.scale() > 0 || number.tokens.len() > 1 {
        return false;
    }
    for at in end..end + 5 {
        let Some(token) = scan.tokens.get(at) else { return false };
        if at > end && token.capital && scan.words.context.streets.contains(scan.lower(at).trim_end_matches('.')) {
            return true;
        }
        // Some languages name the street first: "22 Rue Foch".
        let first = at == end && token.capital && scan.words.context.streets.contains(scan.lower(at).trim_end_matches('.'));
        if first && scan.tokens.get(at + 1).is_some_and(|t| t.capital) {
            return true;
        }
        // "16-18 Industrial Avenue", "9 E 71st St".
        let part = token.capital
            || token.kind == TokenKind::Mixed
            || at > end && token.kind == TokenKind::Number && matches!(scan.raw(at - 1), "-" | "–")
            || at == end && matches!(scan.raw(at), "-" | "–") && scan.adjacent(end - 1, end);
        if !part {
            return false;
        }
    }
    false
}

/// "a 787 Dreamliner", "an 850 EVO": one thing with a number in its name.
fn is_model(scan: &Scan, number: &Number, noun: bool) -> bool {
    let named = scan.tokens.get(number.tokens.end).is_some_and(|t| t.capital && t.is_word());
    !noun && named && number.value > Decimal::ONE && matches!(scan.back(number.tokens.start, 1), "a" | "an")
}

/// "the bottom three": a rank, unless what is ranked follows ("the top three seeds").
fn is_rank(scan: &Scan, number: &Number, noun: bool) -> bool {
    !noun && scan.words.context.ranks.contains(scan.back(number.tokens.start, 1))
}

/// "one another", "no one", "24/7"; a bare "one" counts only before a noun.
fn is_idiom(scan: &Scan, number: &Number, counts: bool) -> bool {
    let (first, end) = (number.tokens.start, number.tokens.end);
    let idiom = |phrase: &str| scan.words.context.idioms.contains(phrase).then_some(());
    let inside = (first.saturating_sub(1)..=first)
        .any(|at| scan.words.edges.idiom_starts.contains(scan.lower(at)) && scan.phrase_at(at, idiom).is_some_and(|(_, stop)| stop >= end));
    inside || (scan.lower(first) == "one" && end == first + 1 && !counts && !matches!(scan.back(first, 1), "minus" | "negative"))
}

/// "1) the first, 2) the second", "two claims: 1. that ...": the number of an item.
fn is_marker(scan: &Scan, number: &Number) -> bool {
    let (first, end) = (number.tokens.start, number.tokens.end);
    if number.value > Decimal::from(99) || end != first + 1 {
        return false;
    }
    let opened = (first.saturating_sub(8)..first).any(|at| scan.raw(at) == "(");
    let bracket = scan.raw(end) == ")"
        && (!opened
            || scan.back(first, 1) == "("
                && scan.tokens.get(end + 1).is_some_and(|t| t.is_word() && !t.capital)
                && scan.is_start(first - 1));
    let stop = scan.raw(end) == "."
        && scan.adjacent(first, end)
        && end + 1 < scan.tokens.len()
        && (scan.is_start(first) || matches!(scan.back(first, 1), "," | "and" | ";"));
    bracket || stop && scan.tokens.get(end + 1).is_some_and(|t| !t.capital || scan.is_start(first))
}

fn is_clock(scan: &Scan, number: &Number) -> bool {
    let end = number.tokens.end;
    let clock = &scan.words.context.clock;
    clock.contains(scan.lower(end)) && number.value < Decimal::from(25) || scan.raw(number.tokens.start).contains(':')
}

fn is_day_of_month(scan: &Scan, number: &Number) -> bool {
    let (first, end) = (number.tokens.start, number.tokens.end);
    let month = |at: usize| scan.tokens.get(at).is_some_and(|t| t.capital) && scan.words.context.months.contains(scan.lower(at));
    let day = number.value >= Decimal::ONE && number.value <= Decimal::from(31) && number.value.scale() == 0;
    let before = first > 0 && month(first - 1);
    // "22 November", "17th of June", "24 and 31 December", "2–5 June".
    let after = month(end) || scan.lower(end) == "of" && month(end + 1) && number.shape == Shape::Ordinal;
    let listed = matches!(scan.lower(end), "and" | "to" | "–" | "-" | "," | "or")
        && scan.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number)
        && month(end + 2);
    let listed_back = first > 2 && matches!(scan.lower(first - 1), "and" | "to" | "–" | "-" | "or") && month(first - 3);
    day && (before || after || listed || listed_back)
}

fn is_year(scan: &Scan, number: &Number, noun: bool) -> bool {
    let raw = scan.raw(number.tokens.start);
    let four = raw.len() == 4 && raw.bytes().all(|b| b.is_ascii_digit()) && number.tokens.len() == 1;
    if !four || number.shape != Shape::Plain {
        return false;
    }
    // Copy sets thousands apart; four digits of our own time are a year, whatever noun stands behind ("2018 sales").
    let ours = number.value >= Decimal::from(1900) && number.value < Decimal::from(2040);
    let recent = number.value >= Decimal::from(1800) && number.value < Decimal::from(2200);
    let possible = number.value >= Decimal::ONE_THOUSAND && number.value < Decimal::from(2100);
    let first = number.tokens.start;
    let introduced =
        scan.words.context.before_year.contains(scan.back(first, 1)) || scan.words.context.months.contains(scan.back(first, 1));
    let closed = scan.is_break(number.tokens.end) || !noun;
    let hedged = is_known_before_number(scan, first) && !introduced;
    (ours && !hedged) || (recent && (introduced || closed || !noun)) || (possible && (introduced && closed || !noun))
}

/// Groups of digits joined by hyphens or full stops, or with a plus before them.
fn is_telephone(scan: &Scan, number: &Number) -> bool {
    let first = number.tokens.start;
    let hyphen = |at: usize| matches!(scan.raw(at), "-" | "‑") && scan.adjacent(at, at + 1) && at > 0 && scan.adjacent(at - 1, at);
    let group = |at: usize| scan.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    let digits = |at: usize| scan.raw(at).len();
    let (mut start, mut end) = (first, first + 1);
    for _ in 0..3 {
        if start >= 2 && hyphen(start - 1) && group(start - 2) {
            start -= 2;
        }
        if hyphen(end) && group(end + 1) {
            end += 2;
        }
    }
    let groups = (end - start).div_ceil(2);
    let has_zero = (start..end).step_by(2).any(|at| digits(at) > 1 && scan.raw(at).starts_with('0'));
    groups >= 3
        || groups == 2 && (has_zero || digits(start) == 3 && digits(start + 2) == 4)
        || scan.back(start, 1) == "+" && digits(start) <= 3 && group(end)
}

/// "page 12", "Quarry 3", "TL 188", "Article Five": the number picks one thing of a series, or is part of a name.
fn names_something(scan: &Scan, number: &Number, noun: bool) -> bool {
    let first = number.tokens.start;
    let signed = first > 1 && matches!(scan.raw(first - 1), "-" | "−") && scan.adjacent(first - 1, first);
    let Some(before) = first.checked_sub(if signed { 2 } else { 1 }) else { return false };
    let token = &scan.tokens[before];
    let lower = scan.lower(before);
    let context = &scan.words.context;
    let in_digits = scan.tokens[first].kind != TokenKind::Word;
    if context.designators.contains(lower) && (in_digits || scan.tokens[first].capital || !noun) && !scan.is_share_word(before) {
        // "the line 12 people waited in" is rarer than "line 12".
        return !matches!(lower, "week" | "year" | "day" | "no" | "house" | "street" | "game" | "match" | "race") || !noun;
    }
    // "iPhone 11", "macOS 14": a capital inside makes a name as well.
    let camel = scan.raw(before).chars().skip(1).any(char::is_uppercase) && scan.raw(before).starts_with(char::is_lowercase);
    if !matches!(token.kind, TokenKind::Word | TokenKind::Mixed) || !(token.capital || camel) {
        return false;
    }
    // "the Union 38 million" gives it an amount: no flight or model is numbered in millions.
    let large = number.shape == Shape::Magnitude;
    if large || context.stops.contains(lower) || is_calendar_word(scan, before) || is_known_before_number(scan, first) {
        return false;
    }
    if !in_digits {
        return scan.tokens[first].capital && !scan.is_start(first);
    }
    // "In Germany 12 people": a noun is counted, and the name belongs to what stands before.
    let name_of_place = noun && matches!(scan.back(before, 1), "in" | "across" | "throughout");
    let first_word = scan.is_start(before) && noun && scan.tokens[before].lemma != scan.tokens[before].lower;
    !(name_of_place || first_word)
}

fn is_calendar_word(scan: &Scan, at: usize) -> bool {
    scan.lower(at).ends_with("day") || scan.words.context.months.contains(scan.lower(at))
}

/// Whether a hedge, a word of change or a number word stands before a number ("Some 200", "About 40").
fn is_known_before_number(scan: &Scan, first: usize) -> bool {
    let hedges = &scan.words.hedges;
    let known = |phrase: &str| {
        let word = hedges.before.contains_key(phrase)
            || hedges.up.contains(phrase)
            || hedges.down.contains(phrase)
            || hedges.between.contains(phrase);
        word.then_some(())
    };
    scan.hedge_before(first, known).is_some()
}

impl Scan<'_> {
    /// Whether a designator is used as a plain noun of a share ("part 3" is a designator, "part of" is not).
    fn is_share_word(&self, at: usize) -> bool {
        self.lower(at) == "part" && self.back(at, 1) == "in"
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn streets_decades_models_and_ranks_are_left_out() {
        for text in [
            "He lives at 49 Zorro Ranch Road, 9 E 71st St or 22 Rue Foch.",
            "In her 30s, in the 1990s and with the Model 3s.",
            "They flew a 787 Dreamliner.",
            "The side is in the bottom three.",
            "In the 90049 ZIP code.",
        ] {
            check(text, &[]);
        }
        check("A 30s delay.", &["30s = 30 second"]);
    }
}
