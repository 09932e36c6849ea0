//! Many cases: JSON, one case a line, each decided as it would be alone.
//!
//! Reads lines as they come; produces what is to be told of each, in their order. Invariants: a line that is at fault has
//! no answer, and keeps no other line from having one; what is told of a line does not depend on the others, nor on how
//! many threads decide; of the lines no more is held than one round of them.

use std::io::{self, BufRead};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::thread;

use serde::Serialize;
use whereas_cases::{Format, Line, Lines};
use whereas_diagnostics::render;
use whereas_eval::Session;
use whereas_source::Sources;
use whereas_value::Date;

use crate::decided::Decided;
use crate::faults::{Faults, Part};
use crate::outcome::Engine;
use crate::package::Package;

/// How many lines one round has at most.
const LINES: usize = 256;
/// After how many bytes of lines a round is full.
const BYTES: usize = 4 << 20;
/// The stack of a thread: as large as that of a program, so that a line has what a case alone has.
const STACK: usize = 8 << 20;

/// One line, decided, or at fault.
#[derive(Debug)]
pub struct DecidedLine<'p> {
    /// Its number, from one; every line counts.
    pub number: u64,
    /// What the policies say of its case; or everything that is wrong with the line.
    pub decided: Result<Decided<'p>, Faults>,
}

/// The version of the form of a line without an answer. It rises with every change of the form.
pub const SCHEMA_VERSION: u32 = 1;

/// Of a line that is at fault, what stands in the place of its outcome.
#[derive(Debug, Serialize)]
pub struct LineAtFault {
    /// The version of this form. It rises with every change of it.
    pub schema_version: u32,
    /// The engine that ran.
    pub engine: Engine,
    /// The number of the line, from one.
    pub line: u64,
    /// Everything that is wrong with it, as `whereas check --output-format json` tells of a policy.
    pub diagnostics: Vec<serde_json::Value>,
}

impl LineAtFault {
    /// What stands in the place of the outcome of this line.
    #[must_use]
    pub fn new(line: u64, faults: &Faults) -> Self {
        let diagnostics = render::json_values(faults.diagnostics(), faults.sources());
        Self { schema_version: SCHEMA_VERSION, engine: Engine::this(), line, diagnostics }
    }

    /// As JSON, on one line.
    #[must_use]
    pub fn to_json_line(&self) -> String {
        crate::outcome::on_one_line(self)
    }
}

impl Package {
    /// Decides cases that are given as JSON, one a line, on as many threads as are asked for. `tell` makes of each line
    /// what is wanted of it, on those threads; `take` gets that in the order of the lines, and may end the run. A day
    /// given apart from the lines stands for the `as_of` of each. The name is shown where something is wrong with a line.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use std::ops::ControlFlow;
    /// # use whereas::{Asked, Files, Package};
    /// # let policy = include_str!("../examples/park.policy");
    /// # let files = Files::from([("park.policy".to_owned(), policy.to_owned())]);
    /// # let package = Package::load(&files)?;
    /// let cases = "{\"as_of\": \"2024-06-01\", \"facts\": {\"leashed\": true}}\n{\"as_of\": 7}\n";
    /// let mut told = Vec::new();
    /// let answered = package.decide_lines(
    ///     ("cases.jsonl", cases.as_bytes()),
    ///     None,
    ///     NonZeroUsize::MIN,
    ///     |line| match &line.decided {
    ///         Ok(decided) => decided.outcome(Asked::default()).policies[0].questions.len().to_string(),
    ///         Err(faults) => faults.to_string(),
    ///     },
    ///     |words| {
    ///         told.push(words);
    ///         ControlFlow::Continue(())
    ///     },
    /// );
    /// assert!(answered.is_ok());
    /// assert_eq!(told[0], "1");
    /// assert!(told[1].starts_with("cases.jsonl:2:11: error[E05"));
    /// # Ok::<(), whereas::Faults>(())
    /// ```
    ///
    /// # Errors
    /// Why the lines could not be read to their end.
    pub fn decide_lines<T: Send>(
        &self,
        (name, lines): (&str, impl BufRead),
        as_of: Option<Date>,
        threads: NonZeroUsize,
        tell: impl Fn(DecidedLine<'_>) -> T + Sync,
        mut take: impl FnMut(T) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let mut lines = Lines::of(lines);
        let mut workers: Vec<_> = (0..threads.get()).map(|_| self.sessions()).collect();
        loop {
            let mut round = Vec::new();
            let mut held = 0_usize;
            let mut failed = None;
            while round.len() < LINES && held < BYTES {
                match lines.next() {
                    None => break,
                    Some(Ok(line)) => {
                        held = held.saturating_add(line.held());
                        round.push(line);
                    }
                    Some(Err(error)) => {
                        failed = Some(error);
                        break;
                    }
                }
            }
            if round.is_empty() && failed.is_none() {
                return Ok(());
            }
            let decide = |sessions: &mut Vec<_>, line| tell(self.line(sessions, name, as_of, line));
            for told in in_order(&mut workers, round, decide)? {
                if take(told).is_break() {
                    return Ok(());
                }
            }
            // What came before it has been told.
            if let Some(error) = failed {
                return Err(error);
            }
        }
    }

    fn line<'p>(
        &'p self,
        sessions: &mut [Session<'p>],
        name: &str,
        as_of: Option<Date>,
        line: Line,
    ) -> DecidedLine<'p> {
        let mut sources = Sources::new();
        let decided = line.decode(name, &mut sources).and_then(|file| {
            let text = sources.file(file).map_or("", whereas_source::SourceFile::text);
            self.decide_in(sessions, self.cases(text, file, Format::Json, as_of)?, file)
        });
        let decided = decided.map_err(|found| Faults::new(Part::Case, sources, found));
        DecidedLine { number: line.number, decided }
    }
}

/// What becomes of each, in their order; each worker takes the next that nobody has taken.
fn in_order<W: Send, L: Send, T: Send>(
    workers: &mut [W],
    all: Vec<L>,
    work: impl Fn(&mut W, L) -> T + Sync,
) -> io::Result<Vec<T>> {
    let alone = workers.len() == 1 || all.len() <= 1;
    if let (true, Some(worker)) = (alone, workers.first_mut()) {
        return Ok(all.into_iter().map(|it| work(worker, it)).collect());
    }
    let left = Mutex::new(all.into_iter().enumerate());
    // A worker that panicked holds nothing that another could not go on with.
    let next = || left.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
    let run = |worker: &mut W| {
        let mut done = Vec::new();
        while let Some((place, it)) = next() {
            done.push((place, work(worker, it)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let run = &run;
        let start = |worker| {
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, move || run(worker))
        };
        // All of them run before the first is waited for.
        let threads: Vec<_> = workers.iter_mut().map(start).collect();
        let mut done = Vec::new();
        for thread in threads {
            match thread?.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        io::Result::Ok(done)
    })?;
    done.sort_unstable_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, told)| told).collect())
}
