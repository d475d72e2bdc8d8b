//! A number that is divided into parts: "31 vessels, of which 27 owned and four chartered", "1,204 adults were assigned to A (602
//! patients) or B (602 patients)", "26 species: eleven sponges and 15 worms".

use std::ops::Range;

use super::sum;
use crate::extract::arithmetic::Relation;
use crate::extract::arithmetic::line::{Line, Placed};
use crate::extract::mention::QuantityModifier;
use crate::lexicon::hash::Set;
use crate::lexicon::quantity::QuantityWords;

/// The most parts that are read.
const MOST: usize = 12;

/// How far behind a total the mark may stand that opens its parts, in tokens.
const LONGEST_TAIL: usize = 16;

/// The divided numbers of a sentence.
pub(super) fn divisions(line: &Line, found: &mut Vec<Relation>) {
    let all = &line.quantities;
    if all.len() < 3 {
        return;
    }
    let before = found.len();
    for (index, total) in all.iter().enumerate().take(all.len() - 2).filter(|(_, p)| p.is_count() || is_amount(p)) {
        let relation = marked(line, index, total)
            .or_else(|| relative(line, index, total))
            .or_else(|| apposed(line, index, total))
            .or_else(|| opening(line, index, total));
        found.extend(relation);
    }
    if found.len() == before {
        found.extend(assigned(line));
        found.extend(results(line));
    }
}

/// Whether it is an exact amount of money.
fn is_amount(placed: &Placed) -> bool {
    let units = &QuantityWords::builtin().units;
    let money = units.named(&placed.mention.unit).is_some_and(|id| units.entries[id].is_money());
    placed.is_value() && money && placed.mention.modifier == QuantityModifier::Exactly
}

/// Whether a number can be a part of a total: a count of a count, an amount of an amount, whose unit may be left out.
fn fits(total: &Placed, part: &Placed) -> bool {
    if total.is_count() {
        return part.is_count();
    }
    is_amount(part) && part.mention.unit == total.mention.unit || part.is_count() && part.mention.of.is_none()
}

/// The parts in a range of tokens: every piece between commas and "and" starts with a number that fits, and there is no other number.
fn parts_in<'a, 'l>(line: &'l Line<'a>, total: &Placed, range: Range<usize>) -> Option<Vec<&'l Placed<'a>>> {
    let scan = &line.scan;
    let inside: Vec<&Placed> = line.quantities.iter().filter(|p| p.tokens.start >= range.start && p.tokens.end <= range.end).collect();
    let fitting = inside.len() >= 2 && inside.len() <= MOST && inside.iter().all(|p| fits(total, p));
    if !fitting || line.any(range.clone(), |word| line.words().undividing.contains(word)) {
        return None;
    }
    let is_mark = |at: usize| matches!(scan.lower(at), "," | ";" | "and" | "or" | "plus");
    let mut starts: Vec<usize> = vec![range.start];
    starts.extend(range.clone().filter(|at| is_mark(*at) && !is_mark(*at + 1)).map(|at| at + 1));
    let completing = |at: usize| line.words().completing.contains(scan.lower(at));
    let led = |start: usize| {
        let skipped = match (scan.lower(start), completing(start + 1)) {
            ("the", true) => 2,
            ("the" | "some", _) => 1,
            _ => usize::from(completing(start)),
        };
        inside.iter().any(|p| p.tokens.start == start || p.tokens.start == start + skipped)
    };
    (starts.len() == inside.len() && starts.iter().all(|s| led(*s))).then_some(inside)
}

/// Whether the parts can be kinds of what is counted: they have no nouns of their own, the same, or the total is of a thing that has kinds.
fn are_kinds(line: &Line, total: &Placed, parts: &[&Placed]) -> bool {
    let words = line.words();
    if is_amount(total) {
        return true;
    }
    let Some(of) = total.mention.of.as_deref() else { return false };
    let none_or_same = |p: &&Placed| p.mention.of.as_deref().is_none_or(|own| own == of);
    let no_division = parts.iter().all(|p| p.mention.of.as_deref().is_none_or(|own| !words.divisions.contains(own)));
    no_division && (parts.iter().all(none_or_same) || words.wholes.contains(of))
}

