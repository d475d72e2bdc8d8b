//! Weights of features, read in place from the bytes of the model file: nothing is built at start-up.
//!
//! Both tables are hash tables of buckets of sixteen bytes. A bucket holds several slots with a fingerprint of the feature's hash; a
//! feature that finds its bucket full was left out when the table was written. Weights are integers, so that scores are the same on every machine.

/// Bytes of a bucket.
pub const BUCKET: usize = 16;
/// The most classes that a [`ClassTable`] tells apart.
pub const CLASSES: usize = 64;
/// Slots of a bucket of a [`TransitionTable`].
pub const TRANSITION_SLOTS: usize = 2;
/// Slots of a bucket of a [`ClassTable`] and a [`WordTable`].
pub const CLASS_SLOTS: usize = 3;
/// The largest weight of a [`ClassTable`].
pub const LARGEST_CLASS_WEIGHT: i32 = 511;
/// The largest weight of a [`TransitionTable`].
pub const LARGEST_TRANSITION_WEIGHT: i32 = 1500;

type Buckets<'a> = &'a [[u8; BUCKET]];

/// The bucket of a feature: the high half of its hash, spread over the buckets (Lemire 2019, "Fast random integer generation in an interval").
#[inline]
pub fn bucket_of(feature: u64, buckets: usize) -> usize {
    (((feature >> 32) * buckets as u64) >> 32) as usize
}

/// The part of a feature's hash that a slot keeps; never zero, which marks an empty slot.
#[inline]
pub fn fingerprint(feature: u64) -> u16 {
    (feature as u16).max(1)
}

/// A score for each of the parser's transitions.
pub type TransitionScores = [i32; 3];

/// The scores of the three transitions as one number, of 16 bits each, the first lowest.
pub type PackedScores = i64;

/// Three weights a feature. A slot is a fingerprint (16 bits) over three weights of 16 bits, added as one number.
#[derive(Clone, Copy, Debug, Default)]
pub struct TransitionTable<'a> {
    buckets: Buckets<'a>,
}

impl<'a> TransitionTable<'a> {
    /// The table in a section of the model; what does not fill a bucket is left.
    pub fn new(section: &'a [u8]) -> TransitionTable<'a> {
        TransitionTable { buckets: section.as_chunks().0 }
    }

    /// The sum of the features' weights. Sums may be added.
    #[inline]
    pub fn sum(&self, features: &[u64]) -> PackedScores {
        let mut sum = 0_i64;
        for feature in features {
            let bucket = bucket(self.buckets, *feature);
            for slot in [bucket as u64, (bucket >> 64) as u64] {
                let hit = matches((slot >> 48) as u16, *feature) as i32;
                sum = sum.wrapping_add((((slot << 16) as i64) >> 16) & i64::from(hit));
            }
        }
        sum
    }

    /// The scores that a sum stands for.
    #[inline]
    pub fn scores(sum: PackedScores) -> TransitionScores {
        let first = i64::from(sum as i16);
        let rest = (sum - first) >> 16;
        let second = i64::from(rest as i16);
        [first as i32, second as i32, ((rest - second) >> 16) as i32]
    }

    /// A slot for a feature, as it stands in the file. Weights are within ±[`LARGEST_TRANSITION_WEIGHT`], so that the sums of hundreds of
    /// features stay within 16 bits in practice; what leaves them wraps.
    pub fn slot(feature: u64, weights: TransitionScores) -> [u8; 8] {
        let packed = i64::from(weights[0]) + (i64::from(weights[1]) << 16) + (i64::from(weights[2]) << 32);
        (u64::from(fingerprint(feature)) << 48 | packed as u64 & 0x0000_FFFF_FFFF_FFFF).to_le_bytes()
    }
}

/// Scores of the classes of a [`ClassTable`].
pub type ClassScores = [i32; CLASSES];

/// Weights for up to [`CLASSES`] classes, of which a feature bears a few. A slot of five bytes is a fingerprint and where the feature's row
/// starts among the entries (24 bits); a row is its length and then entries of a class (6 bits) and a weight (10 bits).
#[derive(Clone, Copy, Debug, Default)]
pub struct ClassTable<'a> {
    buckets: Buckets<'a>,
    entries: &'a [[u8; 2]],
}

