//! What can be wrong, one struct for each fault, and the words for it.
//!
//! Reads ids; produces [`Diagnostic`](whereas_diagnostics::Diagnostic)s. Invariant: a message says what was found and
//! what was wanted, in the words of the law before those of the compiler.

pub mod arithmetic;
pub mod decisions;
pub mod duties;
pub mod structure;
pub mod values;
