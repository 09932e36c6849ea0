//! Packages and cases from disk.
//!
//! A folder with a `whereas.toml` is a package, with all the policies and passages below it but for the packages
//! among them. A folder without one is a package too, unless there are packages below it: then it is those. One
//! policy file belongs to the package above it.

pub(crate) mod read;
pub(crate) mod write;

use std::fs;
use std::path::{Path, PathBuf};

use whereas_driver::{Asked, Files, MANIFEST};
use whereas_plan::file::MARK;

use crate::CannotRun;
use read::text;

/// How deep folders are searched.
const MAX_DEPTH: usize = 16;

/// A package on disk.
#[derive(Debug)]
pub(crate) struct OnDisk {
    /// Its files, by their path in it.
    pub files: Files,
    /// The one policy file that was asked for.
    pub only: Option<String>,
    /// Where it is.
    pub root: PathBuf,
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
            Ok(OnDisk { files, only: None, root: root.clone(), folder: shown(root) })
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
    if !is_policy(&full) && read::at_most(&full, MARK.len())? == MARK {
        let path = path.display();
        return Err(CannotRun(format!("{path} is a compiled plan; this command reads sources")));
    }
    let folder = full.parent().map_or_else(PathBuf::new, Path::to_owned);
    let root = above(&folder).unwrap_or(folder);
    let mut files = Files::new();
    gather(&root, &root, 0, &mut files)?;
    let only = inside(&root, &full);
    if !files.contains_key(&only) {
        files.insert(only.clone(), text(&full)?);
    }
    Ok(OnDisk { files, only: Some(only), folder: shown(&root), root })
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
        if !entry.is_dir() || is_link(&entry) || is_skipped(&entry) {
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
            if !is_skipped(&path) && !is_link(&path) && !path.join(MANIFEST).is_file() {
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

/// The bytes of a compiled plan, where the path means a file that is no policy; one byte too many of a file that is
/// larger than a plan may be.
pub(crate) fn plan(path: &str) -> Result<Option<Vec<u8>>, CannotRun> {
    let path = Path::new(path);
    let about = fs::metadata(path).map_err(|error| cannot(path, &error))?;
    if about.is_dir() || is_policy(path) {
        return Ok(None);
    }
    read::at_most(path, whereas_plan::file::MAX_BYTES.saturating_add(1)).map(Some)
}

/// The names of the cases of a package: the files of cases in its folder `cases`.
pub(crate) fn cases(root: &Path) -> Result<Vec<String>, CannotRun> {
    let is_case = |name: &str| whereas::Format::of_name(name).is_some();
    Ok(names(&root.join("cases"))?.into_iter().filter(|name| is_case(name)).collect())
}

/// The names of the cases of which an outcome is kept in a folder.
pub(crate) fn outcomes(folder: &Path) -> Result<Vec<String>, CannotRun> {
    let kept = names(folder)?;
    Ok(kept.iter().filter_map(|name| name.strip_suffix(".txt")).map(str::to_owned).collect())
}

/// The names of the files in a folder; none where there is no such folder.
fn names(folder: &Path) -> Result<Vec<String>, CannotRun> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let files = entries(folder)?.into_iter().filter(|path| path.is_file());
    Ok(files.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect())
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
        if path.is_dir() {
            if !is_link(&path) && !is_skipped(&path) {
                policies_below(&path, depth.saturating_add(1), files)?;
            }
        } else if is_policy(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Links to folders are not followed: they may lead back to where they are.
fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.file_type().is_symlink())
}

fn is_policy(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "policy")
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

/// Why something on disk could not be used, for people.
pub(crate) fn cannot(path: &Path, error: &std::io::Error) -> CannotRun {
    let kind = error.kind();
    let why = if kind == std::io::ErrorKind::NotFound {
        "there is no such file or folder".to_owned()
    } else if kind == std::io::ErrorKind::IsADirectory {
        "this is a folder, and a file is wanted".to_owned()
    } else {
        error.to_string()
    };
    CannotRun(format!("{}: {why}", path.display()))
}
