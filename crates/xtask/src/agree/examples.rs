//! A case and its answers as an example of the policy: read back, it is the same case, and all that it expects comes.

use whereas_hir::Hir;
use whereas_hir::policy::DecisionKind;
use whereas_value::answer::{Answer, FindingClass, Leaf, Question, Status, Values};
use whereas_value::case::Partial;
use whereas_value::duty::{Due, DutyState, PermissionState};
use whereas_value::id::DutyId;
use whereas_value::{Answers, Case, Cause, Type};

use super::figures::{Figures, count};
use super::pair::{Kind, reference};
use crate::cases;
use crate::generate::clauses::say;
use crate::generate::{self, Model};
use crate::package::Compiled;

/// The policy with the case as an example in its last clause, and with a second one like it; none where nothing can be
/// expected of it in words. With `in_head` the day is said in the head of the policy.
#[must_use]
pub fn with_example(
    model: &Model,
    hir: &Hir,
    case: &Case,
    answers: &Answers,
    in_head: bool,
) -> Option<Model> {
    let expects = expects(hir, case, answers);
    if expects.is_empty() {
        return None;
    }
    let mut said = model.clone();
    let items = &mut said.files.first_mut()?.items;
    let mut lines = vec!["example \"drawn\"".to_owned()];
    if in_head {
        let head = items.iter_mut().find(|item| item.form == "policy")?;
        head.parts.push(say("examples as of", format!("examples as of {}", case.as_of)));
    } else {
        lines.push(format!("as of {}", case.as_of));
    }
    lines.extend(cases::lines(hir, case));
    lines.extend(expects.iter().cloned());
    let mut like = vec!["example \"the same\"".to_owned(), "like \"drawn\"".to_owned()];
    like.extend(expects);
    let clause = items.iter_mut().rev().find(|item| item.form == "clause")?;
    clause.parts.push(say("example", lines.join("\n    ")));
    clause.parts.push(say("example like", like.join("\n    ")));
    Some(said)
}

/// Writes the example, reads it back and runs it.
pub(super) fn check(
    model: &Model,
    compiled: &Compiled,
    case: &Case,
    in_head: bool,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    let hir = compiled.checked.hir();
    let case = cases::sayable(hir, case);
    let answers = reference(compiled, &case)?;
    let Some(said) = with_example(model, hir, &case, &answers, in_head) else { return Ok(()) };
    count(&mut figures.laws, "examples: written and run");
    let files: whereas_driver::Files = generate::files(&said).into_iter().collect();
    let asked =
        whereas_driver::Asked { only: Some("main.policy"), ..whereas_driver::Asked::default() };
    let compilation = whereas_driver::compile(&files, asked);
    let wrong = |text: String| {
        let lines = cases::words(hir, &case);
        (Kind::Example, format!("{text}\n{lines}{}", expects(hir, &case, &answers).join("\n")))
    };
    let Some(policy) = compilation.policies.first().filter(|policy| policy.compiled.is_some())
    else {
        let errors: Vec<_> =
            compilation.diagnostics.iter().filter(|one| one.is_error()).cloned().collect();
        return Err(wrong(whereas_diagnostics::render::short(&errors, &compilation.sources)));
    };
    for example in &policy.hir.examples {
        if example.case != case {
            return Err(wrong(format!("read back as\n{}", cases::words(hir, &example.case))));
        }
    }
    for run in whereas_driver::examples::run(policy, None) {
        if let Some(failure) = run.failures.first() {
            return Err(wrong(format!("expected {}, and came {}", failure.expected, failure.came)));
        }
    }
    Ok(())
}

