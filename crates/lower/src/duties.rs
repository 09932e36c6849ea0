//! Duties and permissions: what is fixed of each, and their conditions and days to slots.

use std::collections::BTreeSet;

use whereas_check::Checked;
use whereas_hir::duty::{Arises, Due, Duty, Modality};
use whereas_hir::policy::DaysCount;
use whereas_plan::duties::{self, DutySlots, DutyTold};
use whereas_plan::op::SlotId;
use whereas_value::Type;
use whereas_value::id::{DutyId, EventKindId, PermissionId};

use crate::lowering::{Lowering, Place};
use crate::trace::TERMS;

/// What is fixed of a duty.
pub fn duty(checked: &Checked, duty: &Duty) -> duties::Duty {
    let hir = checked.hir();
    let policy = hir.clauses.get(duty.clause).and_then(|clause| hir.policies.get(clause.policy));
    duties::Duty {
        clause: duty.clause,
        modality: match duty.modality {
            Modality::Must => duties::Modality::Must,
            Modality::Should => duties::Modality::Should,
            Modality::MustNot => duties::Modality::MustNot,
        },
        arises: match duty.arises {
            Arises::When(_) => duties::Arises::When,
            Arises::OnEvent { event, .. } => duties::Arises::OnEvent(event),
            Arises::OnIssue => duties::Arises::OnIssue(policy.and_then(|policy| policy.issued)),
            Arises::Ongoing => duties::Arises::Ongoing,
            Arises::UponBreach => duties::Arises::UponBreach,
        },
        due: match duty.due {
            Due::None => duties::Due::None,
            Due::Within { time, .. } if matches!(checked.ty(time).present(), Type::Months) => {
                duties::Due::WithinMonths
            }
            Due::Within { .. } => duties::Due::WithinDays,
            Due::WithinHours { hours, .. } => duties::Due::WithinHours(hours),
            Due::By(_) => duties::Due::By,
            Due::Before(_) => duties::Due::Before,
            Due::BeforeEvent(kind) => duties::Due::BeforeEvent(kind),
            Due::Every(days) => duties::Due::Every(days),
        },
        event: duty.event,
        upon_breach: duty.upon_breach_duty,
        counts_same_day: policy.is_some_and(|policy| policy.days_count == DaysCount::SameDay),
        month_ends: policy.and_then(|policy| policy.month_ends),
    }
}

/// Of each duty, from which events it may arise: its own, or those of the duties upon whose breach it arises.
pub fn events(checked: &Checked) -> Vec<BTreeSet<Option<EventKindId>>> {
    let duties = &checked.hir().duties;
    let mut all: Vec<BTreeSet<Option<EventKindId>>> = duties
        .iter()
        .map(|duty| match duty.arises {
            Arises::OnEvent { event, .. } => BTreeSet::from([Some(event)]),
            Arises::When(_) | Arises::OnIssue | Arises::Ongoing => BTreeSet::from([None]),
            Arises::UponBreach => BTreeSet::new(),
        })
        .collect();
    // Each round brings the events of a duty one breach further.
    for _ in 0..all.len() {
        let mut changed = false;
        for (id, duty) in duties.enumerate() {
            let Some(then) = duty.upon_breach_duty else { continue };
            let from = all.get(index(id)).cloned().unwrap_or_default();
            if let Some(reached) = all.get_mut(index(then)) {
                let before = reached.len();
                reached.extend(from);
                changed |= reached.len() != before;
            }
        }
        if !changed {
            break;
        }
    }
    all
}

fn index(id: DutyId) -> usize {
    whereas_value::Id::index(id)
}

impl Lowering<'_, '_> {
    /// The conditions and days of a duty that arises from events of a kind.
    pub fn duty(&mut self, duty: &Duty, event: Option<EventKindId>) -> DutySlots {
        let place = Place::event(self.policy_of(duty.clause), event);
        let mut slot = |expr: Option<_>| -> Option<SlotId> { Some(self.value(expr?, &place).slot) };
        let arises = match duty.arises {
            Arises::When(condition) => Some(condition),
            Arises::OnEvent { when, .. } => when,
            Arises::OnIssue | Arises::Ongoing | Arises::UponBreach => None,
        };
        let (time, day) = match duty.due {
            Due::Within { time, of } => (Some(time), of),
            Due::WithinHours { of, .. } => (None, of),
            Due::By(day) | Due::Before(day) => (None, Some(day)),
            Due::None | Due::BeforeEvent(_) | Due::Every(_) => (None, None),
        };
        DutySlots {
            event,
            arises: slot(arises),
            time: slot(time),
            day: slot(day),
            discharged: slot(duty.discharged_when),
            excused: slot(duty.excused_when),
            told: DutyTold {
                arises: arises.map(|it| self.told(it, &place, None, TERMS)),
                discharged: duty.discharged_when.map(|it| self.told(it, &place, None, TERMS)),
                excused: duty.excused_when.map(|it| self.told(it, &place, None, TERMS)),
            },
        }
    }

    /// Whether a permission is held.
    pub fn permission(&mut self, id: PermissionId) -> SlotId {
        let Some(permission) = self.hir().permissions.get(id) else {
            return self.builder.truth(false);
        };
        match permission.when {
            _ if !self.fixed.is_live(permission.clause) => self.builder.truth(false),
            Some(condition) => {
                let place = self.place_in(permission.clause);
                self.value(condition, &place).slot
            }
            None => self.builder.truth(true),
        }
    }
}
