//! The classes of outcome that scenarios speak of, each a condition on our answers.
//!
//! For a case about a person the classes are tried in the order of [`Class`], and the first that holds is ours. A case
//! about the agencies asks duties, permissions and notices: its class is held against the clauses it names.

use whereas_plan::Plan;
use whereas_value::answer::Force;
use whereas_value::duty::{DutyAnswer, DutyState};
use whereas_value::id::{ClauseId, FactId};
use whereas_value::{Answer, Answers, Leaf, Of, Status, Values};

use super::{Decided, keys, memoranda};

/// A class of outcome of the Guidelines, in the order in which they are tried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Class {
    NotInForce,
    Contested,
    OutOfScope,
    ProhibitedFactor,
    ProcessDefect,
    Priority,
    RecordReviewIncomplete,
    OfficerJudgementRequired,
    Unknown,
    NoListedPriority,
}

const ORDER: [Class; 10] = [
    Class::NotInForce,
    Class::Contested,
    Class::OutOfScope,
    Class::ProhibitedFactor,
    Class::ProcessDefect,
    Class::Priority,
    Class::RecordReviewIncomplete,
    Class::OfficerJudgementRequired,
    Class::Unknown,
    Class::NoListedPriority,
];

/// What our answers come to, and whether that is what is expected.
pub fn of(policy: &str, decided: &Decided<'_>) -> (String, bool) {
    let wanted = decided.expected.class.as_str();
    if let Some(ours) = memoranda::of(policy, decided) {
        let agrees = ours == wanted && missing(decided, &decided.expected.missing);
        return (ours, agrees);
    }
    let agency = decided.scenario.facts.get("agency_duty_case").is_some_and(|it| it == true);
    let first = ORDER.into_iter().find(|class| holds(*class, decided));
    let ours = first.map_or("none".to_owned(), |class| named(class, decided));
    // Out of force and out of scope come before what the agencies owe.
    let before = first.filter(|class| !agency || *class <= Class::OutOfScope);
    if let Some(agrees) = agencies(decided, wanted) {
        let agrees = agrees && before.is_none_or(|class| class != Class::NotInForce);
        return (if agrees { wanted.to_owned() } else { "none".to_owned() }, agrees);
    }
    let agrees = match wanted {
        "PRIORITY_NS" | "PRIORITY_PS" | "PRIORITY_BS" => {
            before == Some(Class::Priority) && surely_in(decided, value_of(wanted))
        }
        "NOT_APPLICABLE" => before == Some(Class::OutOfScope),
        _ => before.is_some() && ours == wanted,
    };
    let shown = if agrees { wanted.to_owned() } else { ours };
    (shown, agrees && asked(decided))
}

/// The value named by the question awaits its judgement, and the facts that are said to be missing are among ours.
fn asked(decided: &Decided<'_>) -> bool {
    let question = decided.expected.question.as_deref();
    let awaits = question.is_none_or(|value| {
        priority(decided, value).is_some_and(|it| it.status == Status::AwaitingJudgement)
    });
    awaits && missing(decided, &decided.scenario.missing)
}

fn missing(decided: &Decided<'_>, named: &[String]) -> bool {
    let book = &decided.plan.book;
    named
        .iter()
        .filter_map(|name| {
            let here = keys::fact_of(name).unwrap_or(name);
            book.facts.enumerate().find(|(_, fact)| fact.name == here).map(|(id, _)| id)
        })
        .all(|fact| questions(decided.answers).any(|answer| is_missing(answer, fact)))
}

fn is_missing(answer: &Answer, fact: FactId) -> bool {
    answer.missing.iter().any(|missing| match missing.leaf {
        Leaf::Fact(it, _) | Leaf::Element { list: it, .. } | Leaf::Others(it) => it == fact,
        Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => false,
    })
}

fn questions(answers: &Answers) -> impl Iterator<Item = &Answer> {
    answers.questions.iter().map(|(_, answer)| answer)
}

fn named(class: Class, decided: &Decided<'_>) -> String {
    let words = match class {
        Class::NotInForce => "NOT_IN_FORCE",
        Class::OutOfScope => "OUT_OF_SCOPE",
        Class::Contested | Class::Unknown => "UNDETERMINED",
        Class::ProhibitedFactor => "PROHIBITED_FACTOR",
        Class::ProcessDefect => "PROCESS_DEFECT",
        Class::RecordReviewIncomplete => "RECORD_REVIEW_INCOMPLETE",
        Class::OfficerJudgementRequired => "OFFICER_JUDGEMENT_REQUIRED",
        Class::NoListedPriority => "NO_LISTED_PRIORITY",
        Class::Priority => ["PRIORITY_NS", "PRIORITY_PS", "PRIORITY_BS"]
            .into_iter()
            .find(|class| surely_in(decided, value_of(class)))
            .unwrap_or_default(),
    };
    words.to_owned()
}

fn value_of(class: &str) -> &'static str {
    match class {
        "PRIORITY_NS" => "national_security",
        "PRIORITY_PS" => "public_safety",
        _ => "border_security",
    }
}

