//! `whereas test`: the examples of a policy, and the outcomes of its cases where they are kept.

mod junit;
mod outcomes;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::json;
use whereas::Standing;
use whereas::outcome::Engine;
use whereas_diagnostics::{Diagnostic, render};
use whereas_driver::examples::{self, ExampleRun, Failure};
use whereas_source::{Sources, Span};

use super::note_errors;
use crate::args::{Test, TestFormat};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};
use outcomes::{Compared, Kept};

/// What was tested of a run, in order.
#[derive(Debug, Default)]
struct Tested {
    /// The packages that could not be compiled, of which nothing was tested.
    broken: Vec<Broken>,
    examples: Vec<Example>,
    outcomes: Vec<Compared>,
    /// What the policies want told with that, each once.
    standings: Vec<Standing>,
    /// Why nothing could be tested at all.
    error: Option<String>,
}

/// A package that could not be compiled.
#[derive(Debug)]
struct Broken {
    /// Its folder, as it is shown.
    package: String,
    errors: Vec<Diagnostic>,
    sources: Sources,
}

/// An example that was run, with its places in words.
#[derive(Debug)]
struct Example {
    run: ExampleRun,
    /// `file:line:column`
    at: String,
    /// Its file, and the line in it.
    file: Option<(String, u32)>,
    failures: Vec<Failed>,
}

/// What is told of one `expect` line that did not come true.
#[derive(Debug)]
struct Failed {
    /// Where it stands.
    at: String,
    /// The answer and its reasons, in lines.
    because: Vec<String>,
}

pub(crate) fn run(arguments: &Test, terminal: &Terminal) -> Ran {
    let mut tested = Tested::default();
    let ran = test(arguments, terminal, &mut tested);
    if let Err(CannotRun(why)) = &ran {
        // People read why on the other stream; programs find here that there is no result.
        if arguments.output_format == TestFormat::Human {
            return ran;
        }
        tested = Tested { error: Some(why.clone()), ..Tested::default() };
    }
    terminal.result(&match arguments.output_format {
        TestFormat::Human => tested.human(),
        TestFormat::Json => tested.json(),
        TestFormat::Junit => junit::text(&tested),
    });
    ran
}

fn test(arguments: &Test, terminal: &Terminal, tested: &mut Tested) -> Ran {
    if arguments.update && is_ci() {
        let why = "--update is refused where CI is set: outcomes are read before they are kept";
        return Err(CannotRun(why.to_owned()));
    }
    let filter = arguments.filter.as_deref();
    for package in disk::packages(&arguments.path)? {
        let compilation = package.compile();
        let Some(compiled) = compilation.package().map(whereas::Package::from) else {
            note_errors(&compilation, terminal);
            tested.broken.push(Broken {
                package: package.shown.clone(),
                errors: compilation.diagnostics.into_iter().filter(Diagnostic::is_error).collect(),
                sources: compilation.sources,
            });
            continue;
        };
        let standings = compiled.standings();
        let mut told = BTreeSet::new();
        for policy in &compilation.policies {
            let runs = examples::run(policy, filter);
            if !runs.is_empty() {
                told.insert(policy.name.to_string());
            }
            tested.examples.extend(
                runs.into_iter().map(|run| Example::of(run, &compiled, &compilation.sources)),
            );
        }
        // One policy file is asked for its own examples; the cases belong to the package.
        if package.only.is_none() {
            let compared = outcomes::compare(&package, &compiled, filter, arguments.update)?;
            // A case is put to every policy.
            if !compared.is_empty() {
                told.extend(standings.iter().map(|it| it.policy.name.clone()));
            }
            tested.outcomes.extend(compared);
        }
        tested.standings.extend(standings.into_iter().filter(|it| told.contains(&it.policy.name)));
    }
    if tested.is_empty() && filter.is_some() {
        let why = "no example has that in its policy, clause or title, and no case in its name";
        return Err(CannotRun(why.to_owned()));
    }
    Ok(if tested.failed() > 0 || !tested.broken.is_empty() { Ending::Found } else { Ending::Clean })
}

/// Whether a build server runs this, by the variable that they set.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

impl Example {
    fn of(run: ExampleRun, package: &whereas::Package, sources: &Sources) -> Self {
        let place =
            |span: Option<Span>| span.map_or_else(String::new, |span| sources.describe(span));
        let at = place(run.span);
        let file = run.span.and_then(|span| {
            Some((sources.file(span.file)?.name().to_owned(), sources.place(span)?.line))
        });
        let because = |(decision, of)| {
            let case = run.case.as_ref();
            case.map_or_else(Vec::new, |case| package.why(&run.policy, case, decision, of))
        };
        let failed = |it: &Failure| Failed {
            at: place(it.span),
            because: it.question.map_or_else(Vec::new, because),
        };
        let failures = run.failures.iter().map(failed).collect();
        Self { run, at, file, failures }
    }

    /// What did not come true, and what is told of it.
    fn failures(&self) -> impl Iterator<Item = (&Failure, &Failed)> {
        self.run.failures.iter().zip(&self.failures)
    }

    fn human(&self) -> String {
        let run = &self.run;
        let mut out = String::new();
        let _ = writeln!(out, "failed: {} \"{}\" ({})", run.clause, run.title, self.at);
        for (failure, told) in self.failures() {
            let _ = writeln!(out, "  {}", failure.expected);
            let _ = writeln!(out, "    came: {}", failure.came);
            for line in &told.because {
                let _ = writeln!(out, "      {line}");
            }
        }
        out
    }

    fn value(&self) -> serde_json::Value {
        let run = &self.run;
        let failures: Vec<_> = self
            .failures()
            .map(|(it, told)| {
                json!({
                    "expected": it.expected,
                    "came": it.came,
                    "because": told.because,
                    "at": told.at,
                })
            })
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
        self.examples.is_empty() && self.outcomes.is_empty() && self.broken.is_empty()
    }

    /// How many examples and outcomes failed.
    fn failed(&self) -> usize {
        let examples = self.examples.iter().filter(|it| !it.run.passed()).count();
        let outcomes = self.outcomes.iter().filter(|it| it.failed()).count();
        examples.saturating_add(outcomes)
    }

    /// How many packages could not be tested, a run that could not be among them.
    fn errors(&self) -> usize {
        self.broken.len().saturating_add(usize::from(self.error.is_some()))
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
        if !self.broken.is_empty() {
            let names: Vec<&str> = self.broken.iter().map(|it| it.package.as_str()).collect();
            let _ = writeln!(out, "not tested, because of errors: {}", names.join(", "));
        }
        if !self.standings.is_empty() {
            let _ = write!(out, "\n{}", Standing::all(&self.standings));
        }
        out
    }

    fn json(&self) -> String {
        let failed = self.failed();
        let all = self.examples.len().saturating_add(self.outcomes.len());
        let examples: Vec<_> = self.examples.iter().map(Example::value).collect();
        let outcomes: Vec<_> = self.outcomes.iter().map(Compared::value).collect();
        let diagnostics: Vec<_> = self
            .broken
            .iter()
            .flat_map(|it| render::json_values(&it.errors, &it.sources))
            .collect();
        let mut all = json!({
            "schema_version": 2,
            "engine": Engine::this(),
            "passed": all.saturating_sub(failed),
            "failed": failed,
            "errors": self.errors(),
            "examples": examples,
            "outcomes": outcomes,
            "diagnostics": diagnostics,
            "policies": self.standings,
        });
        if let (Some(error), serde_json::Value::Object(map)) = (&self.error, &mut all) {
            map.insert("error".to_owned(), json!(error));
        }
        format!("{all:#}\n")
    }
}
