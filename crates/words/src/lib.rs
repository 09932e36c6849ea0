//! Outcomes and traces in plain language, from a plan and its book.

pub mod duty;
pub mod finding;
pub mod leaf;
pub mod outcome;
pub mod people;
pub mod plain;
pub mod question;
pub mod telling;
pub mod value;
