//! What is wrong with a text that the grammar refuses, in the drafter's words.
//!
//! Reads: where the parser got no further, and which rules it tried there. Produces: one
//! diagnostic. Invariant: no rule's name is ever shown; words of the language are, in backticks.

mod before;
mod characters;
mod place;
mod slips;
mod wanted;

use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::Span;

use crate::cut::Piece;
use crate::grammar::Rule;
use crate::tokens::{Token, TokenKind};
pub(crate) use before::{out_of_place, starts_no_item, unclosed_texts};
pub(crate) use characters::unknown_character;
use place::Place;
pub(crate) use slips::dates::other_form as date_in_other_form;
pub use slips::names::currency_of;
pub(crate) use slips::near_words::number_of;
use wanted::Wanted;

/// What a piece is that was refused.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A whole item, or its head.
    Item,
    /// A statement or an example.
    Part,
    /// A part of another item.
    Line,
    /// A value of a choice.
    Value,
    /// A field of a record.
    Field,
}

/// A diagnostic for the place where the parser got no further.
pub(crate) fn from_furthest(
    piece: &Piece<'_>,
    text: &str,
    at: u32,
    rules: &[Rule],
    what: What,
) -> Diagnostic {
    let significant: Vec<Token> = piece.significant();
    let index = significant.partition_point(|token| token.span.end <= at);
    let place = Place { significant: &significant, index, text, what };
    let mut wanted = wanted::phrases(rules);
    // Where a name stands beside a value, the parser took it for the start of a statement.
    let place = match place.start_of_statement(rules) {
        Some(index) => {
            wanted = wanted::anything();
            Place { index, ..place }
        }
        None => place,
    };
    if let Some(found) = place.found()
        && found.kind == TokenKind::Other
    {
        return slips::around_character(&place)
            .unwrap_or_else(|| unknown_character(found, piece.tokens, text));
    }
    if let Some(slip) = slips::slip(&place, &wanted) {
        return slip;
    }
    let problem = match place.found() {
        Some(found) if found.kind == TokenKind::Name && wanted.near(place.word(0)).is_some() => {
            let near = wanted.near(place.word(0)).unwrap_or_default();
            not_understood(&place, found, &wanted).fix("perhaps this is meant", found.span, near)
        }
        Some(found) => not_understood(&place, found, &wanted),
        None => ends_early(&place, piece.span, &wanted),
    };
    match place.open_bracket() {
        Some(open) if wanted.open_ended() || wanted.holds_one_of(&[")", "]", "}"]) => {
            problem.also(open.span, "this bracket is still open")
        }
        _ => problem,
    }
}

fn not_understood(place: &Place<'_>, found: Token, wanted: &Wanted) -> Diagnostic {
    let what = if matches!(found.kind, TokenKind::Text | TokenKind::LongText) {
        "this text does not fit here".to_owned()
    } else {
        format!("`{}` does not fit here", visible(place.word(0)))
    };
    let message = match wanted.sentence() {
        Some(wanted) => format!("{what}; wanted {wanted}"),
        None if place.index > 0 => format!("{what}, after `{}`", visible(place.before())),
        None => what,
    };
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, found.span, message)
}

fn ends_early(place: &Place<'_>, whole: Span, wanted: &Wanted) -> Diagnostic {
    let last = place.token(-1).map_or(whole, |token| token.span);
    let (whole, after) = (place.whole(), visible(place.before()));
    let message = match wanted.sentence() {
        Some(wanted) => format!("{whole} ends after `{after}`; wanted {wanted}"),
        None => format!("{whole} ends after `{after}`, too early"),
    };
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, last, message)
        .label("something is missing after this")
}

/// A token's text for a message: one line, and not too long.
fn visible(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    let mut shown: String = line.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
