//! One question and its answer, in lines.

use std::collections::BTreeSet;

use whereas_plan::Plan;
use whereas_plan::facts::Constant;
use whereas_value::answer::{Met, Missing, Rest, RuleTrace, Wait, Waits};
use whereas_value::id::{ClauseId, FactId};
use whereas_value::types::Type;
use whereas_value::{Answer, Case, Cause, Causes, Leaf, Of, Question, Standing, Status};

use crate::telling::{Reason, Telling};
use crate::{leaf, plain, value};

/// How many rules that do not apply are told in the short form.
const SHORT: usize = 3;

/// What is told of a question.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The case.
    pub case: &'a Case,
    /// Why rules stand or not, and what bears on open judgements.
    pub telling: &'a Telling,
    /// Tell what became of every rule, not only of those that matter.
    pub trace: bool,
}

/// What was told of other questions already, and need not be told again.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Prerequisites.
    waits: BTreeSet<Wait>,
    /// That the case is out of scope, and why.
    scope: bool,
}

/// The lines of one question: its answer first, then why.
#[must_use]
pub fn lines(
    told: Told<'_>,
    question: Question,
    answer: &Answer,
    before: &mut Before,
) -> Vec<String> {
    let mut out = vec![format!("{}: {}", name(told.plan, question), head(told, question, answer))];
    out.extend(
        because(told, question, answer, before).into_iter().map(|line| format!("    {line}")),
    );
    out
}

/// The answer on one line, with the clauses that prevail: `tier: the first priority, by J14.A.P1d`.
#[must_use]
pub fn short(told: Told<'_>, question: Question, answer: &Answer) -> String {
    let plan = told.plan;
    let called = match question.of.value() {
        Some(_) => format!("{}: {}", whole_name(plan, question), name(plan, question)),
        None => name(plan, question),
    };
    let told_why = answer.status != Status::OutOfScope;
    let prevails = answer.trace.iter().filter(|row| told_why && row.standing == Standing::Prevails);
    let name = |row: &RuleTrace| match plan.book.rows.get(&row.rule) {
        Some(id) => id.to_string(),
        None => clause_id(plan, row.clause),
    };
    let mut clauses: Vec<String> = prevails.map(name).collect();
    clauses.dedup();
    let by = if clauses.is_empty() {
        String::new()
    } else {
        format!(", by {}", plain::all_of(&clauses))
    };
    format!("{called}: {}{by}", head(told, question, answer))
}

/// What a question is called: of a set its value, of a decision for each element its place.
#[must_use]
pub fn name(plan: &Plan, question: Question) -> String {
    let book = &plan.book;
    if let (Some(place), Some(Type::Set(choice))) =
        (question.of.value(), book.decision_types.get(question.decision))
    {
        let value = book.choices.get(*choice).and_then(|it| it.values.get(place as usize));
        return value.map_or_else(String::new, |value| value.label.plain.to_string());
    }
    whole_name(plan, question)
}

/// What the decision is called, and of a decision for each element its place.
#[must_use]
pub fn whole_name(plan: &Plan, question: Question) -> String {
    let label = plan.book.decisions.get(question.decision);
    let label = label.map_or("", |it| it.label.plain.as_str());
    match question.of.row() {
        Some(row) => format!("{label}, number {}", row.saturating_add(1)),
        None => label.to_owned(),
    }
}

/// The type of a question's values.
#[must_use]
pub fn ty(plan: &Plan, question: Question) -> &Type {
    match question.of.value() {
        Some(_) => &Type::Truth,
        None => plan.book.decision_types.get(question.decision).unwrap_or(&Type::Broken),
    }
}

