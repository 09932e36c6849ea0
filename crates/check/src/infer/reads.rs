//! Reading what a policy declares: terms, decisions, fields, and what is asked of the record of a case.

use whereas_hir::expr::{Expr, ExprId, FunctionId};
use whereas_hir::policy::DecisionKind;
use whereas_value::id::{ClauseId, DecisionId, TermId};
use whereas_value::types::Type;

use super::{choices, expect};
use crate::checker::Checker;
use crate::faults::decisions::UnderNothing;
use crate::faults::values::{NeverAbsent, NotRecorded};

/// A term: the type it is declared with, or else that of what it means.
pub fn term(ctx: &mut Checker<'_>, id: TermId) -> Type {
    let Some(term) = ctx.hir.terms.get(id) else { return Type::Broken };
    if let Some(ty) = &term.ty {
        return ty.clone();
    }
    let means = term.means;
    choices::settle(ctx, means);
    ctx.ty(means)
}

/// A decision: its type, or the set it is.
pub fn decision(ctx: &Checker<'_>, id: DecisionId) -> Type {
    match ctx.hir.decisions.get(id).map(|decision| &decision.kind) {
        Some(DecisionKind::Is(ty) | DecisionKind::Total(ty)) => ty.present().clone(),
        Some(DecisionKind::Set(choice)) => Type::Set(*choice),
        None => Type::Broken,
    }
}

/// `d under CLAUSE`: a clause that has a rule for it.
pub fn under(ctx: &mut Checker<'_>, at: ExprId, id: DecisionId, clauses: &[ClauseId]) {
    let gives = |clause: &ClauseId| {
        ctx.hir.clauses.get(*clause).is_some_and(|clause| {
            clause
                .rules
                .iter()
                .any(|rule| ctx.hir.rules.get(*rule).is_some_and(|rule| rule.decision == id))
        })
    };
    if !clauses.is_empty() && !clauses.iter().any(gives) {
        ctx.report(&UnderNothing { expr: at, decision: id, clauses: clauses.to_vec() });
    }
}

/// `x.field`
pub fn field(ctx: &Checker<'_>, base: ExprId, field: u32) -> Type {
    let Type::Record(record) = ctx.ty(base) else { return Type::Broken };
    whereas_hir::vocabulary::field(&ctx.hir.records, record, field)
        .map_or(Type::Broken, |field| field.ty.clone())
}

/// `F is known`: of what a case states.
pub fn recorded(ctx: &mut Checker<'_>, inner: ExprId) {
    if !is_stated(ctx, inner) {
        choices::clear(ctx, inner);
        ctx.report(&NotRecorded { expr: inner });
    }
}

/// `F is absent`: of what is optional.
pub fn may_be_absent(ctx: &mut Checker<'_>, inner: ExprId) {
    if !is_stated(ctx, inner) {
        choices::clear(ctx, inner);
        ctx.report(&NotRecorded { expr: inner });
    } else if ctx.types.get(inner).is_some_and(|ty| !matches!(ty, Type::Optional(_) | Type::Broken))
    {
        ctx.report(&NeverAbsent { expr: inner });
    }
}

/// Whether an expression names a fact, or a field of a fact or element.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others cannot stand there, or need nothing"
)]
fn is_stated(ctx: &Checker<'_>, expr: ExprId) -> bool {
    let mut expr = expr;
    loop {
        match ctx.expr(expr) {
            Expr::Missing | Expr::Fact(_) | Expr::Variable(_) => return true,
            Expr::Field { base, .. } => expr = *base,
            _ => return false,
        }
    }
}

/// In what a function means: what it is given.
pub fn argument(ctx: &Checker<'_>, function: FunctionId, place: u32) -> Type {
    let given = ctx.hir.functions.get(function).zip(usize::try_from(place).ok());
    let given = given.and_then(|(it, place)| it.parameters.get(place));
    given.map_or(Type::Broken, |(_, ty)| ty.clone())
}

/// `f(a, b)`: each value is of the type that is said of it.
pub fn call(
    ctx: &mut Checker<'_>,
    function: FunctionId,
    arguments: &[ExprId],
    means: ExprId,
) -> Type {
    let Some(found) = ctx.hir.functions.get(function).cloned() else { return Type::Broken };
    for (argument, (_, ty)) in arguments.iter().zip(&found.parameters) {
        expect(ctx, *argument, ty);
    }
    // That the text of the function gives what it says is told once, where it stands; here only names of values are
    // settled by it.
    choices::pushed(ctx, means, &found.ty);
    found.ty
}
