//! A name of several words, written with spaces: `customer price` for `customer_price`.

use whereas_diagnostics::{Diagnostic, codes};

use super::{Place, Wanted};
use crate::tokens::TokenKind;

/// Certain where the file has the name whose words these are; elsewhere other slips are looked for.
pub(super) fn slip(at: &Place<'_>, _: &Wanted) -> Option<Diagnostic> {
    let second = if at.found().is_some() { 0 } else { -1 };
    let goes_on = |offset: isize| {
        at.is(offset, TokenKind::Name)
            && at.is(offset - 1, TokenKind::Name)
            && !at.touches(offset)
            && !at.starts_line_at(offset)
    };
    if !goes_on(second) {
        return None;
    }
    let (mut from, mut to) = (second - 1, second);
    while goes_on(from) {
        from -= 1;
    }
    while goes_on(to + 1) {
        to += 1;
    }
    // The longest name first, of those with both words.
    let names = (from..second).flat_map(|from| (second..=to).rev().map(move |to| (from, to)));
    for (from, to) in names {
        let words: Vec<&str> = (from..=to).map(|offset| at.word(offset)).collect();
        let name = words.join("_");
        if is_written(&name, at.text) {
            let message = format!("`{}` is one name, and is written `{name}`", words.join(" "));
            let span = at.span(from, to);
            let problem = Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, span, message);
            return Some(problem.fix("say", span, name));
        }
    }
    None
}

/// Whether the file has this word.
fn is_written(name: &str, text: &str) -> bool {
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(of_name));
        let after = text.get(at.saturating_add(name.len())..);
        !before && after.is_some_and(|after| !after.starts_with(of_name))
    })
}
