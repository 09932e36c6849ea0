//! What every output carries, and that the words say what the data says: over every case of every policy.

use std::path::Path;

use whereas::outcome::PolicyOutcome;
use whereas::{Asked, Outcome, Package};
use whereas_corpus::packages;

/// A text without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a text has to carry of a policy: hashes by their first signs, notices, how to contest.
fn carried(outcome: &Outcome, policy: &PolicyOutcome) -> Vec<String> {
    let short = |hash: &str| hash.get(..12).unwrap_or_default().to_owned();
    let mut all = vec![
        flat(&policy.policy.label),
        format!("plan {}", short(&policy.plan)),
        format!("engine {}", outcome.engine.version),
        format!("case {}", short(&policy.case)),
        "the law of ".to_owned(),
        "To contest: ".to_owned(),
    ];
    all.extend(policy.contest.iter().map(|contest| flat(contest)));
    all.extend(
        policy.notices.iter().map(|it| flat(&format!("Notice ({}): {}", it.clause, it.text))),
    );
    all
}

/// What the data tells of why a policy's answers are as they are, as the words have it.
fn reasons(policy: &PolicyOutcome) -> Vec<&str> {
    let mut all: Vec<&str> = policy.scope_because.iter().map(String::as_str).collect();
    for question in &policy.questions {
        for line in &question.trace {
            // What only waits is told by what it waits for.
            if line.causes != ["not_ready"] {
                all.extend(line.because.iter().map(String::as_str));
            }
            all.extend(line.by.iter().map(String::as_str));
        }
        for wait in &question.prerequisites {
            all.push(&wait.title);
            all.extend(wait.because.iter().map(String::as_str));
        }
        let burdens = question.rests_on.iter().filter(|it| it.kind == "burden");
        all.extend(burdens.map(|it| it.text.as_str()));
        all.extend(question.missing.iter().map(|it| it.label.as_str()));
        all.extend(question.awaits.iter().map(|it| it.label.as_str()));
    }
    for finding in &policy.findings {
        all.extend(finding.by.iter().map(|it| it.label.as_str()));
        all.extend(finding.defects.iter().map(|it| it.text.as_str()));
    }
    all
}

#[test]
fn every_output_carries_what_it_stands_on_and_the_words_say_what_the_data_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let (mut cases, mut told) = (0, 0);
    for folder in packages::under(&root).expect("the policies are there") {
        let files = packages::files(&folder).expect("a folder that can be read");
        let package = Package::load(&files).expect("the policies are clean");
        for entry in std::fs::read_dir(folder.join("cases")).expect("a folder of cases") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a text");
            let decided = package.decide_text(&name, &text, None).expect("a sound case");
            let outcome = decided.outcome(Asked::default());
            let traced = flat(&decided.text(Asked { trace: true, ..Asked::default() }));
            let outputs = [
                flat(&decided.text(Asked::default())),
                flat(&decided.text(Asked { either_way: true, ..Asked::default() })),
                flat(&decided.duties_text()),
                traced.clone(),
            ];
            for policy in &outcome.policies {
                for wanted in carried(&outcome, policy) {
                    for output in &outputs {
                        assert!(output.contains(&wanted), "{name}: no {wanted:?} in\n{output}");
                    }
                }
                for reason in reasons(policy) {
                    assert!(traced.contains(&flat(reason)), "{name}: no {reason:?} in\n{traced}");
                    told += 1;
                }
            }
            cases += 1;
        }
    }
    assert!(cases > 50 && told > 500, "{cases} cases, {told} reasons");
}
