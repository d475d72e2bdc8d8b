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

const WRONG: &str = "The court met on Tuesday, 3 March 2021.\n";

/// Exit status, standard output and standard error.
fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn with_stdin(folder: &Path, arguments: &[&str], text: &str) -> Output {
    let mut child = gainsay(folder, arguments);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

#[test]
fn a_report_is_never_written_over_what_is_read() {
    let files = [
        ("a.md", WRONG),
        ("sub/b.md", WRONG),
        ("gainsay.yaml", "facts: facts.txt\n"),
        ("facts.txt", "facts: []\n"),
        ("more.yaml", "facts: []\n"),
        ("rules/age-conflict.yaml", include_str!("../rules/age-conflict.yaml")),
    ];
    let folder = folder(&files);
    for place in ["a.md", "./sub/../sub/b.md", "gainsay.yaml", "facts.txt", "more.yaml", "rules/age-conflict.yaml"] {
        let arguments = ["check", ".", "--facts", "more.yaml", "--rules", "rules", "--output-file", place];
        let (status, _, error) = told(&run(folder.path(), &arguments));
        assert_eq!(status, Some(2), "{place}");
        assert!(error.contains("would overwrite a file that this check reads"), "{error}");
    }
    assert_eq!(run(folder.path(), &["check", "a.md", "--output-file", "a.md"]).status.code(), Some(2));
    for (name, text) in files {
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).expect("it is there"), text);
    }
}

#[test]
fn a_report_in_the_folder_is_no_copy() {
    for format in ["pretty", "concise", "json"] {
        let folder = folder(&[("a.md", WRONG)]);
        let report = || std::fs::read_to_string(folder.path().join("report.txt")).expect("the report is there");
        let arguments = ["check", "--format", format, "--output-file", "report.txt"];
        assert_eq!(run(folder.path(), &arguments).status.code(), Some(1));
        let first = report();
        assert_eq!(run(folder.path(), &arguments).status.code(), Some(1));
        assert_eq!(report(), first);
        let (_, output, error) = told(&run(folder.path(), &["check"]));
        assert!(output.ends_with("1 error in 1 document\n") && error.starts_with("note: report.txt is a report"), "{output}{error}");
    }
}

#[test]
fn standard_input_may_be_the_text_of_a_file() {
    let folder = folder(&[("a.html", "<p>nothing</p>"), ("gainsay.yaml", "rules: {weekday-date-mismatch: warning}\n")]);
    let copy = "<p>The court met on <b>Tuesday</b>, 3 March 2021.</p>";
    let arguments = ["check", "--format", "concise", "-", ".", "--stdin-filename", "./a.html"];
    let (status, output, error) = told(&with_stdin(folder.path(), &arguments, copy));
    assert_eq!((status, error.as_str()), (Some(0), ""));
    assert!(output.starts_with("a.html:1:24: warning[weekday-date-mismatch]") && output.lines().count() == 1, "{output}");
    let (status, _, error) = told(&run(folder.path(), &["check", ".", "--stdin-filename", "a.html"]));
    assert!(status == Some(2) && error.contains("give `-` as a path"), "{error}");
}

#[test]
fn a_file_beyond_the_limit_is_an_error_and_the_others_are_checked() {
    let long = "word ".repeat(400);
    let folder = folder(&[("a.md", WRONG), ("b.md", &long), ("low/gainsay.yaml", "max_file_size: 1 KB\n"), ("low/c.md", &long)]);
    let (status, output, _) = told(&run(folder.path(), &["check", "--format", "concise"]));
    assert_eq!(status, Some(2));
    assert!(output.contains("a.md:1:18: error[") && !output.contains("b.md"), "{output}");
    let limit = "low/c.md: error: it is longer than 1 KB; `--max-file-size`, or `max_file_size` in gainsay.yaml, sets another limit";
    assert!(output.contains(limit), "{output}");
    let (_, output, _) = told(&run(folder.path(), &["check", "--format", "concise", "--max-file-size", "1999"]));
    assert!(output.contains("b.md: error: it is longer than 1999 bytes"), "{output}");
    assert_eq!(run(folder.path(), &["check", "--max-file-size", "2kb", "b.md", "low"]).status.code(), Some(0));
    let (status, output, _) = told(&with_stdin(folder.path(), &["check", "--max-file-size", "1kb", "-"], &long));
    assert!(status == Some(2) && output.contains("<stdin>: it is longer than 1 KB"), "{output}");
}

