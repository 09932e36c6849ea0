//! The items of all texts in the working tree, each with its place.

use std::path::{Path, PathBuf};

/// One item of a file.
pub struct Text {
    /// The file: `tests/syntax/good/parking.policy`.
    pub place: String,
    /// The item.
    pub text: String,
}

/// The items of the tests, then of the policies.
pub fn tests(root: &Path) -> Vec<Text> {
    let mut out = Vec::new();
    for folder in ["tests", "policies"] {
        for path in files(&root.join(folder)) {
            out.extend(of_file(root, &path));
        }
    }
    out
}

/// The items of the pages of the reference.
pub fn pages(root: &Path) -> Vec<Text> {
    let reference = root.join("docs/language/reference");
    files(&reference).into_iter().flat_map(|path| of_file(root, &path)).collect()
}

/// The items of a text: each from its word at column one to the next.
pub fn items(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut long = false;
    for line in text.lines() {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) && !long {
            out.push(String::new());
        }
        if line.matches("\"\"\"").count() % 2 == 1 {
            long = !long;
        }
        if let Some(item) = out.last_mut() {
            item.push_str(line);
            item.push('\n');
        }
    }
    out.into_iter().map(|item| item.trim_end().to_owned()).collect()
}

fn of_file(root: &Path, path: &Path) -> Vec<Text> {
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let items: Vec<String> = match path.extension().and_then(|end| end.to_str()) {
        Some("policy") => items(&text),
        Some("md") => fenced(&text).iter().flat_map(|block| items(block)).collect(),
        Some("txt") if name.ends_with("pos.txt") => text.lines().filter_map(whole).collect(),
        _ => Vec::new(),
    };
    items.into_iter().map(|text| Text { place: name.clone(), text }).collect()
}

/// A form of the corpus of forms as a whole item.
fn whole(form: &str) -> Option<String> {
    let (kind, rest) = form.split_once(' ')?;
    let text = rest.strip_prefix("ok ")?.replace("\\n", "\n");
    match kind {
        "item" => Some(text),
        "type" => Some(format!("fact f : {text} \"l\"")),
        "expr" => Some(format!("clause 1 \"T\" d is yes when {text}")),
        "stmt" => Some(format!("clause 1 \"T\" {text}")),
        _ => None,
    }
}

/// The blocks between fences.
fn fenced(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        match &mut open {
            Some(_) if line.starts_with("```") => out.extend(open.take()),
            Some(block) => {
                block.push_str(line);
                block.push('\n');
            }
            None if line.starts_with("```") => open = Some(String::new()),
            None => {}
        }
    }
    out
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { out.push(path) }
        }
    }
    out.sort();
    out
}
