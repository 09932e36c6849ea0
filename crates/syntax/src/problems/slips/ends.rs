//! Something that must be said, and the text goes on, or ends, without it.

use whereas_diagnostics::{Diagnostic, codes};

use super::super::What;
use super::{Place, Wanted};
use crate::tokens::TokenKind;

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let before = at.word(-1);
    let missing =
        |message: String| Diagnostic::new(codes::syntax::MISSING_PART, at.before_span(), message);
    let at_end = at.found().is_none() || at.starts_line();
    if at.earlier("if")
        && !at.earlier("else")
        && at.found().is_none()
        && wanted.holds_one_of(&["else"])
        || at.earlier("if")
            && !at.earlier("else")
            && at.found().is_none()
            && wanted.open_ended()
            && at.earlier("then")
            && !ends_open(before)
    {
        let message = "an `if` says what holds otherwise as well: `if C then A else B`";
        return Some(missing(message.to_owned()));
    }
    let value = wanted.value() || wanted.open_ended();
    if value && !before.is_empty() && as_a_name(at) {
        return super::names::reserved_word(at, 0);
    }
    let bound = before == "not" && matches!(at.word(0), "less" | "more");
    if value
        && !bound
        && matches!(before, "when" | "and" | "or" | "unless" | "not" | "if")
        && blocked(at)
    {
        let of = if matches!(before, "and" | "or") && at.in_example() {
            "something"
        } else {
            "a condition"
        };
        return Some(
            missing(format!("{of} is missing after `{before}`"))
                .help(format!("say it, or take `{before}` out")),
        );
    }
    if value && at.index > 0 && ends_open(before) && blocked(at) {
        return Some(missing(format!("a value is missing after `{before}`")));
    }
    if wanted.holds_one_of(&["expect"]) && at.first_word() == "example" && at_end {
        let message = "the example ends here and does not say what should come of it";
        return Some(
            missing(message.to_owned()).help(
                "add a line with `expect`, a decision and its value: `expect granted is yes`",
            ),
        );
    }
    if wanted.holds_one_of(&["owed"]) && at.first_word() == "duty" {
        return Some(missing("a duty says who owes it: `owed by ACTOR`".to_owned()));
    }
    if wanted.holds_one_of(&["places"]) && at.is(-1, TokenKind::Number) {
        let problem = missing(format!("`places` is missing: `rounded to {before} places half up`"));
        return Some(problem.fix("add it", at.before_span().after(), " places"));
    }
    if wanted.holds_one_of(&["toward"]) && at.first_word() == "ledger" {
        let message = "a ledger says its two directions: `toward \"…\" away \"…\"`";
        return Some(missing(message.to_owned()));
    }
    if at.first_word() == "parameter" && matches!(at.word(0), "+" | "-" | "*" | "/" | "of") {
        let message = "a parameter's value is written out, without arithmetic";
        return Some(Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, at.span(0, 0), message));
    }
    if before == "first" && at.first_word() == "table" {
        let message = "where the first row decides, say why: `first, because \"…\"`";
        return Some(missing(message.to_owned()));
    }
    if at.first_word() == "table" && before == "|" {
        let (from, to) = if at.word(0) == "|" { (-1, 0) } else { (-2, -1) };
        if at.word(from) == "|" && at.word(to) == "|" {
            let message = "a cell of the table is empty; write `-` where it does not matter";
            let span = at.span(from, to);
            let problem = Diagnostic::new(codes::syntax::MISSING_PART, span, message);
            return Some(problem.fix("fill it", at.span(from, from).after(), " -"));
        }
    }
    if before == "due" && at.is(0, TokenKind::Number) {
        let message = "a duty that has so much time is due `within` it";
        return Some(missing(message.to_owned()).fix("add it", at.span(0, 0).before(), "within "));
    }
    if wanted.holds_one_of(&["from"]) && at.first_word() == "parameter" {
        let message = "a parameter's value says from when it counts: `is V from 2024-01-31`";
        return Some(missing(message.to_owned()));
    }
    if wanted.holds_one_of(&["is"]) && at.first_word() == "parameter" && at_end {
        let message = "a parameter says its value, and from when: `is V from 2024-01-31`";
        return Some(missing(message.to_owned()));
    }
    if at.index == 0 && at.what == What::Part && is_verb(at.word(0)) {
        let verb = at.word(0);
        let message =
            format!("`{verb}` is said of nothing: write the name of a decision before it");
        return Some(Diagnostic::new(codes::syntax::MISSING_PART, at.span(0, 0), message));
    }
    // Before the first word nothing has been said that this could go with.
    let word = wanted.only_a_word().filter(|_| at.index > 0)?;
    let problem =
        missing(format!("`{word}` is missing after `{}`", super::super::visible(at.before())));
    Some(problem.fix("add it", at.before_span().after(), format!(" {word}")))
}

/// Whether a rule says this of its decision.
fn is_verb(word: &str) -> bool {
    matches!(word, "is" | "includes" | "excludes" | "adds")
}

/// Whether something must follow this word.
fn ends_open(word: &str) -> bool {
    matches!(
        word,
        "is" | "="
            | "!="
            | "<"
            | ">"
            | "<="
            | ">="
            | "+"
            | "-"
            | "*"
            | "/"
            | "means"
            | "includes"
            | "excludes"
            | "adds"
            | "exceeds"
            | "than"
            | "least"
            | "most"
            | "after"
            | "before"
            | "between"
            | "then"
            | "else"
            | "of"
    )
}

/// Whether a word of the language stands where a value is wanted, and joins nothing.
fn as_a_name(at: &Place<'_>) -> bool {
    let value_next =
        matches!(at.word(-1), "when" | "and" | "or" | "unless" | "not" | "if" | "(" | ",")
            || ends_open(at.word(-1));
    let joins = matches!(
        at.word(0),
        "and"
            | "or"
            | "when"
            | "unless"
            | "then"
            | "else"
            | "is"
            | "not"
            | "means"
            | "includes"
            | "excludes"
            | "adds"
            | "but"
            | "rounded"
            | "for"
            | "where"
            | "with"
            | "has"
            | "to"
            | "than"
            | "less"
            | "more"
            | "least"
            | "most"
            | "in"
            | "of"
            | "from"
            | "after"
            | "before"
            | "on"
            | "by"
            | "expect"
            | "unknown"
            | "absent"
            | "known"
            | "empty"
            | "decided"
            | "exceeds"
            | "otherwise"
            | "excused"
            | "discharged"
            | "due"
            | "arises"
            | "must"
            | "should"
            | "upon"
            | "because"
    );
    at.is(0, TokenKind::Keyword) && value_next && !joins && !at.starts_line()
}

/// Whether nothing that could be meant as a value stands here.
fn blocked(at: &Place<'_>) -> bool {
    if at.found().is_none() {
        return true;
    }
    if at.is(0, TokenKind::Keyword) {
        return !matches!(at.word(0), "if" | "in" | "missing");
    }
    if at.is(0, TokenKind::Mark) {
        return matches!(at.word(0), ")" | "," | "]" | "}" | "|" | "*" | "/" | "+");
    }
    at.starts_line() && !at.is(0, TokenKind::Name)
}
