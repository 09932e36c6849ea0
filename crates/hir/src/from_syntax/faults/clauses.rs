//! Clauses: their ids, what they cite, and when they are in force.

use whereas_diagnostics::{Diagnostic, codes::names as codes};
use whereas_source::Span;
use whereas_syntax::tree::{Id, Name};

use super::{listed, offer_or};

pub fn unknown_clause(id: &Id, near: Option<&str>, is_group: bool) -> Diagnostic {
    let message = format!("there is no clause {}", id.text);
    let problem = Diagnostic::new(codes::UNKNOWN_CLAUSE, id.span, message);
    if is_group {
        let all = format!("there are clauses under it: `clauses under {}` names them all", id.text);
        return problem.help(all);
    }
    offer_or(problem, id.span, near, "say its id as it stands after `clause`, or write the clause")
}

pub fn empty_group<'a>(
    id: &Id,
    only_itself: bool,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = if only_itself {
        format!("there is no clause under {} but the one that says it", id.text)
    } else {
        format!("there is no clause under {}", id.text)
    };
    let problem = Diagnostic::new(codes::EMPTY_GROUP, id.span, message);
    let known: Vec<&str> = known.into_iter().collect();
    match known.first() {
        Some(first) => problem.help(format!(
            "the clauses are {}; one of them is named by its id alone: `clause {first} does not apply`, `despite {first}`",
            listed(known.iter().copied())
        )),
        None => problem,
    }
}

pub fn itself(id: &Id) -> Diagnostic {
    let message =
        format!("clause {} names itself here, and it can only speak so of other clauses", id.text);
    Diagnostic::new(codes::CLAUSE_NAMES_ITSELF, id.span, message).help(
        "take it out; that the clause does not apply in some cases is said in its rules: `unless …` instead of `does not apply when …`",
    )
}

pub fn unknown_passage(passage: &Id, file: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("`{file}` has no passage [{}]", passage.text);
    let problem = Diagnostic::new(codes::UNKNOWN_PASSAGE, passage.span, message);
    let help = "say an id that stands in square brackets in a heading of that file, or add the passage to it";
    offer_or(problem, passage.span, near, help)
}

pub fn not_cited(id: &Id) -> Diagnostic {
    let message = format!("clause {} does not say where it comes from", id.text);
    Diagnostic::new(codes::NOT_CITED, id.span, message).help(
        "cite its passage, as in `cites memo [II.C.2b]`, or say that it is `commentary \"…\"`",
    )
}

pub fn operative_commentary(id: &Id, span: Span) -> Diagnostic {
    let message = format!("clause {} is commentary, and this has effect", id.text);
    Diagnostic::new(codes::COMMENTARY_DECIDES, span, message)
        .also(id.span, "the clause")
        .help("move it to the clause of the passage it comes from")
}

pub fn unknown_code(code: &Name, near: Option<&str>) -> Diagnostic {
    let message = format!("there is no finding with the code {}", code.text);
    let problem = Diagnostic::new(codes::UNKNOWN_CODE, code.span, message);
    offer_or(
        problem,
        code.span,
        near,
        "say the code of the warning that is accepted, or leave the line out",
    )
}

pub fn replaces_from_contested_day(name: &Name) -> Diagnostic {
    let message = format!(
        "from which day this policy replaces `{0}` turns on an open question, and with it until which day `{0}` is in force",
        name.text
    );
    Diagnostic::new(codes::REPLACES_FROM_CONTESTED_DAY, name.span, message).help(format!(
        "leave `policy replaces` out, and say in `{}` itself until when it is in force under each reading: `policy in force from … before … when q is A`",
        name.text
    ))
}

pub fn no_day_in_force(span: Span) -> Diagnostic {
    Diagnostic::new(codes::NO_DAY_IN_FORCE, span, "this ends before its first day")
        .help("say the later day behind `before` or `through`; `before` leaves its day out, `through` takes it in")
}
