//! The front door: files in memory through all passes.
