//! E05xx: case files.

super::codes! {}
