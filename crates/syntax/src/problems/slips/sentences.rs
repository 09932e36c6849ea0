//! Words for which the language has others: `if` for `when`, `greater than` for `more than`.

use whereas_diagnostics::{Diagnostic, codes};

use super::{Place, Wanted};
use crate::tokens::TokenKind;

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    comparing(at)
        .or_else(|| conditions(at, wanted))
        .or_else(|| conditional(at))
        .or_else(|| days(at))
        .or_else(|| joining(at, wanted))
}

fn worded(at: &Place<'_>, from: isize, to: isize, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::syntax::OTHER_WORDING, at.span(from, to), message)
}

/// Says a stretch otherwise, where the stretch can stand or the parser went past a part of it.
fn say(at: &Place<'_>, from: isize, to: isize, instead: &str) -> Diagnostic {
    let message = format!("`{}` is said `{instead}`", at.text(from, to));
    worded(at, from, to, message).fix("say", at.span(from, to), instead)
}

/// Comparisons in other words. The parser may have taken the first word for a value.
fn comparing(at: &Place<'_>) -> Option<Diagnostic> {
    let words = |from: isize| {
        [at.word(from), at.word(from + 1), at.word(from + 2), at.word(from + 3), at.word(from + 4)]
    };
    for from in [0, -1, -2] {
        let problem = match words(from) {
            ["greater" | "more", "than", "or", "equal", "to"] => {
                say(at, from, from + 4, "at least")
            }
            ["less" | "fewer", "than", "or", "equal", "to"] => say(at, from, from + 4, "at most"),
            ["on", "or", "later", ..] => say(at, from, from + 2, "on or after"),
            ["on", "or", "earlier", ..] => say(at, from, from + 2, "on or before"),
            ["greater" | "larger" | "bigger" | "higher" | "above", "than", ..] => {
                say(at, from, from + 1, "more than")
            }
            ["fewer" | "smaller" | "lower", "than", ..] => say(at, from, from + 1, "less than"),
            ["later", "than", ..] => say(at, from, from + 1, "after"),
            ["earlier", "than", ..] => say(at, from, from + 1, "before"),
            ["equal", "to", ..] if at.word(from - 1) == "is" => say(at, from - 1, from + 1, "is"),
            ["equals", ..] if from == 0 => say(at, 0, 0, "is"),
            ["contains" | "include" | "contain", ..] if from == 0 => say(at, 0, 0, "includes"),
            ["does", "not", "exceed", ..] => say(at, from, from + 2, "is at most"),
            ["does", "not", "include" | "contain", ..] if from == 0 => {
                worded(at, 0, 2, "that something is not in a set is said `not … includes …`")
            }
            ["excludes", ..] if from == 0 && at.index > 2 => {
                worded(at, 0, 0, "in a condition, say `not … includes …`")
            }
            ["in", "(" | "[" | "{", ..] if at.word(from - 1) == "is" => {
                say(at, from - 1, from, "is one of")
            }
            ["in", "(" | "[" | "{", ..] if from > -2 && at.is(from - 1, TokenKind::Name) => {
                say(at, from, from, "is one of")
            }
            ["over", _, ..] if from == -1 && at.word(-2) == "is" => say(at, -1, -1, "more than"),
            ["exceed", ..] if from == 0 => say(at, 0, 0, "exceeds"),
            ["null" | "nil" | "undefined", ..] if from == 0 => say(at, 0, 0, "absent"),
            ["missing", ..] if from == 0 && at.word(-1) == "is" => worded(
                at,
                0,
                0,
                "say `is absent` of what does not exist, `is not known` of what no case states",
            ),
            [">" | "<" | ">=" | "<=" | "=" | "!=", ..] if from == 0 && at.word(-1) == "is" => {
                let message = format!("`{}` stands without `is`", at.word(0));
                worded(at, -1, 0, message).fix("say", at.span(-1, 0), at.word(0))
            }
            _ => continue,
        };
        return Some(problem);
    }
    None
}

