//! What stands around an expression and belongs to it: hedge, determiner, "the end of", "early"; "ago", "later", "or so".

use super::expression::{Amount, Core, Date, Expression, Field, From, Modifier, Which, Year};
use super::line::Line;
use super::{relative, weekday};
use crate::lexicon::time::{Season, Tag};

/// Takes in what stands around an expression: hedge, determiner, "the end of"; "ago", "later", "or so". `free` is the first token that
/// no other expression has taken.
pub(super) fn around(line: &Line, expression: &mut Expression, free: usize) {
    behind(line, expression);
    before(line, expression, free);
}

fn behind(line: &Line, expression: &mut Expression) {
    let end = expression.tokens.end;
    // "the winter of 1776-77"
    if let Core::Date(Date { year: Year::Known(year), field: Field::Season(Season::WI) }) = expression.core {
        let short = line.digits(end + 1).filter(|_| line.tight_dash(end) && line.lower(end + 1).len() == 2);
        expression.tokens.end += if short.is_some_and(|last| last as i32 == (year + 1).rem_euclid(100)) { 2 } else { 0 };
        return;
    }
    if let Core::WeekdayIn { .. } = expression.core {
        expression.tokens.end = end + usize::from(line.is(end, Tag::Ago));
        return;
    }
    if let Core::Weekday(Which::Bare) = expression.core {
        weekday::behind(line, expression);
        return;
    }
    if let Core::Relative(..) = expression.core
        && line.is(end, Tag::Or)
        && line.is(end + 1, Tag::So)
    {
        expression.modifier = Some(Modifier::Approx);
        expression.tokens.end = end + 2;
    }
    if let Core::Date(Date { field: Field::Year, .. }) = expression.core {
        let period = line.is(end, Tag::Period) && line.word_before(expression.tokens.start).is(Tag::The);
        let onwards = line.is(end, Tag::And) && line.mark(end + 1, "beyond") || line.is(end, Tag::Or) && line.is(end + 1, Tag::Later);
        if period {
            expression.tokens = expression.tokens.start - 1..end + 1;
        } else if onwards {
            expression.modifier = Some(Modifier::OnOrAfter);
            expression.tokens.end = end + 2;
        }
    }
    let (Core::Length(lengths) | Core::Stretch { lengths, .. }) = &expression.core else { return };
    let lengths = lengths.clone();
    let mut end = expression.tokens.end;
    if line.is(end, Tag::Or) && line.is(end + 1, Tag::So) {
        expression.modifier = Some(Modifier::Approx);
        end += 2;
    } else if line.is(end, Tag::Or) && matches!(line.lower(end + 1), "more" | "longer") {
        expression.modifier = Some(Modifier::EqualOrMore);
        end += 2;
    } else if line.is(end, Tag::Or) && matches!(line.lower(end + 1), "less" | "fewer") {
        expression.modifier = Some(Modifier::EqualOrLess);
        end += 2;
    }
    expression.tokens.end = end;
    if line.is(end.wrapping_sub(1), Tag::Old) {
        return;
    }
    if line.is(end, Tag::Ahead) && line.is(expression.tokens.start, Tag::The) {
        expression.tokens.end = end + 1;
        return;
    }
    let clause_ends =
        line.token(end + 1).is_none_or(|t| !t.is_word() || matches!(&*t.lower, "and" | "but" | "when" | "that" | "in" | "at" | "by"));
    let shift = |later, from| Core::Shift { lengths: lengths.clone(), later, from };
    if line.is(end, Tag::Ago) {
        expression.core = shift(false, From::Publication);
        expression.tokens.end = end + 1;
    } else if line.mark(end, "from") && (line.mark(end + 1, "now") || line.is(end + 1, Tag::Today)) {
        expression.core = shift(true, From::Publication);
        expression.tokens.end = end + 2;
    } else if matches!(line.lower(end), "'s" | "’s" | "'" | "’") && line.mark(end + 1, "time") {
        // "in three weeks' time"
        expression.core = shift(true, From::Publication);
        expression.tokens.end = end + 2;
    } else if line.is(end, Tag::FromNow) {
        expression.core = shift(true, From::Publication);
        expression.tokens.end = end + 1;
    } else if line.is(end, Tag::Later) || line.is(end, Tag::Earlier) {
        expression.core = shift(line.is(end, Tag::Later), From::Narrative);
        expression.tokens.end = end + 1;
    } else if line.is(end, Tag::After) || line.is(end, Tag::Before) {
        let after = line.is(end, Tag::After);
        if clause_ends && !line.mark(end, "since") && !line.mark(end, "following") {
            expression.core = shift(after, From::Narrative);
            expression.tokens.end = end + 1;
        } else if !clause_ends && !line.mark(end, "since") {
            expression.distance = Some((expression.tokens.start..end + 1, after));
        }
    }
}

