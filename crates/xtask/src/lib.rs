//! Chores of the workspace: policies drawn at random, agreement of the two interpreters, tables of constructs.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a generator draws what it knows; what it does not know is drawn by another arm"
)]

pub mod agree;
pub mod bench;
pub mod cases;
pub mod constructs;
pub mod faults;
pub mod fuzz;
pub mod generate;
pub mod large;
pub mod package;
pub mod scenarios;

pub use whereas_corpus::random;

use std::path::{Path, PathBuf};

/// The root of the working tree.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}
