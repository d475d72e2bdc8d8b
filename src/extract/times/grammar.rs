//! From the tokens of a sentence to its expressions: the atoms that each class reads, joined where they speak of one time, with the
//! hedges and determiners around them.

use super::expression::{Amount, Core, Date, Expression, Field, From, Modifier, Which, Year};
use super::line::Line;
use super::{clock, date, duration, quarter, relative, set, weekday, year};
use crate::lexicon::time::Tag;
use crate::value::duration::DurationUnit;

/// The classes of atoms. The longest that fits is taken; of equals the first.
const ATOMS: [fn(&Line, usize) -> Option<Expression>; 9] =
    [clock::clock, weekday::weekday, set::set, date::date, quarter::quarter, relative::relative, year::year, duration::duration, reference];

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
        match found.last().and_then(|last| join(line, last, &atom)) {
            Some(joined) => {
                found.pop();
                // "Friday" + "2 June" + "at 7 p.m.": what was joined may join what stood before.
                match found.last().and_then(|last| join(line, last, &joined)) {
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
    share_years(line, &mut found);
    let mut free = line.range.start;
    for expression in &mut found {
        finish(line, expression, free);
        free = expression.tokens.end;
    }
    found.retain(|e| stands_alone(line, e));
    found
}

fn atom(line: &Line, at: usize) -> Option<Expression> {
    let (token, word) = (line.token(at)?, line.word(at));
    let digits = token.lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\'' | '‘' | '`'));
    let capital_letter = token.capital && token.lower.len() == 2;
    let phrase = word.begins_phrase() || token.capital && word.begins_holiday();
    if !(word.is_known() || digits || capital_letter || phrase) {
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
    Some(Expression::new(at..end, Core::Reference(meaning.to_string())))
}

/// The words between two expressions, at most three; longer gaps join nothing.
fn gap<'l>(line: &'l Line, first: &Expression, second: &Expression) -> Option<Vec<&'l str>> {
    let between = first.tokens.end..second.tokens.start;
    (between.len() <= 3).then(|| between.map(|at| line.lower(at)).collect())
}

/// Two expressions as one, where they speak of one time.
fn join(line: &Line, first: &Expression, second: &Expression) -> Option<Expression> {
    let between = gap(line, first, second)?;
    let between = between.as_slice();
    weekday_with_date(first, second, between)
        .or_else(|| moment_then_day(line, first, second, between))
        .or_else(|| day_then_moment(line, first, second, between))
        .or_else(|| clock_then_part(first, second, between))
        .or_else(|| field_then_year(line, first, second, between))
        .or_else(|| year_then_field(first, second, between))
        .map(|mut joined| {
            joined.tokens = first.tokens.start..second.tokens.end;
            joined
        })
}

fn is_day(expression: &Expression) -> bool {
    match &expression.core {
        Core::Date(date) => matches!(date.field, Field::Day { .. } | Field::Days { .. } | Field::Numeric { .. }),
        Core::Today(_) | Core::Weekday(_) => true,
        Core::Relative(_, unit) => unit.unit == DurationUnit::Day,
        _ => false,
    }
}

/// "Friday, 14 August 2024", "Tuesday the 11th".
fn weekday_with_date(first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let dated = |e: &Expression| matches!(&e.core, Core::Date(d) if matches!(d.field, Field::Day { .. } | Field::Numeric { .. }));
    if !matches!(first.core, Core::Weekday(_)) || second.weekday.is_some() || !dated(second) {
        // "14 August 2024 (Friday)"
        let behind =
            dated(first) && first.weekday.is_none() && matches!(second.core, Core::Weekday(Which::Bare)) && matches!(between, [","]);
        let full = matches!(&first.core, Core::Date(d) if matches!(d.year, Year::Known(_)));
        return (behind && full).then(|| Expression { weekday: second.weekday, ..first.clone() });
    }
    if !matches!(between, [] | [","] | [".", ","] | ["."] | ["the"] | [",", "the"]) {
        return None;
    }
    let mut joined = second.clone();
    joined.weekday = first.weekday;
    joined.part = joined.part.or(first.part);
    joined.clock = joined.clock.or(first.clock);
    Some(joined)
}

