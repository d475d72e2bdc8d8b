//! Finding the files of copy: those named, and those in the folders named.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{input, paths};
use crate::source::FileError;

/// Endings of the files that are read from folders.
const ENDINGS: [&str; 6] = ["md", "markdown", "mdx", "html", "htm", "txt"];

/// The path that stands for standard input.
pub(super) const STDIN_PATH: &str = "-";

/// How standard input is shown where it has no name.
const STDIN: &str = "<stdin>";

/// A file of copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// As shown.
    pub name: String,
    /// Where it lies or, for standard input, is said to lie; `None`: standard input without a name.
    pub path: Option<PathBuf>,
    /// Whether it is read from standard input.
    pub stdin: bool,
    /// Whether the user named the file itself, not a folder that it lies in.
    pub named: bool,
}

impl File {
    /// Standard input, and the file whose text it is.
    fn stdin(filename: Option<&Path>) -> File {
        let name = filename.map_or_else(|| STDIN.to_string(), paths::shown);
        File { name, path: filename.map(Path::to_path_buf), stdin: true, named: true }
    }

    fn at(path: &Path, named: bool) -> File {
        File { name: paths::shown(path), path: Some(path.to_path_buf()), stdin: false, named }
    }
}

/// The files of copy at some paths, each once, sorted by name, and what could not be found or read.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub files: Vec<File>,
    pub errors: Vec<FileError>,
    /// The folders that were walked, without symbolic links.
    pub folders: Vec<PathBuf>,
}

/// Looks for copy. In folders, hidden files and what git ignores are left out, whether or not a repository is there. `stdin` is the
/// file whose text stands in standard input.
pub(super) fn find(paths: &[PathBuf], stdin: Option<&Path>) -> Files {
    let mut found = Files::default();
    for path in paths {
        if path.as_os_str() == STDIN_PATH {
            found.files.push(File::stdin(stdin));
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut found),
            Ok(_) => found.files.push(File::at(path, true)),
            Err(error) => found.errors.push(FileError { path: paths::shown(path), message: input::reason(&error) }),
        }
    }
    found.files = each_once(std::mem::take(&mut found.files));
    found
}

/// Each file once, sorted by name: as one that was named where it was, under its shortest name. What standard input says of a file
/// holds before what the disk does.
fn each_once(mut files: Vec<File>) -> Vec<File> {
    let rank = |file: &File| (!file.stdin, !file.named, file.name.len());
    files.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name)));
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.path.as_ref().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone()))));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn walk(folder: &Path, found: &mut Files) {
    found.folders.extend(folder.canonicalize());
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_copy(entry.path()) => {
                found.files.push(File::at(entry.path(), false));
            }
            Ok(_) => {}
            Err(error) => found.errors.push(walk_error(folder, &error)),
        }
    }
}

fn walk_error(folder: &Path, error: &ignore::Error) -> FileError {
    fn place(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
            _ => None,
        }
    }
    let message = error.io_error().map_or_else(|| error.to_string(), input::reason);
    FileError { path: paths::shown(place(error).unwrap_or(folder)), message }
}

fn is_copy(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
