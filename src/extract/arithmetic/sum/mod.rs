//! Parts and their total in running text: a number that is divided, votes and those who cast them, amounts and what they come to.

mod amounts;
mod division;
mod holdings;
mod votes;

use rust_decimal::Decimal;

use super::interval::{Interval, shown};
use super::line::{Line, Placed};
use super::{Part, Relation, RelationKind};

/// The sums of a document.
pub(super) fn sums(lines: &[Line], found: &mut Vec<Relation>) {
    for (index, line) in lines.iter().enumerate() {
        division::divisions(line, found);
        division::taken_up(lines, index, found);
        amounts::amounts(line, found);
        amounts::shares_over_the_whole(line, found);
        holdings::holdings(lines, index, found);
        amounts::taken_up(lines, index, found);
        votes::votes(lines, index, found);
    }
}

/// The relation of a total and its parts; `open`: there may be more parts than are named.
fn sum(total: &Placed, parts: &[&Placed], open: bool) -> Option<Relation> {
    let zero = Interval { low: Decimal::ZERO, high: Decimal::ZERO };
    let mut derived = parts.iter().try_fold(zero, |sum, part| sum.plus(Interval::from(&part.mention.quantity)))?;
    if open {
        derived.high = Decimal::MAX;
    }
    let stated = Interval::from(&total.mention.quantity);
    // Parts that come to much more or less than the total are no parts of it.
    let far = |a: Decimal, b: Decimal| a != Decimal::MAX && b != Decimal::MIN && a.checked_mul(Decimal::new(16, 1)).is_none_or(|a| a < b);
    if far(derived.high, stated.low) || far(stated.high, derived.low) {
        return None;
    }
    let unit = &total.mention.quantity.unit.0;
    Some(Relation {
        kind: RelationKind::Sum,
        stated: Part { range: total.mention.range, quantity: total.mention.quantity.clone() },
        parts: parts.iter().map(|p| Part { range: p.mention.range, quantity: p.mention.quantity.clone() }).collect(),
        derived: derived.quantity(unit),
        words: parts.iter().map(|p| shown(p.mention)).collect::<Vec<_>>().join(" + "),
    })
}
