//! What a line is: the start of an item, or a line of the item above.
//!
//! Invariant: in a file without mistakes, a line starts an item if, and only if, it starts at column
//! one and with no row of a table. All else here is about what was probably meant.

use whereas_diagnostics::near_name;

use super::written;
use crate::tokens::{Token, TokenKind};

/// The words an item can start with.
pub(crate) const ITEM_WORDS: [&str; 17] = [
    "policy",
    "use",
    "source",
    "choice",
    "ordered",
    "record",
    "actor",
    "ground",
    "protected",
    "event",
    "unit",
    "calendar",
    "parameter",
    "fact",
    "decision",
    "ledger",
    "clause",
];

/// The words that parts of a policy start with.
pub(crate) const POLICY_WORDS: [&str; 11] = [
    "title",
    "authority",
    "issued",
    "edition",
    "governed",
    "applies",
    "month",
    "days",
    "languages",
    "examples",
    "contest",
];

/// What a line is.
pub(super) enum Role {
    /// It starts an item, or something that is reported.
    Item,
    /// It is a line of the item above.
    Body,
    /// It is a line of the item above, and stands at column one.
    Stray,
}

/// What the line is that starts with the token at `at`. `above` is the first word of the item above.
pub(super) fn role(
    tokens: &[Token],
    at: usize,
    indented: bool,
    above: Option<&str>,
    text: &str,
) -> Role {
    let line = Words::from(tokens, at, text);
    if indented {
        let meant = above.is_none() || line.is_item_for_sure();
        // After `ordered`, the line goes on with `choice`.
        return if meant && line.before != "ordered" { Role::Item } else { Role::Body };
    }
    let Some(above) = above else { return Role::Item };
    match line.kind {
        _ if line.word(0) == "|" => Role::Body,
        TokenKind::Keyword if ITEM_WORDS.contains(&line.word(0)) => {
            if line.is_statement_in_disguise(above) { Role::Stray } else { Role::Item }
        }
        TokenKind::Keyword | TokenKind::Mark | TokenKind::Text | TokenKind::LongText => Role::Stray,
        TokenKind::Name if line.belongs_to(above) => Role::Stray,
        TokenKind::Newline
        | TokenKind::Space
        | TokenKind::Comment
        | TokenKind::UnclosedText
        | TokenKind::Date
        | TokenKind::Number
        | TokenKind::Name
        | TokenKind::TypeName
        | TokenKind::Other => Role::Item,
    }
}

/// The first words from a place on, with their kinds; a clause's id counts as one.
struct Words<'a> {
    kind: TokenKind,
    words: Vec<(TokenKind, &'a str)>,
    before: &'a str,
}

/// How many words are looked at.
const AHEAD: usize = 4;

impl<'a> Words<'a> {
    fn from(tokens: &[Token], at: usize, text: &'a str) -> Self {
        let mut words: Vec<(TokenKind, &'a str)> = Vec::new();
        let mut last: Option<Token> = None;
        let rest = tokens.get(at..).unwrap_or(&[]);
        for token in rest.iter().filter(|token| !token.kind.is_trivia()) {
            let joins = |last: Token| last.span.end == token.span.start;
            // The parts of an id touch: `7(1)`, `II.C.2b`.
            let in_id = words.len() == 2
                && matches!(words.first(), Some((_, "clause")))
                && last.is_some_and(joins);
            last = Some(*token);
            if in_id && token.kind != TokenKind::Text {
                continue;
            }
            if words.len() == AHEAD {
                break;
            }
            words.push((token.kind, written(*token, text)));
        }
        let before = tokens.get(..at).unwrap_or(&[]).iter().rfind(|token| !token.kind.is_trivia());
        let before = before.map_or("", |token| written(*token, text));
        let kind = words.first().map_or(TokenKind::Other, |(kind, _)| *kind);
        Self { kind, words, before }
    }

    fn word(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |(_, word)| word)
    }

    fn is(&self, index: usize, kind: TokenKind) -> bool {
        self.words.get(index).is_some_and(|(it, _)| *it == kind)
    }

    /// Whether the line can be nothing but the start of an item, wherever it stands: no statement
    /// and no part of an item has this shape.
    fn is_item_for_sure(&self) -> bool {
        let label = |index| self.is(index, TokenKind::Text);
        match self.word(0) {
            "fact" | "parameter" => self.is(1, TokenKind::Name) && self.word(2) == ":",
            "decision" => self.is(1, TokenKind::Name) && matches!(self.word(2), ":" | "of"),
            "actor" | "ground" | "protected" | "ledger" | "source" | "unit" | "calendar"
            | "event" => self.is(1, TokenKind::Name) && label(2),
            "choice" => self.is(1, TokenKind::TypeName) && self.is(2, TokenKind::Name) && label(3),
            "record" => self.is(1, TokenKind::TypeName) && self.word(3) == ":",
            "clause" => label(2),
            _ => false,
        }
    }

    /// Whether a line that starts with an item's word is a statement, or a part of one.
    fn is_statement_in_disguise(&self, above: &str) -> bool {
        let of_clause = match self.word(0) {
            "policy" => matches!(self.word(1), "in" | "suspended" | "replaces"),
            "clause" => matches!(self.word(2), "does" | "for"),
            "event" => matches!(self.word(2), "on" | "by" | "about"),
            _ => false,
        };
        of_clause && above == "clause"
    }

    /// Whether a line that starts with a name is one of the item above.
    fn belongs_to(&self, above: &str) -> bool {
        let (word, next) = (self.word(0), self.word(1));
        let verb = matches!(
            next,
            "is" | "includes" | "excludes" | "adds" | "means" | "may" | "made" | "weighs"
        );
        match above {
            "clause" => {
                verb || self.is(1, TokenKind::Text) && self.word(2) == "means"
                    || matches!((word, next), ("open", "question") | ("made", "by"))
            }
            "policy" => POLICY_WORDS.contains(&word),
            "choice" | "ordered" => self.is(1, TokenKind::Text),
            "record" => next == ":" && near_name(word, ITEM_WORDS).is_none(),
            "source" => matches!(word, "dated" | "address" | "passages" | "fidelity"),
            "fact" => word == "complete" && next == "only",
            "calendar" => matches!(word, "weekend" | "holidays"),
            _ => false,
        }
    }
}