fn expects(hir: &Hir, case: &Case, answers: &Answers) -> Vec<String> {
    let mut out = Vec::new();
    for (question, answer) in &answers.questions {
        out.extend(of_question(hir, *question, answer));
    }
    for report in &answers.findings {
        let of_case = usize::try_from(report.finding).ok().and_then(|at| case.findings.get(at));
        let name =
            hir.judgements.get(report.judgement).map(|it| it.name.as_str()).unwrap_or_default();
        match report.class {
            FindingClass::Defective if of_case.is_some_and(|it| !it.draft) => {
                let because =
                    report.defects.iter().filter_map(|defect| hir.clauses.get(defect.clause));
                let because: Vec<&str> = because.map(|clause| clause.id.as_str()).take(1).collect();
                out.push(format!("expect {name} is defective{}", listed(" because ", &because)));
            }
            FindingClass::NotYetUsable => {
                let factors = report.may_be_present.iter();
                let clauses: std::collections::BTreeSet<&str> = factors
                    .filter_map(|factor| hir.clauses.get(hir.factors.get(*factor)?.clause))
                    .filter(|clause| clause.policy == Hir::MAIN)
                    .map(|clause| clause.id.as_str())
                    .collect();
                let clauses: Vec<&str> = clauses.into_iter().collect();
                let because = listed(" because ", &clauses);
                out.push(format!("expect {name} is not yet usable{because}"));
            }
            FindingClass::Used | FindingClass::Draft | FindingClass::NotAsked => {
                out.push(format!("expect {name} is {}", report.class.words()));
            }
            FindingClass::Defective => {}
        }
    }
    for duty in &answers.duties {
        out.extend(of_duty(hir, duty.duty, &duty.states, &duty.due));
    }
    for permission in &answers.permissions {
        let name = hir
            .permissions
            .get(permission.permission)
            .map(|it| it.name.as_str())
            .unwrap_or_default();
        let state = match permission.state() {
            PermissionState::Held => "held",
            PermissionState::NotHeld => "not held",
            PermissionState::Unknown => "unknown",
            PermissionState::NoValue(Cause::NotReady) => "not ready",
            PermissionState::NoValue(Cause::Fault) => "a fault",
            PermissionState::NoValue(Cause::Conflict) => "in conflict",
            PermissionState::NoValue(Cause::Undetermined) => "undetermined",
            // No example can say it.
            PermissionState::NoValue(Cause::NotInForce | Cause::OutOfScope) => continue,
        };
        out.push(format!("expect {name} is {state}"));
    }
    out
}

