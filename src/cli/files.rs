//! Finding the files of copy: those named, and those in the folders named.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{load, paths};
use crate::source::FileError;

/// Endings of the files that are read from folders.
const ENDINGS: [&str; 5] = ["md", "markdown", "html", "htm", "txt"];

/// How standard input is shown.
pub(super) const STDIN: &str = "<stdin>";

/// A file of copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// As shown.
    pub name: String,
    /// `None`: standard input.
    pub path: Option<PathBuf>,
    /// Whether the user named the file itself, not a folder that it lies in.
    pub named: bool,
}

/// The files of copy at some paths, each once, sorted by name, and what could not be found or read.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub files: Vec<File>,
    pub errors: Vec<FileError>,
    /// The folders that were walked, without symbolic links.
    pub folders: Vec<PathBuf>,
}

/// Looks for copy. In folders, hidden files and what git ignores are left out, whether or not a repository is there.
pub(super) fn find(paths: &[PathBuf]) -> Files {
    let mut found = Files::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.files.push(File { name: STDIN.to_string(), path: None, named: true });
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut found),
            Ok(_) => found.files.push(File { name: paths::shown(path), path: Some(path.clone()), named: true }),
            Err(error) => found.errors.push(FileError { path: paths::shown(path), message: load::reason(&error) }),
        }
    }
    found.files = each_once(std::mem::take(&mut found.files));
    found
}

/// Each file once, sorted by name: as one that was named where it was, under its shortest name.
fn each_once(mut files: Vec<File>) -> Vec<File> {
    files.sort_by(|a, b| (!a.named, a.name.len(), &a.name).cmp(&(!b.named, b.name.len(), &b.name)));
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
                found.files.push(File { name: paths::shown(entry.path()), path: Some(entry.into_path()), named: false });
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
    let message = error.io_error().map_or_else(|| error.to_string(), load::reason);
    FileError { path: paths::shown(place(error).unwrap_or(folder)), message }
}

fn is_copy(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