/// Whether the parts are named by words of one partition, each by its own: "men" and "women", "owned" and "chartered".
fn are_partition(line: &Line, total: &Placed, parts: &[&Placed]) -> bool {
    let scan = &line.scan;
    let labels = |p: &Placed| {
        let word = |at: usize| scan.tokens.get(at).map_or(String::new(), |t| t.lower.to_string());
        [p.mention.of.clone().unwrap_or_default(), word(p.tokens.end), word(p.tokens.end + 1), word(p.tokens.end + 2)]
    };
    let singular = |label: &str, group: &Set<String>| {
        let lemma = crate::language::lemma(label);
        group.contains(label).then(|| label.to_string()).or_else(|| group.contains(&*lemma).then(|| lemma.to_string()))
    };
    let covers = |group: &Set<String>| {
        let found: Vec<Option<String>> = parts.iter().map(|p| labels(p).iter().find_map(|label| singular(label, group))).collect();
        let named: Vec<&String> = found.iter().flatten().collect();
        let own = total.mention.of.as_ref().is_some_and(|of| group.contains(of) && named.contains(&of));
        named.len() == parts.len() && !own && named.iter().enumerate().all(|(i, label)| !named[..i].contains(label))
    };
    line.words().partitions.iter().any(covers)
}

/// Whether the last part is said to be all that is left: "the other six".
fn is_complete(line: &Line, parts: &[&Placed]) -> bool {
    let scan = &line.scan;
    let Some(last) = parts.last() else { return false };
    line.words().completing.contains(scan.back(last.tokens.start, 1)) || line.words().completing.contains(scan.lower(last.tokens.end))
}

