//! Case files to cases: JSON, YAML and TOML, and JSON one case a line, with places and near names.
//!
//! Reads: the text of one case, and of each policy that decides it what a case may state ([`Facts`]) and what
//! that is called ([`Book`]). Produces: one [`Case`] for each policy, or everything that is wrong with the
//! file. Needs no compiler. Invariants: never a partial answer, one problem is no case; all three formats go
//! through one validator; no number passes through a float; nothing is taken for granted that the file does
//! not say, save that `events` are all there were.

mod event;
mod fact;
mod finding;
mod hash;
mod lines;
mod names;
mod path;
mod pointer;
mod problems;
mod raw;
mod scalar;
mod schema;
mod shape;
mod words;

use std::borrow::Cow;

use whereas_diagnostics::Diagnostic;
use whereas_plan::{Book, Facts};
use whereas_source::{FileId, Sources};
use whereas_value::{Case, Date};

pub use hash::{canonical, hash};
pub use lines::{Line, Lines};
pub use schema::schema;

/// The longest case file: 16 MiB.
pub const MAX_CASE_BYTES: usize = 16 << 20;
/// How many problems of one file are told.
const MAX_PROBLEMS: usize = 1_000;

/// The formats of a case file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Format {
    /// `.json`
    Json,
    /// `.yaml`, `.yml`
    Yaml,
    /// `.toml`
    Toml,
}

impl Format {
    /// The format that the end of a file's name says.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        match end.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            _ => None,
        }
    }

    /// The format that a text without a name looks like: JSON where it starts with a brace; TOML where its first line
    /// that is no comment is the head of a table, or has `=` behind its first word; else YAML.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('{') {
            return Self::Json;
        }
        let lines = text.lines().map(str::trim);
        let first = lines.clone().find(|line| !line.is_empty() && !line.starts_with('#'));
        let is_toml = first.is_some_and(|line| {
            let after =
                line.trim_start_matches(|c: char| c.is_alphanumeric() || "_-.\"'$".contains(c));
            line.starts_with('[')
                || (after.len() < line.len() && after.trim_start().starts_with('='))
        });
        if is_toml { Self::Toml } else { Self::Yaml }
    }
}

/// What a case may state under one policy, and what it is called there.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'a> {
    /// The types and bounds.
    pub facts: &'a Facts,
    /// The names and labels.
    pub book: &'a Book,
}

/// The text of a file, added to the sources; or why it is none. A file that is no UTF-8 is added as far as it
/// can be shown.
pub fn decode(name: &str, bytes: &[u8], sources: &mut Sources) -> Result<FileId, Vec<Diagnostic>> {
    if bytes.len() > MAX_CASE_BYTES {
        return Err(vec![problems::too_large(name)]);
    }
    let (text, fault) = text(bytes);
    let file = sources.add(name, text.into_owned());
    fault.map_or(Ok(file), |fault| Err(vec![fault.told(file)]))
}

/// Why bytes are no text, and where.
enum NoText {
    Utf8(usize),
    Zero(usize),
}

impl NoText {
    fn told(self, file: FileId) -> Diagnostic {
        match self {
            Self::Utf8(at) => problems::not_utf8(file, at),
            Self::Zero(at) => problems::not_text(file, at),
        }
    }
}

/// Bytes as a text, as far as they can be shown, and why they are none.
fn text(bytes: &[u8]) -> (Cow<'_, str>, Option<NoText>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => (text.into(), None),
            // Shown by a sign that can be seen.
            Some(at) => (text.replace('\0', "\u{fffd}").into(), Some(NoText::Zero(at))),
        },
        Err(error) => (String::from_utf8_lossy(bytes), Some(NoText::Utf8(error.valid_up_to()))),
    }
}

/// The case of a file, for each of the policies in turn. A fact that any of them declares may be stated. A day
/// given apart from the file stands for its `as_of`.
pub fn read(
    text: &str,
    file: FileId,
    format: Format,
    as_of: Option<Date>,
    policies: &[Vocabulary<'_>],
) -> Result<Vec<Case>, Vec<Diagnostic>> {
    if text.len() > MAX_CASE_BYTES {
        return Err(vec![problems::too_large("the case")]);
    }
    let root = raw::read(text, file, format).map_err(|problem| vec![*problem])?;
    let known = names::Known::of(policies);
    let mut cases = Vec::new();
    let mut problems: Vec<Diagnostic> = Vec::new();
    for policy in policies {
        let (case, found) = shape::read(&root, as_of, *policy, &known);
        cases.extend(case);
        // What every policy says of the file is said once.
        for problem in found {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    for problem in &mut problems {
        let place = problem.span().filter(|_| problem.pointer.is_none());
        if let Some(place) = place {
            problem.pointer = pointer::at(&root, place);
        }
    }
    problems.sort_by_key(Diagnostic::span);
    if problems.is_empty() { Ok(cases) } else { Err(problems) }
}
