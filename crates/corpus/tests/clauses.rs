//! One snapshot for each clause of every policy, under `tests/clauses/POLICY/CLAUSE.snap`.

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
