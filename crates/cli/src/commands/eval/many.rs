//! `whereas eval` of many cases: JSON, one a line, answered in their order.
//!
//! As data each line has its outcome on a line of its own, or, where it is at fault, what is wrong with it: line by line the
//! answers stand beside the cases. In words each answer has the number of its line before it. What is wrong is told on the
//! other stream too.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::thread;

use whereas::lines::{DecidedLine, LineAtFault};
use whereas::{Asked, Decided, Faults};

use super::super::{load, note};
use crate::args::{Eval, OutputFormat};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

/// Whether the end of a name says that a file holds many cases.
pub(super) fn is_name(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("jsonl"))
}

/// What is told of a line.
struct Told {
    result: String,
    faults: Option<Faults>,
}

pub(super) fn run(arguments: &Eval, terminal: &Terminal) -> Ran {
    let what = &arguments.what;
    if arguments.exit_code_from.is_some() {
        let why = "--exit-code-from asks for the status of one case; here are many";
        return Err(CannotRun(why.to_owned()));
    }
    let Some(package) = load::answering(what, terminal)? else {
        return Ok(Ending::Found);
    };
    let path = Path::new(&what.case);
    let cannot = |error| disk::cannot(path, &error);
    let (name, lines): (_, Box<dyn BufRead>) = match what.case.as_str() {
        "-" => ("standard input", Box::new(std::io::stdin().lock())),
        name => (name, Box::new(BufReader::new(File::open(path).map_err(cannot)?))),
    };
    let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut ending = Ok(Ending::Clean);
    let tell = |line: DecidedLine<'_>| tell(&line, arguments, name);
    let take = |told: Result<Told, CannotRun>| match told {
        Ok(Told { result, faults }) => {
            terminal.result(&result);
            if let Some(faults) = faults {
                note(faults.diagnostics(), faults.sources(), terminal);
                ending = Ok(Ending::Found);
            }
            // Nobody reads any further.
            if terminal.is_lost() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
        Err(why) => {
            ending = Err(why);
            ControlFlow::Break(())
        }
    };
    package.decide_lines((name, lines), what.as_of, threads, tell, take).map_err(cannot)?;
    ending
}

fn tell(line: &DecidedLine<'_>, arguments: &Eval, name: &str) -> Result<Told, CannotRun> {
    let format = arguments.what.output_format;
    let number = line.number;
    match (&line.decided, format) {
        (Ok(decided), _) => {
            Ok(Told { result: answer(decided, arguments, name, number)?, faults: None })
        }
        (Err(faults), OutputFormat::Json) => {
            let result = LineAtFault::new(number, faults).to_json_line();
            Ok(Told { result, faults: Some(faults.clone()) })
        }
        (Err(faults), OutputFormat::Human) => {
            let result = format!("{name}, line {number}: no answer; the line is at fault\n\n");
            Ok(Told { result, faults: Some(faults.clone()) })
        }
    }
}

fn answer(
    decided: &Decided<'_>,
    arguments: &Eval,
    name: &str,
    number: u64,
) -> Result<String, CannotRun> {
    // An element that the list of another line has is no mistake here; a name that nothing can have is one.
    let mut names = Vec::new();
    for decision in &arguments.decision {
        match decided.decisions(&[decision]) {
            Ok(_) => names.push(decision),
            Err(unknown) if unknown.decision.is_some() && decision.contains('[') => {}
            Err(unknown) => return Err(CannotRun(unknown.to_string())),
        }
    }
    let decisions = decided.decisions(&names).map_err(|it| CannotRun(it.to_string()))?;
    let asked = Asked {
        decisions: (!arguments.decision.is_empty()).then_some(&decisions),
        trace: arguments.trace,
        either_way: arguments.either_way,
    };
    Ok(match arguments.what.output_format {
        OutputFormat::Json => decided.outcome(asked).to_json_line(),
        OutputFormat::Human => format!("{name}, line {number}\n\n{}\n", decided.text(asked)),
    })
}
