//! `whereas eval`: one case decided, or many.

mod many;

use whereas::{Asked, Format, Outcome, Package, Status};
use whereas_source::{FileId, Sources};

use super::{load, note};
use crate::args::{CasesFormat, Eval, OutputFormat, PolicyAndCase};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

pub(crate) fn run(arguments: &Eval, terminal: &Terminal) -> Ran {
    let format = match arguments.cases_format {
        None if many::is_name(&arguments.what.case) => return many::run(arguments, terminal),
        Some(CasesFormat::Jsonl) => return many::run(arguments, terminal),
        None => None,
        Some(CasesFormat::Json) => Some(Format::Json),
        Some(CasesFormat::Yaml) => Some(Format::Yaml),
        Some(CasesFormat::Toml) => Some(Format::Toml),
    };
    let Some((package, input)) = package_and_case(&arguments.what, terminal)? else {
        return Ok(Ending::Found);
    };
    let (text, format) = (input.text(), format.unwrap_or(input.format));
    let decided = match package.decide(text, input.file, format, arguments.what.as_of) {
        Ok(decided) => decided,
        Err(problems) => {
            note(&problems, &input.sources, terminal);
            return Ok(Ending::Found);
        }
    };
    let names =
        |all: &[&str]| all.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    for (fact, policies) in decided.asked_elsewhere() {
        let by = names(&policies);
        terminal.note(&format!("note: the case states `{fact}`, which only {by} asks\n"));
    }
    let named = |names: &[String]| {
        decided.decisions(names).map_err(|unknown| CannotRun(unknown.to_string()))
    };
    let decisions = named(&arguments.decision)?;
    let ending = match &arguments.exit_code_from {
        Some(decision) => {
            named(std::slice::from_ref(decision))?;
            Ending::Status(code(&decided.outcome(Asked::default()), decision)?)
        }
        None => Ending::Clean,
    };
    let decisions = (!arguments.decision.is_empty()).then_some(&decisions);
    let asked = Asked { decisions, trace: arguments.trace, either_way: arguments.either_way };
    match arguments.what.output_format {
        OutputFormat::Json => terminal.result(&decided.outcome(asked).to_json()),
        OutputFormat::Human => terminal.result(&decided.text(asked)),
    }
    drop(decided);
    // The program ends: nobody needs the memory back.
    std::mem::forget(package);
    Ok(ending)
}

/// The text of a case and how to read it.
pub(crate) struct Input {
    /// Holds the text.
    pub sources: Sources,
    /// The file of the case.
    pub file: FileId,
    /// Its format.
    pub format: Format,
}

impl Input {
    /// The text.
    pub(crate) fn text(&self) -> &str {
        self.sources.file(self.file).map_or("", whereas_source::SourceFile::text)
    }
}

/// The package and the case of an answer; none where one of them is at fault, which has then been said.
pub(crate) fn package_and_case(
    what: &PolicyAndCase,
    terminal: &Terminal,
) -> Result<Option<(Package, Input)>, CannotRun> {
    if many::is_name(&what.case) {
        let why = format!("{} holds many cases; this takes one, and `eval` many", what.case);
        return Err(CannotRun(why));
    }
    let Some(package) = load::answering(what, terminal)? else {
        return Ok(None);
    };
    let bytes = disk::read::case_bytes(&what.case)?;
    let mut sources = Sources::new();
    let name = if what.case == "-" { "standard input" } else { what.case.as_str() };
    match whereas_cases::decode(name, &bytes, &mut sources) {
        Ok(file) => {
            let text = sources.file(file).map_or("", whereas_source::SourceFile::text);
            let format = Format::of_name(name).unwrap_or_else(|| Format::of_text(text));
            Ok(Some((package, Input { sources, file, format })))
        }
        Err(problems) => {
            note(&problems, &sources, terminal);
            Ok(None)
        }
    }
}

/// The code of a decision's status; of several questions the first that is not decided. Where several policies decide
/// what is called so, that of the one in force.
fn code(outcome: &Outcome, decision: &str) -> Result<u8, CannotRun> {
    let mut in_force: Vec<(&str, Status)> = Vec::new();
    let mut others = None;
    for policy in &outcome.policies {
        let asked = policy.questions.iter().filter(|question| question.is_called(decision));
        let mut statuses = asked.map(|question| question.status).peekable();
        if statuses.peek().is_none() {
            continue;
        }
        let status = statuses.find(|it| *it != Status::Decided).unwrap_or(Status::Decided);
        if status == Status::NotInForce {
            others = Some(status);
        } else {
            in_force.push((policy.policy.name.as_str(), status));
        }
    }
    let status = match in_force.as_slice() {
        [] => others,
        [(_, status)] => Some(*status),
        several => {
            let names: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
            return Err(CannotRun(format!(
                "{} each decide `{decision}`; say with --policy whose status is meant",
                names.join(", ")
            )));
        }
    };
    let Some(status) = status else {
        return Err(CannotRun(format!("the case has no element that `{decision}` decides")));
    };
    Ok(match status {
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
