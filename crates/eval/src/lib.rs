//! One case: a plan and a case to an outcome and its trace.
pub mod case;
pub mod cell;
mod defects;
pub mod known;
pub mod machine;
pub mod store;
pub mod variant;
pub mod walk;
