//! Words that drafters write where the language has its own: `shall` for `must`, `except when` for `unless`.
//!
//! The words are a table; what takes more than other words (a sentence turned round, a word too many) has a function.
//! Invariant: each edit, made literally, leaves a text that is read, or the next true error.

use whereas_diagnostics::{Diagnostic, Edit, codes};

use super::{Place, Wanted};
use crate::tokens::TokenKind;

/// Where the other words are met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// In a rule, or another statement with a condition.
    Condition,
    /// In a duty.
    Duty,
    /// In a permission or a duty.
    Owed,
    /// At the start of a statement.
    Start,
    /// In an example, after `expect`.
    Expect,
    /// In a ledger.
    Ledger,
}

/// What is written, and what the language says. Of two that begin alike, the longer comes first.
const NEAR: [(Where, &str, &str); 54] = [
    (Where::Condition, "except when", "unless"),
    (Where::Condition, "except where", "unless"),
    (Where::Condition, "except if", "unless"),
    (Where::Condition, "except that", "unless"),
    (Where::Condition, "except", "unless"),
    (Where::Condition, "excepting", "unless"),
    (Where::Condition, "save when", "unless"),
    (Where::Condition, "save where", "unless"),
    (Where::Condition, "save if", "unless"),
    (Where::Condition, "but not when", "unless"),
    (Where::Condition, "but not where", "unless"),
    (Where::Condition, "but not if", "unless"),
    (Where::Condition, "but not", "unless"),
    (Where::Condition, "other than when", "unless"),
    (Where::Condition, "other than where", "unless"),
    (Where::Condition, "only when", "when"),
    (Where::Condition, "only if", "when"),
    (Where::Condition, "only where", "when"),
    (Where::Condition, "provided that", "when"),
    (Where::Condition, "in case", "when"),
    (Where::Condition, "whenever", "when"),
    (Where::Condition, "as well as", "and"),
    (Where::Condition, "plus", "+"),
    (Where::Condition, "minus", "-"),
    (Where::Condition, "times", "*"),
    (Where::Duty, "shall not", "must not"),
    (Where::Duty, "may not", "must not"),
    (Where::Duty, "shall", "must"),
    (Where::Duty, "has to", "must"),
    (Where::Duty, "have to", "must"),
    (Where::Duty, "ought to", "should"),
    (Where::Duty, "deadline within", "due within"),
    (Where::Duty, "deadline by", "due by"),
    (Where::Duty, "no later than", "due by"),
    (Where::Duty, "triggered by", "arises on"),
    (Where::Duty, "fulfilled by", "discharged by"),
    (Where::Duty, "satisfied by", "discharged by"),
    (Where::Duty, "met by", "discharged by"),
    (Where::Duty, "done by", "discharged by"),
    (Where::Owed, "granted to", "held by"),
    (Where::Start, "notwithstanding", "despite"),
    (Where::Start, "overrides", "despite"),
    (Where::Start, "overriding", "despite"),
    (Where::Start, "supersedes", "despite"),
    (Where::Start, "prevails over", "despite"),
    (Where::Start, "obligation", "duty"),
    (Where::Start, "right", "permission"),
    (Where::Start, "power", "permission"),
    (Where::Start, "scenario", "example"),
    (Where::Expect, "to be", "is"),
    (Where::Expect, "should be", "is"),
    (Where::Expect, "equals", "is"),
    (Where::Ledger, "for", "toward"),
    (Where::Ledger, "against", "away"),
];

/// The first numbers in words, from one.
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The number that a word is, where it is one.
pub(crate) fn number_of(word: &str) -> Option<usize> {
    NUMBERS.iter().position(|it| *it == word).map(|at| at.saturating_add(1))
}

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    table(at)
        .or_else(|| article(at, wanted))
        .or_else(|| or_more(at))
        .or_else(|| days(at))
        .or_else(|| alone(at))
        .or_else(|| no_rule(at))
        .or_else(|| expected(at))
        .or_else(|| parameter_line(at))
        .or_else(|| id_and_sign(at))
        .or_else(|| clause_word(at))
}

