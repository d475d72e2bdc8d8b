//! Calendar dates: ISO, "2 June 2025", "June 2, 2025", "the 6th of December", "18/07/2025", "8-24 October 2024", months.

use super::expression::{Core, Date, Expression, Field, Which, Year};
use super::line::Line;
use super::year::century;
use crate::language::TokenKind;
use crate::lexicon::time::Tag;

/// The date that starts here.
pub(super) fn date(line: &Line, at: usize) -> Option<Expression> {
    let token = line.token(at)?;
    if token.kind == TokenKind::Number {
        return iso(line, at).or_else(|| dotted(line, at)).or_else(|| separated(line, at)).or_else(|| day_month(line, at, at));
    }
    if line.is(at, Tag::The) {
        return day_month(line, at, at + 1);
    }
    if line.word(at).month != 0 {
        return month_day(line, at).or_else(|| month(line, at));
    }
    if token.kind == TokenKind::Mixed || line.word(at).ordinal.is_some() || line.word(at).cardinal.is_some() {
        return day_month(line, at, at);
    }
    None
}

fn expression(start: usize, end: usize, year: Year, field: Field) -> Option<Expression> {
    Some(Expression::new(start..end, Core::Date(Date { year, field })))
}

/// "2025-06-02", one token.
fn iso(line: &Line, at: usize) -> Option<Expression> {
    let lower = line.lower(at);
    let (year, rest) = lower.split_at_checked(4).filter(|_| lower.len() == 10)?;
    let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    if fits { expression(at, at + 1, Year::Known(year), Field::Day { month, day }) } else { None }
}

/// "18.07.2025", one token.
fn dotted(line: &Line, at: usize) -> Option<Expression> {
    let mut parts = line.lower(at).split('.');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || first.len() > 2 || second.len() > 2 || year.len() != 4 {
        return None;
    }
    // Who parts a date with full stops writes the day first; what cannot be so read is the other way round.
    let (first, second, year): (u32, u32, i32) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1000..2200).contains(&year);
    if fits { expression(at, at + 1, Year::Known(year), Field::Day { month, day }) } else { None }
}

/// "18/07/2025", "7-18-2025", "7/18/25".
fn separated(line: &Line, at: usize) -> Option<Expression> {
    let mark = line.lower(at + 1);
    let slash = mark == "/";
    // "2025/03/04"
    if let Some(year) = line.year(at).filter(|_| slash && line.mark(at + 3, "/") && (1..5).all(|i| line.touches(at + i))) {
        let (month, day) = (line.digits(at + 2)?, line.digits(at + 4)?);
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        return if fits { expression(at, at + 5, Year::Known(year), Field::Day { month, day }) } else { None };
    }
    if !(slash || mark == "-") || !line.mark(at + 3, mark) || !(1..5).all(|i| line.touches(at + i)) || line.mark(at + 5, mark) {
        return None;
    }
    let short = || line.digits(at + 4).filter(|y| slash && *y < 100).map(|y| if y < 50 { 2000 + y as i32 } else { 1900 + y as i32 });
    let year = line.year(at + 4).or_else(short)?;
    numeric(at, at + 5, line.digits(at)?, line.digits(at + 2)?, year)
}

fn numeric(start: usize, end: usize, first: u32, second: u32, year: i32) -> Option<Expression> {
    let fits = (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12) && (1000..2200).contains(&year);
    if fits { expression(start, end, Year::Known(year), Field::Numeric { first, second }) } else { None }
}

/// "2 June 2025", "the 6th of December", "8-24 October 2024", "twenty-first of May".
fn day_month(line: &Line, start: usize, at: usize) -> Option<Expression> {
    let written = line.day(at).map(|(day, ordinal)| (day, ordinal, at + 1));
    let spelt = || line.ordinal(at).filter(|(day, _)| (1..=31).contains(day)).map(|(day, end)| (day, true, end));
    let (day, ordinal, end) = written.or_else(spelt)?;
    // "on 24-26 August", "23 and 24 August"
    if let Some((last, _)) = line.day(end + 1)
        && line.dash(end)
        && let Some((month, after)) = month_name(line, end + 2)
        && day < last
    {
        let (year, after) = year_behind(line, after);
        return expression(start, after, year, Field::Days { from: (month, day), to: (month, last) });
    }
    if let Some((other, other_end)) = line.day(end + 1).map(|(other, _)| (other, end + 2))
        && (line.any(end, &[Tag::And, Tag::To, Tag::Or]) || line.mark(end, ",") && line.any(end + 2, &[Tag::And, Tag::Or]))
        && let Some((month, after)) = month_name(line, other_end)
        && day < other
        && start == at
    {
        let (year, _) = year_behind(line, after);
        return expression(start, end, year, Field::Day { month, day });
    }
    let month_at = if line.is(end, Tag::Of) && ordinal || line.tight_dash(end) && line.word(end + 1).month != 0 { end + 1 } else { end };
    if line.is(start, Tag::The) && !ordinal {
        return None;
    }
    let Some((month, after)) = month_name(line, month_at) else {
        return bare_ordinal(line, start, end, day).filter(|_| ordinal && line.token(at).is_some_and(|t| t.kind == TokenKind::Mixed));
    };
    let hyphen = usize::from(month_at > end && line.tight_dash(after) && line.year(after + 1).is_some());
    let (year, after) = year_behind(line, after + hyphen);
    expression(start, after, year, Field::Day { month, day })
}

