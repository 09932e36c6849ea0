//! A checked policy against its text, and what an author accepts of what was found.
//!
//! Reads: a [`Checked`](whereas_check::Checked) policy, the map of its places, and the texts of its passages.
//! Produces: diagnostics, each with the place in the clause and the place in the passage. Invariant: nothing here
//! is an error of the policy; whatever is reported can be accepted in the clause, with a reason.

pub mod accept;
pub mod text;
