//! Duties, permissions and guarantees.

use whereas_value::id::{ActorId, ClauseId, EventKindId};

use super::{Printer, name_of};
use crate::duty::{Arises, Due, Duty, Modality};

impl Printer<'_> {
    pub(super) fn duties(&mut self, clause: ClauseId) {
        let hir = self.hir;
        for duty in hir.duties.iter().filter(|it| it.clause == clause) {
            self.duty(duty);
        }
        for permission in hir.permissions.iter().filter(|it| it.clause == clause) {
            let holders = self.actors(&permission.held_by);
            let when =
                permission.when.map_or_else(String::new, |id| format!(" when {}", self.expr(id)));
            let label = Self::label(&permission.label);
            let name = &permission.name;
            self.line(1, &format!("permission {name} {label} held by {holders}{when}"));
        }
        self.guarantees_of(clause);
    }

    fn actors(&self, ids: &[ActorId]) -> String {
        Self::names(ids, |id| name_of(self.hir.actors.get(*id).map(|it| &it.name)))
    }

    fn event(&self, id: EventKindId) -> String {
        name_of(self.hir.events.get(id).map(|it| &it.name))
    }

    fn duty(&mut self, duty: &Duty) {
        self.line(1, &format!("duty {} {}", duty.name, Self::label(&duty.label)));
        let jointly = if duty.jointly { " jointly" } else { "" };
        let to = duty.to.map_or_else(String::new, |id| format!(" to {}", self.actors(&[id])));
        let modality = match duty.modality {
            Modality::Must => "must",
            Modality::Should => "should",
            Modality::MustNot => "must not",
        };
        let owed = self.actors(&duty.owed_by);
        self.line(2, &format!("owed by {owed}{jointly}{to} {modality}"));
        let arises = match &duty.arises {
            Arises::When(condition) => format!("arises when {}", self.expr(*condition)),
            Arises::OnEvent { event, when } => {
                let when = when.map_or_else(String::new, |id| format!(" when {}", self.expr(id)));
                format!("arises on event {}{when}", self.event(*event))
            }
            Arises::OnIssue => "arises on issue".to_owned(),
            Arises::Ongoing => "ongoing".to_owned(),
            Arises::UponBreach => "arises upon breach".to_owned(),
        };
        self.line(2, &arises);
        let due = match &duty.due {
            Due::None => None,
            Due::Within { time, of } => {
                let of = of.map_or_else(String::new, |id| format!(" of {}", self.expr(id)));
                Some(format!("due within {}{of}", self.expr(*time)))
            }
            Due::WithinHours { hours, of } => {
                let of = of.map_or_else(String::new, |id| format!(" of {}", self.expr(id)));
                Some(format!("due within {hours} hours{of}"))
            }
            Due::By(day) => Some(format!("due by {}", self.expr(*day))),
            Due::Before(day) => Some(format!("due before {}", self.expr(*day))),
            Due::BeforeEvent(event) => Some(format!("due before event {}", self.event(*event))),
            Due::Every(days) => Some(format!("due every {days} days")),
        };
        if let Some(due) = due {
            self.line(2, &due);
        }
        if let Some(event) = duty.event {
            let verb = if duty.modality == Modality::MustNot { "breached" } else { "discharged" };
            self.line(2, &format!("{verb} by event {}", self.event(event)));
        }
        if let Some(condition) = duty.discharged_when {
            self.line(2, &format!("discharged when {}", self.expr(condition)));
        }
        if let Some(condition) = duty.excused_when {
            self.line(2, &format!("excused when {}", self.expr(condition)));
        }
        if let Some(id) = duty.upon_breach_duty {
            let name = name_of(self.hir.duties.get(id).map(|it| &it.name));
            self.line(2, &format!("upon breach duty {name}"));
        }
        if let Some(text) = &duty.upon_breach_text {
            self.line(2, &format!("upon breach {}", Self::label(text)));
        }
    }
}
