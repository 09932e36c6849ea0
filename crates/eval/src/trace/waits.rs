//! The prerequisites of a question, and of what it reads: whether each is met.

use std::collections::BTreeSet;

use whereas_plan::program::WaitSlots;
use whereas_value::answer::{Met, Wait, Waits};
use whereas_value::id::{Id, PermissionId};

use super::conditions::Told;
use crate::cell::Truth;
use crate::machine::Machine;
use crate::session::Asked;
use crate::store::Store;

impl Machine<'_> {
    /// The prerequisites of a question; where it may be *not ready*, also those that are not surely met of what it
    /// reads.
    pub fn waits(&self, store: &Store, asked: Asked, may_wait: bool) -> Vec<Wait> {
        let Some(question) = self.question(asked) else { return Vec::new() };
        let mut told: BTreeSet<Wait> =
            self.waits_at(&question.waits).map(|wait| self.wait(store, wait, asked.row)).collect();
        if may_wait {
            let rows = question.rows.iter();
            let read = rows
                .filter(|rule| self.standing(store, question, rule, asked.row).may_count())
                .flat_map(|rule| &rule.waits)
                .chain(&question.beyond);
            let read: BTreeSet<u32> = read.copied().collect();
            let read: Vec<u32> = read.into_iter().collect();
            let unmet = self.waits_at(&read).map(|wait| self.wait(store, wait, asked.row));
            told.extend(unmet.filter(|wait| !wait.met.is_settled()));
        }
        told.into_iter().collect()
    }

    /// The condition of a prerequisite with its truth.
    pub fn wait_condition(&self, store: &Store, asked: Asked, wait: &Wait) -> Option<Told> {
        let question = self.question(asked)?;
        let read = question.rows.iter().flat_map(|rule| &rule.waits);
        let mut all = read.chain(&question.waits).chain(&question.beyond);
        let slots = all.find_map(|at| {
            let slots = self.program.waits.get(*at as usize)?;
            let same = (slots.of, slots.clause, slots.place) == (wait.of, wait.clause, wait.place);
            same.then_some(slots)
        })?;
        self.told_of(store, slots.condition, self.row_of(slots, asked.row))
    }

    /// The condition under which the policy applies, with its truth.
    pub fn scope_condition(&self, store: &Store) -> Option<Told> {
        self.told_of(store, self.program.scope?, 0)
    }

    /// The condition of a permission, with its truth.
    pub fn permission_condition(&self, store: &Store, id: PermissionId) -> Option<Told> {
        self.told_of(store, self.program.permissions_told.get(id.index()).copied()??, 0)
    }

    fn waits_at<'s>(&'s self, places: &'s [u32]) -> impl Iterator<Item = &'s WaitSlots> {
        places.iter().filter_map(|at| self.program.waits.get(*at as usize))
    }

    /// What is asked of no element stands in the first row.
    fn row_of(&self, wait: &WaitSlots, row: u32) -> u32 {
        match wait.of {
            Waits::Decision(decision) | Waits::Value(decision, _) => {
                let decision = self.meaning.decisions.get(decision);
                if decision.is_some_and(|decision| decision.list.is_some()) { row } else { 0 }
            }
            Waits::Judgement(_) => 0,
        }
    }

    fn wait(&self, store: &Store, wait: &WaitSlots, row: u32) -> Wait {
        let row = self.row_of(wait, row);
        let met = self.truth(store, wait.met, row);
        let met = if self.truth(store, wait.off, row) == Truth::YES {
            let by = wait
                .switches
                .iter()
                .filter(|(_, slot)| self.truth(store, *slot, row) == Truth::YES)
                .map(|(clause, _)| *clause);
            Met::SwitchedOff(by.collect::<BTreeSet<_>>().into_iter().collect())
        } else if met == Truth::YES {
            Met::Yes
        } else if met == Truth::NO {
            Met::No
        } else if met.is_valueless() {
            Met::Valueless(met.causes())
        } else {
            Met::Open
        };
        Wait { of: wait.of, clause: wait.clause, place: wait.place, met }
    }
}
