//! Outcomes and traces in plain language, from a plan and its book, in the language of the book.

pub mod duty;
mod english;
pub mod finding;
pub mod grammar;
pub mod idle;
pub mod leaf;
pub mod outcome;
pub mod people;
pub mod plain;
pub mod question;
mod said;
mod spanish;
pub mod telling;
pub mod value;
