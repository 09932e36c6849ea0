//! Where in a piece the parser got no further.

use whereas_source::{FileId, Id as _, Span};

use super::What;
use crate::cut::written;
use crate::grammar::Rule;
use crate::tokens::{Token, TokenKind};

/// A place among the tokens of a piece that are no trivia.
pub(super) struct Place<'a> {
    /// The tokens.
    pub significant: &'a [Token],
    /// The one that does not fit; their number, where the piece ends too early.
    pub index: usize,
    /// The file's text.
    pub text: &'a str,
    /// What the piece is.
    pub what: What,
}

impl<'a> Place<'a> {
    pub fn found(&self) -> Option<Token> {
        self.token(0)
    }

    /// Where the statement starts that the parser began to read and gave up, unless it is the first.
    pub fn start_of_statement(&self, rules: &[Rule]) -> Option<usize> {
        let odd = self.is(0, TokenKind::Other);
        if self.what != What::Part || odd || !rules.contains(&Rule::rule_verb) {
            return None;
        }
        let back = if self.word(-2) == "of" && self.is(-3, TokenKind::Name) { 3 } else { 1 };
        self.index.checked_sub(back).filter(|index| *index > 0)
    }

    /// The token found, or one so many after or before it.
    pub fn token(&self, offset: isize) -> Option<Token> {
        self.index.checked_add_signed(offset).and_then(|at| self.significant.get(at)).copied()
    }

    /// The text of a token; empty where there is none.
    pub fn word(&self, offset: isize) -> &'a str {
        self.token(offset).map_or("", |token| written(token, self.text))
    }

    pub fn is(&self, offset: isize, kind: TokenKind) -> bool {
        self.token(offset).is_some_and(|token| token.kind == kind)
    }

    pub fn is_text(&self, offset: isize) -> bool {
        self.is(offset, TokenKind::Text) || self.is(offset, TokenKind::LongText)
    }

    /// Whether a token and the one before it touch.
    pub fn touches(&self, offset: isize) -> bool {
        let pair = self.token(offset.saturating_sub(1)).zip(self.token(offset));
        pair.is_some_and(|(before, this)| before.span.end == this.span.start)
    }

    /// From one token to another.
    pub fn span(&self, from: isize, to: isize) -> Span {
        match (self.token(from), self.token(to)) {
            (Some(from), Some(to)) => from.span.to(to.span),
            (Some(one), None) | (None, Some(one)) => one.span,
            (None, None) => self.before_span(),
        }
    }

    /// The text from one token to another.
    pub fn text(&self, from: isize, to: isize) -> &'a str {
        written(Token { kind: TokenKind::Other, span: self.span(from, to) }, self.text)
    }

    /// All that touches the token found, it included: `11/01/2020`.
    pub fn run(&self, offset: isize) -> (isize, isize) {
        let (mut from, mut to) = (offset, offset);
        while self.touches(from) {
            from = from.saturating_sub(1);
        }
        while self.touches(to.saturating_add(1)) {
            to = to.saturating_add(1);
        }
        (from, to)
    }

    /// What stands before, with all that touches it: `7(1)`, `yes/no`.
    pub fn before_span(&self) -> Span {
        let Some(last) = self.token(-1) else {
            let first = self.significant.first();
            let nowhere = || Span::new(FileId::from_index(0), 0, 0);
            return first.map_or_else(nowhere, |token| token.span.before());
        };
        let mut span = last.span;
        for token in self.significant.iter().take(self.index.saturating_sub(1)).rev() {
            if token.span.end != span.start {
                break;
            }
            span = token.span.to(span);
        }
        span
    }

    pub fn before(&self) -> &'a str {
        written(Token { kind: TokenKind::Other, span: self.before_span() }, self.text)
    }

    /// Whether a word stands somewhere before.
    pub fn earlier(&self, word: &str) -> bool {
        self.significant.iter().take(self.index).any(|token| written(*token, self.text) == word)
    }

    /// Whether a word stands somewhere in the piece.
    pub fn holds(&self, word: &str) -> bool {
        self.significant.iter().any(|token| written(*token, self.text) == word)
    }

    /// The first word of the piece.
    pub fn first_word(&self) -> &'a str {
        self.significant.first().map_or("", |token| written(*token, self.text))
    }

    /// Whether the token found is the first on its line.
    pub fn starts_line(&self) -> bool {
        self.starts_line_at(0)
    }

    /// Whether a token is the first on its line, and not the first of the piece.
    pub fn starts_line_at(&self, offset: isize) -> bool {
        let pair = self.token(offset.saturating_sub(1)).zip(self.token(offset));
        pair.is_some_and(|(before, this)| {
            let between = before.span.after().to(this.span.before());
            written(Token { kind: TokenKind::Space, span: between }, self.text).contains('\n')
        })
    }

    /// The innermost bracket that is open here.
    pub fn open_bracket(&self) -> Option<Token> {
        let mut open = Vec::new();
        for token in self.significant.iter().take(self.index) {
            match (token.kind, written(*token, self.text)) {
                (TokenKind::Mark, "(" | "[" | "{") => open.push(*token),
                (TokenKind::Mark, ")" | "]" | "}") => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop()
    }

    /// What a drafter calls the piece: `the duty`, `the rule`.
    pub fn whole(&self) -> String {
        match self.what {
            What::Item => format!("the {}", self.first_word()),
            What::Value => "the value".to_owned(),
            What::Field => "the field".to_owned(),
            What::Line => "the line".to_owned(),
            What::Part => match self.first_word() {
                word @ ("example" | "duty" | "permission" | "judgement" | "factor" | "table"
                | "guarantee" | "function" | "notice" | "commentary") => format!("the {word}"),
                _ if self.is_rule() => "the rule".to_owned(),
                _ => "the statement".to_owned(),
            },
        }
    }

    /// Whether the piece is a rule, as far as one can see.
    pub fn is_rule(&self) -> bool {
        let verb = |at: usize| {
            let token = self.significant.get(at);
            let word = token.map_or("", |token| written(*token, self.text));
            matches!(word, "is" | "includes" | "excludes" | "adds")
        };
        self.what == What::Part && (verb(1) || verb(3))
    }

    /// Whether the piece is a statement in which conditions stand.
    pub fn in_example(&self) -> bool {
        self.first_word() == "example" || self.first_word() == "examples"
    }
}
