//! The parts of a clause that can bite, and whether they do in the answers of an example.

use std::collections::BTreeSet;

use whereas_hir::Hir;
use whereas_hir::clause::Waits;
use whereas_hir::example::Example;
use whereas_hir::expr::{Expr, ExprId};
use whereas_hir::policy::ForceKind;
use whereas_value::answer::{DefectKind, FindingClass, Force};
use whereas_value::duty::DutyState;
use whereas_value::id::{
    ClauseId, DecisionId, DutyId, FactorId, JudgementId, LedgerId, PermissionId,
};
use whereas_value::{Answers, Cause, Leaf, Question, Standing};

/// Something a clause says that can change an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// `d is E when C`, of the decision.
    Rule,
    /// `clause X does not apply when C`
    SwitchOff,
    /// `d may be decided only after C`
    HoldsBack(DecisionId),
    /// `d may include V only after C`
    HoldsValueBack(DecisionId, u32),
    /// `j may be found only after C`
    HoldsFindingBack(JudgementId),
    /// `j may not rest on G`, `never consider X`, `j made by A` of another clause's judgement: what makes findings
    /// defective.
    Bars,
    /// `duty`
    Duty(DutyId),
    /// `permission`
    Permission(PermissionId),
    /// `judgement`
    Judgement(JudgementId),
    /// `factor`
    Factor(FactorId),
    /// A term that `applies when C` of the policy reads.
    Scope,
    /// `policy in force from D`
    InForce,
    /// `policy suspended from D`
    Suspends,
    /// `j weighs L`, of another clause's judgement
    Weighs(JudgementId, LedgerId),
    /// `notice`
    Notice,
}

/// What an example shows of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Seen {
    /// It bites.
    Bites,
    /// It could have bitten, and surely does not.
    DoesNot,
    /// It has no bearing on the example, or it is open whether it bites.
    Nothing,
}

/// The parts of a clause.
pub(super) fn of(hir: &Hir, id: ClauseId) -> Vec<Part> {
    let Some(clause) = hir.clauses.get(id) else { return Vec::new() };
    let mut parts = Vec::new();
    if !clause.rules.is_empty() {
        parts.push(Part::Rule);
    }
    if !clause.switch_offs.is_empty() {
        parts.push(Part::SwitchOff);
    }
    // Who may find a judgement: a finding by somebody else is defective by this clause.
    let makes = |it: &whereas_hir::clause::Judgement| {
        it.clause != id && it.makers.iter().any(|(_, by)| *by == id)
    };
    if !clause.bars.is_empty() || hir.judgements.iter().any(makes) {
        parts.push(Part::Bars);
    }
    if scope_clauses(hir).contains(&id) {
        parts.push(Part::Scope);
    }
    parts.extend(clause.prerequisites.iter().map(|it| match it.of {
        Waits::Decision(decision) => Part::HoldsBack(decision),
        Waits::Value(decision, value) => Part::HoldsValueBack(decision, value),
        Waits::Judgement(judgement) => Part::HoldsFindingBack(judgement),
    }));
    let own = |of: ClauseId| of == id;
    let duties = hir.duties.enumerate().filter(|(_, it)| own(it.clause));
    parts.extend(duties.map(|(duty, _)| Part::Duty(duty)));
    let permissions = hir.permissions.enumerate().filter(|(_, it)| own(it.clause));
    parts.extend(permissions.map(|(permission, _)| Part::Permission(permission)));
    let judgements = hir.judgements.enumerate().filter(|(_, it)| own(it.clause));
    parts.extend(judgements.map(|(judgement, _)| Part::Judgement(judgement)));
    let factors = hir.factors.enumerate().filter(|(_, it)| own(it.clause));
    parts.extend(factors.map(|(factor, _)| Part::Factor(factor)));
    // When a clause says of itself that it is not in force, its other parts say nothing either.
    let said = hir.policies.get(Hir::MAIN).into_iter().flat_map(|policy| &policy.force);
    parts.extend(said.filter(|it| own(it.clause)).map(|it| match it.kind {
        ForceKind::InForce => Part::InForce,
        ForceKind::Suspended(_) => Part::Suspends,
    }));
    for (judgement, it) in hir.judgements.enumerate().filter(|(_, it)| it.clause != id) {
        let ledgers = it.ledgers.iter().filter(|(_, by)| *by == id);
        parts.extend(ledgers.map(|(ledger, _)| Part::Weighs(judgement, *ledger)));
    }
    if !clause.notices.is_empty() {
        parts.push(Part::Notice);
    }
    parts
}

