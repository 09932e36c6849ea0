//! An `else` that stands for several values of a choice, after others of it were named one by one.
//!
//! Reads the policy and its classes. Of a chain that names all values but one, the last `else` is that one; where it is
//! more, a value that is added to the choice later falls under it without a word.

use std::collections::BTreeSet;

use whereas_hir::expr::{Compare, Expr, ExprId, Literal};
use whereas_value::id::{ChoiceId, IndexVec};

use crate::checker::Checker;
use crate::faults::decisions::WildcardArm;

/// Warns of each.
pub fn run(ctx: &mut Checker<'_>, classes: &IndexVec<ExprId, u32>) {
    let inner: BTreeSet<ExprId> = ctx
        .hir
        .exprs
        .iter()
        .filter_map(|expr| {
            let Expr::If { otherwise, .. } = expr else { return None };
            Some(*otherwise)
        })
        .collect();
    let mut found = Vec::new();
    for id in ctx.hir.exprs.ids().filter(|id| !inner.contains(id)) {
        found.extend(chain(ctx, classes, id));
    }
    for fault in found {
        ctx.report(&fault);
    }
}

/// The chain that starts here, where its last `else` stands for several values.
fn chain(ctx: &Checker<'_>, classes: &IndexVec<ExprId, u32>, first: ExprId) -> Option<WildcardArm> {
    let mut at = first;
    let mut subject = None;
    let mut choice = None;
    let mut named = BTreeSet::new();
    let mut arms = 0_usize;
    while let Expr::If { test, otherwise, .. } = ctx.expr(at) {
        let (of, values) = asked(ctx, *test)?;
        let class = classes.get(of).copied()?;
        if *subject.get_or_insert(class) != class {
            return None;
        }
        for (its, value) in values {
            choice = Some(its);
            named.insert(value);
        }
        arms = arms.saturating_add(1);
        at = *otherwise;
    }
    if arms < 2 {
        return None;
    }
    let values = &ctx.hir.choices.get(choice?)?.values;
    let rest: Vec<ecow::EcoString> = (0_u32..)
        .zip(values)
        .filter(|(value, _)| !named.contains(value))
        .map(|(_, value)| value.name.clone())
        .collect();
    (rest.len() > 1).then_some(WildcardArm { expr: at, first, rest })
}

/// What a test asks, and for which values of a choice: `x is A`, `x is one of (A, B)`.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other test asks for values of a choice")]
fn asked(ctx: &Checker<'_>, test: ExprId) -> Option<(ExprId, Vec<(ChoiceId, u32)>)> {
    let value = |id: ExprId| match ctx.expr(id) {
        Expr::Literal(Literal::Choice { choice, value }) => Some((*choice, *value)),
        _ => None,
    };
    match ctx.expr(test) {
        Expr::Compare { op: Compare::Equal, left, right } => Some((*left, vec![value(*right)?])),
        Expr::OneOf { subject, values } => {
            Some((*subject, values.iter().map(|id| value(*id)).collect::<Option<_>>()?))
        }
        _ => None,
    }
}
