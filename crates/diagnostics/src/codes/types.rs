//! E03xx: types, units and checking.

super::codes! {}
