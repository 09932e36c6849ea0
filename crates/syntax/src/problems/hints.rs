//! Hints for slips that are often made.

use super::Place;
use super::wanted::Wanted;
use crate::tokens::{Token, TokenKind};

/// A hint for what was found here, if there is one.
pub(super) fn hint(at: &Place<'_>, wanted: &Wanted) -> Option<String> {
    let Some(found) = at.found() else { return at_the_end(at, wanted) };
    let previous = at.word(1);
    let word = at.word(0);
    let follows = |kind: TokenKind| at.token(1).is_some_and(|before| before.kind == kind);
    Some(match word {
        "if" => "the condition of a rule is said with `when`".to_owned(),
        "when" if at.earlier("unless") => "say `when` before `unless`".to_owned(),
        "when" if follows(TokenKind::Name) => {
            format!("say first what `{previous}` is: `{previous} is … when …`")
        }
        "(" if follows(TokenKind::Number) || follows(TokenKind::TypeName) => NO_ID.to_owned(),
        "(" if follows(TokenKind::Name) => {
            format!("a call's bracket touches its name: `{previous}(…)`")
        }
        "given" | "found" | "like" if at.earlier("expect") => {
            "in an example, `expect` comes last".to_owned()
        }
        "expect" if previous == "," => "take away the comma before `expect`".to_owned(),
        "expect" if !at.earlier("example") => "`expect` belongs to an example".to_owned(),
        "does" if at.earlier("clauses") => "several clauses `do not apply`".to_owned(),
        "do" if at.earlier("clause") => "one clause `does not apply`".to_owned(),
        "=" if previous == "=" => "say `is`, or one `=`".to_owned(),
        "excludes" => "say `not … includes …`".to_owned(),
        "." => "a number starts with a digit: `0.5`".to_owned(),
        _ if found.kind == TokenKind::Number && word.contains('_') => {
            "digits are grouped by threes: `1_500`".to_owned()
        }
        _ if found.kind == TokenKind::TypeName && wanted.value() => NO_ID.to_owned(),
        _ if matches!(previous, "when" | "and" | "or" | "unless") => {
            format!("a condition is missing after `{previous}`")
        }
        _ => return missing_between(at, 0, wanted),
    })
}

const NO_ID: &str = "a clause's id stands only where a clause is named, as after `under`";

fn at_the_end(at: &Place<'_>, wanted: &Wanted) -> Option<String> {
    if at.earlier("if") && !at.earlier("else") {
        return Some("an `if` says `if C then A else B`".to_owned());
    }
    missing_between(at, 1, wanted)
}

/// Two words side by side where nothing joins them.
fn missing_between(at: &Place<'_>, back: usize, wanted: &Wanted) -> Option<String> {
    let joins = |token: Option<Token>| {
        token.is_some_and(|token| matches!(token.kind, TokenKind::Name | TokenKind::Number))
    };
    let (first, second) = (back.saturating_add(1), back);
    if !joins(at.token(first)) || !joins(at.token(second)) {
        return None;
    }
    let list = wanted.holds_one_of(&[","]);
    if !list && !wanted.open_ended() {
        return None;
    }
    let missing =
        if list { "a comma in a list" } else { "`and` in a condition, a comma in a list" };
    let (first, second) = (at.word(first), at.word(second));
    Some(format!("between `{first}` and `{second}` something is missing: {missing}"))
}

/// What to write instead of a character from elsewhere.
pub(super) fn instead_of_character(character: &str) -> Option<&'static str> {
    Some(match character {
        ";" => "statements end without a mark",
        "&" => "say `and`",
        "!" => "say `not`",
        "“" | "”" | "„" | "«" | "»" | "‘" | "’" | "'" | "`" => {
            "texts stand in straight double quotes"
        }
        "–" | "—" | "−" => "minus is a plain `-`",
        "≥" => "say `is at least` or `>=`",
        "≤" => "say `is at most` or `<=`",
        "≠" => "say `is not` or `!=`",
        "×" | "·" => "times is `*`",
        "€" | "$" | "£" => "say the currency after the number: `250 EUR`",
        "§" => "a clause's id starts with a digit or a capital",
        "\u{a0}" | "\u{202f}" | "\u{2009}" => "this is a space of another kind; use a plain one",
        _ => return None,
    })
}
