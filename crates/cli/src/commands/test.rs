//! `whereas test`: the examples of a policy.

use std::fmt::Write as _;

use serde_json::json;
use whereas_driver::examples::{self, ExampleRun};
use whereas_source::{Sources, Span};

use super::note_errors;
use crate::args::{OutputFormat, Test};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

pub(crate) fn run(arguments: &Test, terminal: &Terminal) -> Ran {
    let mut ending = Ending::Clean;
    let (mut passed, mut failed) = (0_usize, 0_usize);
    let mut values = Vec::new();
    for package in disk::packages(&arguments.path)? {
        let compilation = whereas_driver::compile(&package.files, package.asked());
        if compilation.has_errors() {
            note_errors(&compilation, terminal);
            ending = Ending::Found;
            continue;
        }
        for policy in &compilation.policies {
            for run in examples::run(policy, arguments.filter.as_deref()) {
                if run.passed() {
                    passed = passed.saturating_add(1);
                } else {
                    failed = failed.saturating_add(1);
                }
                match arguments.output_format {
                    OutputFormat::Human if !run.passed() => {
                        terminal.result(&human(&run, &compilation.sources))
                    }
                    OutputFormat::Human => {}
                    OutputFormat::Json => values.push(value(&run, &compilation.sources)),
                }
            }
        }
    }
    if passed.saturating_add(failed) == 0 && ending == Ending::Clean && arguments.filter.is_some() {
        return Err(CannotRun("no example has that in its policy, clause or title".to_owned()));
    }
    if arguments.output_format == OutputFormat::Json {
        let all =
            json!({ "schema_version": 1, "passed": passed, "failed": failed, "examples": values });
        terminal.result(&format!("{all:#}\n"));
    } else {
        let count = if failed == 0 {
            format!("{passed} passed")
        } else {
            format!("{passed} passed, {failed} failed")
        };
        terminal.result(&format!("examples: {count}\n"));
    }
    Ok(if failed > 0 { Ending::Found } else { ending })
}

fn place(span: Option<Span>, sources: &Sources) -> String {
    span.map_or_else(String::new, |span| sources.describe(span))
}

fn human(run: &ExampleRun, sources: &Sources) -> String {
    let mut out = String::new();
    let _ =
        writeln!(out, "failed: {} \"{}\" ({})", run.clause, run.title, place(run.span, sources));
    for failure in &run.failures {
        let _ = writeln!(out, "  {}", failure.expected);
        let _ = writeln!(out, "    came: {}", failure.came);
    }
    out
}

fn value(run: &ExampleRun, sources: &Sources) -> serde_json::Value {
    let failures: Vec<_> = run
        .failures
        .iter()
        .map(
            |it| json!({ "expected": it.expected, "came": it.came, "at": place(it.span, sources) }),
        )
        .collect();
    json!({
        "policy": run.policy,
        "clause": run.clause,
        "title": run.title,
        "at": place(run.span, sources),
        "passed": run.passed(),
        "failures": failures,
    })
}
