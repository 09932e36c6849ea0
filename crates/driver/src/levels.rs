//! `[levels]` of `whereas.toml`: which warnings are errors here, and which are not told.
//!
//! Reads: a code or the first letters of one, and `error`, `warning` or `off`. Invariant: an error is never less than
//! one; what names no code is an error; the longest name that fits a code counts.

use std::collections::BTreeMap;

use whereas_diagnostics::{Code, Diagnostic, Level, codes};

use crate::manifest::Said;
use crate::problems;

/// The levels that a package gives its warnings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Levels(BTreeMap<String, Option<Level>>);

impl Levels {
    /// Reads the table, each entry by itself.
    pub(crate) fn read(
        table: impl Iterator<Item = (Said, Said)>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut levels = BTreeMap::new();
        for (code, level) in table {
            let known = codes::all().filter(|it| it.level() == Level::Warning);
            let mut named =
                known.filter(|it| code.name.len() >= 3 && it.id().starts_with(&code.name));
            let told = match level.name.as_str() {
                "error" => Some(Level::Error),
                "warning" => Some(Level::Warning),
                "off" => None,
                other => {
                    let why = format!("`{other}` is no level: say `error`, `warning` or `off`");
                    found.push(problems::bad_manifest(level.span, &why));
                    continue;
                }
            };
            if named.next().is_none() {
                let why = if codes::Code::find(&code.name).is_some() {
                    format!("`{}` is an error, and has no other level", code.name)
                } else {
                    format!("no warning has a code that starts with `{}`", code.name)
                };
                found.push(problems::bad_manifest(code.span, &why));
                continue;
            }
            levels.insert(code.name, told);
        }
        Self(levels)
    }

    /// The level of a warning; none where it is not told.
    fn of_code(&self, code: Code) -> Option<Level> {
        let longest = |length: usize| self.0.get(code.id().get(..length)?).copied();
        (3..=code.id().len()).rev().find_map(longest).unwrap_or(Some(code.level()))
    }

    /// What is told of what was found, at its level.
    pub(crate) fn of(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.0.is_empty() {
            return found;
        }
        let one = |it: Diagnostic| match self.of_code(it.code) {
            _ if it.is_error() => Some(it),
            Some(level) if level == it.level() => Some(it),
            Some(level) => Some(it.at_level(level)),
            None => None,
        };
        found.into_iter().filter_map(one).collect()
    }
}
