//! `whereas.toml`: the name of a package, and how its policies stand to each other.
//!
//! Invariant: what it cannot understand is an error, never passed over.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use whereas_diagnostics::Diagnostic;
use whereas_source::{FileId, Span};

use crate::levels::Levels;
use crate::{manifest_words, problems};

/// What a package says of itself. Without a file: nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Manifest {
    /// Its name.
    pub name: Option<String>,
    /// `relations = [{ policy = "a", controls_over = "b" }]`
    pub relations: Vec<Relation>,
    /// `each_for_its_own_scope = [["a", "b"]]`
    pub apart: Vec<Vec<Said>>,
    /// `[levels]`: `W0401 = "error"`, `W04 = "off"`
    pub levels: Levels,
}

/// Of two policies in force on one day, which controls.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relation {
    /// The one that controls.
    pub policy: Said,
    /// The one that stands back.
    pub controls_over: Said,
}

/// A name and where it is said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The name.
    pub name: String,
    /// Where it is said.
    pub span: Span,
}

impl Manifest {
    /// Whether the first policy is said to control over the second.
    #[must_use]
    pub fn controls(&self, policy: &str, over: &str) -> bool {
        self.relations.iter().any(|it| it.policy.name == policy && it.controls_over.name == over)
    }

    /// Whether the two are said to answer each for its own scope.
    #[must_use]
    pub fn are_apart(&self, a: &str, b: &str) -> bool {
        let names = |group: &[Said], name: &str| group.iter().any(|said| said.name == name);
        self.apart.iter().any(|group| names(group, a) && names(group, b))
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    package: Package,
    relations: Relations,
    levels: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Package {
    name: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Relations {
    relations: Vec<Controls>,
    each_for_its_own_scope: Vec<Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Controls {
    policy: Spanned<String>,
    controls_over: Spanned<String>,
}

pub(crate) fn read(text: &str, file: FileId, found: &mut Vec<Diagnostic>) -> Manifest {
    let span = |Range { start, end }: Range<usize>| {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Span::new(file, at(start), at(end))
    };
    let said = |name: Spanned<String>| Said { span: span(name.span()), name: name.into_inner() };
    let parsed: File = match toml::from_str(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let place = span(error.span().unwrap_or(0..0));
            found.push(problems::bad_manifest(place, &manifest_words::plain(error.message())));
            return Manifest::default();
        }
    };
    Manifest {
        name: parsed.package.name,
        relations: parsed
            .relations
            .relations
            .into_iter()
            .map(|it| Relation { policy: said(it.policy), controls_over: said(it.controls_over) })
            .collect(),
        apart: parsed
            .relations
            .each_for_its_own_scope
            .into_iter()
            .map(|group| group.into_iter().map(&said).collect())
            .collect(),
        levels: Levels::read(
            parsed.levels.into_iter().map(|(code, level)| (said(code), said(level))),
            found,
        ),
    }
}
