//! The readings of one policy in Spanish, all of them: the grammar at work, labels that have no Spanish in English.

use std::fmt::Write as _;
use std::path::Path;

use whereas_corpus::packages;

#[test]
fn every_clause_of_the_gallery_reads_in_spanish() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut out = String::new();
    for package in packages::under(&root.join("policies/gallery")).unwrap() {
        let files = packages::files(&package).unwrap();
        let compilation = whereas_driver::compile(&files, whereas_driver::Asked::default());
        for policy in &compilation.policies {
            let checked = &policy.compiled.as_ref().unwrap().checked;
            for (id, clause) in checked.hir().clauses.enumerate() {
                let _ = writeln!(out, "{}", clause.id);
                for sentence in whereas_readings::sentences(checked, id, "es").unwrap() {
                    let _ = writeln!(out, "  {}", whereas_readings::text(&sentence));
                }
            }
        }
    }
    insta::assert_snapshot!(out);
}
