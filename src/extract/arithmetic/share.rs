//! A part, its whole and the share it is said to be: "1,200 of its 8,000 workers, or 15 percent".

use std::ops::Range;

use rust_decimal::Decimal;

use super::interval::{Interval, rounded, shown};
use super::line::{Line, Placed};
use super::{Part, Relation, RelationKind};
use crate::extract::mention::QuantityForm;

/// How far a round number may be rounded, as a share of it.
const ROUND: (i64, u32) = (2, 2);

/// The shares of a sentence.
pub(super) fn shares(line: &Line, found: &mut Vec<Relation>) {
    for triple in line.quantities.windows(3) {
        let [first, second, third] = triple else { continue };
        if let Some((part, whole, share)) = taken_from(line, first, second, third) {
            found.extend(relation(part, whole, share));
        }
    }
    for (index, pair) in line.quantities.windows(2).enumerate() {
        let (part, whole) = (&pair[0], &pair[1]);
        if !is_part_of(line, part, whole) {
            continue;
        }
        let next = line.quantities.get(index + 2).filter(|share| share.is_share() && behind(line, whole, share));
        let previous = index.checked_sub(1).map(|i| &line.quantities[i]).filter(|share| share.is_share() && before(line, share, part));
        for share in next.into_iter().chain(previous) {
            found.extend(relation(part, whole, share));
        }
    }
}

/// Part, whole and share where the whole is named first, or the share: "Of 600 applicants, 150 were admitted, or 25 percent", "2,000
/// people; 500 of them, or 25 percent,", "40 percent of the 500 workers, or 200".
fn taken_from<'a, 'l>(
    line: &Line,
    first: &'l Placed<'a>,
    second: &'l Placed<'a>,
    third: &'l Placed<'a>,
) -> Option<(&'l Placed<'a>, &'l Placed<'a>, &'l Placed<'a>)> {
    let scan = &line.scan;
    let smaller = |part: &Placed, whole: &Placed| {
        part.is_value() && whole.is_value() && part.mention.unit == whole.mention.unit && part.mention.written.0 < whole.mention.written.0
    };
    if third.is_share() && smaller(second, first) {
        let start = line.tokens.start;
        let opening = scan.lower(start) == "of"
            && first.tokens.start <= start + 2
            && scan.raw(first.reach) == ","
            && second.tokens.start == first.reach + 1;
        let them = scan.lower(second.tokens.end) == "of" && matches!(scan.lower(second.tokens.end + 1), "them" | "these" | "those");
        let gap = if them { second.tokens.end + 2..third.tokens.start } else { second.reach..third.tokens.start };
        let last = gap.end.saturating_sub(2)..gap.end;
        let linked = gap.len() <= 8
            && (line.reads(last.clone(), &[",", "or"]) || scan.back(gap.end, 1) == "(")
            && !line.any(gap.start..last.start.max(gap.start), |w| matches!(w, "," | "and" | ";" | "but"));
        let fits = (opening || them) && linked && ends_there(line, third) && scan.lower(third.tokens.end) != "of";
        return fits.then_some((second, first, third));
    }
    if first.is_share() && smaller(third, second) {
        let of = scan.lower(first.tokens.end) == "of" && second.tokens.start <= first.tokens.end + 2;
        let gap = second.reach..third.tokens.start;
        let closed = scan.is_break(third.reach)
            || third.reach >= line.tokens.end
            || line.words().sums_behind.contains(&format!("{} {}", scan.lower(third.reach), scan.lower(third.reach + 1)));
        let linked = line.reads(gap.clone(), &[",", "or"])
            || line.reads(gap.clone(), &["("])
            || line.reads(gap, &[","]) && closed && !scan.is_break(third.reach);
        return (of && linked && closed).then_some((third, second, first));
    }
    None
}

