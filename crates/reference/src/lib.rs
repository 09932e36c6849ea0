//! The naive reference interpreter: what the language means.
//!
//! Reads a checked policy and a case; produces the [`Answers`], by structural recursion over the text, without a plan.
//! It is the oracle to which the interpreter of plans is held, and is never shipped. Beside it, [`worlds`] asks the
//! same of every single world that a small case allows.

mod answers;
mod duties;
mod findings;
mod force;
mod known;
mod open;
mod pass;
pub mod print;
mod semantics;
mod tables;
mod text;
pub mod worlds;

pub use semantics::Fixed;
pub use tables::join;
use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_value::case::Partial;
use whereas_value::{Answers, Case, Interval, Type, Values};

/// What a policy says of a case: the same, to the letter, as its plan does.
#[must_use]
pub fn decide(checked: &Checked, case: &Case) -> Answers {
    answers::decide(checked, case, Fixed::default(), answers::Refined::Yes)
}

/// The same without the refinement, and so without an order of what is missing: one run, for the laws that hold of it.
#[must_use]
pub fn decide_bare(checked: &Checked, case: &Case) -> Answers {
    answers::decide(checked, case, Fixed::default(), answers::Refined::No)
}

/// The same with some judgements, found factors and open questions settled beside the case, for the law that settling
/// what an answer names decides it.
#[must_use]
pub fn decide_settled(checked: &Checked, case: &Case, fixed: Fixed) -> Answers {
    answers::decide(checked, case, fixed, answers::Refined::Yes)
}

/// The value of a finding.
#[must_use]
pub fn finding_value(hir: &Hir, ty: &Type, value: &Partial) -> Values {
    known::some_value(hir, ty.present(), &Interval::ANY, value)
}
