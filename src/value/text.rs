//! The wording of a quotation.

use std::fmt;
use std::sync::Arc;

/// Words as quoted, with the key under which punctuation, case and typography make no difference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wording {
    pub written: Arc<str>,
    /// The words in lower case, one space between them.
    pub key: Arc<str>,
}

impl Wording {
    /// The wording of a quotation, without its quotation marks.
    pub fn new(written: &str) -> Wording {
        let key = written
            .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .filter(|word| !word.is_empty())
            .map(|word| word.to_lowercase().replace('’', "'"))
            .collect::<Vec<_>>()
            .join(" ");
        Wording { written: written.into(), key: key.into() }
    }

    /// Whether the words differ.
    pub fn disjoint(&self, other: &Wording) -> bool {
        self.key != other.key
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”", self.written)
    }
}
