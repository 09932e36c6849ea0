//! The clauses of a page: passage, reading, rule, edges, examples.

use std::collections::BTreeSet;

use whereas_driver::examples::{ExampleRun, run};
use whereas_hir::Hir;
use whereas_hir::vocabulary;
use whereas_plan::Plan;
use whereas_value::id::ClauseId;

use crate::examples;
use crate::model::{Clause, Example, From, Passage};

/// The clauses of the policy, in their order.
pub(crate) fn all(from: From<'_>, plan: &Plan) -> Vec<Clause> {
    let ran = run(from.policy, None);
    let clauses = from.hir().clauses.enumerate();
    let own = clauses.filter(|(_, clause)| clause.policy == Hir::MAIN);
    own.filter_map(|(id, _)| one(from, plan, id, &ran)).collect()
}

fn one(from: From<'_>, plan: &Plan, id: ClauseId, ran: &[ExampleRun]) -> Option<Clause> {
    let hir = from.hir();
    let clause = hir.clauses.get(id)?;
    let ids = |of: &mut dyn Iterator<Item = ClauseId>| -> Vec<String> {
        let unique: BTreeSet<ClauseId> = of.collect();
        unique.into_iter().map(|id| from.clause(id)).collect()
    };
    let others = || hir.clauses.enumerate();
    let gives_way = others().filter(|(_, it)| it.subject_to.contains(&id)).map(|(other, _)| other);
    let prevails = others().filter(|(_, it)| it.despite.contains(&id)).map(|(other, _)| other);
    let mut switched = others()
        .filter(|(_, it)| it.switch_offs.iter().any(|switch| switch.targets.contains(&id)))
        .map(|(other, _)| other);
    let passages = clause.cites.iter().filter_map(|(source, passage)| {
        let source = hir.sources.get(*source)?;
        let found = source.texts.iter().find(|it| it.id == *passage)?;
        Some(said(from, source, found))
    });
    Some(Clause {
        id: clause.id.to_string(),
        title: from.reader.heading(&clause.title),
        passages: passages.collect(),
        reading: from.reader.clause(id),
        written: written(from, id),
        over: ids(&mut clause.despite.iter().copied().chain(gives_way)),
        under: ids(&mut clause.subject_to.iter().copied().chain(prevails)),
        off: ids(&mut clause.switch_offs.iter().flat_map(|it| it.targets.iter().copied())),
        off_by: ids(&mut switched),
        examples: examples_of(from, plan, id, ran),
        accepted: clause
            .accepts
            .iter()
            .map(|(code, reason)| (code.to_string(), from.reader.untranslated(reason)))
            .collect(),
    })
}

/// The clause as it stands in its file, without its examples.
fn written(from: From<'_>, id: ClauseId) -> String {
    let span = from.policy.map.clause_bodies.get(id);
    let text = span.and_then(|span| from.compilation.sources.text(*span)).unwrap_or_default();
    let without = text.split("\n  example ").next().unwrap_or_default();
    without.trim_end().to_owned()
}

fn said(from: From<'_>, source: &vocabulary::Source, passage: &vocabulary::Passage) -> Passage {
    Passage {
        source: from.reader.heading(&source.title),
        id: passage.id.to_string(),
        heading: passage.title.to_string(),
        text: passage.text.trim().to_owned(),
        unverified: passage.unverified,
    }
}

fn examples_of(from: From<'_>, plan: &Plan, id: ClauseId, ran: &[ExampleRun]) -> Vec<Example> {
    let examples = from.hir().examples.iter().zip(ran);
    let own = examples.filter(|(example, _)| example.clause == id);
    own.map(|(example, run)| {
        let mut session = whereas_eval::Session::new(plan);
        let answers = whereas_eval::answers(&mut session, &example.case);
        Example {
            title: from.reader.untranslated(&example.title),
            came: run.passed(),
            outcome: examples::outcome(plan, example, id, &answers),
        }
    })
    .collect()
}

/// The passages that no clause of the package cites, each with whether it is marked as deciding nothing.
pub(crate) fn unencoded(from: From<'_>) -> Vec<(Passage, bool)> {
    let mut out = Vec::new();
    for source in &from.hir().sources {
        // A file of passages may serve several policies of the package.
        let cited: BTreeSet<&str> = from
            .compilation
            .policies
            .iter()
            .flat_map(|policy| {
                let clauses = policy.hir.clauses.iter().flat_map(|clause| &clause.cites);
                clauses.filter_map(move |(id, passage)| {
                    let same = policy.hir.sources.get(*id)?.passages == source.passages;
                    same.then_some(passage.as_str())
                })
            })
            .collect();
        let open = source.texts.iter().filter(|it| !cited.contains(it.id.as_str()));
        out.extend(open.map(|it| (said(from, source, it), it.commentary)));
    }
    out
}
