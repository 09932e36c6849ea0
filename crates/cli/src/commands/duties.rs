//! `whereas duties`: the duties and permissions of a case.

use super::note;
use crate::args::{Duties, OutputFormat};
use crate::commands::eval::package_and_case;
use crate::terminal::Terminal;
use crate::{Ending, Ran};

pub(crate) fn run(arguments: &Duties, terminal: &Terminal) -> Ran {
    let Some((package, input)) = package_and_case(&arguments.what, terminal)? else {
        return Ok(Ending::Found);
    };
    match package.decide(input.text(), input.file, input.format, arguments.what.as_of) {
        Ok(decided) => {
            terminal.result(&match arguments.what.output_format {
                OutputFormat::Json => decided.duties_outcome().to_json(),
                OutputFormat::Human => decided.duties_text(),
            });
            Ok(Ending::Clean)
        }
        Err(problems) => {
            note(&problems, &input.sources, terminal);
            Ok(Ending::Found)
        }
    }
}