fn head(told: Told<'_>, question: Question, answer: &Answer) -> String {
    let ty = ty(told.plan, question);
    let possible = || value::possible(&told.plan.book, ty, &answer.outcome);
    match answer.status {
        Status::Decided => value::possible(&told.plan.book, ty, &answer.outcome),
        Status::Unknown => format!("not known ({})", possible()),
        Status::AwaitingJudgement => format!("for a person to judge ({})", possible()),
        Status::DependsOnQuestion => {
            format!("depends on how an open question is read ({})", possible())
        }
        Status::NotReady => "not ready: it may not be decided yet".to_owned(),
        Status::Conflict => {
            "in conflict: rules that apply disagree, and nothing says which prevails".to_owned()
        }
        Status::Undetermined => "undetermined: nothing in the text gives an answer".to_owned(),
        Status::NotInForce => "not in force on that day".to_owned(),
        Status::OutOfScope => "out of scope: the policy does not apply to this case".to_owned(),
        Status::Fault => "a fault: the arithmetic has no result".to_owned(),
    }
}

fn because(
    told: Told<'_>,
    question: Question,
    answer: &Answer,
    before: &mut Before,
) -> Vec<String> {
    // Of a case outside the policy, what its rules would say is no answer.
    if answer.status == Status::OutOfScope {
        let first = !std::mem::replace(&mut before.scope, true);
        let because = texts(&told.telling.scope).filter(|_| first);
        return because.map(|because| format!("because {because}")).into_iter().collect();
    }
    let mut out = Vec::new();
    for wait in &answer.waits {
        if told.trace || !answer.outcome.causes.is_empty() && !wait.met.is_settled() {
            out.push(waiting(told, question, wait, before));
        }
    }
    let silent = |row: &RuleTrace| {
        matches!(row.standing, Standing::NotApplicable | Standing::SwitchedOff(_))
    };
    let rests_on_none = !answer.trace.is_empty() && answer.trace.iter().all(silent);
    if answer.status == Status::Decided && rests_on_none {
        let ty = ty(told.plan, question);
        let value = value::possible(&told.plan.book, ty, &answer.outcome);
        out.push(format!("no clause that speaks of it applies; where none does, it is {value}"));
    }
    let rules: Vec<&RuleTrace> =
        answer.trace.iter().filter(|row| told.trace || matters(answer, row)).collect();
    let idle = rules.iter().all(|row| row.standing == Standing::NotApplicable);
    let shown = if idle && !told.trace { SHORT } else { rules.len() };
    for row in rules.iter().take(shown) {
        out.extend(rule(told, question, row));
    }
    if let Some(more @ 1..) = rules.len().checked_sub(shown) {
        out.push(format!("and {more} more clauses that do not apply (--trace shows them)"));
    }
    let shown: Vec<FactId> = rules
        .iter()
        .take(shown)
        .filter(|row| !matches!(row.standing, Standing::SwitchedOff(_)))
        .flat_map(|row| reasons(told, question, row))
        .flat_map(|reason| reason.presumes.iter().copied())
        .collect();
    let unsaid = |rest: &&Rest| !matches!(rest, Rest::Presumed(fact) if shown.contains(fact));
    out.extend(answer.rests_on.iter().filter(unsaid).map(|rest| rests_on(told.plan, *rest)));
    for (place, missing) in answer.missing.iter().enumerate() {
        out.push(missing_line(told, place, missing));
    }
    for open in &answer.questions {
        if let Some(words) = told.plan.book.questions.get(*open) {
            let readings: Vec<String> =
                words.readings.iter().map(|it| format!("“{}”", it.label.plain)).collect();
            out.push(format!(
                "the text leaves open ({}): {} {}",
                clause_id(told.plan, words.clause),
                words.label.plain,
                plain::one_of(&readings)
            ));
        }
    }
    for leaf in &answer.awaits {
        out.push(awaited(told, leaf));
    }
    out
}

/// Whether a rule belongs into the short form: those that carry the answer, or could.
fn matters(answer: &Answer, row: &RuleTrace) -> bool {
    match (&row.standing, answer.status) {
        (Standing::Prevails | Standing::Overridden(_) | Standing::SwitchedOff(_), _) => true,
        (Standing::Open | Standing::Valueless(_), status) => status != Status::Decided,
        // Where nothing applies, what failed is the answer's reason.
        (Standing::NotApplicable, status) => {
            status == Status::Decided
                && !answer.trace.iter().any(|row| row.standing == Standing::Prevails)
        }
    }
}

