//! The clauses of a page: passage, reading, rule, edges, examples.

use std::collections::BTreeSet;

use ecow::EcoString;
use whereas_driver::examples::{ExampleRun, run};
use whereas_hir::Hir;
use whereas_hir::vocabulary;
use whereas_plan::Plan;
use whereas_value::id::{ClauseId, Id as _, SourceId};

use crate::examples;
use crate::model::{Clause, Example, From, Passage};

/// The clauses of the policy, in the order of the passages they cite: a policy may stand in several files. One that
/// cites none stays behind the clause before it.
pub(crate) fn all(from: From<'_>, plan: &Plan) -> Vec<Clause> {
    let ran = run(from.policy, None);
    // The answers are the same; they are told in the language of the page.
    let mut plan = plan.clone();
    whereas_readings::write_language(from.checked, &mut plan, from.phrases.code);
    plan.book = plan.book.in_language(from.phrases.code);
    let plan = &plan;
    let clauses = from.hir().clauses.enumerate();
    let own = clauses.filter(|(_, clause)| clause.policy == Hir::MAIN);
    let mut last = (usize::MAX, 0);
    let mut placed: Vec<((usize, usize), ClauseId)> = own
        .map(|(id, clause)| {
            last = clause.cites.first().and_then(|it| place(from.hir(), it)).unwrap_or(last);
            (last, id)
        })
        .collect();
    placed.sort();
    placed.into_iter().filter_map(|(_, id)| one(from, plan, id, &ran)).collect()
}

/// Where a passage stands: in which source, and where in it.
fn place(hir: &Hir, (source, passage): &(SourceId, EcoString)) -> Option<(usize, usize)> {
    let texts = &hir.sources.get(*source)?.texts;
    let at = texts.iter().position(|it| it.id == *passage)?;
    Some((source.index(), at))
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
