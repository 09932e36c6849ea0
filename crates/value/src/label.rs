//! Labels: what a thing is called in plain words.

use ecow::EcoString;

/// The words for one thing: `"…" not "…"`, and the same in other languages.
///
/// Every field is always written: a compiled plan has no names by which a reader could tell that one is left out.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Label {
    /// The plain phrase in the policy's first language.
    pub plain: EcoString,
    /// The phrase after `not`, where one is given.
    pub negated: Option<EcoString>,
    /// `es: "…" not "…"`: the language, the phrase and its negation.
    pub others: Vec<Translation>,
}

/// A label in another language.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Translation {
    /// The language, as `es`.
    pub language: EcoString,
    /// The plain phrase.
    pub plain: EcoString,
    /// The negated phrase, where one is given.
    pub negated: Option<EcoString>,
}

impl Label {
    /// A label in one language, without a negated phrase.
    #[must_use]
    pub fn plain(text: impl Into<EcoString>) -> Self {
        Self { plain: text.into(), negated: None, others: Vec::new() }
    }
}
