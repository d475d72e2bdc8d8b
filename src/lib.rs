//! Gainsay is a linter for facts: it takes the claims out of copy, lays them in a graph, and reports where the copy gainsays itself, another
//! article, or a fact sheet.
//!
//! # The one idea
//! A contradiction is two claims with the same subject and the same attribute whose values leave no possibility in common. A value is the set of
//! possibilities that an expression leaves open, so that rounding, granularity and hedges need no rules of their own, and
//! [`value::Value::disjoint`] is the one comparison. What looks like another kind of check is a derivation ([`mod@derive`]): code that concludes a claim
//! from others. A rule ([`rule`], YAML) says which claims stand against which, and how to say it.
//!
//! # The way of the data
//! ```text
//! bytes -> Source -> Document -> mentions -> entities and events -> claims -> ClaimGraph -> derived claims -> findings -> report
//! ```
//! [`project::check`] is that way, in one place. Up to the claims each file goes by itself, and so in parallel ([`document`], [`language`], [`extract`]);
//! [`link`], [`mod@derive`] and [`check`] see the whole project.
//!
//! # Floors
//! A module imports only from those above it in this list; a test keeps it so.
//!
//! | module | is |
//! | --- | --- |
//! | [`source`], [`suggest`] | bytes as read, spans, line index; the nearest of known words |
//! | [`yaml`], [`config`] | the one door to YAML; `gainsay.yaml` as plain data |
//! | [`value`] | times, quantities, durations, clocks, places, categories, names, wordings, and `disjoint` |
//! | [`language`] | sentences, tokens, lemmas, parts of speech, dependency trees, from the embedded model |
//! | [`lexicon`] | vocabulary from `rules/lexicon` |
//! | [`document`] | readers for Markdown, HTML and text, with the way back to source bytes; publication dates |
//! | [`claim`] | claims with document-local ids |
//! | [`extract`] | one document -> its mentions, events and claims |
//! | [`graph`] | documents, subjects and claims in a petgraph |
//! | [`facts`], [`link`] | fact sheets; what is one, across documents, with the evidence |
//! | [`mod@derive`] | concluded claims: calendar, arithmetic, ages, order, series |
//! | [`finding`], [`rule`] | what a report says, suppression; rules and their loading |
//! | [`check`] | the matching loop |
//! | [`report`], [`project`], [`cli`] | formats; the whole way; the command line |

pub mod check;
pub mod claim;
pub mod cli;
pub mod config;
pub mod derive;
pub mod document;
pub mod extract;
pub mod facts;
pub mod finding;
pub mod graph;
pub mod language;
pub mod lexicon;
pub mod link;
pub mod project;
pub mod report;
pub mod rule;
pub mod source;
pub mod suggest;
pub mod value;
pub mod yaml;
