//! Years, decades and centuries: "in 1974", "the 2022 election", "490 BC", "the 1980s", "the nineties", "the 19th century".

use super::date::era_year;
use super::expression::{Amount, Core, Date, Expression, Field, Year};
use super::line::Line;
use super::number::number;
use crate::language::TokenKind;
use crate::lexicon::time::Tag;
use crate::value::duration::DurationUnit;

/// The year, decade or century that starts here.
pub(super) fn year(line: &Line, at: usize) -> Option<Expression> {
    decade(line, at)
        .or_else(|| century(line, at))
        .or_else(|| era(line, at))
        .or_else(|| fiscal(line, at))
        .or_else(|| spelt(line, at))
        .or_else(|| bare(line, at))
}

fn expression(start: usize, end: usize, year: i32, field: Field) -> Option<Expression> {
    Some(Expression::new(start..end, Core::Date(Date { year: Year::Known(year), field })))
}

/// "1980s", "'80s", "1930's", "470s BC", "nineties".
fn decade(line: &Line, at: usize) -> Option<Expression> {
    if let Some(tens) = line.word(at).decade {
        let the = line.word_before(at).any(&[Tag::The, Tag::Early, Tag::Late, Tag::Mid]) || line.dash(at.wrapping_sub(1));
        let age = line.word_before(at).is(Tag::Possessive);
        return if the && !age { expression(at, at + 1, 1900 + tens as i32, Field::Decade { century: false }) } else { None };
    }
    let quote = matches!(line.lower(at), "'" | "‘" | "’" | "`");
    let start = at;
    let at = if quote && line.touches(at + 1) { at + 1 } else { at };
    let (digits, end) = match line.token(at)?.kind {
        TokenKind::Mixed => (line.lower(at).strip_suffix('s')?, at + 1),
        TokenKind::Number if line.touches(at + 1) && matches!(line.lower(at + 1), "'s" | "’s") => (line.lower(at), at + 2),
        _ => return None,
    };
    if !digits.ends_with('0') || digits.len() > 4 {
        return None;
    }
    // "2030's goals" are those of a year, "the 1930's" a decade.
    let told = line.word_before(start).any(&[Tag::The, Tag::Early, Tag::Late, Tag::Mid]) || quote || line.dash(start.wrapping_sub(1));
    if end == at + 2 && digits.len() == 4 && !told && line.token(end).is_some_and(|t| t.is_word()) {
        return None;
    }
    let year: i32 = digits.parse().ok()?;
    if line.is(end, Tag::Bc) {
        return expression(start, end + 1, -year, Field::Decade { century: true });
    }
    match digits.len() {
        4 if year % 100 == 0 && !(1900..=2000).contains(&year) => expression(start, end, year, Field::Century),
        4 if (1000..2200).contains(&year) => expression(start, end, year, Field::Decade { century: true }),
        2 => {
            let age = line.word_before(start).is(Tag::Possessive);
            let clear = quote || line.word_before(start).any(&[Tag::The, Tag::Early, Tag::Late, Tag::Mid, Tag::And]) && !age;
            if clear { expression(start, end, 1900 + year, Field::Decade { century: false }) } else { None }
        }
        _ => None,
    }
}

/// "19th century", "twenty-first century", "19th-century", "4th century BC".
pub(super) fn century(line: &Line, at: usize) -> Option<Expression> {
    let (number, end) = line.ordinal(at).filter(|(n, _)| (1..=30).contains(n))?;
    let noun = if line.dash(end) { end + 1 } else { end };
    let year = (number as i32 - 1) * 100;
    let is_century = |at: usize| line.word(at).unit.is_some_and(|u| u.unit == DurationUnit::Century && u.factor == 1);
    if !is_century(noun) {
        // "the 15th to the 19th century", "the late 19th and early 20th centuries"
        let suspended = usize::from(line.tight_dash(end) || line.dash(end) && line.touches(end));
        let end_of_first = end;
        let end = if line.any(end + 1, &[Tag::To, Tag::And, Tag::Or]) { end + suspended } else { end };
        let joined = line.any(end, &[Tag::To, Tag::And, Tag::Or]) || line.dash(end);
        let skip = (end + 1..end + 3).take_while(|at| line.any(*at, &[Tag::The, Tag::Early, Tag::Late, Tag::Mid])).count();
        let other = line.ordinal(end + 1 + skip).filter(|_| joined).map(|(_, end)| end);
        let is_century = |at: usize| is_century(at + usize::from(line.dash(at)));
        return if other.is_some_and(is_century) { expression(at, end_of_first, year, Field::Century) } else { None };
    }
    if line.is(noun + 1, Tag::Bc) {
        return expression(at, noun + 2, -(number as i32) * 100, Field::Century);
    }
    expression(at, noun + 1, year, Field::Century)
}

