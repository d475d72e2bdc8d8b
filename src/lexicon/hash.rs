//! Maps and sets by word, with a hash that is quick for short words. What is looked up comes from the copy, but what lies in the tables
//! is the vocabulary alone, so that no copy can make a look-up long; and a fixed state keeps every run the same.

use foldhash::fast::FixedState;

/// A map of the vocabulary.
pub type Map<K, V> = std::collections::HashMap<K, V, FixedState>;

/// A set of the vocabulary.
pub type Set<T> = std::collections::HashSet<T, FixedState>;
