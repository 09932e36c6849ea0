//! What the reference says of a case holds every world that the case allows.

use std::path::Path;

use crate::support;
use whereas_reference::{decide, worlds};

#[test]
fn answers_hold_every_world() {
    let mut failed = Vec::new();
    let (mut all, mut some, mut gaps) = (0, 0, Vec::new());
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meaning");
    for folder in support::packages().into_iter().chain([small.clone()]) {
        let files = support::files_of(&folder);
        for path in support::policies(&files) {
            // The small policies know nothing of each other.
            let files = if folder == small { support::alone(&files, path) } else { files.clone() };
            let checked = support::compile(&files, path).expect("a policy without errors");
            for example in checked.hir().examples.iter() {
                let answers = decide(&checked, &example.case);
                let found = worlds::outcomes(&checked, &example.case, 4_000);
                let found = match found {
                    Some(found) => {
                        all += 1;
                        found
                    }
                    None => {
                        some += 1;
                        worlds::sampled(&checked, &example.case, 100, 7).expect("some worlds")
                    }
                };
                let place = format!("{path}: {}", example.title);
                let mut problems = worlds::unsound(checked.hir(), &answers, &found.outcomes);
                problems.extend(worlds::unsound_duties(checked.hir(), &answers, &found));
                failed.extend(problems.iter().map(|problem| format!("{place}: {problem}")));
                if found.exhaustive {
                    let open = worlds::gaps(&answers, &found.outcomes);
                    gaps.extend(open.iter().map(|question| format!("{place}: {question:?}")));
                }
            }
        }
    }
    println!("{all} cases in all worlds, {some} in some; gaps: {gaps:#?}");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(all > 0 && some > 0);
}
