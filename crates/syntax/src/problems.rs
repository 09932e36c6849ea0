//! What is wrong with an item that the grammar refuses, in the drafter's words.
//!
//! Reads: where the parser got no further, and which rules it tried there. Produces: one
//! diagnostic. Invariant: no rule's name is ever shown; words of the language are, in backticks.

mod hints;
mod wanted;

use whereas_diagnostics::{Diagnostic, codes, near_name};
use whereas_source::Span;

use crate::cut::{Piece, written};
use crate::grammar::Rule;
use crate::tokens::{Token, TokenKind};
use wanted::Wanted;

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

/// What can be said before the grammar is asked: texts without an end, lines that start no item.
pub(crate) fn before_parsing(piece: &Piece<'_>, text: &str) -> Vec<Diagnostic> {
    let unclosed = piece.tokens.iter().filter(|token| token.kind == TokenKind::UnclosedText);
    let mut found: Vec<Diagnostic> = unclosed
        .map(|token| {
            let opening = written(*token, text);
            let (quotes, length, message) = if opening.starts_with("\"\"\"") {
                ("\"\"\"", 3, "a text opens with three quotes and never closes")
            } else {
                ("\"", 1, "a text opens and does not close on its line")
            };
            let at = Span::new(token.span.file, token.span.start, token.span.start + length);
            let problem = Diagnostic::new(codes::syntax::UNCLOSED_TEXT, at, message);
            if length == 1 {
                problem
                    .fix("close it", token.span.after(), quotes)
                    .note("a text over several lines stands between three quotes on each side")
            } else {
                problem
            }
        })
        .collect();
    let Some(first) = piece.tokens.first() else { return found };
    let word = written(*first, text);
    if found.is_empty() && !ITEM_WORDS.contains(&word) {
        found.push(starts_no_item(*first, word));
    }
    found
}

fn starts_no_item(first: Token, word: &str) -> Diagnostic {
    if first.kind == TokenKind::Other {
        return unknown_character(first, word);
    }
    let message = format!("`{word}` at the start of a line begins no item");
    let problem = Diagnostic::new(codes::syntax::TEXT_BEFORE_ITEM, first.span, message);
    match near_name(word, ITEM_WORDS) {
        Some(near) => problem.fix("perhaps this is meant", first.span, near),
        None => problem.help("indent the line if it belongs to the item above"),
    }
}

fn unknown_character(token: Token, character: &str) -> Diagnostic {
    let message = format!("`{}` is no character of the language", visible(character));
    let problem = Diagnostic::new(codes::syntax::UNKNOWN_CHARACTER, token.span, message);
    match hints::instead_of_character(character) {
        Some(hint) => problem.help(hint),
        None => problem,
    }
}

/// A diagnostic for the place where the parser got no further.
pub(crate) fn from_furthest(piece: &Piece<'_>, text: &str, at: u32, rules: &[Rule]) -> Diagnostic {
    let significant: Vec<Token> =
        piece.tokens.iter().copied().filter(|token| !token.kind.is_trivia()).collect();
    let index = significant.partition_point(|token| token.span.end <= at);
    let place = Place { significant: &significant, index, text };
    let wanted = wanted::phrases(rules);
    let problem = match place.found() {
        Some(found) if found.kind == TokenKind::Other => {
            return unknown_character(found, place.word(0));
        }
        _ if wanted.label_only() => return missing_label(&place),
        Some(found) if place.names_a_word(&wanted) => return reserved_word(&place, found),
        Some(found) => not_understood(&place, found, &wanted),
        None => ends_early(&place, piece.span, &wanted),
    };
    let problem = match place.open_bracket() {
        Some(open) if wanted.open_ended() || wanted.holds_one_of(&[")", "]", "}"]) => {
            problem.also(open, "this bracket is still open")
        }
        _ => problem,
    };
    match hints::hint(&place, &wanted) {
        Some(hint) => problem.help(hint),
        None => problem,
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
        None => what,
    };
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, found.span, message)
}

fn ends_early(place: &Place<'_>, whole: Span, wanted: &Wanted) -> Diagnostic {
    let last = place.token(1).map_or(whole, |token| token.span);
    let item = place.significant.first().map_or("", |token| written(*token, place.text));
    let after = visible(place.before());
    let message = match wanted.sentence() {
        Some(wanted) => format!("the {item} ends after `{after}`; wanted {wanted}"),
        None => format!("the {item} ends after `{after}`, too early"),
    };
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, last, message)
        .label("something is missing after this")
}

fn missing_label(place: &Place<'_>) -> Diagnostic {
    let message = format!(
        "a label is missing after `{}`: say in quotes what it is called in plain words",
        visible(place.before())
    );
    let after = place.before_span();
    Diagnostic::new(codes::syntax::MISSING_LABEL, after, message).fix(
        "add its label",
        after.after(),
        " \"…\"",
    )
}

fn reserved_word(place: &Place<'_>, found: Token) -> Diagnostic {
    let word = place.word(0);
    let message = format!("`{word}` is a word of the language, and a name is wanted here");
    Diagnostic::new(codes::syntax::RESERVED_WORD, found.span, message)
        .help(format!("choose another name, such as `{word}_given` or `the_{word}`"))
}

/// Where in the item the parser got no further.
struct Place<'a> {
    /// The item's tokens, without space and comments.
    significant: &'a [Token],
    /// The one that does not fit; their number, where the item ends too early.
    index: usize,
    /// The file's text.
    text: &'a str,
}

impl<'a> Place<'a> {
    fn found(&self) -> Option<Token> {
        self.token(0)
    }

    /// The token found, or one before it.
    fn token(&self, back: usize) -> Option<Token> {
        self.index.checked_sub(back).and_then(|index| self.significant.get(index)).copied()
    }

    fn word(&self, back: usize) -> &'a str {
        self.token(back).map_or("", |token| written(token, self.text))
    }

    fn next_word(&self) -> &'a str {
        let next = self.significant.get(self.index.saturating_add(1));
        next.map_or("", |token| written(*token, self.text))
    }

    /// What stands before, with all that touches it: `7(1)`, `yes/no`.
    fn before_span(&self) -> Span {
        let Some(last) = self.token(1) else {
            return Span::new(
                self.significant
                    .first()
                    .map_or_else(|| whereas_source::Id::from_index(0), |token| token.span.file),
                0,
                0,
            );
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

    fn before(&self) -> &'a str {
        written(Token { kind: TokenKind::Other, span: self.before_span() }, self.text)
    }

    fn earlier(&self, word: &str) -> bool {
        self.significant.iter().take(self.index).any(|token| written(*token, self.text) == word)
    }

    /// Whether a word of the language stands where a name is given to something.
    fn names_a_word(&self, wanted: &Wanted) -> bool {
        let keyword = self.found().is_some_and(|token| token.kind == TokenKind::Keyword);
        let declares = matches!(
            self.word(1),
            "judgement" | "factor" | "duty" | "permission" | "question" | "function" | "either"
        ) || self.index == 1
            || matches!(self.next_word(), "means" | ":")
            || self.found().is_some() && self.word(1) != "," && wanted.only_a_name();
        keyword && declares && (wanted.name() || wanted.open_ended())
    }

    /// The innermost bracket that is open here.
    fn open_bracket(&self) -> Option<Span> {
        let mut open = Vec::new();
        for token in self.significant.iter().take(self.index) {
            match (token.kind, written(*token, self.text)) {
                (TokenKind::Mark, "(" | "[" | "{") => open.push(token.span),
                (TokenKind::Mark, ")" | "]" | "}") => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop()
    }
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
