//! How statements, examples and parts of items begin, and what belongs elsewhere.

use whereas_diagnostics::{Diagnostic, codes, near_name};

use super::super::What;
use super::names::reserved_word;
use super::{Place, Wanted};
use crate::cut::{ITEM_WORDS, POLICY_WORDS};
use crate::parse::STATEMENT_WORDS;
use crate::tokens::TokenKind;

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    of_example(at)
        .or_else(|| first_word(at))
        .or_else(|| citation(at))
        .or_else(|| belongs_elsewhere(at, wanted))
}

fn about(at: &Place<'_>, from: isize, to: isize, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, at.span(from, to), message)
}

fn worded(at: &Place<'_>, from: isize, to: isize, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::syntax::OTHER_WORDING, at.span(from, to), message)
}

/// A part that does not begin as a part does.
fn first_word(at: &Place<'_>) -> Option<Diagnostic> {
    if at.what == What::Line && at.index == 0 {
        let near = near_name(at.first_word(), POLICY_WORDS)?;
        let message = format!("`{}` begins no part of a policy; `{near}` does", at.first_word());
        return Some(about(at, 0, 0, message).fix("say", at.span(0, 0), near));
    }
    if at.what != What::Part {
        return None;
    }
    let first = at.first_word();
    let rule_first = "a rule says first what it decides, and then when: `d is V when C`";
    match (at.index, first) {
        (0, "if" | "when" | "unless") => Some(worded(at, 0, 0, rule_first)),
        (0, "else" | "otherwise" | "elif" | "elsif" | "elseif") => {
            let message = format!(
                "`{first}` begins no statement: what holds where no rule does is said at the decision, \
                 with `otherwise`; a value of two kinds is `if C then A else B`"
            );
            Some(worded(at, 0, 0, message))
        }
        (0, "expect" | "given" | "found" | "like" | "event" | "as") => {
            let message =
                format!("`{first}` belongs to an example: begin one with `example \"…\"`");
            Some(about(at, 0, 0, message))
        }
        (index @ (0 | 1), "end" | "endif" | "begin") => {
            let start = if index == 0 { 0 } else { -1 };
            Some(worded(at, start, start, ends_itself(first)))
        }
        (0, "{" | "}") => {
            Some(worded(at, 0, 0, "a clause has no brackets around it: it runs to the next item"))
        }
        (0, _) if ITEM_WORDS.contains(&first) && !STATEMENT_WORDS.contains(&first) => {
            let message =
                format!("`{first}` starts an item, and an item starts at the start of its line");
            let code = codes::syntax::TEXT_BEFORE_ITEM;
            Some(Diagnostic::new(code, at.span(0, 0), message).help("move it out of the clause"))
        }
        (0, _) if at.is(0, TokenKind::Keyword) && is_verb(at.word(1)) => reserved_word(at, 0),
        // `Everybody may rent.`
        (0, _) if at.is(0, TokenKind::TypeName) && is_sentence(at) => {
            let message = "a sentence is no statement: the text of the law stands in its passage";
            Some(about(at, 0, 0, message).fix(
                "if it is a remark, it begins with `#`",
                at.span(0, 0).before(),
                "# ",
            ))
        }
        (0, _) if at.is(0, TokenKind::TypeName) && is_verb(at.word(1)) => {
            let lower = first.to_ascii_lowercase();
            let message =
                format!("`{first}` starts with a capital, and a name does not: `{lower}`");
            Some(about(at, 0, 0, message).fix("say", at.span(0, 0), lower))
        }
        (0, _) if at.is(0, TokenKind::Number) || at.is_text(0) || at.is(0, TokenKind::Date) => {
            let message = "a statement begins with a name or with a word such as `cites` or `duty`";
            Some(about(at, 0, 0, message))
        }
        (1, _) if at.word(0) == ":" && STATEMENT_WORDS.contains(&first) && !at.holds("means") => {
            None
        }
        (1, _) if at.is(-1, TokenKind::Keyword) && is_verb(at.word(0)) => reserved_word(at, -1),
        (1 | 2, _) if at.significant.first().is_some_and(|it| it.kind == TokenKind::Name) => {
            not_a_verb(at)
        }
        (0, _) if at.is(0, TokenKind::Name) => not_a_verb(at),
        _ => None,
    }
}

