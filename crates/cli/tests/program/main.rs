//! The program run as people run it: one subject a module.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

mod compare;
mod coverage;
mod findings;
mod fmt;
mod force;
mod language;
mod many;
mod new;
mod outcomes;
mod packages;
mod plans;
mod report;
mod robust;
mod show;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const PARK: &str = "docs/diagnostics/park.policy";

/// What came of a run.
#[derive(PartialEq, Eq, Debug)]
struct Ran {
    code: Option<i32>,
    results: String,
    notes: String,
}

/// Runs the program at the root of the project.
fn run(arguments: &[&str]) -> Ran {
    run_in(Path::new(ROOT), arguments, &[], "")
}

/// Runs the program in a folder, with variables of the environment and something on standard input.
fn run_in(folder: &Path, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whereas"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CI")
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // Who does not read its input may have closed it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    ended(child.wait_with_output().expect("the program ends"))
}

/// Runs a line of the shell in a folder; `$W` is the program.
fn shell(folder: &Path, line: &str) -> Ran {
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("W", env!("CARGO_BIN_EXE_whereas"))
        .env_remove("NO_COLOR")
        .env_remove("CI")
        .output()
        .expect("a shell");
    ended(output)
}

fn ended(output: std::process::Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { code: output.status.code(), results: text(output.stdout), notes: text(output.stderr) }
}

/// What `whereas test` counts, without what the policies want told with it.
fn counts(ran: &Ran) -> &str {
    ran.results.split_once("\n\n").map_or(ran.results.as_str(), |(counts, _)| counts)
}

/// Hashes change with every word of a policy.
fn without_hashes(text: &str) -> String {
    let is_hash = |word: &str| word.len() >= 12 && word.chars().all(|c| c.is_ascii_hexdigit());
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let told = words.map(|word| {
        let plain = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if is_hash(plain) { word.replace(plain, "HASH") } else { word.to_owned() }
    });
    told.collect()
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("program-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file is written");
}

fn got(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("a text")
}

fn park() -> String {
    std::fs::read_to_string(format!("{ROOT}/{PARK}")).expect("the policy")
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
