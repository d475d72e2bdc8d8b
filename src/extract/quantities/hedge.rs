//! What is said of a number beside it: hedges and words of change.

use super::scan::Scan;
use crate::extract::mention::QuantityModifier;
use crate::language::TokenKind;
use crate::lexicon::quantity::Hedge;

/// What stands before a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    pub hedge: Option<Hedge>,
    /// The first token of the hedge, where there is one.
    pub first: Option<usize>,
    pub change: Option<QuantityModifier>,
}

/// The hedge and the change before the token `at`, where a number or the sign of a currency stands.
pub(super) fn before(scan: &Scan, at: usize) -> Before {
    let hedges = &scan.words.hedges;
    let mut found = Before::default();
    let mut reach = at;
    for _ in 0..2 {
        let phrase = scan.hedge_before(reach, |phrase| hedges.before.get(phrase).copied());
        if let Some((hedge, first)) = phrase.filter(|(_, first)| !is_place(scan, *first)) {
            found.hedge = Some(hedge);
            found.first = Some(first);
            break;
        }
        let word = scan.back(reach, 1);
        if reach == 0 || !hedges.between.contains(word) || matches!(word, "by" | "of" | "to" | "the" | "as") {
            break;
        }
        reach -= 1;
    }
    found.change = change(scan, found.first.unwrap_or(at));
    found
}

/// Whether "over" is a place or a topic here and no hedge: "walk over five islands".
fn is_place(scan: &Scan, at: usize) -> bool {
    let verb = at.checked_sub(1).and_then(|before| scan.tokens.get(before));
    let over = scan.lower(at) == "over" && verb.is_some_and(|t| scan.words.context.over_verbs.contains(&*t.lemma));
    // "20~30 percent": a dash.
    over || scan.raw(at) == "~" && verb.is_some_and(|t| t.kind == TokenKind::Number)
}

/// Whether words of change stand before a token, with no more than "by", "a" or "another" between.
fn change(scan: &Scan, at: usize) -> Option<QuantityModifier> {
    let hedges = &scan.words.hedges;
    let mut reach = at;
    for _ in 0..3 {
        if scan.hedge_before(reach, |phrase| hedges.up.contains(phrase).then_some(())).is_some() {
            return Some(QuantityModifier::Up);
        }
        if scan.hedge_before(reach, |phrase| hedges.down.contains(phrase).then_some(())).is_some() {
            return Some(QuantityModifier::Down);
        }
        let word = scan.back(reach, 1);
        if word == "by"
            && let Some(change) = change_with_object(scan, reach - 1)
        {
            return Some(change);
        }
        if reach == 0 || !hedges.between.contains(word) || matches!(word, "to" | "the" | "of") {
            return None;
        }
        reach -= 1;
    }
    None
}

/// "grow sales by 35 percent": a word of change with its object before the "by" at a token.
fn change_with_object(scan: &Scan, by: usize) -> Option<QuantityModifier> {
    let hedges = &scan.words.hedges;
    for at in (by.saturating_sub(5)..by).rev() {
        let word = scan.lower(at);
        if scan.is_break(at) {
            return None;
        }
        if hedges.up.contains(word) {
            return Some(QuantityModifier::Up);
        }
        if hedges.down.contains(word) {
            return Some(QuantityModifier::Down);
        }
    }
    None
}

/// The hedge that starts at a token ("or so", "or more"), with the token behind it.
pub(super) fn after(scan: &Scan, at: usize) -> Option<(Hedge, usize)> {
    let starts = scan.words.edges.hedge_starts.contains(scan.lower(at));
    starts.then(|| scan.phrase_at(at, |phrase| scan.words.hedges.after.get(phrase).copied())).flatten()
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::{check, check_range};

    #[test]
    fn hedges_between_number_and_unit() {
        check(
            "5 or more miles, 40+ boats, 30 or fewer people.",
            &["5 or more miles > 5 mile", "40+ > 40 count of boat", "30 or fewer < 30 count of person"],
        );
    }

    #[test]
    fn a_side_without_a_bound_does_not_turn_with_the_sign() {
        check_range("It was below −10 °C.", "−9.5 or less celsius");
        check_range("It was −10 or more degrees.", "−10.5 or more degrees");
    }
}
