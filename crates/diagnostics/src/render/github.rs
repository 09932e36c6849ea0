//! Diagnostics as annotations of a GitHub workflow: `::error file=…,line=…::message`.
//!
//! Invariant: whatever a message or a file's name holds, one diagnostic is one command, and no part of it ends the
//! command early or starts another.

use whereas_source::Sources;

use crate::{Diagnostic, Level};

/// The diagnostics, one annotation each.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

/// That nothing could be looked at.
pub fn github_error(why: &str) -> String {
    format!("::error title=whereas::{}\n", data(why))
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let command = match diagnostic.level() {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(span) = diagnostic.span()
        && let Some(file) = sources.file(span.file)
    {
        let (start, end) = (file.place(span.start), file.place(span.end));
        properties.push(format!("file={}", property(file.name())));
        properties.push(format!("line={}", start.line));
        properties.push(format!("endLine={}", end.line));
        // Columns are only understood within one line.
        if start.line == end.line {
            properties.push(format!("col={}", start.column));
            properties.push(format!("endColumn={}", end.column));
        }
    }
    let title = format!("{}: {}", diagnostic.code, diagnostic.code.title());
    properties.push(format!("title={}", property(&title)));
    let notes = diagnostic.notes.iter().map(|note| format!("\nnote: {note}"));
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {}", help.message));
    let message: String =
        std::iter::once(diagnostic.message.clone()).chain(notes).chain(help).collect();
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

/// Text as it stands after `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as it stands in a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
