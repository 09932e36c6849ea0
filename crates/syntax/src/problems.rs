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
        Some(near) => problem.fix(format!("did you mean `{near}`?"), first.span, near),
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
pub(crate) fn from_furthest(piece: &Piece<'_>, text: &str, at: u32, wanted: &[Rule]) -> Diagnostic {
    let significant: Vec<Token> =
        piece.tokens.iter().copied().filter(|token| !token.kind.is_trivia()).collect();
    let index = significant.partition_point(|token| token.span.end <= at);
    let found = significant.get(index).copied();
    let before = index.checked_sub(1).and_then(|index| significant.get(index)).copied();
    let wanted = wanted::phrases(wanted);
    let Some(found) = found else { return ends_early(piece, text, before, &wanted) };
    let found_text = written(found, text);
    if found.kind == TokenKind::Other {
        return unknown_character(found, found_text);
    }
    let previous = before.map_or("", |token| written(token, text));
    if wanted.label_only() {
        return missing_label(before.unwrap_or(found), previous);
    }
    if found.kind == TokenKind::Keyword && wanted.name() && !wanted.holds(found_text) {
        return reserved_word(found, found_text, &wanted);
    }
    let mut problem = not_understood(found, found_text, &wanted);
    let context = hints::Context { significant: &significant, index, text };
    if let Some(hint) = hints::hint(&context) {
        problem = problem.help(hint);
    }
    problem
}

fn not_understood(found: Token, found_text: &str, wanted: &wanted::Wanted) -> Diagnostic {
    let what = match found.kind {
        TokenKind::Text | TokenKind::LongText => "this text does not fit here".to_owned(),
        TokenKind::Newline
        | TokenKind::Space
        | TokenKind::Comment
        | TokenKind::UnclosedText
        | TokenKind::Date
        | TokenKind::Number
        | TokenKind::Keyword
        | TokenKind::Name
        | TokenKind::TypeName
        | TokenKind::Mark
        | TokenKind::Other => format!("`{}` does not fit here", visible(found_text)),
    };
    let message = match wanted.sentence() {
        Some(wanted) => format!("{what}; wanted {wanted}"),
        None => what,
    };
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, found.span, message)
}

fn ends_early(
    piece: &Piece<'_>,
    text: &str,
    before: Option<Token>,
    wanted: &wanted::Wanted,
) -> Diagnostic {
    let last = before.map_or(piece.span, |token| token.span);
    let previous = before.map_or("", |token| written(token, text));
    if wanted.label_only() {
        return missing_label(Token { kind: TokenKind::Name, span: last }, previous);
    }
    let item = piece.tokens.first().map_or("", |token| written(*token, text));
    let message = match wanted.sentence() {
        Some(wanted) => format!("the {item} ends after `{}`; wanted {wanted}", visible(previous)),
        None => format!("the {item} ends after `{}`, too early", visible(previous)),
    };
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, last, message)
        .label("something is missing after this")
}

fn missing_label(after: Token, previous: &str) -> Diagnostic {
    let message = format!(
        "a label is missing after `{}`: say in quotes what it is called in plain words",
        visible(previous)
    );
    Diagnostic::new(codes::syntax::MISSING_LABEL, after.span, message).fix(
        "add its label",
        after.span.after(),
        " \"…\"",
    )
}

fn reserved_word(found: Token, word: &str, wanted: &wanted::Wanted) -> Diagnostic {
    let message = format!("`{word}` is a word of the language, and a name is wanted here");
    let problem = Diagnostic::new(codes::syntax::RESERVED_WORD, found.span, message);
    match wanted.sentence() {
        Some(sentence) if sentence != "a name" => problem.note(format!("wanted {sentence}")),
        _ => problem.help(format!("choose another name, such as `{word}_given` or `the_{word}`")),
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