impl<'a> ClassTable<'a> {
    /// The table in two sections of the model, slots and rows.
    pub fn new(slots: &'a [u8], rows: &'a [u8]) -> ClassTable<'a> {
        ClassTable { buckets: slots.as_chunks().0, entries: rows.as_chunks().0 }
    }

    /// Sums the features' weights of each class.
    #[inline]
    pub fn score(&self, features: &[u64], scores: &mut ClassScores) {
        scores.fill(0);
        let (mut fetched, mut rows, mut lengths) = ([0_u128; FETCHED], [0_u32; FETCHED], [0_u16; FETCHED]);
        for features in features.chunks(FETCHED) {
            // Loops that do nothing else keep many loads on their way at once, and they are what scoring waits for: the tables are larger
            // than the nearer caches.
            for (to, feature) in fetched.iter_mut().zip(features) {
                *to = bucket(self.buckets, *feature);
            }
            let mut found = 0;
            for (bucket, feature) in fetched.iter().zip(features) {
                rows[found % FETCHED] = value_in(*bucket, *feature);
                found += usize::from(rows[found % FETCHED] != 0);
            }
            let rows = &rows[..found.min(FETCHED)];
            for (length, row) in lengths.iter_mut().zip(rows) {
                *length = self.entries.get(*row as usize).map_or(0, |length| u16::from_le_bytes(*length));
            }
            for (row, length) in rows.iter().zip(lengths) {
                let first = *row as usize + 1;
                for entry in self.entries.get(first..first + usize::from(length)).unwrap_or(&[]) {
                    let entry = u16::from_le_bytes(*entry);
                    scores[usize::from(entry) % CLASSES] += i32::from(entry as i16 >> 6);
                }
            }
        }
    }

    /// An entry of a row; the weight is within ±[`LARGEST_CLASS_WEIGHT`].
    pub fn entry(class: usize, weight: i32) -> [u8; 2] {
        ((weight as i16) << 6 | (class % CLASSES) as i16).to_le_bytes()
    }
}

/// A value of 24 bits for a hash: the word list.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordTable<'a> {
    buckets: Buckets<'a>,
}

impl<'a> WordTable<'a> {
    /// The table in a section of the model.
    pub fn new(slots: &'a [u8]) -> WordTable<'a> {
        WordTable { buckets: slots.as_chunks().0 }
    }

    /// The value of a hash; 0 where it has none.
    pub fn get(&self, hash: u64) -> u32 {
        value_in(bucket(self.buckets, hash), hash)
    }
}

/// Features that are looked up at once.
const FETCHED: usize = 64;

/// The bucket of a feature; empty in a table without any.
#[inline]
fn bucket(buckets: Buckets, feature: u64) -> u128 {
    buckets.get(bucket_of(feature, buckets.len())).map_or(0, |bucket| u128::from_le_bytes(*bucket))
}

/// The value in the slot of a feature, 0 where it has none.
#[inline]
fn value_in(bucket: u128, feature: u64) -> u32 {
    let value = |slot: u64| (slot >> 16) as u32 & 0xFF_FFFF & matches(slot as u16, feature);
    value(bucket as u64) | value((bucket >> 40) as u64) | value((bucket >> 80) as u64)
}

/// All ones where a slot's fingerprint is a feature's, else 0: without a branch, which nothing would foretell.
#[inline]
fn matches(slot: u16, feature: u64) -> u32 {
    (u32::from(slot ^ fingerprint(feature)).wrapping_sub(1) as i32 >> 31) as u32
}

/// A slot of a [`ClassTable`] or [`WordTable`], as it stands in the file; the value has 24 bits.
pub fn value_slot(feature: u64, value: u32) -> [u8; 5] {
    let [low, high] = fingerprint(feature).to_le_bytes();
    let [a, b, c, _] = value.to_le_bytes();
    [low, high, a, b, c]
}

/// The number of the largest score among the first `classes`; the first of equals.
#[inline]
pub fn best_class(scores: &ClassScores, classes: usize) -> usize {
    let scores = &scores[..classes.min(CLASSES)];
    (1..scores.len()).fold(0, |best, class| if scores[class] > scores[best] { class } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transition_weights_are_summed_in_place() {
        let (one, two) = (0x1234_5678_0000_0007, 0x9234_5678_0000_0009);
        let mut bucket = TransitionTable::slot(one, [5, -7, 1500]).to_vec();
        bucket.extend(TransitionTable::slot(two, [-1500, 3, -4]));
        let table = TransitionTable::new(&bucket);
        let scores = |features: &[u64]| TransitionTable::scores(table.sum(features));
        assert_eq!(scores(&[one]), [5, -7, 1500]);
        assert_eq!(scores(&[one, two, two]), [-2995, -1, 1492]);
        assert_eq!(scores(&[0x1234_5678_0000_0008]), [0, 0, 0]);
    }

    #[test]
    fn rows_of_classes_are_summed() {
        let feature = 0x55;
        let mut slots = value_slot(feature, 1).to_vec();
        slots.resize(BUCKET, 0);
        let rows: Vec<u8> = [[0, 0], [2, 0], ClassTable::entry(3, -511), ClassTable::entry(63, 511)].concat();
        let table = ClassTable::new(&slots, &rows);
        let mut scores = [1; CLASSES];
        table.score(&[feature, feature, 0x56], &mut scores);
        assert_eq!((scores[3], scores[63], scores[0]), (-1022, 1022, 0));
        assert_eq!(best_class(&scores, CLASSES), 63);
        assert_eq!(best_class(&scores, 3), 0);
    }

    #[test]
    fn foreign_bytes_give_nothing_and_do_not_panic() {
        let bytes = [0xFF; 48];
        let mut scores = [0; CLASSES];
        ClassTable::default().score(&[3], &mut scores);
        ClassTable::new(&bytes, &bytes[..3]).score(&[u64::MAX, 0], &mut scores);
        assert_eq!(scores, [0; CLASSES]);
        assert_eq!(WordTable::default().get(1), 0);
    }
}
