//! Times of day: "4:17 a.m.", "8.15 pm", "16.36", "half past seven", "a quarter to one", "noon", "0014 GMT", "7 to 9 p.m.".

use chrono::{NaiveTime, Timelike};

use super::expression::{ClockTime, Core, Expression, Which};
use super::line::Line;
use crate::language::TokenKind;
use crate::lexicon::time::{Part, Tag};
use crate::value::duration::DurationUnit;

/// The clock time that starts here, zone included.
pub(super) fn clock(line: &Line, at: usize) -> Option<Expression> {
    let (mut time, end) = named(line, at).or_else(|| spoken(line, at)).or_else(|| span(line, at)).or_else(|| written(line, at))?;
    let (zone, end) = zone(line, end);
    time.zone = zone;
    let mut expression = Expression::new(at..end, Core::Moment(Which::Bare));
    expression.clock = Some(time);
    Some(expression)
}

/// Whether and which half of the day is told.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
    /// The clock of 24 hours.
    Day,
    Unknown,
}

fn time(hour: u32, minute: u32, half: Half, minutes: bool) -> Option<ClockTime> {
    let hour = match half {
        Half::Morning if hour == 12 => 0,
        Half::Afternoon if hour < 12 => hour + 12,
        _ => hour,
    };
    let ambiguous = half == Half::Unknown && (1..=12).contains(&hour);
    let from = NaiveTime::from_hms_opt(if hour == 24 && minute == 0 { 0 } else { hour }, minute, 0)?;
    Some(ClockTime { from, to: from, zone: None, ambiguous, midnight: hour == 24, minutes })
}

/// "noon", "midnight".
fn named(line: &Line, at: usize) -> Option<(ClockTime, usize)> {
    let twelve = usize::from(line.mark(at, "12"));
    if line.is(at + twelve, Tag::Noon) {
        return Some((time(12, 0, Half::Day, false)?, at + twelve + 1));
    }
    if line.is(at + twelve, Tag::Midnight) {
        return Some((time(24, 0, Half::Day, false)?, at + twelve + 1));
    }
    None
}

/// "half past seven", "ten past four", "a quarter to one", "ten minutes before four".
fn spoken(line: &Line, at: usize) -> Option<(ClockTime, usize)> {
    let start = if line.is(at, Tag::Article) { at + 1 } else { at };
    let quarter = line.word(start).unit.is_some_and(|u| u.unit == DurationUnit::Quarter && !u.plural);
    let (minutes, mut end) = if line.is(start, Tag::Half) {
        (30, start + 1)
    } else if quarter {
        (15, start + 1)
    } else if start == at {
        spoken_minutes(line, at)?
    } else {
        return None;
    };
    let told = line.word(end).unit.is_some_and(|u| u.unit == DurationUnit::Minute);
    end += usize::from(told);
    let past = line.is(end, Tag::PastHour);
    if !past && (minutes == 30 || !line.is(end, Tag::ToHour)) {
        return None;
    }
    let hour = hour_word(line, end + 1)?;
    // "ten to four" may be a vote: it needs the minutes, a quarter, or "past" in words.
    if !told && minutes != 30 && minutes != 15 && !(line.mark(end, "past") && line.word(end + 1).cardinal.is_some()) {
        return None;
    }
    if line.word(end + 2).unit.is_some() || line.word(end + 2).is(Tag::CountNoun) {
        return None;
    }
    let (half, after) = half_behind(line, end + 2);
    let (hour, minutes) = if past { (hour, minutes) } else { (if hour == 1 { 12 } else { hour - 1 }, 60 - minutes) };
    Some((time(hour, minutes, half, true)?, after))
}

fn spoken_minutes(line: &Line, at: usize) -> Option<(u32, usize)> {
    let minutes = line.word(at).cardinal.or_else(|| line.digits(at)).filter(|m| (1..30).contains(m))?;
    let compound = line.word(at + 2).cardinal.filter(|n| *n < 10 && minutes == 20 && line.dash(at + 1));
    Some(compound.map_or((minutes, at + 1), |n| (minutes + n, at + 3)))
}

