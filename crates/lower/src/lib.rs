//! A checked policy to a plan.
//!
//! Reads a [`Checked`] policy; produces a [`Plan`] that keeps every predicate of [`whereas_plan::verify()`]. Cannot
//! fail: what the checker let through has a meaning. One program for each static variant (a period of the governing
//! day, a reading of the questions on which force turns); variants that mean the same share it.

mod book;
mod builder;
mod duties;
mod exprs;
mod facts;
mod figures;
mod force;
mod judgements;
mod lists;
mod lowering;
mod order;
mod prune;
mod questions;
mod shared;
mod text;
mod totals;
mod trace;
mod waits;

use std::collections::BTreeSet;

use whereas_check::Checked;
use whereas_hir::clause::GuaranteeKind;
use whereas_hir::policy::DecisionKind;
use whereas_plan::meaning::{Decision, Guarantee, Variant};
use whereas_plan::op::Class;
use whereas_plan::unit::units;
use whereas_plan::{FORMAT, Meaning, Plan, Program};
use whereas_value::Id;
use whereas_value::id::EventKindId;

use crate::force::Static;
use crate::lowering::{Lowering, Place};
use crate::shared::Shared;
use crate::text::Text;

/// The plan of a policy.
#[must_use]
pub fn from_checked(checked: &Checked) -> Plan {
    let hir = checked.hir();
    let mut book = book::book(checked);
    let mut meaning = meaning(checked);
    force::tables(hir, &mut meaning, &mut book);
    let mut shared = Shared::default();
    let governed = hir.policies.get(whereas_hir::Hir::MAIN).and_then(|policy| policy.governed_by);
    meaning.governed_by = governed.map(|fact| shared.input(hir, fact, &[]));
    let text = Text::new(hir);
    let events = duties::events(checked);
    let readings = force::readings(hir, &meaning.contested);
    let firsts = std::iter::once(None).chain(meaning.cuts.iter().copied().map(Some));
    let lasts = meaning.cuts.iter().copied().map(Some).chain([None]);
    let periods: Vec<_> = firsts.zip(lasts).collect();
    for (from, before) in periods {
        for readings in &readings {
            let taken = meaning.contested.iter().copied().zip(readings.iter().copied()).collect();
            let fixed = force::fixed(hir, &meaning, from, taken);
            let program = program(checked, &fixed, &text, &mut shared, &events);
            let place = meaning.programs.iter().position(|other| *other == program);
            let place = place.unwrap_or_else(|| {
                meaning.programs.push(program);
                meaning.programs.len().saturating_sub(1)
            });
            let program = u32::try_from(place).unwrap_or(u32::MAX);
            meaning.variants.push(Variant { from, before, readings: readings.clone(), program });
        }
    }
    meaning.inputs = shared.inputs;
    meaning.columns = shared.columns;
    meaning.facts.nested = meaning.nested();
    let units: Vec<_> = meaning.programs.iter().map(|program| units(program, &meaning)).collect();
    meaning.programs.iter_mut().zip(units).for_each(|(program, units)| program.units = units);
    book.conditions = shared.conditions;
    book.figures = shared.figures;
    Plan { format: FORMAT, meaning, book }
}

