//! What is wrong with the files that were given, ready to be shown.

use std::fmt;

use whereas_diagnostics::{Diagnostic, render};
use whereas_source::Sources;

/// Everything that is wrong with a package or a case, and the texts to show it in.
#[derive(Clone, Debug)]
pub struct Faults {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Faults {
    pub(crate) const fn new(sources: Sources, diagnostics: Vec<Diagnostic>) -> Self {
        Self { sources, diagnostics }
    }

    /// Each with its code, its place, and the edits that mend it.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The texts that the places are in.
    #[must_use]
    pub const fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Each with the lines it is about.
    #[must_use]
    pub fn to_text(&self) -> String {
        render::terminal(&self.diagnostics, &self.sources, false)
    }

    /// All of them as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        render::json(&self.diagnostics, &self.sources)
    }
}

/// One line each.
impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render::short(&self.diagnostics, &self.sources).trim_end())
    }
}

impl std::error::Error for Faults {}
