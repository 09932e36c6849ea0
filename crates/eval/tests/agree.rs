//! The plan and the reference interpreter say the same of every example of every policy in the repository.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, it may fail on")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use whereas_driver::{Asked, Files, compile};
use whereas_eval::Session;
use whereas_value::{Answers, Case, Stated};

fn folders(root: &Path, found: &mut Vec<PathBuf>) {
    if root.join("whereas.toml").exists() {
        found.push(root.to_path_buf());
        return;
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(root).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    inside.iter().filter(|path| path.is_dir()).for_each(|path| folders(path, found));
}

fn files(root: &Path, folder: &Path, into: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(root, &path, into);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            into.insert(name, text);
        }
    }
}

/// The same case with less: every so many facts left out, nothing stated, nobody found anything, events missing.
fn with_less(case: &Case, number: usize) -> Vec<Case> {
    let mut all = vec![case.clone()];
    let left_out = |which: &dyn Fn(usize) -> bool| {
        let mut less = case.clone();
        for (place, fact) in less.facts.iter_mut().enumerate() {
            if which(place) {
                *fact = Stated::LeftOut;
            }
        }
        less
    };
    let mut nobody = case.clone();
    nobody.findings.clear();
    let mut open = case.clone();
    open.events_complete = false;
    all.extend([left_out(&|_| true), nobody, open]);
    all.push(left_out(&|place| (place + number).is_multiple_of(3)));
    all
}

/// The first part in which two answers differ, in words.
fn difference(a: &Answers, b: &Answers) -> Option<String> {
    for (mine, theirs) in a.questions.iter().zip(&b.questions) {
        if mine != theirs {
            return Some(format!("question\n eval      {mine:#?}\n reference {theirs:#?}"));
        }
    }
    for (mine, theirs) in a.duties.iter().zip(&b.duties) {
        if mine != theirs {
            return Some(format!("duty\n eval      {mine:#?}\n reference {theirs:#?}"));
        }
    }
    for (mine, theirs) in a.findings.iter().zip(&b.findings) {
        if mine != theirs {
            return Some(format!("finding\n eval      {mine:#?}\n reference {theirs:#?}"));
        }
    }
    (a != b).then(|| {
        let rest = |answers: &Answers| {
            let mut rest = answers.clone();
            rest.questions =
                rest.questions.into_iter().skip(b.questions.len().min(a.questions.len())).collect();
            rest.findings.clear();
            format!("{rest:#?}")
        };
        format!("eval {}\nreference {}", rest(a), rest(b))
    })
}

#[test]
fn every_example_is_answered_as_the_reference_answers_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let mut all = Vec::new();
    folders(&root, &mut all);
    assert!(!all.is_empty());
    let packages = all.iter().map(|folder| {
        let mut texts = Files::new();
        files(folder, folder, &mut texts);
        texts
    });
    agree(packages);
}

/// The small policies that say what each construct means: each a package of its own.
#[test]
fn every_small_policy_is_answered_as_the_reference_answers_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference/tests/meaning");
    let mut texts = Files::new();
    files(&folder, &folder, &mut texts);
    texts.retain(|name, _| name.ends_with(".policy") || name.ends_with(".md"));
    let policies: Vec<_> = texts.keys().filter(|name| name.ends_with(".policy")).cloned().collect();
    assert!(!policies.is_empty());
    let packages = policies.iter().map(|policy| {
        let mut alone = texts.clone();
        alone.retain(|name, _| name == policy || !name.ends_with(".policy"));
        alone
    });
    agree(packages);
}

fn agree(packages: impl Iterator<Item = Files>) {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let mut cases = 0;
    for texts in packages {
        let compilation = compile(&texts, Asked::default());
        for policy in &compilation.policies {
            assert!(policy.compiled.is_some(), "not compiled: {}", policy.path);
            let compiled = policy.compiled.as_ref().unwrap();
            let plan = whereas_lower::from_checked(&compiled.checked);
            assert_eq!(whereas_plan::verify(&plan), [], "{}", policy.path);
            let mut session = Session::new(&plan);
            for (number, example) in policy.hir.examples.iter().enumerate() {
                for (variation, case) in with_less(&example.case, number).iter().enumerate() {
                    cases += 1;
                    let mine = whereas_eval::answers(&mut session, case);
                    let theirs = whereas_reference::decide(&compiled.checked, case);
                    if let Some(difference) = difference(&mine, &theirs) {
                        let count = told.entry(policy.path.to_string()).or_default();
                        *count += 1;
                        if *count <= 3 {
                            eprintln!(
                                "{} {:?} variation {variation}: {difference}",
                                policy.path, example.title
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(cases > 0);
    assert_eq!(told, BTreeMap::new());
    eprintln!("{cases} cases");
}
