//! Outcomes and traces in plain language, from a plan and its book.

pub mod plain;
