//! The printed form of a tree: for `whereas show tree`, for snapshots, and to compare two trees.
//!
//! Invariant: spans and layout leave no mark, so two texts of the same tree print the same; every
//! part of the tree does.

mod examples;
mod exprs;
mod items;
mod statements;

use whereas_source::Sources;

use crate::tokens::{Token, TokenKind};
use crate::tree::{Label, Name, Text, Tree};

/// A tree, one part a line.
pub fn tree(tree: &Tree) -> String {
    let mut out = Printer { tree, text: String::new() };
    for item in &tree.items {
        out.item(item);
    }
    out.text
}

/// Tokens, one a line: kind and text.
pub fn tokens(tokens: &[Token], sources: &Sources) -> String {
    let mut out = String::new();
    for token in tokens {
        if token.kind == TokenKind::Space || token.kind == TokenKind::Newline {
            continue;
        }
        let text = sources.text(token.span).unwrap_or("");
        out.push_str(&format!("{:?} {}\n", token.kind, text.escape_debug()));
    }
    out
}

pub(crate) struct Printer<'a> {
    tree: &'a Tree,
    text: String,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize, text: impl AsRef<str>) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(text.as_ref());
        self.text.push('\n');
    }
}

fn label(label: &Label) -> String {
    let mut out = text(&label.phrase);
    if let Some(negated) = &label.negated {
        out.push_str(&format!(" not {}", text(negated)));
    }
    for other in &label.others {
        out.push_str(&format!(" {}: {}", other.language.text, text(&other.phrase)));
        if let Some(negated) = &other.negated {
            out.push_str(&format!(" not {}", text(negated)));
        }
    }
    out
}

fn text(text: &Text) -> String {
    let quotes = if text.long { "\"\"\"" } else { "\"" };
    format!("{quotes}{}{quotes}", text.text.replace("\\", "\\\\").replace("\n", "\\n"))
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", ")
}
