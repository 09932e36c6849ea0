//! Arithmetic: nothing converts silently.

use whereas_hir::expr::{Arithmetic, ExprId};
use whereas_value::types::Type;

use super::{choices, common};
use crate::checker::Checker;
use crate::faults::arithmetic::{
    Amounts, DateMinusDate, DaysWithMonths, MixedMoney, MoneyTimesMoney, NoMonthEnds, NotRoundable,
};

/// `A + B`, `A - B`, `A * B`, `A / B`
pub fn of(ctx: &mut Checker<'_>, id: ExprId, op: Arithmetic, left: ExprId, right: ExprId) -> Type {
    choices::settle(ctx, left);
    choices::settle(ctx, right);
    let (a, b) = (ctx.ty(left), ctx.ty(right));
    if a == Type::Broken || b == Type::Broken {
        return if_one_is_broken(op, a, b);
    }
    let result = match op {
        Arithmetic::Add | Arithmetic::Subtract => sum(&a, &b),
        Arithmetic::Multiply => product(&a, &b),
        Arithmetic::Divide => quotient(&a, &b),
    };
    if let Some(ty) = result {
        if a == Type::Date && b == Type::Months {
            month_ends(ctx, id);
        }
        return ty;
    }
    let (left, right) = ((left, a), (right, b));
    match (op, &left.1, &right.1) {
        (Arithmetic::Subtract, Type::Date, Type::Date) => {
            ctx.report(&DateMinusDate { expr: id, left: left.0, right: right.0 });
            return Type::Days;
        }
        (Arithmetic::Multiply, Type::Money { .. }, Type::Money { .. }) => {
            ctx.report(&MoneyTimesMoney { expr: id, left: left.0, right: right.0 });
        }
        (_, Type::Money { .. }, Type::Money { .. }) => {
            ctx.report(&MixedMoney { expr: id, left, right })
        }
        (Arithmetic::Add | Arithmetic::Subtract, Type::Days, Type::Months)
        | (Arithmetic::Add | Arithmetic::Subtract, Type::Months, Type::Days) => {
            ctx.report(&DaysWithMonths { expr: id, left, right });
        }
        _ => ctx.report(&Amounts { expr: id, op, left, right }),
    }
    Type::Broken
}

/// What is still sure where one side is not understood: nothing of a quotient.
fn if_one_is_broken(op: Arithmetic, a: Type, b: Type) -> Type {
    match op {
        Arithmetic::Add | Arithmetic::Subtract => {
            let known = if a == Type::Broken { b } else { a };
            if matches!(known, Type::Money { .. }) { known } else { Type::Broken }
        }
        Arithmetic::Multiply | Arithmetic::Divide => Type::Broken,
    }
}

fn sum(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (Type::Date, Type::Days | Type::Months) => Some(Type::Date),
        // A length of time comes second; `5 years + D` is told to turn round.
        (Type::Date, _) | (_, Type::Date) => None,
        (a, b) if a.is_numeric() && b.is_numeric() => common(a, b),
        _ => None,
    }
}

fn product(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (Type::Number | Type::Integer, Type::Number | Type::Integer) => common(a, b),
        (Type::Number | Type::Integer, money @ Type::Money { .. })
        | (money @ Type::Money { .. }, Type::Number | Type::Integer) => Some(money.clone()),
        (Type::Number | Type::Integer, counted @ Type::NumberIn(_))
        | (counted @ Type::NumberIn(_), Type::Number | Type::Integer) => Some(counted.clone()),
        // Lengths of time are whole.
        (Type::Integer, length @ (Type::Days | Type::Months | Type::Minutes))
        | (length @ (Type::Days | Type::Months | Type::Minutes), Type::Integer) => {
            Some(length.clone())
        }
        _ => None,
    }
}

fn quotient(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (Type::Number | Type::Integer, Type::Number | Type::Integer) => Some(Type::Number),
        (amount @ (Type::Money { .. } | Type::NumberIn(_)), Type::Number | Type::Integer) => {
            Some(amount.clone())
        }
        (Type::Money { .. } | Type::NumberIn(_) | Type::Days | Type::Months | Type::Minutes, _)
            if a == b =>
        {
            Some(Type::Number)
        }
        _ => None,
    }
}

/// Months beside a date need the rule for months that are too short.
pub fn month_ends(ctx: &mut Checker<'_>, id: ExprId) {
    if ctx.hir.policies.get(ctx.policy_of(id)).is_none_or(|main| main.month_ends.is_none()) {
        ctx.report(&NoMonthEnds { expr: id, policy: ctx.policy_of(id) });
    }
}

/// `X rounded to 2 places half up`
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others cannot stand there, or need nothing"
)]
pub fn rounded(ctx: &mut Checker<'_>, value: ExprId, places: u32) -> Type {
    choices::settle(ctx, value);
    match ctx.ty(value) {
        Type::Number | Type::Integer if places == 0 => Type::Integer,
        ty @ (Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::NumberIn(_)
        | Type::Broken) => ty,
        found => {
            ctx.report(&NotRoundable { expr: value, found });
            Type::Broken
        }
    }
}
