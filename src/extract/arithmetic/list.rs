//! A count against the list that it introduces: "three measures: a, b and c", "four bugs:" and a list of items.

mod names;

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::interval::Interval;
use super::line::{Line, Placed};
use super::{Part, Relation, RelationKind};
use crate::document::{BlockKind, TextRange};
use crate::extract::Text;
use crate::language::TokenKind;
use crate::language::universal::Upos;

/// How many words may stand between the noun that is counted and the colon.
const TAIL: usize = 12;
/// By how much a count may differ from the items that are seen: a greater difference says that the list was misread.
const SLIP: usize = 2;

/// The counts of lists in a document.
pub(super) fn list_counts(text: &Text, lines: &[Line], found: &mut Vec<Relation>) {
    // Blocks of the items of each list; further blocks of an item are no items.
    let mut lists: HashMap<(u32, u8), Vec<usize>> = HashMap::new();
    for (index, block) in text.document.blocks.iter().enumerate() {
        if let BlockKind::ListItem { list, depth, .. } = block.kind {
            lists.entry((list, depth)).or_default().push(index);
        }
    }
    for (index, line) in lines.iter().enumerate() {
        found.extend(names::taken_up(lines, index));
        found.extend(under_heading(text, lines, index, &lists));
        if let Some(relation) = inline(line) {
            found.push(relation);
        }
        found.extend(names::apposed(line));
        if line.last
            && let Some(relation) = block_list(text, line, &lists)
        {
            found.push(relation);
        }
    }
}

/// The count that a line announces before `end` (a colon or the end of a heading), where the words leave no doubt that it does.
fn announced<'a, 'l>(line: &'l Line<'a>, end: usize) -> Option<&'l Placed<'a>> {
    let words = line.words();
    let counts: Vec<&Placed> = line.quantities.iter().filter(|p| p.tokens.end <= end).collect();
    let mut fitting = counts.iter().filter(|p| is_announcing(line, p, end));
    let count = fitting.next()?;
    if fitting.next().is_some() {
        return None;
    }
    let tail = count.reach..end;
    let open = line.any(line.tokens.start..end, |word| words.open_list.contains(word));
    // "three things to know" brings on no saying.
    let says = |at: usize| words.saying.contains(&*line.scan.tokens[at].lemma) && line.scan.back(at, 1) != "to";
    let saying = tail.clone().any(|at| says(at) || line.scan.lower(at) == "following");
    let fitting_tail = tail.is_empty() || words.tails.contains(line.scan.lower(tail.start)) || line.scan.raw(tail.start) == ",";
    // "on a range of charges:" lists the charges, whatever was counted before.
    let other = tail.len() > 1 && line.scan.back(end, 2) == "of" && line.scan.is_plural(end - 1);
    let quoted = (line.tokens.start..end).any(|at| matches!(line.scan.tokens[at].kind, TokenKind::OpenQuote | TokenKind::CloseQuote));
    (tail.len() <= TAIL && !open && !saying && !quoted && fitting_tail && !other).then_some(*count)
}

/// Whether a quantity may be a count of what follows: a plain number of 2 to 30 with a noun, no part of a larger number, whose words
/// start the sentence or come close to its end.
fn is_announcing(line: &Line, placed: &Placed, end: usize) -> bool {
    let scan = &line.scan;
    let value = placed.mention.written.0;
    let in_range = value >= Decimal::TWO && value <= Decimal::from(30) && value.fract().is_zero();
    // "Quill v3.2 notable changes", "one or two things to do".
    let start = placed.tokens.start;
    let before = start.checked_sub(1).filter(|before| *before >= line.tokens.start);
    let touched = before.is_some_and(|before| {
        let mark = matches!(scan.raw(before), "(" | "[") || matches!(scan.tokens[before].kind, TokenKind::OpenQuote);
        scan.tokens[before].end == scan.tokens[start].start && !mark
    });
    let exact = !touched && scan.back(start, 1) != "or";
    let listed = placed.mention.of.as_deref().is_some_and(|of| !line.words().unlisted.contains(of));
    if !placed.is_count() || !in_range || !exact || !listed || scan.lower(placed.tokens.end) == "of" {
        return false;
    }
    let more = matches!(scan.lower(placed.tokens.end), "more" | "other" | "further" | "additional")
        || matches!(scan.back(placed.tokens.start, 1), "other" | "another" | "first" | "last" | "next" | "top" | "of" | "all");
    let leading = placed.tokens.start <= line.tokens.start + 3;
    let clause = |at: usize| {
        matches!(scan.raw(at), "," | ";" | "(" | "—" | "–")
            || matches!(scan.lower(at), "that" | "who" | "which" | "when" | "because" | "and" | "but" | "if")
    };
    let closing = !(placed.reach..end).any(clause);
    !more && (leading || closing) && !(placed.reach..end).any(|at| matches!(scan.raw(at), ";" | "."))
}

