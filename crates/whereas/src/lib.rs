//! The library people embed: load a package or a plan, decide, explain.

pub mod outcome;

pub use outcome::Outcome;
