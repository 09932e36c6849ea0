//! A policy as one page for the lawyer who signs it: each passage beside the clause that encodes it.
//!
//! Reads a compiled policy and the texts it was compiled from; produces one page, as HTML or as Markdown, in one of
//! the languages that readings can be made in. Invariants: no clock, no disk, and the same policy gives the same
//! bytes; what a policy says is never markup; what has no words in the language of the page stands in the policy's
//! first language, and says so.

mod clauses;
mod examples;
mod html;
mod markdown;
mod model;
mod parts;
mod phrases;
mod style;

use whereas_driver::{Compilation, Policy};

pub use examples::outcome;

/// The form of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// One self-contained HTML file.
    Html,
    /// Markdown.
    Markdown,
}

/// The languages a page can be in.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    phrases::ALL.iter().map(|it| it.code).collect()
}

/// The page about a policy; none where the policy has an error, or the language has no grammar.
#[must_use]
pub fn page(
    compilation: &Compilation,
    policy: &Policy,
    language: &str,
    form: Form,
) -> Option<String> {
    let phrases = phrases::ALL.iter().find(|it| it.code == language)?;
    let report = model::Report::of(compilation, policy, phrases)?;
    Some(match form {
        Form::Html => html::page(&report, phrases),
        Form::Markdown => markdown::page(&report, phrases),
    })
}
