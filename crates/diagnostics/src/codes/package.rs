//! E06xx: packages, files and the limits of a run.

super::codes! {}
