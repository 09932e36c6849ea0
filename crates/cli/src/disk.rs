//! Plans, cases and kept outcomes from disk; packages are read by `whereas-folders`.

pub(crate) mod read;
pub(crate) mod write;

use std::fs;
use std::path::{Path, PathBuf};

use whereas_folders::{CannotRead, Folder};
use whereas_plan::file::MARK;

use crate::CannotRun;

impl From<CannotRead> for CannotRun {
    fn from(why: CannotRead) -> Self {
        Self(why.to_string())
    }
}

/// The packages that a path means.
pub(crate) fn packages(path: &str) -> Result<Vec<Folder>, CannotRun> {
    is_no_plan(path)?;
    Ok(whereas_folders::packages(Path::new(path))?)
}

/// The one package that a path means.
pub(crate) fn package(path: &str) -> Result<Folder, CannotRun> {
    is_no_plan(path)?;
    Ok(whereas_folders::package(Path::new(path))?)
}

fn is_no_plan(path: &str) -> Result<(), CannotRun> {
    let file = Path::new(path);
    let regular = fs::metadata(file).is_ok_and(|about| about.is_file());
    if regular && !whereas_folders::is_policy(file) && read::at_most(file, MARK.len())? == MARK {
        let path = shown(file);
        return Err(CannotRun(format!("{path} is a compiled plan; this command reads sources")));
    }
    Ok(())
}

/// The bytes of a compiled plan, where the path means a file that is no policy; one byte too many of a file that is
/// larger than a plan may be.
pub(crate) fn plan(path: &str) -> Result<Option<Vec<u8>>, CannotRun> {
    let path = Path::new(path);
    let about = fs::metadata(path).map_err(|error| cannot(path, &error))?;
    if about.is_dir() || whereas_folders::is_policy(path) {
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

fn entries(folder: &Path) -> Result<Vec<PathBuf>, CannotRun> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| cannot(folder, &error))? {
        all.push(entry.map_err(|error| cannot(folder, &error))?.path());
    }
    all.sort();
    Ok(all)
}

/// A path as it is shown.
pub(crate) fn shown(path: &Path) -> String {
    whereas_folders::plain(&path.to_string_lossy())
}

/// Why something on disk could not be used, for people.
pub(crate) fn cannot(path: &Path, error: &std::io::Error) -> CannotRun {
    CannotRead::of(path, error).into()
}
