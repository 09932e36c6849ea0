//! Clauses in plain language.
