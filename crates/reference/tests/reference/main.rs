//! What the reference interpreter says: of small policies as text, of the real policies against their examples, and of
//! both against every single world.

mod laws;
mod meaning;
mod policies;
mod support;
mod worlds;
