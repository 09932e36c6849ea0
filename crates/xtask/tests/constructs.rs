//! The table of constructs is up to date and has no hole.

use xtask::constructs::{constructs, holes, page};

#[test]
fn every_rule_has_a_test_a_page_a_reading_and_a_draw() {
    let root = xtask::root();
    let (grammar, all) = constructs(&root).expect("the working tree is readable");
    let holes = holes(&grammar, &all);
    assert!(holes.is_empty(), "{}", holes.join("\n"));
    let committed =
        std::fs::read_to_string(root.join("docs/language/constructs.md")).unwrap_or_default();
    assert!(
        committed == page(&grammar, &all),
        "docs/language/constructs.md: run `cargo xtask constructs`"
    );
}
