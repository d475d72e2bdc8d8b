//! What the tests share: options, and the configuration and facts that a fixture's folder gives.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::Path;

use gainsay::config::Config;
use gainsay::lexicon::Lexicon;
use gainsay::project::{Options, ScopeOptions};
use gainsay::rule::RuleSet;

/// The built-in rules and vocabulary, with fact sheets (name and text) where a test has some.
pub fn options(facts: Vec<(String, String)>) -> Options {
    let scope = ScopeOptions { facts, ..ScopeOptions::default() };
    Options { rules: RuleSet::builtin().expect("the built-in rules load"), lexicon: Lexicon::builtin(), scopes: vec![scope] }
}

/// What a folder's `gainsay.yaml` says.
pub fn config(folder: &Path) -> Config {
    let Ok(text) = std::fs::read_to_string(folder.join("gainsay.yaml")) else { return Config::default() };
    Config::parse("gainsay.yaml", &text, &[]).expect("well-formed")
}

/// The fact sheet of a folder.
pub fn facts(folder: &Path) -> Vec<(String, String)> {
    std::fs::read_to_string(folder.join("facts.yaml")).map(|text| ("facts.yaml".to_string(), text)).into_iter().collect()
}
