//! Weights made small: the bytes of the tables that `gainsay::language::table` reads in place.

use gainsay::language::table::{
    BUCKET, CLASS_SLOTS, ClassTable, LARGEST_CLASS_WEIGHT, LARGEST_TRANSITION_WEIGHT, TRANSITION_SLOTS, TransitionTable, bucket_of,
    fingerprint, value_slot,
};

use crate::perceptron::Averaged;

/// The share of weights that are not clipped.
const UNCLIPPED: f64 = 0.9999;

/// How many buckets there are for so many slots, and how many features are offered to them. A fuller table loses more features to full buckets
/// but has less air; the most important are placed first.
fn offered(buckets: usize, slots: usize) -> usize {
    buckets * slots
}

/// Bytes of buckets that are filled from the front.
struct Buckets {
    bytes: Vec<u8>,
    filled: Vec<u8>,
    slots: usize,
}

impl Buckets {
    fn new(buckets: usize, slots: usize) -> Buckets {
        Buckets { bytes: vec![0; buckets * BUCKET], filled: vec![0; buckets], slots }
    }

    /// Whether a feature would find a place of its own: its bucket is not full, and no other in it has the same fingerprint.
    fn has_room(&self, feature: u64, same: impl Fn(&[u8]) -> bool, width: usize) -> bool {
        let bucket = bucket_of(feature, self.filled.len());
        let filled = usize::from(self.filled[bucket]);
        let start = bucket * BUCKET;
        filled < self.slots && !(0..filled).any(|slot| same(&self.bytes[start + slot * width..start + (slot + 1) * width]))
    }

    fn push(&mut self, feature: u64, slot: &[u8]) {
        let bucket = bucket_of(feature, self.filled.len());
        let start = bucket * BUCKET + usize::from(self.filled[bucket]) * slot.len();
        self.bytes[start..start + slot.len()].copy_from_slice(slot);
        self.filled[bucket] += 1;
    }
}

/// The factor that makes the weights fill whole numbers up to `largest`.
fn scale(weights: &[Averaged], largest: i32, full: i32) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().flat_map(|a| &a.weights).map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(most) = sizes.get(((sizes.len().saturating_sub(1)) as f64 * UNCLIPPED) as usize) else { return 1.0 };
    full.min(largest) as f32 / most
}

fn whole(weight: f32, scale: f32, largest: i32) -> i32 {
    ((weight * scale).round() as i32).clamp(-largest, largest)
}

/// The section of a `TransitionTable` of so many buckets.
pub fn transitions(weights: &[Averaged], buckets: usize) -> Vec<u8> {
    // Weights near the clipping point are 127, so that rare large ones keep their size.
    let scale = scale(weights, LARGEST_TRANSITION_WEIGHT, 127);
    let mut table = Buckets::new(buckets, TRANSITION_SLOTS);
    for averaged in weights.iter().take(offered(buckets, TRANSITION_SLOTS)) {
        let [a, b, c] = [0, 1, 2].map(|class| whole(averaged.weights[class], scale, LARGEST_TRANSITION_WEIGHT));
        let mark = fingerprint(averaged.feature).to_le_bytes();
        if [a, b, c] != [0; 3] && table.has_room(averaged.feature, |slot| slot[6..8] == mark, 8) {
            table.push(averaged.feature, &TransitionTable::slot(averaged.feature, [a, b, c]));
        }
    }
    table.bytes
}

/// The two sections of a `ClassTable` of so many buckets; weights near the clipping point become `full`.
pub fn classes(weights: &[Averaged], buckets: usize, full: i32) -> (Vec<u8>, Vec<u8>) {
    let scale = scale(weights, LARGEST_CLASS_WEIGHT, full);
    let mut table = Buckets::new(buckets, CLASS_SLOTS);
    let mut rows = vec![[0; 2]];
    for averaged in weights.iter().take(offered(buckets, CLASS_SLOTS)) {
        let row: Vec<[u8; 2]> = averaged
            .weights
            .iter()
            .enumerate()
            .filter_map(|(class, weight)| {
                let weight = whole(*weight, scale, LARGEST_CLASS_WEIGHT);
                (weight != 0).then(|| ClassTable::entry(class, weight))
            })
            .collect();
        let mark = fingerprint(averaged.feature).to_le_bytes();
        if !row.is_empty() && table.has_room(averaged.feature, |slot| slot[..2] == mark, 5) {
            table.push(averaged.feature, &value_slot(averaged.feature, rows.len() as u32));
            rows.push((row.len() as u16).to_le_bytes());
            rows.extend(row);
        }
    }
    (table.bytes, rows.concat())
}

/// The section of a `WordTable`: every value finds a place.
pub fn words(values: &[(u64, u32)]) -> Vec<u8> {
    // About three words to four slots; what overflows even then is the least frequent, since values come most frequent first.
    let mut table = Buckets::new((values.len() * 4 / 9).max(1), CLASS_SLOTS);
    for (hash, value) in values {
        let mark = fingerprint(*hash).to_le_bytes();
        if table.has_room(*hash, |slot| slot[..2] == mark, 5) {
            table.push(*hash, &value_slot(*hash, *value));
        }
    }
    table.bytes
}
