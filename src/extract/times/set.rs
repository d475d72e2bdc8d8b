//! Recurrence: "every day", "each Thursday", "twice a week", "per month", "weekly".

use super::expression::{Amount, Core, Expression};
use super::line::Line;
use super::number::number;
use super::timex::length_value;
use crate::language::TokenKind;
use crate::lexicon::time::{Part, Season, Tag};

/// The recurrence that starts here.
pub(super) fn set(line: &Line, at: usize) -> Option<Expression> {
    every(line, at).or_else(|| per(line, at)).or_else(|| adverb(line, at))
}

fn expression(start: usize, end: usize, value: String) -> Option<Expression> {
    Some(Expression::new(start..end, Core::Set(value)))
}

/// "every day", "each July", "every two weeks", "every other year", "every Tuesday night".
fn every(line: &Line, at: usize) -> Option<Expression> {
    if !line.is(at, Tag::Every) {
        return None;
    }
    let other = usize::from(line.mark(at + 1, "other"));
    let word = line.word(at + 1 + other);
    if word.is(Tag::Weekend) && other == 0 {
        return expression(at, at + 2, "XXXX-WXX-WE".into());
    }
    if word.weekday != 0 && other > 0 && line.capital(at + 2) {
        return expression(at, at + 3, format!("XXXX-WXX-{}", word.weekday));
    }
    if other > 0 {
        let unit = line.word(at + 2).unit?;
        return expression(at, at + 3, length_value(Amount::whole(2), unit));
    }
    if word.weekday != 0 && line.capital(at + 1) {
        let part = line.word(at + 2).part;
        let letters = part.map_or("", letters);
        return expression(at, at + 2 + usize::from(part.is_some()), format!("XXXX-WXX-{}{letters}", word.weekday));
    }
    if word.month != 0 && line.capital(at + 1) {
        return expression(at, at + 2, format!("XXXX-{:02}", word.month));
    }
    if let Some(season) = word.season {
        return expression(at, at + 2, format!("XXXX-{}", season_letters(season)));
    }
    if let Some(part) = word.part {
        return expression(at, at + 2, format!("XXXX-XX-XX{}", letters(part)));
    }
    let (amount, noun) = number(line, at + 1).unwrap_or((Amount::whole(1), at + 1));
    let unit = line.word(noun).unit?;
    expression(at, noun + 1, length_value(amount, unit))
}

/// TIMEX3's letters of a part of the day, `T` included.
pub(super) fn letters(part: Part) -> &'static str {
    match part {
        Part::MO => "TMO",
        Part::AF => "TAF",
        Part::EV => "TEV",
        Part::NI => "TNI",
        Part::DT => "TDT",
    }
}

/// TIMEX3's letters of a season.
pub(super) fn season_letters(season: Season) -> &'static str {
    match season {
        Season::SP => "SP",
        Season::SU => "SU",
        Season::FA => "FA",
        Season::WI => "WI",
    }
}

/// "per month", "a day" behind "twice" or an amount.
fn per(line: &Line, at: usize) -> Option<Expression> {
    let per = line.mark(at, "per");
    if !(per || line.is(at, Tag::Article) && follows_amount(line, at)) {
        return None;
    }
    let unit = line.word(at + 1).unit.filter(|u| !u.plural)?;
    let ends = !line.any(at + 2, &[Tag::Ago, Tag::Later, Tag::Earlier, Tag::After, Tag::Before, Tag::And]);
    if per || ends { expression(at, at + 2, length_value(Amount::whole(1), unit)) } else { None }
}

/// Whether an amount or "twice" stands before: "twice a week", "40 homes a year", "$5 a day".
fn follows_amount(line: &Line, at: usize) -> bool {
    let before = line.word_before(at);
    if before.any(&[Tag::Once, Tag::CountNoun]) && !before.any(&[Tag::Preposition]) {
        return true;
    }
    let number = |i: usize| line.token(i).is_some_and(|t| t.kind == TokenKind::Number) || line.word(i).cardinal.is_some();
    if at < 3 {
        return at > 0 && number(at - 1);
    }
    let noun = line.token(at - 1).is_some_and(|t| t.kind == TokenKind::Word && t.lower != t.lemma && t.lower.ends_with('s'));
    number(at - 1) || noun && (number(at - 2) || number(at - 3))
}

fn adverb(line: &Line, at: usize) -> Option<Expression> {
    let value = line.lexicon.sets.get(line.lower(at))?;
    // "Weekly Standard", "the Daily Mail"
    let name = line.capital(at) && (!line.first(at) || line.capital(at + 1));
    if name { None } else { expression(at, at + 1, value.clone()) }
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::check;

    #[test]
    fn recurrence() {
        check("They meet every other Friday.", &["every other Friday = XXXX-WXX-5"]);
        check("They meet every other week and every weekend.", &["every other week = P2W", "every weekend = XXXX-WXX-WE"]);
        check("They meet each Monday at 4 p.m.", &["each Monday at 4 p.m. = XXXX-WXX-1T16:00"]);
        check("The boat sails every day at noon.", &["every day at noon = XXXX-XX-XXT12:00"]);
    }
}
