//! `whereas check`: everything that is wrong with a policy.

use whereas_diagnostics::{Diagnostic, render};
use whereas_source::Sources;

use super::{MAX_TOLD, tail};
use crate::args::{Check, FindingsFormat};
use crate::terminal::Terminal;
use crate::{Ending, Ran, disk};

pub(crate) fn run(arguments: &Check, terminal: &Terminal) -> Ran {
    let mut ending = Ending::Clean;
    let (mut values, mut accepted) = (Vec::new(), Vec::new());
    for package in disk::packages(&arguments.path)? {
        let compilation = whereas_driver::compile(&package.files, package.asked());
        let found = &compilation.diagnostics;
        if !found.is_empty() {
            ending = Ending::Found;
        }
        match arguments.output_format {
            FindingsFormat::Json => values.extend(json(found, &compilation.sources)),
            FindingsFormat::Human => {
                let told = told(found);
                terminal.result(&render::terminal(
                    told,
                    &compilation.sources,
                    terminal.results_in_colour(),
                ));
                terminal.note(&tail(found));
            }
            FindingsFormat::Short => {
                terminal.result(&render::short(told(found), &compilation.sources));
                terminal.note(&tail(found));
            }
        }
        accepted.extend(compilation.accepted.iter().map(|it| {
            serde_json::json!({
                "code": it.diagnostic.code.id(),
                "message": it.diagnostic.message,
                "clause": it.clause,
                "reason": it.reason,
                "at": compilation.sources.describe(it.span),
            })
        }));
        if found.is_empty() && arguments.output_format == FindingsFormat::Human {
            terminal.note(&clean(&compilation));
        }
    }
    if arguments.output_format == FindingsFormat::Json {
        let all =
            serde_json::json!({ "schema_version": 1, "diagnostics": values, "accepted": accepted });
        terminal.result(&format!("{all:#}\n"));
    }
    Ok(ending)
}

fn told(found: &[Diagnostic]) -> &[Diagnostic] {
    found.get(..found.len().min(MAX_TOLD)).unwrap_or(found)
}

fn json(found: &[Diagnostic], sources: &Sources) -> Vec<serde_json::Value> {
    match render::json_value(found, sources) {
        serde_json::Value::Array(values) => values,
        serde_json::Value::Object(mut map) => match map.remove("diagnostics") {
            Some(serde_json::Value::Array(values)) => values,
            _ => Vec::new(),
        },
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => Vec::new(),
    }
}

fn clean(compilation: &whereas_driver::Compilation) -> String {
    let names: Vec<&str> = compilation.policies.iter().map(|policy| policy.name.as_str()).collect();
    let accepted = match compilation.accepted.len() {
        0 => String::new(),
        1 => ", 1 finding accepted with its reason".to_owned(),
        more => format!(", {more} findings accepted with their reasons"),
    };
    format!("{}: nothing found{accepted}\n", names.join(", "))
}
