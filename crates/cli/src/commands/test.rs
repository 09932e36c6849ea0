//! `whereas test`: the examples of a policy, and the outcomes of its cases where they are kept.

mod junit;
mod outcomes;

use std::fmt::Write as _;

use serde_json::json;
use whereas_driver::examples::{self, ExampleRun};
use whereas_source::{Sources, Span};

use super::note_errors;
use crate::args::{Test, TestFormat};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};
use outcomes::{Compared, Kept};

/// What was tested of a run, in order.
#[derive(Debug, Default)]
struct Tested {
    examples: Vec<Example>,
    outcomes: Vec<Compared>,
}

/// An example that was run, with its places in words.
#[derive(Debug)]
struct Example {
    run: ExampleRun,
    at: String,
    /// Of each failure, where its `expect` line stands.
    failures_at: Vec<String>,
}

pub(crate) fn run(arguments: &Test, terminal: &Terminal) -> Ran {
    if arguments.update && is_ci() {
        let why = "--update is refused where CI is set: outcomes are read before they are kept";
        return Err(CannotRun(why.to_owned()));
    }
    let mut ending = Ending::Clean;
    let mut tested = Tested::default();
    let filter = arguments.filter.as_deref();
    for package in disk::packages(&arguments.path)? {
        let compilation = whereas_driver::compile(&package.files, package.asked());
        if compilation.has_errors() {
            note_errors(&compilation, terminal);
            ending = Ending::Found;
            continue;
        }
        for policy in &compilation.policies {
            let runs = examples::run(policy, filter).into_iter();
            tested.examples.extend(runs.map(|run| Example::of(run, &compilation.sources)));
        }
        // One policy file is asked for its own examples; the cases belong to the package.
        if package.only.is_none()
            && let Some(compiled) = compilation.package()
        {
            let compiled = whereas::Package::from(compiled);
            tested.outcomes.extend(outcomes::compare(
                &package,
                &compiled,
                filter,
                arguments.update,
            )?);
        }
    }
    if tested.is_empty() && ending == Ending::Clean && filter.is_some() {
        let why = "no example has that in its policy, clause or title, and no case in its name";
        return Err(CannotRun(why.to_owned()));
    }
    terminal.result(&match arguments.output_format {
        TestFormat::Human => tested.human(),
        TestFormat::Json => tested.json(),
        TestFormat::Junit => junit::text(&tested),
    });
    Ok(if tested.failed() { Ending::Found } else { ending })
}

/// Whether a build server runs this, by the variable that they set.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

impl Example {
    fn of(run: ExampleRun, sources: &Sources) -> Self {
        let place =
            |span: Option<Span>| span.map_or_else(String::new, |span| sources.describe(span));
        let at = place(run.span);
        let failures_at = run.failures.iter().map(|it| place(it.span)).collect();
        Self { run, at, failures_at }
    }

    fn human(&self) -> String {
        let run = &self.run;
        let mut out = String::new();
        let _ = writeln!(out, "failed: {} \"{}\" ({})", run.clause, run.title, self.at);
        for failure in &run.failures {
            let _ = writeln!(out, "  {}", failure.expected);
            let _ = writeln!(out, "    came: {}", failure.came);
        }
        out
    }

    fn value(&self) -> serde_json::Value {
        let run = &self.run;
        let failures: Vec<_> = run
            .failures
            .iter()
            .zip(&self.failures_at)
            .map(|(it, at)| json!({ "expected": it.expected, "came": it.came, "at": at }))
            .collect();
        json!({
            "policy": run.policy,
            "clause": run.clause,
            "title": run.title,
            "at": self.at,
            "passed": run.passed(),
            "failures": failures,
        })
    }
}

impl Tested {
    fn is_empty(&self) -> bool {
        self.examples.is_empty() && self.outcomes.is_empty()
    }

    fn failed(&self) -> bool {
        self.examples.iter().any(|it| !it.run.passed())
            || self.outcomes.iter().any(Compared::failed)
    }

    fn human(&self) -> String {
        let mut out = String::new();
        let failed = || self.examples.iter().filter(|it| !it.run.passed());
        out.extend(failed().map(Example::human));
        out.extend(self.outcomes.iter().filter(|it| it.failed()).map(Compared::human));
        let count = |what: &str, all: usize, failed: usize| {
            let passed = all.saturating_sub(failed);
            match failed {
                0 => format!("{what}: {passed} passed\n"),
                _ => format!("{what}: {passed} passed, {failed} failed\n"),
            }
        };
        out.push_str(&count("examples", self.examples.len(), failed().count()));
        if !self.outcomes.is_empty() {
            let failed = self.outcomes.iter().filter(|it| it.failed()).count();
            out.push_str(&count("outcomes", self.outcomes.len(), failed));
        }
        let new = self.outcomes.iter().filter(|it| it.kept == Kept::Updated).count();
        if new > 0 {
            let _ = writeln!(out, "outcomes kept anew: {new}");
        }
        out
    }

    fn json(&self) -> String {
        let failed = self.examples.iter().filter(|it| !it.run.passed()).count();
        let examples: Vec<_> = self.examples.iter().map(Example::value).collect();
        let outcomes: Vec<_> = self.outcomes.iter().map(Compared::value).collect();
        let all = json!({
            "schema_version": 1,
            "passed": self.examples.len().saturating_sub(failed),
            "failed": failed,
            "examples": examples,
            "outcomes": outcomes,
        });
        format!("{all:#}\n")
    }
}
