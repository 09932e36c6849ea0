//! One attempt to read a stretch of text by one rule.
//!
//! Invariant: what the grammar is given nests within [`MAX_NESTING`](crate::MAX_NESTING), so that its recursion is bounded.

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pairs;
use whereas_diagnostics::{Diagnostic, codes};

use crate::cut::{Piece, written};
use crate::grammar::{Grammar, Rule};
use crate::problems;
use crate::tokens::{Token, TokenKind};

/// Why a text was not read.
pub(super) enum Refusal {
    /// What can be said before the grammar is asked.
    Before(Vec<Diagnostic>),
    /// The grammar got no further than this place of the file, where it would have taken these rules.
    At(u32, Vec<Rule>),
}

/// Reads a piece by a rule, unless its brackets nest deeper than they may.
pub(super) fn attempt<'t>(
    rule: Rule,
    piece: &Piece<'_>,
    text: &'t str,
    most_nesting: usize,
) -> Result<Pairs<'t, Rule>, Refusal> {
    let unclosed = problems::unclosed_texts(piece, text);
    if !unclosed.is_empty() {
        return Err(Refusal::Before(unclosed));
    }
    if let Some(problem) = too_deep(piece, text, most_nesting) {
        return Err(Refusal::Before(vec![problem]));
    }
    let start = usize::try_from(piece.span.start).unwrap_or(usize::MAX);
    let end = usize::try_from(piece.span.end).unwrap_or(usize::MAX);
    let slice = text.get(start..end).unwrap_or("");
    Grammar::parse(rule, slice).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        match error.variant {
            ErrorVariant::ParsingError { positives, .. } => {
                Refusal::At(u32::try_from(start.saturating_add(at)).unwrap_or(u32::MAX), positives)
            }
            // Not met: the grammar sets itself no limits.
            ErrorVariant::CustomError { .. } => {
                let message =
                    "this nests too deep to be read; give an inner part a name, `part means …`, and say `part` here";
                let problem = Diagnostic::new(codes::syntax::TOO_DEEP, piece.span, message);
                Refusal::Before(vec![problem])
            }
        }
    })
}

/// The deepest that brackets nest anywhere in these tokens, as far as it matters.
pub(super) fn depth(tokens: &[Token], text: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
        match written(*token, text) {
            "(" | "[" | "{" => depth = depth.saturating_add(1),
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Where brackets nest deeper than they may.
fn too_deep(piece: &Piece<'_>, text: &str, most: usize) -> Option<Diagnostic> {
    let mut depth = 0usize;
    for token in piece.tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
        match written(*token, text) {
            "(" | "[" | "{" => depth = depth.saturating_add(1),
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            let message = format!(
                "more than {most} brackets stand one within the other; take out those that are not needed, or give \
                 an inner part a name, `part means …`, and say `part` here"
            );
            return Some(Diagnostic::new(codes::syntax::TOO_DEEP, token.span, message));
        }
    }
    None
}
