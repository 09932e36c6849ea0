//! The cut into items: each starts with something at column one and runs to the next.
//!
//! Reads: tokens. Produces: stretches of tokens. Invariant: every token that is not trivia before
//! the first item lies in exactly one stretch.

use whereas_source::Span;

use crate::tokens::{Token, TokenKind};

/// The tokens of one item.
pub(crate) struct Piece<'a> {
    /// All of them, trivia too; the first is the one at column one.
    pub tokens: &'a [Token],
    /// From the first to the last that is no trivia.
    pub span: Span,
}

/// The items of a file. `text` is that of the file; only byte order marks are looked for in it.
pub(crate) fn cut<'a>(tokens: &'a [Token], text: &str) -> Vec<Piece<'a>> {
    let mut starts = Vec::new();
    let mut at_line_start = true;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Newline => at_line_start = true,
            // A byte order mark before the first word takes no column.
            TokenKind::Space => at_line_start &= written(*token, text) == "\u{FEFF}",
            TokenKind::Comment => at_line_start = false,
            TokenKind::Text
            | TokenKind::LongText
            | TokenKind::UnclosedText
            | TokenKind::Date
            | TokenKind::Number
            | TokenKind::Keyword
            | TokenKind::Name
            | TokenKind::TypeName
            | TokenKind::Mark
            | TokenKind::Other => {
                // A row of a table may stand at column one.
                let row = written(*token, text) == "|" && !starts.is_empty();
                if at_line_start && !row || starts.is_empty() {
                    starts.push(index);
                }
                at_line_start = false;
            }
        }
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(tokens.len()));
    starts.iter().zip(ends).filter_map(|(start, end)| piece(tokens.get(*start..end)?)).collect()
}

fn piece(tokens: &[Token]) -> Option<Piece<'_>> {
    let first = tokens.first()?.span;
    let last = tokens.iter().rfind(|token| !token.kind.is_trivia())?.span;
    Some(Piece { tokens, span: first.to(last) })
}

/// The text of a token.
pub(crate) fn written(token: Token, text: &str) -> &str {
    let (Ok(start), Ok(end)) = (usize::try_from(token.span.start), usize::try_from(token.span.end))
    else {
        return "";
    };
    text.get(start..end).unwrap_or("")
}
