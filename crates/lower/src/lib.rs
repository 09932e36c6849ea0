//! A checked policy to a plan.
