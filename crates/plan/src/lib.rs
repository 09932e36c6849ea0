//! The executable artefact: flat, ordered, hashed, verified.
//!
//! Data only. A plan has a *meaning*, which decides cases and has a canonical hash, and a *book*, which words what
//! was decided and is hashed apart: names, labels and layout never change what a plan means.

pub mod across;
pub mod book;
pub mod duties;
pub mod facts;
pub mod file;
pub mod hash;
mod language;
pub mod meaning;
pub mod op;
pub mod print;
pub mod program;
pub mod unit;
pub mod verify;

use serde::{Deserialize, Serialize};

pub use book::Book;
pub use facts::Facts;
pub use hash::Hash;
pub use meaning::Meaning;
pub use op::{Class, Op, SlotId};
pub use program::Program;
pub use verify::{Violation, verify};

/// The version of the form. A plan of another one is not read.
pub const FORMAT: u32 = 6;

/// A policy, ready to decide cases.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Plan {
    /// [`FORMAT`]
    pub format: u32,
    /// What decides cases.
    pub meaning: Meaning,
    /// What words them.
    pub book: Book,
}
