//! Duties and permissions, in sentences.

use whereas_hir::duty::{Arises, Due, Duty, Permission};
use whereas_value::id::{ActorId, ClauseId, DutyId};

use crate::clause::conditions;
use crate::condition::holds;
use crate::grammar::{Begins, DueBy, DutySaid};
use crate::judgement::actors;
use crate::noun::noun;
use crate::{Ctx, marks};

/// What a clause says of duties and permissions.
pub(crate) fn sentences(ctx: Ctx<'_>, id: ClauseId) -> Vec<String> {
    let hir = ctx.checked.hir();
    let duties = hir.duties.enumerate().filter(|(_, duty)| duty.clause == id);
    let permissions = hir.permissions.iter().filter(|permission| permission.clause == id);
    duties
        .flat_map(|(id, duty)| of(ctx, id, duty))
        .chain(permissions.map(|it| permission(ctx, it)))
        .collect()
}

/// A duty, sentence by sentence.
pub(crate) fn of(ctx: Ctx<'_>, id: DutyId, duty: &Duty) -> Vec<String> {
    let sentences = std::iter::once(duty_sentence(ctx, id, duty)).chain(ends(ctx, duty));
    sentences.map(|sentence| marks::capital(&sentence)).collect()
}

/// A permission in a sentence.
pub(crate) fn permission(ctx: Ctx<'_>, permission: &Permission) -> String {
    let who = actors(ctx, &permission.held_by);
    let main = ctx.grammar.permission(&who, &ctx.label(&permission.label));
    marks::capital(&format!("{main}{}", conditions(ctx, permission.when, None, false)))
}

fn duty_sentence(ctx: Ctx<'_>, id: DutyId, duty: &Duty) -> String {
    let hir = ctx.checked.hir();
    let event = |id| ctx.label(&hir.events[id].label);
    let (begins, when) = match &duty.arises {
        Arises::When(condition) => (holds(ctx, *condition), None),
        Arises::OnEvent { event: id, when } => (event(*id), when.map(|when| holds(ctx, when))),
        Arises::OnIssue | Arises::Ongoing | Arises::UponBreach => (String::new(), None),
    };
    let first = hir.duties.iter().find(|duty| duty.upon_breach_duty == Some(id));
    let first = first.map(|first| ctx.label(&first.label));
    let begins = match &duty.arises {
        Arises::When(_) => Begins::When(&begins),
        Arises::OnEvent { .. } => Begins::Event(&begins, when.as_deref()),
        Arises::OnIssue => Begins::Issue,
        Arises::Ongoing => Begins::Ongoing,
        Arises::UponBreach => Begins::Breach(first.as_deref()),
    };
    let (time, of) = match &duty.due {
        Due::None | Due::Every(_) => (String::new(), None),
        Due::Within { time, of } => (noun(ctx, *time), of.map(|day| noun(ctx, day))),
        Due::WithinHours { hours, of } => (ctx.grammar.hours(*hours), of.map(|day| noun(ctx, day))),
        Due::By(day) | Due::Before(day) => (noun(ctx, *day), None),
        Due::BeforeEvent(id) => (event(*id), None),
    };
    let due = match &duty.due {
        Due::None => DueBy::None,
        Due::Within { .. } | Due::WithinHours { .. } => DueBy::Within(&time, of.as_deref()),
        Due::By(_) => DueBy::By(&time),
        Due::Before(_) | Due::BeforeEvent(_) => DueBy::Before(&time),
        Due::Every(days) => DueBy::Every(*days),
    };
    let who = all(ctx, &duty.owed_by);
    let to = duty.to.map(|actor| ctx.label(&hir.actors[actor].label));
    ctx.grammar.duty(DutySaid {
        who: &who,
        several: duty.owed_by.len() > 1,
        jointly: duty.jointly,
        modality: duty.modality,
        what: &ctx.label(&duty.label),
        begins,
        due,
        to: to.as_deref(),
    })
}

fn all(ctx: Ctx<'_>, of: &[ActorId]) -> String {
    let actors = &ctx.checked.hir().actors;
    let names: Vec<String> = of.iter().map(|actor| ctx.label(&actors[*actor].label)).collect();
    ctx.grammar.all_of(&names)
}

fn ends(ctx: Ctx<'_>, duty: &Duty) -> Vec<String> {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    let mut out = Vec::new();
    let event = duty.event.map(|event| ctx.label(&hir.events[event].label));
    let when = duty.discharged_when.map(|when| holds(ctx, when));
    if event.is_some() || when.is_some() {
        out.push(grammar.done(duty.modality, event.as_deref(), when.as_deref()));
    }
    if let Some(excuse) = duty.excused_when {
        out.push(grammar.excused(&holds(ctx, excuse)));
    }
    if let Some(text) = &duty.upon_breach_text {
        out.push(grammar.upon_breach(&ctx.label(text)));
    }
    if let Some(next) = duty.upon_breach_duty {
        out.push(grammar.upon_breach_duty(&ctx.label(&hir.duties[next].label)));
    }
    out
}
