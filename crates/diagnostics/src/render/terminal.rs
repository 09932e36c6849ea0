//! Diagnostics with their source lines, for a terminal.
//!
//! Invariant: a span that does not fit its file is shown as a one-line message instead of at a
//! wrong place.

use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label as ShownLabel, Severity};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term;
use codespan_reporting::term::termcolor::Ansi;
use whereas_source::{FileId, Sources, Span};

use crate::{Diagnostic, Level};

/// The diagnostics, each with the lines it is about; with colours if asked.
pub fn terminal(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match shown(diagnostic, sources).and_then(|it| emit(&it, sources, colour)) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&super::short(std::slice::from_ref(diagnostic), sources)),
        }
    }
    out
}

fn emit(shown: &Shown<FileId>, sources: &Sources, colour: bool) -> Option<String> {
    let config = term::Config::default();
    let files = Adapter(sources);
    if !colour {
        return term::emit_into_string(&config, &files, shown).ok();
    }
    let styles = term::Styles::default();
    let mut bytes = Ansi::new(Vec::new());
    let mut writer = term::StylesWriter::new(&mut bytes, &styles);
    term::emit_to_write_style(&mut writer, &config, &files, shown).ok()?;
    String::from_utf8(bytes.into_inner()).ok()
}

fn shown(diagnostic: &Diagnostic, sources: &Sources) -> Option<Shown<FileId>> {
    let severity = match diagnostic.level() {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
    };
    let mut labels = Vec::new();
    if let Some(primary) = &diagnostic.primary {
        let range = checked(primary.span, sources)?;
        labels.push(ShownLabel::primary(primary.span.file, range).with_message(&primary.text));
    }
    for label in &diagnostic.secondary {
        let range = checked(label.span, sources)?;
        labels.push(ShownLabel::secondary(label.span.file, range).with_message(&label.text));
    }
    let mut notes: Vec<String> = diagnostic.notes.iter().map(|it| format!("note: {it}")).collect();
    for help in &diagnostic.help {
        notes.push(match help.edits.as_slice() {
            [edit] if !edit.text.contains('\n') && !edit.text.trim().is_empty() => {
                format!("help: {}: `{}`", help.message, edit.text.trim())
            }
            _ => format!("help: {}", help.message),
        });
    }
    Some(
        Shown::new(severity)
            .with_code(diagnostic.code.id())
            .with_message(&diagnostic.message)
            .with_labels(labels)
            .with_notes(notes),
    )
}

fn checked(span: Span, sources: &Sources) -> Option<Range<usize>> {
    sources.text(span)?;
    Some(usize::try_from(span.start).ok()?..usize::try_from(span.end).ok()?)
}

struct Adapter<'a>(&'a Sources);

impl<'a> Files<'a> for Adapter<'a> {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(self.0.file(id).ok_or(Error::FileMissing)?.name())
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(self.0.file(id).ok_or(Error::FileMissing)?.text())
    }

    fn line_index(&'a self, id: FileId, byte_index: usize) -> Result<usize, Error> {
        let file = self.0.file(id).ok_or(Error::FileMissing)?;
        let at = u32::try_from(byte_index).unwrap_or(u32::MAX);
        Ok(file.line_starts().partition_point(|start| *start <= at).saturating_sub(1))
    }

    fn line_range(&'a self, id: FileId, line_index: usize) -> Result<Range<usize>, Error> {
        let file = self.0.file(id).ok_or(Error::FileMissing)?;
        let starts = file.line_starts();
        let too_large = Error::LineTooLarge { given: line_index, max: starts.len() };
        let start = *starts.get(line_index).ok_or(too_large)?;
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let end = match starts.get(line_index.saturating_add(1)) {
            Some(next) => usize::try_from(*next).unwrap_or(usize::MAX),
            None => file.text().len(),
        };
        Ok(start..end)
    }
}
