//! Text to tokens and tree; the only crate that knows the grammar engine.
//!
//! Reads: the text of a file, within [`MAX_FILE_BYTES`]. Produces: a [`Parse`], always, and what
//! is wrong with the text. Invariant: no text makes it panic, and a broken item never changes
//! the meaning of its neighbours.

mod cut;
mod from_pest;
mod grammar;
mod parse;
mod problems;
pub mod show;
mod tokens;
pub mod tree;

pub use parse::{Parse, parse, parse_all};
pub use problems::currency_of;
pub use tokens::{Token, TokenKind, is_keyword};
pub use tree::Tree;

/// The grammar as a drafter reads it: `///` above a rule says what it is for.
pub const GRAMMAR: &str = include_str!("../../../grammar/whereas.pest");
/// The longest file that is read: 1 MiB.
pub const MAX_FILE_BYTES: usize = 1 << 20;
/// How deep brackets may nest.
pub const MAX_NESTING: usize = 64;
/// How deep an expression may be, chains such as `a + b + c` counted.
pub const MAX_EXPRESSION_DEPTH: u16 = 200;
