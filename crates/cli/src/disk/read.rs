//! Files and standard input, read no further than their limits.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::cannot;
use crate::CannotRun;

/// The most that is read of a policy, a passage or a case: more than any of them may have.
const MAX_BYTES: usize = 17 << 20;

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, CannotRun> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        CannotRun(format!(
            "{}: byte {at} is no part of a UTF-8 text; save the file as UTF-8",
            path.display()
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
    let file = fs::File::open(path).map_err(|error| cannot(path, &error))?;
    let mut bytes = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    file.take(most).read_to_end(&mut bytes).map_err(|error| cannot(path, &error))?;
    Ok(bytes)
}
