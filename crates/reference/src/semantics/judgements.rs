//! Section 10: judgements, their findings, and the factors that a finding has to weigh.

use std::collections::BTreeSet;

use whereas_hir::clause::{Presence, Waits};
use whereas_value::answer::FindingClass;
use whereas_value::id::{ClauseId, FactorId, JudgementId};
use whereas_value::{Cause, Causes, Finding, Interval, Leaf, Values};

use super::{At, Run};
use crate::known;
use crate::open::Open;
use crate::tables::{Seen, and, choose, join, not, truth};

impl<'a> Run<'_, 'a> {
    /// A judgement: *undetermined* where its clause is off, *not ready* before its prerequisites; then the finding's
    /// value where the finding is valid; else no under a burden, else every value of its type.
    pub fn judgement(&mut self, id: JudgementId) -> Seen {
        if let Some(seen) = self.judgements.get(&id) {
            return seen.clone();
        }
        let seen = self.judge(id);
        self.judgements.insert(id, seen.clone());
        seen
    }

    pub(super) fn judge(&mut self, id: JudgementId) -> Seen {
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return Seen::truth(false) };
        let none = known::nothing(&judgement.ty);
        if !self.variant.is_live(judgement.clause) {
            return Seen::of(Causes::of(Cause::Undetermined), none);
        }
        let off = self.off(judgement.clause, None);
        let ready = self.ready(Waits::Judgement(id), None);
        let asked =
            if off.may_no() && ready.may_yes() { Some(self.found(id, none.clone())) } else { None };
        let ready = choose(
            &ready,
            || asked.unwrap_or(Seen::sure(none.clone())),
            || Seen::of(Causes::of(Cause::NotReady), none.clone()),
            none.clone(),
        );
        choose(
            &off,
            || Seen::of(Causes::of(Cause::Undetermined), none.clone()),
            || ready,
            none.clone(),
        )
    }

    /// What is found, or stands where nothing is soundly found.
    pub(super) fn found(&mut self, id: JudgementId, none: Values) -> Seen {
        let (class, unnamed) = self.class_of(id);
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return Seen::sure(none) };
        let mut values = none;
        if let (Some(FindingClass::Used | FindingClass::NotYetUsable), Some((_, finding))) =
            (class, self.finding(id))
            && let Some(value) = &finding.value
        {
            let found = known::some_value(hir, judgement.ty.present(), &Interval::ANY, value);
            values = join(&values, &found);
        }
        if class != Some(FindingClass::Used) {
            values = join(&values, &self.unfound(id));
        }
        Seen::sure(values).on(&self.leaf(&Leaf::Judgement(id))).on(&unnamed)
    }

    /// What stands of a judgement where no finding is sound.
    pub(super) fn unfound(&self, id: JudgementId) -> Values {
        if let Some(values) = self.fixed.judgements.get(&id) {
            return values.clone();
        }
        let hir = self.hir();
        match hir.judgements.get(id) {
            Some(judgement)
                if !self.lifted
                    && judgement.burden.is_some_and(|(_, by)| self.variant.is_live(by)) =>
            {
                truth(true, false)
            }
            Some(judgement) => known::any_value(hir, judgement.ty.present(), &Interval::ANY),
            None => truth(true, true),
        }
    }

    /// The finding of a judgement, and its place in the case. Drafts have no value.
    pub(super) fn finding(&self, id: JudgementId) -> Option<(usize, &'a Finding)> {
        let findings = self.setting.case.findings.iter().enumerate();
        findings.into_iter().find(|(_, finding)| finding.judgement == id && !finding.draft)
    }

    /// Whether the finding of a judgement is used; with what its validity turns on.
    pub(super) fn class_of(&mut self, id: JudgementId) -> (Option<FindingClass>, Open) {
        let Some((place, finding)) = self.finding(id) else { return (None, Open::default()) };
        if !self.good.get(place).copied().unwrap_or(false) {
            return (Some(FindingClass::Defective), Open::default());
        }
        let mut open = Open::default();
        let mut class = FindingClass::Used;
        for (_, present) in self.unnamed(id, finding) {
            open.add(&present.open);
            if !present.may_no() {
                class = FindingClass::Defective;
            } else if !present.surely_no() && class == FindingClass::Used {
                class = FindingClass::NotYetUsable;
            }
        }
        (Some(class), open)
    }

    /// The factors that a finding does not name, and whether each is present.
    pub fn unnamed(&mut self, id: JudgementId, finding: &Finding) -> Vec<(FactorId, Seen)> {
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return Vec::new() };
        let live = |(_, by): &&(_, ClauseId)| self.variant.is_live(*by);
        let ledgers: BTreeSet<_> =
            judgement.ledgers.iter().filter(live).map(|(ledger, _)| *ledger).collect();
        let named: BTreeSet<FactorId> =
            finding.weighing.iter().map(|weighed| weighed.factor).collect();
        let of_ledgers = hir.factors.enumerate().filter(|(factor, declared)| {
            self.variant.is_live(declared.clause)
                && !named.contains(factor)
                && declared.ledgers.iter().any(|(ledger, _)| ledgers.contains(ledger))
        });
        let factors: Vec<FactorId> = of_ledgers.map(|(factor, _)| factor).collect();
        factors.into_iter().map(|factor| (factor, self.factor(factor))).collect()
    }

    /// Whether a factor is present: `(when C | found and present) and not off(its clause)`.
    pub(super) fn factor(&mut self, id: FactorId) -> Seen {
        if let Some(seen) = self.factors.get(&id) {
            return seen.clone();
        }
        let hir = self.hir();
        let Some(factor) = hir.factors.get(id) else { return Seen::truth(false) };
        let off = self.off(factor.clause, None);
        let present = match factor.present {
            Presence::When(condition) => {
                self.value(condition, &At::policy(self.policy_of(factor.clause)))
            }
            Presence::FoundBy(_) => match self.settled(id) {
                Some(present) => Seen::truth(present),
                None => Seen::sure(truth(true, true)).on(&self.leaf(&Leaf::Found(id))),
            },
        };
        let seen = and(&[present, not(&off)]);
        self.factors.insert(id, seen.clone());
        seen
    }

    /// A found factor is as every formally good finding that names it says; where two disagree it is open.
    pub(super) fn settled(&self, id: FactorId) -> Option<bool> {
        if let Some(present) = self.fixed.found.get(&id) {
            return Some(*present);
        }
        let findings = self.setting.case.findings.iter().zip(self.good);
        let said: BTreeSet<bool> = findings
            .filter(|(finding, good)| **good && !finding.draft)
            .flat_map(|(finding, _)| &finding.weighing)
            .filter(|weighed| weighed.factor == id)
            .map(|weighed| weighed.present)
            .collect();
        if said.len() == 1 { said.first().copied() } else { None }
    }

    /// What became of a finding: its class, the factors that are present and left out, and those that may be.
    pub fn taken(&mut self, place: usize, finding: &Finding) -> Taken {
        let hir = self.hir();
        let asked = hir.judgements.get(finding.judgement).is_some_and(|judgement| {
            self.variant.is_live(judgement.clause)
                && !self.off(judgement.clause, None).surely_yes()
                && !self.ready(Waits::Judgement(finding.judgement), None).surely_no()
        });
        if !asked && !finding.draft {
            let class = FindingClass::NotAsked;
            return Taken { class, left_out: Vec::new(), may_be_present: Vec::new() };
        }
        let unnamed = self.unnamed(finding.judgement, finding);
        let left_out: Vec<FactorId> =
            unnamed.iter().filter(|(_, seen)| !seen.may_no()).map(|(factor, _)| *factor).collect();
        let may_be_present: Vec<FactorId> = unnamed
            .iter()
            .filter(|(_, seen)| seen.may_no() && !seen.surely_no())
            .map(|(factor, _)| *factor)
            .collect();
        let good = self.good.get(place).copied().unwrap_or(false);
        let class = if finding.draft {
            FindingClass::Draft
        } else if !good || !left_out.is_empty() {
            FindingClass::Defective
        } else if may_be_present.is_empty() {
            FindingClass::Used
        } else {
            FindingClass::NotYetUsable
        };
        Taken { class, left_out, may_be_present }
    }
}

/// What became of a finding in one variant.
pub(crate) struct Taken {
    pub class: FindingClass,
    /// Factors that are present and that it does not name.
    pub left_out: Vec<FactorId>,
    /// Factors that may be present and that it does not name.
    pub may_be_present: Vec<FactorId>,
}
