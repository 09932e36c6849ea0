//! Tokens: what highlighting, comments and the cut into items are made from.
//!
//! Reads: any text at all. Produces: its tokens, in order. Invariant: the tokens' texts, joined,
//! are the file, byte for byte. Written by hand, for speed: every file is cut by its tokens.

mod lexer;
mod resume;

use whereas_source::{FileId, Span};

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
    let mut tokens = Vec::with_capacity(text.len() / 4);
    lex(file, text, 0, &mut tokens);
    // A text that never closes would hide all that follows it. It ends where an item starts for sure;
    // if an earlier one runs over such a place, that is the one which does not close.
    for _ in 0..MOST_UNCLOSED {
        let Some((index, end)) = resume::place(&tokens, text) else { break };
        let Some(at) = tokens.get(index).map(|token| token.span) else { break };
        tokens.truncate(index);
        let start = usize::try_from(at.start).unwrap_or(usize::MAX);
        tokens.push(Token { kind: TokenKind::UnclosedText, span: span(file, start, end) });
        lex(file, text, end, &mut tokens);
    }
    tokens
}

/// How many long texts without an end are told apart: the last of more takes all that follows.
const MOST_UNCLOSED: usize = 8;

/// Adds the tokens from a place on.
fn lex(file: FileId, text: &str, from: usize, tokens: &mut Vec<Token>) {
    let mut at = from;
    while let Some((kind, length)) = lexer::next(text.get(at..).unwrap_or("")) {
        let end = at.saturating_add(length);
        tokens.push(Token { kind, span: span(file, at, end) });
        at = end;
    }
}

/// Whether a word is the language's own, and so no name.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// The words no name may be: those of the grammar's rule `reserved`, in alphabetical order.
#[rustfmt::skip]
const KEYWORDS: [&str; 135] = [
    "absent", "accept", "actor", "adds", "after", "all", "and", "any", "apart", "arises", "as",
    "ask", "at", "awaits", "away", "because", "before", "between", "breached", "but", "by",
    "calendar", "choice", "cites", "clause", "clauses", "commentary", "count", "decided",
    "decision", "defective", "depends", "despite", "discharged", "do", "does", "due", "duty",
    "earliest", "either", "else", "empty", "event", "every", "example", "exceeds", "excludes",
    "excused", "expect", "fact", "factor", "for", "found", "from", "function", "given",
    "greater", "ground", "guarantee", "half", "has", "held", "if", "in", "includes", "is",
    "judgement", "kept", "known", "largest", "latest", "least", "ledger", "less", "lesser",
    "like", "marginal", "may", "means", "missing", "more", "most", "must", "never", "no",
    "none", "not", "notice", "of", "on", "one", "ongoing", "only", "or", "ordered", "otherwise", "overlaps",
    "owed", "parameter", "pending", "permission", "policy", "presumed", "protected", "raising",
    "record", "resting", "rounded", "should", "smallest", "source", "subject", "sum", "table",
    "than", "the", "then", "this", "through", "to", "toward", "under", "undetermined", "unit",
    "unknown", "unless", "until", "upon", "use", "used", "weighing", "when", "where", "with", "yes",
];

pub(crate) fn span(file: FileId, start: usize, end: usize) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(file, offset(start), offset(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keywords_are_those_of_the_grammar() {
        let (_, rule) = crate::GRAMMAR.split_once("\nreserved = _{ (").unwrap();
        let (rule, _) = rule.split_once("\n) ~ !letter }").unwrap();
        let quoted = rule.split('"').skip(1).step_by(2).filter(|word| word.len() > 1);
        let mut words: Vec<&str> = quoted.collect();
        words.sort_unstable();
        assert_eq!(words, KEYWORDS);
    }

    /// In each group the longer words come first, or the shorter would hide them.
    #[test]
    fn no_reserved_word_hides_another() {
        let parses = |word: &str| {
            use pest::Parser as _;
            crate::grammar::Grammar::parse(crate::grammar::Rule::name, word).is_ok()
        };
        for word in KEYWORDS {
            assert!(!parses(word), "{word}");
            assert!(parses(&format!("{word}_x")), "{word}_x");
        }
    }
}
