//! The naive reference interpreter: what the language means.