/// "T X: a A, b B and c C", "T X (a A and b B)", "T X – a A and b B –".
fn marked(line: &Line, index: usize, total: &Placed) -> Option<Relation> {
    let scan = &line.scan;
    let mark =
        (total.reach..(total.reach + LONGEST_TAIL).min(line.tokens.end)).find(|at| matches!(scan.raw(*at), ":" | "(" | "–" | "—"))?;
    line.quantities.get(index + 1).filter(|next| next.tokens.start > mark)?;
    let near = mark < total.reach + 6;
    let apart = scan.raw(mark) != ":" || !near || line.any(total.reach..mark, |w| matches!(w, "," | "and"));
    if mark > total.reach && apart && !says_of_all(line, total.reach..mark) {
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
    let parts = parts_in(line, total, mark + 1..end)?;
    are_kinds(line, total, &parts).then(|| sum(total, &parts, false))?
}

/// Whether the words between a total and a colon speak of all of it: ", all of whom were taken to hospital:".
fn says_of_all(line: &Line, gap: Range<usize>) -> bool {
    let scan = &line.scan;
    let Some(start) = gap.clone().find(|at| scan.raw(*at) == ",").map(|comma| comma + 1) else { return false };
    let all = scan.lower(start) == "all" && scan.lower(start + 1) == "of" && line.words().relatives.contains(scan.lower(start + 2));
    all && scan.raw(gap.end) == ":" && !line.any(start..gap.end, |word| matches!(word, "," | ";" | "but" | "or"))
}

/// "Nineteen people were hurt. All were taken to hospital: 12 to Ulm and seven to Graz." The total is the only count of the sentence before.
pub(super) fn taken_up(lines: &[Line], index: usize, found: &mut Vec<Relation>) {
    let line = &lines[index];
    let scan = &line.scan;
    let start = line.tokens.start;
    let them = scan.lower(start + 1) == "of" && line.words().relatives.contains(scan.lower(start + 2));
    let Some(before) = index.checked_sub(1).map(|i| &lines[i]).filter(|b| b.block == line.block) else { return };
    let [total] = &before.quantities[..] else { return };
    let mark = line.tokens.clone().find(|at| scan.raw(*at) == ":");
    let (Some(mark), Some(first)) = (mark, line.quantities.first()) else { return };
    let next = scan.tokens.get(start + 1).map_or("", |t| &*t.lemma);
    let bare = matches!(next, "be" | "have");
    if scan.lower(start) != "all" || !(them || bare) || !total.is_count() || first.tokens.start != mark + 1 {
        return;
    }
    let end = line.quantities.last().map_or(mark, |p| p.reach);
    let Some(parts) = parts_in(line, total, mark + 1..end) else { return };
    if are_kinds(line, total, &parts) {
        found.extend(sum(total, &parts, false));
    }
}

/// "cost 60 million, of which the city paid 40 million and the state 28 million": amounts that others paid or got. There may be more
/// parts than are named, but they cannot come to more than the total.
fn contributions<'a, 'l>(line: &'l Line<'a>, total: &Placed, range: Range<usize>) -> Option<Vec<&'l Placed<'a>>> {
    let scan = &line.scan;
    let inside: Vec<&Placed> = line.quantities.iter().filter(|p| p.tokens.start >= range.start && p.tokens.end <= range.end).collect();
    let fitting = is_amount(total) && inside.len() >= 2 && inside.len() <= MOST && inside.iter().all(|p| shares_amount(total, p));
    let is_mark = |at: usize| matches!(scan.lower(at), "," | ";" | "and");
    let apart = inside.windows(2).all(|pair| (pair[0].tokens.end..pair[1].tokens.start).filter(|at| is_mark(*at)).count() == 1);
    let words = line.words();
    let safe = !line.any(range, |word| words.undividing.contains(word) || words.open_list.contains(word) || word == "or");
    (fitting && apart && safe).then_some(inside)
}

/// Whether an exact amount is of the total's money, which may be left out ("40 million").
fn shares_amount(total: &Placed, part: &Placed) -> bool {
    let bare = part.mention.unit == "count" && part.mention.modifier == QuantityModifier::Exactly && part.mention.written.1.is_none();
    (bare && part.mention.of.is_none() || is_amount(part) && part.mention.unit == total.mention.unit)
        && part.mention.written.0 < total.mention.written.0
}

/// "T X, of which a A and b B": all of them where the kinds make a whole, or the last part is what is left.
fn relative(line: &Line, index: usize, total: &Placed) -> Option<Relation> {
    let scan = &line.scan;
    line.quantities.get(index + 1)?;
    let start = total.reach + usize::from(scan.raw(total.reach) == ",");
    if scan.lower(start) != "of" || !line.words().relatives.contains(scan.lower(start + 1)) {
        return None;
    }
    let end = (start..line.tokens.end).find(|at| matches!(scan.raw(*at), "." | ";" | ":" | "(")).unwrap_or(line.tokens.end);
    // What stands behind the last part and a comma is another clause.
    let last = line.quantities.iter().rev().find(|p| p.tokens.end <= end)?;
    let end = (last.reach..end).find(|at| scan.raw(*at) == ",").unwrap_or(end);
    let range = start + 2..end;
    let Some(parts) = parts_in(line, total, range.clone()) else {
        return contributions(line, total, range).and_then(|parts| sum(total, &parts, true));
    };
    (are_partition(line, total, &parts) || is_complete(line, &parts)).then(|| sum(total, &parts, false))?
}

/// "fourteen people, nine men and five women,": where the kinds exclude each other and make the whole. "300 employees, 180 in Oslo and 120
/// in Bergen": there may be more elsewhere, but not fewer.
fn apposed(line: &Line, index: usize, total: &Placed) -> Option<Relation> {
    let scan = &line.scan;
    let next = line.quantities.get(index + 1)?;
    let words = line.words();
    let group = scan.back(total.tokens.start, 1) == "of" && words.groups.contains(scan.back(total.tokens.start, 2));
    let whole = group || is_amount(total) || total.mention.of.as_deref().is_some_and(|of| words.wholes.contains(of));
    let itself_a_part = matches!(scan.back(total.tokens.start, 1), "(" | ":" | "," | "and" | ";");
    if scan.raw(total.reach) != "," || next.tokens.start != total.reach + 1 || !whole || itself_a_part {
        return None;
    }
    let last = line.quantities[index + 1..].iter().take_while(|p| fits(total, p)).take(MOST).last()?;
    let parts = parts_in(line, total, next.tokens.start..last.reach)?;
    let greatest = parts.iter().all(|p| p.mention.written.0 < total.mention.written.0);
    let own_kind = parts.iter().any(|p| p.mention.of.is_some() && p.mention.of == total.mention.of);
    if !greatest || own_kind {
        return None;
    }
    if are_partition(line, total, &parts) {
        return sum(total, &parts, false);
    }
    let each = |words: &[&str]| parts.iter().all(|p| p.mention.of.is_none() && words.contains(&scan.lower(p.tokens.end)));
    let purposes = is_amount(total) && each(&["for"]);
    (purposes || each(&["in"]) || each(&["from"])).then(|| sum(total, &parts, !purposes))?
}

/// "Of the 12 jurors, seven are men and five women", "A total of 60 people were hurt, 35 in the first crash and 25 in the second".
fn opening(line: &Line, index: usize, total: &Placed) -> Option<Relation> {
    let scan = &line.scan;
    let start = line.tokens.start;
    let of = index == 0 && scan.lower(start) == "of" && total.tokens.start <= start + 2;
    let sum_before = |phrase: &str| line.words().sums_before.contains(phrase).then_some(());
    let in_all = index == 0 && scan.phrase_before(total.tokens.start, sum_before).is_some_and(|(_, first)| first <= start + 1);
    let next = line.quantities.get(index + 1)?;
    if !(of || in_all) || scan.raw(next.tokens.start.checked_sub(1)?) != "," {
        return None;
    }
    let mut end = line.tokens.end;
    while end > next.tokens.start && matches!(scan.raw(end - 1), "." | "!") {
        end -= 1;
    }
    let parts = parts_in(line, total, next.tokens.start..end)?;
    let bare = parts.iter().all(|p| p.mention.of.is_none() || p.mention.of == total.mention.of);
    let exhaustive = are_partition(line, total, &parts) || is_complete(line, &parts) || in_all && bare;
    exhaustive.then(|| sum(total, &parts, false))?
}

/// "1,204 adults were assigned at random to A (602 patients) or B (602 patients)", "15 pupils, split into eight boys and seven girls".
fn assigned(line: &Line) -> Option<Relation> {
    let scan = &line.scan;
    let words = line.words();
    let cue = line.tokens.clone().find(|at| words.dividing.contains(scan.lower(*at)))?;
    let total = line.quantities.iter().rev().find(|p| p.tokens.end <= cue)?;
    let parts: Vec<&Placed> = line.quantities.iter().filter(|p| p.tokens.start > cue).collect();
    let fitting = parts.len() >= 2 && parts.len() <= MOST && (total.is_count() || is_amount(total)) && parts.iter().all(|p| fits(total, p));
    let whole = is_amount(total) || total.mention.of.as_deref().is_some_and(|of| words.wholes.contains(of));
    let safe = !line.any(total.tokens.start..line.tokens.end, |word| words.undividing.contains(word) || words.open_list.contains(word));
    let no_division = parts.iter().all(|p| p.mention.of.as_deref().is_none_or(|own| !words.divisions.contains(own)));
    let greatest = parts.iter().all(|p| p.mention.written.0 < total.mention.written.0);
    if !fitting || !safe || !whole || !no_division || !greatest {
        return None;
    }
    let bracketed = parts.iter().all(|p| scan.back(p.tokens.start, 1) == "(" && scan.raw(p.reach) == ")");
    // "602 to talvoprin and 602 to placebo", "the museum, which gets 300,000", "eight boys and seven girls".
    let directed = parts.iter().all(|p| matches!(scan.lower(p.tokens.end), "to" | "in" | "into" | "for" | "received" | "got"));
    let receiving =
        parts.iter().all(|p| matches!(scan.back(p.tokens.start, 1), "gets" | "get" | "receives" | "receive" | "got" | "received" | "with"));
    let first = parts.first()?.tokens.start;
    let listed = parts_in(line, total, first..parts.last()?.reach).is_some()
        && (are_partition(line, total, &parts) || parts.iter().all(|p| p.mention.of.is_some()));
    (bracketed || listed || directed || receiving).then(|| sum(total, &parts, false))?
}

/// "won ten, drew six and lost four of their 20 matches": results against the number of matches; two of three leave the third open.
fn results(line: &Line) -> Option<Relation> {
    let scan = &line.scan;
    let words = line.words();
    let contest = |p: &&Placed| p.is_count() && p.mention.of.as_deref().is_some_and(|of| words.contests.contains(of));
    let total = line.quantities.iter().filter(contest).max_by_key(|p| p.mention.written.0)?;
    let result = |p: &Placed| {
        let lemma = scan.tokens.get(p.tokens.start.checked_sub(1)?).map(|t| &*t.lemma)?;
        (p.is_count() && p.mention.of.is_none() && words.results.contains(lemma)).then(|| lemma.to_string())
    };
    let mut seen: Vec<String> = Vec::new();
    let mut parts = Vec::new();
    for placed in line.quantities.iter().filter(|p| p.mention.range != total.mention.range) {
        // "five of their 20 matches": the noun is the total's.
        let lemma = result(placed).or_else(|| lost_of(line, placed, total))?;
        if seen.contains(&lemma) {
            return None;
        }
        seen.push(lemma);
        parts.push(placed);
    }
    let complete = parts.len() == 3;
    (parts.len() >= 2).then(|| sum(total, &parts, !complete))?
}

/// The verb before a number that stands in "five of their 20 matches".
fn lost_of(line: &Line, placed: &Placed, total: &Placed) -> Option<String> {
    let scan = &line.scan;
    let lemma = scan.tokens.get(placed.tokens.start.checked_sub(1)?).map(|t| &*t.lemma)?;
    let of = scan.lower(placed.tokens.end) == "of" && total.tokens.start > placed.tokens.end && total.tokens.start <= placed.tokens.end + 3;
    (of && placed.is_count() && line.words().results.contains(lemma)).then(|| lemma.to_string())
}
