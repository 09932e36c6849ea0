//! Forms over a list: what is asked, added or compared of each element.

use whereas_hir::expr::{ExprId, Over};
use whereas_value::types::Type;

use super::{choices, condition};
use crate::checker::Checker;
use crate::faults::values::{ListUse, NotInLists};

/// `where C`
pub fn filter(ctx: &mut Checker<'_>, over: &Over) {
    if let Some(filter) = over.filter {
        condition(ctx, filter);
    }
}

/// `count of different (c.k …)`: what can be told apart.
pub fn key(ctx: &mut Checker<'_>, key: ExprId) {
    choices::settle(ctx, key);
    let found = ctx.ty(key);
    if matches!(found, Type::Record(_) | Type::List(_) | Type::Set(_)) {
        ctx.report(&NotInLists { expr: key, found, using: ListUse::Key });
    }
}

/// `sum of (c.pay …)`: what can be added.
pub fn summed(ctx: &mut Checker<'_>, item: ExprId) -> Type {
    choices::settle(ctx, item);
    let found = ctx.ty(item);
    if (found.is_numeric() && found != Type::Date) || found == Type::Broken {
        return found;
    }
    ctx.report(&NotInLists { expr: item, found, using: ListUse::Sum });
    Type::Broken
}

/// `smallest of (c.pay …)`, `with smallest c.born`: what has an order.
pub fn compared(ctx: &mut Checker<'_>, item: ExprId) -> Type {
    choices::settle(ctx, item);
    let found = ctx.ty(item);
    if found.is_numeric() || found == Type::Broken {
        return found;
    }
    ctx.report(&NotInLists { expr: item, found, using: ListUse::Extreme });
    Type::Broken
}
