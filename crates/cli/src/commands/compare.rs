//! `whereas compare`: one case put to every policy of a package that decides something.

use super::note;
use crate::args::{Compare, OutputFormat};
use crate::commands::eval::package_and_case;
use crate::terminal::Terminal;
use crate::{Ending, Ran};

pub(crate) fn run(arguments: &Compare, terminal: &Terminal) -> Ran {
    let Some((package, input)) = package_and_case(&arguments.what, terminal)? else {
        return Ok(Ending::Found);
    };
    match package.compare(input.text(), input.file, input.format, arguments.what.as_of) {
        Ok(compared) => {
            terminal.result(&match arguments.what.output_format {
                OutputFormat::Json => compared.comparison().to_json(),
                OutputFormat::Human => compared.text(),
            });
            Ok(Ending::Clean)
        }
        Err(problems) => {
            note(&problems, &input.sources, terminal);
            Ok(Ending::Found)
        }
    }
}
