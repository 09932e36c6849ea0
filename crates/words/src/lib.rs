//! Outcomes and traces in plain language.
