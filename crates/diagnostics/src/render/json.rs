//! Diagnostics as JSON, for programs: stable keys, `schema_version` first.

use serde::Serialize;
use whereas_source::{Sources, Span};

use crate::{Diagnostic, Help, Label};

#[derive(Serialize)]
struct Report<'a> {
    schema_version: u32,
    diagnostics: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    code: &'static str,
    level: &'static str,
    title: &'static str,
    message: &'a str,
    place: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    other_places: Vec<Place<'a>>,
    notes: &'a [String],
    help: Vec<Advice<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    start: Point,
    end: Point,
    text: &'a str,
}

#[derive(Serialize)]
struct Point {
    byte: u32,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Advice<'a> {
    message: &'a str,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    place: Option<Place<'a>>,
    replacement: &'a str,
}

/// The diagnostics as one JSON text, indented.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    serde_json::to_string_pretty(&report(diagnostics, sources)).unwrap_or_default()
}

/// The diagnostics as JSON values, to put inside a larger report.
pub fn json_values(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<serde_json::Value> {
    // Strings and integers always serialise, so the default is never seen.
    let value = |it| serde_json::to_value(one(it, sources)).unwrap_or_default();
    diagnostics.iter().map(value).collect()
}

fn report<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> Report<'a> {
    let diagnostics = diagnostics.iter().map(|d| one(d, sources)).collect();
    Report { schema_version: 1, diagnostics }
}

fn one<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> One<'a> {
    One {
        code: diagnostic.code.id(),
        level: diagnostic.level().word(),
        title: diagnostic.code.title(),
        message: &diagnostic.message,
        place: diagnostic.primary.as_ref().and_then(|label| labelled(label, sources)),
        pointer: diagnostic.pointer.as_deref(),
        other_places: diagnostic.secondary.iter().filter_map(|l| labelled(l, sources)).collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.iter().map(|help| advice(help, sources)).collect(),
    }
}

fn labelled<'a>(label: &'a Label, sources: &'a Sources) -> Option<Place<'a>> {
    place(label.span, &label.text, sources)
}

fn place<'a>(span: Span, text: &'a str, sources: &'a Sources) -> Option<Place<'a>> {
    let file = sources.file(span.file)?;
    let point = |byte: u32| {
        let at = file.place(byte);
        Point { byte, line: at.line, column: at.column }
    };
    Some(Place { file: file.name(), start: point(span.start), end: point(span.end), text })
}

fn advice<'a>(help: &'a Help, sources: &'a Sources) -> Advice<'a> {
    let edits = help
        .edits
        .iter()
        .map(|edit| Change { place: place(edit.span, "", sources), replacement: &edit.text })
        .collect();
    Advice { message: &help.message, edits }
}
