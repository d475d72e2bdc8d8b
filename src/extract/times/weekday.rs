//! Days of the week: "Friday", "Sun", "Mondays".

use super::expression::{Core, Expression, Which};
use super::line::Line;
use crate::language::TokenKind;
use crate::language::universal::Upos;
use crate::lexicon::time::Tag;
use crate::value::duration::DurationUnit;

/// The weekday that starts here.
pub(super) fn weekday(line: &Line, at: usize) -> Option<Expression> {
    named(line, at)
}

fn named(line: &Line, at: usize) -> Option<Expression> {
    let weekday = line.word(at).weekday;
    if weekday == 0 || !line.capital(at) {
        return None;
    }
    let lower = line.lower(at);
    if lower.ends_with("days") {
        return Some(Expression::new(at..at + 1, Core::Set(format!("XXXX-WXX-{weekday}"))));
    }
    let dotted = usize::from(line.mark(at + 1, ".") && line.touches(at + 1) && lower.len() <= 5 && line.token(at + 2).is_some());
    let end = at + 1 + dotted;
    // "Sun" and "Sat" are days only before a date.
    let date_behind = line.word(end).month != 0
        || line.day(end).is_some()
        || line.mark(end, ",") && (line.word(end + 1).month != 0 || line.day(end + 1).is_some());
    // "last Wed.", "on Sat."
    let told = (dotted > 0 || lower.ends_with('.'))
        && line.word_before(at).any(&[Tag::This, Tag::Last, Tag::Next, Tag::On, Tag::Since, Tag::By, Tag::To]);
    if !lower.ends_with("day") && (line.is(at, Tag::Doubtful) || lower.len() <= 4) && !date_behind && !told {
        return None;
    }
    // "the Sun, August 16", "Edmonton Sun, August 16": a newspaper
    let named_before = line.before(at).is_some_and(|i| line.is(i, Tag::The) || line.capital(i) && line.tokens[i].upos == Upos::Propn);
    if named_before && line.is(at, Tag::Doubtful) && dotted == 0 && !lower.ends_with('.') && line.word_before(at).weekday == 0 {
        return None;
    }
    // "Black Friday", "Friday Harbor", "Sunday Times"
    let name_behind = line.capital(at + 1)
        && line.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.lower.ends_with('.'))
        && !line.word(at + 1).is_known();
    if name_behind && line.mark(at.wrapping_sub(1), "the") {
        return None;
    }
    let mut found = Expression::new(at..end, Core::Weekday(Which::Bare));
    found.weekday = Some((weekday, at));
    Some(found)
}

/// What stands behind a weekday: "Monday last", "Tuesday next", "Tuesday week", "Friday fortnight".
pub(super) fn behind(line: &Line, expression: &mut Expression) {
    let end = expression.tokens.end;
    let closes = line.token(end + 1).is_none_or(|t| !t.is_word()) || line.word(end + 1).any(&[Tag::At, Tag::And, Tag::Or, Tag::In]);
    let alone = closes && expression.clock.is_none() && expression.part.is_none();
    let core = if line.is(end, Tag::Last) && alone {
        Core::Weekday(Which::Last)
    } else if line.mark(end, "next") && alone {
        Core::Weekday(Which::Next)
    } else if let Some(unit) = line.word(end).unit.filter(|u| u.unit == DurationUnit::Week && !u.plural && alone) {
        Core::WeekdayAfter { weeks: unit.factor }
    } else {
        return;
    };
    expression.core = core;
    expression.tokens.end = end + 1;
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::check;

    #[test]
    fn weekdays_of_another_week() {
        check("They will meet on Thursday of next week.", &["Thursday of next week = 2025-07-24"]);
        check("They met on Tuesday last week.", &["Tuesday last week = 2025-07-08"]);
        check("They will meet next week on Tuesday.", &["next week on Tuesday = 2025-07-22"]);
        check("They met on Monday last.", &["Monday last = 2025-07-14"]);
        check("They will meet on Tuesday week.", &["Tuesday week = 2025-07-29"]);
        check("It sank on Sunday three weeks ago.", &["Sunday three weeks ago = 2025-06-29"]);
    }

    #[test]
    fn short_names_need_a_word_that_tells_them() {
        check(
            "He left last Wed. and comes back at noon on Thurs. of next week.",
            &["last Wed. = 2025-07-16", "noon on Thurs. of next week = 2025-07-24T12:00"],
        );
        check("The sun sat low.", &[]);
    }

    #[test]
    fn a_day_of_the_month_that_falls_on_the_weekday() {
        check("They met on Friday the 13th.", &["Friday the 13th = 2025-06-13"]);
        check("They will meet on Friday the 15th.", &["Friday the 15th = 2025-08-15"]);
    }
}
