//! Slips: what has a meaning, and most often not the one that was meant.

use std::collections::BTreeSet;

use whereas_hir::Hir;
use whereas_hir::expr::{Expr, ExprId};
use whereas_value::id::TermId;

use crate::checker::Checker;
use crate::faults::structure::{KnownOutside, MissingAnd, NoCites, NoForce, NoRules};
use crate::visit::{self, Root};

/// Warns of each.
pub fn run(ctx: &mut Checker<'_>) {
    no_force(ctx);
    missing_and(ctx);
    known_outside(ctx);
    no_rules(ctx);
    no_cites(ctx);
}

/// A policy that does not say when it is in force.
fn no_force(ctx: &mut Checker<'_>) {
    let found: Vec<_> = ctx.hir.policies.enumerate().filter(|(_, policy)| policy.force.is_empty()).map(|(id, _)| id).collect();
    for policy in found {
        // Only a policy that decides something has to.
        let decides = ctx.hir.clauses.iter().any(|clause| clause.policy == policy && clause.commentary.is_none());
        if decides {
            ctx.report(&NoForce { policy });
        }
    }
}

/// A rule without a condition right after one with, in one clause.
fn missing_and(ctx: &mut Checker<'_>) {
    let mut found = Vec::new();
    for clause in &ctx.hir.clauses {
        for (before, after) in clause.rules.iter().zip(clause.rules.iter().skip(1)) {
            let (Some(first), Some(second)) = (ctx.hir.rules.get(*before), ctx.hir.rules.get(*after)) else { continue };
            let bare = second.when.is_none() && second.unless.is_none();
            if bare && first.when.is_some() {
                found.push(MissingAnd { before: *before, after: *after });
            }
        }
    }
    for fault in found {
        ctx.report(&fault);
    }
}

/// `is known` outside `… only after`, itself or in a term that is read elsewhere.
fn known_outside(ctx: &mut Checker<'_>) {
    let roots = visit::roots(&ctx.hir);
    let starts = roots.iter().filter(|(root, _)| !matches!(root, Root::Prerequisite(..) | Root::Term(_)));
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

/// A clause that cites nothing and is no commentary.
fn no_cites(ctx: &mut Checker<'_>) {
    // Where a policy names no source at all, that is told of the policy by the pass that reads the sources.
    if ctx.hir.sources.is_empty() {
        return;
    }
    let main = ctx.hir.clauses.enumerate().filter(|(_, clause)| clause.policy == Hir::MAIN);
    let found: Vec<_> = main.filter(|(_, clause)| clause.cites.is_empty() && clause.commentary.is_none()).map(|(id, _)| id).collect();
    for clause in found {
        ctx.report(&NoCites { clause });
    }
}
