//! The program as its users call it: cases in `tests/cli`, and what needs a folder made for it, standard input, or a pipe.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}

/// A folder with some files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn gainsay(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    gainsay(folder, arguments).output().expect("the program runs")
}

/// The paths of the documents that are read, in their order.
fn read(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["extract", "--format", "jsonl"], arguments].concat());
    let lines = String::from_utf8(output.stdout).expect("the output is text");
    let path = |line: &str| {
        let document: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        document["path"].as_str().expect("a document has a path").to_string()
    };
    lines.lines().map(path).collect()
}

#[test]
fn folders_are_read_in_order_without_what_git_ignores_and_what_is_hidden() {
    let folder = folder(&[
        (".gitignore", "build/\n"),
        ("b.md", "x"),
        ("a/z.HTML", "x"),
        ("a/y.txt", "x"),
        ("build/c.md", "x"),
        (".hidden.md", "x"),
        ("code.rs", "x"),
    ]);
    assert_eq!(read(folder.path(), &[]), ["a/y.txt", "a/z.HTML", "b.md"]);
    assert_eq!(read(folder.path(), &["b.md", "./a/../b.md", ".", "build/c.md"]), ["a/y.txt", "a/z.HTML", "b.md", "build/c.md"]);
}

#[test]
fn paths_are_shown_as_they_were_given() {
    let folder = folder(&[("a/b.md", "x"), ("c/d.md", "x")]);
    assert_eq!(read(&folder.path().join("a"), &["../c"]), ["../c/d.md"]);
    let absolute = folder.path().join("c").to_string_lossy().into_owned();
    assert_eq!(read(&folder.path().join("a"), &[&absolute]), [format!("{absolute}/d.md")]);
}

#[test]
fn an_ignored_file_is_read_when_it_is_named() {
    let folder = folder(&[("gainsay.yaml", "ignore: [\"drafts/**\"]"), ("drafts/a.md", "x"), ("b.md", "x")]);
    assert_eq!(read(folder.path(), &[]), ["b.md"]);
    assert_eq!(read(folder.path(), &["drafts/a.md"]), ["drafts/a.md"]);
    assert_eq!(read(folder.path(), &["--isolated"]), ["b.md", "drafts/a.md"]);
}

#[test]
fn fact_sheets_are_never_copy() {
    let folder = folder(&[("gainsay.yaml", "facts: [facts.txt]"), ("facts.txt", "facts: []"), ("more.txt", "facts: []"), ("b.md", "x")]);
    assert_eq!(read(folder.path(), &["--facts", "more.txt"]), ["b.md"]);
}

#[test]
fn standard_input_is_copy() {
    let folder = folder(&[]);
    let mut child = gainsay(folder.path(), &["extract", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(b"The council met.\n").expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("<stdin>"));
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let folder = folder(&[("a.md", "x")]);
    let mut child = gainsay(folder.path(), &["check", "--help"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.stderr, b"");
    let mut child = gainsay(folder.path(), &["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = folder(&[("a.md", "x")]);
    let output = run(folder.path(), &["check", "--format", "json", "--output-file", "report.json"]);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b""[..]));
    let report = std::fs::read_to_string(folder.path().join("report.json")).expect("the report is there");
    assert!(report.starts_with("{\n  \"version\": 1,"));
}

#[test]
fn colours_are_for_those_who_ask() {
    let folder = folder(&[]);
    let colours = |arguments: &[&str]| run(folder.path(), arguments).stdout.contains(&0x1b);
    assert!(colours(&["check", "missing.md", "--color", "always"]));
    assert!(!colours(&["check", "missing.md"]));
    assert!(!colours(&["check", "missing.md", "--color", "never"]));
}