/// A word of an example that is misspelt or left out.
fn of_example(at: &Place<'_>) -> Option<Diagnostic> {
    if !at.in_example() || !at.is(0, TokenKind::Name) {
        return None;
    }
    let (word, verb) = (at.word(0), is_verb(at.word(1)));
    let place = at.span(0, 0);
    let starts = at.starts_line() || at.is_text(-1);
    let words = ["expect", "given", "found", "like", "event"];
    if starts
        && !verb
        && at.word(-1) != ","
        && let Some(near) = near_name(word, words)
    {
        let message = format!("`{word}` begins no line of an example; `{near}` does");
        return Some(about(at, 0, 0, message).fix("say", place, near));
    }
    if !verb {
        return None;
    }
    let missing = |message: String| Diagnostic::new(codes::syntax::MISSING_PART, place, message);
    let after_head = at.is_text(-1) || at.is(-1, TokenKind::Date) && at.word(-2) == "of";
    if after_head && !at.earlier("given") && !at.earlier("expect") {
        let message = format!("`given` is missing before the first thing given, `{word}`");
        return Some(missing(message).fix("add it", place.before(), "given "));
    }
    // A line of its own may be what should come of it, or one more thing that is given.
    if at.starts_line() && at.earlier("given") && !at.holds("expect") && at.word(-1) != "," {
        let message = format!(
            "it cannot be told whether `{word} {} …` is given or should come of the example: \
             `expect` is missing before it, or a comma",
            at.word(1)
        );
        let comma = at.span(-1, -1).after();
        return Some(
            missing(message)
                .fix("if it should come of the example", place.before(), "expect ")
                .fix("if it is given as well", comma, ","),
        );
    }
    None
}

fn ends_itself(word: &str) -> String {
    format!("`{word}` is not needed: an item ends where the next one starts")
}

/// Whether this reads as a sentence of a text: a capital, and words that no statement has in these places.
fn is_sentence(at: &Place<'_>) -> bool {
    let may = at.word(1) == "may" && !matches!(at.word(2), "be" | "include" | "not" | "rest");
    may || at.is(1, TokenKind::Name) && !at.starts_line_at(1)
}

fn is_verb(word: &str) -> bool {
    matches!(word, "is" | "includes" | "excludes" | "adds" | "means" | ":" | "may")
}

/// A statement that starts with a name and does not go on as one.
fn not_a_verb(at: &Place<'_>) -> Option<Diagnostic> {
    let start = -isize::try_from(at.index).ok()?;
    let (name, next) = (at.word(start), at.word(start + 1));
    let after_of = next == "of" && at.index < 4;
    if is_verb(next) || after_of && at.index > 2 || at.in_example() {
        return None;
    }
    let verb = start + 1;
    let (say, edit) = match next {
        "equals" | "becomes" | "are" | "be" | "was" => ("`is`", Some("is")),
        "include" | "contains" | "has" => ("`includes`", Some("includes")),
        "exclude" => ("`excludes`", Some("excludes")),
        "add" | "increases" => ("`adds`", Some("adds")),
        "mean" | "denotes" | "refers" => ("`means`", Some("means")),
        "shall" | "must" | "will" | "should" | "can" => {
            ("what it is: `is`, `includes`, or a `duty` that somebody owes", None)
        }
        "when" | "if" => {
            let message = format!("say first what `{name}` is: `{name} is … when …`");
            return Some(worded(at, verb, verb, message));
        }
        "exceeds" | "<" | ">" | "<=" | ">=" | "!=" => {
            let message = format!(
                "`{name} {next} …` is a condition; say first what it decides: `d is V when {name} {next} …`"
            );
            return Some(worded(at, start, verb, message));
        }
        _ => return misspelt(at, start),
    };
    let message = format!("`{next}` says nothing of `{name}` here; say {say}");
    let problem = worded(at, verb, verb, message);
    Some(match edit {
        Some(edit) => problem.fix("say", at.span(verb, verb), edit),
        None => problem,
    })
}