fn before(line: &Line, expression: &mut Expression, free: usize) {
    let mut start = expression.tokens.start;
    let taken = |at: usize| at >= free && at >= line.range.start;
    // early, late, mid-
    if start > free && dated(expression) {
        let dash = usize::from(line.dash(start - 1) && line.touches(start));
        if let Some(at) = start.checked_sub(1 + dash).filter(|at| taken(*at))
            && line.any(at, &[Tag::Early, Tag::Late, Tag::Mid])
            && !line.mark(at, "middle")
        {
            expression.modifier = relative::edge(line, at);
            start = at;
        } else if start.checked_sub(1).is_some_and(taken) && line.any(start - 1, &[Tag::Earlier, Tag::Later]) && deictic(expression) {
            expression.modifier = Some(if line.is(start - 1, Tag::Later) { Modifier::Later } else { Modifier::Earlier });
            start -= 1;
        }
    }
    start = determiner(line, expression, start, free);
    // "the end of September", "late in the year"
    if let Some(of) = start.checked_sub(1).filter(|at| taken(*at) && dated(expression))
        && let Some(noun) = of.checked_sub(1).filter(|at| taken(*at))
    {
        // "the last week of", "the first days of"
        let unit = noun.checked_sub(1).filter(|at| taken(*at) && line.word(noun).unit.is_some());
        let position = unit.and_then(|at| {
            let last = line.is(at, Tag::Last) || line.mark(at, "final") || line.mark(at, "closing");
            let first = line.word(at).ordinal == Some(1) || line.mark(at, "opening");
            if line.is(of, Tag::Of) && (last || first) { Some((at, if last { Modifier::End } else { Modifier::Start })) } else { None }
        });
        if let Some((at, modifier)) = position {
            expression.modifier = Some(modifier);
            start = if at.checked_sub(1).is_some_and(taken) && line.is(at - 1, Tag::The) { at - 1 } else { at };
        }
        let named = line.is(of, Tag::Of) && line.any(noun, &[Tag::End, Tag::Start, Tag::Mid]);
        let placed = line.mark(of, "in") && line.any(noun, &[Tag::Early, Tag::Late, Tag::Earlier, Tag::Later]);
        if named || placed {
            expression.modifier =
                relative::edge(line, noun).or(Some(if line.is(noun, Tag::Later) { Modifier::End } else { Modifier::Start }));
            start = noun;
            if start.checked_sub(1).is_some_and(taken) && line.is(start - 1, Tag::The) {
                start -= 1;
            }
        }
    }
    expression.tokens.start = start;
    hedge(line, expression, free);
}

fn hedge(line: &Line, expression: &mut Expression, free: usize) {
    let start = expression.tokens.start;
    let length = matches!(expression.core, Core::Length(_) | Core::Stretch { .. } | Core::Shift { .. });
    let Some((meaning, at)) = line.hedge_before(start) else { return };
    let Some(modifier) = Modifier::named(meaning) else { return };
    let uncounted =
        matches!(&expression.core, Core::Length(l) | Core::Stretch { lengths: l, .. } if l.iter().all(|l| l.amount == Amount::Uncounted));
    if uncounted {
        return;
    }
    let date = dated(expression) && modifier == Modifier::Approx && !line.mark(at, "some");
    let clock = expression.clock.is_some() && modifier == Modifier::Approx;
    if at < free || !(length || date || clock) {
        return;
    }
    // "over the past year", "some of the past days"
    if length && line.any(start, &[Tag::The, Tag::This, Tag::Last, Tag::Next]) && !line.is(at, Tag::At) && modifier != Modifier::EqualOrMore
    {
        return;
    }
    expression.tokens.start = at;
    expression.modifier = expression.modifier.or(Some(modifier));
}

/// Where an expression starts with its "the", where that belongs to it.
fn determiner(line: &Line, expression: &Expression, start: usize, free: usize) -> usize {
    let Some(the) = start.checked_sub(1).filter(|at| *at >= free && line.is(*at, Tag::The)) else { return start };
    let takes = match &expression.core {
        Core::Date(date) => match date.field {
            Field::Quarter(_) | Field::FiscalQuarter(_) | Field::Half(_) | Field::Season(_) | Field::Decade { .. } => {
                !line.tight_dash(expression.tokens.start + 1)
            }
            Field::Century => !line.dash(expression.tokens.end - 2),
            Field::Year => line.word(expression.tokens.start).unit.is_some(),
            Field::Day { .. } => line.ordinal(start).is_some(),
            _ => expression.modifier.is_some() && !line.capital(expression.tokens.end),
        },
        Core::Length(_) | Core::Stretch { .. } => !line.tight_dash(expression.tokens.start + 1),
        Core::Shift { .. } | Core::Weekend(_) => true,
        Core::Moment(_) => expression.clock.is_none(),
        _ => false,
    };
    if takes { the } else { start }
}

fn dated(expression: &Expression) -> bool {
    match &expression.core {
        Core::Date(_) | Core::Relative(..) | Core::Today(_) | Core::Weekday(_) | Core::Weekend(_) => true,
        Core::Moment(_) => expression.part.is_some() && expression.clock.is_none(),
        _ => false,
    }
}

fn deictic(expression: &Expression) -> bool {
    matches!(expression.core, Core::Relative(..) | Core::Today(_) | Core::Weekday(_))
        || matches!(&expression.core, Core::Date(d) if !matches!(d.year, Year::Known(_)))
}
