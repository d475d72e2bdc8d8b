//! Places with their path of containment: venue, city, region, country.

use std::fmt;
use std::sync::Arc;

/// How large a place is, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A building, bridge, square, airfield.
    Venue,
    City,
    /// A state, province or region.
    Region,
    Country,
    /// Not known: it is never held against a place of a known kind.
    Unknown,
}

/// A place, and what it is known to lie in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub kind: PlaceKind,
    /// Canonical name: one for "Türkiye" and "Turkey", "Çırağan Palace" and "Ciragan Palace".
    pub name: Arc<str>,
    /// What holds it, smallest first, by kind and canonical name.
    pub within: Vec<(PlaceKind, Arc<str>)>,
}

impl Place {
    /// Whether the two cannot be one place: at some kind that both know, the names differ. Two names of a building that share a word ("the
    /// library hall", "the old library") may be one.
    pub fn disjoint(&self, other: &Place) -> bool {
        let differ = |kind: PlaceKind, a: &str, b: &str| match kind {
            PlaceKind::Unknown => false,
            PlaceKind::Venue => !a.split(' ').any(|word| b.split(' ').any(|w| w.eq_ignore_ascii_case(word))),
            _ => a != b,
        };
        self.levels().any(|(kind, name)| other.levels().any(|(k, n)| k == kind && differ(kind, name, n)))
    }

    fn levels(&self) -> impl Iterator<Item = (PlaceKind, &Arc<str>)> {
        std::iter::once((self.kind, &self.name)).chain(self.within.iter().map(|(k, n)| (*k, n)))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
