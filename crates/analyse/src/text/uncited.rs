//! W0406: a passage that no clause cites.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::map::SourceMap;
use whereas_source::Span;

use super::words;

/// The passages that no clause of these policies cites; a file of passages may serve several.
#[must_use]
pub fn uncited<'p>(
    policies: impl Iterator<Item = (&'p Hir, &'p SourceMap)> + Clone,
) -> Vec<Diagnostic> {
    let mut open: BTreeMap<Span, EcoString> = BTreeMap::new();
    let mut cited: BTreeSet<Span> = BTreeSet::new();
    for (hir, map) in policies {
        let clauses: BTreeSet<_> = hir.clauses.iter().flat_map(|it| &it.cites).collect();
        for (id, source) in hir.sources.enumerate() {
            let places = map.passages.get(id).map_or(&[][..], Vec::as_slice);
            for (passage, place) in source.texts.iter().zip(places) {
                if clauses.contains(&(id, passage.id.clone())) {
                    cited.insert(place.heading);
                } else if !passage.commentary {
                    open.insert(place.heading, passage.id.clone());
                }
            }
        }
    }
    open.iter()
        .filter(|(heading, _)| !cited.contains(heading))
        .map(|(heading, id)| words::uncited(*heading, id))
        .collect()
}
