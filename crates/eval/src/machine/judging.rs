//! A judgement where it is read: the value of its finding, or what stands where no finding is sound.

use whereas_plan::SlotId;
use whereas_plan::op::JudgingId;
use whereas_plan::program::Judging;
use whereas_value::answer::FindingClass;
use whereas_value::id::{FactorId, JudgementId};
use whereas_value::{Cause, Causes, Interval, Values};

use super::Machine;
use crate::cell::Truth;
use crate::known;
use crate::store::{Kept, Store};
use crate::variant::Taken;

impl Machine<'_> {
    pub(super) fn judging<T: Kept>(
        &self,
        store: &mut Store,
        id: SlotId,
        judging: JudgingId,
        row: u32,
    ) {
        let Some(judging) = self.program.judgings.get(judging) else { return };
        let off = self.truth(store, judging.off, 0);
        let ready = self.truth(store, judging.ready, 0);
        let mut value = T::without_value(off.causes());
        if off.may_yes() {
            value.add_causes(Causes::of(Cause::Undetermined));
        }
        if off.may_no() {
            let found = self.found_value::<T>(store, judging);
            let readied = self.readied(ready, &found);
            value.join_values(&readied);
            value.add_causes(readied.causes());
        }
        self.put(store, id, row, value);
    }

    /// What is found once the judgement may be: *not ready* before.
    pub fn readied<T: Kept>(&self, ready: Truth, found: &T) -> T {
        let mut value = T::without_value(ready.causes());
        if ready.may_no() {
            value.add_causes(Causes::of(Cause::NotReady));
        }
        if ready.may_yes() {
            value.join_values(found);
        }
        value
    }

    /// What is found, or stands where nothing is soundly found.
    pub fn found_value<T: Kept>(&self, store: &Store, judging: &Judging) -> T {
        if let Some(supposed) = self.loaded.fixed.supposed.get(&judging.judgement) {
            return T::from_values(supposed);
        }
        let mut value = T::EMPTY;
        let class = self.validity(store, judging);
        if class != Some(FindingClass::Defective)
            && let Some(finding) = self.taken.finding(judging.judgement)
        {
            value.join_values(&T::from_values(&finding.value));
        }
        if class != Some(FindingClass::Used) {
            value.join_values(&T::from_values(&self.raw(judging.judgement)));
        }
        value
    }

    /// How the finding of a judgement is taken, its clause being on; none where there is no finding.
    pub fn validity(&self, store: &Store, judging: &Judging) -> Option<FindingClass> {
        let finding = self.taken.finding(judging.judgement)?;
        if !finding.good {
            return Some(FindingClass::Defective);
        }
        let mut class = FindingClass::Used;
        for (_, slot) in
            judging.factors.iter().filter(|(factor, _)| !finding.names(self.case, *factor))
        {
            let present = self.truth(store, *slot, 0);
            if !present.may_no() {
                return Some(FindingClass::Defective);
            }
            if present != Truth::NO {
                class = FindingClass::NotYetUsable;
            }
        }
        Some(class)
    }

    /// What stands of a judgement where no finding is sound.
    fn raw(&self, judgement: JudgementId) -> Values {
        if let Some(fixed) = self.loaded.fixed.judgements.get(&judgement) {
            return fixed.clone();
        }
        let Some(declared) = self.meaning.facts.judgements.get(judgement) else {
            return Values::Truth { may_no: false, may_yes: false };
        };
        let live = |by| self.program.live.get(by).copied().unwrap_or(false);
        if !self.loaded.fixed.lifted && declared.burden.is_some_and(|(_, by)| live(by)) {
            return Values::Truth { may_no: true, may_yes: false };
        }
        known::any_value(&self.meaning.facts, &declared.ty, &Interval::ANY)
    }

    /// What findings, or what is fixed, say of a factor that somebody must find.
    pub(super) fn found(&self, factor: FactorId) -> Option<bool> {
        let fixed = self.loaded.fixed.found.get(&factor).copied();
        fixed.or_else(|| Taken::found(self.taken, factor))
    }
}