/// What is the same in every variant.
fn meaning(checked: &Checked) -> Meaning {
    let hir = checked.hir();
    let tables = checked.tables();
    let size = |choice| hir.choices.get(choice).map_or(0, |choice| choice.values.len());
    let list = |element| hir.variables.get(element).map(|variable| variable.list);
    Meaning {
        facts: facts::facts(checked),
        parameters: hir.parameters.iter().map(facts::timeline).collect(),
        readings: hir
            .questions
            .iter()
            .map(|question| u32::try_from(question.readings.len()).unwrap_or(u32::MAX))
            .collect(),
        cuts: force::cuts(hir),
        contested_read: force::are_read(hir, &force::contested(hir)),
        contested: force::contested(hir),
        decisions: hir
            .decisions
            .iter()
            .map(|decision| Decision {
                policy: decision.policy,
                class: match &decision.kind {
                    DecisionKind::Is(ty) | DecisionKind::Total(ty) => Class::of(ty),
                    DecisionKind::Set(_) => Class::Truth,
                },
                set: match &decision.kind {
                    DecisionKind::Is(_) | DecisionKind::Total(_) => None,
                    DecisionKind::Set(choice) => u32::try_from(size(*choice)).ok(),
                },
                list: decision.element.and_then(list),
            })
            .collect(),
        duties: hir.duties.iter().map(|duty| duties::duty(checked, duty)).collect(),
        permissions: hir.permissions.iter().map(|permission| permission.clause).collect(),
        guarantees: hir
            .guarantees
            .iter()
            .map(|guarantee| match guarantee.kind {
                GuaranteeKind::Always(_) => Guarantee::Always,
                GuaranteeKind::Never(_) => Guarantee::Never,
                GuaranteeKind::Raising { .. } => Guarantee::OfManyCases,
            })
            .collect(),
        thresholds: tables
            .thresholds
            .iter()
            .map(|(leaf, all)| (leaf.clone(), all.clone()))
            .collect(),
        mentions: tables.mentions.iter().map(|(leaf, count)| (leaf.clone(), *count)).collect(),
        completing: tables.completing.iter().map(|(list, all)| (*list, all.clone())).collect(),
        ..Meaning::default()
    }
}

/// The program of one variant.
fn program<'a>(
    checked: &'a Checked,
    fixed: &Static,
    text: &Text<'a>,
    shared: &mut Shared,
    events: &[BTreeSet<Option<EventKindId>>],
) -> Program {
    let hir = checked.hir();
    let mut lowering = Lowering::new(checked, fixed, text, shared);
    lowering.in_order();
    let judgements = hir.judgements.ids().map(|judgement| lowering.judging(judgement)).collect();
    let mut decisions = whereas_value::IndexVec::new();
    let mut there = Vec::new();
    for (id, decision) in hir.decisions.enumerate() {
        let main = decision.policy == whereas_hir::Hir::MAIN;
        decisions.push(if main { lowering.decision(id) } else { Default::default() });
        if let (true, Some(list)) = (main, lowering.list_of(id)) {
            there.push((list, lowering.there(list)));
        }
    }
    there.sort_unstable();
    there.dedup();
    let main = |clause| {
        hir.clauses.get(clause).is_some_and(|clause| clause.policy == whereas_hir::Hir::MAIN)
    };
    // What a clause that is not in force guarantees is not asked.
    let guarantees = hir.guarantees.iter().map(|guarantee| match guarantee.kind {
        _ if !fixed.live.get(guarantee.clause).copied().unwrap_or(false) => None,
        GuaranteeKind::Always(condition) | GuaranteeKind::Never(condition)
            if main(guarantee.clause) =>
        {
            Some(condition)
        }
        GuaranteeKind::Always(_) | GuaranteeKind::Never(_) | GuaranteeKind::Raising { .. } => None,
    });
    let asked: Vec<_> = guarantees.collect();
    let guarantees = asked.iter().map(|condition| {
        let condition = (*condition)?;
        Some(lowering.value(condition, &Place::policy(whereas_hir::Hir::MAIN)).slot)
    });
    let guarantees = guarantees.collect();
    let permissions =
        hir.permissions.ids().map(|permission| lowering.permission(permission)).collect();
    let duties = hir.duties.enumerate().map(|(id, duty)| {
        let events = events.get(id.index()).into_iter().flatten();
        events.map(|event| lowering.duty(duty, *event)).collect()
    });
    let duties = duties.collect();
    let waits = std::mem::take(&mut lowering.waits);
    let scope = lowering.scope_condition();
    let told = hir.permissions.ids().map(|permission| lowering.permission_condition(permission));
    let permissions_told = told.collect();
    let told = asked.into_iter().map(|condition| Some(lowering.guarantee_condition(condition?)));
    let guarantees_told = told.collect();
    let mut program = lowering.builder.program;
    program.live = fixed.live.clone();
    program.judgements = judgements;
    program.decisions = decisions;
    program.there = there;
    program.guarantees = guarantees;
    program.permissions = permissions;
    program.duties = duties;
    program.waits = waits;
    program.scope = scope;
    program.permissions_told = permissions_told;
    program.guarantees_told = guarantees_told;
    prune::prune(program)
}
