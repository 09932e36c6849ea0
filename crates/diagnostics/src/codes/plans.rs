//! E07xx: compiled plans.

super::codes! {}
