//! The table of faults is up to date.

use xtask::faults;

#[test]
fn the_page_has_every_fault() {
    let root = xtask::root();
    let page = faults::page(&root).expect("the topics are readable");
    assert!(page.matches("\n| ").count() > 30);
    let committed = std::fs::read_to_string(root.join(faults::PAGE)).unwrap_or_default();
    assert!(committed == page, "{}: run `cargo xtask faults`", faults::PAGE);
}
