//! Large tables as text with an index that the build script laid out: looked up where they lie in the binary, so that they cost nothing at
//! start-up.

use super::slots;

/// A text of lines with the index of their keys; a line is a key, or a key, a tab and its fields.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndexedTable {
    text: &'static str,
    /// Slots as [`slots`] describes them, little-endian.
    index: &'static [[u8; 4]],
}

impl IndexedTable {
    /// A table over a text and its index.
    pub const fn new(text: &'static str, index: &'static [u8]) -> IndexedTable {
        IndexedTable { text, index: index.as_chunks().0 }
    }

    /// Whether a line has this key.
    pub fn contains(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// What stands behind the key and its tab; empty where nothing does.
    pub fn get(self, key: &str) -> Option<&'static str> {
        let hash = slots::hash(key.as_bytes());
        let first = slots::home(hash, self.index.len());
        for at in (first..self.index.len()).chain(0..first) {
            let slot = u32::from_le_bytes(self.index[at]);
            if slot == 0 {
                return None;
            }
            if slot >> slots::START_BITS == slots::mark(hash) >> slots::START_BITS {
                let start = (slot & ((1 << slots::START_BITS) - 1)) as usize - 1;
                let fields = self.text.get(start..).and_then(|lines| fields(lines, key));
                if fields.is_some() {
                    return fields;
                }
            }
        }
        None
    }

    /// The keys, in order.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        self.text.lines().map(|line| line.split('\t').next().unwrap_or(line))
    }
}

/// The fields of the first of some lines, where it has this key.
fn fields<'t>(lines: &'t str, key: &str) -> Option<&'t str> {
    let rest = lines.strip_prefix(key)?;
    match rest.as_bytes().first() {
        None | Some(b'\n') => Some(""),
        Some(b'\t') => rest[1..].lines().next(),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &'static str) -> IndexedTable {
        let index: Vec<u8> = slots::index(text).expect("a small text").into_iter().flat_map(u32::to_le_bytes).collect();
        IndexedTable::new(text, index.leak())
    }

    #[test]
    fn every_line_is_found_and_nothing_else() {
        let table = table("a\tone\nab\nb\ttwo\tthree\nz z\tlast\nlonger than a word\n");
        assert_eq!(table.get("a"), Some("one"));
        assert_eq!(table.get("ab"), Some(""));
        assert_eq!(table.get("b"), Some("two\tthree"));
        assert_eq!(table.get("z z"), Some("last"));
        assert_eq!(table.get("longer than a word"), Some(""));
        for absent in ["", "0", "aa", "c", "zz", "z", "longer than a wor"] {
            assert_eq!(table.get(absent), None, "{absent}");
        }
        assert_eq!(IndexedTable::default().get("a"), None);
    }

    #[test]
    fn a_table_that_is_full_of_one_hash_is_searched_to_its_end() {
        let text = "b\nb\nb\nb\n";
        assert_eq!(table(text).get("b"), Some(""));
        assert_eq!(table(text).get("a"), None);
    }
}
