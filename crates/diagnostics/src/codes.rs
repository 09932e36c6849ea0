//! The code table: every code the compiler can report, by family.
//!
//! A family is a file below this one with one `codes!` list in it. To add a code, add one
//! line to its family's list and its page under `docs/diagnostics/`. Codes are stable: a
//! number is never used again for another meaning.

use std::fmt;

pub mod cases;
pub mod lint;
pub mod names;
pub mod package;
pub mod plans;
pub mod syntax;
pub mod types;
pub mod warnings;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// The text has no meaning as it stands: nothing is decided by it.
    Error,
    /// The text has a meaning, and probably not the one intended.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

/// One line of the code table.
#[derive(PartialEq, Eq, Debug)]
pub struct CodeInfo {
    /// `E0110`.
    pub id: &'static str,
    /// The level.
    pub level: Level,
    /// A short title, as on the code's page.
    pub title: &'static str,
}

/// A code of the table: `codes::syntax::MIXED_AND_OR`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code(&'static CodeInfo);

impl Code {
    /// `E0110`.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// The level.
    pub fn level(self) -> Level {
        self.0.level
    }

    /// The title.
    pub fn title(self) -> &'static str {
        self.0.title
    }

    /// The code written so, if there is one.
    pub fn find(id: &str) -> Option<Code> {
        all().find(|code| code.id() == id)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.id)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.id)
    }
}

/// Every code, family by family, in order of number within each.
pub fn all() -> impl Iterator<Item = Code> {
    [
        syntax::ALL,
        names::ALL,
        types::ALL,
        warnings::ALL,
        cases::ALL,
        lint::ALL,
        package::ALL,
        plans::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Makes a family: a constant for each code, and `ALL`. Each line is
/// `NAME: "E0123", Error, "title";`.
macro_rules! codes {
    ($($name:ident: $id:literal, $level:ident, $title:literal;)*) => {
        $(
            #[doc = concat!($id, ": ", $title, ".")]
            pub const $name: $crate::Code = $crate::codes::Code(&$crate::CodeInfo {
                id: $id,
                level: $crate::Level::$level,
                title: $title,
            });
        )*
        /// Every code of this family.
        pub const ALL: &[$crate::Code] = &[$($name),*];
    };
}
use codes;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_well_formed() {
        let mut seen = std::collections::BTreeSet::new();
        for code in all() {
            let id = code.id();
            assert!(seen.insert(id), "{id} is in the table twice");
            let (letter, number) = id.split_at(1);
            assert!(number.len() == 4 && number.parse::<u32>().is_ok(), "{id}");
            assert_eq!(letter == "E", code.level() == Level::Error, "{id}");
            assert!(!code.title().ends_with('.'), "{id}: a title has no full stop");
        }
        assert!(!seen.is_empty());
    }
}
