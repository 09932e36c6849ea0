//! What a package makes of its warnings, and what its clauses accept.

use whereas_diagnostics::{Level, render};
use whereas_driver::{Asked, Compilation, Files, MANIFEST, compile};

const POLICY: &str = "policy p\n  title \"Fees\"\n\nsource act \"The Act\"\n  passages \"act.md\"\n  fidelity restated\n\n\
    decision fee : money in EUR \"the fee\"\n  otherwise 0 EUR\n\n\
    clause 1 \"The fee\"\n  cites act [1]\n  policy in force from 2024-01-01\n  fee is 50 EUR\n";
const PASSAGES: &str =
    "## [1] The fee\nFrom 1 January 2024 the fee is 40 euros, and 30 for 12 days in May.\n";

fn compiled(policy: &str, levels: &str) -> Compilation {
    let mut files = Files::from([
        ("p.policy".to_owned(), policy.to_owned()),
        ("act.md".to_owned(), PASSAGES.to_owned()),
    ]);
    if !levels.is_empty() {
        files.insert(MANIFEST.to_owned(), format!("[package]\nname = \"p\"\n\n[levels]\n{levels}"));
    }
    compile(&files, Asked::default())
}

fn told(compilation: &Compilation) -> Vec<(&'static str, Level)> {
    compilation.diagnostics.iter().map(|it| (it.code.id(), it.level())).collect()
}

#[test]
fn warnings_have_the_level_the_package_gives_them() {
    let (error, warning) = (Level::Error, Level::Warning);
    let plain = [("W0401", warning), ("W0402", warning), ("W0402", warning)];
    for (levels, wanted) in [
        ("", plain.to_vec()),
        ("W0401 = \"warning\"\n", plain.to_vec()),
        ("W0401 = \"error\"\n", vec![("W0401", error), ("W0402", warning), ("W0402", warning)]),
        ("W04 = \"off\"\nW0401 = \"error\"\n", vec![("W0401", error)]),
        ("W0402 = \"off\"\nW04 = \"error\"\n", vec![("W0401", error)]),
        ("W04 = \"off\"\n", vec![]),
    ] {
        let compilation = compiled(POLICY, levels);
        let mut found = told(&compilation);
        found.sort_by_key(|it| it.0);
        assert_eq!(found, wanted, "{levels}");
        let errors = wanted.iter().any(|it| it.1 == error);
        assert_eq!(compilation.has_errors(), errors, "{levels}");
        assert_eq!(compilation.package().is_none(), errors, "{levels}");
    }
}

#[test]
fn levels_that_mean_nothing_are_errors() {
    for (levels, why) in [
        ("W0401 = \"loud\"\n", "`loud` is no level"),
        ("W0999 = \"off\"\n", "no warning has a code that starts with `W0999`"),
        ("W = \"off\"\n", "no warning has a code that starts with `W`"),
        ("E0301 = \"off\"\n", "`E0301` is an error, and has no other level"),
        ("W0401 = 1\n", "cannot be used"),
    ] {
        let compilation = compiled(POLICY, levels);
        let said = render::short(&compilation.diagnostics, &compilation.sources);
        assert!(said.contains("error[E0602]") && said.contains(why), "{levels}: {said}");
        assert!(said.contains("whereas.toml:5:"), "{levels}: it says where: {said}");
    }
}

#[test]
fn what_a_clause_accepts_is_kept() {
    let policy = POLICY.replace(
        "  policy in force",
        "  accept W0401 \"the amount of the decree\"\n  accept W0402 \"May is a rule of its own\"\n  policy in force",
    );
    let compilation = compiled(&policy, "W0402 = \"error\"\n");
    assert_eq!(
        told(&compilation),
        [("W0402", Level::Error)],
        "one acceptance silences one finding"
    );
    let accepted: Vec<_> = compilation
        .accepted
        .iter()
        .map(|it| (it.diagnostic.code.id(), it.clause.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(
        accepted,
        [("W0401", "1", "the amount of the decree"), ("W0402", "1", "May is a rule of its own")]
    );
}

#[test]
fn a_passage_is_cited_if_some_policy_of_the_package_cites_it() {
    let first = POLICY.replace("50", "40");
    let second = first
        .replace("policy p\n", "policy q\n")
        .replace("fee :", "toll :")
        .replace("fee is", "toll is");
    let second = second.replace("act [1]", "act [2]");
    let passages = "## [1] The fee\nFrom 1 January 2024 the fee is 40 euros.\n\n\
        ## [2] The toll\nFrom 1 January 2024 the toll is 40 euros.\n";
    let files = |with_second: bool| {
        let mut files = Files::from([
            ("p.policy".to_owned(), first.clone()),
            ("act.md".to_owned(), passages.to_owned()),
        ]);
        if with_second {
            files.insert("q.policy".to_owned(), second.clone());
            let relations = "[relations]\neach_for_its_own_scope = [[\"p\", \"q\"]]\n";
            files.insert(MANIFEST.to_owned(), relations.to_owned());
        }
        files
    };
    assert_eq!(told(&compile(&files(false), Asked::default())), [("W0406", Level::Warning)]);
    assert_eq!(told(&compile(&files(true), Asked::default())), []);
    // Asked for one policy, what the other would cite is not known.
    let one = Asked { only: Some("p.policy"), ..Asked::default() };
    assert_eq!(told(&compile(&files(true), one)), []);
}
