//! Renderers: diagnostics to what a person or a program reads.
//!
//! Each takes the diagnostics in the order given and answers one text. None of them does IO.

mod github;
mod json;
mod sarif;
mod short;
mod terminal;

pub use github::{github, github_error};
pub use json::{json, json_values};
pub use sarif::{Sarif, sarif};
pub use short::short;
pub use terminal::terminal;

/// `2 errors, 1 warning`, or nothing.
pub fn count(diagnostics: &[crate::Diagnostic]) -> Option<String> {
    let errors = diagnostics.iter().filter(|d| d.is_error()).count();
    let warnings = diagnostics.len().saturating_sub(errors);
    let say = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{n} {word}s")),
    };
    let parts: Vec<String> =
        [say(errors, "error"), say(warnings, "warning")].into_iter().flatten().collect();
    if parts.is_empty() { None } else { Some(parts.join(", ")) }
}