#[test]
fn a_mistake_in_configuration_is_shown_with_what_nobody_would_see() {
    let folder = folder(&[("gainsay.yaml", "rules: {na\u{200B}me-variant: off}\n")]);
    std::fs::write(folder.path().join("a.md"), "x").expect("a file");
    let (status, _, error) = told(&run(folder.path(), &["check"]));
    assert!(status == Some(2) && error.contains("na<U+200B>me-variant") && !error.contains('\u{200B}'), "{error}");
}

#[cfg(unix)]
#[test]
fn devices_pipes_circles_of_links_and_folders_with_endings_do_no_harm() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a.md", "x"), ("b.md/c.md", "x")]);
    let at = |name: &str| folder.path().join(name);
    symlink("e.md", at("d.md")).and_then(|()| symlink("d.md", at("e.md"))).expect("links");
    symlink(folder.path(), at("b.md/up")).and_then(|()| symlink("nowhere.md", at("gone.md"))).expect("links");
    assert!(Command::new("mkfifo").arg(at("pipe.md")).status().expect("mkfifo runs").success());
    assert_eq!(read(folder.path(), &[]), ["a.md", "b.md/c.md"]);
    let (status, output, _) = told(&run(folder.path(), &["check", "d.md", "gone.md", "a.md"]));
    assert!(status == Some(2) && output.ends_with("no findings in 1 document; 2 files could not be read\n"), "{output}");
    let (status, output, _) = told(&run(folder.path(), &["check", "/dev/zero", "--max-file-size", "1 MB"]));
    assert!(status == Some(2) && output.contains("/dev/zero: it is longer than 1 MB"), "{output}");
    let writer = at("pipe.md");
    let writer = std::thread::spawn(move || std::fs::write(writer, WRONG));
    let (status, _, _) = told(&run(folder.path(), &["check", "pipe.md"]));
    assert_eq!(status, Some(1));
    writer.join().expect("it ends").expect("it is read");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = folder(&[("a.md", WRONG)]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let output = gainsay(folder.path(), &["check"]).stdout(full).stderr(Stdio::piped()).output().expect("it runs");
    let (status, _, error) = told(&output);
    assert!(status == Some(2) && error.contains("standard output cannot be written: there is no space left"), "{error}");
    let (status, _, error) = told(&run(folder.path(), &["check", "--output-file", "/dev/full"]));
    assert!(status == Some(2) && error.contains("/dev/full cannot be written: there is no space left"), "{error}");
}

#[test]
fn threads_and_the_order_of_arguments_change_nothing() {
    let names: Vec<String> = (0..12).map(|number| format!("{number}.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), WRONG)).collect();
    let folder = folder(&files);
    let mut arguments: Vec<&str> = ["check", "--format", "json"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let expected = run(folder.path(), &arguments).stdout;
    arguments[3..].reverse();
    for threads in ["1", "2", "4", "8", "99999", "many", "0"] {
        let output = gainsay(folder.path(), &arguments).env("RAYON_NUM_THREADS", threads).output().expect("it runs");
        assert!(output.stdout == expected, "{threads} threads");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_more_threads_are_started_than_there_are_cores() {
    let folder = folder(&[]);
    let mut child = gainsay(folder.path(), &["check", "-"]);
    let mut child = child.env("RAYON_NUM_THREADS", "99999").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    std::thread::sleep(std::time::Duration::from_millis(400));
    let threads = std::fs::read_dir(format!("/proc/{}/task", child.id())).expect("it waits for its input").count();
    drop(child.stdin.take());
    assert!(child.wait().expect("it ends").success());
    assert!(threads <= std::thread::available_parallelism().map_or(1, usize::from) + 1, "{threads} threads");
}