/// "10 p.m. Wednesday", "noon on 5 May", "the night of October 12, 2023".
fn moment_then_day(line: &Line, first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let bare = matches!(first.core, Core::Moment(Which::Bare | Which::The));
    if !bare || !is_day(second) || second.clock.is_some() || second.part.is_some() && first.part.is_some() {
        return None;
    }
    let fits = match between {
        [] => first.clock.is_some(),
        ["on"] | [","] | [",", "on"] | ["on", "the"] => first.clock.is_some(),
        ["of"] | ["of", "the"] => first.part.is_some(),
        _ => false,
    } || first.part.is_some()
        && matches!(between, [] | ["on"])
        && !matches!(second.core, Core::Relative(..))
        && line.is(first.tokens.start, Tag::The)
        || first.part.is_some() && between.is_empty() && matches!(second.core, Core::Today(_));
    if !fits {
        return None;
    }
    let mut joined = second.clone();
    joined.clock = first.clock;
    joined.part = joined.part.or(first.part);
    Some(joined)
}

/// "Friday at 7 p.m.", "Tuesday evening", "Nov. 9, 5 p.m."
fn day_then_moment(line: &Line, first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    if !is_day(first) || first.clock.is_some() || !matches!(second.core, Core::Moment(Which::Bare | Which::The)) {
        return None;
    }
    let fits = match between {
        [] => second.clock.is_some() || !line.is(second.tokens.start, Tag::The),
        ["at"] | [","] | [",", "at"] => second.clock.is_some(),
        ["-"] => second.part.is_some() && line.touches(second.tokens.start),
        _ => false,
    };
    if !fits || second.part.is_some() && first.part.is_some() {
        return None;
    }
    let mut joined = first.clone();
    joined.clock = second.clock;
    joined.part = joined.part.or(second.part);
    // "Tuesday nights"
    if let Some((weekday, _)) = first.weekday
        && let Some(part) = second.part.filter(|_| line.lower(second.tokens.end - 1).ends_with('s'))
    {
        joined.core = Core::Set(format!("XXXX-WXX-{weekday}{}", set::letters(part)));
        joined.part = None;
    }
    Some(joined)
}

/// "8 in the evening", "2 o'clock this morning".
fn clock_then_part(first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let clock = first.clock.filter(|_| matches!(first.core, Core::Moment(Which::Bare)) && first.part.is_none())?;
    let part = second.part.filter(|_| second.clock.is_none())?;
    let in_the = matches!(between, ["in"] | ["in", "the"] | ["at"]);
    if !(in_the || between.is_empty()) || !matches!(second.core, Core::Moment(_)) {
        return None;
    }
    let mut joined = second.clone();
    joined.clock = Some(clock::in_part(clock, part));
    if matches!(joined.core, Core::Moment(Which::The)) {
        joined.core = Core::Moment(Which::Bare);
    }
    joined.part = None;
    Some(joined)
}

