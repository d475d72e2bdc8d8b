//! Maps and sets by word, with a hash that is quick for short words. What is looked up comes from the copy, but what lies in the tables
//! is the vocabulary alone, so that no copy can make a look-up long.

use std::hash::{BuildHasherDefault, Hasher};

/// A map of the vocabulary.
pub type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of the vocabulary.
pub type Set<T> = std::collections::HashSet<T, BuildHasherDefault<WordHasher>>;

/// Hashes eight bytes at a time by a multiplication, whose two halves are folded into one so that each bit moves all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

/// An odd number whose bits are spread evenly: the golden ratio's.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// No word is all of these bits, which would make the product nothing.
const START: u64 = 0xD1B5_4A32_D192_ED03;

impl WordHasher {
    #[inline]
    fn add(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word ^ START) * u128::from(SPREAD);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        // The last bytes without a loop: the two halves of up to seven may share some.
        let byte = |at: usize| u64::from(rest[at]);
        let four = |bytes: &[u8]| bytes.first_chunk::<4>().map_or(0, |four| u64::from(u32::from_le_bytes(*four)));
        match rest.len() {
            0 => {}
            length @ 1..4 => self.add(byte(0) | byte(length / 2) << 8 | byte(length - 1) << 16 | (length as u64) << 24),
            length => self.add(four(rest) | four(&rest[length - 4..]) << 32),
        }
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::BuildHasher;

    #[test]
    fn words_differ_in_the_bits_that_tables_use() {
        let hash = |word: &str| BuildHasherDefault::<WordHasher>::default().hash_one(word);
        let words: Vec<String> = (0..4096).map(|n| format!("word{n}")).collect();
        let low: Set<u64> = words.iter().map(|word| hash(word) & 0xFFFF).collect();
        let high: Set<u64> = words.iter().map(|word| hash(word) >> 57).collect();
        assert!(low.len() > 3900, "{}", low.len());
        assert_eq!(high.len(), 128);
        assert_ne!(hash("a"), hash("a\0"));
    }
}
