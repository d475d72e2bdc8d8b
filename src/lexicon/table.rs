//! Large tables as sorted text: looked up by bisection where they lie in the binary, so that they cost nothing at start-up.

/// A text of lines in the order of their bytes; a line is a key, or a key, a tab and its fields.
#[derive(Clone, Copy, Debug, Default)]
pub struct SortedTable {
    text: &'static str,
}

impl SortedTable {
    /// A table over a text; the lines must be sorted by the bytes of their keys.
    pub const fn new(text: &'static str) -> SortedTable {
        SortedTable { text }
    }

    /// Whether a line has this key.
    pub fn contains(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// What stands behind the key and its tab; empty where nothing does.
    pub fn get(self, key: &str) -> Option<&'static str> {
        let bytes = self.text.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = (low + high) / 2;
            let start = bytes[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |at| low + at + 1);
            let end = bytes[middle..high].iter().position(|b| *b == b'\n').map_or(high, |at| middle + at);
            let line = &self.text[start..end];
            let (found, fields) = line.split_once('\t').unwrap_or((line, ""));
            match found.as_bytes().cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(fields),
                std::cmp::Ordering::Less => low = (end + 1).min(high),
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    /// The keys, in order.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        self.text.lines().map(|line| line.split('\t').next().unwrap_or(line))
    }
}

#[cfg(test)]
mod tests {
    use super::SortedTable;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        let table = SortedTable::new("a\tone\nab\nb\ttwo\tthree\nz z\tlast\n");
        assert_eq!(table.get("a"), Some("one"));
        assert_eq!(table.get("ab"), Some(""));
        assert_eq!(table.get("b"), Some("two\tthree"));
        assert_eq!(table.get("z z"), Some("last"));
        for absent in ["", "0", "aa", "c", "zz", "z"] {
            assert_eq!(table.get(absent), None, "{absent}");
        }
        assert_eq!(SortedTable::default().get("a"), None);
    }
}
