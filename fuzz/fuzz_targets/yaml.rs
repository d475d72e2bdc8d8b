//! Any text, read as each kind of YAML that a user writes: configuration, a fact sheet, a rule. Each is read or is an error that can be
//! shown, and the facts' places are text of the sheet.
#![no_main]

use gainsay::config::Config;
use gainsay::facts;
use gainsay::report::{Style, diagnostic};
use gainsay::rule::RuleSet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let sheet = facts::parse("facts.yaml", text);
    for place in sheet.iter().flat_map(|sheet| &sheet.values) {
        assert!(text.get(place.clone()).is_some());
    }
    let config = Config::parse("gainsay.yaml", text, &["name-variant"]).map(drop);
    let rule = RuleSet::default().add("age-conflict.yaml", text);
    for error in [sheet.map(drop), config, rule].into_iter().filter_map(Result::err) {
        assert!(!diagnostic(&error, Style { colour: false, width: 80 }).is_empty());
    }
});
