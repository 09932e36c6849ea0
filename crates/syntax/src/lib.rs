//! Text to tokens and tree; the only crate that knows the grammar engine.
