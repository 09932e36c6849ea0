//! The prerequisites of questions, and of what they read, for the trace.

use whereas_plan::program::WaitSlots;
use whereas_value::answer::Waits;
use whereas_value::id::FactId;

use crate::lowering::{Lowering, Place};
use crate::trace::TERMS;

impl Lowering<'_, '_> {
    /// The prerequisites of some things, as seen from the elements of a list, by their places among the program's.
    pub(crate) fn waits_of(
        &mut self,
        of: impl Iterator<Item = Waits>,
        list: Option<FactId>,
    ) -> Vec<u32> {
        let mut all: Vec<u32> = of.flat_map(|of| self.waits_of_one(of, list)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn waits_of_one(&mut self, of: Waits, list: Option<FactId>) -> Vec<u32> {
        let of_list = match of {
            Waits::Decision(decision) | Waits::Value(decision, _) => self.list_of(decision),
            Waits::Judgement(_) => None,
        };
        // What is asked of the elements of another list is told where it is asked.
        if of_list.is_some() && of_list != list {
            return Vec::new();
        }
        let list = of_list;
        if let Some(waits) = self.waits_of.get(&(of, list)) {
            return waits.clone();
        }
        let text = self.text;
        let mut told = Vec::new();
        let said = text.prerequisites.get(&of).map_or(&[][..], Vec::as_slice);
        for (place, (clause, prerequisite)) in (0_u32..).zip(said) {
            if !self.fixed.is_live(*clause) {
                continue;
            }
            let at = Place::of(self.policy_of(*clause), list, prerequisite.element);
            let off = self.off(*clause, list);
            let condition = self.value(prerequisite.condition, &at);
            let met = self.any(&at, &[off, condition]);
            let switches = self.switchers(*clause, list);
            let switches =
                switches.into_iter().map(|(by, value)| (by, self.full(value, list))).collect();
            let wait = WaitSlots {
                of,
                clause: *clause,
                place,
                met: self.full(met, list),
                off: self.full(off, list),
                switches,
                condition: self.told(prerequisite.condition, &at, list, TERMS),
            };
            told.push(u32::try_from(self.waits.len()).unwrap_or(u32::MAX));
            self.waits.push(wait);
        }
        self.waits_of.insert((of, list), told.clone());
        told
    }
}
