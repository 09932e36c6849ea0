//! Files and standard input, read no further than their limits.

use std::io::Read as _;
use std::path::Path;

use whereas_source::SourceFile;

use super::{cannot, shown};
use crate::CannotRun;

/// The most that is read of a case or an outcome: more than any of them may have.
const MAX_BYTES: usize = 17 << 20;

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, CannotRun> {
    text_of(&shown(path), bytes(path)?)
}

/// Bytes as a text.
pub(crate) fn text_of(shown: &str, bytes: Vec<u8>) -> Result<String, CannotRun> {
    String::from_utf8(bytes).map_err(|error| {
        let at = u32::try_from(error.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
        let place = SourceFile::new("", String::from_utf8_lossy(error.as_bytes())).place(at);
        CannotRun(format!(
            "{shown}:{place}: this byte is no part of a UTF-8 text; save the file as UTF-8"
        ))
    })
}

/// The bytes of a file, or of standard input for `-`; no more of them than any limit allows.
pub(crate) fn case_bytes(path: &str) -> Result<Vec<u8>, CannotRun> {
    if path != "-" {
        return bytes(Path::new(path));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_BYTES as u64).read_to_end(&mut bytes);
    read.map_err(|error| cannot(Path::new("standard input"), &error))?;
    Ok(bytes)
}

/// The bytes of a file, no more of them than any limit allows.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, CannotRun> {
    at_most(path, MAX_BYTES)
}

/// The first bytes of a file.
pub(crate) fn at_most(path: &Path, most: usize) -> Result<Vec<u8>, CannotRun> {
    whereas_folders::at_most(path, most).map_err(|error| cannot(path, &error))
}