/// A list of items right behind a line that ends with a colon, or behind a heading that counts "things" or "reasons".
fn block_list(text: &Text, line: &Line, lists: &HashMap<(u32, u8), Vec<usize>>) -> Option<Relation> {
    let blocks = &text.document.blocks;
    let next = line.block as usize + 1;
    let BlockKind::ListItem { list, depth, .. } = blocks.get(next)?.kind else { return None };
    let scan = &line.scan;
    let last = line.tokens.end.checked_sub(1)?;
    let colon = scan.raw(last) == ":";
    let heading = matches!(line.kind, BlockKind::Heading(_) | BlockKind::Title);
    if !(colon || heading) || matches!(line.kind, BlockKind::ListItem { depth: own, .. } if *own >= depth) {
        return None;
    }
    let end = if colon { last } else { line.tokens.end };
    let count = announced(line, end)?;
    if !colon && !line.words().listed.contains(count.mention.of.as_deref()?) {
        return None;
    }
    let items = lists.get(&(list, depth))?;
    let ranges = items.iter().map(|i| item_range(text, *i)).collect();
    // "Six functions:" and three items of two functions each.
    let most = if items.iter().all(|i| is_pair(text, *i)) { 2 * items.len() } else { items.len() };
    relation(count, items.len(), most, ranges)
}

/// How many words an item has that names two things and says nothing of them.
const PAIR: usize = 9;

/// Whether an item of a list names two things: "the lodge and the mill".
fn is_pair(text: &Text, block: usize) -> bool {
    let tokens = text.blocks.get(block).map_or(&[][..], |analysis| &analysis.tokens);
    let ands = tokens.iter().filter(|token| matches!(&*token.lower, "and" | "&")).count();
    let says = tokens.iter().any(|token| matches!(token.upos, Upos::Verb | Upos::Aux));
    ands == 1 && tokens.len() <= PAIR && !says
}

/// How many blocks may stand between a count and the heading that takes it up.
const HEADING_REACH: u32 = 3;

/// "This release has five breaking changes." and, a little further, a list under the heading "Breaking" or "Breaking changes".
fn under_heading(text: &Text, lines: &[Line], index: usize, lists: &HashMap<(u32, u8), Vec<usize>>) -> Option<Relation> {
    let line = &lines[index];
    let scan = &line.scan;
    let [count] = &line.quantities[..] else { return None };
    let of = count.mention.of.as_deref().filter(|of| line.words().listed.contains(*of))?;
    let in_range = count.is_count() && count.mention.written.0 >= Decimal::TWO && count.mention.written.0 <= Decimal::from(30);
    let open = line.any(line.tokens.clone(), |word| line.words().open_list.contains(word) || line.words().undividing.contains(word));
    if !in_range || open || !matches!(line.kind, BlockKind::Paragraph) {
        return None;
    }
    let mut close = lines[index..].iter().take_while(|l| l.block <= line.block + HEADING_REACH);
    let heading = close.find(|l| l.block > line.block && matches!(l.kind, BlockKind::Heading(_)))?;
    // The heading says no more than the modifier and the noun of the count.
    let phrase: Vec<&str> = (count.tokens.end..count.reach).map(|at| &*scan.tokens[at].lemma).collect();
    let words: Vec<&str> = heading.tokens.clone().map(|at| &*heading.scan.tokens[at].lemma).collect();
    let same = phrase.len() >= 2 && (words == phrase || words == phrase[..phrase.len() - 1]) || words == [of];
    let blocks = &text.document.blocks;
    let BlockKind::ListItem { list, depth, .. } = blocks.get(heading.block as usize + 1).filter(|_| same)?.kind else { return None };
    let items = lists.get(&(list, depth))?;
    relation(count, items.len(), items.len(), items.iter().map(|i| item_range(text, *i)).collect())
}

