//! Which dates give others their year: a date before in the sentence, and the time of a heading.

use super::expression::{Core, Date, Expression, Field, Year};
use super::line::Line;
use crate::lexicon::time::Tag;

/// For each expression of a sentence the year, and month where it is told, that the sentence tells firmly before it: in a date ("on 14 October 2004
/// and on 3 November"), or at its beginning ("In 2004 they met on 3 April"). A sentence that has told two years gives none.
pub(super) fn years_told(line: &Line, expressions: &[Expression]) -> Vec<Option<(i32, Option<u32>)>> {
    let mut told: Option<(i32, Option<u32>)> = None;
    let mut several = false;
    let mut before = Vec::with_capacity(expressions.len());
    for expression in expressions {
        before.push(told.filter(|_| !several));
        let Core::Date(Date { year: Year::Known(year), field }) = expression.core else { continue };
        several |= told.is_some_and(|(other, _)| other != year);
        let month = match field {
            Field::Day { month, .. } | Field::Month(month) | Field::Days { from: (month, _), .. } => Some(month),
            Field::Year if opens(line, expression) => None,
            _ => continue,
        };
        told = Some((year, month));
    }
    before
}

/// "In 2004, ..."
fn opens(line: &Line, expression: &Expression) -> bool {
    line.before(expression.tokens.start).is_some_and(|at| line.is(at, Tag::In) && line.first(at))
}

/// Whether a heading that holds the expression says with it when all below it is: it is nothing else ("2024", "March 2024", "12 March 2024"), or it
/// is in that year ("Important dates (all in 2024)"). "The 2024 budget" and "Graph Days 2024" are names of things.
pub(super) fn dates_section(line: &Line, expression: &Expression) -> bool {
    let Core::Date(Date { year: Year::Known(_), field }) = expression.core else { return false };
    let (start, end) = (expression.tokens.start, expression.tokens.end);
    let alone = start == line.range.start && (end..line.range.end).all(|at| line.token(at).is_none_or(|t| !t.is_word()));
    let named = line.word_before(start).is(Tag::In) && field == Field::Year;
    let closes = line.token(end).is_none_or(|t| !t.is_word());
    alone && matches!(field, Field::Year | Field::Month(_) | Field::Day { .. }) || named && closes
}
