//! Every example of the real policies holds.

use std::path::Path;

use crate::support;
use whereas_reference::decide;

#[test]
fn examples_of_the_policies_hold() {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let mut failed = Vec::new();
    let mut held = 0;
    for folder in ["gallery", "dhs", "classic/employee-discount", "classic/home-sale"] {
        let files = support::files_of(&policies.join(folder));
        for path in files.keys().filter(|path| path.ends_with(".policy")) {
            let checked = match support::compile(&files, path) {
                Ok(checked) => checked,
                Err(problems) => {
                    failed.push(format!("{folder}/{path}:\n{problems}"));
                    continue;
                }
            };
            for example in checked.hir().examples.iter() {
                let answers = decide(&checked, &example.case);
                for expect in &example.expects {
                    if support::holds(&answers, expect) {
                        held += 1;
                    } else {
                        let said = whereas_reference::print::print(checked.hir(), &answers);
                        failed.push(format!(
                            "{folder}/{path}: {}: {}\n{said}",
                            example.title, expect.text
                        ));
                    }
                }
            }
        }
    }
    assert!(failed.is_empty(), "{held} held; failed:\n{}", failed.join("\n"));
    assert!(held > 0);
}
