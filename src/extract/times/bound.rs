//! What the preposition before a time says of it: that something fell on it, lay before or after it, or began or ended with it.

use super::expression::{Core, Date, Expression, Field};
use super::line::Line;
use crate::extract::mention::Bound;
use crate::lexicon::time::Tag;

/// The bound that the words before the expression set; `others` are the expressions of the sentence, in order, and `index` is its place.
pub(super) fn bound(line: &Line, others: &[Expression], index: usize) -> Bound {
    let start = others[index].tokens.start;
    let word = line.word_before(start);
    let lower = line.lower_before(start);
    if let Some(before) = index.checked_sub(1).map(|i| &others[i]) {
        let joined = start == before.tokens.end + 1;
        let from = line.word_before(before.tokens.start).is(Tag::From) && !line.mark(before.tokens.start - 1, "between");
        if joined && word.is(Tag::To) && (from || is_span(before, &others[index])) {
            return Bound::Until;
        }
        if joined && word.is(Tag::And) && line.mark(before.tokens.start.wrapping_sub(1), "between") {
            return Bound::NotAfter;
        }
    }
    let followed = others.get(index + 1).is_some_and(|next| {
        let joiner = others[index].tokens.end;
        next.tokens.start == joiner + 1 && (line.is(joiner, Tag::To) || lower == "between" && line.is(joiner, Tag::And))
    });
    match lower {
        "between" if followed => Bound::NotBefore,
        "from" if followed => Bound::From,
        _ if followed && others.get(index + 1).is_some_and(|next| is_span(&others[index], next)) => Bound::From,
        // "not until Friday" is on Friday.
        "until" | "till" if is_denied(line, start - 1) => Bound::On,
        "until" | "till" | "through" => Bound::Until,
        "by" | "before" => Bound::NotAfter,
        "to" if line.word(start.wrapping_sub(2)).is(Tag::Earlier) && line.mark(start.wrapping_sub(2), "prior") => Bound::NotAfter,
        "of" if line.mark(start.wrapping_sub(2), "ahead") => Bound::NotAfter,
        "since" | "after" => Bound::NotBefore,
        _ => Bound::On,
    }
}

/// Whether two dates joined by "to" are the ends of one span without a "from": "2 June 2025 to 5 July 2025".
fn is_span(first: &Expression, last: &Expression) -> bool {
    let day = |e: &Expression| matches!(&e.core, Core::Date(Date { field: Field::Day { .. }, .. }));
    day(first) && day(last)
}

/// How far before "until" a negation may stand.
const REACH: usize = 12;

fn is_denied(line: &Line, until: usize) -> bool {
    let first = until.saturating_sub(REACH).max(line.range.start);
    (first..until).rev().take_while(|at| !matches!(line.lower(*at), "," | ";")).any(|at| line.is(at, Tag::Negation))
}

#[cfg(test)]
mod tests {
    use crate::extract::mention::Bound;
    use crate::extract::times::times_in;

    #[track_caller]
    fn check(text: &str, bounds: &[Bound]) {
        let found: Vec<Bound> = times_in(text, None).iter().map(|t| t.bound).collect();
        assert_eq!(found, bounds, "{text}");
    }

    #[test]
    fn prepositions_set_bounds() {
        check("They met on 3 May 2024.", &[Bound::On]);
        check("They left by 3 May 2024, before June 2024 and after 2 May 2024.", &[Bound::NotAfter, Bound::NotAfter, Bound::NotBefore]);
        check("The fair ran from 3 May 2024 to 9 May 2024.", &[Bound::From, Bound::Until]);
        check("The fair, 3 May to 9 May 2024, was long.", &[Bound::From, Bound::Until]);
        check("It fell between 3 May 2024 and 9 May 2024.", &[Bound::NotBefore, Bound::NotAfter]);
        check("It is open until 3 May 2024.", &[Bound::Until]);
        check("It did not open until 3 May 2024.", &[Bound::On]);
        check("They came from Oslo on 3 May 2024.", &[Bound::On]);
    }
}