/// "on the 15th": a day of the month spoken of.
fn bare_ordinal(line: &Line, start: usize, end: usize, day: u32) -> Option<Expression> {
    let weekday = line.word_before(start).weekday != 0;
    let before = (weekday || line.word_before(start).any(&[Tag::On, Tag::By, Tag::To, Tag::From])) && line.is(start, Tag::The);
    let after = line.token(end).is_none_or(|t| !t.is_word()) || line.word(end).any(&[Tag::And, Tag::To, Tag::Or]);
    // "from the 15th to the 19th century"
    if century(line, start + usize::from(line.is(start, Tag::The))).is_some() {
        return None;
    }
    if before && after { expression(start, end, Year::Open(Which::Bare), Field::Day { month: 0, day }) } else { None }
}

/// A month's name in capitals and where it ends, full stop included.
pub(super) fn month_name(line: &Line, at: usize) -> Option<(u32, usize)> {
    let month = u32::from(line.word(at).month);
    if month == 0 || !line.capital(at) {
        return None;
    }
    let dotted = line.mark(at + 1, ".") && line.lower(at).len() <= 4 && month != 5 && line.touches(at + 1);
    Some((month, if dotted && line.token(at + 2).is_some_and(|t| t.kind == TokenKind::Number) { at + 2 } else { at + 1 }))
}

/// The year behind a day or month: "June 2, 2025", "June of 2025", "June 480 BC".
fn year_behind(line: &Line, at: usize) -> (Year, usize) {
    let mut skip = at;
    if line.mark(at, ",") || line.is(at, Tag::Of) {
        skip += 1;
    }
    if let Some((year, end)) = era_year(line, skip) {
        return (Year::Known(year), end);
    }
    match line.year(skip) {
        Some(year) if !line.word(skip + 1).is(Tag::CountNoun) => (Year::Known(year), skip + 1),
        _ => apostrophe_year(line, at).unwrap_or((Year::Open(Which::Bare), at)),
    }
}

/// "June '98".
fn apostrophe_year(line: &Line, at: usize) -> Option<(Year, usize)> {
    let short = matches!(line.lower(at), "'" | "‘" | "’") && line.touches(at + 1) && line.lower(at + 1).len() == 2;
    let year = line.digits(at + 1).filter(|_| short)? as i32;
    Some((Year::Known(if year < 50 { 2000 + year } else { 1900 + year }), at + 2))
}

/// "480 BC", "A.D. 70", "500 CE": the year, negative before Christ.
pub(super) fn era_year(line: &Line, at: usize) -> Option<(i32, usize)> {
    // "AD842" is one token.
    let joined = line.token(at).filter(|t| t.kind == TokenKind::Mixed && t.capital).and_then(|t| t.lower.strip_prefix("ad"));
    if let Some(year) = joined.and_then(|digits| digits.parse().ok()).filter(|year| (1..2200).contains(year)) {
        return Some((year, at + 1));
    }
    if line.is(at, Tag::Ad) && line.capital(at) {
        return line.digits(at + 1).filter(|y| *y > 0).map(|year| (year as i32, at + 2));
    }
    let year = line.digits(at).filter(|y| *y > 0)? as i32;
    let capital = line.capital(at + 1);
    if line.is(at + 1, Tag::Bc) && capital {
        return Some((-year, at + 2));
    }
    (line.is(at + 1, Tag::Ad) && capital).then_some((year, at + 2))
}

