//! Policies drawn from a seed, as text that parses and checks clean nearly always.
//!
//! Reads a seed and a style; produces a [`Model`], and from it the files of a package. Invariant: the same seed
//! gives the same bytes, on every machine.

pub mod clauses;
pub mod duties;
pub mod judging;
pub mod leaves;
pub mod periods;
pub mod permute;
mod policy;
pub mod smaller;
mod tables;
pub mod tree;
pub mod truths;
pub mod values;
pub mod vocabulary;

pub use policy::model;
pub use tree::Model;
pub use vocabulary::Style;

use tree::Piece;

/// The files of a package: what is written to `whereas.toml`, the policies, and the passages they cite.
#[must_use]
pub fn files(model: &Model) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for file in &model.files {
        out.push((file.name.clone(), file.text()));
        let ids: Vec<String> = file
            .items
            .iter()
            .flat_map(|item| &item.parts)
            .filter(|part| part.form == "cites")
            .filter_map(|part| part.pieces.first())
            .filter_map(|piece| if let Piece::Text(text) = piece { Some(text) } else { None })
            .filter_map(|text| Some(text.split_once('[')?.1.split_once(']')?.0.to_owned()))
            .collect();
        if ids.is_empty() {
            continue;
        }
        let name = if file.name == "main.policy" { "sources/memo.md" } else { "sources/umemo.md" };
        let mut text = String::from("# The memorandum\n");
        for id in ids {
            text.push_str(&format!("\n## [{id}] Of something\nWords.\n"));
        }
        out.push((name.to_owned(), text));
    }
    out
}
