//! A number that is divided into parts: "31 vessels, of which 27 owned and four chartered", "1,204 adults were assigned to A (602
//! patients) or B (602 patients)", "26 species: eleven sponges and 15 worms".

use std::ops::Range;

use super::sum;
use crate::extract::arithmetic::Relation;
use crate::extract::arithmetic::line::{Line, Placed};

/// The most parts that are read.
const MOST: usize = 12;

/// The divided numbers of a sentence.
pub(super) fn divisions(line: &Line, found: &mut Vec<Relation>) {
    let counts = line.quantities.iter().filter(|p| p.is_count()).count();
    if counts < 3 {
        return;
    }
    let before = found.len();
    for (index, total) in line.quantities.iter().enumerate().filter(|(_, p)| p.is_count()) {
        let relation = marked(line, index, total).or_else(|| relative(line, index, total)).or_else(|| apposed(line, index, total));
        found.extend(relation);
    }
    if found.len() == before {
        found.extend(assigned(line));
    }
}

/// The parts in a range of tokens: every piece between commas and "and" starts with a count, and there is no other number.
fn parts_in<'a, 'l>(line: &'l Line<'a>, range: Range<usize>) -> Option<Vec<&'l Placed<'a>>> {
    let scan = &line.scan;
    let inside: Vec<&Placed> = line.quantities.iter().filter(|p| p.tokens.start >= range.start && p.tokens.end <= range.end).collect();
    let fitting = inside.len() >= 2 && inside.len() <= MOST && inside.iter().all(|p| p.is_count());
    if !fitting || line.any(range.clone(), |word| line.words().undividing.contains(word)) {
        return None;
    }
    let is_mark = |at: usize| matches!(scan.lower(at), "," | ";" | "and" | "or" | "plus");
    let mut starts: Vec<usize> = vec![range.start];
    starts.extend(range.clone().filter(|at| is_mark(*at) && !is_mark(*at + 1)).map(|at| at + 1));
    let led = |start: usize| {
        inside.iter().any(|p| p.tokens.start == start || p.tokens.start == start + 1 && matches!(scan.lower(start), "the" | "some"))
    };
    (starts.len() == inside.len() && starts.iter().all(|s| led(*s))).then_some(inside)
}

/// Whether the parts can be kinds of what is counted: they have no nouns of their own, the same, or the total is of a thing that has kinds.
fn are_kinds(line: &Line, total: &Placed, parts: &[&Placed]) -> bool {
    let words = line.words();
    let Some(of) = total.mention.of.as_deref() else { return false };
    let none_or_same = |p: &&Placed| p.mention.of.as_deref().is_none_or(|own| own == of);
    let no_division = parts.iter().all(|p| p.mention.of.as_deref().is_none_or(|own| !words.divisions.contains(own)));
    no_division && (parts.iter().all(none_or_same) || words.wholes.contains(of))
}

/// Whether the parts are named by words of one partition: "men" and "women", "owned" and "chartered".
fn are_partition(line: &Line, parts: &[&Placed]) -> bool {
    let scan = &line.scan;
    let labels = |p: &Placed| {
        [p.mention.of.clone().unwrap_or_default(), scan.lower(p.tokens.end).to_string(), scan.lower(p.tokens.end + 1).to_string()]
    };
    let covers = |group: &std::collections::HashSet<String>| {
        let found: Vec<Option<String>> = parts.iter().map(|p| labels(p).into_iter().find(|label| group.contains(label))).collect();
        let named: Vec<&String> = found.iter().flatten().collect();
        named.len() == parts.len() && named.iter().enumerate().all(|(i, label)| !named[..i].contains(label))
    };
    line.words().partitions.iter().any(covers)
}

