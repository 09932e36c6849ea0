//! Once its buffers are large enough, a session runs case after case without asking for memory: for every policy of the
//! repository, over all of its cases.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, it may fail on")]

use std::path::{Path, PathBuf};

use allocation_counter::measure;
use whereas_cases::{Format, Vocabulary};
use whereas_eval::{Run, Session};
use whereas_plan::Plan;
use whereas_source::Sources;
use whereas_value::Case;

const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");

/// The cases of a package: of each its name, and how each policy reads it.
fn cases(root: &Path, plans: &[Plan]) -> Vec<(String, Vec<Case>)> {
    let known: Vec<Vocabulary<'_>> = plans
        .iter()
        .map(|plan| Vocabulary { facts: &plan.meaning.facts, book: &plan.book })
        .collect();
    let Ok(entries) = std::fs::read_dir(root.join("cases")) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(format) = Format::of_name(&name) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = Sources::new();
        let file = sources.add(&name, text.as_str());
        // A case that shows an error is none.
        if let Ok(read) = whereas_cases::read(&text, file, format, None, &known) {
            cases.push((name, read));
        }
    }
    cases
}

#[test]
fn a_run_takes_no_memory_once_it_is_warm() {
    let mut told = Vec::new();
    let mut runs = 0;
    for package in whereas_folders::packages(Path::new(POLICIES)).unwrap() {
        let compilation = package.compile();
        let plans = compilation.package().expect("the policies are clean").plans;
        let cases = cases(&package.root, &plans);
        for (at, plan) in plans.iter().enumerate() {
            let mut session = Session::new(plan);
            let mut run = Run::default();
            for _ in 0..2 {
                cases.iter().for_each(|(_, read)| session.run(&read[at], &mut run));
            }
            for (name, read) in &cases {
                let taken = measure(|| session.run(&read[at], &mut run)).count_total;
                runs += 1;
                if taken > 0 {
                    told.push(format!("{} {name}: {taken}", plan.book.policy.name));
                }
            }
        }
    }
    // What counts must count: a run that is cold does take memory.
    assert!(measure(|| drop(std::hint::black_box(vec![0; 100]))).count_total > 0);
    assert!(runs > 100, "{runs}");
    assert!(told.is_empty(), "{} of {runs}:\n{}", told.len(), told.join("\n"));
}
