//! Drives tests made of files: finds the packages of the repository, tells each clause as one text, and puts any text
//! at all through the program.

pub mod any_text;
pub mod clause;
pub mod mutate;
pub mod packages;
pub mod random;
