//! Looking up names where only one kind of thing can stand, and the ids of clauses.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::near_name;
use whereas_syntax::tree::{self, ClauseRef};
use whereas_value::id::{
    ActorId, ClauseId, DecisionId, DutyId, EventKindId, FactId, JudgementId, LedgerId, ParameterId,
    PolicyId, QuestionId, SourceId,
};

use super::entry::Entry;
use super::faults;
use super::lower::Lower;
use super::scope::Lookup;
use crate::expr::FunctionId;

/// Writes a function that finds one kind of thing by its name, and reports whatever else the name is.
macro_rules! finders {
    ($($(#[$doc:meta])* $find:ident: $kind:ident($id:ty), $words:literal;)*) => {
        impl Lower<'_> {$(
            $(#[$doc])*
            pub fn $find(&mut self, file: usize, name: &tree::Name) -> Option<$id> {
                let is = |entry: Entry| matches!(entry, Entry::$kind(_));
                match self.find(file, name, is, $words)? {
                    Entry::$kind(id) => Some(id),
                    other => { self.report(faults::names::wrong_kind(name, other.a_kind(), $words)); None }
                }
            }
        )*}
    };
}

finders! {
    /// `cites memo [1]`: the source.
    source: Source(SourceId), "a source";
    /// `owed by department`, `made by officer`: the actor.
    actor: Actor(ActorId), "an actor";
    /// `on event paid`: the kind of event.
    event: Event(EventKindId), "an event";
    /// `given f is …`, `governed by f`: the fact.
    fact: Fact(FactId), "a fact";
    /// `p on D`: the parameter.
    parameter: Parameter(ParameterId), "a parameter";
    /// `f(a)`: the function.
    function: Function(FunctionId), "a function";
    /// `d is …`: the decision.
    decision: Decision(DecisionId), "a decision";
    /// `weighing l`: the ledger.
    ledger: Ledger(LedgerId), "a ledger";
    /// `j may not rest on …`: the judgement.
    judgement: Judgement(JudgementId), "a judgement";
    /// `depends on q`: the open question.
    question: Question(QuestionId), "an open question";
    /// `upon breach duty d`: the duty.
    duty: Duty(DutyId), "a duty";
}

impl Lower<'_> {
    /// What a name stands for; nothing where that was reported, here or where it is declared. The near name is
    /// looked for among those that `wanted` takes.
    pub fn find(
        &mut self,
        file: usize,
        name: &tree::Name,
        wanted: impl Fn(Entry) -> bool,
        words: &str,
    ) -> Option<Entry> {
        let scope = self.scopes.get(file)?;
        match scope.look_up_anywhere(&name.text) {
            Lookup::One(Entry::Broken) => None,
            Lookup::One(entry) => Some(entry),
            Lookup::Several(first, second) => {
                self.problems.push(faults::names::ambiguous(name, first, second));
                None
            }
            Lookup::Under(_) | Lookup::Nothing => {
                let near = self.near(&name.text, scope.names_where(wanted));
                self.problems.push(faults::names::unknown(name, words, near));
                None
            }
        }
    }
}

/// The clauses of every policy by their ids.
#[derive(Default)]
pub(super) struct ClauseIds {
    ids: BTreeMap<(PolicyId, EcoString), ClauseId>,
    broken: BTreeMap<(PolicyId, EcoString), ()>,
}

impl ClauseIds {
    pub fn insert(
        &mut self,
        policy: PolicyId,
        id: &EcoString,
        clause: ClauseId,
    ) -> Option<ClauseId> {
        let key = (policy, id.clone());
        if let Some(first) = self.ids.get(&key) {
            return Some(*first);
        }
        self.ids.insert(key, clause);
        None
    }

    pub fn insert_broken(&mut self, policy: PolicyId, id: &EcoString) {
        self.broken.insert((policy, id.clone()), ());
    }

    fn get(&self, policy: PolicyId, id: &EcoString) -> Option<ClauseId> {
        self.ids.get(&(policy, id.clone())).copied()
    }

    fn is_broken(&self, policy: PolicyId, id: &EcoString) -> bool {
        self.broken.contains_key(&(policy, id.clone()))
    }

    fn of_policy(&self, policy: PolicyId) -> impl Iterator<Item = (&EcoString, ClauseId)> {
        self.from(policy, EcoString::new())
    }

    /// The ids of a policy from this one on.
    fn from(
        &self,
        policy: PolicyId,
        id: EcoString,
    ) -> impl Iterator<Item = (&EcoString, ClauseId)> {
        self.ids
            .range((policy, id)..)
            .take_while(move |((of, _), _)| *of == policy)
            .map(|((_, id), clause)| (id, *clause))
    }
}

impl Lower<'_> {
    /// The clause of an id.
    pub fn clause_id(&mut self, policy: PolicyId, id: &tree::Id) -> Option<ClauseId> {
        if let Some(clause) = self.clause_ids.get(policy, &id.text) {
            return Some(clause);
        }
        if !self.clause_ids.is_broken(policy, &id.text) {
            let near =
                near_id(&id.text, self.clause_ids.of_policy(policy).map(|(id, _)| id.as_str()));
            let starts = self.under(policy, &id.text).next().is_some();
            self.problems.push(faults::clauses::unknown_clause(id, near, starts));
        }
        None
    }

    fn under(&self, policy: PolicyId, group: &EcoString) -> impl Iterator<Item = ClauseId> {
        let group = group.clone();
        let start = group.clone();
        self.clause_ids
            .from(policy, start)
            .take_while({
                let group = group.clone();
                move |(id, _)| id.starts_with(group.as_str())
            })
            .filter(move |(id, _)| tree::lies_under(id, &group))
            .map(|(_, clause)| clause)
    }

    /// The clauses that a list of ids and groups names, each once, in order; never the one that says it.
    pub fn clause_refs(&mut self, own: ClauseId, refs: &[ClauseRef]) -> Vec<ClauseId> {
        let policy = self.hir.clauses.get(own).map_or(crate::Hir::MAIN, |clause| clause.policy);
        let mut found: Vec<ClauseId> = Vec::new();
        for one in refs {
            match one {
                ClauseRef::One(id) => match self.clause_id(policy, id) {
                    Some(clause) if clause == own => {
                        self.report(faults::clauses::itself(id));
                    }
                    Some(clause) => found.push(clause),
                    None => {}
                },
                ClauseRef::Under(id) => {
                    let mut group: Vec<ClauseId> = self.under(policy, &id.text).collect();
                    let only_itself = group == [own];
                    group.retain(|clause| *clause != own);
                    group.sort_unstable();
                    if group.is_empty() {
                        let known = self.clause_ids.of_policy(policy).map(|(id, _)| id.as_str());
                        let problem = faults::clauses::empty_group(id, only_itself, known);
                        self.report(problem);
                    }
                    found.extend(group);
                }
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|clause| seen.insert(*clause));
        found
    }
}

/// The id that is near: written with other brackets, dots or capitals, or, of a long one, with a slip. Short ids
/// differ from each other by one sign all the time, so none is offered for another.
pub(super) fn near_id<'a>(id: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = |id: &str| -> String {
        id.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = folded(id);
    let known: Vec<&str> = known.into_iter().collect();
    match known.iter().find(|known| folded(known) == wanted) {
        Some(same) => Some(same),
        None if id.len() >= 8 => near_name(id, known),
        None => None,
    }
}
