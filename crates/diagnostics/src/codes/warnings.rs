//! W0xxx: warnings of every pass.

super::codes! {}
