//! The text against the code: every clause against the passages it cites.
//!
//! Reads: a checked policy, the map of its places, and the files of passages. Produces: diagnostics that show the
//! place in the clause and the place in the passage. Invariant: only what is certain is told: where the words are
//! not in the lexicon, or a cited passage has no text, nothing is said. Linear in the policy and its passages.

mod comparing;
mod dates;
mod exceptions;
mod labels;
mod lexicon;
mod lines;
mod lists;
mod mentions;
mod numbers;
mod operators;
mod passages;
mod phrases;
mod quantities;
mod rounding;
mod tokens;
mod uncited;
mod uses;
mod words;

use whereas_check::Checked;
use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::map::SourceMap;
use whereas_source::Sources;
use whereas_value::id::{ClauseId, IndexVec};

pub use uncited::uncited;

use passages::Passages;
use uses::Uses;

/// What the parts of the check look at.
struct Ctx<'c> {
    hir: &'c Hir,
    map: &'c SourceMap,
    sources: &'c Sources,
    uses: Uses,
    /// The passages that each clause cites, of which there is a text.
    cites: IndexVec<ClauseId, Vec<usize>>,
    /// Whether a clause cites passages, and all of them have a text.
    whole: IndexVec<ClauseId, bool>,
}

/// Holds the clauses of a policy against the passages they cite.
#[must_use]
pub fn check(checked: &Checked, map: &SourceMap, sources: &Sources) -> Vec<Diagnostic> {
    let hir = checked.hir();
    let languages = hir.policies.get(Hir::MAIN).map_or(&[][..], |it| &it.languages);
    let Some(lexicon) = lexicon::of(languages.first().map_or("en", |it| it.as_str())) else {
        return Vec::new();
    };
    let mut passages = Passages::read(hir, map, sources, lexicon);
    if passages.all.is_empty() {
        return Vec::new();
    }
    let cites: IndexVec<ClauseId, Vec<usize>> = hir
        .clauses
        .iter()
        .map(|it| it.cites.iter().filter_map(|cited| passages.find(cited)).collect())
        .collect();
    let whole = hir
        .clauses
        .iter()
        .zip(cites.iter())
        .map(|(it, found)| !it.cites.is_empty() && found.len() == it.cites.len())
        .collect();
    let ctx = Ctx { hir, map, sources, uses: uses::of(checked, map), cites, whole };
    let mut found = Vec::new();
    labels::mark(&ctx, &mut passages, lexicon);
    let unsaid = quantities::mark(&ctx, &mut passages);
    quantities::report(&ctx, &mut passages, unsaid, &mut found);
    operators::report(&ctx, &passages, &mut found);
    lines::report(&ctx, &passages, &mut found);
    lists::report(&ctx, &passages, &mut found);
    rounding::report(&ctx, &passages, &mut found);
    exceptions::report(&ctx, &passages, &mut found);
    found
}
