//! Reading files, none longer than a limit: a device or a pipe may never end, and memory does.

use std::fs::File as Opened;
use std::io::{self, Read};
use std::path::Path;

use super::files::File;
use crate::config::size_in_words;

/// The longest file that is read where nobody says otherwise, in bytes.
pub(super) const DEFAULT_LIMIT: u64 = 128_000_000;

/// The bytes of a file of copy; otherwise why there are none, for the user.
pub(super) fn copy(file: &File, limit: u64) -> Result<Vec<u8>, String> {
    match &file.path {
        Some(path) if !file.stdin => bytes(path, limit),
        _ => bounded(io::stdin().lock(), 0, limit),
    }
}

/// The bytes of a file; otherwise why there are none, for the user.
pub(super) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let file = Opened::open(path).map_err(|error| reason(&error))?;
    let length = file.metadata().map_err(|error| reason(&error))?.len();
    bounded(file, length, limit)
}

/// All that a reader gives, which says that it has `length` bytes.
fn bounded(reader: impl Read, length: u64, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    if length <= limit {
        bytes.reserve(usize::try_from(length).unwrap_or(0));
        reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    }
    if length > limit || bytes.len() as u64 > limit {
        let limit = size_in_words(limit);
        return Err(format!("it is longer than {limit}; `--max-file-size`, or `max_file_size` in gainsay.yaml, sets another limit"));
    }
    Ok(bytes)
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
