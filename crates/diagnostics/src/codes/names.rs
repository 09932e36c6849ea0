//! E02xx: names, and what is said twice or not at all.

super::codes! {}
