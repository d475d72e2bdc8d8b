//! Writing what a command has to say, to standard output or to a file that is not one of those read.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::load::CONFIG;
use super::{Failure, Outcome, input, paths, tell};

/// Refuses to write over what is checked, or what the check goes by. `read` are the files that were read, without symbolic links. A
/// report of an earlier run is none of them, and an empty file has nothing to lose.
pub(super) fn spare(path: &Path, read: &HashSet<PathBuf>) -> Result<(), Failure> {
    let Ok(place) = path.canonicalize() else { return Ok(()) };
    let is_config = place.file_name().is_some_and(|name| name == CONFIG);
    let is_empty = std::fs::metadata(&place).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0);
    if is_empty || !(is_config || read.contains(&place)) {
        return Ok(());
    }
    let message = format!("`--output-file {}` would overwrite a file that this check reads", paths::shown(path));
    Err(Failure::Usage { message, help: Some("name a file that is neither copy, nor configuration, rules or a fact sheet".into()) })
}

/// Writes what a command has to say and gives its exit status. A reader that has gone away (`| head`) is no mistake.
pub(super) fn write(outcome: Outcome) -> Result<u8, Failure> {
    tell(&outcome.notes);
    let written = match &outcome.file {
        Some(path) => std::fs::write(path, &outcome.report).map_err(|error| (paths::shown(path), error)),
        None => print(&outcome.report).map_err(|error| ("standard output".to_string(), error)),
    };
    match written {
        Err((_, error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(outcome.status),
        Err((place, error)) => Err(Failure::usage(format!("{place} cannot be written: {}", input::reason(&error)))),
        Ok(()) => Ok(outcome.status),
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}
