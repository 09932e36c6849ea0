//! What the reference interpreter says: of small policies as text, of the real policies against their examples, and of
//! both against every single world.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "in a test, what should not be is a failure"
)]

mod generate;
mod laws;
mod meaning;
mod policies;
mod support;
mod worlds;
