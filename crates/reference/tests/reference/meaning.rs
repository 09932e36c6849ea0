//! Small policies, example by example: what the reference says of each, what all worlds say, and what is expected.

use std::fmt::Write as _;
use std::path::Path;

use whereas_reference::{decide, print, worlds};

use crate::support;

#[test]
fn small_policies_say_what_they_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meaning");
    let files = support::files_of(&folder);
    let mut failed = Vec::new();
    for path in files.keys().filter(|path| path.ends_with(".policy")) {
        let checked = match support::compile(&support::alone(&files, path), path) {
            Ok(checked) => checked,
            Err(problems) => {
                failed.push(format!("{path}:\n{problems}"));
                continue;
            }
        };
        let mut text = String::new();
        for example in checked.hir().examples.iter() {
            let answers = decide(&checked, &example.case);
            let said = print::print(checked.hir(), &answers);
            let worlds = worlds::outcomes(&checked, &example.case, 20_000).expect("a small case");
            let all = worlds::print(checked.hir(), &worlds);
            let _ = writeln!(text, "# {}\n{said}{all}", example.title);
            for expect in &example.expects {
                if !support::holds(&answers, expect) {
                    failed.push(format!("{path}: {}: {}", example.title, expect.text));
                }
            }
        }
        let name = path.trim_end_matches(".policy").replace('/', "-");
        insta::with_settings!({
            prepend_module_to_snapshot => false,
            omit_expression => true,
            snapshot_path => "../meaning",
        }, {
            insta::assert_snapshot!(name, text);
        });
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