/// "T X: a A, b B and c C", "T X (a A and b B)", "T X – a A and b B –".
fn marked(line: &Line, index: usize, total: &Placed) -> Option<Relation> {
    let scan = &line.scan;
    let mark = (total.reach..(total.reach + 6).min(line.tokens.end)).find(|at| matches!(scan.raw(*at), ":" | "(" | "–" | "—"))?;
    line.quantities.get(index + 1).filter(|next| next.tokens.start > mark)?;
    if mark > total.reach && (scan.raw(mark) != ":" || line.any(total.reach..mark, |w| matches!(w, "," | "and"))) {
        return None;
    }
    let closing = match scan.raw(mark) {
        "(" => ")",
        ":" => "",
        dash => dash,
    };
    let mut end = (mark + 1..line.tokens.end).find(|at| scan.raw(*at) == closing).unwrap_or(line.tokens.end);
    if scan.raw(mark) == "(" && end == line.tokens.end {
        return None;
    }
    while end > mark + 1 && matches!(scan.raw(end - 1), "." | "!") {
        end -= 1;
    }
    let parts = parts_in(line, mark + 1..end)?;
    are_kinds(line, total, &parts).then(|| sum(total, &parts, false))?
}

/// "T X, of which a A and b B": all of them where the kinds make a whole, or else a part of them.
fn relative(line: &Line, index: usize, total: &Placed) -> Option<Relation> {
    let scan = &line.scan;
    line.quantities.get(index + 1)?;
    let start = total.reach + usize::from(scan.raw(total.reach) == ",");
    if scan.lower(start) != "of" || !line.words().relatives.contains(scan.lower(start + 1)) {
        return None;
    }
    let end = (start..line.tokens.end).find(|at| matches!(scan.raw(*at), "." | ";" | ":" | "(")).unwrap_or(line.tokens.end);
    let parts = parts_in(line, start + 2..end)?;
    are_partition(line, &parts).then(|| sum(total, &parts, false))?
}

/// "fourteen people, nine men and five women,": only where the kinds exclude each other and make the whole.
fn apposed(line: &Line, index: usize, total: &Placed) -> Option<Relation> {
    let scan = &line.scan;
    let of = total.mention.of.as_deref()?;
    let next = line.quantities.get(index + 1)?;
    if scan.raw(total.reach) != "," || next.tokens.start != total.reach + 1 || !line.words().wholes.contains(of) {
        return None;
    }
    let last = line.quantities[index + 1..].iter().take_while(|p| p.is_count()).take(MOST).last()?;
    // Three groups in a row ("fourteen people, nine men and five women") are a division only where the total's own kind is none of them.
    let parts = parts_in(line, next.tokens.start..last.reach)?;
    let own_kind = parts.iter().any(|p| p.mention.of.as_deref() == Some(of));
    let greatest = parts.iter().all(|p| p.mention.written.0 < total.mention.written.0);
    (!own_kind && greatest && are_partition(line, &parts)).then(|| sum(total, &parts, false))?
}

/// "1,204 adults were assigned at random to A (602 patients) or B (602 patients)", "15 pupils, split into eight boys and seven girls".
fn assigned(line: &Line) -> Option<Relation> {
    let scan = &line.scan;
    let words = line.words();
    let cue = line.tokens.clone().find(|at| words.dividing.contains(scan.lower(*at)))?;
    let total = line.quantities.iter().rev().find(|p| p.tokens.end <= cue)?;
    let parts: Vec<&Placed> = line.quantities.iter().filter(|p| p.tokens.start > cue).collect();
    let counts = parts.len() >= 2 && parts.len() <= MOST && total.is_count() && parts.iter().all(|p| p.is_count());
    let of = total.mention.of.as_deref()?;
    let safe = !line.any(total.tokens.start..line.tokens.end, |word| words.undividing.contains(word) || words.open_list.contains(word));
    if !counts
        || !safe
        || !words.wholes.contains(of)
        || parts.iter().any(|p| p.mention.of.as_deref().is_some_and(|own| words.divisions.contains(own)))
    {
        return None;
    }
    let bracketed = parts.iter().all(|p| scan.back(p.tokens.start, 1) == "(" && scan.raw(p.reach) == ")");
    // "602 to talvoprin and 602 to placebo", "eight boys and seven girls".
    let directed = parts.iter().all(|p| matches!(scan.lower(p.tokens.end), "to" | "in" | "into" | "for" | "received" | "got"));
    let listed = parts.first().and_then(|first| parts_in(line, first.tokens.start..parts.last()?.reach)).is_some()
        && (directed || are_partition(line, &parts) || parts.iter().all(|p| p.mention.of.is_some()));
    let greatest = parts.iter().all(|p| p.mention.written.0 < total.mention.written.0);
    ((bracketed || listed || directed) && greatest).then(|| sum(total, &parts, false))?
}
