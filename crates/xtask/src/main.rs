//! `cargo xtask`: chores of the workspace.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::agree::{self, Plan};
use xtask::{fuzz, generate};

#[derive(Parser)]
#[command(about = "Chores of the workspace")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Draws policies and cases, and holds both interpreters and the laws against each other.
    Agree {
        /// How many pairs of a policy and a case.
        #[arg(long, default_value_t = 20_000)]
        pairs: u64,
        /// Which ones: the same seed draws the same.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many threads.
        #[arg(long, default_value_t = 2)]
        jobs: u64,
        /// How many cases for each policy.
        #[arg(long, default_value_t = 6)]
        cases: u64,
        /// After how many counterexamples to stop.
        #[arg(long, default_value_t = 1)]
        most: usize,
        /// In how many pairs of a hundred to check the laws too.
        #[arg(long, default_value_t = 20)]
        laws: usize,
        /// Shows the counterexamples as they were drawn.
        #[arg(long)]
        unshrunk: bool,
    },
    /// Measures how long checking and laying out many clauses takes.
    Bench {
        /// How many clauses the larger package has.
        #[arg(long, default_value_t = 10_000)]
        clauses: usize,
    },
    /// Writes the table of constructs, and tells what is missing in it.
    Constructs,
    /// Writes the table of faults planted in clauses and found by their passages, and prints it.
    Faults,
    /// Puts nearly policies through the reader, the compiler and the formatter, and tells what breaks.
    Fuzz {
        /// How many texts.
        #[arg(long, default_value_t = 10_000)]
        texts: u64,
        /// Which ones: the same seed tries the same.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many threads.
        #[arg(long, default_value_t = 2)]
        jobs: u64,
        /// After how many findings to stop.
        #[arg(long, default_value_t = 5)]
        most: usize,
    },
    /// Replays scenarios, and prints how far the policies agree with them.
    Scenarios {
        /// A file with a scenario on each line.
        file: PathBuf,
    },
    /// Writes a made-up package of many clauses into a new folder.
    Large {
        /// How many clauses.
        #[arg(long, default_value_t = 10_000)]
        clauses: usize,
        /// The folder.
        folder: PathBuf,
    },
    /// Prints the policy of a seed.
    Show {
        /// The seed.
        seed: u64,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().chore {
        Chore::Agree { pairs, seed, jobs, cases, most, laws, unshrunk } => {
            // What panics is told as a counterexample, not line by line.
            std::panic::set_hook(Box::new(|_| {}));
            let found = agree::run(Plan { pairs, seed, jobs, cases, most, laws });
            print!("{}", found.figures.words());
            for failure in &found.failures {
                println!("{}", agree::told(failure, !unshrunk));
            }
            let rare = found.figures.rare();
            for line in &rare {
                println!("{line}");
            }
            ExitCode::from(u8::from(!found.failures.is_empty() || !rare.is_empty()))
        }
        Chore::Bench { clauses } => {
            print!("{}", xtask::bench::front(clauses));
            ExitCode::SUCCESS
        }
        Chore::Large { clauses, folder } => match large(clauses, &folder) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("{}: {problem}", folder.display());
                ExitCode::from(2)
            }
        },
        Chore::Constructs => match constructs() {
            Ok(holes) => {
                for hole in &holes {
                    println!("{hole}");
                }
                ExitCode::from(u8::from(!holes.is_empty()))
            }
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::from(2)
            }
        },
        Chore::Faults => match faults() {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::from(2)
            }
        },
        Chore::Fuzz { texts, seed, jobs, most } => {
            match fuzz(fuzz::Run { texts, seed, jobs, most }) {
                Ok(broken) => ExitCode::from(u8::from(broken > 0)),
                Err(problem) => {
                    eprintln!("{problem}");
                    ExitCode::from(2)
                }
            }
        }
        Chore::Scenarios { file } => match scenarios(&file) {
            Ok(unsettled) => {
                for one in &unsettled {
                    println!("{one}");
                }
                ExitCode::from(u8::from(!unsettled.is_empty()))
            }
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::from(2)
            }
        },
        Chore::Show { seed } => {
            for (name, text) in generate::files(&generate::model(seed, agree::style_of(seed))) {
                println!("# ---- {name}\n{text}");
            }
            ExitCode::SUCCESS
        }
    }
}

/// Prints the table of agreement, and gives what does not agree without a reason.
fn scenarios(file: &Path) -> Result<Vec<String>, String> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let root = xtask::root();
    let report = xtask::scenarios::replay(&root, &read(file)?)?;
    let reasons = xtask::scenarios::reasons(&read(&root.join(xtask::scenarios::REASONS))?)?;
    print!("{}", report.table());
    Ok(report.unsettled(&reasons))
}

/// Writes `docs/language/constructs.md`, and gives what is missing.
fn constructs() -> Result<Vec<String>, String> {
    let root = xtask::root();
    let (grammar, all) = xtask::constructs::constructs(&root)?;
    let path = root.join("docs/language/constructs.md");
    let page = xtask::constructs::page(&grammar, &all);
    std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(xtask::constructs::holes(&grammar, &all))
}

/// Writes and prints the table of faults.
fn faults() -> std::io::Result<()> {
    let root = xtask::root();
    let page = xtask::faults::page(&root)?;
    std::fs::write(root.join(xtask::faults::PAGE), &page)?;
    print!("{page}");
    Ok(())
}

/// Tells what broke, and how much of it there is.
fn fuzz(run: fuzz::Run) -> std::io::Result<usize> {
    // What panics is told with its text, not line by line.
    std::panic::set_hook(Box::new(|_| {}));
    let ran = fuzz::run(run, &whereas_corpus::mutate::seeds(&xtask::root())?);
    println!("{} texts, the slowest in {:?}", ran.tried, ran.slowest);
    for (promise, text) in &ran.broken {
        println!("---- {promise}\n{}\n{text:?}", String::from_utf8_lossy(text));
    }
    Ok(ran.broken.len())
}

/// Writes the files of a made-up package.
fn large(clauses: usize, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir(folder)?;
    std::fs::create_dir(folder.join("sources"))?;
    for (path, text) in xtask::large::package(clauses) {
        std::fs::write(folder.join(path), text)?;
    }
    Ok(())
}