fn hour_word(line: &Line, at: usize) -> Option<u32> {
    line.word(at).cardinal.or_else(|| line.digits(at)).filter(|h| (1..=12).contains(h))
}

/// "a.m.", "p.m.", "o'clock" and "in the morning" behind an hour.
fn half_behind(line: &Line, at: usize) -> (Half, usize) {
    if line.is(at, Tag::Am) && !(line.mark(at, "am") && line.mark(at.wrapping_sub(1), "i")) {
        return (Half::Morning, at + 1);
    }
    if line.is(at, Tag::Pm) {
        return (Half::Afternoon, at + 1);
    }
    if line.is(at, Tag::Oclock) {
        return (Half::Unknown, at + 1);
    }
    (Half::Unknown, at)
}

/// "7 to 9 p.m.", "7-9 p.m.", "10:30 a.m.-noon".
fn span(line: &Line, at: usize) -> Option<(ClockTime, usize)> {
    let (hour, minute, end) = figures(line, at)?;
    let (first_half, end) = half_behind(line, end);
    let told_dash = line.dash(end) && first_half != Half::Unknown;
    // "5 to 6 p.m.", "between 3 and 5 p.m.": the half is that of both.
    let shared = first_half == Half::Unknown
        && (line.is(end, Tag::To) || line.dash(end) || line.is(end, Tag::And) && line.mark(at.wrapping_sub(1), "between"))
        && figures(line, end + 1).is_some_and(|(hour, _, to_end)| hour <= 12 && half_behind(line, to_end).0 != Half::Unknown);
    if !(told_dash || line.tight_dash(end) || shared && hour <= 12) {
        return None;
    }
    let (to_hour, to_minute, to_end) = figures(line, end + 1)?;
    let (half, after) = half_behind(line, to_end);
    if half == Half::Unknown && !(minute.is_some() && to_minute.is_some() && in_place(line, at, after)) {
        return None;
    }
    // "09:15–10:30", "18:30–19:45", "10:00–11:00 UTC": the clock of 24 hours.
    let of_day = |at: usize, hour: u32| hour > 12 || line.lower(at).starts_with('0');
    let of_day = of_day(at, hour) || of_day(end + 1, to_hour) || zone_abbreviation(line, after).is_some();
    let half = if of_day && half == Half::Unknown && first_half == Half::Unknown { Half::Day } else { half };
    let own = match first_half {
        Half::Unknown if hour > to_hour && half == Half::Afternoon && hour != 12 => Half::Morning,
        Half::Unknown => half,
        told => told,
    };
    let from = time(hour, minute.unwrap_or(0), own, minute.is_some())?;
    let to = time(to_hour, to_minute.unwrap_or(0), half, to_minute.is_some())?;
    Some((ClockTime { to: to.from, ..from }, after))
}

/// Hour and minutes in digits: "4:17", "8.15", "9", "1430".
fn figures(line: &Line, at: usize) -> Option<(u32, Option<u32>, usize)> {
    let token = line.token(at).filter(|t| t.kind == TokenKind::Number && t.lower.len() <= 5)?;
    if let Some((hour, minute)) = token.lower.split_once([':', '.']) {
        let two = minute.len() == 2 && (1..=2).contains(&hour.len());
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        return (two && hour <= 24 && minute < 60).then_some((hour, Some(minute), at + 1));
    }
    let hour = line.digits(at).filter(|h| *h <= 24 && token.lower.len() <= 2)?;
    Some((hour, None, at + 1))
}

