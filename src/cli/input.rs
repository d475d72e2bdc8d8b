//! Reading files, none longer than a limit: a device or a pipe may never end, and memory does.

use std::fs::File as Opened;
use std::io::{self, Read};
use std::path::Path;

use super::files::File;
use crate::config::size_in_words;

/// The longest file that is read where nobody says otherwise, in bytes. Configuration, rules and fact sheets have no other limit.
pub(super) const DEFAULT_LIMIT: u64 = 128_000_000;

/// The bytes of a file of copy; otherwise why there are none, for the user.
pub(super) fn copy(file: &File, limit: u64) -> Result<Vec<u8>, String> {
    let read = match &file.path {
        Some(path) if !file.stdin => opened(path, limit),
        _ => bounded(io::stdin().lock(), 0, limit),
    };
    read.map_err(|error| match error {
        Error::TooLong => error.told(limit) + "; `--max-file-size`, or `max_file_size` in gainsay.yaml, sets another limit",
        Error::System(_) => error.told(limit),
    })
}

/// The bytes of a file that is no copy; otherwise why there are none, for the user.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    opened(path, DEFAULT_LIMIT).map_err(|error| error.told(DEFAULT_LIMIT))
}

/// Why a file is not read.
enum Error {
    TooLong,
    System(io::Error),
}

impl Error {
    fn told(&self, limit: u64) -> String {
        match self {
            Error::TooLong => format!("it is longer than {}", size_in_words(limit)),
            Error::System(error) => reason(error),
        }
    }
}

fn opened(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let file = Opened::open(path).map_err(Error::System)?;
    let length = file.metadata().map_err(Error::System)?.len();
    bounded(file, length, limit)
}

/// All that a reader gives, which says that it has `length` bytes.
fn bounded(reader: impl Read, length: u64, limit: u64) -> Result<Vec<u8>, Error> {
    if length > limit {
        return Err(Error::TooLong);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Error::System)?;
    if bytes.len() as u64 > limit { Err(Error::TooLong) } else { Ok(bytes) }
}

/// Why a file cannot be read or written, in words that do not depend on the system where that can be helped.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        io::ErrorKind::IsADirectory => "it is a folder".to_string(),
        io::ErrorKind::StorageFull => "there is no space left".to_string(),
        _ => error.to_string(),
    }
}
