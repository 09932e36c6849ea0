//! Two answers side by side, as little of them as shows the difference.

use std::fmt::Debug;

use whereas_hir::Hir;
use whereas_value::Answers;
use whereas_value::answer::{Answer, Of, Question};

/// What differs, first the reference, then the plan.
#[must_use]
pub fn difference(hir: &Hir, left: &Answers, right: &Answers) -> String {
    let mut out = String::new();
    part(&mut out, "policy", &left.policy, &right.policy);
    part(&mut out, "governing day", &left.governing, &right.governing);
    part(&mut out, "force", &left.force, &right.force);
    part(&mut out, "scope", &left.scope, &right.scope);
    part(&mut out, "scope rests on", &left.scope_rests_on, &right.scope_rests_on);
    part(&mut out, "possibly others", &left.possibly_others, &right.possibly_others);
    part(&mut out, "findings", &left.findings, &right.findings);
    part(&mut out, "permissions", &left.permissions, &right.permissions);
    part(&mut out, "broken guarantees", &left.broken, &right.broken);
    for (a, b) in left.duties.iter().zip(&right.duties) {
        part(&mut out, "duty", a, b);
    }
    if left.duties.len() != right.duties.len() {
        part(&mut out, "duties", &left.duties, &right.duties);
    }
    for ((question, a), (other, b)) in left.questions.iter().zip(&right.questions) {
        if question != other {
            part(&mut out, "question", question, other);
        } else if a != b {
            out.push_str(&format!("{}\n", name(hir, *question)));
            answer(&mut out, a, b);
        }
    }
    if left.questions.len() != right.questions.len() {
        let names = |answers: &Answers| {
            answers.questions.iter().map(|(question, _)| *question).collect::<Vec<_>>()
        };
        part(&mut out, "questions", &names(left), &names(right));
    }
    out
}

/// A question by the name of its decision.
#[must_use]
pub fn name(hir: &Hir, question: Question) -> String {
    let decision =
        hir.decisions.get(question.decision).map(|it| it.name.as_str()).unwrap_or_default();
    match question.of {
        Of::Whole => decision.to_owned(),
        Of::Value(value) => format!("{decision} value {value}"),
        Of::Element(row) => format!("{decision} of element {row}"),
        Of::ElementValue(row, value) => format!("{decision} of element {row} value {value}"),
    }
}

fn answer(out: &mut String, a: &Answer, b: &Answer) {
    part(out, "  status", &a.status, &b.status);
    part(out, "  outcome", &a.outcome, &b.outcome);
    part(out, "  missing", &a.missing, &b.missing);
    part(out, "  awaits", &a.awaits, &b.awaits);
    part(out, "  questions", &a.questions, &b.questions);
    part(out, "  rests on", &a.rests_on, &b.rests_on);
    part(out, "  trace", &a.trace, &b.trace);
    part(out, "  under", &a.under, &b.under);
    part(out, "  waits", &a.waits, &b.waits);
}

fn part<T: PartialEq + Debug>(out: &mut String, what: &str, a: &T, b: &T) {
    if a != b {
        out.push_str(&format!("{what}:\n    reference: {a:?}\n    plan:      {b:?}\n"));
    }
}
