//! Drives tests made of files: finds the packages of the repository and tells each clause as one text.

pub mod clause;
pub mod packages;
