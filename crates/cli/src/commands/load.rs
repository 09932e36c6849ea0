//! Packages that decide cases: from sources, or from a compiled plan.

use whereas::Package;

use super::{note, note_errors};
use crate::terminal::Terminal;
use crate::{CannotRun, disk};

/// The package that a path means, with one of its policies only where one is named; none where it is at fault,
/// which has then been said.
pub(crate) fn package(
    path: &str,
    policy: Option<&str>,
    terminal: &Terminal,
) -> Result<Option<Package>, CannotRun> {
    let loaded = match disk::plan(path)? {
        Some(bytes) => from_plan(path, &bytes, terminal),
        None => from_sources(path, terminal)?,
    };
    let Some(mut package) = loaded else { return Ok(None) };
    match policy {
        Some(name) if !package.only_policy(name) => {
            Err(CannotRun(format!("the package has no policy called `{name}`")))
        }
        _ => Ok(Some(package)),
    }
}

fn from_plan(path: &str, bytes: &[u8], terminal: &Terminal) -> Option<Package> {
    match Package::from_plan(path, bytes) {
        Ok(package) => Some(package),
        Err(faults) => {
            note(faults.diagnostics(), faults.sources(), terminal);
            None
        }
    }
}

fn from_sources(path: &str, terminal: &Terminal) -> Result<Option<Package>, CannotRun> {
    let on_disk = disk::package(path)?;
    let compilation = whereas_driver::compile(&on_disk.files, on_disk.asked());
    let package = compilation.package();
    if package.is_none() {
        note_errors(&compilation, terminal);
    }
    Ok(package.map(Package::from))
}
