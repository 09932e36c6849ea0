//! What can be said before the grammar is asked: texts without an end, lines out of place.

use whereas_diagnostics::{Diagnostic, Edit, codes, near_name};
use whereas_source::Span;

use super::characters::unknown_character;
use crate::cut::{ITEM_WORDS, Piece, written};
use crate::tokens::{Token, TokenKind};

/// The texts that open and do not close.
pub(crate) fn unclosed_texts(piece: &Piece<'_>, text: &str) -> Vec<Diagnostic> {
    let unclosed = piece.tokens.iter().filter(|token| token.kind == TokenKind::UnclosedText);
    unclosed.map(|token| unclosed_text(*token, text)).collect()
}

fn unclosed_text(token: Token, text: &str) -> Diagnostic {
    let opening = written(token, text);
    let start = token.span.start;
    let quotes = |length: u32| Span::new(token.span.file, start, start.saturating_add(length));
    if opening.starts_with("\"\"\"") {
        let message = "a text opens with three quotes and never closes";
        return Diagnostic::new(codes::syntax::UNCLOSED_TEXT, quotes(3), message)
            .help("close it with three quotes where it ends");
    }
    let length = u32::try_from(opening.trim_end().len()).unwrap_or(0);
    let end = quotes(length).after();
    let message = "a text opens and does not close on its line";
    Diagnostic::new(codes::syntax::UNCLOSED_TEXT, quotes(1), message)
        .fix("close it where it ends, on the same line", end, "\"")
        .note("a text over several lines stands between three quotes on each side")
}

/// What is wrong with the first word of a piece, if it starts no item.
pub(crate) fn starts_no_item(first: Token, text: &str) -> Option<Diagnostic> {
    let word = written(first, text);
    if ITEM_WORDS.contains(&word) || first.kind == TokenKind::UnclosedText {
        return None;
    }
    if first.kind == TokenKind::Other {
        return Some(unknown_character(first, &[], text));
    }
    let message = format!("`{}` at the start of a line begins no item", super::visible(word));
    let problem = Diagnostic::new(codes::syntax::TEXT_BEFORE_ITEM, first.span, message);
    Some(match near_name(word, ITEM_WORDS) {
        Some(near) => problem.fix("perhaps this is meant", first.span, near),
        None => problem.help("indent the line if it belongs to the item above"),
    })
}

/// Items that are indented, and lines of an item that are not.
pub(crate) fn out_of_place(piece: &Piece<'_>, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let first = piece.tokens.first().copied();
    if let (Some(space), Some(first)) = (piece.indented, first) {
        let word = super::visible(written(first, text));
        let message =
            format!("`{word}` starts an item, and an item starts at the start of its line");
        let problem = Diagnostic::new(codes::syntax::TEXT_BEFORE_ITEM, first.span, message);
        found.push(problem.fix("take away the space before it", space, ""));
    }
    // Of a comment of another language, its signs are told of where it is read.
    let comment = |token: &&Token| {
        let from = usize::try_from(token.span.start).ok();
        let rest = from.and_then(|from| text.get(from..)).unwrap_or("");
        ["//", "/*", "--"].iter().any(|sign| rest.starts_with(sign))
    };
    let strays: Vec<Token> = piece.strays.iter().filter(|it| !comment(it)).copied().collect();
    let Some((stray, more)) = strays.split_first() else { return found };
    let word = super::visible(written(*stray, text));
    let item = first.map_or("", |token| written(token, text));
    let message = match more.len() {
        0 => format!("`{word}` belongs to the {item} above, and its line is not indented"),
        more => format!(
            "`{word}` belongs to the {item} above, and its line and {more} below are not indented"
        ),
    };
    let edits = strays.iter();
    let edits = edits.map(|token| Edit { span: token.span.before(), text: "  ".to_owned() });
    let problem = Diagnostic::new(codes::syntax::TEXT_BEFORE_ITEM, stray.span, message);
    found.push(problem.fixes("indent what belongs to it", edits.collect()));
    found
}