fn rule(told: Told<'_>, question: Question, row: &RuleTrace) -> Vec<String> {
    let clause = rule_name(told.plan, row);
    let ids = |of: &[ClauseId]| {
        let ids: Vec<String> = of.iter().map(|id| clause_id(told.plan, *id)).collect();
        plain::all_of(&ids)
    };
    let gives = told.telling.gives.get(&(question, row.rule));
    let head = match &row.standing {
        Standing::Prevails => match gives {
            Some(gives) => format!("by {clause}, which gives {gives}"),
            None => format!("by {clause}"),
        },
        Standing::Overridden(by) if by.as_slice() == [row.clause] => {
            format!("an earlier row prevails over {clause}")
        }
        Standing::Overridden(by) if by.len() > 1 => format!("{} prevail over {clause}", ids(by)),
        Standing::Overridden(by) => format!("{} prevails over {clause}", ids(by)),
        Standing::SwitchedOff(by) if by.len() > 1 => format!("{} switch off {clause}", ids(by)),
        Standing::SwitchedOff(by) => format!("{} switches off {clause}", ids(by)),
        Standing::NotApplicable => format!("{clause} does not apply"),
        Standing::Open => match gives {
            Some(gives) => format!("{clause} may apply, and would give {gives}"),
            None => format!("{clause} may apply"),
        },
        Standing::Valueless(_) if waits(row) => format!("{clause} has to wait"),
        Standing::Valueless(causes) => {
            let causes: Vec<&str> = causes.iter().map(whereas_value::Cause::words).collect();
            format!("whether {clause} applies has no answer ({})", plain::one_of(&causes))
        }
    };
    match texts(reasons(told, question, row)) {
        // Its own conditions are not why another clause prevails over it or switches it off.
        Some(because) if matches!(row.standing, Standing::Overridden(_)) => {
            vec![format!("{head}, which would apply: {because}")]
        }
        Some(_) if matches!(row.standing, Standing::SwitchedOff(_)) => vec![head],
        Some(because) if !waits(row) => vec![format!("{head}: {because}")],
        Some(_) | None => vec![head],
    }
}

/// Whether a rule only waits for what has to come first, which is told beside it.
fn waits(row: &RuleTrace) -> bool {
    matches!(&row.standing, Standing::Valueless(causes) if *causes == Causes::of(Cause::NotReady))
}

fn reasons<'a>(told: Told<'a>, question: Question, row: &RuleTrace) -> &'a [Reason] {
    told.telling.reasons.get(&(question, row.rule)).map_or(&[][..], Vec::as_slice)
}

/// The reasons in one text; none where there are none.
fn texts(reasons: &[Reason]) -> Option<String> {
    let texts: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
    if texts.is_empty() { None } else { Some(texts.join("; ")) }
}

/// A prerequisite: what it holds back, and whether it is met.
fn waiting(told: Told<'_>, question: Question, wait: &Wait, before: &mut Before) -> String {
    let clause = clause(told.plan, wait.clause);
    let first = before.waits.insert(wait.clone());
    let met = match &wait.met {
        Met::Yes => "and is".to_owned(),
        Met::No => "and is not".to_owned(),
        Met::Open => "and it is not known whether it is".to_owned(),
        Met::Valueless(causes) => {
            let causes: Vec<&str> = causes.iter().map(whereas_value::Cause::words).collect();
            format!("and whether it is has no answer ({})", plain::one_of(&causes))
        }
        Met::SwitchedOff(by) => {
            let ids: Vec<String> = by.iter().map(|id| clause_id(told.plan, *id)).collect();
            format!("but is switched off by {}", plain::all_of(&ids))
        }
    };
    let held_back = held_back(told.plan, question, wait.of);
    let head = format!("before {held_back}, {clause} has to be met, {met}");
    let because = told.telling.waits.get(&(question, wait.clone()));
    match because.and_then(|because| texts(because)) {
        Some(because) if first => format!("{head}: {because}"),
        Some(_) => format!("{head} (see above)"),
        None => head,
    }
}

