//! The laws, on random policies and cases.
//!
//! Soundness: an answer holds the outcome of every world. Learning: the answer to a case that says more is within the
//! answer to the one that says less (of one run; where `is known` occurs only what is decided stays), and what was
//! decided stays decided. Order: clauses and statements in another order say the same (the declarations among them keep
//! theirs: the lanes go by it).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::generate::Draft;
use whereas_check::Checked;
use whereas_reference::{decide, decide_bare, print, worlds};
use whereas_value::{Answers, Case, Status};

use crate::support;

#[derive(Default)]
struct Tally {
    cases: u32,
    exhaustive: u32,
    single: u32,
    gaps: u32,
    decided: u32,
    refused: BTreeMap<String, u32>,
    failed: Vec<String>,
}

fn compile(text: String) -> Result<Checked, String> {
    let files = BTreeMap::from([
        ("random.policy".to_owned(), text),
        ("rules.md".to_owned(), Draft::passages()),
    ]);
    support::compile(&files, "random.policy")
}

/// What an answer says whatever the order of the text: outcomes, and the names of what is open.
fn said(checked: &Checked, answers: &Answers) -> Vec<String> {
    let hir = checked.hir();
    let mut all: Vec<String> = answers
        .questions
        .iter()
        .map(|(question, answer)| {
            let mut text = print::question(hir, *question);
            let outcome = print::outcome(hir, question.decision, &answer.outcome);
            let _ = write!(text, ": {} {outcome}", answer.status.words());
            for missing in &answer.missing {
                let _ =
                    write!(text, "; {} {}", print::leaf(hir, &missing.leaf), missing.alone_decides);
            }
            let mut awaited: Vec<String> =
                answer.awaits.iter().map(|leaf| print::leaf(hir, leaf)).collect();
            awaited.sort();
            let _ = write!(text, "; awaits {awaited:?}");
            text
        })
        .collect();
    all.sort();
    all
}

fn check_seed(seed: u64, tally: &mut Tally) {
    let draft = Draft::of_seed(seed, 3);
    let text = draft.text();
    let speaks_of_record = text.contains("is known");
    let checked = match compile(text) {
        Ok(checked) => checked,
        Err(problems) => {
            let code = problems.split(':').next().unwrap_or_default().to_owned();
            *tally.refused.entry(code).or_insert(0) += 1;
            return;
        }
    };
    let permuted = draft.permuted(seed).map_or_else(
        || checked.clone(),
        |text| compile(text).expect("the same policy in another order"),
    );
    let cases: Vec<&Case> = checked.hir().examples.iter().map(|example| &example.case).collect();
    let other: Vec<&Case> = permuted.hir().examples.iter().map(|example| &example.case).collect();
    let mut before: Option<(Answers, Answers)> = None;
    for (place, case) in cases.into_iter().enumerate() {
        let here = format!("seed {seed}, case {place}");
        tally.cases += 1;
        let (answers, bare) = (decide(&checked, case), decide_bare(&checked, case));

        let found = worlds::outcomes(&checked, case, 400)
            .unwrap_or_else(|| worlds::sampled(&checked, case, 60, seed).expect("some worlds"));
        for answers in [&answers, &bare] {
            for problem in worlds::unsound(checked.hir(), answers, &found.outcomes) {
                tally.failed.push(format!("{here}: unsound: {problem}"));
            }
        }
        if found.exhaustive {
            tally.exhaustive += 1;
            tally.gaps += worlds::gaps(&answers, &found.outcomes).len() as u32;
            tally.single += found.outcomes.values().filter(|all| all.len() == 1).count() as u32;
        }

        let there = other[place];
        let pairs = [
            (said(&checked, &bare), said(&permuted, &decide_bare(&permuted, there))),
            (said(&checked, &answers), said(&permuted, &decide(&permuted, there))),
        ];
        for (here_said, other_said) in pairs {
            for (a, b) in here_said.iter().zip(&other_said).filter(|(a, b)| a != b) {
                tally.failed.push(format!("{here}: order:\n  {a}\n  {b}"));
            }
        }

        // Each odd case knows more than the one before it.
        if let (1, Some((old, old_bare))) = (place % 2, &before) {
            if !speaks_of_record {
                for problem in worlds::unlearnt(checked.hir(), old_bare, &bare) {
                    tally.failed.push(format!("{here}: learning: {problem}"));
                }
            }
            for (question, old) in &old.questions {
                let new = answers.questions.iter().find(|(other, _)| other == question);
                let Some((_, new)) = new else { continue };
                if old.status == Status::Decided {
                    tally.decided += 1;
                    if new.outcome != old.outcome {
                        let name = print::question(checked.hir(), *question);
                        tally.failed.push(format!("{here}: decided changed: {name}"));
                    }
                }
            }
        }
        before = Some((answers, bare));
    }
}

fn check(seeds: impl Iterator<Item = u64>) {
    let mut tally = Tally::default();
    for seed in seeds {
        check_seed(seed, &mut tally);
    }
    println!(
        "{} cases, {} in all worlds: {} questions of one outcome, {} left open; {} decided twice; refused {:?}",
        tally.cases, tally.exhaustive, tally.single, tally.gaps, tally.decided, tally.refused
    );
    let count = tally.failed.len();
    tally.failed.truncate(20);
    assert!(count == 0, "{count} failures\n{}", tally.failed.join("\n"));
    assert!(tally.exhaustive > 0 && tally.decided > 0);
}

#[test]
fn laws_hold_of_random_policies() {
    check(1..=120);
}
