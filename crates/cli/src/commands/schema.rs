//! `whereas schema`: what a case may state, and what stands in outcomes, for editors, forms and readers.

use super::load;
use crate::args::{Schema, SchemaOf};
use crate::terminal::Terminal;
use crate::{Ending, Ran};

pub(crate) fn run(arguments: &Schema, terminal: &Terminal) -> Ran {
    let schema = match &arguments.of {
        SchemaOf::Case { path } => {
            let Some(package) = load::package(path, None, terminal)? else {
                return Ok(Ending::Found);
            };
            whereas_cases::schema(&package.vocabularies())
        }
        SchemaOf::Outcome => whereas::schema::outcome(),
        SchemaOf::Comparison => whereas::schema::comparison(),
        SchemaOf::Force => whereas::schema::force(),
    };
    terminal.result(&format!("{schema:#}\n"));
    Ok(Ending::Clean)
}