/// The first words of an item: enough to show where it is.
fn item_range(text: &Text, block: usize) -> TextRange {
    let prose = &text.document.blocks[block].prose.text;
    let end =
        text.blocks.get(block).and_then(|a| a.tokens.get(a.tokens.len().min(6).saturating_sub(1))).map_or(prose.len() as u32, |t| t.end);
    TextRange { block: block as u32, start: 0, end: end.min(prose.len() as u32) }
}

fn relation(count: &Placed, least: usize, most: usize, ranges: Vec<TextRange>) -> Option<Relation> {
    if ranges.len() < 2 {
        return None;
    }
    let one = |n: usize| Interval { low: Decimal::from(n), high: Decimal::from(n) }.quantity("count");
    Some(Relation {
        kind: RelationKind::ListCount,
        stated: Part { range: count.mention.range, quantity: count.mention.quantity.clone() },
        parts: ranges.into_iter().map(|range| Part { range, quantity: one(1) }).collect(),
        derived: Interval { low: Decimal::from(least), high: Decimal::from(most) }.quantity("count"),
        words: if least == most { format!("{least} items listed") } else { format!("{least} to {most} items listed") },
    })
}

/// "five islands: A, B, C, D and E." within one sentence.
fn inline(line: &Line) -> Option<Relation> {
    let scan = &line.scan;
    let colon = line.tokens.clone().find(|at| scan.raw(*at) == ":")?;
    let mut end = line.tokens.end;
    while end > colon + 1 && matches!(scan.raw(end - 1), "." | "!") {
        end -= 1;
    }
    // More than one colon, or a list that runs on into another sentence or into quotation, is not read.
    let clean = |at: usize| {
        !matches!(scan.raw(at), ":" | "?" | "!" | "." | "—" | "(" | ")")
            && !matches!(scan.tokens[at].kind, TokenKind::OpenQuote | TokenKind::CloseQuote)
    };
    if end <= colon + 1 || !(colon + 1..end).all(clean) {
        return None;
    }
    let items = items(line, colon + 1..end)?;
    let named = || names::subject_count(line, colon).filter(|_| names::are_names(line, &items));
    let (count, group) = match announced(line, colon).or_else(named) {
        Some(count) => (count, false),
        None => (group_of(line, colon)?, true),
    };
    let stated = count.mention.written.0;
    let counted: Vec<usize> = items.iter().map(|item| own_count(line, item)).collect::<Option<_>>()?;
    let plain = items.len();
    let total: usize = counted.iter().sum();
    // "a staff of four: two bakers, an apprentice and a driver" counts heads; "two books: one novel, one play" counts items.
    let (least, most) = if group { (total, total) } else { (plain.min(total), plain.max(total)) };
    let close = [least, most].iter().any(|n| (Decimal::from(*n) - stated).abs() <= Decimal::from(SLIP));
    if !close || (group && counted.iter().all(|n| *n == 1) && plain < 3) {
        return None;
    }
    // "three cities: Paris, France, Rome, Italy and Madrid, Spain".
    if Decimal::from(plain) >= stated * Decimal::TWO - Decimal::ONE && stated > Decimal::TWO {
        return None;
    }
    relation(count, least, most, items.into_iter().map(|item| line.range(item)).collect())
}

/// "a staff of four:": a number without a noun behind a noun of a group, right before the colon.
fn group_of<'a, 'l>(line: &'l Line<'a>, colon: usize) -> Option<&'l Placed<'a>> {
    let placed = line.quantities.iter().find(|p| p.tokens.end == colon)?;
    let scan = &line.scan;
    let fits =
        placed.is_count() && scan.back(placed.tokens.start, 1) == "of" && line.words().groups.contains(scan.back(placed.tokens.start, 2));
    fits.then_some(placed)
}

/// The number that an item starts with ("two bakers"), or one.
fn own_count(line: &Line, item: &Range<usize>) -> Option<usize> {
    let number = line.quantities.iter().find(|p| p.tokens.start == item.start);
    match number {
        None => Some(1),
        Some(p) if p.is_count() && p.mention.of.is_some() => usize::try_from(p.mention.written.0).ok(),
        Some(p) if p.is_count() => None,
        Some(_) => Some(1),
    }
}

