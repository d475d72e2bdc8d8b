//! Annotated fixtures: `fixtures/<rule>/<name>/` is a project. A line `//~ RULE#n "quote"` is stripped before reading and says that the quote, on
//! the nearest line above, is a passage of that finding; all lines of one `RULE#n` in the folder are one finding. `//~ ok RULE "quote"` marks a
//! trap. All rules run on every fixture, and the findings at warning or error must equal the annotations.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::options;
use gainsay::finding::Severity;
use gainsay::project::{self, Checked, Input};

/// File, first byte, text.
type Passage = (String, usize, String);

/// A file without its annotations, and what they say: by `RULE#n`, the passages.
fn strip(name: &str, annotated: &str, expected: &mut BTreeMap<String, BTreeSet<Passage>>) -> String {
    let mut text = String::new();
    let mut line_start = 0;
    for line in annotated.split_inclusive('\n') {
        let Some(annotation) = line.trim_start().strip_prefix("//~") else {
            line_start = text.len();
            text.push_str(line);
            continue;
        };
        let (key, quote) =
            annotation.trim().split_once('"').unwrap_or_else(|| panic!("{name}: an annotation quotes the line above: {line}"));
        let quote = quote.trim_end().strip_suffix('"').unwrap_or_else(|| panic!("{name}: the quote is closed: {line}"));
        let at = text[line_start..].find(quote).unwrap_or_else(|| panic!("{name}: “{quote}” stands on the line above"));
        if !key.starts_with("ok ") {
            expected.entry(key.trim().to_string()).or_default().insert((name.to_string(), line_start + at, quote.to_string()));
        }
    }
    text
}

fn found(checked: &Checked) -> BTreeMap<String, BTreeSet<Passage>> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for finding in checked.findings.iter().filter(|f| f.severity >= Severity::Warning) {
        let number = numbers.entry(&finding.rule).or_insert(0);
        *number += 1;
        let passages = finding.labels.iter().map(|label| {
            let source = &checked.project.sources[label.span.source.0 as usize];
            (source.name.clone(), label.span.start as usize, source.slice(label.span).to_string())
        });
        // A fact sheet is YAML and carries no annotations; what a finding says of it is in its message.
        let copy = passages.filter(|(name, _, _)| name != "facts.yaml");
        found.insert(format!("{}#{number}", finding.rule), copy.collect());
    }
    found
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_dir() && !path.ends_with("articles") && !path.ends_with("cases"))
        .flat_map(|rule| std::fs::read_dir(rule).expect("readable").map(|entry| entry.expect("readable").path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

#[test]
fn the_findings_of_every_fixture_equal_its_annotations() {
    let folders = folders(Path::new("fixtures"));
    assert!(!folders.is_empty());
    let mut wrong = String::new();
    for folder in folders {
        let mut expected = BTreeMap::new();
        let mut inputs = Vec::new();
        let mut files: Vec<_> = std::fs::read_dir(&folder).expect("readable").map(|f| f.expect("readable").path()).collect();
        files.sort();
        let config = common::config(&folder);
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "md" || e == "mdx" || e == "txt" || e == "html")) {
            let name = file.file_name().expect("a file").to_string_lossy().to_string();
            let text = strip(&name, &std::fs::read_to_string(file).expect("readable"), &mut expected);
            inputs.push(Input { date: config.date_for(&name), name, bytes: text.into_bytes(), scope: 0 });
        }
        let mut options = options(common::facts(&folder));
        options.scopes[0].calendar = config.calendar;
        let found = found(&project::check(inputs, &options));
        if found != expected {
            wrong += &format!("{}\n  expected {expected:#?}\n  found {found:#?}\n", folder.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
