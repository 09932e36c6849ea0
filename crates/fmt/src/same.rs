//! Whether two texts say the same, word for word.
//!
//! Reads: two texts, parsed. Produces: the first difference. Invariant: where there is none, the trees, the tokens
//! and the comments of both are the same, in the same order, and so is what is wrong with them.

use whereas_diagnostics::Diagnostic;
use whereas_source::Span;
use whereas_syntax::{Parse, Token, TokenKind, show};

use crate::words::slice;

/// A text and how it is read.
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    pub problems: &'a [Diagnostic],
}

/// Where two texts differ.
#[derive(Debug)]
pub(crate) struct Difference {
    /// `words`, `comments`, `meaning` or `faults`.
    pub what: &'static str,
    /// In the first text, where that is known.
    pub at: Option<Span>,
}

/// The first difference between two texts, white space apart.
pub(crate) fn difference(before: &Reading<'_>, after: &Reading<'_>) -> Option<Difference> {
    let mut others = written(after);
    for token in written(before) {
        let other = others.next();
        if other.is_none_or(|other| !is_same(token, before.text, other, after.text)) {
            let comment = token.kind == TokenKind::Comment;
            let what = if comment { "comments" } else { "words" };
            return Some(Difference { what, at: Some(token.span) });
        }
    }
    if others.next().is_some() {
        return Some(Difference { what: "words", at: None });
    }
    if show::tree(&before.parse.tree) != show::tree(&after.parse.tree) {
        return Some(Difference { what: "meaning", at: None });
    }
    let codes = |reading: &Reading<'_>| -> Vec<_> {
        reading.problems.iter().map(|problem| problem.code).collect()
    };
    (codes(before) != codes(after)).then_some(Difference { what: "faults", at: None })
}

/// The tokens that are no white space.
fn written<'a>(reading: &Reading<'a>) -> impl Iterator<Item = &'a Token> + use<'a> {
    let is_space = |token: &&Token| !matches!(token.kind, TokenKind::Newline | TokenKind::Space);
    reading.parse.tokens.iter().filter(is_space)
}

fn is_same(one: &Token, text: &str, other: &Token, other_text: &str) -> bool {
    let (written, written_there) = (slice(text, one.span), slice(other_text, other.span));
    one.kind == other.kind
        && match one.kind {
            TokenKind::Comment => written.trim_end() == written_there.trim_end(),
            TokenKind::LongText if written != written_there => {
                written.replace("\r\n", "\n") == written_there.replace("\r\n", "\n")
            }
            TokenKind::Newline
            | TokenKind::Space
            | TokenKind::Text
            | TokenKind::LongText
            | TokenKind::UnclosedText
            | TokenKind::Date
            | TokenKind::Number
            | TokenKind::Keyword
            | TokenKind::Name
            | TokenKind::TypeName
            | TokenKind::Mark
            | TokenKind::Other => written == written_there,
        }
}
