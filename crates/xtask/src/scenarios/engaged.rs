//! Which clauses an outcome engages, and in which it surely bites.

use std::collections::BTreeSet;

use whereas_eval::Session;
use whereas_eval::ledger::{FactorState, ledger};
use whereas_hir::Hir;
use whereas_hir::clause::Waits;
use whereas_plan::Plan;
use whereas_value::answer::{FindingClass, Force};
use whereas_value::duty::DutyState;
use whereas_value::id::{ClauseId, Id, JudgementId};
use whereas_value::{Leaf, Standing, Status};

use super::Decided;

/// The clauses of an outcome.
#[derive(Default)]
pub struct Clauses {
    /// In trace, ledger, defect, duty, permission or notice.
    pub engaged: BTreeSet<ClauseId>,
    /// A rule of it prevails, or a factor of it is present.
    pub surely: BTreeSet<ClauseId>,
}

/// The clauses of an outcome.
pub fn of(decided: &Decided<'_>) -> Clauses {
    let mut found = Clauses::default();
    let answers = decided.answers;
    if answers.force.iter().all(|it| it.force != Force::InForce) {
        return found;
    }
    let facts = &decided.plan.meaning.facts;
    let book = &decided.plan.book;
    let mut asked: BTreeSet<JudgementId> = BTreeSet::new();
    for (_, answer) in &answers.questions {
        for line in answer.lines() {
            match line.standing {
                Standing::Prevails => {
                    found.engaged.insert(line.clause);
                    found.surely.insert(line.clause);
                }
                Standing::Overridden(_) | Standing::Open | Standing::Valueless(_) => {
                    found.engaged.insert(line.clause);
                }
                Standing::SwitchedOff(_) | Standing::NotApplicable => {}
            }
        }
        asked.extend(answer.awaits.iter().filter_map(judgement));
        found.engaged.extend(
            answer.questions.iter().filter_map(|id| book.questions.get(*id)).map(|it| it.clause),
        );
    }
    for report in &answers.findings {
        found.engaged.extend(report.defects.iter().map(|defect| defect.clause));
        if report.class != FindingClass::NotAsked {
            asked.insert(report.judgement);
        }
    }
    for duty in &answers.duties {
        let idle =
            |state: &DutyState| matches!(state, DutyState::NotArisen | DutyState::NotInForce);
        if !duty.states.iter().all(idle) {
            found.engaged.insert(duty.clause);
            asked.extend(duty.missing.iter().filter_map(judgement));
        }
    }
    let held = answers.permissions.iter().filter(|it| it.may_be_held);
    found.engaged.extend(held.map(|it| it.clause));
    found.engaged.extend(book.notices.iter().map(|(clause, _)| *clause));
    // A judgement that is awaited or was found: whoever says a part of it has a part in that.
    for judgement in &asked {
        if let Some(it) = facts.judgements.get(*judgement) {
            found.engaged.insert(it.clause);
            found.engaged.extend(it.makers.iter().map(|(_, clause)| *clause));
            found.engaged.extend(it.ledgers.iter().map(|(_, clause)| *clause));
            found.engaged.extend(it.bars.iter().map(|bar| bar.clause));
        }
    }
    stated(decided, &asked, &mut found);
    factors(decided, &asked, &mut found);
    found
}

fn judgement(leaf: &Leaf) -> Option<JudgementId> {
    match leaf {
        Leaf::Judgement(judgement) => Some(*judgement),
        Leaf::Found(_)
        | Leaf::Fact(..)
        | Leaf::Element { .. }
        | Leaf::Others(_)
        | Leaf::Question(_) => None,
    }
}

/// What is not a line of the trace: force and scope, by which there is an answer at all, and what has to come first.
fn stated(decided: &Decided<'_>, asked: &BTreeSet<JudgementId>, found: &mut Clauses) {
    let hir = decided.hir;
    let forces = hir.policies.get(Hir::MAIN).into_iter().flat_map(|policy| &policy.force);
    found.engaged.extend(forces.map(|statement| statement.clause));
    found.engaged.extend(hir.terms.iter().map(|term| term.clause));
    let waits = |of: Waits| match of {
        Waits::Judgement(judgement) => {
            asked.contains(&judgement)
                || decided.answers.questions.iter().any(|(_, it)| it.status == Status::NotReady)
        }
        Waits::Decision(_) | Waits::Value(..) => true,
    };
    for (id, clause) in hir.clauses.enumerate() {
        if clause.prerequisites.iter().any(|it| waits(it.of)) {
            found.engaged.insert(id);
        }
    }
}

fn factors(decided: &Decided<'_>, asked: &BTreeSet<JudgementId>, found: &mut Clauses) {
    let plan: &Plan = decided.plan;
    let mut session = Session::new(plan);
    let loaded = session.load(decided.case);
    let pass = session.pass(decided.case, &loaded);
    let judgements = plan.meaning.facts.judgements.len();
    for judgement in (0..judgements).map(JudgementId::from_index) {
        for entry in ledger(&mut session, decided.case, &loaded, &pass, judgement) {
            let Some(factor) = plan.meaning.facts.factors.get(entry.factor) else { continue };
            match entry.state {
                FactorState::Present => {
                    found.engaged.insert(factor.clause);
                    found.surely.insert(factor.clause);
                }
                FactorState::MayBePresent | FactorState::MustBeFound | FactorState::Valueless => {
                    if asked.contains(&judgement) {
                        found.engaged.insert(factor.clause);
                    }
                }
                FactorState::Absent | FactorState::NotShown => {}
            }
        }
    }
}
