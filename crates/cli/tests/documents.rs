//! Every block of commands in the documents runs, in a copy of the policies, and prints what the document says.
//!
//! A block is fenced as `console`: a line `$ COMMAND`, then what it prints. `cargo run --release --` and `whereas` both stand for
//! the program under test. A comment `<!-- edit FILE: "old" -> "new" -->` before a block edits the copy first, as
//! the prose asks the reader to; `<!-- write FILE -->` and `<!-- append FILE -->` put the next block, whatever its language, into
//! a file; `<!-- fresh -->` starts again from the policies as they are. In the place of a hash stands `…`; a block that ends with
//! a line `…` shows only the beginning of what is printed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot do without, it may fail on"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_readme_runs() {
    runs("README.md");
}

#[test]
fn the_page_of_commands_runs() {
    runs("docs/commands.md");
}

#[test]
fn the_walkthrough_runs() {
    runs("docs/walkthrough.md");
}

#[test]
fn the_tutorial_runs() {
    runs("docs/tutorial.md");
}

#[test]
fn the_page_of_the_department_runs() {
    runs("policies/dhs/README.md");
}

#[test]
fn every_command_has_its_section_and_every_option_is_named() {
    let page = std::fs::read_to_string(root().join("docs/commands.md")).unwrap();
    let help = |arguments: &[&str]| {
        let program = Command::new(env!("CARGO_BIN_EXE_whereas")).args(arguments).output().unwrap();
        String::from_utf8(program.stdout).unwrap()
    };
    let all = help(&["--help"]);
    let commands = all.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = commands.lines().filter_map(|line| line.split_whitespace().next());
    let mut count = 0;
    for name in names.filter(|name| *name != "help") {
        assert!(page.contains(&format!("`whereas {name}")), "the page has no {name}");
        let words = help(&[name, "--help"]);
        let options = words.split_whitespace().filter(|word| word.starts_with("--"));
        for option in options.filter(|option| !["--help", "--version"].contains(option)) {
            let option = option.trim_end_matches([',', '.']);
            assert!(page.contains(option), "the page does not name {option} of {name}");
        }
        count += 1;
    }
    assert!(count >= 14, "{count} commands");
}

/// A scratch copy of the policies; removed when it is dropped.
struct Copy(PathBuf);

impl Copy {
    fn fresh(name: &str) -> Self {
        let at =
            std::env::temp_dir().join(format!("whereas-documents-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&at);
        copy(&root().join("policies"), &at.join("policies"));
        Self(at)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn runs(document: &str) {
    let text = std::fs::read_to_string(root().join(document)).unwrap();
    let mut place = Copy::fresh(&document.replace(['/', '.'], "-"));
    let mut block: Option<Vec<&str>> = None;
    let mut goes_to: Option<(&str, &str)> = None;
    let mut blocks = 0;
    for line in text.lines() {
        match (&mut block, line.trim()) {
            (None, "```console") => block = Some(Vec::new()),
            (None, fence) if fence.starts_with("```") && goes_to.is_some() => {
                block = Some(Vec::new());
            }
            (Some(lines), "```") => {
                blocks += 1;
                match goes_to.take() {
                    Some((how, file)) => put(how, file, lines, &place),
                    None => check(document, lines, &place),
                }
                block = None;
            }
            (Some(lines), _) => lines.push(line),
            (None, "<!-- fresh -->") => {
                drop(place);
                place = Copy::fresh(&document.replace(['/', '.'], "-"));
            }
            (None, comment) => {
                let said = comment.strip_prefix("<!-- ").and_then(|it| it.strip_suffix(" -->"));
                match said.and_then(|it| it.split_once(' ')) {
                    Some(("edit", edit)) => apply(document, edit, &place),
                    Some((how @ ("write" | "append"), file)) => goes_to = Some((how, file)),
                    Some(_) | None => {}
                }
            }
        }
    }
    assert!(blocks > 0, "{document} has no block of commands");
}

/// Puts a block into a file: a new one, or at its end; between items of a policy a line stays empty.
fn put(how: &str, file: &str, lines: &[&str], place: &Copy) {
    let path = place.0.join(file);
    let mut text =
        if how == "append" { std::fs::read_to_string(&path).unwrap() } else { String::new() };
    if !text.is_empty()
        && lines.first().is_some_and(|it| !it.starts_with(' '))
        && file.ends_with(".policy")
    {
        text.push('\n');
    }
    text.push_str(&lines.join("\n"));
    text.push('\n');
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
}

/// `FILE: "old" -> "new"`; `\n` stands for the end of a line.
fn apply(document: &str, edit: &str, place: &Copy) {
    let (file, change) = edit.split_once(": ").unwrap();
    let (old, new) = change.split_once(" -> ").unwrap();
    let (old, new) =
        (old.trim_matches('"').replace("\\n", "\n"), new.trim_matches('"').replace("\\n", "\n"));
    let path = place.0.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(&old), "{document} edits `{old}` in {file}, which is not there");
    std::fs::write(&path, text.replacen(&old, &new, 1)).unwrap();
}

fn check(document: &str, lines: &[&str], place: &Copy) {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push((command, Vec::new()));
        } else if let Some((_, expected)) = commands.last_mut() {
            expected.push(line);
        }
    }
    for (command, expected) in commands {
        let arguments = command
            .strip_prefix("cargo run --release -- ")
            .or_else(|| command.strip_prefix("whereas "))
            .unwrap_or_else(|| panic!("{document}: no command of this project: {command}"));
        // By a shell, as whoever copies the line does: what it would refuse does not stand on a page.
        let output = Command::new("sh")
            .args(["-c", &format!("exec \"$WHEREAS\" {arguments}")])
            .env("WHEREAS", env!("CARGO_BIN_EXE_whereas"))
            .current_dir(&place.0)
            .env("NO_COLOR", "1")
            .env_remove("CI")
            .output()
            .unwrap();
        let printed =
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
        let expected = expected.join("\n");
        assert_eq!(
            hashes_hidden(&expected),
            expected,
            "{document}: {command}: a hash that the next edit makes false; write `…` for it"
        );
        let printed = hashes_hidden(printed.trim_end());
        match expected.strip_suffix("\n…") {
            Some(beginning) => {
                let lines = beginning.lines().count();
                let begins: Vec<&str> = printed.lines().take(lines).collect();
                assert_eq!(begins.join("\n"), beginning, "{document}: {command}");
                assert!(
                    printed.lines().count() > lines,
                    "{document}: {command}: that is all of it"
                );
            }
            None => assert_eq!(printed, expected.trim_end(), "{document}: {command}"),
        }
    }
}

/// Hashes change with every edit of a policy: the documents show `…` in the place of each.
fn hashes_hidden(text: &str) -> String {
    let is_hash = |word: &str| word.len() >= 12 && word.chars().all(|it| it.is_ascii_hexdigit());
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let words = line.split(' ').map(|word| if is_hash(word) { "…" } else { word });
            words.collect::<Vec<_>>().join(" ")
        })
        .collect();
    lines.join("\n")
}
