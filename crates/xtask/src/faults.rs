//! The planted faults of `tests/lint/`, as one table: what the passage says, what the clause says instead, and what is
//! told of it.
//!
//! Reads: the topics, with what is told of each fault as their test has written it. Produces: the page. Invariant:
//! every fault of every topic is a row.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// Where the page stands.
pub const PAGE: &str = "docs/language/text-against-code.md";
/// Where the topics stand.
const TOPICS: &str = "tests/lint";

const HEAD: &str = "<!-- Written by `cargo xtask faults`. Do not edit. -->\n\n# The text against the code\n\n\
Every clause is held against the passages it cites. Each row is a fault that was planted on purpose, and found; the \
same clause\nwithout it is in the last column, and of that nothing is told. The whole clauses, with the places and the \
fixes that are\noffered, stand under `tests/lint/`, and a test runs them all. What each code means is told by `whereas \
explain CODE`.\n\nThe words are in a table for each language, `crates/analyse/lexicon/en.toml`: numbers, months, units, \
money, comparing\nwords, words of lists and of rounding. A phrase that is missing is a line to add; a language that is \
missing is one more\nfile with the same headings.\n";

/// One fault.
#[derive(Debug, Default)]
struct Fault {
    title: String,
    passage: String,
    fault: String,
    said: String,
    twin: String,
}

/// The page, made anew.
///
/// # Errors
/// Where a topic cannot be read.
pub fn page(root: &Path) -> io::Result<String> {
    let mut paths = std::fs::read_dir(root.join(TOPICS))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let (mut rows, mut count) = (String::new(), 0_usize);
    for path in paths {
        let topic = std::fs::read_to_string(&path)?;
        let (title, about, faults) = read(&topic);
        let _ = write!(
            rows,
            "\n## {title}\n\n{about}\n\n| fault | the passage says | the clause says | told | without it |\n\
             | --- | --- | --- | --- | --- |\n"
        );
        count += faults.len();
        for fault in &faults {
            rows.push_str(&row(fault));
        }
    }
    Ok(format!("{HEAD}\n{count} faults, {count} twins.\n{rows}"))
}

/// The title of a topic, its first sentence, and its faults.
fn read(topic: &str) -> (&str, &str, Vec<Fault>) {
    let mut sections = topic.split("\n## ");
    let head = sections.next().unwrap_or("");
    let mut lines = head.lines().filter(|line| !line.is_empty());
    let title = lines.next().unwrap_or("").trim_start_matches("# ");
    let about = lines.next().unwrap_or("");
    // A passage may have headings of its own; a fault's heading comes with blocks of its own.
    let mut faults: Vec<Fault> = Vec::new();
    let mut block: Option<(&str, String)> = None;
    for line in topic.lines().skip(1) {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(kind)) => block = Some((kind, String::new())),
            (None, None) => {
                if let Some(title) = line.strip_prefix("## ") {
                    faults.push(Fault { title: title.to_owned(), ..Fault::default() });
                }
            }
            (Some((kind, text)), Some(_)) => {
                let text = std::mem::take(text);
                match (*kind, faults.last_mut()) {
                    ("passage", Some(fault)) => fault.passage = text,
                    ("fault", Some(fault)) => fault.fault = text,
                    ("said", Some(fault)) => fault.said = text,
                    ("twin", Some(fault)) => fault.twin = text,
                    _ => {}
                }
                block = None;
            }
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    (title, about, faults)
}

fn row(fault: &Fault) -> String {
    // What is told begins at the margin; the places under it are indented.
    let told: Vec<&str> = fault.said.lines().filter(|line| !line.starts_with(' ')).collect();
    format!(
        "| {} | {} | {} | {} | {} |\n",
        cell(&fault.title),
        cell(fault.passage.trim().replace("## ", "").replace('\n', " / ").as_str()),
        code(&but(&fault.fault, &fault.twin)),
        told.iter().map(|line| cell(line)).collect::<Vec<_>>().join("<br>"),
        code(&but(&fault.twin, &fault.fault)),
    )
}

/// The lines of one text that are not in the other.
fn but<'t>(text: &'t str, other: &str) -> Vec<&'t str> {
    text.lines().filter(|line| other.lines().all(|it| it != *line)).map(str::trim).collect()
}

fn code(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("`{}`", cell(line))).collect();
    if lines.is_empty() { "–".to_owned() } else { lines.join("<br>") }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
