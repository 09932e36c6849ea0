//! Packages that decide cases: from sources, or from a compiled plan.

use whereas::Package;
use whereas_diagnostics::near_name;

use super::{note, note_errors};
use crate::args::PolicyAndCase;
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
    if let Some(name) = policy
        && !package.only_policy(name)
    {
        let known: Vec<&str> = package.identities().map(|it| it.policy).collect();
        return Err(no_policy(name, &known));
    }
    Ok(Some(package))
}

/// The package whose answers are asked for, in the language in which they are to be told.
pub(crate) fn answering(
    what: &PolicyAndCase,
    terminal: &Terminal,
) -> Result<Option<Package>, CannotRun> {
    let Some(mut package) = package(&what.path, what.policy.as_deref(), terminal)? else {
        return Ok(None);
    };
    if let Some(language) = &what.language
        && !package.tell_in(language)
    {
        let known: Vec<String> = package.languages().iter().map(|it| format!("`{it}`")).collect();
        return Err(CannotRun(format!(
            "answers cannot be told in `{language}`: the labels here have words in {}",
            known.join(", ")
        )));
    }
    Ok(Some(package))
}

/// That no policy has this name, and the names there are.
pub(crate) fn no_policy(name: &str, known: &[&str]) -> CannotRun {
    let near = near_name(name, known.iter().copied());
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    CannotRun(format!(
        "the package has no policy called `{name}`; there is {}{near}",
        known.join(", ")
    ))
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
    let mut compilation = on_disk.compile();
    let package = compilation.take_package();
    if package.is_none() {
        note_errors(&compilation, terminal);
    }
    // To give all of it back piece by piece takes as long as a good part of the passes, and the program ends soon.
    std::mem::forget(compilation);
    Ok(package.map(Package::from))
}