fn worded(at: &Place<'_>, from: isize, to: isize, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::syntax::OTHER_WORDING, at.span(from, to), message)
}

/// Says a stretch otherwise.
fn say(at: &Place<'_>, from: isize, to: isize, instead: &str) -> Diagnostic {
    let message = format!("`{}` is said `{instead}`", at.text(from, to));
    worded(at, from, to, message).fix("say", at.span(from, to), instead)
}

fn table(at: &Place<'_>) -> Option<Diagnostic> {
    for (place, written, instead) in NEAR {
        let words: Vec<&str> = written.split(' ').collect();
        let last = isize::try_from(words.len()).ok()?.checked_sub(1)?;
        // The parser may have taken the first words for something else.
        for from in [0, -1, -2] {
            let said = (from..).zip(&words).all(|(offset, word)| at.word(offset) == *word);
            if said && from + last >= -1 && stands(at, place, from, last) {
                return Some(say(at, from, from + last, instead));
            }
        }
    }
    // `deadline 20 days`, `deadline 2024-01-31`
    let from = [0, -1].into_iter().find(|from| at.word(*from) == "deadline")?;
    if at.first_word() != "duty" || at.token(from + 1).is_none() {
        None
    } else if at.is(from + 1, TokenKind::Number) {
        Some(say(at, from, from, "due within"))
    } else if at.is(from + 1, TokenKind::Date) {
        Some(say(at, from, from, "due by"))
    } else {
        Some(worded(at, from, from, "a deadline is said `due within 20 days` or `due by D`"))
    }
}

/// Whether these words stand in such a place.
fn stands(at: &Place<'_>, place: Where, from: isize, last: isize) -> bool {
    let start = -isize::try_from(at.index).unwrap_or(isize::MAX);
    match place {
        // `but not less than` is a bound.
        Where::Condition => {
            let bound = matches!(at.word(from + last + 1), "less" | "more");
            let condition = at.is_rule()
                || matches!(
                    at.first_word(),
                    "clause" | "clauses" | "factor" | "permission" | "duty"
                );
            condition && !bound && from > start
        }
        Where::Duty => at.first_word() == "duty" && from > start,
        Where::Owed => matches!(at.first_word(), "duty" | "permission") && from > start,
        Where::Start => {
            at.what == super::super::What::Part
                && from == start
                && !matches!(
                    at.word(from + last + 1),
                    "is" | "includes" | "excludes" | "means" | ":"
                )
        }
        Where::Expect => at.in_example() && at.word(from - 2) == "expect",
        Where::Ledger => at.first_word() == "ledger" && at.is_text(from + 1),
    }
}

/// `the officer`, where a name stands.
fn article(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let the = match (at.word(0), at.word(-2)) {
        ("the", _) if wanted.name() => 0,
        // The parser took it for `the x in list with …`.
        (_, "the") if at.is(-1, TokenKind::Name) && wanted.holds_one_of(&["in"]) => -2,
        _ => return None,
    };
    let name = at.is(the + 1, TokenKind::Name).then(|| at.word(the + 1))?;
    if at.is(the + 2, TokenKind::Name) && !at.starts_line_at(the + 2) {
        let mut last = the + 2;
        while at.is(last + 1, TokenKind::Name) {
            last += 1;
        }
        let message = format!(
            "`{}` is said by the name that it was declared with, without `the`",
            at.text(the, last)
        );
        let example = "in `actor officer \"the deciding officer\"`, the name is `officer`";
        return Some(worded(at, the, last, message).help(example));
    }
    let message = format!("a name stands without `the`: `{name}`");
    let gap = at.span(the, the).to(at.span(the + 1, the + 1).before());
    Some(worded(at, the, the + 1, message).fix("leave out `the`", gap, ""))
}

