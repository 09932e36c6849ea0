//! The items of all texts in the working tree, each with its place.

use std::path::{Path, PathBuf};

/// One item of a file.
pub struct Text {
    /// `tests/syntax/good/parking.policy:12`
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

/// The items of the pages.
pub fn pages(root: &Path) -> Vec<Text> {
    files(&root.join("docs")).into_iter().flat_map(|path| of_file(root, &path)).collect()
}

/// The items of a text: each from its word at column one to the next.
pub fn items(text: &str) -> Vec<String> {
    cut(text).into_iter().map(|(_, item)| item).collect()
}

fn of_file(root: &Path, path: &Path) -> Vec<Text> {
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let at = |line: usize, text: String| Text { place: format!("{name}:{line}"), text };
    match path.extension().and_then(|end| end.to_str()) {
        Some("policy") => cut(&text).into_iter().map(|(line, item)| at(line, item)).collect(),
        Some("md") => {
            let fenced = fenced(&text).into_iter();
            let items = fenced.flat_map(|(start, block)| {
                cut(&block).into_iter().map(move |(line, item)| (start + line, item))
            });
            items.map(|(line, item)| at(line, item)).collect()
        }
        Some("txt") if name.ends_with("pos.txt") => {
            let lines = text.lines().enumerate();
            lines.filter_map(|(line, form)| Some(at(line + 1, whole(form)?))).collect()
        }
        _ => Vec::new(),
    }
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

/// The blocks between fences that hold a policy, each with the line before its first.
fn fenced(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (line, words) in text.lines().enumerate() {
        match &mut open {
            Some((_, block)) if words.starts_with("```") => {
                let block = std::mem::take(block);
                if let Some((start, _)) = open.take() {
                    out.push((start, block));
                }
            }
            Some((_, block)) => {
                block.push_str(words);
                block.push('\n');
            }
            None if words.starts_with("```") => open = Some((line + 1, String::new())),
            None => {}
        }
    }
    out
}

fn cut(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut long = false;
    for (line, words) in text.lines().enumerate() {
        let starts = words.starts_with(|first: char| first.is_ascii_lowercase());
        if starts && !long {
            out.push((line + 1, String::new()));
        }
        if words.matches("\"\"\"").count() % 2 == 1 {
            long = !long;
        }
        if let Some((_, item)) = out.last_mut() {
            item.push_str(words);
            item.push('\n');
        }
    }
    out.into_iter().map(|(line, item)| (line, item.trim_end().to_owned())).collect()
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
