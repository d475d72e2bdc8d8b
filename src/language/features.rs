//! What the statistical taggers and the parser see of a word, and the hashing of features.
//!
//! A feature is a 64-bit hash of its template and of the values in it (feature hashing: Weinberger et al. 2009); the words of a feature are
//! hashed once for each token, so that a feature costs a few multiplications.

/// Odd constants with well-spread bits (of xxHash64).
const K1: u64 = 0x9E37_79B9_7F4A_7C15;
const K2: u64 = 0xC2B2_AE3D_27D4_EB4F;
const K3: u64 = 0x1656_67B1_9E37_79F9;

/// A feature of one value.
#[inline]
pub fn hash1(template: u64, a: u64) -> u64 {
    let h = (a ^ template.wrapping_mul(K1)).wrapping_mul(K2);
    (h ^ (h >> 29)).wrapping_mul(K3)
}

/// A feature of two values.
#[inline]
pub fn hash2(template: u64, a: u64, b: u64) -> u64 {
    let h = a.wrapping_mul(K1).wrapping_add(b.rotate_left(23)).wrapping_mul(K2) ^ template.wrapping_mul(K1);
    (h ^ (h >> 31)).wrapping_mul(K3)
}

/// A feature of three values.
#[inline]
pub fn hash3(template: u64, a: u64, b: u64, c: u64) -> u64 {
    let ab = a.wrapping_mul(K1).wrapping_add(b.rotate_left(23)).wrapping_mul(K2);
    let h = ab.wrapping_add(c.rotate_left(41)).wrapping_mul(K1) ^ template.wrapping_mul(K2);
    (h ^ (h >> 31)).wrapping_mul(K3)
}

/// A feature of four values.
#[inline]
pub fn hash4(template: u64, a: u64, b: u64, c: u64, d: u64) -> u64 {
    hash3(template, hash2(template, a, b), c, d)
}

/// A hash of bytes, eight at a step.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut h = 0xcbf2_9ce4_8422_2325 ^ (bytes.len() as u64).wrapping_mul(K1);
    for word in words {
        h = (h.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(K1);
    }
    if !rest.is_empty() {
        let last = rest.iter().rev().fold(0, |v, b| v << 8 | u64::from(*b));
        h = (h.rotate_left(5) ^ last).wrapping_mul(K2);
    }
    h ^ (h >> 32)
}

/// The word begins with a capital.
pub const CAPITAL: u64 = 1;
/// More than one capital and no small letter.
pub const ALL_CAPITALS: u64 = 1 << 1;
/// A digit stands in the word.
pub const DIGIT: u64 = 1 << 2;
/// A hyphen stands in the word.
pub const HYPHEN: u64 = 1 << 3;
/// The first word of its sentence.
pub const FIRST: u64 = 1 << 4;
/// A full stop stands in the word.
pub const FULL_STOP: u64 = 1 << 5;
/// More than one capital.
pub const CAPITALS: u64 = 1 << 6;

/// The features of a written form by itself, as hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The form as written.
    pub word: u64,
    /// In lower case, every digit a 0.
    pub lower: u64,
    /// The last one to four bytes of the lower-case form, cut at a character.
    pub suffixes: [u64; 4],
    /// The first one and the first three bytes.
    pub prefixes: [u64; 2],
    /// Kinds of its characters in order, runs of one kind once.
    pub shape: u64,
    /// The bits named above.
    pub flags: u64,
    /// What the model's word list knows of it.
    pub known: Known,
}

/// What the model's word list knows of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The set of tags that it bears in the treebanks: 0 where it is unknown, up to 64 one certain tag (its number + 1), above that a class.
    pub ambiguity: u16,
    /// The word's cluster of word vectors, 0 where it has none.
    pub cluster: u16,
    /// A coarser cluster of the same vectors.
    pub coarse_cluster: u16,
}

/// Before the first token of a sentence.
pub const BEFORE: Form = edge(11);
/// After the last one.
pub const AFTER: Form = edge(21);

