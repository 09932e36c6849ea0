//! What answers rest on: what they would turn on, were every presumption and burden lifted.
//!
//! Reads a case and what is used of its findings; produces, for anything that is asked, the presumptions and burdens among
//! what the lifted case leaves open.

use std::collections::BTreeSet;

use whereas_value::answer::{Broken, Rest};
use whereas_value::duty::{DutyAnswer, PermissionAnswer};
use whereas_value::id::{FactId, GuaranteeId, JudgementId};
use whereas_value::{Answers, Leaf};

use super::{asked, scope};
use crate::open::Open;
use crate::pass::{Over, Pass};
use crate::semantics::Setting;
use crate::{duties, known};

/// The case without what is presumed, and without burdens.
pub(super) struct Lifted {
    presumed: BTreeSet<FactId>,
    burdened: BTreeSet<JudgementId>,
    pub over: Over,
}

impl Lifted {
    /// None where nothing is presumed and nothing counts as not shown.
    pub fn new(setting: &Setting<'_>, over: &Over, used: &BTreeSet<JudgementId>) -> Option<Self> {
        let hir = setting.checked.hir();
        let stated = known::facts(hir, setting.case, false);
        let presumed: BTreeSet<_> = stated
            .enumerate()
            .filter(|(fact, known)| over.facts.get(*fact) != Some(*known))
            .map(|(fact, _)| fact)
            .collect();
        let burdened = hir.judgements.enumerate().filter(|(id, judgement)| {
            let by = judgement.burden.as_ref().map(|(_, by)| *by);
            let live = |by| over.fixture().variants.iter().any(|variant| variant.is_live(by));
            by.is_some_and(live) && !used.contains(id)
        });
        let burdened: BTreeSet<_> = burdened.map(|(id, _)| id).collect();
        if presumed.is_empty() && burdened.is_empty() {
            return None;
        }
        Some(Self { presumed, burdened, over: Over::lifted(setting, stated) })
    }

    /// Of what is open, the presumptions and burdens.
    pub fn of(&self, setting: &Setting<'_>, open: &Open) -> Vec<Rest> {
        self.of_leaves(&setting.leaves.list(open))
    }

    fn of_leaves(&self, leaves: &[Leaf]) -> Vec<Rest> {
        let rests = leaves.iter().filter_map(|leaf| match leaf {
            Leaf::Fact(fact, _) => self.presumed.contains(fact).then_some(Rest::Presumed(*fact)),
            Leaf::Judgement(id) => self.burdened.contains(id).then_some(Rest::Burden(*id)),
            Leaf::Element { .. } | Leaf::Others(_) | Leaf::Found(_) | Leaf::Question(_) => None,
        });
        rests.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Adds to what is said of a case beside its questions what it rests on.
    pub fn tell<'a>(&self, setting: &Setting<'a>, answers: &mut Answers) {
        let mut pass = self.over.pass(setting);
        let said = answers.scope;
        if said.causes.is_empty() && said.may_be_in != said.may_be_out {
            answers.scope_rests_on = self.of(setting, &scope(&mut pass).open);
        }
        self.duties(setting, &mut pass, &mut answers.duties);
        self.permissions(setting, &mut pass, &mut answers.permissions);
        for broken in &mut answers.broken {
            broken.rests_on = self.guarantee(setting, &mut pass, broken.guarantee);
            broken.rests_on.extend(answers.scope_rests_on.iter().copied());
            broken.rests_on.sort();
            broken.rests_on.dedup();
        }
    }

    fn duties<'a>(&self, setting: &Setting<'a>, pass: &mut Pass<'_, 'a>, told: &mut [DutyAnswer]) {
        let lifted = duties::duties(setting, &self.over, pass);
        for answer in told.iter_mut().filter(|answer| answer.states.len() == 1) {
            // Without what is presumed, it may be open on which day it arose.
            let is_it = |other: &&DutyAnswer| {
                other.duty == answer.duty
                    && other.event == answer.event
                    && (other.arose == answer.arose
                        || other.arose.is_none()
                        || answer.arose.is_none())
            };
            let open = lifted.iter().filter(is_it).flat_map(|other| other.missing.iter().cloned());
            let open: Vec<Leaf> = open.collect();
            answer.rests_on = self.of_leaves(&open);
        }
    }

    fn permissions<'a>(
        &self,
        setting: &Setting<'a>,
        pass: &mut Pass<'_, 'a>,
        told: &mut [PermissionAnswer],
    ) {
        let permissions = &setting.checked.hir().permissions;
        let is_known = |answer: &&mut PermissionAnswer| {
            let yes_or_no =
                answer.may_be_held != answer.may_not_be_held && answer.causes.is_empty();
            let none = !answer.may_be_held && !answer.may_not_be_held && answer.causes.count() == 1;
            yes_or_no || none
        };
        for answer in told.iter_mut().filter(is_known) {
            let Some(permission) = permissions.get(answer.permission) else { continue };
            answer.rests_on = self.of(setting, &duties::held(permission, pass).open);
        }
    }

    fn guarantee<'a>(
        &self,
        setting: &Setting<'a>,
        pass: &mut Pass<'_, 'a>,
        id: GuaranteeId,
    ) -> Vec<Rest> {
        let seen = asked(setting.checked.hir(), pass, id);
        seen.map_or_else(Vec::new, |seen| self.of(setting, &seen.open))
    }
}

/// A guarantee that is broken, before it is known on what that rests.
pub(super) const fn broken(guarantee: GuaranteeId) -> Broken {
    Broken { guarantee, rests_on: Vec::new() }
}
