//! What a policy says, held against the types of what it says it with.
//!
//! Reads the policy and the types of its expressions; produces faults, and resolves the choice values that stand
//! where a value of one type is wanted. Invariant on exit: no name of a choice value is left but beside an error.

mod clauses;
mod duties;
mod rules;

pub use rules::amounts;

use whereas_value::types::Type;

use crate::checker::Checker;
use crate::infer::{choices, condition, expect};

/// Checks every statement.
pub fn run(ctx: &mut Checker<'_>) {
    outside_clauses(ctx);
    rules::run(ctx);
    clauses::run(ctx);
    duties::run(ctx);
    // What is left is held against nothing: its choice can only be told by its name.
    while let Some(id) = ctx.pending.first().copied() {
        choices::settle(ctx, id);
        ctx.pending.remove(&id);
    }
}

/// `applies when`, `complete only when`, `otherwise`, terms.
fn outside_clauses(ctx: &mut Checker<'_>) {
    let scopes: Vec<_> = ctx.hir.policies.iter().filter_map(|policy| policy.applies_when).collect();
    let complete = ctx.hir.facts.iter().filter_map(|fact| fact.complete_only_when);
    let conditions: Vec<_> = scopes.into_iter().chain(complete).collect();
    for id in conditions {
        condition(ctx, id);
    }
    let terms: Vec<_> =
        ctx.hir.terms.iter().filter_map(|term| Some((term.means, term.ty.clone()?))).collect();
    for (means, ty) in terms {
        expect(ctx, means, &ty);
    }
    let functions: Vec<_> = ctx.hir.functions.iter().map(|it| (it.means, it.ty.clone())).collect();
    for (means, ty) in functions {
        expect(ctx, means, &ty);
    }
    let untyped: Vec<_> =
        ctx.hir.terms.iter().filter(|term| term.ty.is_none()).map(|term| term.means).collect();
    for means in untyped {
        choices::settle(ctx, means);
        let found = ctx.ty(means);
        if matches!(found, Type::Record(_) | Type::List(_) | Type::Set(_)) {
            ctx.report(&crate::faults::values::WholeThing { expr: means, found });
        }
    }
}
