//! The words of a file: its tokens, those that are one id together joined, each with the comments around it.
//!
//! Reads: the tokens and the ids of the tree. Produces: the words in order, and the comments after the last.
//! Invariant: every token that is no white space is in exactly one word, or is a comment of one.

use whereas_source::Span;
use whereas_syntax::tree::ExprId;
use whereas_syntax::{Parse, Token, TokenKind};

use crate::atoms;
use crate::gaps::Gap;

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment<'a> {
    /// From its `#`, without the space at its end.
    pub text: &'a str,
    /// Whether a blank line stands before it.
    pub blank: bool,
    /// Whether it starts at column one.
    pub at_margin: bool,
}

/// A token, or an id or passage of several, and how it is laid out.
#[derive(Clone, Debug)]
pub(crate) struct Word<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
    pub start: u32,
    pub end: u32,
    /// Comments on their own lines before it.
    pub above: Vec<Comment<'a>>,
    /// Whether a blank line stands before it, after those comments.
    blank: bool,
    /// The comment after it on its line.
    pub beside: Option<&'a str>,
    /// Whether nothing stands between it and the word before.
    pub touches: bool,
    /// The innermost expression it belongs to, and how deep that is.
    pub owner: Option<Owner>,
    /// How many brackets are open before it, in its item.
    pub brackets: u16,
    /// Whether the innermost of them is a brace.
    pub in_braces: bool,
    /// How deep the line is that it starts.
    pub line: Option<usize>,
    /// Where its line may be broken before it.
    pub gap: Option<Gap>,
    /// How many spaces stand before it within a line.
    pub space: usize,
    /// Whether it is an id or a passage.
    pub joined: bool,
    /// How many columns it fills: the first line of a text over several.
    pub width: usize,
}

/// The expression a word belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Owner {
    pub expr: ExprId,
    pub depth: u16,
}

impl Word<'_> {
    /// Whether a blank line stands before it and its comments.
    pub fn blank(&self) -> bool {
        self.above.first().map_or(self.blank, |comment| comment.blank)
    }

    /// Sets whether a blank line stands before it and its comments.
    pub fn set_blank(&mut self, blank: bool) {
        match self.above.first_mut() {
            Some(comment) => comment.blank = blank,
            None => self.blank = blank,
        }
    }

    /// Whether a blank line stands between it and the comments before it.
    pub const fn blank_below_comments(&self) -> bool {
        self.blank
    }

    /// Whether it is a word of the language, or any other in lower case, and no part of an expression.
    pub fn is(&self, text: &str) -> bool {
        self.owner.is_none() && self.text == text
    }

    pub const fn is_text(&self) -> bool {
        matches!(self.kind, TokenKind::Text | TokenKind::LongText)
    }
}

/// The words of a file, and the comments after the last.
pub(crate) fn words<'a>(parsed: &Parse, text: &'a str) -> (Vec<Word<'a>>, Vec<Comment<'a>>) {
    let atoms = atoms::ids(&parsed.tree);
    let mut atoms = atoms.iter().peekable();
    let mut words: Vec<Word<'a>> = Vec::with_capacity(parsed.tokens.len());
    let mut above: Vec<Comment<'a>> = Vec::new();
    // The text starts as after an empty line's end: a comment there stands on its own line.
    let (mut breaks, mut spaced) = (1_usize, false);
    for token in &parsed.tokens {
        match token.kind {
            TokenKind::Newline => {
                breaks = breaks.saturating_add(1);
                spaced = false;
            }
            TokenKind::Space => spaced = true,
            TokenKind::Comment => {
                let text = slice(text, token.span).trim_end();
                let blank = breaks > 1;
                match words.last_mut() {
                    Some(last) if breaks == 0 => last.beside = Some(text),
                    _ => above.push(Comment { text, blank, at_margin: !spaced }),
                }
                (breaks, spaced) = (0, false);
            }
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
                while atoms.next_if(|atom| atom.end <= token.span.start).is_some() {}
                let atom = atoms.peek().filter(|atom| atom.contains(token.span));
                let touches = breaks == 0 && !spaced && !words.is_empty();
                let inside = atom.is_some_and(|atom| atom.start < token.span.start);
                if inside && let Some(last) = words.last_mut() {
                    last.end = token.span.end;
                    let whole = Span::new(token.span.file, last.start, last.end);
                    last.text = slice(text, whole);
                    last.width = last.text.chars().count();
                } else {
                    let mut word = word(*token, slice(text, token.span));
                    (word.above, word.blank) = (std::mem::take(&mut above), breaks > 1);
                    (word.touches, word.joined) = (touches, atom.is_some());
                    words.push(word);
                }
                (breaks, spaced) = (0, false);
            }
        }
    }
    (words, above)
}

fn word(token: Token, text: &str) -> Word<'_> {
    let first_line = text.lines().next().unwrap_or("");
    Word {
        kind: token.kind,
        text,
        start: token.span.start,
        end: token.span.end,
        above: Vec::new(),
        blank: false,
        beside: None,
        touches: false,
        owner: None,
        brackets: 0,
        in_braces: false,
        line: None,
        gap: None,
        space: 1,
        joined: false,
        width: first_line.chars().count(),
    }
}

/// The text of a span.
pub(crate) fn slice(text: &str, span: Span) -> &str {
    let (Ok(start), Ok(end)) = (usize::try_from(span.start), usize::try_from(span.end)) else {
        return "";
    };
    text.get(start..end).unwrap_or("")
}

/// The place of the word that starts at or after an offset.
pub(crate) fn at(words: &[Word<'_>], start: u32) -> usize {
    words.partition_point(|word| word.start < start)
}
