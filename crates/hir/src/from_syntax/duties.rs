//! Duties and permissions.

use std::collections::BTreeMap;
use std::rc::Rc;

use whereas_source::Span;
use whereas_syntax::tree::{
    self, Arises as WrittenArises, Discharge, Due as WrittenDue, DutyForce, LiteralKind, UponBreach,
};
use whereas_value::id::{ClauseId, DutyId};
use whereas_value::number::Number;

use super::faults;
use super::labels::number;
use super::lower::{Env, Lower};
use crate::duty::{Arises, Due, Duty, Modality, Permission};
use crate::expr::{Expr, Literal};

/// The most hours within which a duty may be due: ten years of days with 24 hours.
const MOST_HOURS: u32 = 87_660;

impl Lower<'_> {
    pub(super) fn one_duty(&mut self, clause: ClauseId, duty: &tree::Duty, span: Span) {
        let mut env = self.env_of(clause);
        let modality = match duty.force {
            Some(DutyForce::Must) | None => Modality::Must,
            Some(DutyForce::Should) => Modality::Should,
            Some(DutyForce::MustNot) => Modality::MustNot,
        };
        let arises = self.arises(&mut env, duty);
        let due = self.due(&mut env, duty);
        let mut lowered = Duty {
            name: duty.name.text.clone(),
            label: self.label(env.file, &duty.label),
            clause,
            owed_by: duty.owed_by.iter().filter_map(|name| self.actor(env.file, name)).collect(),
            jointly: duty.jointly,
            to: duty.to.as_ref().and_then(|name| self.actor(env.file, name)),
            modality,
            arises,
            due,
            event: None,
            discharged_when: None,
            excused_when: None,
            upon_breach_duty: None,
            upon_breach_text: None,
        };
        for discharge in &duty.discharged {
            self.discharged(&mut env, &mut lowered, discharge, span);
        }
        lowered.excused_when = duty.excused_when.map(|id| self.condition(&mut env, id));
        match &duty.upon_breach {
            Some(UponBreach::Duty(name)) => {
                lowered.upon_breach_duty = self.duty(env.file, name);
                if duty.due.is_none() {
                    self.report(faults::duties::breach_without_day(&duty.name, name));
                }
            }
            Some(UponBreach::Words(label)) => {
                lowered.upon_breach_text = Some(self.label(env.file, label));
            }
            None => {}
        }
        self.map.duties.push(duty.name.span);
        self.hir.duties.push(lowered);
    }

    fn arises(&mut self, env: &mut Env, duty: &tree::Duty) -> Arises {
        match &duty.arises {
            Some(WrittenArises::When(condition)) => {
                if let Some(WrittenDue::Within { of: None, .. }) = &duty.due {
                    self.report(faults::duties::within_of_what(&duty.name));
                }
                Arises::When(self.condition(env, *condition))
            }
            Some(WrittenArises::OnEvent { event: name, when }) => {
                let event = self.event(env.file, name);
                env.event = event;
                let when = when.map(|when| self.condition(env, when));
                match event {
                    Some(event) => Arises::OnEvent { event, when },
                    None => Arises::UponBreach,
                }
            }
            Some(WrittenArises::OnIssue) => Arises::OnIssue,
            Some(WrittenArises::Ongoing) => Arises::Ongoing,
            None => Arises::UponBreach,
        }
    }

    fn due(&mut self, env: &mut Env, duty: &tree::Duty) -> Due {
        match &duty.due {
            None => Due::None,
            Some(WrittenDue::Within { time, of }) => match self.hours(env.file, *time) {
                Some(hours) => {
                    let of = of.map(|of| self.expr(env, of, None));
                    hours.map_or(Due::None, |hours| Due::WithinHours { hours, of })
                }
                None => {
                    let time = self.expr(env, *time, None);
                    let of = of.map(|of| self.expr(env, of, None));
                    Due::Within { time, of }
                }
            },
            Some(WrittenDue::By(day)) => Due::By(self.expr(env, *day, None)),
            Some(WrittenDue::Before(day)) => Due::Before(self.expr(env, *day, None)),
            Some(WrittenDue::BeforeEvent(name)) => {
                self.event(env.file, name).map_or(Due::None, Due::BeforeEvent)
            }
            Some(WrittenDue::Every(every)) => {
                let at = self.span_of(env.file, *every);
                let every = self.expr(env, *every, None);
                let days = match self.hir.exprs.get(every) {
                    Some(Expr::Literal(Literal::Days(days))) => {
                        days.to_i64().and_then(|days| u32::try_from(days).ok())
                    }
                    Some(_) | None => None,
                };
                match days.filter(|days| *days > 0) {
                    Some(days) => Due::Every(days),
                    None => {
                        self.report(faults::duties::every_days(at));
                        Due::None
                    }
                }
            }
        }
    }

    /// The hours, where a length of time is written in hours; `Some(None)` where they are not whole, which is reported.
    fn hours(&mut self, file: usize, time: tree::ExprId) -> Option<Option<u32>> {
        let at = self.span_of(file, time);
        let tree::Expr::Literal(tree::Literal { kind: LiteralKind::Hours(written), .. }) =
            self.tree(file)?.exprs.get(time)
        else {
            return None;
        };
        let written = number(written);
        let hours = written.filter(Number::is_integer).and_then(|it| it.to_i64());
        let hours = hours.and_then(|it| u32::try_from(it).ok()).filter(|it| *it <= MOST_HOURS);
        if hours.is_none() {
            self.report(faults::duties::whole_hours(at, MOST_HOURS));
        }
        Some(hours)
    }

    fn discharged(&mut self, env: &mut Env, duty: &mut Duty, discharge: &Discharge, span: Span) {
        match discharge {
            Discharge::ByEvent(name) | Discharge::BreachedByEvent(name) => {
                let breached = matches!(discharge, Discharge::BreachedByEvent(_));
                if breached != (duty.modality == Modality::MustNot) {
                    self.report(faults::duties::wrong_end(name, breached));
                }
                let event = self.event(env.file, name);
                if duty.event.is_some() {
                    self.report(faults::duties::two_events(name));
                } else {
                    duty.event = event;
                }
            }
            Discharge::When(condition) => {
                let at = self.span_of(env.file, *condition);
                let condition = self.condition(env, *condition);
                if duty.modality == Modality::MustNot {
                    self.report(faults::duties::must_not_when(at));
                } else if duty.discharged_when.is_some() {
                    self.report(faults::duties::two_conditions(at, span));
                } else {
                    duty.discharged_when = Some(condition);
                }
            }
        }
    }

    /// A duty that says nothing of when it arises arises upon the breach of another.
    pub(super) fn duties_that_never_arise(&mut self) {
        let named: Vec<_> = self.hir.duties.iter().filter_map(|it| it.upon_breach_duty).collect();
        let all = Rc::clone(&self.declared);
        for (id, declared) in all.duties.enumerate() {
            if declared.node.arises.is_none() && !named.contains(&id) {
                self.report(faults::duties::never_arises(&declared.node.name));
            }
        }
    }

    /// A duty that would arise upon its own breach, at once or through others: of each such circle one is told.
    pub(super) fn circles_of_breach(&mut self) {
        let mut seen: BTreeMap<DutyId, DutyId> = BTreeMap::new();
        let starts: Vec<DutyId> = self.hir.duties.ids().collect();
        for start in starts {
            let mut at = start;
            // Each duty is gone through once: a way back to where this way has been is a circle.
            while !seen.contains_key(&at) {
                seen.insert(at, start);
                let Some(next) = self.hir.duties.get(at).and_then(|duty| duty.upon_breach_duty)
                else {
                    break;
                };
                if seen.get(&next) == Some(&start) {
                    self.circle_of_breach(next);
                }
                at = next;
            }
        }
    }

    fn circle_of_breach(&mut self, first: DutyId) {
        let mut circle = Vec::new();
        let mut at = first;
        while let Some(duty) = self.hir.duties.get(at) {
            circle.push(duty.name.to_string());
            match duty.upon_breach_duty {
                Some(next) if next != first => at = next,
                Some(_) | None => break,
            }
        }
        if let Some(span) = self.map.duties.get(first).copied() {
            self.report(faults::duties::circle_of_breach(span, &circle));
        }
        // What comes after meets no circle.
        if let Some(duty) = self.hir.duties.get_mut(at) {
            duty.upon_breach_duty = None;
        }
    }

    pub(super) fn permission(&mut self, clause: ClauseId, permission: &tree::Permission) {
        let mut env = self.env_of(clause);
        let lowered = Permission {
            name: permission.name.text.clone(),
            label: self.label(env.file, &permission.label),
            clause,
            held_by: permission
                .held_by
                .iter()
                .filter_map(|name| self.actor(env.file, name))
                .collect(),
            when: permission.when.map(|id| self.condition(&mut env, id)),
        };
        self.map.permissions.push(permission.name.span);
        self.hir.permissions.push(lowered);
    }
}
