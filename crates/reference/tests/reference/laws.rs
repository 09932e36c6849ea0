//! The laws, on random policies and cases.

use std::collections::BTreeMap;

use whereas_reference::generate::Draft;
use whereas_reference::{decide, worlds};

use crate::support;

fn files(text: String) -> BTreeMap<String, String> {
    BTreeMap::from([("random.policy".to_owned(), text), ("rules.md".to_owned(), Draft::passages())])
}

/// How many seeds are tried where nobody asks for more.
const SEEDS: u64 = 150;

#[test]
fn laws_hold_of_random_policies() {
    let (mut refused, mut cases, mut all, mut gaps) = (BTreeMap::new(), 0, 0, 0);
    let mut failed = Vec::new();
    for seed in 1..=SEEDS {
        let draft = Draft::of_seed(seed, 3);
        let checked = match support::compile(&files(draft.text()), "random.policy") {
            Ok(checked) => checked,
            Err(problems) => {
                let first = problems.lines().next().unwrap_or_default().to_owned();
                *refused.entry(first).or_insert(0) += 1;
                continue;
            }
        };
        let examples: Vec<_> = checked.hir().examples.iter().collect();
        for (place, example) in examples.iter().enumerate() {
            cases += 1;
            let answers = decide(&checked, &example.case);
            let found = worlds::outcomes(&checked, &example.case, 600);
            let found = match found {
                Some(found) => found,
                None => worlds::sampled(&checked, &example.case, 60, seed).expect("worlds"),
            };
            let here = format!("seed {seed}, case {place}");
            for problem in worlds::unsound(checked.hir(), &answers, &found.outcomes) {
                failed.push(format!("{here}: unsound: {problem}"));
            }
            if found.exhaustive {
                all += 1;
                gaps += worlds::gaps(&answers, &found.outcomes).len();
            }
        }
    }
    println!("{cases} cases, {all} exhaustive, {gaps} gaps; refused: {refused:#?}");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(cases > 0 && all > 0);
}
