//! The library people embed: load a package or a plan, decide, explain.
