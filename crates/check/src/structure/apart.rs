//! `d apart from this clause`: the clauses that say it of one decision are ordered, and each prevails over what it
//! speaks of.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::expr::{Expr, ExprId};
use whereas_value::id::{ClauseId, DecisionId};

use crate::checker::Checker;
use crate::faults::structure::{ApartUnordered, ApartWithoutEdge};
use crate::force::Variant;

/// Checks both.
pub fn run(ctx: &mut Checker<'_>, variants: &[Variant]) {
    let mut saying: BTreeMap<DecisionId, BTreeMap<ClauseId, ExprId>> = BTreeMap::new();
    for (id, expr) in ctx.hir.exprs.enumerate() {
        if let Expr::Apart { decision, clause, .. } = expr {
            saying.entry(*decision).or_default().entry(*clause).or_insert(id);
        }
    }
    for (decision, clauses) in saying {
        let mut told = BTreeSet::new();
        for variant in variants {
            let live: Vec<_> =
                clauses.iter().filter(|(clause, _)| variant.live.contains(*clause)).collect();
            for (place, (a, first)) in live.iter().enumerate() {
                for (b, second) in live.iter().skip(place.saturating_add(1)) {
                    if !variant.ordered(**a, **b) && told.insert((**a, **b)) {
                        ctx.report(&ApartUnordered {
                            decision,
                            first: (**a, **first),
                            second: (**b, **second),
                        });
                    }
                }
            }
        }
        let giving: BTreeSet<ClauseId> = ctx
            .hir
            .rules
            .iter()
            .filter(|rule| rule.decision == decision)
            .map(|rule| rule.clause)
            .collect();
        for (clause, expr) in &clauses {
            let beside = giving.iter().find(|other| {
                **other != *clause
                    && !told.contains(&(*clause, **other))
                    && !told.contains(&(**other, *clause))
                    && variants.iter().any(|variant| {
                        let both = variant.live.contains(clause) && variant.live.contains(*other);
                        both && !variant.ordered(*clause, **other)
                    })
            });
            if let Some(other) = beside.copied().filter(|_| giving.contains(clause)) {
                ctx.report(&ApartWithoutEdge { decision, clause: *clause, other, expr: *expr });
            }
        }
    }
}