/// "490 BC", "A.D. 70".
fn era(line: &Line, at: usize) -> Option<Expression> {
    if let Some((year, end)) = era_year(line, at) {
        return expression(at, end, year, Field::Year);
    }
    // "499-493 BC", "from 264 to 241 BC"
    let first = line.digits(at).filter(|year| *year > 0)? as i32;
    let joined = line.any(at + 1, &[Tag::To, Tag::And, Tag::Or]) || line.dash(at + 1);
    let (last, _) = era_year(line, at + 2).filter(|_| joined)?;
    if last < 0 && -last < first { expression(at, at + 1, -first, Field::Year) } else { None }
}

/// "fiscal 1989", "fiscal year 1989", "fiscal-1989".
fn fiscal(line: &Line, at: usize) -> Option<Expression> {
    if !line.is(at, Tag::Fiscal) {
        return None;
    }
    let noun = if line.word(at + 1).unit.is_some_and(|u| u.unit == DurationUnit::Year) || line.dash(at + 1) { at + 2 } else { at + 1 };
    let year = line.year(noun)?;
    expression(at, noun + 1, year, Field::FiscalYear)
}

/// "nineteen ninety-six", "two thousand" after "the year".
fn spelt(line: &Line, at: usize) -> Option<Expression> {
    let century = line.word(at).cardinal.filter(|n| (15..=20).contains(n))?;
    let tens = line.word(at + 1).cardinal.filter(|n| (10..100).contains(n))?;
    let (rest, end) = match (line.dash(at + 2), line.word(at + 3).cardinal) {
        (true, Some(one)) if one < 10 && tens % 10 == 0 => (tens + one, at + 4),
        _ => (tens, at + 2),
    };
    let counted = line.word(end).unit.is_some() || line.word(end).is(Tag::CountNoun);
    if counted || century == 20 && tens >= 50 || century < 20 && century * 100 + rest < 1500 {
        return None;
    }
    expression(at, end, (century * 100 + rest) as i32, Field::Year)
}

/// A year of three digits in a life's dates: "(837–908)".
fn early_life(line: &Line, at: usize) -> Option<i32> {
    let three = |at: usize| line.digits(at).filter(|year| (100..1000).contains(year));
    let (first, last) = if line.dash(at + 1) { (at, at + 2) } else { (at.checked_sub(2).filter(|_| line.dash(at - 1))?, at) };
    let (born, died) = (three(first)?, line.digits(last)?);
    let bracketed = matches!(line.lower_before(first), "(" | "[" | ",") && matches!(line.lower(last + 1), ")" | "]" | ",");
    let year = if first == at { born } else { died };
    (bracketed && (20..110).contains(&died.checked_sub(born)?)).then_some(year as i32)
}

/// "two thousand", "two thousand and eight", where "the year" stands before.
fn thousands(line: &Line, at: usize) -> Option<Expression> {
    let (Amount::Counted { low, high }, end) = number(line, at)? else { return None };
    let year = i32::try_from(low / 1000).ok().filter(|year| (1000..2200).contains(year) && low == high)?;
    let spelt = line.token(at).is_some_and(|t| t.kind == TokenKind::Word);
    if spelt { expression(at, end, year, Field::Year) } else { None }
}

/// Four digits with a context that makes them a year.
fn bare(line: &Line, at: usize) -> Option<Expression> {
    let named = line.word(at).unit.is_some_and(|u| u.unit == DurationUnit::Year && !u.plural);
    if named && let Some(found) = spelt(line, at + 1).or_else(|| thousands(line, at + 1)) {
        return Some(Expression::new(at..found.tokens.end, found.core));
    }
    if named && let Some(year) = line.digits(at + 1).filter(|y| *y > 31 || line.word_before(at).is(Tag::The) && *y > 0) {
        return expression(at, at + 2, year as i32, Field::Year);
    }
    if let Some(found) = short(line, at) {
        return Some(found);
    }
    if let Some(year) = early_life(line, at) {
        return expression(at, at + 1, year, Field::Year);
    }
    let year = line.year(at)?;
    is_year(line, at, year).then(|| expression(at, at + 1, year, Field::Year))?
}

