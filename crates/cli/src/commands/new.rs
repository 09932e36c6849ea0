//! `whereas new`: a package to start from.
//!
//! Invariant: what is written checks clean, is laid out, and its examples come true; a name for which it would not is
//! refused, and what is there already is never touched.

use std::path::Path;

use whereas_driver::{Asked, Files, MANIFEST};

use crate::args::New;
use crate::disk::write;
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran};

const POLICY: &str = include_str!("../../templates/package.policy");
const PASSAGES: &str = include_str!("../../templates/rules.md");
const CASE: &str = include_str!("../../templates/paid.yaml");
const PACKAGE: &str = include_str!("../../templates/whereas.toml");

/// The longest name of a package.
const MAX_NAME: usize = 60;

pub(crate) fn run(arguments: &New, terminal: &Terminal) -> Ran {
    let path = Path::new(&arguments.name);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !is_name(&name) {
        return Err(CannotRun(format!(
            "`{name}` is no name for a package: use small letters, digits, - and _, with a letter first, as in \
             `parking-permits`"
        )));
    }
    let policy_name = name.replace('-', "_");
    let fill = |text: &str| {
        let title = title(&name);
        text.replace("{{name}}", &name)
            .replace("{{policy}}", &policy_name)
            .replace("{{title}}", &title)
    };
    let policy_file = format!("{name}.policy");
    let files = [
        (MANIFEST, fill(PACKAGE)),
        (policy_file.as_str(), fill(POLICY)),
        ("sources/rules.md", fill(PASSAGES)),
        ("cases/paid.yaml", fill(CASE)),
    ];
    if !is_clean(&files) {
        return Err(CannotRun(format!(
            "`{policy_name}` cannot name a policy: the language uses it itself"
        )));
    }
    write::new_folder(path, &files)?;
    let shown = path.display();
    terminal.note(&format!(
        "{shown}: a package to start from. Next: whereas test {shown}; whereas eval {shown} {shown}/cases/paid.yaml\n"
    ));
    Ok(Ending::Clean)
}

fn is_name(name: &str) -> bool {
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    name.len() <= MAX_NAME
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with(['-', '_'])
        && name.chars().all(sign)
}

/// `parking-permits`: `Parking permits`
fn title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether the compiler finds nothing in the files.
fn is_clean(files: &[(&str, String)]) -> bool {
    let package: Files =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect();
    whereas_driver::compile(&package, Asked::default()).diagnostics.is_empty()
}
