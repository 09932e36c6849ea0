//! Switch-offs, prerequisites, judgements, factors, guarantees.

use whereas_hir::clause::{GuaranteeKind, Presence};
use whereas_hir::policy::DecisionKind;
use whereas_value::types::Type;

use crate::checker::Checker;
use crate::faults::decisions::{DecidedType, GuaranteeTypes};
use crate::infer::condition;

/// Checks what clauses say besides their rules.
pub fn run(ctx: &mut Checker<'_>) {
    conditions(ctx);
    types(ctx);
    guarantees(ctx);
}

fn conditions(ctx: &mut Checker<'_>) {
    let mut found = Vec::new();
    for clause in &ctx.hir.clauses {
        for off in &clause.switch_offs {
            found.extend(off.when.iter().chain(&off.unless));
        }
        found.extend(clause.prerequisites.iter().map(|waits| waits.condition));
    }
    for factor in &ctx.hir.factors {
        if let Presence::When(present) = factor.present {
            found.push(present);
        }
    }
    for guarantee in &ctx.hir.guarantees {
        if let GuaranteeKind::Always(held) | GuaranteeKind::Never(held) = guarantee.kind {
            found.push(held);
        }
    }
    found.extend(ctx.hir.permissions.iter().filter_map(|permission| permission.when));
    for id in found {
        condition(ctx, id);
    }
}

/// A judgement is a yes/no, a choice or a number on a line.
fn types(ctx: &mut Checker<'_>) {
    let judgements: Vec<_> =
        ctx.hir.judgements.enumerate().map(|(id, judgement)| (id, judgement.clone())).collect();
    for (id, judgement) in judgements {
        let answerable = matches!(judgement.ty, Type::Truth | Type::Choice(_) | Type::Broken)
            || judgement.ty.is_numeric();
        if !answerable {
            let place = ctx.places.judgement(id);
            ctx.report(&DecidedType {
                place,
                name: judgement.name.clone(),
                found: judgement.ty.clone(),
            });
        }
    }
}

fn guarantees(ctx: &mut Checker<'_>) {
    let raising: Vec<_> = ctx
        .hir
        .guarantees
        .enumerate()
        .filter_map(|(id, guarantee)| match guarantee.kind {
            GuaranteeKind::Raising { fact, decision, .. } => Some((id, fact, decision)),
            GuaranteeKind::Always(_) | GuaranteeKind::Never(_) => None,
        })
        .collect();
    for (guarantee, fact, decision) in raising {
        let fact_ty =
            ctx.hir.facts.get(fact).map_or(Type::Broken, |fact| fact.ty.present().clone());
        let decision_ty = match ctx.hir.decisions.get(decision).map(|decision| &decision.kind) {
            Some(DecisionKind::Is(ty) | DecisionKind::Total(ty)) => ty.present().clone(),
            Some(DecisionKind::Set(choice)) => Type::Set(*choice),
            None => Type::Broken,
        };
        if !rises(ctx, &fact_ty, false) || !rises(ctx, &decision_ty, true) {
            let bad = if rises(ctx, &fact_ty, false) { decision_ty } else { fact_ty };
            ctx.report(&GuaranteeTypes { guarantee, found: bad });
        }
    }
}

/// Whether the values of a type stand in an order; of a decision no stands below yes.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others cannot stand there")]
fn rises(ctx: &Checker<'_>, ty: &Type, truth: bool) -> bool {
    match ty {
        Type::Choice(choice) => ctx.hir.choices.get(*choice).is_some_and(|choice| choice.ordered),
        Type::Truth => truth,
        Type::Broken => true,
        other => other.is_numeric(),
    }
}
