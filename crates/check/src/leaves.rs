//! What is read where: how often each leaf is mentioned, and the constants its values are cut at.
//!
//! Reads the policy and the types; produces `mentions` and `thresholds` of [`Tables`](crate::Tables).

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::expr::{Expr, ExprId, Literal};
use whereas_value::Leaf;
use whereas_value::id::{FactId, IndexVec};
use whereas_value::number::Number;
use whereas_value::types::Type;

use crate::visit::{self, Root};

/// The most thresholds of one leaf.
const THRESHOLDS: usize = 7;

/// How many expressions mention each leaf. Of a list, its elements and its fields the one leaf is
/// [`Leaf::Others`]; a record that is read as a whole mentions each of its fields.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are no leaves")]
pub fn mentions(hir: &Hir, owners: &Owners) -> BTreeMap<Leaf, u32> {
    let mut mentions = BTreeMap::new();
    let mut bases = BTreeSet::new();
    for expr in &hir.exprs {
        if let Expr::Field { base, .. } = expr {
            bases.insert(*base);
        }
    }
    let mut add = |leaf: Leaf| {
        let count: &mut u32 = mentions.entry(leaf).or_default();
        *count = count.saturating_add(1);
    };
    for (id, expr) in hir.exprs.enumerate().filter(|(id, _)| owned(owners, *id)) {
        if let Some(over) = visit::over(expr)
            && let Some(list) = visit::list_of(hir, over.variable)
        {
            add(Leaf::Others(list));
        }
        match expr {
            Expr::Fact(_) | Expr::Field { .. } if bases.contains(&id) => {}
            Expr::Fact(fact) => {
                for leaf in of_fact(hir, *fact) {
                    add(leaf);
                }
            }
            Expr::Field { .. } => {
                if let Some((fact, path)) = path_of(hir, id) {
                    add(Leaf::Fact(fact, path));
                }
            }
            Expr::Judgement(judgement) => add(Leaf::Judgement(*judgement)),
            Expr::Reading { question, .. } => add(Leaf::Question(*question)),
            _ => {}
        }
    }
    mentions
}

/// What every expression hangs from: one that hangs from nothing is read by nobody.
type Owners = IndexVec<ExprId, Option<Root>>;

fn owned(owners: &Owners, id: ExprId) -> bool {
    owners.get(id).is_some_and(Option::is_some)
}

/// The leaves of a fact that is read as a whole.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are no leaves")]
fn of_fact(hir: &Hir, id: FactId) -> Vec<Leaf> {
    let Some(fact) = hir.facts.get(id) else { return Vec::new() };
    match fact.ty.present() {
        Type::List(_) => vec![Leaf::Others(id)],
        Type::Record(record) => {
            let fields = hir.records.get(*record).map_or(0, |record| record.fields.len());
            (0..u32::try_from(fields).unwrap_or(0))
                .map(|field| Leaf::Fact(id, vec![field]))
                .collect()
        }
        _ => vec![Leaf::Fact(id, Vec::new())],
    }
}

/// The fact and the path of an expression that names a fact or a field of one; none of an element.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are no leaves")]
pub fn path_of(hir: &Hir, expr: ExprId) -> Option<(FactId, Vec<u32>)> {
    let mut path = Vec::new();
    let mut expr = expr;
    loop {
        match hir.exprs.get(expr)? {
            Expr::Fact(fact) => {
                path.reverse();
                return Some((*fact, path));
            }
            Expr::Field { base, field } => {
                path.push(*field);
                expr = *base;
            }
            _ => return None,
        }
    }
}

/// The constants that each numeric leaf is compared with directly: the least seven of them, in order.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are no leaves")]
pub fn thresholds(
    hir: &Hir,
    types: &IndexVec<ExprId, Type>,
    owners: &Owners,
) -> BTreeMap<Leaf, Vec<Number>> {
    let mut found: BTreeMap<Leaf, BTreeSet<Number>> = BTreeMap::new();
    let mut meet = |leaf: ExprId, constant: ExprId| {
        let numeric = types.get(leaf).is_some_and(|ty| ty.present().is_numeric());
        if let Some((fact, path)) = path_of(hir, leaf).filter(|_| numeric) {
            let constants = constants(hir, constant);
            if !constants.is_empty() {
                found.entry(Leaf::Fact(fact, path)).or_default().extend(constants);
            }
        }
    };
    for (_, expr) in hir.exprs.enumerate().filter(|(id, _)| owned(owners, *id)) {
        match expr {
            Expr::Compare { left, right, .. } => {
                meet(*left, *right);
                meet(*right, *left);
            }
            Expr::OneOf { subject, values } => {
                for value in values {
                    meet(*subject, *value);
                    meet(*value, *subject);
                }
            }
            Expr::Between { subject, low, high } => {
                for end in [*low, *high] {
                    meet(*subject, end);
                    meet(end, *subject);
                }
            }
            _ => {}
        }
    }
    found
        .into_iter()
        .map(|(leaf, set)| (leaf, set.into_iter().take(THRESHOLDS).collect()))
        .collect()
}

/// The values of a literal or of a parameter.
fn constants(hir: &Hir, expr: ExprId) -> Vec<Number> {
    match hir.exprs.get(expr) {
        Some(Expr::Literal(literal)) => number(literal).into_iter().collect(),
        Some(Expr::Parameter { parameter, .. }) => {
            hir.parameters.get(*parameter).map_or_else(Vec::new, |parameter| {
                parameter.values.iter().filter_map(|(_, value)| number(value)).collect()
            })
        }
        _ => Vec::new(),
    }
}

/// The number on its line: of a date the day number.
pub fn number(literal: &Literal) -> Option<Number> {
    match literal {
        Literal::Number(number)
        | Literal::Days(number)
        | Literal::Months(number)
        | Literal::Minutes(number)
        | Literal::Quantity { amount: number, .. }
        | Literal::Money { amount: number, .. } => Some(number.clone()),
        Literal::Date(date) => Some(Number::from(date.days())),
        Literal::Truth(_) | Literal::Text(_) | Literal::Choice { .. } | Literal::ChoiceName(_) => {
            None
        }
    }
}