fn holds(class: Class, decided: &Decided<'_>) -> bool {
    let answers = decided.answers;
    match class {
        Class::NotInForce => answers.force.iter().all(|it| it.force != Force::InForce),
        Class::Contested => {
            let contested = answers.force.len() > 1;
            contested && priorities(decided).any(|it| it.status == Status::DependsOnQuestion)
        }
        Class::OutOfScope => priorities(decided).any(|it| it.status == Status::OutOfScope),
        Class::ProhibitedFactor => defective(decided, &["III.2", "III.3"]),
        Class::ProcessDefect => defective(decided, &["II.B.2"]),
        Class::Priority => VALUES.iter().any(|value| surely_in(decided, value)),
        Class::RecordReviewIncomplete => {
            priority(decided, "public_safety").is_some_and(|it| it.status == Status::NotReady)
        }
        Class::OfficerJudgementRequired => {
            priorities(decided).any(|it| it.status == Status::AwaitingJudgement)
        }
        Class::Unknown => priorities(decided).any(|it| it.status == Status::Unknown),
        Class::NoListedPriority => {
            VALUES.iter().all(|value| priority(decided, value).is_some_and(|it| is(it, false)))
        }
    }
}

const VALUES: [&str; 3] = ["national_security", "public_safety", "border_security"];

fn is(answer: &Answer, yes: bool) -> bool {
    answer.status == Status::Decided
        && answer.outcome.values == Values::Truth { may_no: !yes, may_yes: yes }
}

fn surely_in(decided: &Decided<'_>, value: &str) -> bool {
    priority(decided, value).is_some_and(|answer| is(answer, true))
}

fn priorities<'a>(decided: &'a Decided<'_>) -> impl Iterator<Item = &'a Answer> {
    VALUES.iter().filter_map(|value| priority(decided, value))
}

/// The answer to whether the priorities include a value.
fn priority<'a>(decided: &'a Decided<'_>, value: &str) -> Option<&'a Answer> {
    let book = &decided.plan.book;
    let choice = book.choices.iter().find(|choice| choice.name == "Priority")?;
    let place = choice.values.iter().position(|it| it.name == value)?;
    let found = decided.answers.questions.iter().find(|(question, _)| {
        book.decisions.get(question.decision).is_some_and(|it| it.name == "priorities")
            && matches!(question.of, Of::Value(it) if it as usize == place)
    });
    found.map(|(_, answer)| answer)
}

fn defective(decided: &Decided<'_>, clauses: &[&str]) -> bool {
    let by = |clause: ClauseId| clauses.contains(&id(decided.plan, clause));
    let reports = &decided.answers.findings;
    reports.iter().any(|report| report.defects.iter().any(|defect| by(defect.clause)))
}

fn id(plan: &Plan, clause: ClauseId) -> &str {
    plan.book.clauses.get(clause).map_or("", |it| it.id.as_str())
}

/// Whether a case about the agencies comes to this class; none where the class is not of that kind.
fn agencies(decided: &Decided<'_>, wanted: &str) -> Option<bool> {
    let expected = decided.expected;
    let clause = |list: &[String]| list.first().map(|it| clause_id(it));
    let applies = clause(&expected.apply).unwrap_or_default();
    let excluded = clause(&expected.do_not).unwrap_or_default();
    Some(match wanted {
        "DUTY_MET" => duties(decided, &applies).any(|it| all(it, DISCHARGED)),
        "DUTY_UNMET" => duties(decided, &excluded).any(|it| all(it, OWED)),
        "DUTY_ISSUE" => duties(decided, &applies).any(|it| {
            it.states.contains(&DutyState::OpenWithoutDeadline)
                && it.missing.iter().any(|leaf| matches!(leaf, Leaf::Judgement(_)))
        }),
        "IN_WINDOW" => arises_today(decided, "V.B.1"),
        "LONG_TERM_REVIEW" => arises_today(decided, "V.B.4"),
        "REVIEW_AVAILABLE" => decided.answers.permissions.iter().any(|it| {
            id(decided.plan, it.clause) == "V.D.1"
                && it.may_be_held
                && !it.may_not_be_held
                && it.causes.is_empty()
        }),
        "NO_RIGHT" => notice(decided, "VII.1"),
        "NO_ACTION_COMPELLED" => notice(decided, "V.0a"),
        "INTERPRETIVE" => {
            expected.apply.iter().all(|it| is_commentary(decided.plan, &clause_id(it)))
        }
        _ => return None,
    })
}

const DISCHARGED: &[DutyState] =
    &[DutyState::DischargedInTime, DutyState::DischargedLate, DutyState::DischargedDayNotRecorded];
const OWED: &[DutyState] =
    &[DutyState::Pending, DutyState::Breached, DutyState::NotMet, DutyState::OpenWithoutDeadline];

fn all(duty: &DutyAnswer, states: &[DutyState]) -> bool {
    !duty.states.is_empty() && duty.states.iter().all(|state| states.contains(state))
}

fn duties<'a>(decided: &'a Decided<'_>, clause: &str) -> impl Iterator<Item = &'a DutyAnswer> {
    decided.answers.duties.iter().filter(move |it| id(decided.plan, it.clause) == clause)
}

/// An instance of a duty of the clause surely arose on the day of the case, under every reading.
fn arises_today(decided: &Decided<'_>, clause: &str) -> bool {
    duties(decided, clause).any(|it| {
        it.arose == Some(decided.answers.as_of)
            && !it.states.is_empty()
            && !it.states.contains(&DutyState::NotArisen)
    })
}

fn notice(decided: &Decided<'_>, clause: &str) -> bool {
    decided.plan.book.notices.iter().any(|(by, _)| id(decided.plan, *by) == clause)
}

/// Whether a clause has no operative content.
pub fn is_commentary(plan: &Plan, clause: &str) -> bool {
    let found = plan.book.clauses.iter().find(|it| it.id == clause);
    found.is_some_and(|it| it.commentary.is_some())
}

/// A clause as we name it: `MEM-II-C-2b` is II.C.2b.
pub fn clause_id(there: &str) -> String {
    there.strip_prefix("MEM-").unwrap_or(there).replace('-', ".")
}
