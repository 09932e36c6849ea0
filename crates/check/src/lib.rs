//! Types, units and scales in side tables, and the seal.
//!
//! Reads a [`Hir`]; produces [`Typed`], and from it [`Checked`], which exists only when no error was reported:
//! [`seal`] is its only constructor. After it nothing can fail but the case.
//!
//! The passes, in order: [`infer`] gives every expression its type and every choice value its choice, the others
//! hold the statements of the policy against the types, the graph of what reads what, and the days in force.

mod amounts;
mod checker;
mod classes;
mod faults;
mod force;
mod graph;
mod infer;
mod items;
mod leaves;
mod phrases;
pub mod print;
mod structure;
pub mod tables;
mod visit;
mod words;
mod zero;

use std::collections::BTreeSet;

pub use print::print;
pub use tables::Tables;
use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::expr::{Expr, ExprId, Literal};
use whereas_hir::map::SourceMap;
use whereas_value::types::Type;

use crate::checker::{Checker, Places};

/// A policy with its types, perhaps with errors.
#[derive(Clone, Debug)]
pub struct Typed {
    hir: Hir,
    tables: Tables,
}

/// A policy in which no error was found.
#[derive(Clone, Debug)]
pub struct Checked {
    hir: Hir,
    tables: Tables,
}

/// Checks a policy: its types, and whatever else must or should hold of it whatever the case.
#[must_use]
pub fn check(hir: Hir, map: &SourceMap) -> (Typed, Vec<Diagnostic>) {
    let types = hir.exprs.iter().map(|_| Type::Broken).collect();
    let owners = visit::owners(&hir, &visit::roots(&hir));
    let mut ctx = Checker {
        hir,
        places: Places(map),
        types,
        pending: BTreeSet::new(),
        owners,
        out: Vec::new(),
    };
    infer::run(&mut ctx);
    items::run(&mut ctx);
    let reaches = amounts::reaches(&ctx.hir, &ctx.types);
    items::amounts(&mut ctx, &reaches);
    let classes = classes::run(&ctx.hir, &ctx.owners);
    let structure::Whole { waiting, bars, undecisive, completing } =
        structure::run(&mut ctx, &classes);
    let Checker { hir, types, owners, out, .. } = ctx;
    let tables = Tables {
        classes,
        thresholds: leaves::thresholds(&hir, &types, &owners),
        mentions: leaves::mentions(&hir, &owners),
        waiting,
        bars,
        undecisive,
        completing,
        protected: hir.protected.iter().map(phrases::of_protected).collect(),
        types,
    };
    (Typed { hir, tables }, out)
}

/// Seals a policy that has no error: not among what was found, and nothing in it that could not be read.
#[must_use]
pub fn seal(typed: Typed, found: &[Diagnostic]) -> Option<Checked> {
    let unread =
        |expr: &Expr| matches!(expr, Expr::Missing | Expr::Literal(Literal::ChoiceName(_)));
    if found.iter().any(Diagnostic::is_error) || typed.hir.exprs.iter().any(unread) {
        return None;
    }
    Some(Checked { hir: typed.hir, tables: typed.tables })
}

impl Typed {
    /// The policy, its choice values resolved as far as they could be.
    #[must_use]
    pub const fn hir(&self) -> &Hir {
        &self.hir
    }

    /// What the checker found out.
    #[must_use]
    pub const fn tables(&self) -> &Tables {
        &self.tables
    }
}

impl Checked {
    /// The policy.
    #[must_use]
    pub const fn hir(&self) -> &Hir {
        &self.hir
    }

    /// What the checker found out.
    #[must_use]
    pub const fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The classes of what is not zero wherever an operand of an `and` does not make it *no*; of an `or`, where it does
    /// not make it *yes*. Beside that operand a division by it is no fault.
    #[must_use]
    pub fn not_zero_beside(&self, operand: ExprId, of_and: bool) -> Vec<u32> {
        let mut found = Vec::new();
        zero::beside(&self.hir, &self.tables.classes, operand, of_and, &mut found);
        found
    }

    /// The type of an expression.
    #[must_use]
    pub fn ty(&self, expr: ExprId) -> &Type {
        self.tables.types.get(expr).unwrap_or(&Type::Broken)
    }
}
