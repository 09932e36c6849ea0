//! `accept CODE "reason"`: what an author has seen and lets stand.
//!
//! Reads: the acceptances of the policies' clauses, and what was found. Produces: what is still to be told, what was
//! accepted, and the acceptances that silence nothing. Invariant: one acceptance silences one finding of its code in
//! its clause; nothing that was found is lost.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::{Code, Diagnostic, Level, codes, codes::lint};
use whereas_hir::Hir;
use whereas_hir::map::SourceMap;
use whereas_source::Span;

/// A finding that a clause accepts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accepted {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// The clause that accepts it.
    pub clause: EcoString,
    /// Why.
    pub reason: EcoString,
    /// Where it says so.
    pub span: Span,
}

/// What is wrong with the acceptances of a policy themselves.
#[must_use]
pub fn check(hir: &Hir, map: &SourceMap) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, clause) in hir.clauses.enumerate() {
        for ((code, reason), span) in
            clause.accepts.iter().zip(map.accepts.get(id).into_iter().flatten())
        {
            let level = codes::Code::find(code).map(Code::level);
            if level == Some(Level::Error) {
                let message = format!("`{code}` is an error, which cannot be accepted");
                found.push(
                    Diagnostic::new(lint::ACCEPTED_ERROR, *span, message)
                        .help("put right what it says, and take this out"),
                );
            } else if reason.trim().is_empty() {
                let message = format!("`{code}` is accepted without a reason");
                found.push(
                    Diagnostic::new(lint::ACCEPTED_WITHOUT_REASON, *span, message)
                        .help("say why, for whoever signs the policy"),
                );
            }
        }
    }
    found
}

/// Takes out what is accepted, and adds the acceptances that silence nothing.
#[must_use]
pub fn settle<'p>(
    found: Vec<Diagnostic>,
    policies: impl Iterator<Item = (&'p Hir, &'p SourceMap)>,
) -> (Vec<Diagnostic>, Vec<Accepted>) {
    // A file that several policies use is one file: its acceptances come once.
    let mut sites: BTreeMap<Span, Site> = BTreeMap::new();
    for (hir, map) in policies {
        for (id, clause) in hir.clauses.enumerate() {
            let spans = map.accepts.get(id).into_iter().flatten();
            let reasoned = clause
                .accepts
                .iter()
                .zip(spans)
                .filter(|((_, reason), _)| !reason.trim().is_empty());
            for ((code, reason), span) in reasoned {
                let Some(body) = map.clause_bodies.get(id).copied() else { continue };
                let site = Site {
                    body,
                    code: code.clone(),
                    clause: clause.id.clone(),
                    reason: reason.clone(),
                    used: false,
                };
                sites.insert(*span, site);
            }
        }
    }
    if sites.is_empty() {
        return (found, Vec::new());
    }
    let broken = found.iter().any(Diagnostic::is_error);
    // By file and end of the clause, so that the clause of a place is looked up rather than sought.
    let mut by_start: BTreeMap<(Span, &str), Vec<Span>> = BTreeMap::new();
    let mut bodies: BTreeMap<(whereas_source::FileId, u32), Span> = BTreeMap::new();
    for (span, site) in &sites {
        let code = site.code.as_str();
        by_start.entry((site.body, code)).or_default().push(*span);
        bodies.insert((site.body.file, site.body.start), site.body);
    }
    let mut taken: BTreeMap<Span, usize> = BTreeMap::new();
    let (mut kept, mut places) = (Vec::new(), Vec::new());
    for diagnostic in found {
        let body = diagnostic.span().filter(|_| !diagnostic.is_error()).and_then(|span| {
            let (_, body) = bodies.range(..=(span.file, span.start)).next_back()?;
            body.contains(span).then_some(*body)
        });
        let open = body.and_then(|body| by_start.get_mut(&(body, diagnostic.code.id())));
        match open.filter(|spans| !spans.is_empty()).map(|spans| spans.remove(0)) {
            Some(span) => {
                taken.insert(span, places.len());
                places.push((span, diagnostic));
            }
            None => kept.push(diagnostic),
        }
    }
    drop(by_start);
    for span in taken.keys() {
        if let Some(site) = sites.get_mut(span) {
            site.used = true;
        }
    }
    let mut accepted: Vec<Accepted> = places
        .into_iter()
        .filter_map(|(span, diagnostic)| {
            let site = sites.get(&span)?;
            let (clause, reason) = (site.clause.clone(), site.reason.clone());
            Some(Accepted { diagnostic, clause, reason, span })
        })
        .collect();
    accepted.sort_by_key(|it| it.span);
    // Where something is wrong, what would have been found is not known.
    for (span, site) in sites.iter().filter(|(_, site)| !site.used && !broken) {
        let message = format!(
            "clause {} accepts `{}`, and there is no such finding in it",
            site.clause, site.code
        );
        kept.push(
            Diagnostic::new(lint::NOTHING_ACCEPTED, *span, message)
                .help("take it out; if the finding is elsewhere, accept it there"),
        );
    }
    (kept, accepted)
}

struct Site {
    body: Span,
    code: EcoString,
    clause: EcoString,
    reason: EcoString,
    used: bool,
}
