//! Names of choice values: which choice they are of is said by what they are held against.

use whereas_hir::expr::{Expr, ExprId, Literal};
use whereas_value::id::ChoiceId;
use whereas_value::types::Type;

use crate::checker::Checker;
use crate::faults::values::{AmbiguousValue, Branches, NoSuchValue, ValueElsewhere, WholeThing};

/// Resolves a pending expression where a value of this type is wanted. False where it is not pending.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others cannot stand there, or need nothing"
)]
pub fn pushed(ctx: &mut Checker<'_>, id: ExprId, wanted: &Type) -> bool {
    if !ctx.pending.contains(&id) {
        return false;
    }
    match wanted.present() {
        Type::Choice(choice) => push(ctx, id, *choice),
        Type::Broken => {
            ctx.pending.remove(&id);
        }
        other => {
            let wanted = other.clone();
            ctx.pending.remove(&id);
            ctx.report(&ValueElsewhere { expr: id, wanted });
        }
    }
    true
}

/// Resolves a pending expression and the branches it consists of.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others cannot stand there, or need nothing"
)]
fn push(ctx: &mut Checker<'_>, id: ExprId, choice: ChoiceId) {
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        if !ctx.pending.remove(&id) {
            continue;
        }
        ctx.set_type(id, Type::Choice(choice));
        match ctx.expr(id).clone() {
            Expr::If { then, otherwise, .. } => stack.extend([otherwise, then]),
            Expr::Literal(Literal::ChoiceName(name)) => match place_of(ctx, choice, &name) {
                Some(value) => {
                    if let Some(place) = ctx.hir.exprs.get_mut(id) {
                        *place = Expr::Literal(Literal::Choice { choice, value });
                    }
                }
                None => {
                    ctx.set_type(id, Type::Broken);
                    ctx.report(&NoSuchValue { place: ctx.places.expr(id), choice, name });
                }
            },
            _ => {}
        }
    }
}

/// The place of a name among the values of a choice.
pub fn place_of(ctx: &Checker<'_>, choice: ChoiceId, name: &str) -> Option<u32> {
    let values = &ctx.hir.choices.get(choice)?.values;
    let place = values.iter().position(|value| value.name == name)?;
    u32::try_from(place).ok()
}

/// Resolves a pending expression that nothing is held against, where only one choice has its values.
pub fn settle(ctx: &mut Checker<'_>, id: ExprId) {
    if !ctx.pending.contains(&id) {
        return;
    }
    let names = names_in(ctx, id);
    let mut fitting = ctx
        .hir
        .choices
        .ids()
        .filter(|choice| names.iter().all(|name| place_of(ctx, *choice, name).is_some()));
    let (first, second) = (fitting.next(), fitting.next());
    drop(fitting);
    match (first, second) {
        (Some(choice), None) => push(ctx, id, choice),
        (first, second) => {
            let of: Vec<ChoiceId> = first.into_iter().chain(second).collect();
            clear(ctx, id);
            ctx.report(&AmbiguousValue { expr: id, of });
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others cannot stand there, or need nothing"
)]
fn names_in(ctx: &Checker<'_>, id: ExprId) -> Vec<ecow::EcoString> {
    let (mut names, mut stack) = (Vec::new(), vec![id]);
    while let Some(id) = stack.pop() {
        match ctx.expr(id) {
            Expr::Literal(Literal::ChoiceName(name)) => names.push(name.clone()),
            Expr::If { then, otherwise, .. } if ctx.pending.contains(&id) => {
                stack.extend([*otherwise, *then]);
            }
            _ => {}
        }
    }
    names
}

/// Gives up on a pending expression: the error is told once.
pub fn clear(ctx: &mut Checker<'_>, id: ExprId) {
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        if ctx.pending.remove(&id)
            && let Expr::If { then, otherwise, .. } = ctx.expr(id)
        {
            stack.extend([*otherwise, *then]);
        }
    }
}

/// Two expressions that are held against each other: each may say of which choice the other is.
pub fn meet(ctx: &mut Checker<'_>, left: ExprId, right: ExprId) {
    match (ctx.pending.contains(&left), ctx.pending.contains(&right)) {
        (true, false) => {
            let wanted = ctx.ty(right);
            pushed(ctx, left, &wanted);
        }
        (false, true) => {
            let wanted = ctx.ty(left);
            pushed(ctx, right, &wanted);
        }
        (true, true) => {
            settle(ctx, left);
            let wanted = ctx.ty(left);
            pushed(ctx, right, &wanted);
        }
        (false, false) => {}
    }
}

/// The type of `if C then A else B`.
pub fn branches(ctx: &mut Checker<'_>, id: ExprId, then: ExprId, otherwise: ExprId) -> Type {
    if ctx.pending.contains(&then) && ctx.pending.contains(&otherwise) {
        ctx.pending.insert(id);
        return Type::Broken;
    }
    meet(ctx, then, otherwise);
    let (a, b) = (ctx.ty(then), ctx.ty(otherwise));
    for (branch, ty) in [(then, &a), (otherwise, &b)] {
        if matches!(ty, Type::Record(_) | Type::List(_) | Type::Set(_)) {
            ctx.report(&WholeThing { expr: branch, found: ty.clone() });
            return Type::Broken;
        }
    }
    super::common(&a, &b).unwrap_or_else(|| {
        ctx.report(&Branches { expr: id, then: (then, a), otherwise: (otherwise, b) });
        Type::Broken
    })
}
