//! Times told by where we stand: "yesterday", "last week", "this summer", "the next day", "the past two months", "this morning".

use super::duration::length;
use super::expression::{Amount, Core, Date, Expression, Field, Length, Modifier, Which, Year};
use super::holiday::holiday;
use super::line::Line;
use super::quarter::quarter;
use super::set::season_letters;
use super::year::year;
use crate::lexicon::time::{Part, Tag, Unit};
use crate::value::duration::DurationUnit;

/// The expression that starts with a determiner, or with a word that says where we stand.
pub(super) fn relative(line: &Line, at: usize) -> Option<Expression> {
    today(line, at)
        .or_else(|| day_beside(line, at))
        .or_else(|| determined(line, at))
        .or_else(|| season(line, at))
        .or_else(|| part(line, at))
}

/// "today", "yesterday", "tomorrow", "tonight".
fn today(line: &Line, at: usize) -> Option<Expression> {
    let word = line.word(at);
    let (days, part) = if word.is(Tag::Today) {
        (0, None)
    } else if word.is(Tag::Tonight) {
        (0, Some(Part::NI))
    } else if word.is(Tag::Yesterday) {
        (-1, None)
    } else if word.is(Tag::Tomorrow) {
        (1, None)
    } else {
        return None;
    };
    // "USA Today", "Ukraine Tomorrow": names
    if line.capital(at)
        && !line.first(at)
        && line.capital(at.wrapping_sub(1))
        && line.token(at.wrapping_sub(1)).is_some_and(|t| t.is_word())
    {
        return None;
    }
    let mut found = Expression::new(at..at + 1, Core::Today(days));
    found.part = part;
    Some(found)
}

/// "the day before yesterday", "the day after tomorrow", "the day after", "a day after the vote".
fn day_beside(line: &Line, at: usize) -> Option<Expression> {
    if !line.is(at, Tag::The) {
        return None;
    }
    let unit = line.word(at + 1).unit.filter(|u| !u.plural && u.unit >= DurationUnit::Day)?;
    let after = line.is(at + 2, Tag::After) && !line.mark(at + 2, "since");
    if !after && !line.is(at + 2, Tag::Before) {
        return None;
    }
    let days = if after { 2 } else { -2 };
    if unit.unit == DurationUnit::Day && line.is(at + 3, if after { Tag::Tomorrow } else { Tag::Yesterday }) {
        return Some(Expression::new(at..at + 4, Core::Today(days)));
    }
    let ends = line.token(at + 3).is_none_or(|t| !t.is_word()) && !matches!(line.lower(at + 3), "$");
    if ends {
        return Some(Expression::new(at..at + 3, Core::Relative(if after { Which::Following } else { Which::Previous }, unit)));
    }
    let mut found = Expression::new(at..at + 2, Core::Relative(Which::The, unit));
    found.distance = Some((at..at + 3, after));
    Some(found)
}

/// Which of a series a determiner means, and where it ends: "the past", "this coming", "that same".
fn which(line: &Line, at: usize) -> Option<(Which, usize)> {
    let the = usize::from(line.is(at, Tag::The));
    let mut end = at + the;
    end +=
        usize::from(the > 0 && (line.mark(end, "very") || matches!(line.lower(end), "whole" | "entire") && line.word(end + 1).is_known()));
    let found = one_which(line, end);
    if let Some(found) = found {
        end += 1;
        let narrower = one_which(line, end).filter(|narrower| found == Which::This || *narrower == Which::Same);
        end += usize::from(narrower.is_some());
        let found = narrower.unwrap_or(found);
        // "the last week" and "the next week" run up to or from now; "the next day" is told from what was told.
        return Some((if the > 0 && found == Which::Next { Which::Following } else { found }, end));
    }
    (the > 0).then_some((Which::The, end))
}

