//! Gainsay is a linter for facts.
pub mod check;
pub mod claim;
pub mod document;
pub mod extract;
pub mod finding;
pub mod graph;
pub mod language;
pub mod lexicon;
pub mod project;
pub mod rule;
pub mod source;
pub mod value;
pub mod yaml;
