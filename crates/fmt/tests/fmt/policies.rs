//! The policies of the project stand in their layout: `whereas fmt --check policies` finds nothing to do.

use std::path::{Path, PathBuf};

use crate::laid_out;

fn policies(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            policies(&path, found);
        } else if path.extension().is_some_and(|it| it == "policy") {
            found.push(path);
        }
    }
}

#[test]
fn the_projects_own_policies_are_laid_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let mut found = Vec::new();
    policies(&root, &mut found);
    assert!(found.len() >= 4);
    let differs = |path: &&PathBuf| {
        let text = std::fs::read_to_string(path).expect("a text");
        laid_out(&text).0 != text
    };
    let unlike: Vec<&PathBuf> = found.iter().filter(differs).collect();
    assert!(unlike.is_empty(), "run `whereas fmt policies`: {unlike:#?}");
}