const fn edge(base: u64) -> Form {
    let known = Known { ambiguity: 0, cluster: 0, coarse_cluster: 0 };
    let (suffixes, prefixes) = ([0, 0, base + 2, 0], [0, 0]);
    Form { word: base, lower: base + 1, suffixes, prefixes, shape: 66 + base, flags: base << 8, known }
}

/// The longest form that is lowered without an allocation, in bytes.
const SHORT: usize = 64;

impl Form {
    /// The features of a form as written; `first` tells whether it starts its sentence. The word list's knowledge is put in by the model.
    pub fn new(written: &str, first: bool) -> Form {
        let bytes = written.as_bytes();
        let mut short = [0; SHORT];
        let long: String;
        let lower: &[u8] = if written.is_ascii() && bytes.len() <= SHORT {
            for (to, from) in short.iter_mut().zip(bytes) {
                *to = if from.is_ascii_digit() { b'0' } else { from.to_ascii_lowercase() };
            }
            &short[..bytes.len()]
        } else {
            long = normal_form(written);
            long.as_bytes()
        };
        let suffix = |length| hash_bytes(&lower[boundary(lower, lower.len().saturating_sub(length))..]);
        let prefix = |length: usize| hash_bytes(&lower[..boundary(lower, length.min(lower.len()))]);
        let (shape, mut flags) = shape(written);
        if first {
            flags |= FIRST;
        }
        Form {
            word: hash_bytes(bytes),
            lower: hash_bytes(lower),
            suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
            prefixes: [prefix(1), prefix(3)],
            shape,
            flags,
            known: Known::default(),
        }
    }

    /// Whether one of the flags is set.
    pub fn is(&self, flag: u64) -> bool {
        self.flags & flag != 0
    }
}

/// A form in lower case with every digit a 0: the key of the word list.
pub fn normal_form(written: &str) -> String {
    let plain = written.to_lowercase().replace('’', "'");
    plain.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// The first character boundary at or after a byte.
fn boundary(text: &[u8], from: usize) -> usize {
    (from..text.len()).find(|at| text[*at] & 0xC0 != 0x80).unwrap_or(text.len())
}

/// The longest shape, in runs of characters.
const LONGEST_SHAPE: usize = 8;

fn shape(written: &str) -> (u64, u64) {
    let (mut shape, mut runs, mut last) = (0, 0, u64::MAX);
    let (mut flags, mut capitals, mut small) = (0, 0, false);
    for (at, c) in written.chars().enumerate() {
        let kind = if c.is_ascii_digit() {
            flags |= DIGIT;
            1
        } else if c.is_uppercase() {
            capitals += 1;
            flags |= if at == 0 { CAPITAL } else { 0 };
            2
        } else if c.is_alphabetic() {
            small = true;
            3
        } else {
            match c {
                '-' | '–' => {
                    flags |= HYPHEN;
                    4
                }
                '.' => {
                    flags |= FULL_STOP;
                    5
                }
                '\'' | '’' => 6,
                _ => 7,
            }
        };
        if kind != last && runs < LONGEST_SHAPE {
            shape = shape * 9 + kind;
            runs += 1;
        }
        last = kind;
    }
    if capitals > 1 {
        flags |= CAPITALS | if small { 0 } else { ALL_CAPITALS };
    }
    (shape, flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_digits_are_one_in_the_lower_form() {
        let (a, b) = (Form::new("B2b", true), Form::new("b7B", false));
        assert_eq!(a.lower, b.lower);
        assert_ne!(a.word, b.word);
        assert!(a.is(CAPITAL) && a.is(FIRST) && a.is(DIGIT) && !b.is(CAPITAL));
    }

    #[test]
    fn suffixes_are_cut_at_characters() {
        let form = Form::new("Türkiye’é", false);
        assert_eq!(form.suffixes[0], hash_bytes(b""));
        assert_eq!(form.suffixes[1], hash_bytes("é".as_bytes()));
    }

    #[test]
    fn long_and_short_forms_hash_alike() {
        assert_eq!(Form::new("Word’s", false).lower, Form::new("WORD's", false).lower);
    }
}
