//! The type of every expression, from the operands up.
//!
//! Reads the policy and the types of what it declares; produces `types`, and resolves the names of choice values by
//! what they are held against. Invariant on exit: every expression has a type; [`Type::Broken`] only where an error
//! was reported, here or before.
//!
//! A fact or field that is `optional` keeps that in its own type; every operator reads it without.

pub mod arithmetic;
pub mod choices;
mod compare;
mod lists;
pub mod reads;
mod scales;

use whereas_hir::expr::{Elapsed, EventField, Expr, ExprId, Literal, Periods};
use whereas_value::types::Type;

use crate::checker::Checker;
use crate::faults::values::{BrokenDay, MissingComparison, WholeThing, WrongType};
use crate::visit;

/// Infers the types of all expressions.
pub fn run(ctx: &mut Checker<'_>) {
    for id in visit::order(&ctx.hir) {
        let ty = of_expr(ctx, id);
        ctx.set_type(id, ty);
    }
}

fn of_expr(ctx: &mut Checker<'_>, id: ExprId) -> Type {
    let expr = ctx.expr(id).clone();
    match expr {
        Expr::Missing => Type::Broken,
        Expr::Literal(literal) => of_literal(ctx, id, &literal),
        Expr::Fact(fact) => ctx.hir.facts.get(fact).map_or(Type::Broken, |fact| fact.ty.clone()),
        Expr::Judgement(judgement) => {
            ctx.hir.judgements.get(judgement).map_or(Type::Broken, |judgement| judgement.ty.clone())
        }
        Expr::Term(term) => reads::term(ctx, term),
        Expr::Decision(decision)
        | Expr::DecisionOf { decision, .. }
        | Expr::Apart { decision, .. } => reads::decision(ctx, decision),
        Expr::Under { decision, ref clauses, .. } => {
            reads::under(ctx, id, decision, clauses);
            reads::decision(ctx, decision)
        }
        Expr::Parameter { parameter, on } => {
            if let Some(day) = on {
                expect(ctx, day, &Type::Date);
            }
            ctx.hir.parameters.get(parameter).map_or(Type::Broken, |parameter| parameter.ty.clone())
        }
        // The names were held against their set and their question when they were resolved.
        Expr::IsDecided { .. } | Expr::Reading { .. } | Expr::Includes { .. } => Type::Truth,
        Expr::Variable(variable) => {
            crate::words::element_type(&ctx.hir, variable).cloned().unwrap_or(Type::Broken)
        }
        Expr::Argument { function, place } => reads::argument(ctx, function, place),
        Expr::Call { function, ref arguments, means } => {
            reads::call(ctx, function, arguments, means)
        }
        Expr::Field { base, field } => reads::field(ctx, base, field),
        Expr::EventField(EventField::On) => Type::Date,
        Expr::EventField(EventField::By(_)) => Type::Truth,
        Expr::EventField(EventField::About) => Type::Text,
        Expr::AsOfDay | Expr::GoverningDay => Type::Date,
        Expr::Not(inner) => {
            condition(ctx, inner);
            Type::Truth
        }
        Expr::And(all) | Expr::Or(all) | Expr::AtLeast { of: all, .. } => {
            for part in all {
                condition(ctx, part);
            }
            Type::Truth
        }
        Expr::Compare { op, left, right } => compare::compare(ctx, id, op, left, right),
        Expr::OneOf { subject, ref values } => compare::one_of(ctx, id, subject, values),
        Expr::Between { subject, low, high } => compare::between(ctx, id, subject, low, high),
        Expr::IsEmpty(inner) => {
            compare::is_empty(ctx, inner);
            Type::Truth
        }
        Expr::IsKnown(inner) => {
            reads::recorded(ctx, inner);
            Type::Truth
        }
        Expr::IsAbsent(inner) => {
            reads::may_be_absent(ctx, inner);
            Type::Truth
        }
        Expr::If { test, then, otherwise } => {
            condition(ctx, test);
            choices::branches(ctx, id, then, otherwise)
        }
        Expr::Arithmetic { op, left, right } => arithmetic::of(ctx, id, op, left, right),
        Expr::Lesser(all) | Expr::Greater(all) => compare::ends(ctx, id, &all),
        Expr::Scale { base, ref bands } => scales::of(ctx, id, base, bands),
        Expr::Rounded { value, places, .. } => arithmetic::rounded(ctx, value, places),
        Expr::Elapsed { unit, from, to } => {
            expect(ctx, from, &Type::Date);
            expect(ctx, to, &Type::Date);
            match unit {
                Elapsed::Days => Type::Days,
                Elapsed::Months | Elapsed::Years => {
                    arithmetic::month_ends(ctx, id);
                    Type::Months
                }
            }
        }
        Expr::Span { from, to } => {
            expect(ctx, from, &Type::Date);
            expect(ctx, to, &Type::Date);
            ctx.hir.period.map_or(Type::Broken, Type::Record)
        }
        Expr::Periods { asked, ref days } => {
            for day in days {
                expect(ctx, *day, &Type::Date);
            }
            if asked == Periods::Overlap { Type::Truth } else { Type::Days }
        }
        Expr::DaysInAny { over, item, within } => {
            lists::filter(ctx, &over);
            for ends in std::iter::once(item).chain(within) {
                expect(ctx, ends.from, &Type::Date);
                expect(ctx, ends.to, &Type::Date);
            }
            Type::Days
        }
        Expr::Any(over) => {
            lists::filter(ctx, &over);
            Type::Truth
        }
        Expr::Every { over, has } => {
            lists::filter(ctx, &over);
            condition(ctx, has);
            Type::Truth
        }
        Expr::Count(over) => {
            lists::filter(ctx, &over);
            Type::Integer
        }
        Expr::CountDifferent { over, key } => {
            lists::filter(ctx, &over);
            lists::key(ctx, key);
            Type::Integer
        }
        Expr::Sum { over, item } => {
            lists::filter(ctx, &over);
            lists::summed(ctx, item)
        }
        Expr::Extreme { over, item, .. } => {
            lists::filter(ctx, &over);
            lists::compared(ctx, item)
        }
        Expr::Pick { over, key, .. } => {
            lists::filter(ctx, &over);
            lists::compared(ctx, key);
            crate::words::element_type(&ctx.hir, over.variable).cloned().unwrap_or(Type::Broken)
        }
    }
}

