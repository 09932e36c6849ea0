//! Section 3, `ready(d)`, told: which prerequisites a question and what it reads have, and whether each is met.

use std::collections::BTreeSet;

use whereas_hir::clause::Waits;
use whereas_value::answer::{Met, RuleTrace, Wait};
use whereas_value::id::DecisionId;

use super::{At, Place, Run, Which};
use crate::tables::or;

impl Run<'_, '_> {
    /// The prerequisites of a question; where it may be *not ready*, also those that are not surely met of what its
    /// rules read, where a rule may count, and of what its prerequisites and its `otherwise` read.
    pub fn waits(
        &mut self,
        decision: DecisionId,
        which: Which,
        trace: &[RuleTrace],
        may_wait: bool,
    ) -> Vec<Wait> {
        let mut told: BTreeSet<Wait> = BTreeSet::new();
        told.extend(self.waits_of(Waits::Decision(decision), which.place));
        if let Some(value) = which.value {
            told.extend(self.waits_of(Waits::Value(decision, value), which.place));
        }
        if may_wait {
            let waiting = &self.setting.checked.tables().waiting;
            let rules = trace.iter().filter(|line| line.standing.may_count());
            let read: BTreeSet<Waits> = rules
                .filter_map(|line| waiting.rules.get(&line.rule))
                .chain(waiting.decisions.get(&decision))
                .flatten()
                .copied()
                .collect();
            for of in read {
                let waits = self.waits_of(of, which.place);
                told.extend(waits.into_iter().filter(|wait| !wait.met.is_settled()));
            }
        }
        told.into_iter().collect()
    }

    /// The prerequisites of one thing. What is asked of the elements of another list is told where it is asked.
    fn waits_of(&mut self, of: Waits, place: Option<Place>) -> Vec<Wait> {
        let element = match of {
            Waits::Decision(decision) | Waits::Value(decision, _) => {
                self.hir().decisions.get(decision).and_then(|decision| decision.element)
            }
            Waits::Judgement(_) => None,
        };
        let list = element.and_then(|element| self.hir().variables.get(element));
        let place = match list.map(|variable| variable.list) {
            None => None,
            Some(list) => match place.filter(|place| place.list() == list) {
                Some(place) => Some(place),
                None => return Vec::new(),
            },
        };
        let setting = self.setting;
        let said = setting.text.prerequisites.get(&of).map_or(&[][..], Vec::as_slice);
        let mut waits = Vec::new();
        for (number, (clause, prerequisite)) in (0_u32..).zip(said) {
            if !self.variant.is_live(*clause) {
                continue;
            }
            let off = self.off(*clause, place);
            let met = if off.surely_yes() {
                let by = self.switchers(*clause, place);
                let by = by.into_iter().filter(|(_, seen)| seen.surely_yes()).map(|(by, _)| by);
                Met::SwitchedOff(by.collect::<BTreeSet<_>>().into_iter().collect())
            } else {
                let at = At::policy(self.policy_of(*clause)).with(prerequisite.element, place);
                let condition = self.value(prerequisite.condition, &at);
                let met = or(&[off, condition]);
                if met.surely_yes() {
                    Met::Yes
                } else if met.surely_no() {
                    Met::No
                } else if met.valueless() {
                    Met::Valueless(met.causes)
                } else {
                    Met::Open
                }
            };
            waits.push(Wait { of, clause: *clause, place: number, met });
        }
        waits
    }
}