fn one_which(line: &Line, at: usize) -> Option<Which> {
    let word = line.word(at);
    let table = [
        (Tag::Last, Which::Last),
        (Tag::Previous, Which::Previous),
        (Tag::Next, Which::Next),
        (Tag::Following, Which::Following),
        (Tag::This, Which::This),
        (Tag::Latest, Which::Last),
        (Tag::That, Which::Same),
        (Tag::Same, Which::Same),
        (Tag::Recent, Which::Last),
    ];
    table.iter().find(|(tag, _)| word.is(*tag)).map(|(_, which)| *which)
}

/// A determiner with the noun of time behind it.
fn determined(line: &Line, at: usize) -> Option<Expression> {
    let (which, end) = which(line, at)?;
    let word = line.word(end);
    let with = |end: usize, core: Core| Some(Expression::new(at..end, core));
    if word.is(Tag::Weekend) {
        return with(end + 1, Core::Weekend(which));
    }
    let dotted = usize::from(line.mark(end + 1, ".") && line.touches(end + 1) && line.lower(end).len() <= 5);
    if word.weekday != 0
        && (line.lower(end).ends_with("day") || line.lower(end).ends_with('.') || dotted > 0)
        && line.capital(end)
        && which != Which::The
    {
        let dotted = dotted.min(usize::from(line.token(end + 2).is_some()));
        let mut found = Expression::new(at..end + 1 + dotted, Core::Weekday(which));
        found.weekday = Some((word.weekday, end));
        return Some(found);
    }
    if which != Which::The
        && let Some(found) = holiday(line, end)
        && let Core::Date(Date { year: Year::Open(Which::Bare), field }) = found.core
    {
        return with(found.tokens.end, Core::Date(Date { year: Year::Open(which), field }));
    }
    if word.month != 0 && line.capital(end) && which != Which::The {
        let open = Date { year: Year::Open(which), field: Field::Month(u32::from(word.month)) };
        return with(end + 1, Core::Date(open));
    }
    if let Some(season) = word.season.filter(|_| names_season(line, end) && !line.lower(end).ends_with('s')) {
        return with(end + 1, Core::Date(Date { year: Year::Open(which), field: Field::Season(season) }));
    }
    if let Some(part) = word.part.filter(|_| !line.lower(end).ends_with('s')) {
        let mut found = Expression::new(at..end + 1, Core::Moment(which));
        found.part = Some(part);
        return Some(found);
    }
    if let Some(found) = quarter(line, end)
        && let Core::Date(Date { year: Year::Open(Which::Bare), field }) = found.core
    {
        if line.tight_dash(found.tokens.end - 2) {
            return None;
        }
        let told = if which == Which::The { Which::Bare } else { which };
        return with(found.tokens.end, Core::Date(Date { year: Year::Open(told), field }));
    }
    many(line, at, end, which).or_else(|| one_unit(line, at, end, which))
}

/// "the past two months", "the first nine months", "the next few days", "recent years".
fn many(line: &Line, at: usize, end: usize, which: Which) -> Option<Expression> {
    let first = line.word(end).ordinal == Some(1) || line.mark(end, "final");
    if which == Which::The && !first && line.word(end).unit.is_some() {
        // "the years" are, "the hours" mostly not.
        return Some(Expression::new(at..end + 1, Core::Length(vec![length(line, end)?.0]))).filter(|_| ahead(line, end + 1));
    }
    if let Some(unit) = line.word(noun_of(end, first)).unit.filter(|u| u.plural && u.unit == DurationUnit::Quarter && which != Which::The) {
        let uncounted = Length { amount: Amount::Uncounted, unit };
        return Some(Expression::new(at..noun_of(end, first) + 1, Core::Length(vec![uncounted])));
    }
    let noun = end + usize::from(first);
    if line.is(noun, Tag::Article) || line.is(noun, Tag::Half) {
        return None;
    }
    let (found, after) = length(line, noun)?;
    // "that two days" is no time
    let plural = found.unit.plural || found.amount != Amount::Uncounted;
    let hyphened = !found.unit.plural || line.dash(after.wrapping_sub(2));
    if !plural || hyphened || matches!(which, Which::Same) && found.amount == Amount::Uncounted {
        return None;
    }
    let lengths = vec![found];
    let core = match which {
        // "the first nine months" and "the previous three years" lie elsewhere.
        _ if first => Core::Length(lengths),
        Which::Last => Core::Stretch { lengths, ahead: false },
        Which::Next | Which::Following if !line.any(at, &[Tag::Following]) && !line.is(at + 1, Tag::Following) => {
            Core::Stretch { lengths, ahead: true }
        }
        _ => Core::Length(lengths),
    };
    Some(Expression::new(at..after, core))
}

