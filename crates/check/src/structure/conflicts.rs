//! Rules that disagree, of which neither prevails. It is certain where both give constants, the constants differ, and one
//! applies wherever the other does; and possible where nothing in their conditions keeps them apart, and they give
//! different constants, or one of them what has to be worked out by a formula that the other has not.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Rule};
use whereas_hir::expr::{Expr, ExprId};
use whereas_value::id::{ClauseId, DecisionId, IndexVec, RuleId};

use crate::checker::Checker;
use crate::faults::decisions::PossibleConflict;
use crate::faults::structure::CertainConflict;
use crate::force::Variant;
use crate::structure::exclusive::{Look, exclude};

/// Past this many rules of one decision the pairs are not tried.
const MOST: usize = 400;

/// Warns of every such pair, once.
pub fn run(ctx: &mut Checker<'_>, variants: &[Variant], classes: &IndexVec<ExprId, u32>) {
    let mut by_decision: BTreeMap<DecisionId, Vec<(RuleId, &Rule)>> = BTreeMap::new();
    for (id, rule) in ctx.hir.rules.enumerate() {
        by_decision.entry(rule.decision).or_default().push((id, rule));
    }
    let switched = switched_off(&ctx.hir);
    let mut found = Vec::new();
    let mut possible: BTreeMap<(DecisionId, ClauseId, ClauseId), PossibleConflict> =
        BTreeMap::new();
    for rules in by_decision.values().filter(|rules| rules.len() <= MOST) {
        for (place, (first, a)) in rules.iter().enumerate() {
            for (second, b) in rules.iter().skip(place.saturating_add(1)) {
                // A clause that may be switched off is kept apart by that.
                let kept_apart = a.clause != b.clause
                    && (switched.contains(&a.clause) || switched.contains(&b.clause));
                let ordered = a.is_row_above(b) || b.is_row_above(a);
                let surely = disagree(&ctx.hir, a, b);
                if kept_apart
                    || ordered
                    || !(surely || may_disagree(&ctx.hir, a, b, classes))
                    || !meet(variants, a.clause, b.clause)
                {
                    continue;
                }
                if surely && together(a, b, classes) {
                    let bare = |rule: &Rule| rule.when.is_none() && rule.unless.is_none();
                    let narrow = match (bare(a), bare(b)) {
                        (true, false) => Some(*second),
                        (false, true) => Some(*first),
                        (true, true) | (false, false) => None,
                    };
                    found.push(CertainConflict { first: *first, second: *second, narrow });
                } else if read(&ctx.hir, a)
                    && read(&ctx.hir, b)
                    && !exclude(Look { hir: &ctx.hir, classes }, a, b)
                {
                    possible.entry((a.decision, a.clause, b.clause)).or_insert(PossibleConflict {
                        first: *first,
                        second: *second,
                        surely,
                    });
                }
            }
        }
    }
    for fault in found {
        ctx.report(&fault);
    }
    for fault in possible.into_values() {
        ctx.report(&fault);
    }
}

fn switched_off(hir: &Hir) -> BTreeSet<ClauseId> {
    hir.clauses
        .iter()
        .flat_map(|clause| &clause.switch_offs)
        .flat_map(|off| off.targets.iter().copied())
        .collect()
}

/// Whether one applies wherever the other does.
fn together(a: &Rule, b: &Rule, classes: &IndexVec<ExprId, u32>) -> bool {
    let class = |part: Option<ExprId>| part.and_then(|part| classes.get(part)).copied();
    let conditions = |rule: &Rule| (class(rule.when), class(rule.unless));
    let none = (None, None);
    conditions(a) == conditions(b) || conditions(a) == none || conditions(b) == none
}

/// Whether all of its conditions could be read.
fn read(hir: &Hir, rule: &Rule) -> bool {
    let mut open: Vec<ExprId> = rule.when.into_iter().chain(rule.unless).collect();
    while let Some(id) = open.pop() {
        match hir.exprs.get(id) {
            None | Some(Expr::Missing) => return false,
            Some(expr) => open.extend(expr.operands()),
        }
    }
    true
}

/// Whether they give different constants.
fn disagree(hir: &Hir, a: &Rule, b: &Rule) -> bool {
    match (&a.gives, &b.gives) {
        (Gives::Is(x), Gives::Is(y)) => match (constant(hir, *x), constant(hir, *y)) {
            (Some(x), Some(y)) => x != y,
            _ => false,
        },
        (Gives::Includes(x), Gives::Excludes(y)) | (Gives::Excludes(x), Gives::Includes(y)) => {
            constant(hir, *x).is_some_and(|x| Some(x) == constant(hir, *y))
        }
        (Gives::Is(_) | Gives::Includes(_) | Gives::Excludes(_) | Gives::Adds(_), _) => false,
    }
}

/// Whether at least one gives what has to be worked out, and not by the formula of the other.
fn may_disagree(hir: &Hir, a: &Rule, b: &Rule, classes: &IndexVec<ExprId, u32>) -> bool {
    let bare = |rule: &Rule| rule.when.is_none() && rule.unless.is_none();
    // A rule without a condition after one that has one is told as that.
    if a.clause == b.clause && bare(a) != bare(b) {
        return false;
    }
    match (&a.gives, &b.gives) {
        (Gives::Is(x), Gives::Is(y)) => {
            let fixed = constant(hir, *x).is_some() && constant(hir, *y).is_some();
            !fixed
                && classes.get(*x) != classes.get(*y)
                && !changes_another(hir, *x)
                && !changes_another(hir, *y)
        }
        (Gives::Is(_) | Gives::Includes(_) | Gives::Excludes(_) | Gives::Adds(_), _) => false,
    }
}

/// Whether it starts from what another clause gives: such clauses are held against each other by checks of their own.
fn changes_another(hir: &Hir, expr: ExprId) -> bool {
    let mut open = vec![expr];
    while let Some(id) = open.pop() {
        match hir.exprs.get(id) {
            Some(Expr::Under { .. } | Expr::Apart { .. }) => return true,
            Some(expr) => open.extend(expr.operands()),
            None => {}
        }
    }
    false
}

/// The literal that an expression is, through terms.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are nothing of the kind")]
fn constant(hir: &Hir, expr: ExprId) -> Option<&whereas_hir::expr::Literal> {
    let mut at = expr;
    // A chain of terms is no longer than there are terms.
    for _ in 0..=hir.terms.len() {
        match hir.exprs.get(at)? {
            Expr::Literal(literal) => return Some(literal),
            Expr::Term(term) => at = hir.terms.get(*term)?.means,
            _ => return None,
        }
    }
    None
}

/// Whether both are in force together somewhere with neither above the other.
fn meet(variants: &[Variant], a: ClauseId, b: ClauseId) -> bool {
    variants.iter().any(|variant| {
        variant.live.contains(&a) && variant.live.contains(&b) && !variant.ordered(a, b)
    })
}
