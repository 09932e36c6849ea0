//! The conditions of what is said beside questions: of duties, and of guarantees.

use std::collections::{BTreeMap, BTreeSet};

use whereas_plan::duties::DutySlots;
use whereas_plan::{Op, SlotId};
use whereas_value::duty::DutyAnswer;
use whereas_value::id::{DecisionId, GuaranteeId, Id, PermissionId};

use super::conditions::Told;
use crate::duties::seen;
use crate::machine::Machine;
use crate::store::Store;

/// A question that something reads: of a decision, of a set the place of the value.
pub type Asks = (DecisionId, u32);

/// The conditions of one instance of a duty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DutyConditions {
    /// `arises when C`, `on event E when C`
    pub arises: Option<Told>,
    /// `discharged when C`
    pub discharged: Option<Told>,
    /// `excused when C`
    pub excused: Option<Told>,
}

impl Machine<'_> {
    /// The conditions of an instance of a duty, with their truth.
    pub fn duty_conditions(&self, store: &Store, answer: &DutyAnswer) -> DutyConditions {
        let Some(slots) = self.duty_slots(answer) else { return DutyConditions::default() };
        let kind = slots.event;
        let row = kind
            .and_then(|kind| seen(self.case, kind).position(|(at, _)| Some(at) == answer.event));
        let row = row.and_then(|row| u32::try_from(row).ok()).unwrap_or(0);
        let told = |condition: Option<u32>| self.told_of(store, condition?, row);
        DutyConditions {
            arises: told(slots.told.arises),
            discharged: told(slots.told.discharged),
            excused: told(slots.told.excused),
        }
    }

    /// The condition of a guarantee, with its truth.
    pub fn guarantee_condition(&self, store: &Store, id: GuaranteeId) -> Option<Told> {
        self.told_of(store, self.program.guarantees_told.get(id.index()).copied()??, 0)
    }

    /// The questions by their slots: of each its answer, and what that is before the scope is asked.
    pub fn questions_at(&self) -> BTreeMap<SlotId, Asks> {
        let mut at = BTreeMap::new();
        for (id, decision) in self.program.decisions.enumerate() {
            for (place, question) in (0_u32..).zip(&decision.questions) {
                at.insert(question.answer, (id, place));
                if let Some(Op::Scoped { value, .. }) = self.program.ops.get(question.answer) {
                    at.insert(*value, (id, place));
                }
            }
        }
        at
    }

    /// The questions that the condition of a guarantee reads itself.
    pub fn guarantee_reads(&self, at: &BTreeMap<SlotId, Asks>, id: GuaranteeId) -> BTreeSet<Asks> {
        self.reads(at, self.program.guarantees.get(id.index()).copied().flatten())
    }

    /// The questions that the condition of a permission reads itself.
    pub fn permission_reads(
        &self,
        at: &BTreeMap<SlotId, Asks>,
        id: PermissionId,
    ) -> BTreeSet<Asks> {
        self.reads(at, self.program.permissions.get(id.index()).copied())
    }

    /// The questions that the conditions and days of an instance of a duty read themselves.
    pub fn duty_reads(&self, at: &BTreeMap<SlotId, Asks>, answer: &DutyAnswer) -> BTreeSet<Asks> {
        let slots = self.duty_slots(answer);
        let slots = slots.into_iter().flat_map(|it| {
            [it.arises, it.time, it.day, it.discharged, it.excused].into_iter().flatten()
        });
        self.reads(at, slots)
    }

    /// The slots of a duty for the kind of event from which an instance arose.
    fn duty_slots(&self, answer: &DutyAnswer) -> Option<&DutySlots> {
        let event = answer.event.and_then(|place| self.case.events.get(place as usize));
        let kind = event.map(|event| event.kind);
        let all = self.program.duties.get(answer.duty.index())?;
        all.iter().find(|slots| slots.event == kind)
    }

    /// The questions that slots read, those not followed that other questions read.
    fn reads(
        &self,
        at: &BTreeMap<SlotId, Asks>,
        slots: impl IntoIterator<Item = SlotId>,
    ) -> BTreeSet<Asks> {
        let mut found = BTreeSet::new();
        let mut seen: BTreeSet<SlotId> = BTreeSet::new();
        let mut todo: Vec<SlotId> = slots.into_iter().collect();
        while let Some(slot) = todo.pop() {
            if !seen.insert(slot) {
                continue;
            }
            if let Some(question) = at.get(&slot) {
                found.insert(*question);
            } else if let Some(op) = self.program.ops.get(slot) {
                self.program.each_read(*op, |read, _| todo.push(read));
            }
        }
        found
    }
}
