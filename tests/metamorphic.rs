//! What must not change a report: the same copy twice, an unrelated document, other line breaks.

mod common;

use common::options;
use gainsay::finding::Severity;
use gainsay::project::{self, Input};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    docs: Vec<Doc>,
    expect: Vec<serde::de::IgnoredAny>,
    #[serde(flatten)]
    _rest: std::collections::BTreeMap<String, serde::de::IgnoredAny>,
}

#[derive(Clone, Deserialize)]
struct Doc {
    name: String,
    date: Option<chrono::NaiveDate>,
    text: String,
}

/// The case files' documents, those of consistent cases first told apart.
fn cases() -> Vec<Case> {
    let mut files: Vec<_> =
        std::fs::read_dir("fixtures/cases").expect("the fixtures are there").map(|f| f.expect("readable").path()).collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file).expect("readable");
            gainsay::yaml::parse::<Vec<Case>>(&file.to_string_lossy(), &text).expect("well-formed")
        })
        .collect()
}

fn input(doc: &Doc) -> Input {
    Input { name: doc.name.clone(), bytes: doc.text.clone().into_bytes(), date: doc.date, scope: 0 }
}

/// The messages of the findings at warning or error.
fn messages(docs: &[Doc]) -> Vec<String> {
    let checked = project::check(docs.iter().map(input).collect(), &options(Vec::new()));
    checked.findings.iter().filter(|f| f.severity >= Severity::Warning).map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

#[test]
fn an_article_beside_its_own_copy_gives_nothing_new() {
    let mut wrong = Vec::new();
    for case in cases().iter().filter(|c| c.expect.is_empty()) {
        for doc in &case.docs {
            let twin = Doc { name: format!("copy-of-{}", doc.name), ..doc.clone() };
            if messages(std::slice::from_ref(doc)).is_empty() {
                wrong.extend(messages(&[doc.clone(), twin]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_unrelated_document_changes_nothing() {
    let cases = cases();
    for (case, other) in cases.iter().zip(cases.iter().skip(9)) {
        let alone = messages(&case.docs);
        let added: Vec<Doc> = other.docs.iter().map(|d| Doc { name: format!("zz-{}", d.name), ..d.clone() }).collect();
        let mut expected = [alone, messages(&added)].concat();
        let mut together = messages(&[case.docs.clone(), added].concat());
        expected.sort();
        together.sort();
        assert_eq!(together, expected);
    }
}

#[test]
fn other_line_breaks_change_nothing() {
    for case in cases() {
        // A line break for a space inside a paragraph of Markdown is the same paragraph.
        let rewrapped: Vec<Doc> = case
            .docs
            .iter()
            .map(|d| Doc { text: if d.name.ends_with(".md") { rewrap(&d.text) } else { d.text.clone() }, ..d.clone() })
            .collect();
        assert_eq!(messages(&rewrapped), messages(&case.docs));
    }
}

/// Breaks plain paragraphs at every fifth space; headings, lists, tables, quotes and front matter stay as they are.
fn rewrap(text: &str) -> String {
    let plain = |line: &str| line.starts_with(|c: char| c.is_alphabetic() || c == '“') && !line.contains("  ") && !line.contains(": ");
    let wrap = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        // A line that began with a list marker or a number would read as something else.
        let safe = words.iter().all(|w| w.starts_with(char::is_alphabetic));
        if safe { words.chunks(5).map(|c| c.join(" ")).collect::<Vec<_>>().join("\n") } else { line.to_string() }
    };
    text.split('\n').map(|line| if plain(line) { wrap(line) } else { line.to_string() }).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_contradiction_about_an_event_that_stands_twice_in_a_document_is_still_one() {
    let rules = gainsay::rule::RuleSet::builtin().expect("the built-in rules load");
    let options = options(Vec::new());
    let mut lost = Vec::new();
    for rule in rules.rules.iter().filter(|rule| rule.id.starts_with("event-")) {
        for example in &rule.bad {
            let gainsay::rule::Example::Text(text) = example else { continue };
            let twice = Input { name: "a.md".into(), bytes: format!("{text}\n\n{text}\n").into_bytes(), date: None, scope: 0 };
            if project::check(vec![twice], &options).findings.iter().all(|finding| finding.rule != rule.id) {
                lost.push(format!("{}: {text}", rule.id));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn what_is_consistent_is_so_when_it_stands_thrice() {
    for text in [
        "Anna Brandt won the race on Monday. Anna Brandt lost the second race.",
        "The council approved the lease. The council rejected the second lease on Tuesday.",
    ] {
        let thrice = Input { name: "a.md".into(), bytes: [text; 3].join("\n\n").into_bytes(), date: None, scope: 0 };
        let found = project::check(vec![thrice], &options(Vec::new())).findings;
        assert!(found.is_empty(), "{}", found[0].message);
    }
}
