//! Counts against names and descriptions that are told one after the other: "Three winners, A, B and C,", "Five governments sat out the vote:
//! A, B, C, D and E", "Four paintings were found. They are a landscape, a portrait, ...".

use std::ops::Range;

use rust_decimal::Decimal;

use super::{SLIP, relation};
use crate::extract::arithmetic::Relation;
use crate::extract::arithmetic::line::{Line, Placed};
use crate::language::TokenKind;

/// The longest name, in tokens.
const LONGEST_NAME: usize = 5;

/// The count that opens a sentence, if it is its only one and no other plural stands right before the colon: the names behind the colon are those
/// who do what the sentence says.
pub(super) fn subject_count<'a, 'l>(line: &'l Line<'a>, colon: usize) -> Option<&'l Placed<'a>> {
    let before: Vec<&Placed> = line.quantities.iter().filter(|p| p.tokens.start < colon).collect();
    let [count] = before[..] else { return None };
    let scan = &line.scan;
    let words = line.words();
    let opening =
        count.tokens.start == line.tokens.start || count.tokens.start == line.tokens.start + 1 && scan.lower(line.tokens.start) == "the";
    let range = count.reach..colon;
    let open = line.any(range.clone(), |w| words.open_list.contains(w) || w == "following") || range.clone().any(|at| says(line, at));
    let quoted = range.clone().any(|at| is_quote(line, at));
    (opening && is_countable(line, count) && !open && !quoted && !scan.is_plural(colon - 1)).then_some(count)
}

fn says(line: &Line, at: usize) -> bool {
    line.words().saying.contains(&*line.scan.tokens[at].lemma)
}

fn is_quote(line: &Line, at: usize) -> bool {
    matches!(line.scan.tokens[at].kind, TokenKind::OpenQuote | TokenKind::CloseQuote)
}

/// Whether a number of 2 to 30 counts things that can be named, and is no part of a larger number.
fn is_countable(line: &Line, count: &Placed) -> bool {
    let value = count.mention.written.0;
    let noun = count.mention.of.as_deref().is_some_and(|of| !line.words().unlisted.contains(of));
    let part = line.scan.lower(count.tokens.end) == "of"
        || matches!(line.scan.lower(count.tokens.end), "more" | "other" | "further" | "additional");
    count.is_count() && noun && !part && value >= Decimal::TWO && value <= Decimal::from(30)
}

/// Whether every item is one name and no more.
pub(super) fn are_names(line: &Line, items: &[Range<usize>]) -> bool {
    items.iter().all(|item| is_name(line, item.clone()))
}

fn is_name(line: &Line, item: Range<usize>) -> bool {
    let scan = &line.scan;
    let small = |at: usize| matches!(scan.lower(at), "of" | "the" | "de" | "van" | "von" | "and" | "'s" | "-");
    let word = |at: usize| scan.tokens[at].capital || small(at);
    item.len() <= LONGEST_NAME
        && !item.is_empty()
        && item.clone().all(word)
        && scan.tokens[item.end - 1].capital
        && item.clone().any(|at| scan.tokens[at].capital)
}

/// "Three winners, Ada Brandt, Leo Falk and Mia Sund, ...": names in apposition to a count, closed by a mark.
pub(super) fn apposed(line: &Line) -> Option<Relation> {
    let scan = &line.scan;
    for count in line.quantities.iter().filter(|p| is_countable(line, p) && scan.raw(p.reach) == ",") {
        let one_of = (1..=3).any(|by| scan.back(count.tokens.start, by) == "of");
        let picked = matches!(scan.back(count.tokens.start, 1), "first" | "last" | "top" | "next" | "other" | "another");
        if one_of || picked {
            continue;
        }
        let Some((items, end)) = name_list(line, count.reach + 1) else { continue };
        let stated = count.mention.written.0;
        let open = line.words().open_list.contains(scan.lower(end + 1)) || matches!(scan.lower(end + 1), "and" | "all");
        // Two names may be a place in its country; a slip is of one or two.
        let close = (Decimal::from(items.len()) - stated).abs() <= Decimal::from(SLIP) && items.len() >= 3;
        if !open && close {
            let ranges = items.iter().map(|item| line.range(item.clone())).collect();
            return relation(count, items.len(), items.len(), ranges);
        }
    }
    None
}

/// Names between commas and a last "and", from a token on, with the mark that closes them.
fn name_list(line: &Line, start: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let scan = &line.scan;
    let mut items = Vec::new();
    let mut at = start;
    loop {
        let end = (at..line.tokens.end).find(|i| scan.raw(*i) == "," || scan.lower(*i) == "and" || !(scan.tokens[*i].is_word()))?;
        if !is_name(line, at..end) {
            return None;
        }
        items.push(at..end);
        if scan.lower(end) == "and" {
            let stop = (end + 1..line.tokens.end).find(|i| !scan.tokens[*i].is_word()).unwrap_or(line.tokens.end);
            let closed = matches!(scan.raw(stop), "," | "." | ";" | ")" | "—" | "–");
            return (closed && is_name(line, end + 1..stop)).then(|| {
                items.push(end + 1..stop);
                (items, stop)
            });
        }
        if scan.raw(end) != "," {
            return None;
        }
        at = end + 1;
    }
}

/// "Four of the seven paintings have been found. They are a winter scene, a still life and a portrait": fewer things with an article than were
/// counted. More may be appositions and are not read.
pub(super) fn taken_up(lines: &[Line], index: usize) -> Option<Relation> {
    let line = &lines[index];
    let scan = &line.scan;
    let start = line.tokens.start;
    if scan.lower(start) != "they" || !matches!(scan.lower(start + 1), "are" | "were") {
        return None;
    }
    let before = index.checked_sub(1).map(|i| &lines[i]).filter(|b| line.block - b.block <= 1)?;
    let count = before.quantities.first().filter(|p| p.tokens.start == before.tokens.start && p.is_count())?;
    let stated = count.mention.written.0;
    let article = |at: usize| matches!(scan.lower(at), "a" | "an");
    let mut items = Vec::new();
    let mut at = start + 2;
    let mut last = false;
    while !last {
        let end = (at..line.tokens.end).find(|i| scan.lower(*i) == "and" && article(*i + 1) || scan.raw(*i) == "," && article(*i + 1));
        if !article(at) {
            return None;
        }
        match end {
            Some(end) => {
                items.push(at..end);
                last = scan.lower(end) == "and";
                at = end + 1;
            }
            None => return None,
        }
    }
    let end = (at..line.tokens.end).find(|i| matches!(scan.raw(*i), "," | "." | ";" | "(" | ":")).unwrap_or(line.tokens.end);
    items.push(at..end);
    let clean =
        items.iter().all(|item| item.len() <= 12 && !line.any(item.clone(), |w| matches!(w, "and" | "or" | "," | ":" | ";" | "who")));
    let rest_clean = !(end..line.tokens.end).any(|at| scan.lower(at) == "and" || line.quantities.iter().any(|p| p.tokens.contains(&at)));
    let fewer = Decimal::from(items.len()) < stated && stated <= Decimal::from(items.len() + SLIP);
    let whole = Decimal::from(items.len()) == stated;
    let ranges = items.iter().map(|item| line.range(item.clone())).collect();
    (items.len() >= 3 && clean && rest_clean && (fewer || whole)).then(|| relation(count, items.len(), items.len(), ranges))?
}
