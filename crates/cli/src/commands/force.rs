//! `whereas force`: on which days a policy is in force.

use super::load;
use crate::args::{Force, OutputFormat};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran};

pub(crate) fn run(arguments: &Force, terminal: &Terminal) -> Ran {
    let (from, to) = (arguments.from, arguments.to);
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(CannotRun(format!(
            "no day is from {from} to {to}: the last is before the first"
        )));
    }
    let Some(package) = load::package(&arguments.path, arguments.policy.as_deref(), terminal)?
    else {
        return Ok(Ending::Found);
    };
    let force = package.force(from, to);
    terminal.result(&match arguments.output_format {
        OutputFormat::Human => force.to_text(),
        OutputFormat::Json => force.to_json(),
    });
    Ok(Ending::Clean)
}
