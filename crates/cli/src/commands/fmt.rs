//! `whereas fmt`: policy files in their one layout.
//!
//! What is laid out already is not touched.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use whereas_fmt::{Formatted, format};
use whereas_source::Sources;

use super::diff::diff;
use super::note;
use crate::args::Fmt;
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

/// How many files are laid out at a time, at most.
const MAX_THREADS: usize = 16;

/// What became of the files.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    same: usize,
    faulty: usize,
    unreadable: bool,
}

pub(crate) fn run(arguments: &Fmt, terminal: &Terminal) -> Ran {
    if arguments.paths.iter().any(|path| path == "-") {
        if arguments.paths.len() > 1 {
            return Err(CannotRun("`-` stands alone: it means standard input".to_owned()));
        }
        return standard_input(arguments, terminal);
    }
    let mut files = Vec::new();
    for path in &arguments.paths {
        whereas_folders::policies(Path::new(path), &mut files)?;
    }
    files.sort();
    files.dedup();
    let mut tally = Tally::default();
    for (file, laid_out) in files.iter().zip(all(&files)) {
        let ended = laid_out.and_then(|it| finish(file, &it, arguments, terminal, &mut tally));
        if let Err(CannotRun(why)) = ended {
            terminal.note(&format!("error: {}\n", whereas_folders::plain(&why)));
            tally.unreadable = true;
        }
    }
    terminal.note(&tally.words(arguments.writes()));
    if tally.unreadable {
        return Err(CannotRun("some files could not be read or written".to_owned()));
    }
    let found = tally.faulty > 0 || tally.changed > 0 && !arguments.writes();
    Ok(if found { Ending::Found } else { Ending::Clean })
}

impl Fmt {
    /// Whether files are written, and not only compared.
    const fn writes(&self) -> bool {
        !self.check && !self.diff
    }
}

impl Tally {
    fn words(&self, written: bool) -> String {
        let files = |count: usize| match count {
            1 => "1 file".to_owned(),
            _ => format!("{count} files"),
        };
        let change = if written { "laid out" } else { "would change" };
        let mut parts = Vec::new();
        if self.changed > 0 {
            parts.push(format!("{} {change}", files(self.changed)));
        }
        parts.push(format!("{} without a change", files(self.same)));
        if self.faulty > 0 {
            parts.push(format!("{} that could not be read as a whole", files(self.faulty)));
        }
        format!("{}\n", parts.join(", "))
    }
}

/// A file as it is, and as it should be.
struct LaidOut {
    text: String,
    formatted: Formatted,
    sources: Sources,
}

/// Reads and lays out all files, several at a time; the results stand in the order of the files.
fn all(files: &[PathBuf]) -> Vec<Result<LaidOut, CannotRun>> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS);
    let each = files.len().div_ceil(threads).max(1);
    let one = |file: &PathBuf| {
        let text = disk::read::text(file)?;
        Ok(lay_out(&disk::shown(file), text))
    };
    thread::scope(|scope| {
        let runs: Vec<_> = files
            .chunks(each)
            .map(|files| (files, scope.spawn(move || files.iter().map(one).collect::<Vec<_>>())))
            .collect();
        let results = runs.into_iter().flat_map(|(files, run)| {
            // The formatter does not panic; if it ever did, the files of that thread would stay as they are.
            let lost = |_| {
                let lost = |file: &PathBuf| Err(CannotRun(format!("{}: lost", file.display())));
                files.iter().map(lost).collect()
            };
            run.join().unwrap_or_else(lost)
        });
        results.collect()
    })
}

/// Says what is wrong with a file, and writes it or says what would change.
fn finish(
    path: &Path,
    laid_out: &LaidOut,
    arguments: &Fmt,
    terminal: &Terminal,
    tally: &mut Tally,
) -> Result<(), CannotRun> {
    let LaidOut { text, formatted, sources } = laid_out;
    let shown = disk::shown(path);
    note(&formatted.problems, sources, terminal);
    let faulty = !formatted.problems.is_empty();
    if faulty {
        tally.faulty = tally.faulty.saturating_add(1);
    }
    if formatted.text == *text {
        if !faulty {
            tally.same = tally.same.saturating_add(1);
        }
        return Ok(());
    }
    if arguments.diff {
        terminal.result(&diff(&shown, text, &formatted.text));
    } else if arguments.check {
        terminal.result(&format!("{shown}\n"));
    } else {
        disk::write::replace(path, formatted.text.as_bytes())?;
    }
    tally.changed = tally.changed.saturating_add(1);
    Ok(())
}

/// Lays out standard input to standard output.
fn standard_input(arguments: &Fmt, terminal: &Terminal) -> Ran {
    let bytes = disk::read::case_bytes("-")?;
    let shown = "standard input";
    let text = disk::read::text_of(shown, bytes)?;
    let LaidOut { text, formatted, sources } = lay_out(shown, text);
    note(&formatted.problems, &sources, terminal);
    let differs = formatted.text != text;
    if arguments.diff {
        terminal.result(&diff(shown, &text, &formatted.text));
    } else if arguments.writes() {
        terminal.result(&formatted.text);
    } else if differs {
        terminal.result(&format!("{shown}\n"));
    }
    let found = !formatted.problems.is_empty() || differs && !arguments.writes();
    Ok(if found { Ending::Found } else { Ending::Clean })
}

fn lay_out(shown: &str, text: String) -> LaidOut {
    let mut sources = Sources::new();
    let file = sources.add(shown, text.as_str());
    let formatted = format(file, &text);
    LaidOut { text, formatted, sources }
}
