//! From the tokens of a sentence to its expressions: the atoms that each class reads, joined where they speak of one time, with the
//! hedges and determiners around them.

use super::expression::{Core, Expression, Which};
use super::line::Line;
use super::{around, clock, date, duration, era, holiday, join, nth, quarter, relative, set, weekday, year};
use crate::language::TokenKind;
use crate::language::universal::Upos;
use crate::lexicon::time::Tag;

/// The classes of atoms. The longest that fits is taken; of equals the first.
const ATOMS: [fn(&Line, usize) -> Option<Expression>; 12] = [
    era::era,
    nth::nth,
    clock::clock,
    holiday::holiday,
    weekday::weekday,
    set::set,
    date::date,
    quarter::quarter,
    relative::relative,
    year::year,
    duration::duration,
    reference,
];

/// The expressions of one sentence, in order.
pub(super) fn expressions(line: &Line) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut at = line.range.start;
    while at < line.range.end {
        let Some(atom) = atom(line, at) else {
            at += 1;
            continue;
        };
        at = atom.tokens.end;
        match found.last().and_then(|last| join::join(line, last, &atom)) {
            Some(joined) => {
                found.pop();
                // "Friday" + "2 June" + "at 7 p.m.": what was joined may join what stood before.
                match found.last().and_then(|last| join::join(line, last, &joined)) {
                    Some(twice) => {
                        found.pop();
                        found.push(twice);
                    }
                    None => found.push(joined),
                }
            }
            None => found.push(atom),
        }
    }
    join::share_years(line, &mut found);
    let mut free = line.range.start;
    found.retain_mut(|expression| {
        // What an expression before took in ("three minutes from now") is none by itself.
        if expression.tokens.start < free {
            return false;
        }
        around::around(line, expression, free);
        free = expression.tokens.end;
        stands_alone(line, expression)
    });
    found
}

fn atom(line: &Line, at: usize) -> Option<Expression> {
    let (token, word) = (line.token(at)?, line.word(at));
    let digits = token.lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\'' | '‘' | '`'));
    // "Q3", "AD842"
    let capital_letter = token.capital && (token.kind == TokenKind::Mixed || token.lower.len() == 2);
    let phrase = word.begins_phrase() || token.capital && word.begins_name();
    if !(word.is_known() && !word.is_link() || digits || capital_letter || phrase) {
        return None;
    }
    let mut best: Option<Expression> = None;
    for class in ATOMS {
        if let Some(found) = class(line, at)
            && best.as_ref().is_none_or(|b| found.tokens.end > b.tokens.end)
            && found.tokens.end <= line.range.end
        {
            best = Some(found);
        }
    }
    best
}

/// PRESENT_REF, PAST_REF, FUTURE_REF.
fn reference(line: &Line, at: usize) -> Option<Expression> {
    let (meaning, end) = line.phrase(at, &line.lexicon.references)?;
    // "began to date her"
    let verb = line.mark(at, "to") && line.token(end).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj));
    if verb || line.mark(at, "to") && line.token(at.wrapping_sub(1)).is_some_and(|t| matches!(t.upos, Upos::Verb | Upos::Aux)) {
        return None;
    }
    Some(Expression::new(at..end, Core::Reference(meaning.to_string())))
}

/// Whether an expression is one by itself: parts of the day are only with a determiner or preposition.
fn stands_alone(line: &Line, expression: &Expression) -> bool {
    match &expression.core {
        Core::Moment(Which::Bare) if expression.clock.is_none() => {
            let before = line.lower_before(expression.tokens.start);
            matches!(before, "at" | "by" | "one") || expression.modifier.is_some() || line.is(expression.tokens.start, Tag::The)
        }
        _ => true,
    }
}
