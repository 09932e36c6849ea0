//! How deep expressions nest once the sugar is gone.

/// The deepest that an expression may nest here. The parser's own bound is 200; what this bounds is what one
/// level of the text becomes two levels of, and a long chain of `else if`, each of which nests in the one before.
pub(super) const MAX_DEPTH: u16 = 250;
