//! Slips: what has a meaning, and most often not the one that was meant.

use std::collections::BTreeSet;

use whereas_hir::expr::{Expr, ExprId};
use whereas_value::id::TermId;

use crate::checker::Checker;
use crate::faults::structure::{KnownOutside, NoForce, NoRules};
use crate::visit::{self, Root};

/// Warns of each.
pub fn run(ctx: &mut Checker<'_>) {
    no_force(ctx);
    known_outside(ctx);
    no_rules(ctx);
}

/// A policy that does not say when it is in force.
fn no_force(ctx: &mut Checker<'_>) {
    let found: Vec<_> = ctx
        .hir
        .policies
        .enumerate()
        .filter(|(_, policy)| policy.force.is_empty())
        .map(|(id, _)| id)
        .collect();
    for policy in found {
        // Only a policy that decides something has to.
        let decides = ctx
            .hir
            .clauses
            .iter()
            .any(|clause| clause.policy == policy && clause.commentary.is_none());
        if decides {
            ctx.report(&NoForce { policy });
        }
    }
}

/// `is known` outside `… only after`, itself or in a term that is read elsewhere.
fn known_outside(ctx: &mut Checker<'_>) {
    let roots = visit::roots(&ctx.hir);
    let starts =
        roots.iter().filter(|(root, _)| !matches!(root, Root::Prerequisite(..) | Root::Term(_)));
    let mut stack: Vec<ExprId> = starts.map(|(_, expr)| *expr).collect();
    let mut terms: BTreeSet<TermId> = BTreeSet::new();
    let mut found: BTreeSet<ExprId> = BTreeSet::new();
    while let Some(id) = stack.pop() {
        let Some(expr) = ctx.hir.exprs.get(id) else { continue };
        stack.extend(expr.operands());
        if let Expr::Term(term) = expr
            && terms.insert(*term)
        {
            stack.extend(ctx.hir.terms.get(*term).map(|term| term.means));
        }
        if matches!(expr, Expr::IsKnown(_)) {
            found.insert(id);
        }
    }
    for expr in found {
        ctx.report(&KnownOutside { expr });
    }
}

/// A decision that no clause decides.
fn no_rules(ctx: &mut Checker<'_>) {
    let decided: BTreeSet<_> = ctx.hir.rules.iter().map(|rule| rule.decision).collect();
    let found: Vec<_> = ctx.hir.decisions.ids().filter(|id| !decided.contains(id)).collect();
    for decision in found {
        ctx.report(&NoRules { decision });
    }
}
