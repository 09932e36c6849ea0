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
mod memoranda;
mod report;
mod row;

use std::path::Path;

use whereas_cases::{Format, Vocabulary};
use whereas_driver::{Asked, Compilation, Compiled};
use whereas_hir::Hir;
use whereas_plan::Plan;
use whereas_source::Sources;
use whereas_value::{Answers, Case, Date};

pub use report::{Compared, Reason, Report};
pub use row::{Expected, Scenario, read};

/// The policies that scenarios speak of.
const POLICIES: &[Known] = &[
    Known { there: "mayorkas2021", here: "dhs_2021", asked_on: None },
    Known { there: "johnson2014", here: "johnson_2014", asked_on: Some("2016-03-01") },
    Known { there: "kelly2017", here: "kelly_2017", asked_on: Some("2018-03-01") },
    Known { there: "pekoske2021", here: "pekoske_2021", asked_on: Some("2021-06-01") },
    Known { there: "ice_feb2021", here: "ice_february_2021", asked_on: Some("2021-06-01") },
    Known { there: "doyle2022", here: "doyle_2022", asked_on: Some("2022-05-02") },
];

/// A policy that scenarios speak of.
struct Known {
    /// Its name there.
    there: &'static str,
    /// Its name here.
    here: &'static str,
    /// The day as of which it is asked: what a memorandum that is gone would have said. None: the day of the scenario.
    asked_on: Option<&'static str>,
}

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
        for (known, compiled) in &policies {
            let Some(expected) = scenario.expected.get(known.there) else { continue };
            let case = &case(scenario, known, &policies, compiled)?;
            let plan = &compiled.plan;
            let hir = compiled.checked.hir();
            let mut session = whereas_eval::Session::new(plan);
            let answers = whereas_eval::answers(&mut session, case);
            let decided = Decided { scenario, hir, plan, case, answers: &answers, expected };
            compared.push(report::compare(known.there, &decided));
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
fn policies(compilation: &Compilation) -> Result<Vec<(&'static Known, &Compiled)>, String> {
    let found = POLICIES.iter().map(|known| {
        let here = known.here;
        let policy = compilation.policies.iter().find(|policy| policy.name == here);
        let compiled = policy.and_then(|policy| policy.compiled.as_ref());
        compiled.map(|it| (known, it)).ok_or_else(|| format!("{PACKAGE}: no sound policy `{here}`"))
    });
    found.collect()
}

/// The case of a scenario, for one of the policies. It may state what any of them reads.
fn case(
    scenario: &Scenario,
    known: &Known,
    policies: &[(&Known, &Compiled)],
    compiled: &Compiled,
) -> Result<Case, String> {
    let text = convert::case(scenario)?.to_string();
    let mut sources = Sources::new();
    let file = sources.add(format!("{}.json", scenario.id), text.as_str());
    let day = known.asked_on.and_then(|day| day.parse::<Date>().ok());
    // The policy itself first: its case is the first.
    let all = std::iter::once(compiled).chain(policies.iter().map(|(_, it)| *it));
    let vocabularies: Vec<Vocabulary<'_>> =
        all.map(|it| Vocabulary { facts: &it.plan.meaning.facts, book: &it.plan.book }).collect();
    let read = whereas_cases::read(&text, file, Format::Json, day, &vocabularies);
    read.map_err(|problems| {
        let told = whereas_diagnostics::render::short(&problems, &sources);
        format!("{}: the case as converted cannot be read\n{told}{text}", scenario.id)
    })
    .and_then(|cases| cases.into_iter().next().ok_or_else(|| format!("{}: no case", scenario.id)))
}