/// The clauses whose terms the scope of the policy reads, directly or through other terms.
fn scope_clauses(hir: &Hir) -> BTreeSet<ClauseId> {
    let mut clauses = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<ExprId> =
        hir.policies.get(Hir::MAIN).and_then(|policy| policy.applies_when).into_iter().collect();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match hir.exprs.get(id) {
            Some(Expr::Term(term)) => {
                let term = hir.terms.get(*term);
                clauses.extend(term.map(|term| term.clause));
                open.extend(term.map(|term| term.means));
            }
            Some(expr) => open.extend(expr.operands()),
            None => {}
        }
    }
    clauses
}

/// What an example shows of a part of a clause.
pub(super) fn seen(
    hir: &Hir,
    part: Part,
    clause: ClauseId,
    example: &Example,
    answers: &Answers,
) -> Seen {
    match part {
        Part::Rule => rule(clause, answers),
        Part::SwitchOff => switch_off(clause, answers),
        Part::HoldsBack(decision) => holds_back(answers, |of| of.decision == decision),
        Part::HoldsValueBack(decision, value) => holds_back(answers, |of| {
            let Question { decision: of_decision, of } = of;
            *of_decision == decision && *of == of.includes(value)
        }),
        Part::HoldsFindingBack(judgement) => finding(judgement, answers),
        Part::Bars => bars(clause, answers),
        Part::Duty(duty) => of_duty(duty, answers),
        Part::Permission(permission) => of_permission(permission, answers),
        Part::Judgement(judgement) => of_judgement(judgement, answers),
        Part::Factor(factor) => of_factor(factor, example, answers),
        Part::Scope => scope(example.clause == clause, answers),
        Part::InForce => in_force(answers),
        Part::Suspends => suspends(clause, answers),
        Part::Weighs(judgement, ledger) => weighs(hir, judgement, ledger, example, answers),
        // A notice is on every outcome of its policy, and binds nobody while the policy is not in force.
        Part::Notice => in_force(answers),
    }
}

/// It bites where a finding weighs something of the ledger, or is refused because it does not.
fn weighs(
    hir: &Hir,
    judgement: JudgementId,
    ledger: LedgerId,
    example: &Example,
    answers: &Answers,
) -> Seen {
    let within = |factor: FactorId| {
        let factor = hir.factors.get(factor);
        factor.is_some_and(|it| it.ledgers.iter().any(|(other, _)| *other == ledger))
    };
    let open = hir.ledgers.get(ledger).is_some_and(|it| it.open);
    let of_it = example.case.findings.iter().filter(|it| it.judgement == judgement);
    let weighed = of_it.into_iter().any(|it| {
        (open && !it.also_weighing.is_empty())
            || it.weighing.iter().any(|it| it.present && within(it.factor))
    });
    let reports = || answers.findings.iter().filter(|it| it.judgement == judgement);
    let left_out = reports().any(|report| {
        report.may_be_present.iter().any(|factor| within(*factor))
            || report
                .defects
                .iter()
                .any(|it| matches!(it.kind, DefectKind::FactorLeftOut(factor) if within(factor)))
    });
    settled(weighed || left_out, reports().any(|it| it.class == FindingClass::Used))
}

/// It bites where anything shows it; it does not where something shows that, and nothing is open.
fn settled(bites: bool, does_not: bool) -> Seen {
    match (bites, does_not) {
        (true, _) => Seen::Bites,
        (false, true) => Seen::DoesNot,
        (false, false) => Seen::Nothing,
    }
}

fn rule(clause: ClauseId, answers: &Answers) -> Seen {
    let own = || {
        let lines = answers.questions.iter().flat_map(|(_, answer)| answer.lines());
        lines.filter(|line| line.clause == clause)
    };
    let surely_not = |standing: &Standing| match standing {
        Standing::NotApplicable | Standing::Overridden(_) | Standing::SwitchedOff(_) => true,
        Standing::Prevails | Standing::Open | Standing::Valueless(_) => false,
    };
    let none = own().next().is_some() && own().all(|line| surely_not(&line.standing));
    settled(own().any(|line| line.standing == Standing::Prevails), none)
}

fn switch_off(clause: ClauseId, answers: &Answers) -> Seen {
    let lines = || answers.questions.iter().flat_map(|(_, answer)| answer.lines());
    let off = lines()
        .any(|line| matches!(&line.standing, Standing::SwitchedOff(by) if by.contains(&clause)));
    let ran = answers.force.iter().all(|it| it.force == Force::InForce);
    settled(off, ran && lines().next().is_some())
}

