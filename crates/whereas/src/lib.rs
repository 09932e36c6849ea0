//! The library people embed: load a package or a plan, decide, explain.

pub mod outcome;
mod package;

pub use outcome::Outcome;
pub use package::Package;
pub use whereas_value::Status;
