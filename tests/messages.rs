//! Every message, label, reason and advice that the fixtures, the case files and the examples of the rules bring about is words that a
//! reader can use.

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::options;
use gainsay::finding::Finding;
use gainsay::project::{self, Checked, Input};
use gainsay::rule::{Example, RuleSet};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    docs: Vec<Doc>,
    #[serde(default)]
    facts: Option<Vec<BTreeMap<String, String>>>,
    #[serde(flatten)]
    _rest: BTreeMap<String, serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Doc {
    name: String,
    date: Option<chrono::NaiveDate>,
    text: String,
}

fn sheet(facts: &[BTreeMap<String, String>]) -> Vec<(String, String)> {
    let text = serde_json::json!({ "facts": facts }).to_string();
    if facts.is_empty() { Vec::new() } else { vec![("facts.yaml".to_string(), text)] }
}

fn of_cases(folder: &str, found: &mut Vec<Checked>) {
    for file in std::fs::read_dir(folder).expect("the fixtures are there").map(|f| f.expect("readable").path()) {
        let text = std::fs::read_to_string(&file).expect("readable");
        for case in gainsay::yaml::parse::<Vec<Case>>(&file.to_string_lossy(), &text).expect("well-formed") {
            let input = |d: &Doc| Input { name: d.name.clone(), bytes: d.text.clone().into_bytes(), date: d.date, scope: 0 };
            let facts = sheet(case.facts.as_deref().unwrap_or_default());
            found.push(project::check(case.docs.iter().map(input).collect(), &options(facts)));
        }
    }
}

fn of_examples(found: &mut Vec<Checked>) {
    let rules = RuleSet::builtin().expect("the built-in rules load");
    for example in rules.rules.iter().flat_map(|rule| &rule.bad) {
        let input = |name: String, text: &str, date| Input { name, bytes: text.to_string().into_bytes(), date, scope: 0 };
        let (inputs, facts) = match example {
            Example::Text(text) => (vec![input("a.md".into(), text, None)], Vec::new()),
            Example::Project(project) => {
                let docs = project.docs.iter().enumerate();
                (docs.map(|(n, d)| input(d.name.clone().unwrap_or(format!("{n}.md")), &d.text, d.date)).collect(), sheet(&project.facts))
            }
        };
        found.push(project::check(inputs, &options(facts)));
    }
}

/// Each folder with copy in it is a project.
fn of_folders(folder: &Path, found: &mut Vec<Checked>) {
    let mut inputs = Vec::new();
    let config = common::config(folder);
    for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path()) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            of_folders(&path, found);
        } else if path.extension().is_some_and(|e| e == "md" || e == "txt" || e == "html") {
            inputs.push(Input { date: config.date_for(&name), name, bytes: std::fs::read(&path).expect("readable"), scope: 0 });
        }
    }
    let mut options = options(common::facts(folder));
    options.scopes[0].calendar = config.calendar;
    found.push(project::check(inputs, &options));
}

/// What is wrong with a text, if anything is.
fn broken(text: &str) -> Option<&'static str> {
    const UNITS: [&str; 10] = ["years", "months", "weeks", "days", "hours", "minutes", "seconds", "items", "metres", "miles"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let doubled = |pair: &&[&str]| pair[0].chars().all(char::is_alphabetic) && pair[0].eq_ignore_ascii_case(pair[1]);
    let one_of_many = |pair: &&[&str]| pair[0] == "1" && UNITS.contains(&pair[1].trim_end_matches([',', '.', ';', ':']));
    let signs = ["{", "}", "“”", "\"\"", "()", " :", " ,", " ;", "  ", "::", ": ,"];
    match () {
        () if text.trim() != text => Some("space at an end"),
        () if text.starts_with([':', ',', ';']) => Some("no subject"),
        () if words.windows(2).any(|pair| doubled(&pair)) => Some("a doubled word"),
        () if words.windows(2).any(|pair| one_of_many(&pair)) => Some("a plural of one"),
        () if words.windows(2).any(|pair| matches!(pair, ["the" | "a" | "an", "the" | "a" | "an" | "of"])) => Some("two articles"),
        () if signs.iter().any(|sign| text.contains(sign)) => Some("a sign of something missing"),
        () => None,
    }
}

fn texts(finding: &Finding) -> impl Iterator<Item = &str> {
    let labels = finding.labels.iter().map(|label| &label.text);
    [&finding.message, &finding.help].into_iter().chain(&finding.reasons).chain(labels).map(String::as_str)
}

#[test]
fn no_text_of_a_finding_is_broken() {
    let mut found = Vec::new();
    of_cases("fixtures/cases", &mut found);
    of_cases("fixtures/held-out-cases", &mut found);
    of_examples(&mut found);
    of_folders(Path::new("fixtures"), &mut found);
    let findings: Vec<&Finding> = found.iter().flat_map(|checked| &checked.findings).collect();
    assert!(findings.len() > 100, "the fixtures bring about findings");
    let mut wrong: Vec<String> = Vec::new();
    for finding in findings {
        let empty = finding.message.is_empty() || finding.reasons.iter().any(String::is_empty);
        wrong.extend(empty.then(|| format!("{}: an empty text", finding.rule)));
        wrong.extend(texts(finding).filter_map(|text| Some(format!("{}: {}: {text}", finding.rule, broken(text)?))));
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_subject_says_nothing_twice_and_no_office_holds_an_office() {
    let found = |text: &str| {
        let input = Input { name: "a.md".into(), bytes: text.as_bytes().to_vec(), date: "2024-06-01".parse().ok(), scope: 0 };
        project::check(vec![input], &options(Vec::new())).findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    let reading = "The second reading of the Harbour Bill was held in Tern on";
    let message = "the second reading: 5 May 2024 here, 3 May 2024 elsewhere";
    assert_eq!(found(&format!("{reading} 3 May 2024. {reading} 5 May 2024.")), [message]);
    assert!(found("Leo Falk, head of Deputy Bureau Chief, came. Anna Brandt is head of Deputy Bureau Chief.").is_empty());
}

#[test]
fn one_finding_is_one_fact_and_none_is_a_mirror_of_another() {
    let mut found = Vec::new();
    of_cases("fixtures/cases", &mut found);
    of_examples(&mut found);
    for checked in &found {
        let mut seen = std::collections::BTreeSet::new();
        for finding in &checked.findings {
            let mut spans: Vec<_> = finding.labels.iter().map(|label| label.span).collect();
            spans.sort();
            assert!(seen.insert((&finding.rule, spans)), "{}: {}", finding.rule, finding.message);
        }
    }
}