fn told_year(expression: &Expression) -> Option<Year> {
    match &expression.core {
        Core::Date(Date { year, field: Field::Year | Field::FiscalYear }) => Some(*year),
        Core::Relative(which, unit) if unit.unit == DurationUnit::Year => Some(Year::Relative(*which)),
        Core::Shift { lengths, later: false, from: From::Publication } => match lengths.as_slice() {
            [length] if length.unit.unit == DurationUnit::Year => match length.amount {
                Amount::Counted { low, high } if low == high => i32::try_from(low / 1000).ok().map(Year::Ago),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn open_field(expression: &Expression) -> Option<Field> {
    match &expression.core {
        Core::Date(Date { year: Year::Open(Which::Bare | Which::The), field })
            if matches!(
                field,
                Field::Month(_) | Field::Season(_) | Field::Quarter(_) | Field::Half(_) | Field::Day { .. } | Field::Days { .. }
            ) =>
        {
            Some(*field)
        }
        _ => None,
    }
}

/// "January this year", "the third quarter of 1984", "August of that year", "spring 2007".
fn field_then_year(line: &Line, first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let (field, year) = (open_field(first)?, told_year(second)?);
    let day = matches!(field, Field::Day { .. } | Field::Days { .. });
    let relative = !matches!(year, Year::Known(_));
    let fits = match between {
        [] => !day || relative || line.capital(first.tokens.start),
        ["of"] => true,
        [","] => !day && !relative,
        ["of", "the"] => relative,
        _ => false,
    };
    let the_year = matches!(year, Year::Relative(Which::The)) && between.is_empty();
    (fits && !the_year).then(|| Expression { core: Core::Date(Date { year, field }), ..first.clone() })
}

/// "next year's first quarter", "the 1988 third quarter", "1982 summer".
fn year_then_field(first: &Expression, second: &Expression, between: &[&str]) -> Option<Expression> {
    let (year, field) = (told_year(first)?, open_field(second)?);
    let field_fits = matches!(field, Field::Quarter(_) | Field::Half(_) | Field::Season(_) | Field::Month(_));
    let fits = matches!(between, ["'s"] | ["’s"]) || between.is_empty() && !matches!(field, Field::Month(_));
    (field_fits && fits).then(|| Expression { core: Core::Date(Date { year, field }), ..second.clone() })
}

/// A date without a year takes the year of the date that it is joined to: "from 3 May to 13 May 2024", "between June and August 1998".
fn share_years(line: &Line, found: &mut [Expression]) {
    let key = |e: &Expression| match &e.core {
        Core::Date(Date { year, field: Field::Day { month, day } | Field::Days { from: (month, day), .. } }) => {
            Some((*year, (*month, *day)))
        }
        Core::Date(Date { year, field: Field::Month(month) }) => Some((*year, (*month, 0))),
        _ => None,
    };
    for i in (1..found.len()).rev() {
        let Some((first, second)) = key(&found[i - 1]).zip(key(&found[i])) else { continue };
        let joined = found[i - 1].tokens.end..found[i].tokens.start;
        let joiner = |at: usize| line.any(at, &[Tag::And, Tag::Or, Tag::To]) || line.dash(at);
        if joined.is_empty() || joined.len() > 2 || !joined.clone().all(|at| joiner(at) || line.is(at, Tag::The) || line.is(at, Tag::On)) {
            continue;
        }
        match (first, second) {
            ((Year::Open(Which::Bare), before), (Year::Known(year), after)) => {
                set_year(&mut found[i - 1], if before > after { year - 1 } else { year });
            }
            _ => continue,
        }
    }
    for i in 1..found.len() {
        let Some((first, second)) = key(&found[i - 1]).zip(key(&found[i])) else { continue };
        let gap = found[i - 1].tokens.end..found[i].tokens.start;
        let joined = gap.len() == 1 && (line.any(gap.start, &[Tag::And, Tag::Or, Tag::To]) || line.dash(gap.start));
        if let ((Year::Known(year), before), (Year::Open(Which::Bare), after)) = (first, second)
            && joined
        {
            set_year(&mut found[i], if before > after { year + 1 } else { year });
        }
    }
}

fn set_year(expression: &mut Expression, year: i32) {
    if let Core::Date(date) = &mut expression.core {
        date.year = Year::Known(year);
    }
}

/// Takes in what stands around an expression: hedge, determiner, "the end of"; "ago", "later", "or so". `free` is the first token that
/// no other expression has taken.
fn finish(line: &Line, expression: &mut Expression, free: usize) {
    behind(line, expression);
    before(line, expression, free);
}

fn behind(line: &Line, expression: &mut Expression) {
    let end = expression.tokens.end;
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
    let Core::Length(lengths) = &expression.core else { return };
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
            expression.modifier = Some(if line.is(start - 1, Tag::Later) { Modifier::OnOrAfter } else { Modifier::Start });
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
    let length = matches!(expression.core, Core::Length(_) | Core::Shift { .. });
    let Some((meaning, at)) = line.hedge_before(start) else { return };
    let Some(modifier) = Modifier::named(meaning) else { return };
    let uncounted = matches!(&expression.core, Core::Length(l) if l.iter().all(|l| l.amount == Amount::Uncounted));
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
            Field::Quarter(_) | Field::Half(_) | Field::Season(_) | Field::Decade { .. } => !line.tight_dash(expression.tokens.start + 1),
            Field::Century => !line.dash(expression.tokens.end - 2),
            Field::Year => line.word(expression.tokens.start).unit.is_some(),
            Field::Day { .. } => line.ordinal(start).is_some(),
            _ => expression.modifier.is_some() && !line.capital(expression.tokens.end),
        },
        Core::Length(_) => !line.tight_dash(expression.tokens.start + 1),
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
