//! What became of the findings of a case.

use std::collections::BTreeSet;

use whereas_plan::program::Judging;
use whereas_value::answer::{Defect, DefectKind, FindingClass, FindingReport};
use whereas_value::id::FactorId;
use whereas_value::{Case, Finding};

use crate::case::Loaded;
use crate::cell::Truth;
use crate::machine::Machine;
use crate::session::{Pass, Session};
use crate::store::Store;

/// What became of a finding in one variant.
struct One {
    class: FindingClass,
    /// Factors that are present and that it does not name.
    left_out: Vec<FactorId>,
    /// Factors that may be present and that it does not name.
    may_be_present: Vec<FactorId>,
}

/// What became of each finding: in all variants the same, or else *not yet usable*.
pub fn reports(
    session: &Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
) -> Vec<FindingReport> {
    let facts = &session.plan().meaning.facts;
    let mut reports = Vec::new();
    for ((number, place), finding) in (0_u32..).zip(0_usize..).zip(&case.findings) {
        let mut class: Option<FindingClass> = None;
        let mut defects: BTreeSet<Defect> = BTreeSet::new();
        let mut may_be_present: BTreeSet<FactorId> = BTreeSet::new();
        for ran in &pass.runs {
            let Some(machine) = session.machine(case, loaded, ran) else { continue };
            let formal = ran.taken.formal(place);
            let one = taken(&machine, &ran.store, finding, formal.is_empty());
            class = Some(match class {
                None => one.class,
                Some(class) if class == one.class => class,
                Some(_) => FindingClass::NotYetUsable,
            });
            if one.class == FindingClass::NotAsked {
                continue;
            }
            defects.extend(formal.iter().cloned());
            defects.extend(one.left_out.iter().filter_map(|factor| {
                let clause = facts.factors.get(*factor)?.clause;
                Some(Defect { kind: DefectKind::FactorLeftOut(*factor), clause })
            }));
            may_be_present.extend(one.may_be_present);
        }
        reports.push(FindingReport {
            finding: number,
            judgement: finding.judgement,
            class: class.unwrap_or(FindingClass::NotAsked),
            defects: defects.into_iter().collect(),
            may_be_present: may_be_present.into_iter().collect(),
        });
    }
    reports
}

fn taken(machine: &Machine<'_>, store: &Store, finding: &Finding, good: bool) -> One {
    let not_asked =
        One { class: FindingClass::NotAsked, left_out: Vec::new(), may_be_present: Vec::new() };
    let judging = machine.program.judgements.get(finding.judgement);
    let Some(judging) = judging.and_then(|judging| machine.program.judgings.get(*judging)) else {
        return if finding.draft {
            One { class: FindingClass::Draft, ..not_asked }
        } else {
            not_asked
        };
    };
    if !finding.draft && !is_asked(machine, store, judging) {
        return not_asked;
    }
    let named =
        |factor: &FactorId| finding.weighing.iter().any(|weighed| weighed.factor == *factor);
    let unnamed = || judging.factors.iter().filter(|(factor, _)| !named(factor));
    let present = |slot| machine.truth(store, slot, 0);
    let factors = |test: &dyn Fn(Truth) -> bool| -> Vec<FactorId> {
        unnamed().filter(|(_, slot)| test(present(*slot))).map(|(factor, _)| *factor).collect()
    };
    let left_out = factors(&|present| !present.may_no());
    let may_be_present = factors(&|present| present.may_no() && present != Truth::NO);
    let class = if finding.draft {
        FindingClass::Draft
    } else if !good || !left_out.is_empty() {
        FindingClass::Defective
    } else if may_be_present.is_empty() {
        FindingClass::Used
    } else {
        FindingClass::NotYetUsable
    };
    One { class, left_out, may_be_present }
}

/// Whether the judgement of a finding is asked at all.
fn is_asked(machine: &Machine<'_>, store: &Store, judging: &Judging) -> bool {
    let declared = machine.meaning.facts.judgements.get(judging.judgement);
    declared
        .is_some_and(|declared| machine.program.live.get(declared.clause).copied().unwrap_or(false))
        && machine.truth(store, judging.off, 0) != Truth::YES
        && machine.truth(store, judging.ready, 0) != Truth::NO
}