/// How the condition of a rule is said.
fn conditions(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let word = at.word(0);
    let when = |word: &str| {
        let message = format!("the condition of a rule is said with `when`, not `{word}`");
        worded(at, 0, 0, message).fix("say", at.span(0, 0), "when")
    };
    match word {
        "if" | "provided" | "assuming" | "whenever" | "where" | "given" | "while"
            if at.is_rule() && !at.earlier("when") =>
        {
            Some(when(word))
        }
        "if" if wanted.holds_one_of(&["when"]) => Some(when(word)),
        "when" if at.earlier("unless") => Some(worded(at, 0, 0, "`when` comes before `unless`")),
        "when" if at.earlier("when") && open_line(at).is_some() => {
            let back = open_line(at)?;
            let message = format!("a condition is missing after `{}`", at.word(back));
            let code = codes::syntax::MISSING_PART;
            Some(Diagnostic::new(code, at.span(back, back), message))
        }
        "when" if at.earlier("when") && at.is_rule() => {
            let message = "`when` is said once in a rule; join its conditions with `and` or `or`";
            let problem = worded(at, 0, 0, message);
            Some(match at.word(-1) {
                "and" | "or" => problem.fix("leave it out", at.span(0, 0), ""),
                _ => problem.fix("say", at.span(0, 0), "and"),
            })
        }
        "unless" if at.earlier("unless") => {
            let message = "`unless` is said once in a rule; join its exceptions with `or`";
            Some(worded(at, 0, 0, message).fix("say", at.span(0, 0), "or"))
        }
        "except" | "but" if at.is_rule() && wanted.holds_one_of(&["unless"]) => {
            Some(worded(at, 0, 0, "an exception is said with `unless`"))
        }
        _ => None,
    }
}

/// The word a line before this place ends with, where something must follow it, and the next line looks
/// like a rule of its own.
fn open_line(at: &Place<'_>) -> Option<isize> {
    let back = (1..12).map(|back: isize| -back).find(|back| at.starts_line_at(*back))?;
    let verb = matches!(at.word(back + 1), "is" | "includes" | "excludes" | "adds");
    let open = matches!(at.word(back - 1), "and" | "or" | "when" | "unless" | "not");
    (verb && open).then_some(back - 1)
}

/// `if … then … else …`.
fn conditional(at: &Place<'_>) -> Option<Diagnostic> {
    let message = match at.word(0) {
        "else" if !at.earlier("if") => {
            "`else` belongs to an `if`: `if C then A else B`; what holds where no rule does is said \
             at the decision, with `otherwise`"
        }
        "then" if !at.earlier("if") => "`then` belongs to an `if`: `if C then A else B`",
        "elif" | "elsif" | "elseif" => "a second condition is said `else if C then B`",
        "otherwise" if at.earlier("if") => "an `if` says `else`: `if C then A else B`",
        _ => return None,
    };
    Some(worded(at, 0, 0, message))
}

/// Days from which and to which.
fn days(at: &Place<'_>) -> Option<Diagnostic> {
    match at.word(0) {
        "until" | "till" => {
            let message = "`until` does not say whether that day is still in; say which";
            let problem = Diagnostic::new(codes::syntax::BARE_UNTIL, at.span(0, 0), message);
            let problem = problem.fix("the day before is the last", at.span(0, 0), "before");
            Some(if at.first_word() == "duty" {
                problem.fix("that day is the last", at.span(0, 0), "by")
            } else {
                problem.fix("that day is the last", at.span(0, 0), "through")
            })
        }
        "since" | "starting" | "as" if at.word(-1) == "force" || at.word(-1) == "suspended" => {
            let message = "the first day in force is said with `from`";
            Some(worded(at, 0, 0, message).fix("say", at.span(0, 0), "from"))
        }
        "to" if at.earlier("from") && at.earlier("force") => {
            let message = "the end is said with `before` (that day is out) or `through` (it is in)";
            Some(worded(at, 0, 0, message))
        }
        _ => None,
    }
}

/// `and`, `or` and `not`, twice or out of place.
fn joining(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let (before, word) = (at.word(-1), at.word(0));
    if word == before && matches!(word, "and" | "or" | "not" | "is" | "when" | "unless" | "of") {
        let message = format!("`{word}` is said twice");
        return Some(worded(at, 0, 0, message).fix("delete one", at.span(0, 0), ""));
    }
    let plain = at.is(-1, TokenKind::Name) || matches!(before, ")" | "yes" | "no");
    if word == "not" && plain && !wanted.holds_one_of(&["not"]) && at.index > 1 {
        let message =
            format!("`not` stands before what it denies, or after `is`: `{before} is not …`");
        return Some(worded(at, 0, 0, message));
    }
    None
}
