//! Diagnostics as SARIF 2.1.0, for code scanning.
//!
//! Reads diagnostics with the texts they are about, package by package; produces one log with one run. Invariants:
//! every result has a rule, and every rule its page; a place that does not fit its file is left out; columns count
//! characters, from one, as the log says.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use whereas_source::{SourceFile, Sources, Span};

use crate::{Code, Diagnostic, Help, Label, Level};

/// Where the schema of the form is to be had.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a log is made of.
#[derive(Clone, Copy)]
pub struct Sarif<'a> {
    /// The version of the program.
    pub version: &'a str,
    /// The page of a code, in Markdown.
    pub page: fn(Code) -> Option<&'static str>,
    /// What was found, package by package.
    pub found: &'a [(Vec<Diagnostic>, &'a Sources)],
    /// What was found and is accepted where it stands, with the reason.
    pub accepted: &'a [(Diagnostic, String, &'a Sources)],
    /// How many more findings there are that the log does not have.
    pub more: usize,
    /// Why nothing could be looked at, where nothing could.
    pub error: Option<&'a str>,
}

/// The log as one JSON text, indented, with a line break at its end.
pub fn sarif(log: Sarif<'_>) -> String {
    let told = log.found.iter().flat_map(|(found, _)| found);
    let codes: BTreeMap<&str, Code> = told
        .chain(log.accepted.iter().map(|(diagnostic, _, _)| diagnostic))
        .map(|diagnostic| (diagnostic.code.id(), diagnostic.code))
        .collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(*code, log.page)).collect();
    let place = |code: Code| codes.keys().position(|id| *id == code.id());
    let mut results = Vec::new();
    for (found, sources) in log.found {
        results.extend(found.iter().map(|it| result(it, place(it.code), sources)));
    }
    for (diagnostic, reason, sources) in log.accepted {
        let mut accepted = result(diagnostic, place(diagnostic.code), sources);
        add(
            &mut accepted,
            "suppressions",
            json!([{ "kind": "inSource", "status": "accepted", "justification": reason }]),
        );
        results.push(accepted);
    }
    let mut invocation = json!({ "executionSuccessful": log.error.is_none() });
    if let Some(error) = log.error {
        let notification = json!([{ "level": "error", "message": { "text": error } }]);
        add(&mut invocation, "toolExecutionNotifications", notification);
    }
    if log.more > 0 {
        let text = format!("{} more findings are not in this log", log.more);
        let notification = json!([{ "level": "note", "message": { "text": text } }]);
        add(&mut invocation, "toolExecutionNotifications", notification);
    }
    let driver = json!({ "name": "whereas", "semanticVersion": log.version, "rules": rules });
    let all = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{all:#}\n")
}

fn add(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(map) = object {
        map.insert(key.to_owned(), value);
    }
}

fn rule(code: Code, page: fn(Code) -> Option<&'static str>) -> Value {
    let mut rule = json!({
        "id": code.id(),
        "shortDescription": { "text": code.title() },
        "defaultConfiguration": { "level": code.level().word() },
    });
    if let Some(page) = page(code) {
        add(&mut rule, "help", json!({ "text": page, "markdown": page }));
    }
    rule
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, sources: &Sources) -> Value {
    let level = match diagnostic.level() {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let notes = diagnostic.notes.iter().map(|note| format!("\nnote: {note}"));
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {}", help.message));
    let text: String =
        std::iter::once(diagnostic.message.clone()).chain(notes).chain(help).collect();
    let mut result = json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": rule,
        "level": level,
        "message": { "text": text },
    });
    if let Some(place) = diagnostic.primary.as_ref().and_then(|label| location(label, sources)) {
        add(&mut result, "locations", json!([place]));
    }
    let others: Vec<Value> =
        diagnostic.secondary.iter().filter_map(|label| location(label, sources)).collect();
    if !others.is_empty() {
        add(&mut result, "relatedLocations", others.into());
    }
    let fixes: Vec<Value> = diagnostic.help.iter().filter_map(|help| fix(help, sources)).collect();
    if !fixes.is_empty() {
        add(&mut result, "fixes", fixes.into());
    }
    result
}

fn location(label: &Label, sources: &Sources) -> Option<Value> {
    let (file, region) = place(label.span, sources)?;
    let mut location = json!({
        "physicalLocation": { "artifactLocation": artifact(file.name()), "region": region },
    });
    if !label.text.is_empty() {
        add(&mut location, "message", json!({ "text": label.text }));
    }
    Some(location)
}

/// The file of a span, and where in it the span lies.
fn place(span: Span, sources: &Sources) -> Option<(&SourceFile, Value)> {
    sources.text(span)?;
    let file = sources.file(span.file)?;
    let (start, end) = (file.place(span.start), file.place(span.end));
    let region = json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": span.start,
        "byteLength": span.end.saturating_sub(span.start),
    });
    Some((file, region))
}

/// The edits of a help, file by file; nothing where only the author can mend it.
fn fix(help: &Help, sources: &Sources) -> Option<Value> {
    let mut files: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for edit in &help.edits {
        let (file, region) = place(edit.span, sources)?;
        let replacement =
            json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } });
        files.entry(file.name()).or_default().push(replacement);
    }
    if files.is_empty() {
        return None;
    }
    let changes: Vec<Value> = files
        .into_iter()
        .map(|(name, edits)| json!({ "artifactLocation": artifact(name), "replacements": edits }))
        .collect();
    Some(json!({ "description": { "text": help.message }, "artifactChanges": changes }))
}

fn artifact(name: &str) -> Value {
    let path = escaped(name);
    if path.starts_with('/') {
        json!({ "uri": format!("file://{path}") })
    } else {
        json!({ "uri": path, "uriBaseId": "%SRCROOT%" })
    }
}

/// A path as a part of a URI.
fn escaped(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
