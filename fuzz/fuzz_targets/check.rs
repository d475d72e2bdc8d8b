//! The whole check of two files, whatever their bytes: nothing panics, every span is text of its file, and the order of the files changes
//! no report. The first byte chooses how they are read; they are parted by the first unit separator (0x1F).
#![no_main]

use std::sync::LazyLock;

use gainsay::lexicon::Lexicon;
use gainsay::project::{self, Input, Options, ScopeOptions};
use gainsay::report::{Report, json};
use gainsay::rule::RuleSet;
use libfuzzer_sys::fuzz_target;

static OPTIONS: LazyLock<Options> = LazyLock::new(|| Options {
    rules: RuleSet::builtin().expect("the built-in rules load"),
    lexicon: Lexicon::builtin(),
    scopes: vec![ScopeOptions::default()],
});

const ENDINGS: [&str; 3] = ["md", "html", "txt"];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let mut parts = bytes.splitn(2, |byte| *byte == 0x1F);
    let mut input = |name: &str, ending: u8| Input {
        name: format!("{name}.{}", ENDINGS[usize::from(ending) % ENDINGS.len()]),
        bytes: parts.next().unwrap_or_default().to_vec(),
        date: None,
        scope: 0,
    };
    let mut inputs = vec![input("a", choice % 3), input("b", choice / 3)];
    let first = written(inputs.clone());
    inputs.reverse();
    assert_eq!(written(inputs), first);
});

fn written(inputs: Vec<Input>) -> String {
    let checked = project::check(inputs, &OPTIONS);
    let (project, findings) = (&checked.project, &checked.findings);
    assert!(project.errors.iter().all(|error| !error.message.contains("defect of gainsay")), "{:?}", project.errors);
    for label in findings.iter().flat_map(|finding| &finding.labels) {
        assert!(project.sources[label.span.source.0 as usize].text.get(label.span.range()).is_some());
    }
    let documents = project.documents.len();
    json(&Report { sources: &project.sources, findings, errors: &project.errors, documents, claims: checked.claims })
}