fn of_literal(ctx: &mut Checker<'_>, id: ExprId, literal: &Literal) -> Type {
    match literal {
        Literal::Truth(_) => Type::Truth,
        Literal::Number(number) if number.is_integer() => Type::Integer,
        Literal::Number(_) => Type::Number,
        Literal::Money { currency, per, .. } => {
            Type::Money { currency: currency.clone(), per: *per }
        }
        Literal::Date(_) => Type::Date,
        Literal::Days(length) | Literal::Months(length) | Literal::Minutes(length) => {
            if !length.is_integer() {
                ctx.report(&BrokenDay { expr: id });
            }
            if matches!(literal, Literal::Days(_)) {
                Type::Days
            } else if matches!(literal, Literal::Minutes(_)) {
                Type::Minutes
            } else {
                Type::Months
            }
        }
        Literal::Quantity { unit, .. } => Type::NumberIn(*unit),
        Literal::Text(_) => Type::Text,
        Literal::Choice { choice, .. } => Type::Choice(*choice),
        Literal::ChoiceName(_) => {
            ctx.pending.insert(id);
            Type::Broken
        }
    }
}

/// Whether a value of this type may stand where the other is wanted: a whole number is a number.
pub fn fits(found: &Type, wanted: &Type) -> bool {
    let (found, wanted) = (found.present(), wanted.present());
    found == wanted
        || *found == Type::Broken
        || *wanted == Type::Broken
        || (*found == Type::Integer && *wanted == Type::Number)
}

/// The type of two values held against each other, where they are of one kind.
pub fn common(a: &Type, b: &Type) -> Option<Type> {
    let (a, b) = (a.present(), b.present());
    match (a, b) {
        (Type::Broken, other) | (other, Type::Broken) => Some(other.clone()),
        (Type::Integer, Type::Number) | (Type::Number, Type::Integer) => Some(Type::Number),
        (a, b) => (a == b).then(|| a.clone()),
    }
}

/// An expression where a condition stands.
pub fn condition(ctx: &mut Checker<'_>, id: ExprId) {
    choices::settle(ctx, id);
    match ctx.ty(id) {
        Type::Truth | Type::Broken => {}
        found @ (Type::Record(_) | Type::List(_)) => ctx.report(&WholeThing { expr: id, found }),
        found @ (Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_)
        | Type::Text
        | Type::Choice(_)
        | Type::Set(_)
        | Type::Optional(_)) => ctx.report(&MissingComparison { expr: id, found }),
    }
}

/// An expression where a value of one type is wanted.
pub fn expect(ctx: &mut Checker<'_>, id: ExprId, wanted: &Type) {
    if choices::pushed(ctx, id, wanted) {
        return;
    }
    let found = ctx.ty(id);
    if fits(&found, wanted) {
        return;
    }
    if matches!(found, Type::Record(_) | Type::List(_)) {
        ctx.report(&WholeThing { expr: id, found });
    } else {
        ctx.report(&WrongType { expr: id, found, wanted: wanted.present().clone() });
    }
}
