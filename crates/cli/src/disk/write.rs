//! Files and folders written whole or not at all: beside their place first, then put there.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::cannot;
use crate::CannotRun;

/// Puts bytes in the place of a file, with the permissions that the file has; or makes the file.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), CannotRun> {
    // Where the path is a link, what it leads to is replaced, not the link.
    let full = match fs::canonicalize(path) {
        Ok(full) => full,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(cannot(path, &error)),
    };
    let about = fs::metadata(&full).ok();
    if let Some(about) = &about
        && !about.is_file()
    {
        return into_device(path, &full, bytes);
    }
    let beside = beside(&full);
    let written = write_new(&beside, bytes)
        .and_then(|()| match &about {
            Some(about) => fs::set_permissions(&beside, about.permissions()),
            None => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, &full));
    written.map_err(|error| {
        // Nothing half done stays.
        let _ = fs::remove_file(&beside);
        cannot(path, &error)
    })
}

/// A device or a pipe is written into: put aside, it would be lost.
fn into_device(path: &Path, full: &Path, bytes: &[u8]) -> Result<(), CannotRun> {
    let written = fs::OpenOptions::new()
        .write(true)
        .open(full)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.flush()));
    written.map_err(|error| cannot(path, &error))
}

/// Makes a folder with these files, by their path in it. What is there already is never touched.
pub(crate) fn new_folder(path: &Path, files: &[(&str, String)]) -> Result<(), CannotRun> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(CannotRun(format!("{}: this is there already", super::shown(path))));
    }
    let beside = beside(path);
    let written = fs::create_dir(&beside).and_then(|()| {
        for (name, text) in files {
            let file = beside.join(name);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            write_new(&file, text.as_bytes())?;
        }
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        let _ = fs::remove_dir_all(&beside);
        cannot(path, &error)
    })
}

/// Makes a folder, where it is not there yet.
pub(crate) fn folder(path: &Path) -> Result<(), CannotRun> {
    fs::create_dir_all(path).map_err(|error| cannot(path, &error))
}

/// Removes a file.
pub(crate) fn remove(path: &Path) -> Result<(), CannotRun> {
    fs::remove_file(path).map_err(|error| cannot(path, &error))
}

/// A name in the same folder that no policy has.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
