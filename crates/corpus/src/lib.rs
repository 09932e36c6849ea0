//! Drives tests made of files.
