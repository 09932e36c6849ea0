//! Tokens: what highlighting, comments and the cut into items are made from.
//!
//! Reads: any text at all. Produces: its tokens, in order. Invariant: the tokens' texts, joined,
//! are the file, byte for byte.

use pest::Parser;
use whereas_source::{FileId, Span};

use crate::grammar::{Grammar, Rule};

/// A token with its span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// A line break.
    Newline,
    /// Spaces and tabs.
    Space,
    /// `# …` to the end of the line.
    Comment,
    /// `"…"`
    Text,
    /// `"""…"""`
    LongText,
    /// A text without its closing quotes.
    UnclosedText,
    /// `2020-11-01`
    Date,
    /// `1_500`, and the first part of an id that starts with a digit.
    Number,
    /// A word in lower case that is the language's own.
    Keyword,
    /// Any other word in lower case.
    Name,
    /// A word with a capital: a type, a currency, a part of an id.
    TypeName,
    /// `(`, `<=`, `|` and the other marks.
    Mark,
    /// A character the language does not use.
    Other,
}

impl TokenKind {
    /// Whether it is a space, a line break or a comment.
    pub fn is_trivia(self) -> bool {
        matches!(self, TokenKind::Newline | TokenKind::Space | TokenKind::Comment)
    }
}

/// The tokens of a text.
pub(crate) fn tokens(file: FileId, text: &str) -> Vec<Token> {
    let whole = || vec![Token { kind: TokenKind::Other, span: span(file, 0, text.len()) }];
    // The rule reads any text; one token for the whole keeps the invariant if it ever did not.
    let Ok(mut pairs) = Grammar::parse(Rule::tokens, text) else { return whole() };
    let Some(root) = pairs.next() else { return whole() };
    root.into_inner()
        .filter_map(|pair| {
            let kind = kind(pair.as_rule())?;
            let at = pair.as_span();
            Some(Token { kind, span: span(file, at.start(), at.end()) })
        })
        .collect()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other rules of the grammar are no tokens")]
fn kind(rule: Rule) -> Option<TokenKind> {
    Some(match rule {
        Rule::t_newline => TokenKind::Newline,
        Rule::t_space => TokenKind::Space,
        Rule::t_comment => TokenKind::Comment,
        Rule::t_text => TokenKind::Text,
        Rule::t_long_text => TokenKind::LongText,
        Rule::t_unclosed => TokenKind::UnclosedText,
        Rule::t_date => TokenKind::Date,
        Rule::t_number => TokenKind::Number,
        Rule::t_keyword => TokenKind::Keyword,
        Rule::t_word => TokenKind::Name,
        Rule::t_type_word => TokenKind::TypeName,
        Rule::t_mark => TokenKind::Mark,
        Rule::t_other => TokenKind::Other,
        _ => return None,
    })
}

/// Whether a word is the language's own, and so no name.
pub fn is_keyword(word: &str) -> bool {
    let lower = word.starts_with(|first: char| first.is_ascii_lowercase());
    lower && Grammar::parse(Rule::name, word).is_err()
}

pub(crate) fn span(file: FileId, start: usize, end: usize) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(file, offset(start), offset(end))
}
