//! The policies of the project, replayed in full: clean, every example as expected, every case as it was answered
//! before.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::path::{Path, PathBuf};

use whereas::{Asked, Package};
use whereas_driver::{Files, MANIFEST, compile, examples};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");

/// The folders with a `whereas.toml`.
fn packages() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(ROOT)];
    while let Some(folder) = open.pop() {
        if folder.join(MANIFEST).is_file() {
            found.push(folder);
        } else {
            open.extend(entries(&folder).into_iter().filter(|path| path.is_dir()));
        }
    }
    found.sort();
    assert!(found.len() >= 4, "the policies are there");
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    all.sort();
    all
}

fn files(root: &Path) -> Files {
    let mut files = Files::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for path in entries(&folder) {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if name.ends_with(".policy") || name.ends_with(".md") || name == MANIFEST {
                files.insert(name, std::fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    files
}

fn name(root: &Path) -> String {
    root.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn every_policy_is_clean_and_its_examples_come_true() {
    let mut count = 0;
    for root in packages() {
        let compilation = compile(&files(&root), whereas_driver::Asked::default());
        let told =
            whereas_diagnostics::render::short(&compilation.diagnostics, &compilation.sources);
        assert_eq!(told, "", "{}", root.display());
        for policy in &compilation.policies {
            for run in examples::run(policy, None) {
                assert!(run.passed(), "{} \"{}\": {:#?}", run.clause, run.title, run.failures);
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count} examples");
}

#[test]
fn every_case_is_answered_as_before() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    // What identifies an answer changes with every word of its policy; what it says does not.
    settings.add_filter(r"\b(plan|case) [0-9a-f]{12}\b", "$1 HASH");
    let mut count = 0;
    for root in packages() {
        let package = Package::load(&files(&root)).expect("the policies are clean");
        for path in entries(&root.join("cases")) {
            let case = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a text");
            let decided =
                package.decide_text(&case, &text, None).unwrap_or_else(|faults| panic!("{faults}"));
            let about = text.lines().next().unwrap_or_default();
            let shown = format!("{about}\n\n{}", decided.text(Asked::default()));
            let stem = case.rsplit_once('.').map_or(case.as_str(), |(stem, _)| stem);
            settings.bind(|| insta::assert_snapshot!(format!("{}__{stem}", name(&root)), shown));
            count += 1;
        }
    }
    assert!(count > 50, "{count} cases");
}
