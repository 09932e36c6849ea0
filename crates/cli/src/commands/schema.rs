//! `whereas schema`: what a case may state, for editors and forms.

use super::load;
use crate::args::Schema;
use crate::terminal::Terminal;
use crate::{Ending, Ran};

pub(crate) fn run(arguments: &Schema, terminal: &Terminal) -> Ran {
    let Some(package) = load::package(&arguments.path, None, terminal)? else {
        return Ok(Ending::Found);
    };
    terminal.result(&format!("{:#}\n", whereas_cases::schema(&package.vocabularies())));
    Ok(Ending::Clean)
}
