//! What can be said to an author: codes, diagnostics as data, and their renderers.
//!
//! Reads: spans from `whereas-source`. Produces: [`Diagnostic`] values, which know no colours
//! and no widths, and the texts the renderers make of them. Invariant: every [`Code`] is in
//! the table of [`codes`], once, and every code has a page under `docs/diagnostics/`.

pub mod codes;
mod diagnostic;
mod near;
pub mod render;

pub use codes::{Code, CodeInfo, Level};
pub use diagnostic::{Diagnostic, Edit, Help, Label};
pub use near::near_name;
