//! The texts of the project: policies, texts of tests, forms, and what stands in fences.

use std::path::{Path, PathBuf};

use whereas_source::{FileId, Id as _};
use whereas_syntax::parse;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
}

/// Every text, by name.
pub fn all() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut paths = Vec::new();
    for folder in ["policies", "tests", "crates/reference/tests", "docs"] {
        files(&root().join(folder), "policy", &mut paths);
    }
    let mut pages = Vec::new();
    for folder in ["docs", "tests/check"] {
        files(&root().join(folder), "md", &mut pages);
    }
    for path in paths {
        // A file that is being written by somebody is not there yet.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        texts.push((path.display().to_string(), text));
    }
    for path in pages {
        let Ok(page) = std::fs::read_to_string(&path) else { continue };
        for (index, fence) in page.split("\n```policy").skip(1).enumerate() {
            let body = fence.split_once('\n').map_or("", |(_, body)| body);
            let body = body.split("```").next().unwrap_or("");
            texts.push((format!("{} {index}", path.display()), body.to_owned()));
        }
    }
    for file in ["pos.txt", "neg.txt"] {
        let path = root().join("tests/syntax/forms").join(file);
        let forms = std::fs::read_to_string(path).expect("the forms are there");
        for line in forms.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let parts: Vec<&str> = line.splitn(3, ' ').collect();
            let [kind, _, form] = parts[..] else { panic!("a form: {line}") };
            texts.push((line.to_owned(), file_with(kind, form)));
        }
    }
    texts
}

/// Those that are read without an error.
pub fn sound() -> Vec<(String, String)> {
    let mut texts = all();
    texts.retain(|(_, text)| parse(FileId::from_index(0), text).1.is_empty());
    assert!(texts.len() > 200, "{}", texts.len());
    texts
}

/// A whole file that holds the form and nothing else of interest.
fn file_with(kind: &str, form: &str) -> String {
    let form = form.replace("\\n", "\n  ");
    match kind {
        "item" => form,
        "type" => format!("fact f : {form} \"label\""),
        "expr" => format!("clause 1 \"T\"\n  name_of_it means {form}"),
        "stmt" => format!("clause 1 \"T\"\n  {form}"),
        other => panic!("no such kind: {other}"),
    }
}