/// "1,200 of its 8,000 workers", "582 out of 5,820", "12 seats of the 150".
pub(super) fn is_part_of(line: &Line, part: &Placed, whole: &Placed) -> bool {
    let scan = &line.scan;
    let comparable = part.is_value() && whole.is_value() && (part.mention.unit == whole.mention.unit || part.mention.unit == "count");
    let smaller = part.mention.written.0 < whole.mention.written.0;
    if !comparable || !smaller {
        return false;
    }
    let gap = part.tokens.end..whole.tokens.start;
    let gap = if scan.lower(gap.start) == "of" || scan.lower(gap.start) == "out" { gap } else { part.reach..whole.tokens.start };
    if gap.is_empty() || gap.len() > 5 || gap.start > whole.tokens.start {
        return false;
    }
    let link = match (scan.lower(gap.start), scan.lower(gap.start + 1)) {
        ("of", _) => gap.start + 1,
        ("out", "of") => gap.start + 2,
        _ => return false,
    };
    // "the", "its", "a combined": nothing that begins another phrase.
    (link..gap.end).all(|at| {
        scan.words.context.partitive.contains(scan.lower(at))
            || matches!(scan.lower(at), "a" | "an" | "about" | "some" | "combined" | "total" | "nearly" | "roughly")
    })
}

/// Whether a share stands in apposition behind a whole: ", or 15 percent", "(15 percent)", ", a third", ", or about one in seven,".
fn behind(line: &Line, whole: &Placed, share: &Placed) -> bool {
    let scan = &line.scan;
    let gap = whole.reach..share.tokens.start;
    let words: Vec<&str> = gap.clone().map(|at| scan.lower(at)).collect();
    let linked = match words[..] {
        ["," | "(" | "–" | "—" | "-"] | [",", "or"] | ["(", "or"] | ["or"] | [",", "i.e."] | ["is" | "are" | "was" | "were" | "="] => {
            true
        }
        // "1,200 of 8,000 workers in Saxony, or 15 percent".
        [.., ",", "or"] => words.len() <= 8 && !words[..words.len() - 2].iter().any(|w| matches!(*w, "," | "and" | ";" | "that" | "who")),
        _ => false,
    };
    linked && ends_there(line, share) && !is_of_another(line, share.tokens.end)
}

/// A share in apposition is closed by a mark, or is the end of its sentence.
fn ends_there(line: &Line, share: &Placed) -> bool {
    let end = share.tokens.end;
    end >= line.tokens.end || line.scan.is_break(end) || matches!(line.scan.lower(end), "of")
}

/// Whether a share says of what: "15 percent of sales" beside "1,200 of 8,000 workers" is a share of something else.
fn is_of_another(line: &Line, end: usize) -> bool {
    line.scan.lower(end) == "of" && !matches!(line.scan.lower(end + 1), "them" | "the" | "its" | "all")
}

/// "15 percent, or 1,200 of 8,000", "15 percent (1,200 of 8,000)".
fn before(line: &Line, share: &Placed, part: &Placed) -> bool {
    let gap: Range<usize> = share.tokens.end..part.tokens.start;
    line.reads(gap.clone(), &["("]) || line.reads(gap.clone(), &[",", "or"]) || line.reads(gap, &["–"])
}

pub(super) fn relation(part: &Placed, whole: &Placed, share: &Placed) -> Option<Relation> {
    let most = Decimal::new(ROUND.0, ROUND.1);
    let derived = rounded(part.mention, most)?.ratio(rounded(whole.mention, most)?, Decimal::ONE_HUNDRED)?;
    let stated = share.mention;
    let own = Interval::from(&stated.quantity);
    // A simple fraction stands for what is near it; a percentage may be rounded up or down.
    let width = if stated.form == QuantityForm::Fraction { Decimal::TWO } else { stated.step.checked_div(Decimal::TWO)? };
    Some(Relation {
        kind: RelationKind::Share,
        stated: Part { range: stated.range, quantity: own.widened(width)?.quantity("percentage") },
        parts: [part, whole].iter().map(|p| Part { range: p.mention.range, quantity: p.mention.quantity.clone() }).collect(),
        derived: derived.quantity("percentage"),
        words: format!("{} of {}", shown(part.mention), shown(whole.mention)),
    })
}
