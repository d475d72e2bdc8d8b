//! Maps and sets by word, with a hash that is quick for short words. What lies in the vocabulary's tables is the vocabulary alone, so that no
//! copy can make a look-up long, and a fixed state keeps every run the same. Maps of the copy's own words have a state of each run, and nothing
//! is read from them in their order.

/// A map of the vocabulary.
pub type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;

/// A set of the vocabulary.
pub type Set<T> = std::collections::HashSet<T, foldhash::fast::FixedState>;

/// A map by words of the copy.
pub type TextMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A set of words of the copy.
pub type TextSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;
