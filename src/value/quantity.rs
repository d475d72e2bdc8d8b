//! Quantities: closed ranges in a base unit, in decimal arithmetic.

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

/// A unit by its spelled-out name: `count`, `percentage`, `metre`, `euro`, `dollar`. Values that can be
/// converted are kept in the base unit of their dimension, so that two are comparable when their names are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(pub Arc<str>);

impl Unit {
    /// A unit of this name.
    pub fn new(name: &str) -> Unit {
        Unit(name.into())
    }
}

/// Every number that an expression leaves open: a closed range in a unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity {
    /// The least number left open; [`Decimal::MIN`] where there is none.
    pub low: Decimal,
    /// The greatest number left open; [`Decimal::MAX`] where there is none.
    pub high: Decimal,
    pub unit: Unit,
}

impl Quantity {
    /// Exactly `value`.
    pub fn exact(value: Decimal, unit: Unit) -> Quantity {
        Quantity { low: value, high: value, unit }
    }

    /// From `low` to `high`, both included, in whichever order they are given.
    pub fn range(low: Decimal, high: Decimal, unit: Unit) -> Quantity {
        Quantity { low: low.min(high), high: low.max(high), unit }
    }

    /// Whether no number is in both; quantities of different units are never disjoint.
    pub fn disjoint(&self, other: &Quantity) -> bool {
        self.unit == other.unit && (self.high < other.low || other.high < self.low)
    }

    /// The number, where only one is left open.
    pub fn as_exact(&self) -> Option<Decimal> {
        (self.low == self.high).then_some(self.low)
    }

    /// The sum of two quantities of one unit, every possibility of the one with every possibility of the other;
    /// `None` where the units differ or the sum does not fit a decimal.
    pub fn plus(&self, other: &Quantity) -> Option<Quantity> {
        if self.unit != other.unit {
            return None;
        }
        let bound = |a: Decimal, b: Decimal, open: Decimal| {
            if a == open || b == open { Some(open) } else { a.checked_add(b) }
        };
        Some(Quantity {
            low: bound(self.low, other.low, Decimal::MIN)?,
            high: bound(self.high, other.high, Decimal::MAX)?,
            unit: self.unit.clone(),
        })
    }
}

/// A number with thousands set apart: `1,204`, `12.5`.
pub fn grouped(value: Decimal) -> String {
    // Two decimals are as many as copy ever needs; what is compared is not rounded.
    let text = value.round_dp(2).normalize().abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The plural of a unit's name: "miles per hour", "square feet", "pounds sterling", "hertz".
pub fn plural(name: &str) -> String {
    for link in [" per ", " of ", " sterling"] {
        if let Some((head, rest)) = name.split_once(link) {
            return format!("{}{link}{rest}", plural(head));
        }
    }
    match name {
        _ if name.ends_with('s') || name.ends_with("tz") || name.ends_with("lux") => name.to_string(),
        _ if name.ends_with("foot") => format!("{}feet", &name[..name.len() - 4]),
        _ if name.ends_with("inch") => format!("{name}es"),
        _ if name.ends_with("ny") || name.ends_with("ry") => format!("{}ies", &name[..name.len() - 1]),
        _ => format!("{name}s"),
    }
}

impl fmt::Display for Quantity {
    /// As copy would print it: "1,204", "12.5 percent", "36 to 44 metres", "40 or more".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low == Decimal::MIN, self.high == Decimal::MAX) {
            (true, true) => f.write_str("any number")?,
            (true, false) => write!(f, "{} or less", grouped(self.high))?,
            (false, true) => write!(f, "{} or more", grouped(self.low))?,
            (false, false) if self.low == self.high => f.write_str(&grouped(self.low))?,
            (false, false) => write!(f, "{} to {}", grouped(self.low), grouped(self.high))?,
        }
        match &*self.unit.0 {
            "count" => Ok(()),
            "percentage" => f.write_str(" percent"),
            name if self.as_exact() == Some(Decimal::ONE) => write!(f, " {name}"),
            name => write!(f, " {}", plural(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (value, text) in [("1204", "1,204"), ("-28000.50", "−28,000.5"), ("999", "999"), ("0", "0")] {
            assert_eq!(grouped(value.parse().unwrap()), text);
        }
    }
}
