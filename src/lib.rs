//! Gainsay is a linter for facts.
pub mod check;
pub mod claim;
pub mod cli;
pub mod config;
pub mod document;
pub mod extract;
pub mod finding;
pub mod graph;
pub mod language;
pub mod lexicon;
pub mod project;
pub mod report;
pub mod rule;
pub mod source;
pub mod suggest;
pub mod value;
pub mod yaml;
