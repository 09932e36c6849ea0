//! One line for each diagnostic: `file:line:column: error[E0110]: message`.

use whereas_source::Sources;

use crate::Diagnostic;

/// The diagnostics, one line each.
pub fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some(span) = diagnostic.span() {
            out.push_str(&sources.describe(span));
            out.push_str(": ");
        }
        let level = diagnostic.level().word();
        out.push_str(&format!("{level}[{}]: {}\n", diagnostic.code, diagnostic.message));
    }
    out
}