/// The items of an inline list; `None` where it is doubtful where one ends.
fn items(line: &Line, list: Range<usize>) -> Option<Vec<Range<usize>>> {
    let scan = &line.scan;
    let is_and = |at: &usize| matches!(scan.lower(*at), "and" | "or" | "&");
    let semicolons = list.clone().filter(|at| scan.raw(*at) == ";").count();
    if semicolons > 0 {
        // "a; b; and": the list goes on elsewhere.
        let ends = |items: &Vec<Range<usize>>| items.last().is_some_and(|item| !item.clone().all(|at| is_and(&at)));
        return split(line, list, ";").filter(|items| items.len() == semicolons + 1 && ends(items));
    }
    let mut pieces = split(line, list, ",")?;
    let last = pieces.pop()?;
    let inner = pieces.iter().any(|piece| piece.clone().any(|at| is_and(&at)));
    let ands: Vec<usize> = last.clone().filter(is_and).collect();
    match ands[..] {
        // "a, b, and c"; where nothing follows the "and", the list goes on elsewhere.
        [first] if first == last.start && first + 1 < last.end && !inner => pieces.push(first + 1..last.end),
        [first, ..] if first == last.start => return None,
        // "a, b and c".
        [and] if !inner && and > last.start && and + 1 < last.end => pieces.extend([last.start..and, and + 1..last.end]),
        _ => return None,
    }
    // "An older version of Marrow, the checker of 2018, and the parser" may be two things, of which the first is said twice.
    let comma = is_and(&last.start);
    let starts = |piece: &Range<usize>, words: &[&str]| words.contains(&scan.lower(piece.start));
    if comma && pieces.len() == 3 && starts(&pieces[0], &["a", "an"]) && starts(&pieces[1], &["the"]) {
        return None;
    }
    let good = pieces.len() >= 3 && pieces.iter().enumerate().all(|(i, piece)| is_item(line, piece, i)) && alike(line, &pieces);
    good.then_some(pieces)
}

fn split(line: &Line, list: Range<usize>, mark: &str) -> Option<Vec<Range<usize>>> {
    let mut pieces = Vec::new();
    let mut start = list.start;
    for at in list.clone() {
        if line.scan.raw(at) == mark {
            pieces.push(start..at);
            start = at + 1;
        }
    }
    pieces.push(start..list.end);
    pieces.iter().all(|piece| !piece.is_empty()).then_some(pieces)
}

/// Whether a piece can be an item by itself: it does not go on with the piece before it.
fn is_item(line: &Line, piece: &Range<usize>, index: usize) -> bool {
    let scan = &line.scan;
    let first = scan.lower(piece.start);
    let continuing = index > 0 && line.words().continuing.contains(first);
    let number_alone = piece.len() == 1 && scan.tokens[piece.start].kind == TokenKind::Number;
    let participle = index > 0
        && piece.len() > 1
        && first.ends_with("ing")
        && !scan.is_plural(piece.start + 1)
        && matches!(scan.lower(piece.start + 1), "the" | "a" | "an" | "in" | "at" | "by" | "to");
    !(continuing || number_alone || participle) && piece.len() <= 25
}

/// Whether the pieces are of one make: all names or none, so that no piece is an apposition to the one before ("Smith, a former mayor,").
fn alike(line: &Line, pieces: &[Range<usize>]) -> bool {
    let scan = &line.scan;
    let named: Vec<bool> = pieces.iter().map(|p| scan.tokens[p.start].capital).collect();
    let mixed = named.iter().any(|n| *n) && !named.iter().all(|n| *n);
    // A first word may be a capital by its place only; the pieces behind it decide.
    let first_only = named[0] && named[1..].iter().all(|n| !n);
    let article = |p: &Range<usize>| matches!(scan.lower(p.start), "a" | "an");
    // "a small, quick boat": a short piece without an article of its own behind a short one with it.
    let adjective = pieces.windows(2).any(|pair| {
        article(&pair[0])
            && pair[0].len() <= 2
            && !article(&pair[1])
            && !scan.is_plural(pair[1].end - 1)
            && pair[1].len() <= 2
            && !scan.tokens[pair[1].start].capital
            && !matches!(scan.lower(pair[1].start), "the" | "his" | "her" | "its" | "their" | "two" | "three")
    });
    (!mixed || first_only) && !adjective
}
