//! Slips that are often made, each with its own sentence.
//!
//! Each function looks at the place where the parser got no further, and at the words around it.
//! Invariant: a slip is named only where the words leave no other reading; the order of the families
//! is from the most certain to the least.

mod brackets;
pub(super) mod dates;
mod ends;
mod lists;
pub(super) mod names;
pub(super) mod near_words;
mod numbers;
mod one_name;
mod sentences;
mod signs;
mod statements;

use whereas_diagnostics::Diagnostic;

use super::place::Place;
use super::wanted::Wanted;

/// The slip that was made here, if it is one of those.
pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let families: [fn(&Place<'_>, &Wanted) -> Option<Diagnostic>; 11] = [
        one_name::slip,
        near_words::slip,
        dates::slip,
        numbers::slip,
        signs::slip,
        statements::slip,
        names::slip,
        sentences::slip,
        brackets::slip,
        lists::slip,
        ends::slip,
    ];
    families.into_iter().find_map(|family| family(at, wanted))
}

/// The slip around a character the language does not use, if it is one of those.
pub(super) fn around_character(at: &Place<'_>) -> Option<Diagnostic> {
    signs::of_characters(at).or_else(|| numbers::currency_sign(at))
}
