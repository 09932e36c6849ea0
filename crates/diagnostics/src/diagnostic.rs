//! A diagnostic as data: what was found, where, and what to do about it.
//!
//! Invariant: the level is that of the code, unless the package gives its warnings another; edits of one help never
//! overlap.

use whereas_source::Span;

use crate::{Code, Level};

/// One thing to tell the author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The code, which has the level and the page.
    pub code: Code,
    /// Another level than the code's, where the package says so.
    pub told_as: Option<Level>,
    /// One sentence in lower case: what was found, then what was wanted.
    pub message: String,
    /// The place it is about; none for what has no place, such as a missing file.
    pub primary: Option<Label>,
    /// In a case: the value it is about, as a JSON Pointer (`/facts/paid`), for forms.
    pub pointer: Option<String>,
    /// Other places that bear on it.
    pub secondary: Vec<Label>,
    /// Facts that help to understand it.
    pub notes: Vec<String>,
    /// What the author can do.
    pub help: Vec<Help>,
}

/// A place with a few words at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words, perhaps none.
    pub text: String,
}

/// Something the author can do, with the edits that do it where they are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Help {
    /// What to do.
    pub message: String,
    /// The edits that do it; empty where only the author can.
    pub edits: Vec<Edit>,
}

/// A stretch of text and what to put in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What to replace; empty to insert.
    pub span: Span,
    /// The new text.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic about a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let primary = Some(Label { span, text: String::new() });
        Self { primary, ..Self::placeless(code, message) }
    }

    /// A diagnostic about no place in a file.
    pub fn placeless(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            told_as: None,
            message: message.into(),
            primary: None,
            pointer: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// With words at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// With another place and words at it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// With a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With advice that only the author can carry out.
    #[must_use]
    pub fn help(mut self, message: impl Into<String>) -> Self {
        self.help.push(Help { message: message.into(), edits: Vec::new() });
        self
    }

    /// With advice and the one edit that carries it out.
    #[must_use]
    pub fn fix(mut self, message: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        let edits = vec![Edit { span, text: text.into() }];
        self.help.push(Help { message: message.into(), edits });
        self
    }

    /// With advice and several edits that carry it out together.
    #[must_use]
    pub fn fixes(mut self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.help.push(Help { message: message.into(), edits });
        self
    }

    /// The level of its code, or the one the package gives it.
    pub fn level(&self) -> Level {
        self.told_as.unwrap_or(self.code.level())
    }

    /// At another level.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.told_as = Some(level);
        self
    }

    /// Whether it keeps the policy from being used.
    pub fn is_error(&self) -> bool {
        self.level() == Level::Error
    }

    /// The place it is about.
    pub fn span(&self) -> Option<Span> {
        self.primary.as_ref().map(|label| label.span)
    }
}
