//! The page of each syntax code: its example reports that code and no other, its counterpart none.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, it may fail on")]

use std::collections::BTreeMap;
use std::path::Path;

use whereas_diagnostics::codes;
use whereas_source::{FileId, Id as _};
use whereas_syntax::parse;

fn pages() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics");
    let mut pages = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some((code, _)) = name.split_once('-') {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(pages.insert(code.to_owned(), text).is_none(), "{code} has two pages");
        }
    }
    pages
}

fn section<'a>(page: &'a str, title: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("\n## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

fn policy(section: &str) -> Option<&str> {
    let (_, rest) = section.split_once("```policy\n")?;
    Some(rest.split_once("```").unwrap().0)
}

fn said(text: &str) -> Vec<&'static str> {
    let (_, problems) = parse(FileId::from_index(0), text);
    problems.iter().map(|problem| problem.code.id()).collect()
}

#[test]
fn every_syntax_code_has_a_page_that_is_true() {
    let pages = pages();
    for code in codes::syntax::ALL {
        let id = code.id();
        let page = pages.get(id).unwrap_or_else(|| panic!("{id} has no page"));
        let head = format!(
            "---\ncode: {id}\ntitle: {}\nlevel: {}\nsince: ",
            code.title(),
            code.level().word()
        );
        assert!(page.starts_with(&head), "{id}: the head of its page is\n{head}");
        for title in ["What it means", "Example", "Instead", "Why we insist"] {
            assert!(section(page, title).trim().len() > 20, "{id}: {title}");
        }
        let Some(example) = policy(section(page, "Example")) else {
            // A file past the size limit cannot be printed on a page; `limits.rs` makes one.
            assert_eq!(id, "E0101");
            continue;
        };
        assert_eq!(said(example), [id], "{id}: its example");
        let instead = policy(section(page, "Instead")).unwrap();
        assert_eq!(said(instead), [""; 0], "{id}: its counterpart");
    }
}
