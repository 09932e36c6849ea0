//! Files read no further than a limit, and why one could not be.

use std::fmt;
use std::fs;
use std::io::{Error, ErrorKind, Read as _};
use std::path::Path;

use whereas_diagnostics::near_name;

/// A path that could not be used, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CannotRead(String);

impl CannotRead {
    /// The path and what came of it.
    #[must_use]
    pub fn of(path: &Path, error: &Error) -> Self {
        Self::because(path, &why(error))
    }

    /// The path and what came of it; of one that is not there, with the near name beside it where there is one.
    pub(crate) fn given(path: &Path, error: &Error) -> Self {
        let Self(why) = Self::of(path, error);
        let name = |path: &Path| Some(path.file_name()?.to_string_lossy().into_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let beside = fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten();
        let mut names: Vec<String> = beside
            .filter_map(|entry| name(&entry.ok()?.path()))
            .map(|it| crate::plain(&it))
            .collect();
        names.sort();
        let wanted = name(path).filter(|_| error.kind() == ErrorKind::NotFound);
        match wanted.and_then(|wanted| near_name(&wanted, names.iter().map(String::as_str))) {
            Some(near) => Self(format!("{why}; there is `{near}`")),
            None => Self(why),
        }
    }

    pub(crate) fn because(path: &Path, why: &str) -> Self {
        Self(format!("{}: {why}", crate::plain(&path.to_string_lossy())))
    }
}

impl fmt::Display for CannotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CannotRead {}

/// What came of a file, for people.
#[must_use]
pub fn why(error: &Error) -> String {
    let said = [
        (ErrorKind::NotFound, "there is no such file or folder"),
        (ErrorKind::IsADirectory, "this is a folder, and a file is wanted"),
        (ErrorKind::NotADirectory, "this is a file, and a folder is wanted"),
    ];
    let known = said.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(|| error.to_string(), |(_, why)| (*why).to_owned())
}

/// The first bytes of a file.
pub fn at_most(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