/// "June 2, 2025", "Sept. 9", "June 2-5", "May 3-June 4, 2024", "March eighth".
fn month_day(line: &Line, at: usize) -> Option<Expression> {
    let (month, name_end) = month_name(line, at)?;
    let the = usize::from(line.is(name_end, Tag::The));
    let written = line.day(name_end + the).map(|(day, _)| (day, name_end + the + 1));
    let spelt = || {
        let unit_behind = |end: usize| line.word(end).unit.is_some();
        line.ordinal(name_end + the).filter(|(day, end)| (1..=31).contains(day) && !unit_behind(*end))
    };
    let (day, end) = written.or_else(spelt)?;
    // "May 3:2" and "May 5 percent" are no dates; "March 10 a.m." is a clock time.
    if line.word(end).any(&[Tag::CountNoun, Tag::Am, Tag::Pm]) || line.mark(end, "%") {
        return None;
    }
    if line.dash(end)
        && !line.mark(end, "—")
        && let Some((last, _)) = line.day(end + 1).filter(|(last, _)| *last > day)
        && !line.word(end + 2).any(&[Tag::CountNoun, Tag::Am, Tag::Pm])
        && line.word(end + 2).month == 0
    {
        let (year, after) = year_behind(line, end + 2);
        return expression(at, after, year, Field::Days { from: (month, day), to: (month, last) });
    }
    if let Some(found) = worded_range(line, at, month, (day, end)) {
        return Some(found);
    }
    let (year, after) = year_behind(line, end);
    expression(at, after, year, Field::Day { month, day })
}

/// "November 19 to 20", "between May 3 and 5, 2024".
fn worded_range(line: &Line, at: usize, month: u32, (day, end): (u32, usize)) -> Option<Expression> {
    let joined = line.is(end, Tag::To) || line.is(end, Tag::And) && line.mark(at.wrapping_sub(1), "between");
    let next_day = line.is(end, Tag::And).then_some(day + 1);
    let (last, _) = line.day(end + 1).filter(|(last, _)| joined && *last > day || next_day == Some(*last))?;
    let (year, after) = year_behind(line, end + 2);
    // "from May 3 to 5 percent", "from May 3 to 14 June"
    let closed = matches!(year, Year::Known(_))
        || line.token(after).is_none_or(|t| !t.is_word())
        || line.any(after, &[Tag::Preposition, Tag::And, Tag::At, Tag::In]) && !line.is(after, Tag::Of);
    if !closed || line.word(after).month != 0 || line.word(after).any(&[Tag::CountNoun, Tag::Am, Tag::Pm]) || line.dash(after) {
        return None;
    }
    expression(at, after, year, Field::Days { from: (month, day), to: (month, last) })
}

/// "June 2025", "June of 2025", "June".
fn month(line: &Line, at: usize) -> Option<Expression> {
    let (month, end) = month_name(line, at)?;
    let (year, after) = year_behind(line, end);
    if let Year::Known(_) = year {
        return expression(at, after, year, Field::Month(month));
    }
    let end =
        if line.mark(end, ".") && line.touches(end) && line.token(end + 1).is_some() && line.lower(at).len() <= 4 { end + 1 } else { end };
    names_month(line, at).then(|| expression(at, end, year, Field::Month(month)))?
}

/// Whether a month's name without a day or year is the month, not a verb or somebody's name.
fn names_month(line: &Line, at: usize) -> bool {
    let before = line.word_before(at);
    if before.is(Tag::Title) {
        return false;
    }
    let clear = before.any(&[
        Tag::Preposition,
        Tag::This,
        Tag::Last,
        Tag::Next,
        Tag::Previous,
        Tag::Following,
        Tag::Every,
        Tag::Early,
        Tag::Late,
        Tag::Mid,
        Tag::Latest,
        Tag::Earlier,
        Tag::Later,
    ]) || line.dash(at.wrapping_sub(1)) && line.is(at.wrapping_sub(2), Tag::Mid);
    if line.is(at, Tag::Doubtful) {
        // "in May", but not "and May said"
        let name_behind = line.capital(at + 1) && line.word(at + 1).month == 0 && line.token(at + 1).is_some_and(|t| t.is_word());
        let other_month = line.word_before(at).any(&[Tag::And, Tag::Or, Tag::To]) && line.word(at.wrapping_sub(2)).month == 0;
        return clear && !name_behind && !other_month;
    }
    clear || !line.capital(at + 1) || line.word(at + 1).is_known()
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::check;

    #[test]
    fn ranges_of_days() {
        check("The fair runs November 19 to 20.", &["November 19 to 20 = 2025-11-19/2025-11-20"]);
        check("It fell between May 3 and 5, 2024.", &["May 3 and 5, 2024 = 2024-05-03/2024-05-05"]);
        check("They rose from May 3 to 5 percent.", &["May 3 = 2025-05-03"]);
        check("It ran from the 15th to the 19th century.", &["the 15th = 14", "the 19th century = 18"]);
    }

    #[test]
    fn years_with_their_era() {
        check("It was founded in AD842, after 211 BC.", &["AD842 = 0842", "211 BC = BC0211"]);
    }
}
