//! The files below a folder, in order.

use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};

use whereas_driver::{Files, MANIFEST, Unread, Why};

use crate::read::{CannotRead, at_most, why};

/// How deep folders are searched.
const MAX_DEPTH: usize = 16;
/// The most that is read of a policy or of passages: more than any of them may have.
const MAX_BYTES: usize = 17 << 20;

/// The folders below this one that have a `whereas.toml`, those below each other too.
pub(crate) fn roots_below(folder: &Path, roots: &mut Vec<PathBuf>) -> Result<(), CannotRead> {
    let mut open = vec![(folder.to_owned(), 0_usize)];
    while let Some((at, depth)) = open.pop() {
        let entries = match entries(&at) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(CannotRead::of(&at, &error)),
            // The package that it belongs to tells it.
            Err(_) => continue,
        };
        for entry in entries {
            if depth < MAX_DEPTH && is_searched(&entry) {
                if entry.join(MANIFEST).is_file() {
                    roots.push(entry.clone());
                }
                open.push((entry, depth.saturating_add(1)));
            }
        }
    }
    Ok(())
}

/// The files of a package: its manifest, its policies, its passages.
pub(crate) fn gather(root: &Path, files: &mut Files, unread: &mut Vec<Unread>) {
    let mut open = vec![(root.to_owned(), 0_usize)];
    while let Some((at, depth)) = open.pop() {
        let entries = match entries(&at) {
            Ok(entries) => entries,
            Err(error) => {
                unread.push(Unread { path: inside(root, &at), why: Why::Disk(why(&error)) });
                continue;
            }
        };
        for path in entries {
            if path.is_dir() {
                if depth < MAX_DEPTH && is_searched(&path) && !path.join(MANIFEST).is_file() {
                    open.push((path, depth.saturating_add(1)));
                }
            } else if belongs(&path) {
                take(root, &path, files, unread);
            }
        }
    }
    unread.sort();
}

/// Reads one file of a package.
pub(crate) fn take(root: &Path, path: &Path, files: &mut Files, unread: &mut Vec<Unread>) {
    let inside = inside(root, path);
    match text(path) {
        Ok(text) => {
            files.insert(inside, text);
        }
        Err(why) => unread.push(Unread { path: inside, why }),
    }
}

/// Reads the files of a folder, and of none below it.
pub(crate) fn beside(folder: &Path, files: &mut Files, unread: &mut Vec<Unread>) {
    for path in entries(folder).unwrap_or_default() {
        if belongs(&path) && !path.is_dir() {
            take(folder, &path, files, unread);
        }
    }
}

/// The text of a file that has been read, as far as it is one.
pub(crate) fn text_of<'f>(path: &str, files: &'f Files, unread: &'f [Unread]) -> Option<&'f str> {
    let lossy = || match &unread.iter().find(|it| it.path == path)?.why {
        Why::NotUtf8 { text, .. } => Some(text.as_str()),
        Why::Disk(_) => Some(""),
    };
    files.get(path).map(String::as_str).or_else(lossy)
}

fn text(path: &Path) -> Result<String, Why> {
    let about = fs::metadata(path).map_err(|error| Why::Disk(why(&error)))?;
    if !about.is_file() {
        // A pipe would be waited for without end.
        return Err(Why::Disk("this is no regular file".to_owned()));
    }
    let bytes = at_most(path, MAX_BYTES).map_err(|error| Why::Disk(why(&error)))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Why::NotUtf8 { text: String::from_utf8_lossy(error.as_bytes()).into_owned(), at }
    })
}

/// The policy files that a path means: itself, or all those below it, those of packages below it too.
pub fn policies(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), CannotRead> {
    if !fs::metadata(path).map_err(|error| CannotRead::of(path, &error))?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut open = vec![(path.to_owned(), 0_usize)];
    while let Some((at, depth)) = open.pop() {
        for path in entries(&at).map_err(|error| CannotRead::of(&at, &error))? {
            if path.is_dir() {
                if depth < MAX_DEPTH && is_searched(&path) {
                    open.push((path, depth.saturating_add(1)));
                }
            } else if is_policy(&path) && belongs(&path) {
                files.push(path);
            }
        }
    }
    Ok(())
}

/// Whether a file is named as one that is written in the language.
#[must_use]
pub fn is_policy(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "policy")
}

/// Whether a file of this name is one of a package. Editors keep files of their own under names with a dot.
fn belongs(path: &Path) -> bool {
    let name = name(path);
    let kind = name.ends_with(".policy") || name.ends_with(".md") || name == MANIFEST;
    kind && !name.starts_with('.')
}

/// Whether a folder is looked into. Links to folders are not followed: they may lead back to where they are.
fn is_searched(folder: &Path) -> bool {
    let name = name(folder);
    let skipped = name.starts_with('.') || name == "target" || name == "node_modules";
    !skipped && fs::symlink_metadata(folder).is_ok_and(|about| about.is_dir())
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder)?;
    let mut all = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Error>>()?;
    all.sort();
    Ok(all)
}

/// The path of a file in its package, with `/`.
pub(crate) fn inside(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}
