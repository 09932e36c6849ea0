//! Names to ids, for one policy and for all that decide a case.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use whereas_plan::Book;
use whereas_value::id::{
    ActorId, EventKindId, FactId, FactorId, GroundId, Id, IndexVec, JudgementId, ProtectedId,
};

use crate::Vocabulary;

/// The names of one policy.
pub(crate) struct Names<'a> {
    pub facts: BTreeMap<&'a str, FactId>,
    pub judgements: BTreeMap<&'a str, JudgementId>,
    pub factors: BTreeMap<&'a str, FactorId>,
    pub actors: BTreeMap<&'a str, ActorId>,
    pub grounds: BTreeMap<&'a str, GroundId>,
    pub protected: BTreeMap<&'a str, ProtectedId>,
    pub events: BTreeMap<&'a str, EventKindId>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(book: &'a Book) -> Self {
        Self {
            facts: table(&book.facts, |it| &it.name),
            judgements: table(&book.judgements, |it| &it.name),
            factors: table(&book.factors, |it| &it.name),
            actors: table(&book.actors, |it| &it.name),
            grounds: table(&book.grounds, |it| &it.name),
            protected: table(&book.protected, |it| &it.name),
            events: table(&book.events, |it| &it.name),
        }
    }
}

fn table<'a, I: Id, T>(
    all: &'a IndexVec<I, T>,
    name: impl Fn(&'a T) -> &'a EcoString,
) -> BTreeMap<&'a str, I> {
    all.enumerate().map(|(id, it)| (name(it).as_str(), id)).collect()
}

/// What the policies of a package know between them: a name that one of them declares is no mistake, though
/// the others have no use for it.
pub(crate) struct Known<'a> {
    pub facts: BTreeSet<&'a str>,
    pub judgements: BTreeSet<&'a str>,
    pub decisions: BTreeSet<&'a str>,
    pub protected: BTreeSet<&'a str>,
    pub events: BTreeSet<&'a str>,
    pub actors: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    pub(crate) fn of(policies: &[Vocabulary<'a>]) -> Self {
        let books = || policies.iter().map(|policy| policy.book);
        Self {
            facts: books().flat_map(|book| book.facts.iter()).map(|it| it.name.as_str()).collect(),
            judgements: books()
                .flat_map(|book| book.judgements.iter())
                .map(|it| it.name.as_str())
                .collect(),
            decisions: books()
                .flat_map(|book| book.decisions.iter())
                .map(|it| it.name.as_str())
                .collect(),
            protected: books()
                .flat_map(|book| book.protected.iter())
                .map(|it| it.name.as_str())
                .collect(),
            events: books()
                .flat_map(|book| book.events.iter())
                .map(|it| it.name.as_str())
                .collect(),
            actors: books()
                .flat_map(|book| book.actors.iter())
                .map(|it| it.name.as_str())
                .collect(),
        }
    }
}
