//! One snapshot for each clause of every policy, under `tests/clauses/POLICY/CLAUSE.snap`.

use std::collections::BTreeMap;
use std::path::Path;

use whereas_corpus::{clause, packages};

#[test]
fn every_clause_says_what_it_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut count = 0;
    for package in packages::under(&root.join("policies")).unwrap() {
        let files = packages::files(&package).unwrap();
        let compilation = whereas_driver::compile(&files, whereas_driver::Asked::default());
        for policy in &compilation.policies {
            settings.set_snapshot_path(root.join("tests/clauses").join(policy.name.as_str()));
            for (id, text) in clause::all(policy, &compilation.sources) {
                settings.bind(|| insta::assert_snapshot!(id.replace('/', "-"), text));
                count += 1;
            }
        }
    }
    assert!(count > 10, "there are policies");
}

/// What a clause says of its own, in normal form: without its id, its title, its citations and its acceptances.
fn says(hir: &whereas_hir::Hir, id: whereas_value::id::ClauseId) -> String {
    let printed = whereas_hir::print::print_clause(hir, id);
    let lines = printed
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with("  cites ") && !line.starts_with("  accept "));
    lines.collect::<Vec<_>>().join("\n")
}

/// Two different clauses never read alike, in any language: who signs a reading signs that clause and no other.
/// Clauses of two policies of a package may read alike where they say the same.
#[test]
fn no_two_different_clauses_read_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut count = 0;
    for package in packages::under(&root.join("policies")).unwrap() {
        let files = packages::files(&package).unwrap();
        let compilation = whereas_driver::compile(&files, whereas_driver::Asked::default());
        for language in whereas_readings::languages() {
            let mut read: BTreeMap<String, (String, String, String)> = BTreeMap::new();
            for policy in &compilation.policies {
                let compiled = policy.compiled.as_ref().unwrap();
                let hir = compiled.checked.hir();
                for (id, clause) in hir.clauses.enumerate() {
                    if clause.policy != whereas_hir::Hir::MAIN {
                        continue;
                    }
                    let sentences =
                        whereas_readings::sentences(&compiled.checked, id, language).unwrap();
                    let reading = whereas_readings::text(&sentences.join(" "));
                    let name = format!("{} {}", policy.name, clause.id);
                    assert!(!reading.trim().is_empty(), "{name} has no reading in {language}");
                    for sentence in &sentences {
                        let text = whereas_readings::text(sentence);
                        let first = text.trim_start_matches(['“', '«', '(', '¿']);
                        assert!(
                            !first.starts_with(char::is_lowercase),
                            "{name} in {language} starts without a capital: {text}"
                        );
                    }
                    count += 1;
                    let this = (policy.name.to_string(), name.clone(), says(hir, id));
                    if let Some(other) = read.insert(reading.clone(), this.clone()) {
                        assert!(
                            other.0 != this.0 && other.2 == this.2,
                            "{name} and {} both read in {language}: {reading}",
                            other.1
                        );
                    }
                }
            }
        }
    }
    assert!(count > 300, "there are policies: {count}");
}

/// A reading is made of labels: no name of the policy's own shows in it, with its underscores or without them.
#[test]
fn no_reading_shows_a_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut count = 0;
    for package in packages::under(&root.join("policies")).unwrap() {
        // The gallery shows each construct, a term without a label among them.
        if package.ends_with("gallery") {
            continue;
        }
        let files = packages::files(&package).unwrap();
        let compilation = whereas_driver::compile(&files, whereas_driver::Asked::default());
        for policy in &compilation.policies {
            let checked = &policy.compiled.as_ref().unwrap().checked;
            let hir = checked.hir();
            let said = hir.policies.get(whereas_hir::Hir::MAIN).unwrap().languages.iter();
            let languages: Vec<&str> = said.map(|it| it.as_str()).chain(["en"]).collect();
            for language in languages {
                for (id, clause) in hir.clauses.enumerate() {
                    let sentences = whereas_readings::sentences(checked, id, language).unwrap();
                    let reading = whereas_readings::text(&sentences.join(" "));
                    let name = format!("{} {} in {language}", policy.name, clause.id);
                    assert!(!reading.contains('_'), "{name}: {reading}");
                    for term in hir.terms.iter().filter(|term| term.label.is_none()) {
                        let called = term.name.replace("_", " ");
                        for quoted in [format!("“{called}”"), format!("«{called}»")] {
                            assert!(!reading.contains(&quoted), "{name}: {reading}");
                        }
                    }
                    count += 1;
                }
            }
        }
    }
    assert!(count > 300, "there are policies: {count}");
}
