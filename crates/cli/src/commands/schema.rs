//! `whereas schema`: what a case may state, for editors and forms.

use whereas_cases::Vocabulary;

use super::note_errors;
use crate::args::Schema;
use crate::terminal::Terminal;
use crate::{Ending, Ran, disk};

pub(crate) fn run(arguments: &Schema, terminal: &Terminal) -> Ran {
    let on_disk = disk::package(&arguments.path)?;
    let compilation = whereas_driver::compile(&on_disk.files, on_disk.asked());
    let Some(package) = compilation.package() else {
        note_errors(&compilation, terminal);
        return Ok(Ending::Found);
    };
    let policies: Vec<Vocabulary<'_>> = package
        .plans
        .iter()
        .map(|plan| Vocabulary { facts: &plan.meaning.facts, book: &plan.book })
        .collect();
    terminal.result(&format!("{:#}\n", whereas_cases::schema(&policies)));
    Ok(Ending::Clean)
}
