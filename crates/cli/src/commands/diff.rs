//! What differs between two texts.

use similar::TextDiff;

/// How many unchanged lines a diff shows around a change.
const CONTEXT: usize = 3;

/// A unified diff; nothing where the texts are the same.
pub(crate) fn diff(name: &str, before: &str, after: &str) -> String {
    let lines = TextDiff::from_lines(before, after);
    lines.unified_diff().context_radius(CONTEXT).header(name, name).to_string()
}
