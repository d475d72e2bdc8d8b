//! A proper name as it is spelt, with the key under which its listed variants are one.

use std::fmt;
use std::sync::Arc;

/// The spelling of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// As written in the copy.
    pub written: Arc<str>,
    /// What must be equal for two spellings to be the same: the name without diacritics, in lower case.
    pub key: Arc<str>,
}

impl Name {
    /// Whether the two are different spellings.
    pub fn disjoint(&self, other: &Name) -> bool {
        self.key != other.key
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”", self.written)
    }
}
