//! The executable artefact: flat, ordered, hashed, verified.
//!
//! Data only. A plan has a *meaning*, which decides cases and has a canonical hash, and a *book*, which words what
//! was decided and is hashed apart: names, labels and layout never change what a plan means.

pub mod book;
pub mod facts;

pub use book::Book;
pub use facts::Facts;
