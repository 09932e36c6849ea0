//! The command line: the only place with disk, terminal and environment.
//!
//! Results go to standard output, everything else to standard error. The exit code is 0 where all is clean, 1
//! where something was found in the files (an error, a failed example, a faulty case), 2 where the command could
//! not run.

mod args;
mod commands;
mod disk;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Arguments, Command};
use crate::terminal::Terminal;

/// A check makes and drops millions of small things; this takes a tenth off it.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    /// Nothing was found.
    Clean,
    /// Something was found in the files.
    Found,
    /// A status, as `--exit-code-from` asks for it.
    Status(u8),
}

/// Why a command could not run.
#[derive(Debug)]
struct CannotRun(String);

type Ran = Result<Ending, CannotRun>;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let usage = error.use_stderr();
            let printed = error.print();
            let lost = printed.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe);
            return ExitCode::from(if usage || lost { 2 } else { 0 });
        }
    };
    let terminal = Terminal::new(arguments.color);
    let ran = run(&arguments, &terminal);
    let ran = terminal.lost().map_or(ran, |why| Err(CannotRun(why)));
    match ran {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Found) => ExitCode::from(1),
        Ok(Ending::Status(code)) => ExitCode::from(code),
        Err(CannotRun(why)) => {
            terminal.note(&format!("error: {}\n", whereas_folders::plain(&why)));
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments, terminal: &Terminal) -> Ran {
    match &arguments.command {
        Command::New(it) => commands::new::run(it, terminal),
        Command::Check(it) => commands::check::run(it, terminal),
        Command::Fmt(it) => commands::fmt::run(it, terminal),
        Command::Test(it) => commands::test::run(it, terminal),
        Command::Eval(it) => commands::eval::run(it, terminal),
        Command::Compare(it) => commands::compare::run(it, terminal),
        Command::Duties(it) => commands::duties::run(it, terminal),
        Command::Compile(it) => commands::compile::run(it, terminal),
        Command::Force(it) => commands::force::run(it, terminal),
        Command::Coverage(it) => commands::coverage::run(it, terminal),
        Command::Report(it) => commands::report::run(it, terminal),
        Command::Explain(it) => commands::explain::run(it, terminal),
        Command::Show(it) => commands::show::run(it, terminal),
        Command::Schema(it) => commands::schema::run(it, terminal),
        Command::Completions(it) => commands::shell::completions(it, terminal),
        Command::Man(it) => commands::shell::man(it, terminal),
    }
}
