//! One case: a plan and a case to an outcome and its trace.
//!
//! Reads a verified [`Plan`](whereas_plan::Plan) and a [`Case`]; produces [`Answers`], to the letter those of the
//! reference interpreter. Cannot reach the compiler. A run is one pass over a flat list of operations
//! ([`machine`]); its slots are the trace, and telling what is missing is a walk back through them ([`walk`]).

#![deny(clippy::arithmetic_side_effects)]

pub mod answers;
pub mod case;
pub mod cell;
mod change;
pub mod conflict;
mod defects;
pub mod duties;
pub mod either_way;
pub mod findings;
pub mod force;
mod given;
pub mod kernel;
pub mod known;
pub mod layout;
pub mod ledger;
mod lifting;
pub mod limits;
pub mod machine;
pub mod missing;
pub mod outcome;
mod pack;
pub mod refine;
pub mod said;
pub mod session;
pub mod stated;
pub mod store;
pub mod trace;
pub mod variant;
pub mod walk;

pub use session::{Asked, Run, Session};
use whereas_value::{Answers, Case};

/// What a plan says of a case.
#[must_use]
pub fn answers(session: &mut Session<'_>, case: &Case) -> Answers {
    answers::answers(session, case)
}
