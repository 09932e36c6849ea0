//! The spaces between the words of a line.
//!
//! Reads: the words of an item. Produces: how many spaces stand before each, one or none. Invariant: between tokens
//! that the grammar wants to touch stands none.

use whereas_syntax::TokenKind;
use whereas_syntax::tree::{Expr, Tree};

use crate::words::Word;

/// Marks the spaces of an item.
pub(crate) fn mark(tree: &Tree, words: &mut [Word<'_>]) {
    for index in 1..words.len() {
        let before = index.checked_sub(1).and_then(|at| words.get(at));
        let earlier = index.checked_sub(2).and_then(|at| words.get(at));
        let after = words.get(index.saturating_add(1));
        let (Some(before), Some(word)) = (before, words.get(index)) else { continue };
        let space = usize::from(!touch(tree, earlier, before, word, after));
        if let Some(word) = words.get_mut(index) {
            word.space = space;
        }
    }
}

/// Whether a word stands right after the one before it.
fn touch(
    tree: &Tree,
    earlier: Option<&Word<'_>>,
    before: &Word<'_>,
    word: &Word<'_>,
    after: Option<&Word<'_>>,
) -> bool {
    if before.joined && !word.joined {
        return matches!(word.text, "]" | "," | ")");
    }
    if word.joined {
        // A passage, but not the id of a clause.
        return before.text == "[";
    }
    match (before.text, word.text) {
        ("(", _) | (_, ")" | ",") | ("[", "]") | ("{", "}") => true,
        (".", _) | (_, ".") => true,
        (_, "(") => is_call(tree, earlier, before, word),
        // `es: "…"`, `offence: "…"`; but `fact f : T`.
        (_, ":") => after.is_some_and(Word::is_text) || is_field(word),
        ("as", "-") | (_, "/") | ("/", _) if word.touches && !is_operator(before, word) => true,
        ("-", _) if word.touches && is_sign(earlier, before, word) => true,
        (_, "-") if word.touches && word.owner.is_none() && before.kind == TokenKind::Number => {
            true
        }
        _ => false,
    }
}

/// Whether a bracket is that of a call, which touches the function's name; where a function is declared, too.
fn is_call(tree: &Tree, earlier: Option<&Word<'_>>, name: &Word<'_>, bracket: &Word<'_>) -> bool {
    match bracket.owner {
        Some(owner) => {
            name.owner == Some(owner) && matches!(tree.expr(owner.expr), Expr::Call { .. })
        }
        None => earlier.is_some_and(|it| it.is("function")),
    }
}

/// Whether a colon stands in the value of a record; those have braces around them, and types never do.
fn is_field(colon: &Word<'_>) -> bool {
    colon.owner.is_none() && colon.in_braces
}

/// Whether `/` between these divides: only in an expression.
fn is_operator(before: &Word<'_>, word: &Word<'_>) -> bool {
    word.owner.is_some() && before.owner.is_some() && word.text == "/"
        || before.text == "/" && before.owner.is_some()
}

/// Whether the `-` before a word is part of it: of a number, a month or `as-of`.
fn is_sign(earlier: Option<&Word<'_>>, minus: &Word<'_>, word: &Word<'_>) -> bool {
    match minus.owner {
        // Outside of expressions nothing is taken from anything.
        None => word.kind != TokenKind::Mark,
        // In an expression, the `-` of a number belongs to the number, and that of `as-of` to the day.
        Some(owner) => {
            word.owner == Some(owner)
                && (word.kind == TokenKind::Number || earlier.is_some_and(|it| it.text == "as"))
        }
    }
}
