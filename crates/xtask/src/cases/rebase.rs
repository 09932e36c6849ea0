//! The same case for another policy: everything by its name.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_hir::Hir;
use whereas_value::case::{Basis, Case, Event, Finding, Stated, Weighed};
use whereas_value::id::IndexVec;
use whereas_value::{Id, case};

/// What `case` says of what `to` also has.
#[must_use]
pub fn rebase(case: &Case, from: &Hir, to: &Hir) -> Case {
    let facts = Names::new(&from.facts, &to.facts, |fact| fact.name.clone());
    let judgements = Names::new(&from.judgements, &to.judgements, |it| it.name.clone());
    let factors = Names::new(&from.factors, &to.factors, |it| it.name.clone());
    let actors = Names::new(&from.actors, &to.actors, |it| it.name.clone());
    let grounds = Names::new(&from.grounds, &to.grounds, |it| it.name.clone());
    let events = Names::new(&from.events, &to.events, |it| it.name.clone());
    let protected = Names::new(&from.protected, &to.protected, |it| it.name.clone());

    let mut stated: IndexVec<_, Stated> = to.facts.ids().map(|_| Stated::LeftOut).collect();
    for (old, value) in case.facts.enumerate() {
        if let Some(new) = facts.get(old)
            && let Some(slot) = stated.get_mut(new)
        {
            *slot = value.clone();
        }
    }
    let basis = |basis: &Basis| {
        Some(match basis {
            Basis::Ground(id) => Basis::Ground(grounds.get(*id)?),
            Basis::Fact(id) => Basis::Fact(facts.get(*id)?),
            Basis::Protected(id) => Basis::Protected(protected.get(*id)?),
            Basis::Field(id, field) => Basis::Field(facts.get(*id)?, *field),
            Basis::Factor(id) => Basis::Factor(factors.get(*id)?),
            Basis::Other(words) => Basis::Other(words.clone()),
        })
    };
    let finding = |it: &Finding| {
        Some(Finding {
            judgement: judgements.get(it.judgement)?,
            by: it.by.and_then(|by| actors.get(by)),
            weighing: it
                .weighing
                .iter()
                .filter_map(|one| Some(Weighed { factor: factors.get(one.factor)?, ..*one }))
                .collect(),
            also_weighing: it.also_weighing.iter().filter_map(basis).collect(),
            resting_on: it.resting_on.iter().filter_map(basis).collect(),
            ..it.clone()
        })
    };
    let event = |it: &Event| {
        Some(case::Event {
            kind: events.get(it.kind)?,
            by: it.by.and_then(|by| actors.get(by)),
            ..it.clone()
        })
    };
    Case {
        as_of: case.as_of,
        facts: stated,
        findings: case.findings.iter().filter_map(finding).collect(),
        events: case.events.iter().filter_map(event).collect(),
        events_complete: case.events_complete,
    }
}

/// Where the things of one table stand in another.
struct Names<I> {
    places: Vec<Option<I>>,
}

impl<I: Id> Names<I> {
    fn new<T>(from: &IndexVec<I, T>, to: &IndexVec<I, T>, name: impl Fn(&T) -> EcoString) -> Self {
        let new: BTreeMap<EcoString, I> = to.enumerate().map(|(id, it)| (name(it), id)).collect();
        Self { places: from.iter().map(|it| new.get(&name(it)).copied()).collect() }
    }

    fn get(&self, old: I) -> Option<I> {
        self.places.get(old.index()).copied().flatten()
    }
}
