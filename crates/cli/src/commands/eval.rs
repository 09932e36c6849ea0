//! `whereas eval`: one case decided.

use whereas::{Outcome, Status};
use whereas_cases::Format;

use super::{note, note_errors};
use crate::args::{Eval, OutputFormat, PolicyAndCase};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk, plain};

pub(crate) fn run(arguments: &Eval, terminal: &Terminal) -> Ran {
    let Some(mut outcome) = decide(&arguments.what, terminal)? else { return Ok(Ending::Found) };
    let ending = match &arguments.exit_code_from {
        Some(decision) => Ending::Status(code(&outcome, decision)?),
        None => Ending::Clean,
    };
    for decision in &arguments.decision {
        known(&outcome, decision)?;
    }
    if !arguments.decision.is_empty() {
        outcome.only_decisions(&arguments.decision);
    }
    match arguments.what.output_format {
        OutputFormat::Json => terminal.result(&outcome.to_json()),
        OutputFormat::Human => terminal.result(&plain::outcome(&outcome, arguments.trace)),
    }
    Ok(ending)
}

/// The outcome of a case; none where the package or the case is at fault, which has then been said.
pub(crate) fn decide(
    what: &PolicyAndCase,
    terminal: &Terminal,
) -> Result<Option<Outcome>, CannotRun> {
    let on_disk = disk::package(&what.path)?;
    let compilation = whereas_driver::compile(&on_disk.files, on_disk.asked());
    let Some(package) = compilation.package() else {
        note_errors(&compilation, terminal);
        return Ok(None);
    };
    let mut package = whereas::Package::from(package);
    if let Some(name) = &what.policy
        && !package.only_policy(name)
    {
        return Err(CannotRun(format!("the package has no policy called `{name}`")));
    }
    let bytes = disk::case_bytes(&what.case)?;
    let mut sources = whereas_source::Sources::new();
    let name = if what.case == "-" { "standard input" } else { what.case.as_str() };
    let decided = whereas_cases::decode(name, &bytes, &mut sources).and_then(|file| {
        let text = sources.file(file).map_or("", |file| file.text());
        let format = Format::of_name(name).unwrap_or_else(|| Format::of_text(text));
        package.decide(text, file, format, what.as_of)
    });
    match decided {
        Ok(outcome) => Ok(Some(outcome)),
        Err(problems) => {
            note(&problems, &sources, terminal);
            Ok(None)
        }
    }
}

fn known(outcome: &Outcome, decision: &str) -> Result<(), CannotRun> {
    let mut all = outcome.policies.iter().flat_map(|policy| &policy.questions);
    if all.any(|question| question.decision.name == decision) {
        return Ok(());
    }
    Err(CannotRun(format!("the package has no decision called `{decision}`")))
}

/// The code of a decision's status; of several questions the first that is not decided.
fn code(outcome: &Outcome, decision: &str) -> Result<u8, CannotRun> {
    known(outcome, decision)?;
    let all = outcome.policies.iter().flat_map(|policy| &policy.questions);
    let status = all
        .filter(|question| question.decision.name == decision)
        .map(|question| question.status)
        .find(|status| *status != Status::Decided);
    Ok(match status.unwrap_or(Status::Decided) {
        Status::Decided => 0,
        Status::Unknown => 10,
        Status::AwaitingJudgement => 11,
        Status::DependsOnQuestion => 12,
        Status::NotReady => 13,
        Status::Conflict => 14,
        Status::Undetermined => 15,
        Status::NotInForce => 16,
        Status::OutOfScope => 17,
        Status::Fault => 18,
    })
}
