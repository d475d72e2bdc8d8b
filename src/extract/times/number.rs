//! Numbers before units: "two", "1,200", "two and a half", "2-3", "twenty-four", "a hundred", "several".

use super::expression::Amount;
use super::line::Line;
use crate::language::TokenKind;
use crate::lexicon::time::Tag;

/// How many tokens a number in words may have: more is no number of anybody's days.
const LONGEST: usize = 9;

/// The number that starts here and where it ends. "a" and "an" are one only before a unit, which the caller knows.
pub(super) fn number(line: &Line, at: usize) -> Option<(Amount, usize)> {
    let (low, end) = single(line, at)?;
    let Some((high, end)) = second(line, end).filter(|(high, _)| *high >= low) else {
        return Some((Amount::Counted { low, high: low }, end));
    };
    Some((Amount::Counted { low, high }, end))
}

/// The second number of a written range: "2-3", "two to three", "two or three".
fn second(line: &Line, end: usize) -> Option<(i64, usize)> {
    let joined = line.dash(end) || line.mark(end, "to") || line.is(end, Tag::Or);
    if joined { single(line, end + 1) } else { None }
}

/// One number in thousandths.
fn single(line: &Line, at: usize) -> Option<(i64, usize)> {
    let (mut value, mut end) = figure(line, at).or_else(|| words(line, at))?;
    if line.is(end, Tag::And) && line.is(end + 1, Tag::Article) && line.is(end + 2, Tag::Half) {
        value = value.saturating_add(500);
        end += 3;
    } else if line.mark(end, "½") {
        value = value.saturating_add(500);
        end += 1;
    } else if line.mark(end, "1") && line.mark(end + 1, "/") && line.mark(end + 2, "2") {
        value = value.saturating_add(500);
        end += 3;
    }
    Some((value, end))
}

/// A number in digits, with separators of thousands and decimals.
fn figure(line: &Line, at: usize) -> Option<(i64, usize)> {
    let token = line.token(at)?;
    if token.kind != TokenKind::Number || token.lower.len() > 12 || token.lower.contains(':') || line.touches(at) && line.mark(at - 1, "$")
    {
        return None;
    }
    let mut bytes = token.lower.bytes().filter(|b| *b != b',');
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    let (mut value, mut read) = (0, 0);
    for byte in bytes.by_ref().take_while(|b| *b != b'.') {
        value = value * 10 + digit(byte)?;
        read += 1;
    }
    // Three decimals are kept.
    for _ in 0..3 {
        value = value * 10 + bytes.next().map_or(Some(0), digit)?;
    }
    if read == 0 {
        return None;
    }
    let scale = line.word(at + 1).cardinal.filter(|n| *n >= 100);
    Some(scale.map_or((value, at + 1), |scale| (value.saturating_mul(i64::from(scale)), at + 2)))
}

/// A number in words: "twenty-four", "a hundred and fifty", "a dozen".
fn words(line: &Line, at: usize) -> Option<(i64, usize)> {
    let mut end = at;
    let (mut total, mut group, mut seen) = (0i64, 0i64, false);
    if line.is(at, Tag::Article) && line.word(at + 1).cardinal.is_some_and(|n| n >= 12) {
        (group, end) = (1, at + 1);
    }
    while end < at + LONGEST {
        if let Some(value) = line.word(end).cardinal.map(i64::from) {
            if !seen && end == at && value >= 1000 {
                // "million last year" is the end of an amount.
                break;
            }
            match value {
                100 => group = group.max(1) * 100,
                1000.. => (total, group) = (total.saturating_add(group.max(1).saturating_mul(value)), 0),
                12 if group == 1 => group = 12,
                _ if !seen || fits_behind(total, group, value) => group += value,
                _ => break,
            }
            seen = true;
            end += 1;
        } else if seen && goes_on(line, end, group) {
            end += 1;
        } else {
            break;
        }
    }
    seen.then(|| (total.saturating_add(group).saturating_mul(1000), end))
}

/// Whether a number word goes on from what was read: "twenty" + "four", "hundred" + "fifty", "thousand" + "six".
fn fits_behind(total: i64, group: i64, value: i64) -> bool {
    match group {
        0 => total > 0,
        _ if group % 100 == 0 => value < 100,
        _ => group % 10 == 0 && value < 10,
    }
}

/// Whether a hyphen or "and" joins the next number word: "twenty-four", "a hundred and fifty".
fn goes_on(line: &Line, at: usize, group: i64) -> bool {
    let below = |limit: u32| line.word(at + 1).cardinal.is_some_and(|n| n < limit);
    line.tight_dash(at) && below(10) && group % 10 == 0 && group > 0 || line.is(at, Tag::And) && below(100) && group >= 100
}
