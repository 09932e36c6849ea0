//! Duties and permissions.

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{Arises, Discharge, Due, Duty, DutyForce, ExprId, Permission, UponBreach};

impl Builder<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a duty has a few parts")]
    pub(super) fn duty(&mut self, mut parts: Parts<'_>) -> Option<Duty> {
        let name = self.name_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let owed_by = self.names(parts.take(Rule::names)?);
        let jointly = parts.word(Rule::k_jointly);
        let to = self.name_in(&mut parts);
        let (mut force, mut arises, mut due) = (None, None, None);
        let (mut excused_when, mut upon_breach) = (None, None);
        let mut discharged = Vec::new();
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            let rule = part.as_rule();
            let parts = Parts::of(part);
            match rule {
                Rule::duty_force => {
                    let value = duty_force(parts);
                    self.once(&mut force, value, at, "must");
                }
                Rule::arises => {
                    let value = self.arises(parts)?;
                    self.once(&mut arises, value, at, "arises");
                }
                Rule::due => {
                    let value = self.due(parts)?;
                    self.once(&mut due, value, at, "due");
                }
                Rule::discharged => discharged.push(self.discharged(parts)?),
                Rule::breached => {
                    let mut parts = parts;
                    discharged.push(Discharge::BreachedByEvent(self.name_in(&mut parts)?));
                }
                Rule::excused => {
                    let mut parts = parts;
                    let when = self.expr_in(&mut parts)?;
                    self.once(&mut excused_when, when, at, "excused when");
                }
                Rule::upon_breach => {
                    let value = self.upon_breach(parts)?;
                    self.once(&mut upon_breach, value, at, "upon breach");
                }
                _ => return None,
            }
        }
        Some(Duty {
            name,
            label,
            owed_by,
            jointly,
            to,
            force,
            arises,
            due,
            discharged,
            excused_when,
            upon_breach,
        })
    }

    fn arises(&mut self, mut parts: Parts<'_>) -> Option<Arises> {
        if parts.word(Rule::k_ongoing) {
            return Some(Arises::Ongoing);
        }
        if let Some(when) = parts.take(Rule::expr) {
            return Some(Arises::When(self.expr(when)?));
        }
        match self.name_in(&mut parts) {
            Some(event) => Some(Arises::OnEvent { event, when: self.when_in(&mut parts)? }),
            None => Some(Arises::OnIssue),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a time is said in five ways")]
    fn due(&mut self, mut parts: Parts<'_>) -> Option<Due> {
        let inner = parts.next()?;
        let rule = inner.as_rule();
        let mut parts = Parts::of(inner);
        Some(match rule {
            Rule::due_within => {
                let time = self.stretch(parts.take(Rule::stretch)?)?;
                let of = match parts.take(Rule::sum) {
                    Some(sum) => Some(self.sum(sum)?),
                    None => None,
                };
                Due::Within { time, of }
            }
            Rule::due_before_event => Due::BeforeEvent(self.name_in(&mut parts)?),
            Rule::due_before => Due::Before(self.sum_in(&mut parts)?),
            Rule::due_by => Due::By(self.sum_in(&mut parts)?),
            Rule::due_every => Due::Every(self.stretch(parts.take(Rule::stretch)?)?),
            _ => return None,
        })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a stretch is one of three rules")]
    fn stretch(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let inner = node.into_inner().next()?;
        match inner.as_rule() {
            Rule::literal => {
                let literal = self.literal(inner)?;
                Some(self.push(crate::tree::Expr::Literal(literal), span, &[]))
            }
            Rule::name => Some(self.name_expr(inner)),
            Rule::bracketed => self.bracketed(inner),
            _ => None,
        }
    }

    fn discharged(&mut self, mut parts: Parts<'_>) -> Option<Discharge> {
        match parts.take(Rule::expr) {
            Some(when) => Some(Discharge::When(self.expr(when)?)),
            None => Some(Discharge::ByEvent(self.name_in(&mut parts)?)),
        }
    }

    fn upon_breach(&mut self, mut parts: Parts<'_>) -> Option<UponBreach> {
        match parts.take(Rule::label) {
            Some(label) => Some(UponBreach::Words(self.label(label)?)),
            None => Some(UponBreach::Duty(self.name_in(&mut parts)?)),
        }
    }

    pub(super) fn permission(&mut self, mut parts: Parts<'_>) -> Option<Permission> {
        let name = self.name_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let held_by = self.names(parts.take(Rule::names)?);
        Some(Permission { name, label, held_by, when: self.when_in(&mut parts)? })
    }
}

fn duty_force(mut parts: Parts<'_>) -> DutyForce {
    if parts.word(Rule::k_should) {
        return DutyForce::Should;
    }
    parts.word(Rule::k_must);
    if parts.word(Rule::k_not) { DutyForce::MustNot } else { DutyForce::Must }
}
