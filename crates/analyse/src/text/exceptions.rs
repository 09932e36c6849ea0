//! W0412: the passage makes an exception, and no clause that cites it makes any.
//!
//! Every way to say one counts: `unless`, `not`, an edge, a switch-off, an excuse, a value for the other case. Told once of
//! a passage, at the first clause of those that decide something by it.

use std::collections::{BTreeMap, BTreeSet};

use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::clause::Gives;
use whereas_hir::expr::{Compare, Expr, ExprId, Literal};
use whereas_value::id::{ClauseId, TermId};

use super::Ctx;
use super::passages::Passages;
use super::words;

/// Tells the passages whose exceptions nobody makes.
pub(super) fn report(ctx: &Ctx<'_>, passages: &Passages, found: &mut Vec<Diagnostic>) {
    let making = making(ctx);
    let mut citing: BTreeMap<usize, Vec<ClauseId>> = BTreeMap::new();
    for (clause, cited) in ctx.cites.enumerate() {
        for at in cited {
            citing.entry(*at).or_default().push(clause);
        }
    }
    for (at, clauses) in citing {
        let Some(passage) = passages.all.get(at).filter(|it| !it.commentary) else { continue };
        let Some(range) = passage.said.exceptions.first() else { continue };
        if clauses.iter().any(|clause| making.contains(clause)) {
            continue;
        }
        let deciding = clauses.iter().copied().find(|clause| decides(ctx.hir, *clause));
        let Some(place) = deciding.and_then(|clause| ctx.map.clauses.get(clause)) else { continue };
        found.extend(words::no_exception(ctx.sources, *place, passage.place(range)));
    }
}

fn decides(hir: &Hir, clause: ClauseId) -> bool {
    hir.clauses.get(clause).is_some_and(|it| !it.rules.is_empty())
        || hir.duties.iter().any(|duty| duty.clause == clause)
}

/// The clauses that make an exception, in whatever way, or that another clause makes one to.
fn making(ctx: &Ctx<'_>) -> BTreeSet<ClauseId> {
    let hir = ctx.hir;
    let mut found = BTreeSet::new();
    for (id, clause) in hir.clauses.enumerate() {
        let own = ctx.uses.clauses.get(id);
        let of_terms = own.is_some_and(|it| reads_an_exception(ctx, it.terms.iter().copied()));
        let edges =
            clause.despite.iter().chain(clause.switch_offs.iter().flat_map(|it| &it.targets));
        let says = !clause.subject_to.is_empty()
            || !clause.bars.is_empty()
            || !clause.prerequisites.is_empty()
            || clause.commentary.is_some();
        if says || of_terms || own.is_some_and(|it| it.turned) || edges.clone().next().is_some() {
            found.insert(id);
        }
        found.extend(edges.copied());
    }
    for rule in &hir.rules {
        let no = match rule.gives {
            Gives::Is(value) => {
                matches!(hir.exprs.get(value), Some(Expr::Literal(Literal::Truth(false))))
                    || turns(hir, value)
            }
            Gives::Excludes(_) => true,
            Gives::Includes(value) | Gives::Adds(value) => turns(hir, value),
        };
        if no || rule.unless.is_some() || rule.when.is_some_and(|when| turns(hir, when)) {
            found.insert(rule.clause);
        }
    }
    for duty in &hir.duties {
        if duty.excused_when.is_some() {
            found.insert(duty.clause);
        }
    }
    found
}

/// Whether a term that is read, or one that it reads, says an exception.
fn reads_an_exception(ctx: &Ctx<'_>, terms: impl Iterator<Item = TermId>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<TermId> = terms.collect();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(term) = ctx.hir.terms.get(id) else { continue };
        let own = ctx.uses.clauses.get(term.clause);
        if turns(ctx.hir, term.means) || own.is_some_and(|it| it.turned) {
            return true;
        }
        open.extend(ctx.uses.terms.get(id).into_iter().flatten().copied());
    }
    false
}

/// Whether an expression says what is not so, or what holds otherwise.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are walked through")]
fn turns(hir: &Hir, root: ExprId) -> bool {
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        let Some(expr) = hir.exprs.get(id) else { continue };
        match expr {
            Expr::Not(_)
            | Expr::If { .. }
            | Expr::IsAbsent(_)
            | Expr::IsEmpty(_)
            | Expr::Literal(Literal::Truth(false))
            | Expr::Compare { op: Compare::NotEqual, .. } => return true,
            _ => open.extend(expr.operands()),
        }
    }
    false
}
