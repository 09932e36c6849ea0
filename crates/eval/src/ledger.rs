//! The ledger of a judgement: each factor that bears on it, and whether it is present.

use whereas_value::id::{FactorId, JudgementId};
use whereas_value::{Case, Leaf};

use crate::case::Loaded;
use crate::cell::Truth;
use crate::session::{Pass, Session};

/// Whether a factor is present.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FactorState {
    /// It is present.
    Present,
    /// It is not.
    Absent,
    /// Somebody looked for it, and it was not shown.
    NotShown,
    /// It may be: facts would tell.
    MayBePresent,
    /// A person must find it.
    MustBeFound,
    /// Its condition has no value.
    Valueless,
}

/// One factor of a judgement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerEntry {
    /// The factor; its ledgers and directions are in the book.
    pub factor: FactorId,
    /// Whether it is present.
    pub state: FactorState,
    /// What would tell, where that is open.
    pub missing: Vec<Leaf>,
}

/// The factors of a judgement in a case, in order; those of all variants together.
pub fn ledger(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
    judgement: JudgementId,
) -> Vec<LedgerEntry> {
    let plan = session.plan();
    let mut entries = Vec::new();
    for (factor, declared) in plan.meaning.facts.factors.enumerate() {
        let slot = |machine: &crate::machine::Machine<'_>| {
            let judging = machine.program.judgements.get(judgement)?;
            let judging = machine.program.judgings.get(*judging)?;
            let (_, slot) = judging.factors.iter().find(|(other, _)| *other == factor)?;
            Some((*slot, 0))
        };
        let asked = pass.runs.iter().any(|ran| {
            session.machine(case, loaded, ran).is_some_and(|machine| slot(&machine).is_some())
        });
        if !asked {
            continue;
        }
        let present = session.joined(case, loaded, pass, slot);
        let mut leaves = std::collections::BTreeSet::new();
        if !present.is_single() {
            session.walk(case, loaded, pass, &mut leaves, slot);
        }
        let truth = match present.values {
            whereas_value::Values::Truth { may_no, may_yes } => {
                Truth::of(may_no, may_yes, present.causes)
            }
            whereas_value::Values::Choice(_)
            | whereas_value::Values::Number(_)
            | whereas_value::Values::Text(_)
            | whereas_value::Values::Set(_) => Truth::EMPTY,
        };
        let state = match truth {
            Truth::YES => FactorState::Present,
            Truth::NO if not_shown(case, factor) => FactorState::NotShown,
            Truth::NO => FactorState::Absent,
            open if open.is_valueless() => FactorState::Valueless,
            _ if !declared.found_by.is_empty() && leaves.contains(&Leaf::Found(factor)) => {
                FactorState::MustBeFound
            }
            _ => FactorState::MayBePresent,
        };
        entries.push(LedgerEntry { factor, state, missing: leaves.into_iter().collect() });
    }
    entries
}

fn not_shown(case: &Case, factor: FactorId) -> bool {
    let weighed = case.findings.iter().filter(|it| !it.draft).flat_map(|it| &it.weighing);
    let mut of_factor = weighed.filter(|it| it.factor == factor);
    of_factor.any(|weighed| !weighed.present)
}
