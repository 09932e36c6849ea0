//! What is wrong with the files that were given, ready to be shown.

use std::fmt;

use whereas_diagnostics::{Diagnostic, codes::cases as codes, render};
use whereas_eval::limits::{INSTANCES, Past, TOLD};
use whereas_source::{FileId, Sources, Span};

/// What is at fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The files of a package.
    Package,
    /// A case.
    Case,
    /// A compiled plan.
    Plan,
}

/// Everything that was found in a package, a case or a plan, and the texts to show it in.
#[derive(Clone, Debug)]
pub struct Faults {
    part: Part,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Faults {
    pub(crate) const fn new(part: Part, sources: Sources, diagnostics: Vec<Diagnostic>) -> Self {
        Self { part, sources, diagnostics }
    }

    /// What is at fault: the package, the case, or the plan.
    #[must_use]
    pub const fn part(&self) -> Part {
        self.part
    }

    /// Each with its code, its place, in a case its [`Diagnostic::pointer`], and the edits that mend it.
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

/// A case that asks for more than is worked out.
pub(crate) fn too_much(file: FileId, past: Past) -> Diagnostic {
    let (message, help) = match past {
        Past::Instances => (
            format!("the events of this case make more than {INSTANCES} instances of duties"),
            "say what each event is `about`, or give the case in parts",
        ),
        Past::Told => (
            format!("more than {TOLD} things are missing that would have to be named"),
            "state what is known of the elements of lists, or give the case in parts",
        ),
    };
    Diagnostic::new(codes::TOO_MUCH_ASKED, Span::new(file, 0, 0), message).help(help)
}
