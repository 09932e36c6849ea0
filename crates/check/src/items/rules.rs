//! Decisions and their rules: the form, the value, the conditions, the element.

use whereas_hir::clause::{Gives, Rule};
use whereas_hir::expr::Expr;
use whereas_hir::policy::DecisionKind;
use whereas_value::currency::Currency;
use whereas_value::types::Type;

use crate::amounts::Reach;
use crate::checker::Checker;
use crate::faults::arithmetic::{RoundedAgain, UnroundedMoney};
use crate::infer::{choices, condition, expect};

/// Checks `otherwise` and every rule.
pub fn run(ctx: &mut Checker<'_>) {
    let decisions: Vec<_> = ctx.hir.decisions.iter().cloned().collect();
    for decision in &decisions {
        if let (DecisionKind::Is(ty), Some(value)) = (&decision.kind, decision.otherwise) {
            expect(ctx, value, ty);
        }
    }
    let rules: Vec<_> = ctx.hir.rules.iter().cloned().collect();
    for rule in &rules {
        one(ctx, rule);
    }
}

fn one(ctx: &mut Checker<'_>, rule: &Rule) {
    for part in rule.when.iter().chain(&rule.unless) {
        condition(ctx, *part);
    }
    let Some(decision) = ctx.hir.decisions.get(rule.decision).cloned() else { return };
    match (&decision.kind, &rule.gives) {
        (DecisionKind::Is(ty), Gives::Is(value))
        | (DecisionKind::Total(ty), Gives::Adds(value)) => {
            expect(ctx, *value, ty);
        }
        (DecisionKind::Set(choice), Gives::Includes(value) | Gives::Excludes(value)) => {
            expect(ctx, *value, &Type::Choice(*choice));
        }
        (
            DecisionKind::Is(_),
            Gives::Includes(value) | Gives::Excludes(value) | Gives::Adds(value),
        )
        | (DecisionKind::Set(_), Gives::Is(value) | Gives::Adds(value))
        | (
            DecisionKind::Total(_),
            Gives::Is(value) | Gives::Includes(value) | Gives::Excludes(value),
        ) => {
            // The verb was held against the decision when the names were resolved.
            choices::clear(ctx, *value);
        }
    }
}

/// Money that a decision gives has the places of its coin; what is rounded already is not rounded again.
pub fn amounts(
    ctx: &mut Checker<'_>,
    reaches: &whereas_value::IndexVec<whereas_hir::expr::ExprId, Option<Reach>>,
) {
    let reach = |id| reaches.get(id).and_then(Option::as_ref);
    let mut given = Vec::new();
    for decision in &ctx.hir.decisions {
        given.extend(decision.otherwise.map(|value| (decision.kind.clone(), value)));
    }
    for rule in &ctx.hir.rules {
        if let (Gives::Is(value) | Gives::Adds(value), Some(decision)) =
            (&rule.gives, ctx.hir.decisions.get(rule.decision))
        {
            given.push((decision.kind.clone(), *value));
        }
    }
    for (kind, value) in given {
        let (DecisionKind::Is(Type::Money { currency, .. })
        | DecisionKind::Total(Type::Money { currency, .. })) = kind
        else {
            continue;
        };
        let (Some(coin), Some(reach)) = (Currency::of(&currency), reach(value)) else { continue };
        // What is no money was told as that.
        let is_money = matches!(ctx.ty(value), Type::Money { .. });
        let fits = !is_money || reach.places.is_some_and(|places| places <= coin.places());
        if !fits {
            ctx.report(&UnroundedMoney { expr: value, currency, places: coin.places() });
        }
    }
    let again: Vec<_> = ctx
        .hir
        .exprs
        .enumerate()
        .filter_map(|(id, expr)| {
            let Expr::Rounded { value, places, .. } = expr else { return None };
            let had = reach(*value)?;
            let has = had.places.filter(|has| had.rounded && has <= places)?;
            Some(RoundedAgain { expr: id, has })
        })
        .collect();
    for fault in again {
        ctx.report(&fault);
    }
}