/// Whether a number of four digits is a year: nothing is counted by it or named with it, and it stands where years stand.
fn is_year(line: &Line, at: usize, year: i32) -> bool {
    let (before, after) = (line.word_before(at), line.word(at + 1));
    if before.is(Tag::NumberNoun) || line.touches(at) && matches!(line.lower_before(at), "$" | "£" | "€" | "#" | "." | "/" | ":") {
        return false;
    }
    let rate = line.mark(at + 1, "per") && before.any(&[Tag::In, Tag::To, Tag::From, Tag::Since, Tag::By]);
    if after.is(Tag::CountNoun) && !rate || after.unit.is_some_and(|u| u.plural) || line.mark(at + 1, "/") && line.touches(at + 1) {
        return false;
    }
    if line.tight_dash(at + 1) && line.word(at + 2).unit.is_some() {
        return false;
    }
    // "Smith-1974", "K-2019": part of a name
    if line.touches(at) && line.dash(at - 1) && line.year(at.wrapping_sub(2)).is_none() && !is_prefix(line, at) {
        return false;
    }
    let preposition =
        before.any(&[Tag::Preposition, Tag::Early, Tag::Late, Tag::Mid, Tag::Fiscal, Tag::Last, Tag::Next]) || before.season.is_some();
    let plural_behind =
        line.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.lower != t.lemma && t.lower.ends_with('s'));
    if (1600..=2100).contains(&year) {
        let listed = before.any(&[Tag::And, Tag::Or]) && line.year(at.wrapping_sub(2)).is_none();
        let counts = before.is(Tag::Of) || listed || before.is_known() && !preposition && !before.is(Tag::The);
        return !(plural_behind && (counts || !(1900..=2030).contains(&year)));
    }
    let bracket = matches!(line.lower_before(at), "(" | "[" | "–" | "-");
    let circa = line.mark(at.wrapping_sub(1), ".") && matches!(line.lower(at.wrapping_sub(2)), "c" | "ca");
    let placed =
        before.is(Tag::In) || (preposition && !before.any(&[Tag::Of, Tag::And, Tag::Or]) || bracket || circa) && closes(line, at + 1);
    placed && !plural_behind
}

/// "in '99", "class of '71".
fn short(line: &Line, at: usize) -> Option<Expression> {
    let quote = matches!(line.lower(at), "'" | "‘" | "’") && line.touches(at + 1) && line.lower(at + 1).len() == 2;
    // "1915-17"
    if let Some(first) = at.checked_sub(2).and_then(|before| line.year(before))
        && let Some(last) = line.digits(at).filter(|_| line.lower(at).len() == 2 && line.tight_dash(at - 1))
        && (first % 100) < last as i32
        && !line.dash(at + 1)
    {
        return expression(at, at + 1, first / 100 * 100 + last as i32, Field::Year);
    }
    let year = line.digits(at + 1).filter(|_| quote && line.word_before(at).any(&[Tag::Preposition, Tag::Of]))? as i32;
    expression(at, at + 2, if year < 40 { 2000 + year } else { 1900 + year }, Field::Year)
}

/// Whether the dash before belongs to "mid-", "pre-" and the like.
fn is_prefix(line: &Line, at: usize) -> bool {
    line.is(at.wrapping_sub(2), Tag::Mid) || matches!(line.lower(at.wrapping_sub(2)), "pre" | "post" | "late" | "early")
}

/// Whether what follows ends a phrase: punctuation, a preposition, nothing.
fn closes(line: &Line, at: usize) -> bool {
    line.token(at).is_none_or(|t| t.kind != TokenKind::Word)
        || line.word(at).any(&[Tag::And, Tag::To, Tag::Or, Tag::Preposition, Tag::Of, Tag::The])
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::check;

    #[test]
    fn years_behind_their_name() {
        check("It was built in the year 71.", &["the year 71 = 0071"]);
        check("By the year two thousand it was gone.", &["the year two thousand = 2000"]);
        check("The year 1950 was dry.", &["The year 1950 = 1950"]);
    }

    #[test]
    fn a_decade_and_the_year_it_begins_with() {
        check("They lived in the 1930's.", &["the 1930's = 193"]);
        check("It is among Vision 2030's goals.", &["2030 = 2030"]);
    }
}