/// "4:17 a.m.", "9 a.m.", "9am", "16.36", "22:10 UTC", "0014 GMT", "seven o'clock".
fn written(line: &Line, at: usize) -> Option<(ClockTime, usize)> {
    if let Some(found) = joined(line, at) {
        return Some(found);
    }
    if let Some((hour, minute)) = military(line, at) {
        return Some((time(hour, minute, Half::Day, true)?, at + 1));
    }
    let Some((hour, minute, end)) = figures(line, at) else {
        let hour = line.word(at).cardinal.filter(|h| (1..=12).contains(h))?;
        let (half, end) = half_behind(line, at + 1);
        let told = end > at + 1 || is_hour_of_day(line, at, end);
        return if told { Some((time(hour, 0, half, false)?, end)) } else { None };
    };
    let (half, after) = half_behind(line, end);
    let colon = line.lower(at).contains(':');
    let is_time = after > end
        || minute.is_none() && (1..=12).contains(&hour) && is_hour_of_day(line, at, end)
        || minute.is_some() && (colon && in_place(line, at, end) || !colon && dotted_in_place(line, at, end));
    if !is_time || half != Half::Unknown && hour > 12 && minute.is_none() {
        return None;
    }
    let twenty_four = half == Half::Unknown && (hour > 12 || line.lower(at).starts_with('0') || zone_abbreviation(line, after).is_some());
    let half = match half {
        _ if hour > 12 || twenty_four => Half::Day,
        told => told,
    };
    Some((time(hour, minute.unwrap_or(0), half, minute.is_some())?, after))
}

/// "9am", "5:30pm": tokens of digits with letters behind.
fn joined(line: &Line, at: usize) -> Option<(ClockTime, usize)> {
    let token = line.token(at).filter(|t| t.kind == TokenKind::Mixed)?;
    if let Some((hour, minute)) = ["hrs", "hours", "h"].iter().find_map(|end| token.lower.strip_suffix(end)?.split_once(':')) {
        return Some((time(hour.parse().ok()?, minute.parse().ok()?, Half::Day, true)?, at + 1));
    }
    let (digits, half) = match token.lower.strip_suffix("am") {
        Some(digits) => (digits, Half::Morning),
        None => (token.lower.strip_suffix("pm")?, Half::Afternoon),
    };
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, ""));
    let hour = hour.parse().ok().filter(|h| (1..=12).contains(h))?;
    let value = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    Some((time(hour, value, half, !minute.is_empty())?, at + 1))
}

/// "0014 GMT", "1430 hours".
fn military(line: &Line, at: usize) -> Option<(u32, u32)> {
    let token = line.token(at).filter(|t| t.kind == TokenKind::Number && t.lower.len() == 4)?;
    let number: u32 = token.lower.parse().ok()?;
    let hours = matches!(line.lower(at + 1), "hours" | "hrs") && line.word_before(at).any(&[Tag::At, Tag::By, Tag::From, Tag::To]);
    let clear = hours || zone_abbreviation(line, at + 1).is_some();
    (clear && number / 100 <= 24 && number % 100 < 60).then_some((number / 100, number % 100))
}

/// Whether "4:47" stands where a time stands and no score, ratio or verse.
fn in_place(line: &Line, at: usize, end: usize) -> bool {
    line.word_before(at).any(&[Tag::At, Tag::By, Tag::To, Tag::From, Tag::Since, Tag::Before, Tag::After, Tag::And])
        || matches!(line.lower_before(at), "about" | "around" | "until" | "," | "(" | "-" | "–")
        || line.word_before(at).weekday != 0
        || line.first(at)
        || zone_abbreviation(line, end).is_some()
        || line.is(end, Tag::Local)
}

/// Whether a bare number is an hour by the part of the day beside it: "at 7 tonight", "tonight at 7", "at 8 in the morning".
fn is_hour_of_day(line: &Line, at: usize, end: usize) -> bool {
    if !line.word_before(at).is(Tag::At) {
        return false;
    }
    let part = |at: usize| line.word(at).part.is_some();
    let behind = line.is(end, Tag::Tonight)
        || line.any(end, &[Tag::This, Tag::In]) && (part(end + 1) || line.is(end + 1, Tag::The) && part(end + 2))
        || line.any(end, &[Tag::Tomorrow, Tag::Yesterday]) && part(end + 1);
    let before = at.checked_sub(2).is_some_and(|i| line.any(i, &[Tag::Tonight, Tag::Tomorrow]) || part(i));
    let closed = line.token(end).is_none_or(|t| !t.is_word()) && !matches!(line.lower(end), "%" | "/" | "-");
    behind || before && closed
}

