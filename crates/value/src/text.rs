//! What is known of a text: anything, or one of a few, or that there surely is none.

use std::collections::BTreeSet;

use ecow::{EcoString, EcoVec};
use serde::{Deserialize as _, Deserializer};

use crate::interval::Verdict;

/// A set of texts.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSet {
    /// Any text at all.
    Any,
    /// One of these, in order and each once; shared by all who have it. Of none: there surely is no text.
    OneOf(#[serde(deserialize_with = "in_order")] EcoVec<EcoString>),
}

/// What is read is put in order, as every set of texts is.
fn in_order<'de, D: Deserializer<'de>>(from: D) -> Result<EcoVec<EcoString>, D::Error> {
    Ok(BTreeSet::deserialize(from)?.into_iter().collect())
}

impl TextSet {
    /// A text that is known.
    #[must_use]
    pub fn single(text: impl Into<EcoString>) -> Self {
        Self::OneOf(EcoVec::from([text.into()]))
    }

    /// One of these.
    #[must_use]
    pub fn one_of(texts: impl IntoIterator<Item = EcoString>) -> Self {
        let texts: BTreeSet<EcoString> = texts.into_iter().collect();
        Self::OneOf(texts.into_iter().collect())
    }

    /// Whether no text is possible.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Any => false,
            Self::OneOf(texts) => texts.is_empty(),
        }
    }

    /// Whether only one text is possible.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.as_single().is_some()
    }

    /// The text, where only one is possible.
    #[must_use]
    pub fn as_single(&self) -> Option<&EcoString> {
        match self {
            Self::OneOf(texts) if texts.len() == 1 => texts.first(),
            Self::Any | Self::OneOf(_) => None,
        }
    }

    /// Whether this text is possible.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(texts) => texts.iter().any(|it| it == text),
        }
    }

    /// `a is b`; neither yes nor no where one side surely is no text.
    #[must_use]
    pub fn is_equal_to(&self, other: &Self) -> Verdict {
        let same_single = self.as_single().is_some_and(|text| other.as_single() == Some(text));
        let both = !self.is_empty() && !other.is_empty();
        Verdict { may_yes: !self.meet(other).is_empty(), may_no: both && !same_single }
    }

    /// What may be in the one or in the other.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::OneOf(a), Self::OneOf(b)) if a == b || b.is_empty() => Self::OneOf(a.clone()),
            (Self::OneOf(a), Self::OneOf(b)) if a.is_empty() => Self::OneOf(b.clone()),
            (Self::OneOf(a), Self::OneOf(b)) => Self::one_of(a.iter().chain(b).cloned()),
            (Self::Any, Self::Any | Self::OneOf(_)) | (Self::OneOf(_), Self::Any) => Self::Any,
        }
    }

    /// What may be in both.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::OneOf(a), Self::OneOf(b)) if a == b => Self::OneOf(a.clone()),
            (Self::OneOf(a), Self::OneOf(b)) => {
                Self::OneOf(a.iter().filter(|text| b.contains(text)).cloned().collect())
            }
            (Self::Any, rest @ (Self::Any | Self::OneOf(_))) | (rest, Self::Any) => rest.clone(),
        }
    }
}
