//! Every example of the real policies holds.

use crate::support;
use whereas_reference::decide;

#[test]
fn examples_of_the_policies_hold() {
    let mut failed = Vec::new();
    let mut held = 0;
    for folder in support::packages() {
        let files = support::files_of(&folder);
        let folder = folder.display();
        for path in support::policies(&files) {
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
