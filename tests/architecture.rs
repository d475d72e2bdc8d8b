//! The architecture and its tidiness as tests: which module may know which, and what every file keeps to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The modules from the ground up. A module imports only from those that stand before it in this list.
const FLOORS: [&str; 20] = [
    "suggest", "source", "yaml", "config", "value", "language", "lexicon", "document", "claim", "extract", "graph", "facts", "link",
    "derive", "finding", "rule", "check", "report", "project", "cli",
];

/// The most lines that a file may have.
const LONGEST_FILE: usize = 600;

/// A Rust file of the crate.
struct Module {
    /// Relative to the crate.
    path: String,
    text: String,
}

impl Module {
    /// The module at the top that the file belongs to: `value` for `src/value/time.rs`.
    fn floor(&self) -> &str {
        let name = self.path.trim_start_matches("src/");
        name.split_once('/').map_or(name.trim_end_matches(".rs"), |(folder, _)| folder)
    }

    /// The lines of the program, without comments, and without the tests at the end of the file or in a file of their own.
    fn program(&self) -> impl Iterator<Item = (usize, &str)> {
        let text = if self.path.ends_with("/tests.rs") { "" } else { self.text.as_str() };
        let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
        let lines = lines.take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Lines of the program in which one of these stands.
    fn lines_with<'m>(&'m self, signs: &'m [&str]) -> impl Iterator<Item = String> {
        let hits = self.program().filter(|(_, line)| signs.iter().any(|sign| line.contains(sign)));
        hits.map(|(number, line)| format!("{}:{number}: {}", self.path, line.trim()))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn modules() -> Vec<Module> {
    let mut paths = Vec::new();
    files_below(&root().join("src"), &mut paths);
    let modules = paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    modules.map(|path| Module { text: std::fs::read_to_string(&path).expect("a module is text"), path: relative(&path) }).collect()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).expect("the file lies in the crate").to_string_lossy().replace('\\', "/")
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

/// The modules at the top that a line names: each `crate::x`, and each in `crate::{x::..., y}`.
fn imports(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, sign) in line.match_indices("crate::") {
        let rest = &line[at + sign.len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(list.split(',').map(|item| name(item.trim_start()))),
            None => found.push(name(rest)),
        }
    }
    found.retain(|name| FLOORS.contains(name));
    found
}

fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

fn nothing(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_module_knows_only_the_floors_below_it() {
    let mut wrong = Vec::new();
    for module in modules() {
        let Some(own) = FLOORS.iter().position(|floor| *floor == module.floor()) else { continue };
        for (number, line) in module.program() {
            let above = imports(line).into_iter().filter(|name| FLOORS.iter().position(|floor| floor == name) > Some(own));
            wrong.extend(above.map(|name| format!("{}:{number}: `{}` must not know `{name}`", module.path, module.floor())));
        }
    }
    nothing(wrong);
}

#[test]
fn every_module_has_a_floor() {
    let known: BTreeSet<&str> = FLOORS.into_iter().chain(["lib", "main"]).collect();
    let modules = modules();
    nothing(modules.iter().filter(|m| !known.contains(m.floor())).map(|m| format!("{} has no floor in this test", m.path)).collect());
}

#[test]
fn serde_yaml_has_one_door() {
    let all = modules();
    let others = all.iter().filter(|module| module.floor() != "yaml");
    nothing(others.flat_map(|module| module.lines_with(&["serde_yaml"])).collect());
}

#[test]
fn only_the_command_line_speaks_to_the_system() {
    let signs = ["println!", "eprintln!", "print!(", "std::process", "std::env", "std::fs", "fs::read"];
    let all = modules();
    let others = all.iter().filter(|module| !["cli", "main"].contains(&module.floor()));
    nothing(others.flat_map(|module| module.lines_with(&signs)).collect());
}

#[test]
fn no_file_is_too_long() {
    let lines = |module: &Module| module.text.lines().count();
    let all = modules();
    nothing(all.iter().filter(|m| lines(m) > LONGEST_FILE).map(|m| format!("{} has {} lines", m.path, lines(m))).collect());
}

#[test]
fn every_file_says_what_it_is_for() {
    let all = modules();
    let modules = all.iter().filter(|m| m.program().next().is_some());
    nothing(modules.filter(|m| !m.text.starts_with("//! ")).map(|m| format!("{} starts with no `//!`", m.path)).collect());
}

#[test]
fn nothing_is_left_undone_and_nothing_gives_up() {
    let signs = ["todo!", "unimplemented!", "dbg!", ".unwrap()"];
    nothing(modules().iter().flat_map(|module| module.lines_with(&signs)).collect());
}

#[test]
fn every_rule_file_is_in_the_binary() {
    let folder = root().join("rules");
    let entries = std::fs::read_dir(folder).expect("the folder of rules").map(|entry| entry.expect("an entry").path());
    let files = entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let files: BTreeSet<String> = files.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    let known: BTreeSet<String> = gainsay::rule::builtin_sources().map(|(stem, _)| stem.to_string()).collect();
    assert_eq!(files, known);
}

#[test]
fn every_rule_passes_its_own_examples() {
    let rules = gainsay::rule::RuleSet::builtin().expect("the built-in rules are well formed");
    let tried = gainsay::cli::examples::run(rules);
    nothing(tried.iter().filter(|t| t.outcome != gainsay::cli::examples::Outcome::Ok).map(ToString::to_string).collect());
}

#[test]
fn every_remark_of_a_reader_is_a_notice() {
    let mut made = BTreeSet::new();
    for module in modules().iter().filter(|module| module.floor() == "document") {
        for (_, line) in module.program() {
            for sign in [".remark(\"", "Remark { id: \""] {
                let ids = line.match_indices(sign).filter_map(|(at, _)| line[at + sign.len()..].split('"').next());
                made.extend(ids.map(str::to_string));
            }
        }
    }
    let notices = gainsay::finding::NOTICES.iter().filter(|notice| notice.kind == "remark");
    assert_eq!(made, notices.map(|notice| notice.id.to_string()).collect());
}
