//! The policies on the page of forms check clean, and their examples come as expected.

use whereas_driver::{Asked, Files, compile, examples};

#[test]
fn the_policies_of_the_page_hold() {
    let page = std::fs::read_to_string(xtask::root().join("docs/language/forms.md"))
        .expect("the page is there");
    let sections: Vec<Vec<&str>> = page
        .split("\n## ")
        .skip(1)
        .map(|section| section.split("\n```policy\n").skip(1))
        .map(|fences| fences.map(|rest| rest.split("\n```").next().unwrap_or_default()).collect())
        .collect();
    assert_eq!(sections.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
    for fences in sections {
        let names = ["main.policy", "old.policy"];
        let files: Files = names
            .into_iter()
            .zip(fences)
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        let compilation = compile(&files, Asked { only: Some("main.policy"), folder: "" });
        assert!(
            !compilation.has_errors(),
            "{}",
            whereas_diagnostics::render::short(&compilation.diagnostics, &compilation.sources)
        );
        for policy in &compilation.policies {
            let runs = examples::run(policy, None);
            assert!(runs.len() > 5, "only {} examples", runs.len());
            for run in runs {
                assert!(run.passed(), "{} {}: {:#?}", run.clause, run.title, run.failures);
            }
        }
    }
}