fn holds_back(answers: &Answers, of: impl Fn(&Question) -> bool) -> Seen {
    let mut seen = Seen::Nothing;
    for (_, answer) in answers.questions.iter().filter(|(question, _)| of(question)) {
        let causes = answer.outcome.causes;
        if causes.has(Cause::NotReady) && answer.outcome.values.is_empty() {
            return Seen::Bites;
        }
        if !causes.has(Cause::NotReady) && !answer.outcome.values.is_empty() {
            seen = Seen::DoesNot;
        }
    }
    seen
}

/// A finding that comes before its time is of no use yet; one that is used came in time.
fn finding(judgement: JudgementId, answers: &Answers) -> Seen {
    let lines = || answers.questions.iter().map(|(_, answer)| answer);
    let waits = lines().any(|answer| {
        answer.outcome.causes.has(Cause::NotReady) && answer.outcome.values.is_empty()
    });
    let used = answers
        .findings
        .iter()
        .any(|it| it.judgement == judgement && it.class == FindingClass::Used);
    let awaited = lines().any(|answer| answer.awaits.contains(&Leaf::Judgement(judgement)));
    settled(waits, used || awaited)
}

/// Which of several terms keeps a case out of the scope, the answers do not say: an example counts for its own clause.
fn scope(own: bool, answers: &Answers) -> Seen {
    let mut causes = answers.questions.iter().map(|(_, answer)| answer.outcome.causes);
    let out = causes.clone().any(|it| it.has(Cause::OutOfScope));
    settled(out && own, !out && causes.next().is_some())
}

fn bars(clause: ClauseId, answers: &Answers) -> Seen {
    let defective = answers
        .findings
        .iter()
        .any(|report| report.defects.iter().any(|defect| defect.clause == clause));
    let sound = answers.findings.iter().any(|it| it.class == FindingClass::Used);
    settled(defective, sound)
}

fn of_duty(duty: DutyId, answers: &Answers) -> Seen {
    let mut none = true;
    for instance in answers.duties.iter().filter(|it| it.duty == duty) {
        let idle =
            |state: &DutyState| matches!(state, DutyState::NotArisen | DutyState::NotInForce);
        if !instance.states.is_empty() && !instance.states.iter().any(idle) {
            return Seen::Bites;
        }
        none &= instance.states.iter().all(idle);
    }
    settled(false, none)
}

fn of_permission(permission: PermissionId, answers: &Answers) -> Seen {
    let found = answers.permissions.iter().find(|it| it.permission == permission);
    found.map_or(Seen::Nothing, |it| {
        let sure = it.causes.is_empty();
        settled(
            sure && it.may_be_held && !it.may_not_be_held,
            sure && !it.may_be_held && it.may_not_be_held,
        )
    })
}

fn of_judgement(judgement: JudgementId, answers: &Answers) -> Seen {
    let asked = answers
        .questions
        .iter()
        .any(|(_, answer)| answer.awaits.contains(&Leaf::Judgement(judgement)));
    let found = answers
        .findings
        .iter()
        .any(|it| it.judgement == judgement && it.class != FindingClass::NotAsked);
    settled(asked || found, !answers.questions.is_empty())
}

fn of_factor(factor: FactorId, example: &Example, answers: &Answers) -> Seen {
    let weighed = example
        .case
        .findings
        .iter()
        .any(|finding| finding.weighing.iter().any(|it| it.factor == factor && it.present));
    let left_out = answers.findings.iter().any(|report| {
        let names = |kind: &DefectKind| *kind == DefectKind::FactorLeftOut(factor);
        report.defects.iter().any(|it| names(&it.kind)) || report.may_be_present.contains(&factor)
    });
    // A finding that leaves it out and is sound: the factor is not present.
    let sound = answers.findings.iter().any(|it| it.class == FindingClass::Used);
    settled(weighed || left_out, sound)
}

fn in_force(answers: &Answers) -> Seen {
    let all = |force: &dyn Fn(&Force) -> bool| answers.force.iter().all(|it| force(&it.force));
    settled(
        all(&|it| *it == Force::InForce),
        all(&|it| matches!(it, Force::NotYet { .. } | Force::Ended { .. })),
    )
}

fn suspends(clause: ClauseId, answers: &Answers) -> Seen {
    let by_it = |it: &Force| matches!(it, Force::Suspended { clause: by, .. } if *by == clause);
    settled(
        answers.force.iter().any(|it| by_it(&it.force)),
        answers.force.iter().all(|it| it.force == Force::InForce),
    )
}
