//! What the tests share: options, and the configuration and facts that a fixture's folder gives.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::Path;

use gainsay::config::Config;
use gainsay::lexicon::Lexicon;
use gainsay::project::{Options, ScopeOptions};
use gainsay::rule::{Example, RuleSet};

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

/// Every text of the fixtures and of the built-in rules' examples, with a name that says how it is read.
pub fn snippets() -> Vec<(String, String)> {
    let mut found = Vec::new();
    texts_below(Path::new("fixtures"), &mut found);
    let rules = RuleSet::builtin().expect("the built-in rules load");
    for example in rules.rules.iter().flat_map(|rule| rule.bad.iter().chain(&rule.good)) {
        match example {
            Example::Text(text) => found.push(("example.md".to_string(), text.clone())),
            Example::Project(project) => found.extend(project.docs.iter().map(|doc| ("example.md".to_string(), doc.text.clone()))),
        }
    }
    found
}

/// The texts of a folder of fixtures, in the order of their names; a file of cases is one text.
fn texts_below(folder: &Path, found: &mut Vec<(String, String)>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        match path.extension().and_then(|ending| ending.to_str()) {
            None if path.is_dir() => texts_below(&path, found),
            Some(ending @ ("md" | "html" | "txt" | "yaml")) => {
                let ending = if ending == "yaml" { "txt" } else { ending };
                found.push((format!("a.{ending}"), std::fs::read_to_string(&path).expect("a text")));
            }
            _ => {}
        }
    }
}
