//! The commands, and what several of them do.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod compile;
pub(crate) mod coverage;
mod diff;
pub(crate) mod duties;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod force;
mod load;
pub(crate) mod new;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod shell;
pub(crate) mod show;
pub(crate) mod test;
mod told;

use whereas_diagnostics::{Diagnostic, render};
use whereas_driver::Compilation;
use whereas_source::Sources;

use crate::terminal::Terminal;

/// Diagnostics as notes, with their lines; of very many the first, and a count.
fn note(problems: &[Diagnostic], sources: &Sources, terminal: &Terminal) {
    let told = told::told(std::iter::once(problems), told::MAX_TOLD);
    for kept in &told.kept {
        terminal.note(&render::terminal(kept, sources, terminal.notes_in_colour()));
    }
    terminal.note(&told::tail(told.more, render::count(problems), ""));
}

/// The errors of a package that cannot be used, as notes.
fn note_errors(compilation: &Compilation, terminal: &Terminal) {
    let errors: Vec<Diagnostic> =
        compilation.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
    note(&errors, &compilation.sources, terminal);
}