/// Whether "ahead" follows: "the weeks ahead".
fn ahead(line: &Line, at: usize) -> bool {
    line.is(at, Tag::Ahead)
}

fn noun_of(end: usize, first: bool) -> usize {
    end + usize::from(first)
}

/// "last week", "this year", "the quarter", "the next day", "the current fiscal year".
fn one_unit(line: &Line, at: usize, end: usize, which: Which) -> Option<Expression> {
    let position = line.word(end).ordinal.is_some() || one_which(line, end).is_some() || line.mark(end, "final");
    let adjective =
        usize::from(line.is(end, Tag::Fiscal) || line.word(end).unit.is_none() && line.is(end, Tag::UnitAdjective) && !position);
    if which == Which::Last && line.is(end, Tag::Period) && line.is(end.wrapping_sub(1), Tag::Latest) {
        let unit = Unit { unit: DurationUnit::Quarter, factor: 1, plural: false };
        return Some(Expression::new(at..end + 1, Core::Relative(which, unit)));
    }
    let unit = line.word(end + adjective).unit.filter(|u| !u.plural && u.unit >= DurationUnit::Day)?;
    let after = end + adjective + 1;
    if unit.factor != 1 {
        // "the next fortnight" is no period of the calendar.
        let ahead = matches!(which, Which::Next | Which::Following);
        let lengths = vec![Length { amount: Amount::whole(1), unit }];
        return (ahead || which == Which::Last).then(|| Expression::new(at..after, Core::Stretch { lengths, ahead }));
    }
    // "the turn of the century" may be that of any.
    if which == Which::The && line.word_before(at).is(Tag::Of) && line.mark(at.wrapping_sub(2), "turn") {
        return None;
    }
    let which = match which {
        Which::Next | Which::Following if unit.unit == DurationUnit::Day => Which::Following,
        Which::Last | Which::The if unit.unit == DurationUnit::Day => return None,
        // "the year 1950", "the year two thousand"
        Which::The if unit.unit == DurationUnit::Year && year(line, end).is_some_and(|named| named.tokens.end > after) => return None,
        // "the last week of August" is a part of August.
        _ if line.is(after, Tag::Of) && (line.is(at, Tag::The) || line.word_before(at).is(Tag::The) || names_period(line, after + 1)) => {
            return None;
        }
        which => which,
    };
    if line.is(end, Tag::Fiscal) {
        return Some(Expression::new(at..after, Core::Date(Date { year: Year::Relative(which), field: Field::FiscalYear })));
    }
    if line.tight_dash(after) && !line.is(after + 1, Tag::Old) || line.is(after, Tag::Old) {
        return None;
    }
    let mut found = Expression::new(at..after, Core::Relative(which, unit));
    found.running = which == Which::Last && unit.unit != DurationUnit::Century && (line.is(at, Tag::The) || line.mark(at, "past"));
    Some(found)
}

/// Whether a month or a year is named here: "last week of 2016".
fn names_period(line: &Line, at: usize) -> bool {
    line.year(at).is_some() || line.word(at).month != 0 && line.capital(at)
}

/// "summer", "in spring": a season without a determiner.
fn season(line: &Line, at: usize) -> Option<Expression> {
    let season = line.word(at).season.filter(|_| names_season(line, at))?;
    if line.lower(at).ends_with('s') {
        return Some(Expression::new(at..at + 1, Core::Set(format!("XXXX-{}", season_letters(season)))));
    }
    let date = Date { year: Year::Open(Which::Bare), field: Field::Season(season) };
    Some(Expression::new(at..at + 1, Core::Date(date)))
}

