//! `whereas check`: everything that is wrong with a policy.

use whereas_diagnostics::{Diagnostic, Level, render};
use whereas_driver::Compilation;
use whereas_folders::Folder;
use whereas_source::Sources;

use super::explain;
use super::told::{self, MAX_TOLD};
use crate::args::{Check, FailOn, FindingsFormat};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

pub(crate) fn run(arguments: &Check, terminal: &Terminal) -> Ran {
    let packages = match disk::packages(&arguments.path) {
        Ok(packages) => packages,
        Err(why) => {
            // Whoever reads the results by a program finds there too that there are none.
            terminal.result(&could_not_run(arguments.output_format, &why));
            return Err(why);
        }
    };
    let all: Vec<Compilation> =
        packages.into_iter().map(|it| compiled(it, arguments.output_format)).collect();
    let limit = if arguments.no_limit { usize::MAX } else { MAX_TOLD };
    let told = told::told(all.iter().map(|it| it.diagnostics.as_slice()), limit);
    let found: Vec<(Vec<Diagnostic>, &Sources)> =
        told.kept.into_iter().zip(all.iter().map(|it| &it.sources)).collect();
    match arguments.output_format {
        FindingsFormat::Human => {
            for (found, sources) in &found {
                terminal.result(&render::terminal(found, sources, terminal.results_in_colour()));
            }
            for compilation in all.iter().filter(|it| it.diagnostics.is_empty()) {
                terminal.note(&clean(compilation));
            }
        }
        FindingsFormat::Short => {
            for (found, sources) in &found {
                terminal.result(&render::short(found, sources));
            }
        }
        FindingsFormat::Json => terminal.result(&json(&found, &all, told.more)),
        FindingsFormat::Sarif => terminal.result(&sarif(&found, &all, told.more)),
        FindingsFormat::Github => {
            for (found, sources) in &found {
                terminal.result(&render::github(found, sources));
            }
        }
    }
    let count = told::count(all.iter().flat_map(|it| &it.diagnostics));
    terminal.note(&told::tail(told.more, count, "; --no-limit tells all"));
    let fails = |it: &Diagnostic| it.is_error() || arguments.fail_on == FailOn::Warning;
    let found = all.iter().flat_map(|it| &it.diagnostics).any(fails);
    Ok(if found { Ending::Found } else { Ending::Clean })
}

/// A package through all passes. A log that is sent on names its files from the root of what was checked, or in full.
fn compiled(mut package: Folder, format: FindingsFormat) -> Compilation {
    if format == FindingsFormat::Sarif
        && let Ok(full) = std::fs::canonicalize(&package.root)
    {
        package.shown = whereas_folders::shown(&full);
    }
    package.check()
}

/// The results of a run that could not be: none, and why.
fn could_not_run(format: FindingsFormat, CannotRun(why): &CannotRun) -> String {
    match format {
        FindingsFormat::Human | FindingsFormat::Short => String::new(),
        FindingsFormat::Json => {
            let all = serde_json::json!({
                "schema_version": 1,
                "error": why,
                "errors": 0,
                "warnings": 0,
                "diagnostics": [],
                "not_told": 0,
                "accepted": [],
            });
            format!("{all:#}\n")
        }
        FindingsFormat::Sarif => render::sarif(render::Sarif {
            version: env!("CARGO_PKG_VERSION"),
            page: explain::page,
            found: &[],
            accepted: &[],
            more: 0,
            error: Some(why),
        }),
        FindingsFormat::Github => render::github_error(why),
    }
}

fn json(found: &[(Vec<Diagnostic>, &Sources)], all: &[Compilation], more: usize) -> String {
    let values: Vec<serde_json::Value> =
        found.iter().flat_map(|(found, sources)| render::json_values(found, sources)).collect();
    let accepted: Vec<serde_json::Value> = all
        .iter()
        .flat_map(|compilation| {
            compilation.accepted.iter().map(|it| {
                serde_json::json!({
                    "code": it.diagnostic.code.id(),
                    "message": it.diagnostic.message,
                    "clause": it.clause,
                    "reason": it.reason,
                    "at": compilation.sources.describe(it.span),
                })
            })
        })
        .collect();
    let count = |level: Level| {
        all.iter().flat_map(|it| &it.diagnostics).filter(|it| it.level() == level).count()
    };
    let all = serde_json::json!({
        "schema_version": 1,
        "errors": count(Level::Error),
        "warnings": count(Level::Warning),
        "diagnostics": values,
        "not_told": more,
        "accepted": accepted,
    });
    format!("{all:#}\n")
}

fn sarif(found: &[(Vec<Diagnostic>, &Sources)], all: &[Compilation], more: usize) -> String {
    let accepted: Vec<(Diagnostic, String, &Sources)> = all
        .iter()
        .flat_map(|compilation| {
            let sources = &compilation.sources;
            let accepted = compilation.accepted.iter();
            accepted.map(move |it| (it.diagnostic.clone(), it.reason.to_string(), sources))
        })
        .collect();
    render::sarif(render::Sarif {
        version: env!("CARGO_PKG_VERSION"),
        page: explain::page,
        found,
        accepted: &accepted,
        more,
        error: None,
    })
}

fn clean(compilation: &Compilation) -> String {
    let names: Vec<&str> = compilation.policies.iter().map(|policy| policy.name.as_str()).collect();
    let accepted = match compilation.accepted.len() {
        0 => String::new(),
        1 => ", 1 finding accepted with its reason".to_owned(),
        more => format!(", {more} findings accepted with their reasons"),
    };
    format!("{}: nothing found{accepted}\n", names.join(", "))
}
