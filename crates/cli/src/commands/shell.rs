//! `whereas completions` and `whereas man`.

use clap::CommandFactory as _;

use crate::args::{Arguments, Completions, Man};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran};

pub(crate) fn completions(arguments: &Completions, terminal: &Terminal) -> Ran {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "whereas", &mut out);
    terminal.result(&String::from_utf8_lossy(&out));
    Ok(Ending::Clean)
}

/// What the manual page of `eval` says of `--exit-code-from`.
const STATUSES: &str = "With --exit-code-from, the exit code says the status of a decision: 0 decided, \
    10 unknown, 11 awaiting judgement, 12 depends on an open question, 13 not ready, 14 conflict, \
    15 undetermined, 16 not in force, 17 out of scope, 18 fault.";

pub(crate) fn man(arguments: &Man, terminal: &Terminal) -> Ran {
    let mut whole = Arguments::command();
    whole.build();
    let page = match arguments.command.as_deref() {
        None => whole,
        Some(name) => {
            let Some(of) = whole.find_subcommand(name) else {
                let known = whole.get_subcommands().map(clap::Command::get_name);
                let known = known.filter(|it| *it != "help").collect::<Vec<_>>().join(", ");
                return Err(CannotRun(format!("there is no command `{name}`; there is {known}")));
            };
            let page = of.clone();
            if name == "eval" { page.after_long_help(STATUSES) } else { page }
        }
    };
    let mut out = Vec::new();
    clap_mangen::Man::new(page).render(&mut out).map_err(|error| CannotRun(error.to_string()))?;
    terminal.result(&String::from_utf8_lossy(&out));
    Ok(Ending::Clean)
}
