//! Names resolved: from the trees of a policy and of the files it uses to a [`Hir`].
//!
//! Reads: the parse of the main file and of every file of its package, and the texts of the files of passages.
//! Produces: the [`Hir`], the [`SourceMap`] beside it, and what is wrong with the names. Invariant on exit: every
//! id in the [`Hir`] is in its table, the source map is as long as the tables beside it, and whatever could not be
//! resolved is [`Expr::Missing`](crate::expr::Expr::Missing) or left out, with an error reported.

mod bars;
mod clauses;
mod declare;
mod depth;
mod duties;
mod entry;
mod examples;
mod exprs;
mod facts;
mod faults;
mod files;
mod force;
mod functions;
mod guarantees;
mod judgements;
mod labels;
mod literals;
mod lower;
mod passages;
mod policies;
mod references;
mod rules;
mod scope;
mod stand_ins;
mod tables;
mod types;
mod vocabulary;
mod warnings;

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_source::Sources;
use whereas_syntax::Tree;

use crate::Hir;
use crate::map::SourceMap;

/// What one policy is made of.
#[derive(Clone, Debug)]
pub struct Inputs<'t> {
    /// The path of the policy's own file, as in [`Inputs::trees`].
    pub main: &'t str,
    /// The trees of all files of the package, by path: `eu.policy`, `shared/words.policy`.
    pub trees: BTreeMap<EcoString, &'t Tree>,
    /// The texts of the files of passages, by path: `sources/memo.md`.
    pub passages: BTreeMap<EcoString, &'t str>,
    /// The texts that the trees point into.
    pub sources: &'t Sources,
}

/// Resolves the names of one policy.
#[must_use]
pub fn from_syntax(inputs: &Inputs<'_>) -> (Hir, SourceMap, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let files = files::find(inputs, &mut problems);
    let declared = declare::names(&files);
    let mut lower = lower::Lower::new(inputs, files, declared, problems);
    lower.scopes();
    lower.vocabulary();
    lower.facts();
    lower.stand_ins();
    lower.policies();
    lower.decisions();
    lower.clause_heads();
    lower.functions();
    lower.conditions();
    lower.clauses();
    lower.examples();
    lower.finish()
}
