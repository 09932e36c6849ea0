//! Comparisons: only within one type, and an order only where there is one.

use whereas_hir::expr::{Compare, ExprId};
use whereas_value::types::Type;

use super::{choices, common};
use crate::checker::Checker;
use crate::faults::values::{NotASet, NotComparable, SetCompared, Unordered, WholeThing};

/// `A is B`, `A exceeds B`
pub fn compare(
    ctx: &mut Checker<'_>,
    id: ExprId,
    op: Compare,
    left: ExprId,
    right: ExprId,
) -> Type {
    if let Some(set) = [left, right].into_iter().find(|side| matches!(ctx.ty(*side), Type::Set(_)))
    {
        let other = if set == left { right } else { left };
        choices::clear(ctx, other);
        ctx.report(&SetCompared { expr: id, set, other: (set == left).then_some(other), op });
        return Type::Truth;
    }
    if let Some(ty) = pair(ctx, id, left, right)
        && !matches!(op, Compare::Equal | Compare::NotEqual)
    {
        ordered(ctx, id, ty);
    }
    Type::Truth
}

/// `x is one of (a, b)`
pub fn one_of(ctx: &mut Checker<'_>, id: ExprId, subject: ExprId, values: &[ExprId]) -> Type {
    if matches!(ctx.ty(subject), Type::Set(_)) {
        for value in values {
            choices::clear(ctx, *value);
        }
        ctx.report(&SetCompared { expr: id, set: subject, other: None, op: Compare::Equal });
        return Type::Truth;
    }
    for value in values {
        // One fault is enough for a list whose values are all of one wrong kind.
        if pair(ctx, id, subject, *value).is_none() {
            break;
        }
    }
    if let found @ Type::Truth = ctx.ty(subject) {
        ctx.report(&Unordered { expr: id, found, one_of: true });
    }
    for value in values {
        choices::clear(ctx, *value);
    }
    Type::Truth
}

/// `x is between A and B`
pub fn between(
    ctx: &mut Checker<'_>,
    id: ExprId,
    subject: ExprId,
    low: ExprId,
    high: ExprId,
) -> Type {
    let first = pair(ctx, id, subject, low);
    if first.is_some()
        && let Some(ty) = pair(ctx, id, subject, high)
    {
        ordered(ctx, id, ty);
    }
    choices::clear(ctx, low);
    choices::clear(ctx, high);
    Type::Truth
}

/// `the lesser of (…)`: of numbers, amounts, dates, lengths of time.
pub fn ends(ctx: &mut Checker<'_>, id: ExprId, all: &[ExprId]) -> Type {
    let Some((first, rest)) = all.split_first() else { return Type::Broken };
    choices::settle(ctx, *first);
    let mut ty = ctx.ty(*first);
    for other in rest {
        match pair(ctx, id, *first, *other) {
            Some(joined) => ty = common(&ty, &joined).unwrap_or(Type::Broken),
            None => return Type::Broken,
        }
    }
    if ty.is_numeric() || ty == Type::Broken {
        return ty;
    }
    ctx.report(&Unordered { expr: id, found: ty, one_of: false });
    Type::Broken
}

/// The common type of two sides; an error, and none, where there is none.
fn pair(ctx: &mut Checker<'_>, id: ExprId, left: ExprId, right: ExprId) -> Option<Type> {
    choices::meet(ctx, left, right);
    let (a, b) = (ctx.ty(left), ctx.ty(right));
    for (side, ty) in [(left, &a), (right, &b)] {
        if matches!(ty, Type::Record(_) | Type::List(_) | Type::Set(_)) {
            ctx.report(&WholeThing { expr: side, found: ty.clone() });
            return None;
        }
    }
    let ty = common(&a, &b);
    if ty.is_none() {
        ctx.report(&NotComparable { expr: id, left: (left, a), right: (right, b) });
    }
    ty
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others cannot stand there, or need nothing"
)]
fn ordered(ctx: &mut Checker<'_>, id: ExprId, ty: Type) {
    let has_order = match &ty {
        Type::Choice(choice) => ctx.hir.choices.get(*choice).is_some_and(|choice| choice.ordered),
        Type::Broken => true,
        other => other.is_numeric(),
    };
    if !has_order {
        ctx.report(&Unordered { expr: id, found: ty, one_of: false });
    }
}

/// `S is empty`
pub fn is_empty(ctx: &mut Checker<'_>, inner: ExprId) {
    choices::settle(ctx, inner);
    let found = ctx.ty(inner);
    if !matches!(found, Type::Set(_) | Type::List(_) | Type::Broken) {
        ctx.report(&NotASet { expr: inner, found });
    }
}
