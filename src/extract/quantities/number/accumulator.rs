//! The sum of a cardinal in words, word by word.

use rust_decimal::Decimal;

/// What may follow in a cardinal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Any,
    /// Behind tens: ones or a magnitude.
    Ones,
    /// Behind ones and teens: a magnitude.
    Magnitude,
    /// Behind "hundred": tens, ones or a magnitude.
    BelowHundred,
    /// Behind "thousand": a smaller group.
    Group,
}

pub(super) struct Accumulator {
    pub total: Decimal,
    pub group: Decimal,
    pub room: Room,
    pub step: Decimal,
    /// Whether "thousand" or more was read.
    pub large: bool,
}

impl Accumulator {
    pub fn takes_and(&self) -> bool {
        matches!(self.room, Room::BelowHundred | Room::Group)
    }

    /// Adds ones, teens or tens; `Some(false)` where it cannot follow, `None` on overflow.
    pub fn add(&mut self, value: Decimal) -> Option<bool> {
        let fits = match self.room {
            Room::Any | Room::Group | Room::BelowHundred => true,
            Room::Ones => value < Decimal::TEN && !value.is_zero(),
            Room::Magnitude => false,
        };
        if fits {
            self.group = self.group.checked_add(value)?;
            self.step = Decimal::ONE;
            self.room = if value >= Decimal::from(20) { Room::Ones } else { Room::Magnitude };
        }
        Some(fits)
    }

    /// Multiplies by "hundred", "thousand", ...; the same results as [`Accumulator::add`].
    pub fn multiply(&mut self, factor: Decimal) -> Option<bool> {
        if self.room == Room::Any && factor != Decimal::ONE_HUNDRED {
            return Some(false);
        }
        if factor <= Decimal::ONE_HUNDRED {
            if !matches!(self.room, Room::Magnitude | Room::Ones | Room::Any) || self.group >= Decimal::ONE_HUNDRED {
                return Some(false);
            }
            self.group = self.group.max(Decimal::ONE).checked_mul(factor)?;
            self.step = if factor == Decimal::ONE_HUNDRED { factor } else { Decimal::ONE };
            self.room = Room::BelowHundred;
            return Some(true);
        }
        if self.group.is_zero() {
            // "a hundred thousand million" has no second group to multiply.
            return Some(false);
        }
        self.total = self.total.checked_add(self.group.checked_mul(factor)?)?;
        self.group = Decimal::ZERO;
        self.step = factor;
        self.large = true;
        self.room = Room::Group;
        Some(true)
    }
}
