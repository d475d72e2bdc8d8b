//! The prose that the benchmarks read.

use std::path::{Path, PathBuf};

/// The texts of `fixtures/articles`, or those of the JSON-lines file that `GAINSAY_BENCH_TEXTS` names.
pub fn texts() -> Vec<String> {
    match std::env::var_os("GAINSAY_BENCH_TEXTS") {
        Some(path) => of_lines(&std::fs::read_to_string(path).expect("the file of GAINSAY_BENCH_TEXTS")),
        None => {
            let mut files = Vec::new();
            articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles"), &mut files);
            files.sort();
            files.iter().map(|file| std::fs::read_to_string(file).expect("an article")).collect()
        }
    }
}

fn of_lines(lines: &str) -> Vec<String> {
    let texts = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
        let documents = object["docs"].as_array().expect("its docs").clone();
        documents.into_iter().map(|document| document["text"].as_str().expect("a text").to_string())
    };
    lines.lines().flat_map(texts).collect()
}

fn articles(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the articles").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            articles(&entry, files);
        } else if entry.extension().is_some_and(|ending| ending == "txt") {
            files.push(entry);
        }
    }
}
