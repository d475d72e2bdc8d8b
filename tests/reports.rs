//! Snapshots of each format of report over findings made by hand, and the JSON held against its schema.

use gainsay::finding::{Finding, Label, Severity};
use gainsay::report::{self, Report, Style};
use gainsay::source::{FileError, Source, SourceId, Span};

const PLAIN: Style = Style { colour: false, width: 100 };

/// Texts with passages between `[` and `]`, each with a label behind a `|`: the sources, and their labels in order.
struct Copy {
    sources: Vec<Source>,
    labels: Vec<Label>,
}

fn copy(files: &[(&str, &str)]) -> Copy {
    let mut copy = Copy { sources: Vec::new(), labels: Vec::new() };
    for (number, (name, marked)) in files.iter().enumerate() {
        let id = SourceId(number as u32);
        let mut text = String::new();
        let mut rest = *marked;
        while let Some((before, after)) = rest.split_once('[') {
            text.push_str(before);
            let (passage, after) = after.split_once(']').expect("a passage ends");
            let (passage, label) = passage.split_once('|').expect("a passage has a label");
            let start = text.len() as u32;
            text.push_str(passage);
            copy.labels.push(Label { span: Span { source: id, start, end: text.len() as u32 }, text: label.to_string() });
            rest = after;
        }
        text.push_str(rest);
        copy.sources.push(Source::new(id, (*name).to_string(), text.into_bytes()).expect("copy is a source"));
    }
    copy
}

fn finding(rule: &str, kind: &str, severity: Severity, message: &str, labels: Vec<Label>) -> Finding {
    Finding {
        rule: rule.into(),
        kind: kind.into(),
        severity,
        message: message.into(),
        help: "Check both against the calendar; one of them is wrong.".into(),
        reasons: Vec::new(),
        labels,
    }
}

/// All three formats of a set of files in which all passages make one finding.
fn shown(files: &[(&str, &str)], change: impl Fn(&mut Finding)) -> String {
    let Copy { sources, labels } = copy(files);
    let message = "the second round of talks is on 2 June 2025 here and on 3 June 2025 there";
    let mut one = finding("event-date-conflict", "date", Severity::Error, message, labels);
    change(&mut one);
    let report = Report { sources: &sources, findings: &[one], errors: &[], documents: files.len(), claims: 7 };
    valid(&report::json(&report));
    format!("{}\n{}\n{}", report::pretty(&report, PLAIN), report::concise(&report), report::json(&report))
}

/// Holds JSON against the schema of the format.
#[track_caller]
fn valid(json: &str) {
    let schema = serde_json::from_str(include_str!("schemas/check.schema.json")).expect("the schema is JSON");
    let instance = serde_json::from_str(json).expect("the report is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let errors: Vec<String> = validator.iter_errors(&instance).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{json}");
}

#[test]
fn two_passages_of_one_file() {
    insta::assert_snapshot!(shown(
        &[(
            "talks.md",
            "# Talks\n\nThe second round was held on [June 2|the date here] in Istanbul.\n\nNothing was agreed.\n\nIt was the \
             round of [June 3|the date there] that failed.\n"
        )],
        |_| {}
    ));
}

#[test]
fn passages_of_three_files_with_reasons() {
    insta::assert_snapshot!(shown(
        &[
            ("one.md", "On [June 2|this article says 2 June] they met.\n"),
            ("two.md", "They met on [June 3|this one says 3 June].\n"),
            ("facts.yaml", "facts:\n  - {subject: second round of talks, attribute: date, value: [2025-06-02|the fact sheet]}\n"),
        ],
        |finding| finding.reasons = vec!["both are the second round of talks".into(), "both are in Istanbul".into()]
    ));
}

#[test]
fn carriage_returns_and_characters_of_many_bytes() {
    insta::assert_snapshot!(shown(
        &[("çırağan.txt", "İstanbul’daki görüşme\r\n\r\nÇırağan Sarayı — [2 Haziran|bugün] günü,\r\nsonra [3 Haziran 🗓|yarın].\r\n")],
        |finding| finding.reasons = vec!["both are the talks at Çırağan".into()]
    ));
}

#[test]
fn an_empty_passage_and_one_at_the_end_of_the_file() {
    insta::assert_snapshot!(shown(&[("end.txt", "On [|nothing]this day they met, on [June 3|the end]")], |finding| {
        finding.severity = Severity::Warning;
        finding.help.clear();
    }));
}

#[test]
fn an_empty_passage_behind_the_last_line() {
    insta::assert_snapshot!(shown(&[("end.txt", "They met.\n[|no more]")], |_| {}));
}

#[test]
fn a_passage_over_two_lines() {
    insta::assert_snapshot!(shown(&[("wrapped.md", "They met on [June\n2|the date here] and on\n[June 3|the date there].\n")], |_| {}));
}

#[test]
fn a_long_paragraph_on_one_line() {
    let filler = "Delegations from both sides arrived at the palace in the morning and left without a word. ".repeat(4);
    let text = format!("{filler}They met on [June 2|the date here]. {filler}They met on [June 3|the date there]. {filler}");
    insta::assert_snapshot!(shown(&[("long.md", &text)], |_| {}));
}