/// `is 3 or more`, `is 90 days or fewer`.
fn or_more(at: &Place<'_>) -> Option<Diagnostic> {
    let (or, more) = match (at.word(-1), at.word(0)) {
        ("or", _) => (-1, 0),
        _ if at.word(-2) == "or" => (-2, -1),
        _ => return None,
    };
    let bound = match at.word(more) {
        "more" | "above" | "over" | "greater" | "higher" | "longer" | "older" => "at least",
        "less" | "fewer" | "below" | "under" | "lower" | "shorter" | "younger" => "at most",
        "later" | "after" => "on or after",
        "earlier" | "before" => "on or before",
        _ => return None,
    };
    // What stands between `is` and `or`: a number, perhaps with its unit, or a date.
    let is = (1..=3).map(|back| or - 1 - back).find(|back| at.word(*back) == "is")?;
    let first = at.word(is + 1);
    let quantity = match number_of(first) {
        Some(number) => format!("{number}{}", at.text(is + 1, or - 1).strip_prefix(first)?),
        None => at.text(is + 1, or - 1).to_owned(),
    };
    let instead = format!("is {bound} {quantity}");
    Some(say(at, is, more, &instead))
}

/// `20 working days`, `5 years ago`.
fn days(at: &Place<'_>) -> Option<Diagnostic> {
    let ago = [0, -1].into_iter().find(|ago| at.word(*ago) == "ago");
    if let Some(ago) = ago.filter(|ago| at.is(ago - 2, TokenKind::Number)) {
        let length = at.text(ago - 2, ago - 1);
        return Some(say(at, ago - 2, ago, &format!("as-of day - {length}")));
    }
    let kind = [0, -1].into_iter().find(|kind| {
        matches!(at.word(*kind), "working" | "business" | "calendar" | "clear" | "consecutive")
            && matches!(at.word(*kind + 1), "days" | "day")
            && at.is(*kind - 1, TokenKind::Number)
    })?;
    let word = at.word(kind);
    let count = at.word(kind - 1);
    let gap = at.span(kind, kind).to(at.span(kind + 1, kind + 1).before());
    if word == "calendar" || word == "consecutive" {
        let message = format!("days are calendar days: say `{count} days`");
        return Some(worded(at, kind, kind + 1, message).fix("say", gap, ""));
    }
    let message = format!("days are calendar days; `{word} days` are not yet part of the language");
    let problem = Diagnostic::new(codes::names::NOT_YET, at.span(kind, kind + 1), message);
    Some(
        problem.fix("count calendar days, if the text allows it", gap, "").note(
            "where the text does not allow it, take the last day as a fact: `due by last_day`",
        ),
    )
}

/// `j may not rest on g alone`.
fn alone(at: &Place<'_>) -> Option<Diagnostic> {
    if !matches!(at.word(0), "alone" | "only") || !at.earlier("rest") {
        return None;
    }
    let on = (1..12).map(|back: isize| -back).find(|back| at.word(*back) == "on")?;
    let grounds = at.text(on + 1, -1);
    let message = format!("what may not suffice alone is said `may not rest only on {grounds}`");
    let edits = vec![
        Edit { span: at.span(on, on).before(), text: "only ".to_owned() },
        Edit { span: at.span(-1, -1).after().to(at.span(0, 0)), text: String::new() },
    ];
    Some(worded(at, 0, 0, message).fixes("say", edits))
}

/// `not granted when …`.
fn no_rule(at: &Place<'_>) -> Option<Diagnostic> {
    let start = -isize::try_from(at.index).ok()?;
    let denied = at.what == super::super::What::Part
        && at.word(start) == "not"
        && at.is(start + 1, TokenKind::Name)
        && matches!(at.word(start + 2), "" | "when" | "unless" | "if");
    denied.then(|| {
        let name = at.word(start + 1);
        say(at, start, start + 1, &format!("{name} is no"))
    })
}

