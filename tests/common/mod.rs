//! What the tests share: options, and the dates and facts that a fixture's folder gives.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use gainsay::lexicon::Lexicon;
use gainsay::project::{Options, ScopeOptions};
use gainsay::rule::RuleSet;

/// The built-in rules and vocabulary, with fact sheets (name and text) where a test has some.
pub fn options(facts: Vec<(String, String)>) -> Options {
    let scope = ScopeOptions { facts, ..ScopeOptions::default() };
    Options { rules: RuleSet::builtin().expect("the built-in rules load"), lexicon: Lexicon::builtin(), scopes: vec![scope] }
}

#[derive(serde::Deserialize, Default)]
struct Config {
    documents: BTreeMap<String, Entry>,
}

#[derive(serde::Deserialize)]
struct Entry {
    date: NaiveDate,
}

/// The publication dates of a folder's `gainsay.yaml`, by file name.
pub fn dates(folder: &Path) -> BTreeMap<String, NaiveDate> {
    let Ok(text) = std::fs::read_to_string(folder.join("gainsay.yaml")) else { return BTreeMap::new() };
    let config: Config = gainsay::yaml::parse("gainsay.yaml", &text).expect("well-formed");
    config.documents.into_iter().map(|(name, entry)| (name, entry.date)).collect()
}

/// The fact sheet of a folder.
pub fn facts(folder: &Path) -> Vec<(String, String)> {
    std::fs::read_to_string(folder.join("facts.yaml")).map(|text| ("facts.yaml".to_string(), text)).into_iter().collect()
}
