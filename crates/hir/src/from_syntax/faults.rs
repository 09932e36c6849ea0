//! What can be wrong with names, by family, and the words for it.
//!
//! Reads: what the pass found, typed. Produces: diagnostics. Nothing else in this pass writes a sentence.

pub(super) mod clauses;
pub(super) mod duties;
pub(super) mod examples;
pub(super) mod exprs;
pub(super) mod files;
pub(super) mod names;
pub(super) mod rules;
pub(super) mod types;
pub(super) mod units;

use whereas_diagnostics::Diagnostic;
use whereas_source::Span;

/// Offers a near name in place of what was written.
fn offer(problem: Diagnostic, span: Span, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => problem.fix(format!("`{near}` is near: was that meant?"), span, near),
        None => problem,
    }
}

/// Offers a near name, or says what else can be done.
fn offer_or(problem: Diagnostic, span: Span, near: Option<&str>, help: &str) -> Diagnostic {
    match near {
        Some(_) => offer(problem, span, near),
        None => problem.help(help),
    }
}

/// `a`, `a and b`, `a, b and c`, each in backticks; the first few of many.
fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<&str> = names.into_iter().collect();
    let shown: Vec<String> = all.iter().take(8).map(|name| format!("`{name}`")).collect();
    if all.len() > shown.len() {
        return format!("{} and {} more", shown.join(", "), all.len().saturating_sub(shown.len()));
    }
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
