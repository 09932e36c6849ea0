//! `whereas duties`: the duties and permissions of a case.

use crate::args::{Duties, OutputFormat};
use crate::commands::eval::decide;
use crate::terminal::Terminal;
use crate::{Ending, Ran, plain};

pub(crate) fn run(arguments: &Duties, terminal: &Terminal) -> Ran {
    let Some(mut outcome) = decide(&arguments.what, terminal)? else { return Ok(Ending::Found) };
    outcome.only_decisions(&[]);
    match arguments.what.output_format {
        OutputFormat::Json => terminal.result(&outcome.to_json()),
        OutputFormat::Human => terminal.result(&plain::outcome(&outcome, false)),
    }
    Ok(Ending::Clean)
}