fn misspelt(at: &Place<'_>, start: isize) -> Option<Diagnostic> {
    let word = at.word(start);
    let words = STATEMENT_WORDS.into_iter().chain(["given", "expect"]);
    if let Some(near) = near_name(word, words) {
        let message = format!("`{word}` begins no statement; `{near}` does");
        return Some(about(at, start, start, message).fix("say", at.span(start, start), near));
    }
    if matches!(word, "days" | "day" | "months" | "years" | "hours" | "minutes") {
        let message = format!("`{word}` stands alone; a number and its unit stand on one line");
        return Some(about(at, start, start, message));
    }
    let alone = at.found().is_none() || at.starts_line();
    let what = "what holds of it: `is`, `includes`, `excludes`, `adds` or `means`";
    if at.index == 1 {
        let message = if alone {
            format!("nothing is said of `{word}`; say {what}")
        } else {
            format!("after `{word}`, say {what}")
        };
        let place = if alone { start } else { 0 };
        return Some(about(at, place, place, message));
    }
    None
}

/// `cites memo II.B`, `cites [II.B]`.
fn citation(at: &Place<'_>) -> Option<Diagnostic> {
    let starts = matches!(at.word(-1), "cites" | ",") && at.first_word() == "cites";
    if !starts {
        return None;
    }
    if at.word(0) == "[" {
        let message = "the source is missing before its passage: `cites memo [II.B]`";
        return Some(about(at, 0, 0, message));
    }
    if !at.is(0, TokenKind::Name) || at.word(1) == "[" {
        return None;
    }
    let source = at.word(0);
    if at.token(1).is_none() || at.word(1) == "," {
        let message = format!("the passage is missing: `{source} [II.B]`");
        return Some(about(at, 0, 0, message));
    }
    let (from, to) = at.run(1);
    let passage = at.text(from, to);
    let message = format!("a passage stands in square brackets: `{source} [{passage}]`");
    let problem = about(at, from, to, message);
    Some(problem.fix("say", at.span(from, to), format!("[{passage}]")))
}

/// Words that have their place, and not here.
fn belongs_elsewhere(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    Some(match at.word(0) {
        "given" | "found" | "like" if at.earlier("expect") && at.in_example() => {
            let message =
                format!("in an example, `expect` comes last; move this `{}` before it", at.word(0));
            about(at, 0, 0, message)
        }
        "expect" if at.word(-1) == "," => {
            about(at, -1, -1, "nothing follows this comma").fix("take it away", at.span(-1, -1), "")
        }
        "otherwise" if at.is_rule() && !at.earlier("if") => {
            worded(at, 0, 0, "`otherwise` is said where the decision is declared, not in a rule")
        }
        "does" if at.first_word() == "clauses" => {
            worded(at, 0, 0, "several clauses `do not apply`").fix("say", at.span(0, 0), "do")
        }
        "do" if at.first_word() == "clause" => {
            worded(at, 0, 0, "one clause `does not apply`").fix("say", at.span(0, 0), "does")
        }
        ":" if at.is(-1, TokenKind::Keyword) && !wanted.holds_one_of(&[":"]) => {
            let message = format!("no colon stands after `{}`", at.word(-1));
            about(at, 0, 0, message).fix("delete it", at.span(0, 0), "")
        }
        "end" | "endif" => worded(at, 0, 0, ends_itself(at.word(0))),
        "then" if at.in_example() => {
            worded(at, 0, 0, "what comes of an example is said with `expect`")
        }
        _ => return None,
    })
}
