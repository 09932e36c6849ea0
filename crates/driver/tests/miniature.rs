//! The language in one page, `tests/miniature`: it is clean, and its examples come true.

use whereas_diagnostics::render;
use whereas_driver::{Asked, Files, compile, examples};

#[test]
fn the_language_in_one_page() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/miniature");
    let names = ["miniature.policy", "sources/memo.md"];
    let files: Files = names
        .map(|name| {
            let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("the file");
            (name.to_owned(), text)
        })
        .into();
    let compilation = compile(&files, Asked::default());
    assert_eq!(render::short(&compilation.diagnostics, &compilation.sources), "");
    let runs: Vec<_> =
        compilation.policies.iter().flat_map(|policy| examples::run(policy, None)).collect();
    assert_eq!(runs.len(), 6);
    for run in runs {
        assert!(run.passed(), "{} {}: {:#?}", run.clause, run.title, run.failures);
    }
}