/// What a prerequisite holds back: `judging whether …`, `deciding`.
fn held_back(plan: &Plan, question: Question, of: Waits) -> String {
    let book = &plan.book;
    match of {
        Waits::Decision(decision) if decision == question.decision => "deciding".to_owned(),
        Waits::Decision(decision) => {
            let label = book.decisions.get(decision).map_or("", |it| it.label.plain.as_str());
            format!("deciding “{label}”")
        }
        Waits::Value(decision, value) => {
            let of = name(plan, Question { decision, of: Of::Value(value) });
            format!("including “{of}”")
        }
        Waits::Judgement(judgement) => {
            let label = book.judgements.get(judgement).map_or("", |it| it.label.plain.as_str());
            format!("judging whether {label}")
        }
    }
}

/// A presumption or a burden on which an answer rests.
#[must_use]
pub fn rests_on(plan: &Plan, rest: Rest) -> String {
    let book = &plan.book;
    match rest {
        Rest::Presumed(fact) => {
            let (Some(words), Some(declared)) =
                (book.facts.get(fact), plan.meaning.facts.facts.get(fact))
            else {
                return String::new();
            };
            match &declared.presumed {
                Some(Constant::Truth(yes)) => {
                    format!("rests on a presumption: {}", plain::clause(&words.label, *yes))
                }
                presumed => {
                    let presumed =
                        presumed.iter().map(|it| value::constant(book, &declared.ty, it)).next();
                    let presumed = presumed.unwrap_or_default();
                    format!("rests on a presumption: {}: {presumed}", words.label.plain)
                }
            }
        }
        Rest::Burden(judgement) => {
            let label = book.judgements.get(judgement).map_or("", |it| it.label.plain.as_str());
            let bearer = plan.meaning.facts.judgements.get(judgement);
            let bearer = bearer.and_then(|it| book.actors.get(it.burden?));
            let bearer = bearer.map_or("nobody", |it| it.label.plain.as_str());
            format!("rests on a burden: {bearer} has not shown that {label}")
        }
    }
}

fn missing_line(told: Told<'_>, place: usize, missing: &Missing) -> String {
    let name = leaf::name(told.plan, &missing.leaf);
    let stated = leaf::stated(told.plan, told.case, &missing.leaf)
        .map_or_else(String::new, |stated| format!(" (stated: {stated})"));
    let alone = if missing.alone_decides { ", which alone decides" } else { "" };
    let start = if place == 0 { "would decide" } else { "          and" };
    format!("{start}: {name}{stated}{alone}")
}

fn awaited(told: Told<'_>, leaf: &Leaf) -> String {
    let book = &told.plan.book;
    match leaf {
        Leaf::Judgement(judgement) => {
            let makers = crate::people::makers(told.plan, *judgement);
            format!("for {makers} to judge: {}", leaf::name(told.plan, leaf))
        }
        Leaf::Found(factor) => {
            let declared = told.plan.meaning.facts.factors.get(*factor);
            let finders = declared.map_or(&[][..], |it| it.found_by.as_slice());
            let finders = finders.iter().filter_map(|actor| book.actors.get(*actor));
            let finders: Vec<&str> = finders.map(|it| it.label.plain.as_str()).collect();
            let finders = plain::one_of(&finders);
            format!("for {finders} to find: {}", leaf::name(told.plan, leaf))
        }
        Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) | Leaf::Question(_) => {
            leaf::name(told.plan, leaf)
        }
    }
}

/// A clause by its id and title: `II.C.2b “Unlawful entry after the cutoff”`.
#[must_use]
pub fn clause(plan: &Plan, id: ClauseId) -> String {
    plan.book
        .clauses
        .get(id)
        .map_or_else(String::new, |words| format!("{} “{}”", words.id, words.title.plain))
}

/// A rule by its clause, and by its row where it is one of a table: `7(1).row1 “The amounts”`.
fn rule_name(plan: &Plan, row: &RuleTrace) -> String {
    let title = plan.book.clauses.get(row.clause);
    match (plan.book.rows.get(&row.rule), title) {
        (Some(id), Some(words)) => format!("{id} “{}”", words.title.plain),
        (_, _) => clause(plan, row.clause),
    }
}

/// The id of a clause.
#[must_use]
pub fn clause_id(plan: &Plan, id: ClauseId) -> String {
    plan.book.clauses.get(id).map_or_else(String::new, |words| words.id.to_string())
}
