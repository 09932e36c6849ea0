//! Scales: limits of the kind of what is scaled, that rise.

use whereas_hir::Hir;
use whereas_hir::expr::{Band, Expr, ExprId};
use whereas_value::date::Date;
use whereas_value::number::Number;
use whereas_value::types::Type;

use super::{compare, expect};
use crate::checker::Checker;
use crate::faults::arithmetic::{ScaleLimits, ScaleOf};
use crate::leaves;

/// `marginal scale x (0 % up to A, 40 % above)`: what x is, since a rate is a number.
pub fn of(ctx: &mut Checker<'_>, id: ExprId, base: ExprId, bands: &[Band]) -> Type {
    for band in bands {
        expect(ctx, band.rate, &Type::Number);
    }
    let limits: Vec<ExprId> = bands.iter().filter_map(|band| band.up_to).collect();
    let amounts: Vec<ExprId> = std::iter::once(base).chain(limits.iter().copied()).collect();
    let ty = compare::ends(ctx, id, &amounts);
    for (below, above) in limits.iter().zip(limits.iter().skip(1)) {
        if let Some((day, low, high)) = not_rising(&ctx.hir, *below, *above) {
            ctx.report(&ScaleLimits { below: *below, above: *above, day, low, high });
        }
    }
    match ty {
        Type::Number | Type::Integer => Type::Number,
        Type::Money { .. } | Type::NumberIn(_) | Type::Broken => ty,
        found @ (Type::Truth
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::Text
        | Type::Choice(_)
        | Type::Set(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Optional(_)) => {
            ctx.report(&ScaleOf { expr: base, found });
            Type::Broken
        }
    }
}

/// The first day on which two limits that are written or parameters do not rise, and what they are.
fn not_rising(hir: &Hir, below: ExprId, above: ExprId) -> Option<(Option<Date>, Number, Number)> {
    let (below, above) = (values(hir, below)?, values(hir, above)?);
    let mut days: Vec<Option<Date>> = below.iter().chain(&above).map(|(from, _)| *from).collect();
    days.sort_unstable();
    days.into_iter().find_map(|day| {
        let (low, high) = (on(&below, day)?, on(&above, day)?);
        (high <= low).then(|| (day, low.clone(), high.clone()))
    })
}

/// What a limit is, and from which days; a written one always.
fn values(hir: &Hir, limit: ExprId) -> Option<Vec<(Option<Date>, Number)>> {
    let limit = hir.exprs.get(limit)?;
    if let Expr::Literal(literal) = limit {
        return Some(vec![(None, leaves::number(literal)?)]);
    }
    let Expr::Parameter { parameter, on: None } = limit else { return None };
    let values = &hir.parameters.get(*parameter)?.values;
    values.iter().map(|(from, value)| Some((Some(*from), leaves::number(value)?))).collect()
}

fn on(values: &[(Option<Date>, Number)], day: Option<Date>) -> Option<&Number> {
    values.iter().rfind(|(from, _)| *from <= day).map(|(_, value)| value)
}
