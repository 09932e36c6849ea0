//! The cut into items: each starts with something at column one and runs to the next.
//!
//! Reads: tokens. Produces: stretches of tokens. Invariants: every token that is not trivia before
//! the first item lies in exactly one stretch; of a sound file, the stretches start at column one.
//! A line at column one that can only belong to the item above is left with it, and an item that is
//! indented by mistake is cut off all the same; both are reported.

mod roles;

use whereas_source::Span;

use crate::tokens::{Token, TokenKind};
pub(crate) use roles::{ITEM_WORDS, POLICY_WORDS};
use roles::{Role, role};

/// The tokens of one item.
#[derive(Clone)]
pub(crate) struct Piece<'a> {
    /// All of them, trivia too; the first is no trivia.
    pub tokens: &'a [Token],
    /// From the first to the last that is no trivia.
    pub span: Span,
    /// The spaces before its first word, where it starts an item and is indented.
    pub indented: Option<Span>,
    /// The first words of its lines that stand at column one and do not start an item.
    pub strays: Vec<Token>,
}

impl<'a> Piece<'a> {
    /// These tokens, without the trivia around them; none where there are no others.
    pub(crate) fn of(tokens: &'a [Token]) -> Option<Piece<'a>> {
        let from = tokens.iter().position(|token| !token.kind.is_trivia())?;
        let to = tokens.iter().rposition(|token| !token.kind.is_trivia())?;
        let span = tokens.get(from)?.span.to(tokens.get(to)?.span);
        let tokens = tokens.get(from..=to)?;
        Some(Piece { tokens, span, indented: None, strays: Vec::new() })
    }

    /// The tokens that are no trivia.
    pub(crate) fn significant(&self) -> Vec<Token> {
        self.tokens.iter().copied().filter(|token| !token.kind.is_trivia()).collect()
    }
}

/// The items of a file, whose text this is.
pub(crate) fn cut<'a>(tokens: &'a [Token], text: &str) -> Vec<Piece<'a>> {
    let mut starts: Vec<(usize, Option<Span>, Vec<Token>)> = Vec::new();
    for line in lines(tokens, text) {
        let Some(first) = tokens.get(line.at) else { continue };
        let above = starts.last().and_then(|(at, ..)| tokens.get(*at));
        let above = above.map(|token| written(*token, text));
        match role(tokens, line.at, line.space.is_some(), above, text) {
            // Before the first item, nothing above could be meant.
            Role::Item => {
                starts.push((line.at, line.space.filter(|_| above.is_some()), Vec::new()))
            }
            Role::Body => {}
            Role::Stray => {
                if let Some((.., strays)) = starts.last_mut() {
                    strays.push(*first);
                }
            }
        }
    }
    let ends = starts.iter().skip(1).map(|(at, ..)| *at).chain([tokens.len()]);
    let ends: Vec<usize> = ends.collect();
    let pieces = starts.into_iter().zip(ends).filter_map(|((start, indented, strays), end)| {
        let piece = Piece::of(tokens.get(start..end)?)?;
        Some(Piece { indented, strays, ..piece })
    });
    pieces.collect()
}

/// A line: where its first word is, and the space before it.
pub(crate) struct Line {
    /// The index of its first token that is no trivia.
    pub at: usize,
    /// What it is indented by.
    pub space: Option<Span>,
}

/// The lines of these tokens that hold more than trivia. The first token starts a line.
pub(crate) fn lines(tokens: &[Token], text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at_start = true;
    let mut space: Option<Span> = None;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Newline => (at_start, space) = (true, None),
            // A byte order mark before the first word takes no column.
            TokenKind::Space if written(*token, text) == "\u{FEFF}" => {}
            TokenKind::Space => {
                space = Some(space.map_or(token.span, |before| before.to(token.span)))
            }
            TokenKind::Comment => at_start = false,
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
                if at_start {
                    lines.push(Line { at, space });
                }
                at_start = false;
            }
        }
    }
    lines
}

/// The text of a token.
pub(crate) fn written(token: Token, text: &str) -> &str {
    let (Ok(start), Ok(end)) = (usize::try_from(token.span.start), usize::try_from(token.span.end))
    else {
        return "";
    };
    text.get(start..end).unwrap_or("")
}