/// Whether a season's name is one: "the fall of the city" and "spring to mind" are not.
fn names_season(line: &Line, at: usize) -> bool {
    if !line.is(at, Tag::Doubtful) {
        return !(line.capital(at) && line.capital(at + 1));
    }
    let before = line.word_before(at);
    // "from spring to early summer"
    let beside = at.saturating_sub(4)..at + 5;
    if beside.into_iter().any(|i| i != at && line.word(i).season.is_some() && !line.is(i, Tag::Doubtful)) {
        return true;
    }
    if line.mark(at, "spring") {
        let verb = before.is(Tag::To) || line.mark(at + 1, "to");
        return !(verb || line.capital(at) && line.capital(at + 1));
    }
    let clear = before.any(&[
        Tag::This,
        Tag::Last,
        Tag::Next,
        Tag::In,
        Tag::Every,
        Tag::Early,
        Tag::Late,
        Tag::By,
        Tag::Following,
        Tag::Previous,
        Tag::Since,
    ]) || line.dash(at.wrapping_sub(1)) && line.is(at.wrapping_sub(2), Tag::Mid);
    let behind = line.year(at + 1).is_some() || line.is(at + 1, Tag::Of) && line.year(at + 2).is_some();
    let fall = matches!(line.lower(at), "fall" | "spring");
    let the_end = before.is(Tag::The) && line.any(at.wrapping_sub(2), &[Tag::In, Tag::Of, Tag::By]) && !line.is(at + 1, Tag::Of);
    if line.capital(at) && !line.first(at) && line.capital(at + 1) {
        return behind;
    }
    behind || clear && !line.is(at + 1, Tag::Of) || the_end || !fall && before.is(Tag::The)
}

/// "morning", "night": the part of a day that is told beside it.
fn part(line: &Line, at: usize) -> Option<Expression> {
    let part = line.word(at).part?;
    let mut found = Expression::new(at..at + 1, Core::Moment(Which::Bare));
    found.part = Some(part);
    Some(found)
}

/// Narrower and wider words before an expression; used by the assembler.
pub(super) fn edge(line: &Line, at: usize) -> Option<Modifier> {
    let word = line.word(at);
    let table = [
        (Tag::Early, Modifier::Start),
        (Tag::Late, Modifier::End),
        (Tag::Mid, Modifier::Mid),
        (Tag::End, Modifier::End),
        (Tag::Start, Modifier::Start),
    ];
    table.iter().find(|(tag, _)| word.is(*tag)).map(|(_, modifier)| *modifier)
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::{check, check_days};

    #[test]
    fn stretches_reach_up_to_now_or_on_from_it() {
        check_days("It grew over the past three years.", &["the past three years = 2022-07-18/2025-07-18"]);
        check_days("It rained in the last 14 days.", &["the last 14 days = 2025-07-04/2025-07-18"]);
        check_days("It will grow in the next two months.", &["the next two months = 2025-07-18/2025-09-18"]);
        check_days("He has slept for the past few days.", &["the past few days = unknown"]);
    }

    #[test]
    fn the_past_year_may_run_up_to_now() {
        check_days("It grew in the past year.", &["the past year = 2024-01-01/2025-07-18"]);
        check_days("It grew last year.", &["last year = 2024-01-01/2024-12-31"]);
    }

    #[test]
    fn parts_of_this_period_lie_before_or_behind_now() {
        check_days("It sank earlier this month.", &["earlier this month = 2025-07-01/2025-07-18"]);
        check_days("It will sail later this month.", &["later this month = 2025-07-18/2025-07-31"]);
    }

    #[test]
    fn a_length_from_now() {
        check("They will vote in three weeks' time.", &["three weeks' time = 2025-08-08"]);
        check("The bus leaves three minutes from now.", &["three minutes from now = 2025-07-18"]);
        check("It came out a year and a half ago.", &["a year and a half ago = 2024-01"]);
    }

    #[test]
    fn the_week_of_a_day() {
        check("They met in the week of April 10.", &["the week of April 10 = 2025-W15"]);
        check_days("In the week ending 5 May it rained.", &["the week ending 5 May = 2025-04-29/2025-05-05"]);
    }
}
