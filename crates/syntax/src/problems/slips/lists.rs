//! Lists and what joins their parts, and two values side by side.

use whereas_diagnostics::{Diagnostic, codes, near_name};

use super::{Place, Wanted};
use crate::tokens::TokenKind;

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    trailing(at)
        .or_else(|| brackets(at, wanted))
        .or_else(|| comma(at, wanted))
        .or_else(|| call(at))
        .or_else(|| side_by_side(at, wanted))
}

fn about(at: &Place<'_>, from: isize, to: isize, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, at.span(from, to), message)
}

/// A comma with nothing after it.
fn trailing(at: &Place<'_>) -> Option<Diagnostic> {
    if at.word(0) == "," && matches!(at.word(-1), "," | "(" | "[" | "{") {
        let message = "something is missing before this comma";
        return Some(about(at, 0, 0, message));
    }
    let closed = at.found().is_none()
        || matches!(at.word(0), ")" | "]" | "}" | "when" | "unless" | "and" | "or" | "in")
        || at.starts_line() && at.is(0, TokenKind::Keyword);
    (at.word(-1) == "," && closed).then(|| {
        let message = "nothing follows this comma";
        about(at, -1, -1, message).fix("take it away", at.span(-1, -1), "")
    })
}

/// `one of a, b`, `any of a`.
fn brackets(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    if at.word(-1) == "of" && wanted.bracketed_values() {
        let of = at.text(-2, -1);
        let message = format!("after `{of}`, the values stand in brackets: `{of} (a, b)`");
        return Some(about(at, 0, 0, message));
    }
    None
}

/// A comma that is missing, or another word in its place.
fn comma(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let of_names =
        matches!(at.first_word(), "cites" | "despite" | "subject" | "never") || at.earlier("rest");
    if !(wanted.holds_one_of(&[","]) || wanted.goes_on() && of_names) {
        return None;
    }
    let (before, word) = (at.word(-1), at.word(0));
    let in_names = matches!(
        at.first_word(),
        "never" | "cites" | "despite" | "subject" | "clauses" | "example" | "examples" | "duty"
    ) || at.earlier("rest");
    if matches!(word, "and" | "or" | "&") && in_names {
        let message = format!("the parts of a list are joined with commas, not `{word}`");
        let place = at.span(-1, -1).after().to(at.span(0, 0));
        return Some(about(at, 0, 0, message).fix("say", place, ","));
    }
    let starts = at.is(0, TokenKind::Name)
        || at.is(0, TokenKind::Number)
        || at.is(0, TokenKind::TypeName)
        || at.is(0, TokenKind::Date)
        || word == "[" && at.first_word() == "cites"
        || word == "{";
    let ends =
        !at.is(-1, TokenKind::Keyword) || matches!(before, "yes" | "no" | "unknown" | "absent");
    let closes = !at.is(-1, TokenKind::Mark) || matches!(before, ")" | "]" | "}");
    if starts && ends && closes && !at.touches(0) {
        let message = format!("a comma is missing between `{before}` and `{word}`");
        return Some(about(at, 0, 0, message).fix("add it", at.span(-1, -1).after(), ","));
    }
    None
}

/// `f (a)`.
fn call(at: &Place<'_>) -> Option<Diagnostic> {
    if at.word(0) != "(" || !at.is(-1, TokenKind::Name) || at.touches(0) {
        return None;
    }
    let name = at.word(-1);
    let gap = at.span(-1, -1).after().to(at.span(0, 0).before());
    let message = format!("a call's bracket touches its name: `{name}(…)`");
    Some(about(at, -1, 0, message).fix("close the gap", gap, ""))
}

/// Two values with nothing between them.
fn side_by_side(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    // Where the piece ends early, the two are the last.
    let second = if at.found().is_some() { 0 } else { -1 };
    let value = |offset: isize| {
        at.is(offset, TokenKind::Name)
            || at.is(offset, TokenKind::Number)
            || at.is(offset, TokenKind::Date)
    };
    let first = second - 1;
    if !value(second) || !(value(first) || matches!(at.word(first), ")" | "yes" | "no")) {
        return None;
    }
    // `expect` and the like want a word after the name.
    if !wanted.goes_on() && !wanted.open_ended() {
        return None;
    }
    let (a, b) = (at.word(first), at.word(second));
    if let Some(near) = near_name(b, ["when", "unless", "and", "or"]) {
        let message = format!("`{b}` does not fit here; `{near}` does");
        let span = at.span(second, second);
        return Some(about(at, second, second, message).fix("say", span, near));
    }
    if at.is(first, TokenKind::Number) && at.is(second, TokenKind::Name) && at.starts_line() {
        let message = format!("a number and its unit stand on one line: `{a} {b}`");
        return Some(about(at, first, second, message));
    }
    let place = at.span(second, second);
    let rule = at.is_rule() && !at.earlier("when") && !at.earlier("unless");
    let problem = if rule {
        about(
            at,
            second,
            second,
            format!("`{b}` does not fit after `{a}`; a rule's condition is said with `when`"),
        )
        .fix("if a condition begins here", place.before(), "when ")
    } else {
        about(
            at,
            second,
            second,
            format!(
                "`{b}` does not fit after `{a}`; another condition is joined with `and` or `or`"
            ),
        )
        .fix("if both must hold", place.before(), "and ")
        .fix("if one of them must", place.before(), "or ")
    };
    let names = at.is(first, TokenKind::Name) && at.is(second, TokenKind::Name);
    Some(if names && a != b && !at.starts_line_at(second) {
        let name = format!("{a}_{b}");
        problem.fix("if the two words are one name", at.span(first, second), name)
    } else {
        problem
    })
}
