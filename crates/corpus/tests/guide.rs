//! The guide for drafters: its pieces, put together, are a policy that checks clean and whose examples come true, and it
//! names every word that the language keeps for itself.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::collections::BTreeSet;

use whereas_driver::{Asked, Files, compile, examples};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn text(path: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/{path}")).expect("a file of the project")
}

/// The blocks of the page in this language, one after the other.
fn blocks(page: &str, language: &str) -> String {
    let start = format!("\n```{language}\n");
    let blocks = page.split(&start).skip(1);
    let blocks = blocks.map(|rest| rest.split("\n```").next().unwrap_or_default());
    blocks.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_pieces_are_one_sound_policy() {
    let page = text("docs/guide.md");
    let files: Files = [
        ("permits.policy".to_owned(), blocks(&page, "policy") + "\n"),
        ("sources/rules.md".to_owned(), blocks(&page, "markdown") + "\n"),
    ]
    .into_iter()
    .collect();
    let compilation = compile(&files, Asked::default());
    let told = whereas_diagnostics::render::short(&compilation.diagnostics, &compilation.sources);
    assert_eq!(told, "");
    let policy = compilation.policies.first().expect("a policy");
    let runs = examples::run(policy, None);
    assert!(runs.len() > 25, "only {} examples", runs.len());
    for run in runs {
        assert!(run.passed(), "{} {}: {:#?}", run.clause, run.title, run.failures);
    }
}

#[test]
fn every_word_of_the_language_is_named() {
    let grammar = text("grammar/whereas.pest");
    let rule = grammar.split("\nreserved = ").nth(1).expect("the rule of reserved words");
    let rule = rule.split("\n\n").next().expect("its end");
    let words = rule.split('"').skip(1).step_by(2).filter(|word| word.len() > 1);
    let kept: BTreeSet<&str> = words.collect();
    let page = text("docs/guide.md");
    let list = page.split("\n## 12. ").nth(1).expect("the section of words");
    let list = list.split("\n\n").nth(1).expect("the list");
    let named: BTreeSet<&str> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(named, kept);
}
