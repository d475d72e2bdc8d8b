//! Values: what a claim says of its attribute, as the set of possibilities that its words leave open.
//!
//! [`Value::disjoint`] is the one comparison of the program. Rounding, granularity, hedges and partial dates
//! are in the width of a value, never in the comparison. Values are resolved when they are built; nothing here
//! looks anything up.

pub mod category;
pub mod clock;
pub mod duration;
pub mod name;
pub mod place;
pub mod quantity;
pub mod text;
pub mod time;
pub mod time_parse;

use std::fmt;

pub use category::Category;
pub use clock::Clock;
pub use duration::Duration;
pub use name::Name;
pub use place::{Place, PlaceKind};
pub use quantity::{Quantity, Unit};
pub use text::Wording;
pub use time::{Grain, TimeValue};

/// What a claim says of its attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    Time(TimeValue),
    Weekday(time::Weekday),
    Clock(Clock),
    Duration(Duration),
    Quantity(Quantity),
    Place(Place),
    Category(Category),
    Name(Name),
    Wording(Wording),
}

impl Value {
    /// Whether the two leave no possibility in common. Symmetric, and false for a value and itself. Values of
    /// different kinds, units or scales say nothing of each other: they are never disjoint.
    pub fn disjoint(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Time(a), Value::Time(b)) => a.disjoint(b),
            (Value::Weekday(a), Value::Weekday(b)) => a != b,
            (Value::Clock(a), Value::Clock(b)) => a.disjoint(b),
            (Value::Duration(a), Value::Duration(b)) => a.disjoint(b),
            (Value::Quantity(a), Value::Quantity(b)) => a.disjoint(b),
            (Value::Place(a), Value::Place(b)) => a.disjoint(b),
            (Value::Category(a), Value::Category(b)) => a.disjoint(b),
            (Value::Name(a), Value::Name(b)) => a.disjoint(b),
            (Value::Wording(a), Value::Wording(b)) => a.disjoint(b),
            _ => false,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Time(v) => v.fmt(f),
            Value::Weekday(v) => v.fmt(f),
            Value::Clock(v) => v.fmt(f),
            Value::Duration(v) => v.fmt(f),
            Value::Quantity(v) => v.fmt(f),
            Value::Place(v) => v.fmt(f),
            Value::Category(v) => v.fmt(f),
            Value::Name(v) => v.fmt(f),
            Value::Wording(v) => v.fmt(f),
        }
    }
}