fn of_question(hir: &Hir, question: Question, answer: &Answer) -> Option<String> {
    let decision = hir.decisions.get(question.decision)?;
    let name = &decision.name;
    let value_name = |value: u32| {
        let DecisionKind::Set(choice) = decision.kind else { return None };
        Some(hir.choices.get(choice)?.values.get(usize::try_from(value).ok()?)?.name.clone())
    };
    let of = question.of.row().map_or_else(String::new, |row| format!(" of {}", row + 1));
    let end = match question.of.value() {
        Some(value) => format!(" for {}", value_name(value)?),
        None => String::new(),
    };
    let whole_set = matches!(decision.kind, DecisionKind::Set(_)) && question.of.value().is_none();
    let what = match answer.status {
        Status::Decided => match (&decision.kind, question.of.value(), &answer.outcome.values) {
            (_, Some(value), Values::Truth { may_yes, .. }) => {
                let verb = if *may_yes { "includes" } else { "excludes" };
                let because = prevailing(hir, answer);
                return Some(format!("expect {name}{of} {verb} {}{because}", value_name(value)?));
            }
            (_, _, Values::Set(Some(view))) => {
                let names: Vec<String> = (0..64)
                    .filter(|value| {
                        view.definite.checked_shr(*value).is_some_and(|bits| bits & 1 == 1)
                    })
                    .filter_map(value_name)
                    .map(|name| name.to_string())
                    .collect();
                format!("is {{ {} }}", names.join(", "))
            }
            (DecisionKind::Is(ty) | DecisionKind::Total(ty), _, values) => {
                format!("is {}{}", written(hir, ty, values)?, prevailing(hir, answer))
            }
            _ => return None,
        },
        Status::Unknown => {
            let names = answer.missing.iter().filter_map(|missing| match &missing.leaf {
                Leaf::Fact(fact, path) if path.is_empty() => {
                    hir.facts.get(*fact).map(|it| it.name.as_str())
                }
                Leaf::Others(fact) | Leaf::Element { list: fact, .. } => {
                    hir.facts.get(*fact).map(|it| it.name.as_str())
                }
                _ => None,
            });
            let names: Vec<&str> =
                names.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            return Some(format!(
                "expect {name}{of} is unknown{end}{}",
                listed(" missing ", &names)
            ));
        }
        Status::AwaitingJudgement => {
            let judgement = answer.awaits.iter().find_map(|leaf| match leaf {
                Leaf::Judgement(id) => hir.judgements.get(*id),
                _ => None,
            })?;
            format!("awaits {}", judgement.name)
        }
        Status::DependsOnQuestion => {
            format!("depends on {}", hir.questions.get(*answer.questions.first()?)?.name)
        }
        Status::NotReady if !whole_set => {
            let unmet = answer.waits.iter().filter(|wait| !wait.met.is_settled());
            let names: std::collections::BTreeSet<&str> = unmet
                .filter_map(|wait| hir.clauses.get(wait.clause))
                .filter(|clause| clause.policy == Hir::MAIN)
                .map(|clause| clause.id.as_str())
                .collect();
            let names: Vec<&str> = names.into_iter().collect();
            let because = listed(" because ", &names);
            return Some(format!("expect {name}{of} is not ready{end}{because}"));
        }
        Status::NotReady => "is not ready".to_owned(),
        Status::Conflict => "is in conflict".to_owned(),
        Status::Undetermined => "is undetermined".to_owned(),
        Status::NotInForce => "is not in force".to_owned(),
        Status::OutOfScope => "is out of scope".to_owned(),
        Status::Fault => "is a fault".to_owned(),
    };
    // Of a whole set in words: decided, or one of the values is told instead.
    if whole_set && answer.status != Status::Decided {
        return None;
    }
    Some(format!("expect {name}{of} {what}{end}"))
}

fn prevailing(hir: &Hir, answer: &Answer) -> String {
    let prevails = answer.prevailing().into_iter();
    let mut names: Vec<&str> = prevails
        .filter_map(|one| hir.clauses.get(one.clause))
        .map(|clause| clause.id.as_str())
        .collect();
    names.dedup();
    listed(" because ", &names)
}

fn listed(lead: &str, names: &[&str]) -> String {
    if names.is_empty() { String::new() } else { format!("{lead}{}", names.join(", ")) }
}

fn written(hir: &Hir, ty: &Type, values: &Values) -> Option<String> {
    let partial = match values {
        Values::Truth { may_no, may_yes } => Partial::Truth { may_no: *may_no, may_yes: *may_yes },
        Values::Choice(bits) => Partial::Choice(*bits),
        Values::Number(interval) => Partial::Number(interval.clone()?),
        Values::Text(texts) => Partial::Text(texts.clone()),
        Values::Set(_) => return None,
    };
    cases::single(hir, ty, &partial)
}

fn of_duty(hir: &Hir, duty: DutyId, states: &[DutyState], due: &Due) -> Option<String> {
    let name = &hir.duties.get(duty)?.name;
    let [one] = states else { return Some(format!("expect {name} is unknown")) };
    let words = match one {
        DutyState::Pending => match due {
            Due::Between(first, last) if first == last => {
                return Some(format!("expect {name} is pending until {last}"));
            }
            Due::Between(..) | Due::None | Due::Valueless => "pending",
        },
        DutyState::DischargedDayNotRecorded => "discharged day not recorded",
        DutyState::NotArisen
        | DutyState::DischargedInTime
        | DutyState::DischargedLate
        | DutyState::Excused
        | DutyState::Breached
        | DutyState::NotMet
        | DutyState::Kept
        | DutyState::OpenWithoutDeadline
        | DutyState::NotInForce => one.words(),
        DutyState::Undetermined | DutyState::Fault | DutyState::Conflict | DutyState::NotReady => {
            return None;
        }
    };
    Some(format!("expect {name} is {words}"))
}