/// "16.36" is a time only behind "at" or before a zone.
fn dotted_in_place(line: &Line, at: usize, end: usize) -> bool {
    let clock_word = zone_abbreviation(line, end).is_some() || line.is(end, Tag::Local) || matches!(line.lower(end), "hours" | "hrs");
    let counted = line.word(end).any(&[Tag::CountNoun]) || line.word(end).unit.is_some() || line.mark(end, "%");
    clock_word || line.word_before(at).is(Tag::At) && !counted && line.token(end).is_none_or(|t| !t.is_word() || line.word(end).is_known())
}

fn zone_abbreviation(line: &Line, at: usize) -> Option<i32> {
    let token = line.token(at).filter(|t| t.capital)?;
    line.lexicon.zones.get(&*token.lower).copied()
}

/// The zone behind a time: "GMT", "local time", "Moscow time", "(UTC)".
fn zone(line: &Line, at: usize) -> (Option<i32>, usize) {
    let bracket = usize::from(line.mark(at, "(") && line.mark(at + 2, ")"));
    if let Some(zone) = zone_abbreviation(line, at + bracket) {
        let end = at + 1 + 2 * bracket;
        return signed_offset(line, end).map_or((Some(zone), end), |(offset, end)| (Some(zone + offset), end));
    }
    if line.is(at, Tag::Local) && line.mark(at + 1, "time") {
        return (None, at + 2);
    }
    if line.mark(at + 1, "time")
        && let Some(zone) = line.lexicon.zone_names.get(line.lower(at))
    {
        return (Some(*zone), at + 2);
    }
    (None, at)
}

/// "+3" or "+5:30" behind "GMT".
fn signed_offset(line: &Line, at: usize) -> Option<(i32, usize)> {
    let sign = match line.lower(at) {
        "+" => 1,
        "-" | "−" => -1,
        _ => return None,
    };
    // "+3", "+5:30"
    let (hours, minutes, end) = figures(line, at + 1).filter(|(h, ..)| *h <= 14 && line.touches(at) && line.touches(at + 1))?;
    Some((sign * (60 * hours + minutes.unwrap_or(0)) as i32, end))
}

/// A clock time whose half the part of the day tells: "8 in the evening".
pub(super) fn in_part(clock: ClockTime, part: Part) -> ClockTime {
    let hour = clock.from.hour();
    let afternoon = match part {
        Part::MO => false,
        Part::NI => (6..12).contains(&hour),
        Part::AF | Part::EV | Part::DT => hour < 12,
    };
    if !clock.ambiguous {
        return clock;
    }
    let hours = if afternoon { 12 } else { 0 };
    let hour = if hour == 12 && matches!(part, Part::NI | Part::MO) { 0 } else { hour + hours };
    let from = clock.from.with_hour(hour % 24).unwrap_or(clock.from);
    ClockTime { from, to: if clock.to == clock.from { from } else { clock.to }, ambiguous: false, ..clock }
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::check;

    #[test]
    fn spans_share_the_half_of_the_day() {
        check("It is open 5 to 6 p.m. on Friday.", &["5 to 6 p.m. on Friday = 2025-07-18T17:00"]);
        check("It is open between 3 and 5 p.m. today.", &["3 and 5 p.m. today = 2025-07-18T15:00"]);
        check("It is open 8 a.m. - 1 p.m.", &["8 a.m. - 1 p.m. = 2025-07-18T08:00"]);
        check("They won by 5 to 6 votes.", &[]);
    }

    #[test]
    fn an_hour_is_told_by_the_part_of_the_day() {
        check("It begins at 7 tonight.", &["7 tonight = 2025-07-18T19:00"]);
        check("It begins tonight at 7.", &["tonight at 7 = 2025-07-18T19:00"]);
        check("It begins at eight in the morning.", &["eight in the morning = 2025-07-18T08:00"]);
        check("Shares closed Friday at 7 dollars.", &["Friday = 2025-07-18"]);
    }
}
