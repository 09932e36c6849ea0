//! What text is: files, spans and places.
//!
//! Reads nothing; produces the [`Sources`] every pass points into. Only this crate turns
//! byte offsets into lines and columns. Invariant: a [`Span`] made by [`Sources::span`] or
//! [`Span::new`] is ordered, and text is only ever sliced through a checked lookup.

mod ids;
mod place;
mod sources;
mod span;

pub use ids::{Id, IndexVec};
pub use place::Place;
pub use sources::{SourceFile, Sources};
pub use span::{FileId, Span};
