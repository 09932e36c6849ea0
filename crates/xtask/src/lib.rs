//! Chores of the workspace: policies drawn at random, agreement of the two interpreters, tables of constructs.

pub mod agree;
pub mod cases;
pub mod generate;
pub mod package;
pub mod random;
