//! Ranges of numbers in decimal arithmetic, with open ends; `None` where a result does not fit a decimal.

use rust_decimal::Decimal;

use crate::extract::QuantityMention;
use crate::extract::mention::QuantityForm;
use crate::value::{Quantity, Unit, quantity::grouped};

/// A closed range; [`Decimal::MIN`] and [`Decimal::MAX`] are open ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub low: Decimal,
    pub high: Decimal,
}

impl Interval {
    /// From `value - width` to `value + width`.
    pub fn around(value: Decimal, width: Decimal) -> Option<Interval> {
        Some(Interval { low: value.checked_sub(width)?, high: value.checked_add(width)? })
    }

    pub fn is_open(self) -> bool {
        self.low == Decimal::MIN || self.high == Decimal::MAX
    }

    /// Whether every number in it is above zero.
    pub fn is_positive(self) -> bool {
        self.low > Decimal::ZERO
    }

    pub fn plus(self, other: Interval) -> Option<Interval> {
        let bound = |a: Decimal, b: Decimal, open: Decimal| if a == open || b == open { Some(open) } else { a.checked_add(b) };
        Some(Interval { low: bound(self.low, other.low, Decimal::MIN)?, high: bound(self.high, other.high, Decimal::MAX)? })
    }

    /// `self / other * by`, for closed ranges of positive numbers.
    pub fn ratio(self, other: Interval, by: Decimal) -> Option<Interval> {
        if self.is_open() || other.is_open() || !other.is_positive() || self.low.is_sign_negative() {
            return None;
        }
        Some(Interval { low: self.low.checked_div(other.high)?.checked_mul(by)?, high: self.high.checked_div(other.low)?.checked_mul(by)? })
    }

    /// Every number moved by `by`.
    pub fn shifted(self, by: Decimal) -> Option<Interval> {
        Some(Interval { low: self.low.checked_add(by)?, high: self.high.checked_add(by)? })
    }

    /// `self - other`, for closed ranges.
    pub fn minus(self, other: Interval) -> Option<Interval> {
        if self.is_open() || other.is_open() {
            return None;
        }
        Some(Interval { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }

    /// The range with every sign turned.
    pub fn negated(self) -> Interval {
        Interval { low: -self.high, high: -self.low }
    }

    /// Multiplied by a positive number; open ends stay open.
    pub fn times(self, factor: Decimal) -> Option<Interval> {
        let bound = |value: Decimal, open: Decimal| if value == open { Some(open) } else { value.checked_mul(factor) };
        Some(Interval { low: bound(self.low, Decimal::MIN)?, high: bound(self.high, Decimal::MAX)? })
    }

    /// Widened on both sides; open ends stay open.
    pub fn widened(self, by: Decimal) -> Option<Interval> {
        let low = if self.low == Decimal::MIN { self.low } else { self.low.checked_sub(by)? };
        let high = if self.high == Decimal::MAX { self.high } else { self.high.checked_add(by)? };
        Some(Interval { low, high })
    }

    /// The smallest range that holds both.
    pub fn hull(self, other: Interval) -> Interval {
        Interval { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// As a quantity, rounded to what a reader can take in.
    pub fn quantity(self, unit: &str) -> Quantity {
        let round = |value: Decimal| if value == Decimal::MIN || value == Decimal::MAX { value } else { value.round_dp(4).normalize() };
        Quantity::range(round(self.low), round(self.high), Unit::new(unit))
    }
}

impl From<&Quantity> for Interval {
    fn from(quantity: &Quantity) -> Interval {
        Interval { low: quantity.low, high: quantity.high }
    }
}

/// The unit of the last digit that is not a zero: 1,000 for 28,000, and `step` for a number that ends in another digit.
pub(super) fn last_place(value: Decimal, step: Decimal) -> Decimal {
    let mut place = step.max(Decimal::new(1, 10));
    for _ in 0..24 {
        let Some(next) = place.checked_mul(Decimal::TEN) else { break };
        if value.is_zero() || value.checked_rem(next).is_none_or(|rest| !rest.is_zero()) {
            break;
        }
        place = next;
    }
    place
}

/// What a number leaves open where it may be rounded: half of its last place, at most `most` (a share of it), and what its hedge says.
/// In the base unit; a whole number that ends in no zero stays exact for counts.
pub(super) fn rounded(mention: &QuantityMention, most: Decimal) -> Option<Interval> {
    let own = Interval::from(&mention.quantity);
    let (value, second) = mention.written;
    if second.is_some() || value.is_zero() || own.is_open() || mention.form == QuantityForm::Fraction {
        return Some(own);
    }
    let place = last_place(value, mention.step);
    let half = place.checked_div(Decimal::TWO)?;
    let share = half.checked_div(value.abs())?.min(most);
    let ends_in_zero = place > mention.step && place > Decimal::ONE;
    if !ends_in_zero {
        return Some(own);
    }
    let middle = own.low.checked_add(own.high)?.checked_div(Decimal::TWO)?;
    let width = middle.abs().checked_mul(share)?;
    Some(own.hull(Interval::around(middle, width)?))
}

/// A number as it is shown in the words of a relation: as written, with thousands set apart.
pub(super) fn shown(mention: &QuantityMention) -> String {
    let value = |v: Decimal| grouped(v.round_dp(4));
    match (&*mention.unit, mention.written.1) {
        ("percentage", None) => format!("{} percent", value(mention.written.0)),
        (_, None) if mention.form == QuantityForm::Fraction && mention.quantity.unit.0.as_ref() == "percentage" => {
            format!("{} percent", value(mention.written.0 * Decimal::ONE_HUNDRED))
        }
        (_, None) => value(mention.written.0),
        (_, Some(second)) => format!("{} to {}", value(mention.written.0), value(second)),
    }
}
