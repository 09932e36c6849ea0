//! `whereas compile`: the plans of a package as a file.

use std::path::Path;

use super::{load, note};
use crate::args::Compile;
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

pub(crate) fn run(arguments: &Compile, terminal: &Terminal) -> Ran {
    if disk::plan(&arguments.path)?.is_some() {
        let path = &arguments.path;
        return Err(CannotRun(format!(
            "{path}: name a folder of policies, or a file that ends in .policy"
        )));
    }
    let Some(package) = load::package(&arguments.path, None, terminal)? else {
        return Ok(Ending::Found);
    };
    let bytes = match package.to_plan() {
        Ok(bytes) => bytes,
        Err(faults) => {
            note(faults.diagnostics(), faults.sources(), terminal);
            return Ok(Ending::Found);
        }
    };
    if arguments.output == "-" {
        terminal.result_bytes(&bytes);
        return Ok(Ending::Clean);
    }
    disk::write::replace(Path::new(&arguments.output), &bytes)?;
    let policies: Vec<String> =
        package.identities().map(|it| format!("{}: plan {}\n", it.policy, it.plan)).collect();
    terminal.note(&policies.concat());
    Ok(Ending::Clean)
}
