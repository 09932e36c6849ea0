//! Types, units and scales in side tables, and the seal.
//!
//! Reads a [`Hir`]; produces [`Typed`], and from it [`Checked`], which exists only when no error was reported:
//! [`seal`] is its only constructor. After it nothing can fail but the case.

pub mod tables;

pub use tables::{Repr, Tables};
use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::expr::ExprId;
use whereas_hir::map::SourceMap;
use whereas_value::types::Type;

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

    /// The type of an expression.
    #[must_use]
    pub fn ty(&self, expr: ExprId) -> &Type {
        self.tables.types.get(expr).unwrap_or(&Type::Broken)
    }
}
