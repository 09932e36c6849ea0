//! Packages and cases from disk.
//!
//! A folder with a `whereas.toml` is a package, with all the policies and passages below it but for the packages
//! among them. A folder without one is a package too, unless there are packages below it: then it is those. One
//! policy file belongs to the package above it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use whereas_driver::{Asked, Files, MANIFEST};

use crate::CannotRun;

/// How deep folders are searched.
const MAX_DEPTH: usize = 16;
/// The most that is read of any file.
const MAX_BYTES: u64 = 17 << 20;

/// A package on disk.
#[derive(Debug)]
pub(crate) struct OnDisk {
    /// Its files, by their path in it.
    pub files: Files,
    /// The one policy file that was asked for.
    pub only: Option<String>,
    /// Its folder, as it is shown.
    pub folder: String,
}

impl OnDisk {
    /// What to compile of it.
    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked { only: self.only.as_deref(), folder: &self.folder }
    }
}

/// The packages that a path means.
pub(crate) fn packages(path: &str) -> Result<Vec<OnDisk>, CannotRun> {
    let path = Path::new(path);
    let about = fs::metadata(path).map_err(|error| cannot(path, &error))?;
    if about.is_file() {
        return Ok(vec![package_of_file(path)?]);
    }
    let mut roots = Vec::new();
    if path.join(MANIFEST).is_file() {
        roots.push(path.to_owned());
    } else {
        roots_below(path, 0, &mut roots)?;
        if roots.is_empty() {
            // Perhaps a folder of a package that starts further up.
            roots.push(above(path).unwrap_or_else(|| path.to_owned()));
        }
    }
    roots.sort();
    roots
        .iter()
        .map(|root| {
            let mut files = Files::new();
            gather(root, root, 0, &mut files)?;
            Ok(OnDisk { files, only: None, folder: shown(root) })
        })
        .collect()
}

/// The one package that a path means.
pub(crate) fn package(path: &str) -> Result<OnDisk, CannotRun> {
    let mut all = packages(path)?;
    match (all.pop(), all.is_empty()) {
        (Some(one), true) => Ok(one),
        _ => Err(CannotRun(format!("{path} holds several packages; name one of them"))),
    }
}

fn package_of_file(path: &Path) -> Result<OnDisk, CannotRun> {
    let full = fs::canonicalize(path).map_err(|error| cannot(path, &error))?;
    let folder = full.parent().map_or_else(PathBuf::new, Path::to_owned);
    let root = above(&folder).unwrap_or(folder);
    let mut files = Files::new();
    gather(&root, &root, 0, &mut files)?;
    let only = inside(&root, &full);
    if !files.contains_key(&only) {
        files.insert(only.clone(), text(&full)?);
    }
    Ok(OnDisk { files, only: Some(only), folder: shown(&root) })
}

/// A folder as it is shown: from where the command was started, where it lies below.
fn shown(folder: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| folder.strip_prefix(here).ok()).unwrap_or(folder);
    below.to_string_lossy().into_owned()
}

/// The nearest folder with a `whereas.toml`, this one among them.
fn above(folder: &Path) -> Option<PathBuf> {
    let full = fs::canonicalize(folder).ok()?;
    full.ancestors().find(|folder| folder.join(MANIFEST).is_file()).map(Path::to_owned)
}

/// The topmost folders below this one that have a `whereas.toml`.
fn roots_below(folder: &Path, depth: usize, roots: &mut Vec<PathBuf>) -> Result<(), CannotRun> {
    if depth > MAX_DEPTH {
        return Ok(());
    }
    for entry in entries(folder)? {
        if !entry.is_dir() || is_skipped(&entry) {
            continue;
        }
        if entry.join(MANIFEST).is_file() {
            roots.push(entry);
        } else {
            roots_below(&entry, depth.saturating_add(1), roots)?;
        }
    }
    Ok(())
}

/// The files of a package: its manifest, its policies, its passages.
fn gather(root: &Path, folder: &Path, depth: usize, files: &mut Files) -> Result<(), CannotRun> {
    if depth > MAX_DEPTH {
        return Ok(());
    }
    for path in entries(folder)? {
        if path.is_dir() {
            let is_link =
                fs::symlink_metadata(&path).is_ok_and(|about| about.file_type().is_symlink());
            if !is_skipped(&path) && !is_link && !path.join(MANIFEST).is_file() {
                gather(root, &path, depth.saturating_add(1), files)?;
            }
            continue;
        }
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".policy") || name.ends_with(".md") || name == MANIFEST {
            files.insert(inside(root, &path), text(&path)?);
        }
    }
    Ok(())
}

/// The policy files that a path means: itself, or all those below it.
pub(crate) fn policies(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), CannotRun> {
    if fs::metadata(path).map_err(|error| cannot(path, &error))?.is_dir() {
        return policies_below(path, 0, files);
    }
    files.push(path.to_owned());
    Ok(())
}

fn policies_below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), CannotRun> {
    if depth > MAX_DEPTH {
        return Ok(());
    }
    for path in entries(folder)? {
        let is_link = fs::symlink_metadata(&path).is_ok_and(|about| about.file_type().is_symlink());
        if path.is_dir() {
            if !is_link && !is_skipped(&path) {
                policies_below(&path, depth.saturating_add(1), files)?;
            }
        } else if path.extension().is_some_and(|ending| ending == "policy") {
            files.push(path);
        }
    }
    Ok(())
}

fn is_skipped(folder: &Path) -> bool {
    let name =
        folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || name == "target" || name == "node_modules"
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, CannotRun> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| cannot(folder, &error))? {
        all.push(entry.map_err(|error| cannot(folder, &error))?.path());
    }
    all.sort();
    Ok(all)
}

/// The path of a file in its package, with `/`.
fn inside(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

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
    let read = std::io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes);
    read.map_err(|error| cannot(Path::new("standard input"), &error))?;
    Ok(bytes)
}

fn bytes(path: &Path) -> Result<Vec<u8>, CannotRun> {
    let file = fs::File::open(path).map_err(|error| cannot(path, &error))?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(|error| cannot(path, &error))?;
    Ok(bytes)
}

fn cannot(path: &Path, error: &std::io::Error) -> CannotRun {
    let why = if error.kind() == std::io::ErrorKind::NotFound {
        "there is no such file or folder".to_owned()
    } else {
        error.to_string()
    };
    CannotRun(format!("{}: {why}", path.display()))
}
