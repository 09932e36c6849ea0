//! Guards against a division by zero: what is surely not zero beside a condition.
//!
//! Reads a policy and the classes of its expressions; answers which expressions are not zero wherever an operand of an
//! `and` does not make it *no* (an operand of an `or`: does not make it *yes*). There a division by them is no fault,
//! since where they are zero the operand settles the whole. Which guards there are is part of the meaning, so every back
//! end asks here.

use whereas_hir::Hir;
use whereas_hir::expr::{Compare, Expr, ExprId, Literal};
use whereas_value::Number;
use whereas_value::id::IndexVec;

/// Adds the classes of what is not zero beside an operand.
pub(crate) fn beside(
    hir: &Hir,
    classes: &IndexVec<ExprId, u32>,
    operand: ExprId,
    of_and: bool,
    found: &mut Vec<u32>,
) {
    match hir.exprs.get(operand) {
        Some(Expr::Not(of)) => beside(hir, classes, *of, !of_and, found),
        Some(Expr::And(of)) if of_and => {
            of.iter().for_each(|it| beside(hir, classes, *it, true, found));
        }
        Some(Expr::Or(of)) if !of_and => {
            of.iter().for_each(|it| beside(hir, classes, *it, false, found));
        }
        Some(Expr::Compare { op, left, right }) => {
            let (subject, op, written) = match (written(hir, *left), written(hir, *right)) {
                (None, Some(number)) => (*left, *op, number),
                (Some(number), None) => (*right, turned(*op), number),
                (Some(_), Some(_)) | (None, None) => return,
            };
            // What it says where the expression is zero: that has to settle the whole.
            if holds(&Number::ZERO, op, written) != of_and {
                found.extend(classes.get(subject));
            }
        }
        Some(Expr::Between { subject, low, high }) => {
            let (Some(low), Some(high)) = (written(hir, *low), written(hir, *high)) else { return };
            let at_zero = *low <= Number::ZERO && Number::ZERO <= *high;
            if written(hir, *subject).is_none() && at_zero != of_and {
                found.extend(classes.get(*subject));
            }
        }
        Some(_) | None => {}
    }
}

/// The number that an expression is, where it is written.
fn written(hir: &Hir, id: ExprId) -> Option<&Number> {
    let Some(Expr::Literal(literal)) = hir.exprs.get(id) else { return None };
    match literal {
        Literal::Number(number)
        | Literal::Money { amount: number, .. }
        | Literal::Days(number)
        | Literal::Months(number)
        | Literal::Minutes(number)
        | Literal::Quantity { amount: number, .. } => Some(number),
        Literal::Truth(_)
        | Literal::Date(_)
        | Literal::Text(_)
        | Literal::Choice { .. }
        | Literal::ChoiceName(_) => None,
    }
}

/// The same comparison, seen from its other side.
const fn turned(op: Compare) -> Compare {
    match op {
        Compare::Equal => Compare::Equal,
        Compare::NotEqual => Compare::NotEqual,
        Compare::Less => Compare::More,
        Compare::AtMost => Compare::AtLeast,
        Compare::More => Compare::Less,
        Compare::AtLeast => Compare::AtMost,
    }
}

fn holds(a: &Number, op: Compare, b: &Number) -> bool {
    match op {
        Compare::Equal => a == b,
        Compare::NotEqual => a != b,
        Compare::Less => a < b,
        Compare::AtMost => a <= b,
        Compare::More => a > b,
        Compare::AtLeast => a >= b,
    }
}
