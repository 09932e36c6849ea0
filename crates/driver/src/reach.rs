//! The files that one file leads to: by `use`, and as passages of its sources.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use whereas_source::{FileId, Id as _};
use whereas_syntax::Tree;
use whereas_syntax::tree::Item;

/// The file itself and all it uses, directly or not; a path is looked for beside the file that names it, then
/// from the root.
pub(crate) fn from(main: &str, trees: &BTreeMap<EcoString, &Tree>) -> BTreeSet<EcoString> {
    let mut reached = BTreeSet::new();
    let mut open = vec![EcoString::from(main)];
    while let Some(path) = open.pop() {
        if !reached.insert(path.clone()) {
            continue;
        }
        let Some(tree) = trees.get(&path) else { continue };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for item in &tree.items {
            let Item::Use(used) = item else { continue };
            let candidates = [normal(folder, &used.path.text), normal("", &used.path.text)];
            open.extend(candidates.into_iter().find(|path| trees.contains_key(path)));
        }
    }
    reached
}

/// The files that a policy file names: of each, the path beside it and then the one from the root, of which the first
/// that is there is meant.
#[must_use]
pub fn named_in(path: &str, text: &str) -> Vec<[EcoString; 2]> {
    let parsed = whereas_syntax::parse(FileId::from_index(0), text).0;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let written = parsed.tree.items.iter().filter_map(|item| {
        let used = if let Item::Use(used) = item { Some(&used.path) } else { None };
        let passages = if let Item::Source(it) = item { it.passages.as_ref() } else { None };
        used.or(passages)
    });
    written.map(|it| [normal(folder, &it.text), normal("", &it.text)]).collect()
}

fn normal(folder: &str, written: &str) -> EcoString {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(written.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/").into()
}
