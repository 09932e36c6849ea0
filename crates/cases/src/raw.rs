//! A case file as written: one tree for JSON, YAML and TOML, with the place of everything.
//!
//! Reads text; produces [`Node`]s. Scalars stay text, so no number passes through a float and nothing is
//! guessed from how a word looks: what a word means is for the type of its fact to say. Invariants: at most
//! [`MAX_NESTING`] deep; no list of more than [`MAX_ELEMENTS`]; no map with one key twice.

mod json;
mod toml;
mod yaml;

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_source::{FileId, Span};

use crate::Format;
use crate::problems;

/// How deep lists and maps may nest.
pub(crate) const MAX_NESTING: usize = 64;
/// How many elements a list may have.
pub(crate) const MAX_ELEMENTS: usize = 100_000;

/// A value as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Node {
    /// Where it stands.
    pub span: Span,
    /// What stands there.
    pub kind: Kind,
}

/// What a value is as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// `null`, `~`, or nothing at all.
    Nothing,
    /// A word without quotes: `yes`, `1.50`, `2020-11-02`, `interior`.
    Plain(EcoString),
    /// A text in quotes, or a block of YAML.
    Quoted(EcoString),
    /// `[a, b]`
    List(Vec<Node>),
    /// `{a: b}`
    Map(Vec<Entry>),
}

/// One entry of a map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// The key.
    pub key: EcoString,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// What a file says, or the one thing that keeps it from being read.
pub(crate) fn read(text: &str, file: FileId, format: Format) -> Result<Node, Box<Diagnostic>> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let body = text.get(bom..).unwrap_or("");
    let at = Places { file, base: bom };
    // An empty table is a TOML; a case it is not.
    if body.trim().is_empty() {
        return Err(Box::new(crate::problems::empty_file(at.span(0, 0))));
    }
    let mut root = match format {
        Format::Json => json::read(body, at)?,
        Format::Yaml => yaml::read(body, at)?,
        Format::Toml => toml::read(body, at)?,
    };
    name_on(&mut root, 0)?;
    Ok(root)
}

/// Older readers of YAML take the key `on` for a truth, and write it as `true`: that is `on`, in findings, events and
/// records. Neither a part of a case nor a fact has that name, so there it stays what it is.
fn name_on(node: &mut Node, depth: usize) -> Result<(), Box<Diagnostic>> {
    let below = depth.saturating_add(1);
    match &mut node.kind {
        Kind::Nothing | Kind::Plain(_) | Kind::Quoted(_) => {}
        Kind::List(items) => items.iter_mut().try_for_each(|it| name_on(it, below))?,
        Kind::Map(entries) => {
            let first = entries.iter().find(|it| it.key == "on").map(|it| it.key_span);
            for entry in entries {
                if depth >= 2 && matches!(entry.key.as_str(), "true" | "True") {
                    if let Some(first) = first {
                        return Err(Box::new(problems::said_twice("on", first, entry.key_span)));
                    }
                    entry.key = "on".into();
                }
                name_on(&mut entry.value, below)?;
            }
        }
    }
    Ok(())
}

/// Turns offsets in the text after a byte-order mark into spans.
#[derive(Clone, Copy)]
pub(crate) struct Places {
    file: FileId,
    base: usize,
}

impl Places {
    fn span(self, start: usize, end: usize) -> Span {
        let at =
            |offset: usize| u32::try_from(offset.saturating_add(self.base)).unwrap_or(u32::MAX);
        Span::new(self.file, at(start), at(end))
    }
}

/// The keys that a map has so far: one key twice is an error, in every format.
#[derive(Default)]
struct Keys(BTreeMap<EcoString, Span>);

impl Keys {
    fn add(&mut self, key: &EcoString, span: Span) -> Result<(), Box<Diagnostic>> {
        match self.0.insert(key.clone(), span) {
            None => Ok(()),
            Some(first) => Err(Box::new(problems::said_twice(key, first, span))),
        }
    }
}