#[test]
fn colours_are_only_there_when_asked_for() {
    let Copy { sources, labels } = copy(&[("a.md", "On [June 2|here].\n")]);
    let one = finding("event-date-conflict", "date", Severity::Error, "m", labels);
    let report = Report { sources: &sources, findings: &[one], errors: &[], documents: 1, claims: 1 };
    assert!(report::pretty(&report, Style { colour: true, ..PLAIN }).contains("\u{1b}["));
    assert!(!report::pretty(&report, PLAIN).contains('\u{1b}'));
}

#[test]
fn control_characters_of_copy_do_not_reach_a_terminal() {
    let Copy { sources, labels } = copy(&[("a\u{7}.md", "On [June\u{1b}]0;x\u{7} 2|h\u{1b}ere].\n".replace("]0", "0").as_str())]);
    let mut one = finding("event-date-conflict", "date", Severity::Error, "June\u{1b}0 2", labels);
    one.reasons = vec!["\u{7}".into()];
    let errors = [FileError { path: "b\u{1b}.md".into(), message: "x\u{7}".into() }];
    let report = Report { sources: &sources, findings: &[one], errors: &errors, documents: 1, claims: 1 };
    for text in [report::pretty(&report, PLAIN), report::concise(&report)] {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    }
}

#[test]
fn what_turns_text_round_or_has_no_width_is_shown_to_people_and_left_to_programs() {
    let Copy { sources, labels } = copy(&[("a.md", "\u{FEFF}On [Ju\u{200B}ne 2|the \u{202E}date].\n")]);
    let one = finding("event-date-conflict", "date", Severity::Error, "Ju\u{200B}ne 2", labels);
    let report = Report { sources: &sources, findings: &[one], errors: &[], documents: 1, claims: 1 };
    let (drawn, lines) = (report::pretty(&report, PLAIN), report::concise(&report));
    for text in [&drawn, &lines] {
        assert!(!text.contains(['\u{200B}', '\u{202E}', '\u{FEFF}']) && text.contains("Ju<U+200B>ne 2"), "{text:?}");
    }
    assert!(drawn.contains("the <U+202E>date") && drawn.contains(" On Ju<U+200B>ne 2."), "{drawn}");
    assert!(report::json(&report).contains("Ju\u{200B}ne 2"));
}

#[test]
fn a_finding_of_many_passages_shows_eight() {
    let text = (1..=11).fold(String::new(), |text, day| format!("{text}On [June {day}|day {day}] they met.\n\n"));
    insta::assert_snapshot!(shown(&[("a.md", &text)], |_| {}));
}

#[test]
fn findings_of_all_severities_and_files_that_could_not_be_read() {
    let Copy { sources, labels } = copy(&[("a.md", "On [June 2|here] they met.\n"), ("b.md", "On [June 3|there] they met.\n")]);
    let findings = [
        finding("event-date-conflict", "date", Severity::Error, "two dates", labels.clone()),
        finding("name-variant", "name", Severity::Warning, "two spellings", vec![labels[0].clone()]),
        finding("invalid-utf8", "remark", Severity::Note, "2 bytes are no UTF-8", vec![labels[1].clone()]),
    ];
    let errors = [FileError { path: "c.md".into(), message: "permission denied".into() }];
    let report = Report { sources: &sources, findings: &findings, errors: &errors, documents: 2, claims: 9 };
    valid(&report::json(&report));
    insta::assert_snapshot!(format!("{}\n{}\n{}", report::pretty(&report, PLAIN), report::concise(&report), report::json(&report)));
}

#[test]
fn nothing_found() {
    let report = Report { sources: &[], findings: &[], errors: &[], documents: 1, claims: 0 };
    valid(&report::json(&report));
    insta::assert_snapshot!(format!("{}\n{}\n{}", report::pretty(&report, PLAIN), report::concise(&report), report::json(&report)));
}

proptest::proptest! {
    /// Whatever the copy and wherever the passages, even within a character or behind the end: every format is made, and the
    /// passages of the drawn one are shown.
    #[test]
    fn any_passage_of_any_copy_can_be_shown(
        text in "([a-zé “🗓\r\n\t\u{1b}]|[a-z ]{30}){0,60}",
        other in "[aé\n]{0,4}",
        places in proptest::collection::vec((0u32..2, 0u32..900, 0u32..200), 1..6),
        width in 0usize..160,
    ) {
        let source = |id, text: &str| Source::new(SourceId(id), format!("{id}.md"), text.as_bytes().to_vec()).expect("a source");
        let sources = [source(0, &text), source(1, &other)];
        let labels = places.iter().map(|(source, start, length)| {
            let span = Span { source: SourceId(*source), start: *start, end: start + length };
            Label { span, text: format!("label {start}") }
        });
        let one = finding("event-date-conflict", "date", Severity::Error, "m", labels.collect());
        let report = Report { sources: &sources, findings: &[one], errors: &[], documents: 2, claims: 0 };
        let drawn = report::pretty(&report, Style { colour: false, width });
        proptest::prop_assert!(!drawn.contains("Failed to read"), "{}", drawn);
        proptest::prop_assert_eq!(report::concise(&report).lines().count(), 1);
        valid(&report::json(&report));
    }
}
