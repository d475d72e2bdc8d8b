//! Shares of one whole that several holders have, told one after the other: "The family holds 46 percent. A fund has 31. The state has another
//! 27."

use rust_decimal::Decimal;

use crate::extract::arithmetic::interval::{Interval, shown};
use crate::extract::arithmetic::line::{Line, Placed};
use crate::extract::arithmetic::{Part, Relation, RelationKind};
use crate::extract::mention::QuantityModifier;

/// How many sentences of holders are read.
const MOST: usize = 6;

/// The holdings that start in a sentence: together they may not come to more than the whole.
pub(super) fn holdings(lines: &[Line], index: usize, found: &mut Vec<Relation>) {
    let first = &lines[index];
    let [share] = &first.quantities[..] else { return };
    if share.mention.unit != "percentage" || !is_held(first, share) || first.scan.lower(share.tokens.end) == "of" {
        return;
    }
    let mut parts = vec![share];
    for line in lines[index + 1..].iter().take(MOST).take_while(|line| line.block == first.block) {
        let [next] = &line.quantities[..] else { break };
        let bare = next.mention.unit == "percentage" || next.is_count() && next.mention.of.is_none();
        if !bare || !is_held(line, next) || line.scan.lower(next.tokens.end) == "of" {
            break;
        }
        parts.push(next);
    }
    let half = Decimal::new(5, 1);
    let width = |p: &Placed| Interval::around(p.mention.written.0, half);
    let zero = Interval { low: Decimal::ZERO, high: Decimal::ZERO };
    let Some(total) = parts.iter().try_fold(zero, |sum, p| sum.plus(width(p)?)).filter(|_| parts.len() >= 3) else { return };
    let whole = Interval { low: Decimal::ZERO, high: Decimal::ONE_HUNDRED };
    found.push(Relation {
        kind: RelationKind::Sum,
        stated: Part { range: share.mention.range, quantity: whole.quantity("percentage") },
        parts: parts[1..].iter().map(|p| Part { range: p.mention.range, quantity: p.mention.quantity.clone() }).collect(),
        derived: Interval { low: total.low, high: Decimal::MAX }.quantity("percentage"),
        words: parts.iter().map(|p| shown(p.mention).replace(" percent", "")).collect::<Vec<_>>().join(" + "),
    });
}

/// Whether an exact share below the whole stands right behind a verb of holding ("has 31", "still owns another 27 percent").
fn is_held(line: &Line, placed: &Placed) -> bool {
    let exact = placed.mention.modifier == QuantityModifier::Exactly
        && placed.mention.written.1.is_none()
        && placed.mention.written.0 < Decimal::ONE_HUNDRED
        && placed.mention.written.0.is_sign_positive();
    let scan = &line.scan;
    let at = placed.tokens.start - usize::from(placed.tokens.start > 0 && matches!(scan.back(placed.tokens.start, 1), "another" | "the"));
    let verb = at.checked_sub(1).filter(|at| *at >= line.tokens.start).and_then(|at| scan.tokens.get(at));
    // "had 31" beside "holds 46" is of another time.
    exact && verb.is_some_and(|verb| line.words().holding.contains(&*verb.lemma) && verb.lower.ends_with('s'))
}
