//! `cargo xtask scenarios`: scenarios of others, replayed under the policies of `policies/dhs`.
//!
//! Reads a file with one scenario on each line: the facts in words of its own, and of each policy what should come of
//! them. Produces a table of agreement. The form is described in `policies/dhs/scenarios/README.md`. Invariants: a key
//! that the form does not know is an error; no row has a rule of its own; where we disagree on purpose, a file says
//! which clause bears our answer, and why.

mod class;
mod convert;
mod engaged;
mod keys;
mod report;
mod row;

use std::path::Path;

use whereas_cases::{Format, Vocabulary};
use whereas_driver::{Asked, Compilation, Compiled};
use whereas_hir::Hir;
use whereas_plan::Plan;
use whereas_source::Sources;
use whereas_value::{Answers, Case};

pub use report::{Compared, Reason, Report};
pub use row::{Expected, Scenario, read};

/// The policies that scenarios speak of: their name there, and here.
const POLICIES: &[(&str, &str)] = &[("mayorkas2021", "dhs_2021")];

/// The file that says where we answer otherwise, and why.
pub const REASONS: &str = "policies/dhs/scenarios/disagreements.toml";
/// Where the package is.
const PACKAGE: &str = "policies/dhs";

/// What became of one scenario under one policy.
pub struct Decided<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The policy, its names resolved.
    pub hir: &'a Hir,
    /// The plan.
    pub plan: &'a Plan,
    /// The case as converted.
    pub case: &'a Case,
    /// What the plan says of it.
    pub answers: &'a Answers,
    /// What the scenario expects.
    pub expected: &'a Expected,
}

/// Replays the scenarios of a text.
///
/// # Errors
/// Where the text, the package or a scenario cannot be read.
pub fn replay(root: &Path, text: &str) -> Result<Report, String> {
    let scenarios = read(text)?;
    let package = root.join(PACKAGE);
    let files = whereas_corpus::packages::files(&package)
        .map_err(|error| format!("{}: {error}", package.display()))?;
    let compilation = whereas_driver::compile(&files, Asked::default());
    let policies = policies(&compilation)?;
    let mut compared = Vec::new();
    for scenario in &scenarios {
        let cases = cases(scenario, &policies)?;
        for ((there, compiled), case) in policies.iter().zip(&cases) {
            let Some(expected) = scenario.expected.get(*there) else { continue };
            let plan = &compiled.plan;
            let hir = compiled.checked.hir();
            let mut session = whereas_eval::Session::new(plan);
            let answers = whereas_eval::answers(&mut session, case);
            let decided = Decided { scenario, hir, plan, case, answers: &answers, expected };
            compared.push(report::compare(there, &decided));
        }
    }
    Ok(Report { compared })
}

/// Where we answer otherwise, by which clause, and why.
///
/// # Errors
/// Where the text says anything else.
pub fn reasons(text: &str) -> Result<Vec<Reason>, String> {
    let said: report::Reasons = toml::from_str(text).map_err(|error| error.to_string())?;
    Ok(said.disagreement)
}

/// The policies that scenarios speak of, by their names there.
fn policies(compilation: &Compilation) -> Result<Vec<(&'static str, &Compiled)>, String> {
    let found = POLICIES.iter().map(|(there, here)| {
        let policy = compilation.policies.iter().find(|policy| policy.name == *here);
        let compiled = policy.and_then(|policy| policy.compiled.as_ref());
        compiled
            .map(|it| (*there, it))
            .ok_or_else(|| format!("{PACKAGE}: no sound policy `{here}`"))
    });
    found.collect()
}

/// The case of a scenario, for each of the policies.
fn cases(scenario: &Scenario, policies: &[(&str, &Compiled)]) -> Result<Vec<Case>, String> {
    let text = convert::case(scenario)?.to_string();
    let mut sources = Sources::new();
    let file = sources.add(format!("{}.json", scenario.id), text.as_str());
    let vocabularies: Vec<Vocabulary<'_>> = policies
        .iter()
        .map(|(_, it)| Vocabulary { facts: &it.plan.meaning.facts, book: &it.plan.book })
        .collect();
    whereas_cases::read(&text, file, Format::Json, None, &vocabularies).map_err(|problems| {
        let told = whereas_diagnostics::render::short(&problems, &sources);
        format!("{}: the case as converted cannot be read\n{told}{text}", scenario.id)
    })
}