/// `expect fee = 120`, `expect denied`, `expect granted is awaiting judgement`.
fn expected(at: &Place<'_>) -> Option<Diagnostic> {
    if !at.in_example() {
        return None;
    }
    if let Some(from) = [0, -1, -2].into_iter().find(|from| at.word(*from) == "awaiting") {
        let is = if at.word(from - 1) == "is" { from - 1 } else { from };
        let to = if at.word(from + 1) == "judgement" { from + 1 } else { from };
        let message = "what waits for a person is said with the judgement's name: `awaits J`";
        return Some(worded(at, is, to, message).help(
            "`expect granted awaits needs_car`, where `needs_car` is declared as a `judgement`",
        ));
    }
    let named = matches!(at.word(-2), "expect" | "given" | "found" | ",");
    if !named || !at.is(-1, TokenKind::Name) {
        return None;
    }
    let name = at.word(-1);
    if matches!(at.word(0), "=" | ":") && !matches!(at.word(1), "=" | ">") {
        return Some(say(at, 0, 0, "is"));
    }
    if at.word(-2) != "expect" {
        return None;
    }
    (at.found().is_none() || at.starts_line()).then(|| {
        let message = format!("nothing is said of `{name}`: say what it is, `expect {name} is V`");
        Diagnostic::new(codes::syntax::MISSING_PART, at.before_span(), message)
            .help("an example names a decision, and what it is: `expect granted is no`")
    })
}

/// A parameter's line without its `is`.
fn parameter_line(at: &Place<'_>) -> Option<Diagnostic> {
    if at.first_word() != "parameter" {
        return None;
    }
    let line = (0..4).map(|back: isize| -back).find(|back| at.starts_line_at(*back))?;
    let value = at.is(line, TokenKind::Number) || at.is(line, TokenKind::Date);
    value.then(|| {
        let written = at.word(line);
        let message = format!("a parameter's value is said with `is`: `is {written} … from D`");
        Diagnostic::new(codes::syntax::MISSING_PART, at.span(line, line), message).fix(
            "add it",
            at.span(line, line).before(),
            "is ",
        )
    })
}

/// `clause 3: "…"`, `clause 3. "…"`, `clause three "…"`.
fn id_and_sign(at: &Place<'_>) -> Option<Diagnostic> {
    if at.first_word() != "clause" || at.what != super::super::What::Item {
        return None;
    }
    let start = -isize::try_from(at.index).ok()?;
    if let Some(number) = number_of(&at.word(start + 1).to_ascii_lowercase()) {
        let message = format!(
            "a clause is called by a number or by what the text calls it: `clause {number}`"
        );
        return Some(worded(at, start + 1, start + 1, message).fix(
            "say",
            at.span(start + 1, start + 1),
            number.to_string(),
        ));
    }
    let sign = [0, -1].into_iter().find(|sign| {
        matches!(at.word(*sign), ":" | ".") && at.is_text(*sign + 1) && *sign > start + 1
    })?;
    let message = format!("no `{}` stands after a clause's id", at.word(sign));
    Some(worded(at, sign, sign, message).fix("leave it out", at.span(sign, sign), ""))
}

/// `because clause 8`.
fn clause_word(at: &Place<'_>) -> Option<Diagnostic> {
    let named = matches!(at.word(-1), "because" | ",") && at.in_example()
        || matches!(at.word(-1), "despite" | "to")
            && matches!(at.first_word(), "despite" | "subject");
    if !named || !matches!(at.word(0), "clause" | "section" | "article" | "paragraph") {
        return None;
    }
    let message =
        format!("a clause is named by its id alone: `{} {}`", at.word(-1), at.text(1, at.run(1).1));
    let gap = at.span(0, 0).to(at.span(1, 1).before());
    Some(worded(at, 0, 0, message).fix("leave it out", gap, ""))
}
