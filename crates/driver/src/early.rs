//! Stands in for the resolver until it is there.
use ecow::EcoString;
use std::collections::BTreeMap;
use whereas_diagnostics::Diagnostic;
use whereas_hir::{Hir, map::SourceMap};
use whereas_source::Sources;
use whereas_syntax::Tree;
#[derive(Clone, Debug)]
pub struct Inputs<'t> {
    pub main: &'t str,
    pub trees: BTreeMap<EcoString, &'t Tree>,
    pub passages: BTreeMap<EcoString, &'t str>,
    pub sources: &'t Sources,
}
pub fn from_syntax(_: &Inputs<'_>) -> (Hir, SourceMap, Vec<Diagnostic>) {
    (Hir::default(), SourceMap::default(), Vec::new())
}
