//! Sums of weights that are remembered by what they rest on: most pairs of words that the parser looks at, it has looked at before.

use crate::language::table::PackedScores;

/// Sums by the hash of what they rest on, each in one place: a later one takes the place of an earlier. A sum is the same whenever it is
/// made, so that nothing depends on what is remembered.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    places: Vec<(u64, PackedScores)>,
}

impl Sums {
    /// Forgets all, and has room for so many; a power of two.
    pub fn reset(&mut self, places: usize) {
        self.places.clear();
        self.places.resize(places, (0, 0));
    }

    /// The sum of a hash, made where it is not remembered.
    #[inline]
    pub fn get(&mut self, hash: u64, make: impl FnOnce() -> PackedScores) -> PackedScores {
        let mask = self.places.len().wrapping_sub(1);
        match self.places.get_mut((hash >> 40) as usize & mask) {
            Some((known, sum)) if *known == hash => *sum,
            Some(place) => {
                *place = (hash, make());
                place.1
            }
            None => make(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;

    #[test]
    fn a_sum_is_made_once_while_it_is_remembered() {
        let mut sums = Sums::default();
        assert_eq!(sums.get(1 << 40, || 7), 7, "without room nothing is remembered");
        sums.reset(2);
        assert_eq!(sums.get(1 << 40, || 7), 7);
        assert_eq!(sums.get(1 << 40, || unreachable!()), 7);
        assert_eq!(sums.get(3 << 40, || 8), 8, "it takes the place of the other");
        assert_eq!(sums.get(1 << 40, || 9), 9);
    }
}
