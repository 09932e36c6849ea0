//! Section 10 in one world: what a finding gives, and which factors were found.

use whereas_hir::clause::{Presence, Waits};
use whereas_value::id::{FactorId, JudgementId};
use whereas_value::{Cause, Finding, Interval, Values};

use super::{At, World};
use crate::known;
use crate::worlds::concrete::{Concrete, Found, all, not, yes};

impl World<'_, '_> {
    pub(super) fn judgement(&mut self, id: JudgementId) -> Found {
        let hir = self.hir();
        let judgement = hir.judgements.get(id).ok_or(Cause::Undetermined)?;
        if !self.live(judgement.clause)
            || self.off(judgement.clause, None)? == Concrete::Truth(true)
        {
            return Err(Cause::Undetermined);
        }
        if self.ready(Waits::Judgement(id), None)? != Concrete::Truth(true) {
            return Err(Cause::NotReady);
        }
        let findings = self.case.findings.iter().zip(self.good.clone());
        for (finding, good) in findings {
            if finding.judgement == id && !finding.draft {
                if good
                    && self.weighs_all(id, finding)
                    && let Some(value) = &finding.value
                {
                    let none = Interval::ANY;
                    let value = known::some_value(hir, &judgement.ty, &none, value);
                    return one(&value).ok_or(Cause::Undetermined);
                }
                break;
            }
        }
        if judgement.burden.is_some_and(|(_, by)| self.live(by)) {
            return Ok(Concrete::Truth(false));
        }
        let place = usize::try_from(id.0).unwrap_or(usize::MAX);
        self.settled.judgements.get(place).cloned().ok_or(Cause::Undetermined)
    }

    /// Whether every factor that a finding does not name is no in this world.
    pub(super) fn weighs_all(&mut self, id: JudgementId, finding: &Finding) -> bool {
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return false };
        for (factor_id, factor) in hir.factors.enumerate() {
            let of_it = judgement.ledgers.iter().any(|(ledger, by)| {
                self.live(*by) && factor.ledgers.iter().any(|(other, _)| other == ledger)
            });
            let named = finding.weighing.iter().any(|weighed| weighed.factor == factor_id);
            if !of_it || named || !self.live(factor.clause) {
                continue;
            }
            let present = match factor.present {
                Presence::When(condition) => {
                    self.value(condition, &At::policy(self.policy_of(factor.clause)))
                }
                Presence::FoundBy(_) => yes(self.is_found(factor_id)),
            };
            if all(&[present, not(self.off(factor.clause, None))]) != yes(false) {
                return false;
            }
        }
        true
    }

    pub(super) fn is_found(&self, id: FactorId) -> bool {
        let findings = self.case.findings.iter().zip(&self.good);
        let good = findings.filter(|(finding, good)| **good && !finding.draft);
        let said: Vec<bool> = good
            .flat_map(|(finding, _)| &finding.weighing)
            .filter(|weighed| weighed.factor == id)
            .map(|weighed| weighed.present)
            .collect();
        match said.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other == first) => *first,
            _ => {
                let place = usize::try_from(id.0).unwrap_or(usize::MAX);
                self.settled.found.get(place).copied().unwrap_or(false)
            }
        }
    }
}

/// The one value of a finding.
fn one(values: &Values) -> Option<Concrete> {
    match values {
        Values::Truth { may_yes, .. } => Some(Concrete::Truth(*may_yes)),
        Values::Choice(bits) => Some(Concrete::Choice(bits.trailing_zeros())),
        Values::Number(number) => Some(Concrete::Number(number.as_ref()?.as_single()?.clone())),
        Values::Text(text) => Some(Concrete::Text(text.as_single()?.clone())),
        Values::Set(_) => None,
    }
}
