//! Diagnostics with their source lines, for a terminal.
//!
//! Invariants: a span that does not fit its file is shown as a one-line message instead of at a
//! wrong place; a line too long for any terminal is shown around the place only, so that a file of one
//! line is never printed whole.

use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label as ShownLabel, Severity};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term;
use codespan_reporting::term::termcolor::Ansi;
use whereas_source::{FileId, Sources, Span};

use crate::{Diagnostic, Level};

/// The longest line that is shown whole, in bytes.
const LONGEST_LINE: u32 = 1_000;
/// How much of a longer line is shown on each side of the place, in characters.
const AROUND: usize = 40;
/// How many lines of an advice are shown as they would be.
const MOST_REWRITTEN: usize = 6;

/// The diagnostics, each with the lines it is about; with colours if asked.
pub fn terminal(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some(text) = around(diagnostic, sources) {
            out.push_str(&text);
            continue;
        }
        match shown(diagnostic, sources).and_then(|it| emit(&it, sources, colour)) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&super::short(std::slice::from_ref(diagnostic), sources)),
        }
    }
    out
}

/// The message with a piece of its line, where some line it is about is too long.
fn around(diagnostic: &Diagnostic, sources: &Sources) -> Option<String> {
    let labels = diagnostic.primary.iter().chain(&diagnostic.secondary);
    let spans = labels.map(|label| label.span);
    if !spans.clone().any(|span| touches_long_line(span, sources)) {
        return None;
    }
    let span = diagnostic.span()?;
    let file = sources.file(span.file)?;
    let at = usize::try_from(span.start).ok()?;
    let (before, after) = file.text().split_at_checked(at)?;
    let before = before.rsplit('\n').next().unwrap_or("");
    let after = after.lines().next().unwrap_or("");
    let cut = before.char_indices().rev().nth(AROUND.saturating_sub(1)).map_or(0, |(at, _)| at);
    let start = before.get(cut..).unwrap_or("");
    let end: String = after.chars().take(AROUND).collect();
    let (left, right) =
        (if cut > 0 { "…" } else { "" }, if end.len() < after.len() { "…" } else { "" });
    let mut out = super::short(std::slice::from_ref(diagnostic), sources);
    out.push_str(&format!("  {left}{start}{end}{right}\n"));
    out.push_str(&format!("  {}^\n", " ".repeat(left.chars().count() + start.chars().count())));
    for note in &diagnostic.notes {
        out.push_str(&format!("  = note: {note}\n"));
    }
    for help in &diagnostic.help {
        out.push_str(&format!("  = {}\n", advice(help, None)));
    }
    out.push('\n');
    Some(out)
}

fn touches_long_line(span: Span, sources: &Sources) -> bool {
    let Some(file) = sources.file(span.file) else { return false };
    let starts = file.line_starts();
    let first = starts.partition_point(|start| *start <= span.start).saturating_sub(1);
    let last = starts.partition_point(|start| *start <= span.end);
    let end = u32::try_from(file.text().len()).unwrap_or(u32::MAX);
    (first..last).any(|line| {
        let start = starts.get(line).copied().unwrap_or(0);
        let next = starts.get(line.saturating_add(1)).copied().unwrap_or(end);
        next.saturating_sub(start) > LONGEST_LINE
    })
}

/// What the author can do, with the text to write where it is one word or line and not said already. Where several
/// places change, the lines as they would be, unless they are too long to show.
fn advice(help: &crate::Help, sources: Option<&Sources>) -> String {
    let message = &help.message;
    match help.edits.as_slice() {
        [edit] if message.contains(&format!("`{}", edit.text.trim())) => format!("help: {message}"),
        [edit] if !edit.text.contains('\n') && !edit.text.trim().is_empty() => {
            format!("help: {message}: `{}`", edit.text.trim())
        }
        [] | [_] => format!("help: {message}"),
        _ => match sources.and_then(|it| rewritten(help, it)).as_deref() {
            None => format!("help: {message}"),
            Some([line]) => format!("help: {message}: `{line}`"),
            Some(lines) => format!("help: {message}:\n{}", lines.join("\n")),
        },
    }
}

/// The lines that the edits of a help touch, with the edits made; none where they are too many to show.
fn rewritten(help: &crate::Help, sources: &Sources) -> Option<Vec<String>> {
    let mut edits: Vec<&crate::Edit> = help.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let (first, last) = (edits.first()?, edits.last()?);
    let file = sources.file(first.span.file)?;
    let text = file.text();
    let bounds =
        |span: Span| Some((usize::try_from(span.start).ok()?, usize::try_from(span.end).ok()?));
    let (start, end) = (bounds(first.span)?.0, bounds(last.span)?.1);
    let start = text.get(..start)?.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let end = text.get(end..)?.find('\n').map_or(text.len(), |at| end.saturating_add(at));
    let (mut out, mut at) = (String::new(), start);
    for edit in edits {
        let (from, to) = bounds(edit.span)?;
        out.push_str(text.get(at..from)?);
        out.push_str(&edit.text);
        at = to;
    }
    out.push_str(text.get(at..end)?);
    let lines: Vec<String> = out.lines().map(|line| line.trim_end().to_owned()).collect();
    match lines.as_slice() {
        [line] => Some(vec![line.trim().to_owned()]),
        lines if lines.len() <= MOST_REWRITTEN => Some(lines.to_vec()),
        _ => None,
    }
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
    notes.extend(diagnostic.help.iter().map(|help| advice(help, Some(sources))));
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

    fn line_number(&'a self, id: FileId, line_index: usize) -> Result<usize, Error> {
        let before = self.0.file(id).ok_or(Error::FileMissing)?.lines_before();
        let before = usize::try_from(before).unwrap_or(usize::MAX);
        Ok(line_index.saturating_add(before).saturating_add(1))
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
