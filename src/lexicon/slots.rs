//! Where the keys of a large table lie in its text: an open-addressed index of 32-bit slots. The build script lays it out, so that it costs
//! nothing at start-up; [`table`](super::table) reads it. This file is part of both.

/// Bits of a slot that hold where a line starts, plus one; the bits above hold a part of its key's hash. An empty slot is 0.
pub const START_BITS: u32 = 21;
/// Slots for each key: most of what is looked up is in no table, and is told so by its first slot.
const SLOTS_FOR_KEY: usize = 2;

/// A hash of a key, the same on every machine (after FNV-1a, eight bytes at a step).
pub fn hash(key: &[u8]) -> u64 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let (words, rest) = key.as_chunks::<8>();
    let last = rest.iter().rev().fold(key.len() as u64, |last, byte| last << 8 | u64::from(*byte));
    let mix = |hash: u64, word: u64| {
        let mixed = (hash ^ word).wrapping_mul(PRIME);
        mixed ^ mixed >> 32
    };
    mix(words.iter().fold(0, |hash, word| mix(hash, u64::from_le_bytes(*word))), last).wrapping_mul(PRIME)
}

/// The first slot that a key may have.
#[inline]
pub fn home(hash: u64, slots: usize) -> usize {
    (((hash >> 32) * slots as u64) >> 32) as usize
}

/// The part of a key's hash that its slot holds, in its place.
#[inline]
pub fn mark(hash: u64) -> u32 {
    (hash as u32) << START_BITS
}

/// The index of a text of lines, each a key, or a key, a tab and its fields. `None` for a text that slots cannot point into.
pub fn index(text: &str) -> Option<Vec<u32>> {
    let mut slots = vec![0; text.lines().count() * SLOTS_FOR_KEY];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.trim_end_matches('\n').split('\t').next().unwrap_or_default();
        let hash = hash(key.as_bytes());
        let first = home(hash, slots.len());
        let free = (first..slots.len()).chain(0..first).find(|at| slots[*at] == 0)?;
        let place = u32::try_from(start + 1).ok().filter(|place| place >> START_BITS == 0)?;
        slots[free] = mark(hash) | place;
        start += line.len();
    }
    Some(slots)
}
