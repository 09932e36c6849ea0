//! The commands, and what several of them do.

pub(crate) mod check;
pub(crate) mod duties;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod schema;
pub(crate) mod shell;
pub(crate) mod show;
pub(crate) mod test;

use whereas_diagnostics::{Diagnostic, render};
use whereas_driver::Compilation;
use whereas_source::Sources;

use crate::terminal::Terminal;

/// How many diagnostics of one run are told.
const MAX_TOLD: usize = 100;

/// Diagnostics as notes, with their lines; of very many the first, and a count.
fn note(problems: &[Diagnostic], sources: &Sources, terminal: &Terminal) {
    let told = problems.get(..problems.len().min(MAX_TOLD)).unwrap_or(problems);
    terminal.note(&render::terminal(told, sources, terminal.notes_in_colour()));
    terminal.note(&tail(problems));
}

/// What is said after the diagnostics: how many more there are, and how many in all.
fn tail(problems: &[Diagnostic]) -> String {
    let more = problems.len().saturating_sub(MAX_TOLD);
    let count = render::count(problems).map(|count| format!("{count}\n")).unwrap_or_default();
    if more == 0 { count } else { format!("and {more} more\n{count}") }
}

/// The errors of a package that cannot be used, as notes.
fn note_errors(compilation: &Compilation, terminal: &Terminal) {
    let errors: Vec<Diagnostic> =
        compilation.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
    note(&errors, &compilation.sources, terminal);
}
