//! Judgements and factors to slots.

use std::collections::BTreeSet;

use whereas_hir::clause::{Presence, Waits};
use whereas_plan::op::{Class, FrameId, JudgingId, Op, SlotId};
use whereas_plan::program::Judging;
use whereas_value::id::{FactorId, JudgementId, LedgerId};
use whereas_value::{Cause, Causes};

use crate::lowering::{Lowering, Place, once};

impl Lowering<'_, '_> {
    /// A judgement where it is read: *undetermined* where its clause is not in force.
    pub fn judgement(&mut self, id: JudgementId) -> SlotId {
        if let Some(slot) = self.judgements.get(&id) {
            return *slot;
        }
        let Some(judgement) = self.hir().judgements.get(id) else {
            return self.builder.truth(false);
        };
        let class = Class::of(&judgement.ty);
        let nothing = self.builder.valueless(Causes::of(Cause::Undetermined), class);
        self.judgements.insert(id, nothing);
        if !self.fixed.is_live(judgement.clause) {
            return nothing;
        }
        let judging = self.judging(id);
        let slot = self.builder.emit(Op::Judging(judging), class, FrameId(0));
        self.judgements.insert(id, slot);
        slot
    }

    /// How a judgement is taken: whether its clause is off, whether it may be found, and its factors.
    pub fn judging(&mut self, id: JudgementId) -> JudgingId {
        let (mut ledgers, mut off) = (BTreeSet::new(), self.truth(false));
        if let Some(judgement) = self.hir().judgements.get(id) {
            let live = judgement.ledgers.iter().filter(|(_, by)| self.fixed.is_live(*by));
            ledgers = live.map(|(ledger, _)| *ledger).collect::<BTreeSet<LedgerId>>();
            off = self.off(judgement.clause, None);
        }
        let ready = self.ready(Waits::Judgement(id), None);
        let text = self.text;
        let mut factors = Vec::new();
        for factor in text.factors.get(id).into_iter().flatten() {
            let Some(declared) = self.hir().factors.get(*factor) else { continue };
            let asked = declared.ledgers.iter().any(|(ledger, _)| ledgers.contains(ledger));
            if asked && self.fixed.is_live(declared.clause) {
                factors.push((*factor, self.factor(*factor)));
            }
        }
        self.builder.judging(Judging { judgement: id, off: off.slot, ready: ready.slot, factors })
    }

    /// Whether a factor is present: `(when C | found and present) and not off(its clause)`.
    fn factor(&mut self, id: FactorId) -> SlotId {
        let Some(factor) = self.hir().factors.get(id) else { return self.builder.truth(false) };
        let place = Place::policy(self.policy_of(factor.clause));
        let present = match factor.present {
            Presence::When(condition) => self.value(condition, &place),
            Presence::FoundBy(_) => {
                once(self.builder.emit(Op::Found(id), Class::Truth, FrameId(0)))
            }
        };
        let off = self.off(factor.clause, None);
        let on = self.not(off);
        self.all(&place, &[present, on]).slot
    }
}
