//! Text in, text out: `tests/fmt/*.policy`, each with its layout beside it.
//!
//! `INSTA_UPDATE=always` writes the layouts anew.

use std::path::{Path, PathBuf};

use crate::laid_out;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fmt");

fn befores() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(FOLDER).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "policy"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 4);
    paths
}

#[test]
fn a_text_gets_its_layout_and_a_layout_stays() {
    let update = std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always");
    for path in befores() {
        let text = std::fs::read_to_string(&path).expect("a text");
        let beside = path.with_extension("laid-out");
        let (layout, problems) = laid_out(&text);
        if update {
            std::fs::write(&beside, &layout).expect("the layout is written");
        }
        let wanted = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(layout, wanted, "{}", path.display());
        let is_broken = path.file_stem().is_some_and(|name| name == "broken");
        assert_eq!(problems.is_empty(), !is_broken, "{}", path.display());
        assert_ne!(layout, text, "{} shows nothing", path.display());
        assert_eq!(laid_out(&layout).0, layout, "{}", path.display());
    }
}

#[test]
fn what_is_broken_stays_byte_for_byte() {
    let text = std::fs::read_to_string(Path::new(FOLDER).join("broken.policy")).expect("a text");
    let (layout, _) = laid_out(&text);
    for broken in [
        "clause 1 \"Broken\"\n     d is yes   when   (a or b\n       e is   no",
        "policy p title   \"T\"\n   title \"said twice\"\n",
        "fcat   g : text   \"not an item\"\n",
        "clause 3 \"Mixed\"\n   d is yes when a and   b or c\n",
        "clause 4 \"A text that never ends\n   d is  yes\n",
        "clause 5 \"To the end\"\n   notice \"\"\" no end\n      d is  yes\n",
    ] {
        assert!(text.contains(broken) && layout.contains(broken), "{broken}");
    }
    assert!(layout.ends_with("      d is  yes\n"), "nothing is added to a text that never ends");
}

#[test]
fn ends_of_lines_and_of_the_file() {
    for (text, layout) in [
        ("", ""),
        ("\n\n", ""),
        ("# only\n\n\n#  this  \t\n\n", "# only\n\n#  this\n"),
        ("actor a \"a\"", "actor a \"a\"\n"),
        (
            "\u{FEFF}actor a \"a\"\r\n\r\n\r\nactor b \"b\"   \r\n\r\n",
            "actor a \"a\"\n\nactor b \"b\"\n",
        ),
        ("   actor a \"a\"", "actor a \"a\"\n"),
        ("\u{FEFF}   actr a  \"a\"\r\nactor  b \"b\"", "   actr a  \"a\"\nactor b \"b\"\n"),
        (
            "clause 1 \"T\"\r\n  notice \"\"\"a  \r\n\r\n   b\t\r\n\"\"\"\r\n",
            "clause 1 \"T\"\n  notice \"\"\"a  \n\n   b\t\n\"\"\"\n",
        ),
        (
            "clause 1 \"T\" notice \"\"\"a\n  b\"\"\" # c",
            "clause 1 \"T\"\n  notice \"\"\"a\n  b\"\"\"  # c\n",
        ),
        ("clause 1 \"T\"\n  notice \"\"\" no end", "clause 1 \"T\"\n  notice \"\"\" no end"),
    ] {
        assert_eq!(laid_out(text).0, layout, "{text:?}");
        assert_eq!(laid_out(layout).0, layout, "{layout:?}");
    }
}

#[test]
fn a_file_that_is_too_large_is_left_as_it_is() {
    let text = format!("actor   a \"{}\"", "a".repeat(whereas_syntax::MAX_FILE_BYTES));
    assert_eq!(laid_out(&text), (text, vec!["E0101"]));
}
