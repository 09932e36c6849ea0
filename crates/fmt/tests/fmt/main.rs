//! What `whereas-fmt` promises, on texts in and texts out.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what a test cannot do without, it may fail on"
)]

mod generated;
mod laws;
mod mangle;
mod pairs;
mod policies;
mod texts;

use whereas_fmt::format;
use whereas_source::{FileId, Id as _};

/// The layout of a text, and the codes of what is wrong with the text.
fn laid_out(text: &str) -> (String, Vec<&'static str>) {
    let formatted = format(FileId::from_index(0), text);
    (formatted.text, formatted.problems.iter().map(|problem| problem.code.id()).collect())
}
