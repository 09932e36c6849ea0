//! Duties and permissions, in sentences.

use whereas_hir::duty::{Arises, Due, Duty, Modality};
use whereas_value::id::{ActorId, ClauseId, DutyId};
use whereas_words::plain;

use crate::Ctx;
use crate::clause::conditions;
use crate::condition::holds;
use crate::judgement::actors;
use crate::noun::noun;

/// What a clause says of duties and permissions.
pub(crate) fn sentences(ctx: Ctx<'_>, id: ClauseId) -> Vec<String> {
    let hir = ctx.checked.hir();
    let mut out = Vec::new();
    for (duty, words) in hir.duties.enumerate().filter(|(_, duty)| duty.clause == id) {
        out.push(duty_sentence(ctx, duty, words));
        out.extend(ends(ctx, words));
    }
    for permission in hir.permissions.iter().filter(|permission| permission.clause == id) {
        out.push(format!(
            "{} may {}{}.",
            plain::capital(&actors(ctx, &permission.held_by)),
            permission.label.plain,
            conditions(ctx, permission.when, None)
        ));
    }
    out
}

fn duty_sentence(ctx: Ctx<'_>, id: DutyId, duty: &Duty) -> String {
    let hir = ctx.checked.hir();
    let modality = match duty.modality {
        Modality::Must => "must",
        Modality::Should => "should",
        Modality::MustNot => "must not",
    };
    let jointly = if duty.jointly { ", jointly," } else { "" };
    let to = duty
        .to
        .map_or_else(String::new, |actor| format!(", owed to {}", hir.actors[actor].label.plain));
    format!(
        "{}{jointly} {modality} {}{to}{}{}.",
        plain::capital(&all(ctx, &duty.owed_by)),
        duty.label.plain,
        arises(ctx, id, &duty.arises),
        due(ctx, &duty.due)
    )
}

fn all(ctx: Ctx<'_>, of: &[ActorId]) -> String {
    let names: Vec<&str> =
        of.iter().map(|actor| ctx.checked.hir().actors[*actor].label.plain.as_str()).collect();
    plain::all_of(&names)
}

fn arises(ctx: Ctx<'_>, id: DutyId, arises: &Arises) -> String {
    let hir = ctx.checked.hir();
    match arises {
        Arises::When(condition) => format!(", where {}", holds(ctx, *condition)),
        Arises::OnEvent { event, when } => {
            let when = when.map_or_else(String::new, |when| format!(" if {}", holds(ctx, when)));
            format!(", on {}{when}", hir.events[*event].label.plain)
        }
        Arises::OnIssue => ", from the day the policy is issued".to_owned(),
        Arises::Ongoing => ", at all times".to_owned(),
        Arises::UponBreach => {
            let first = hir.duties.iter().find(|duty| duty.upon_breach_duty == Some(id));
            first.map_or_else(String::new, |first| {
                format!(", once the duty to {} is breached", first.label.plain)
            })
        }
    }
}

fn due(ctx: Ctx<'_>, due: &Due) -> String {
    let hir = ctx.checked.hir();
    match due {
        Due::None => String::new(),
        Due::Within { time, of: Some(day) } => {
            format!(", within {} of {}", noun(ctx, *time), noun(ctx, *day))
        }
        Due::Within { time, of: None } => format!(", within {}", noun(ctx, *time)),
        Due::WithinHours { hours, of } => {
            let of = of.map_or_else(String::new, |day| format!(" of {}", noun(ctx, day)));
            format!(", within {hours} {}{of}", if *hours == 1 { "hour" } else { "hours" })
        }
        Due::By(day) => format!(", by {}", noun(ctx, *day)),
        Due::Before(day) => format!(", before {}", noun(ctx, *day)),
        Due::BeforeEvent(event) => format!(", before {}", hir.events[*event].label.plain),
        Due::Every(days) => format!(", every {days} days"),
    }
}

fn ends(ctx: Ctx<'_>, duty: &Duty) -> Vec<String> {
    let hir = ctx.checked.hir();
    let mut out = Vec::new();
    let event = duty.event.map(|event| hir.events[event].label.plain.to_string());
    let when = duty.discharged_when.map(|when| format!("once {}", holds(ctx, when)));
    let done: Vec<String> = event.into_iter().chain(when).collect();
    if !done.is_empty() {
        let verb = match duty.modality {
            Modality::Must | Modality::Should => "It is done by",
            Modality::MustNot => "It is breached by",
        };
        out.push(format!("{verb} {}.", plain::one_of(&done)));
    }
    if let Some(excuse) = duty.excused_when {
        out.push(format!("It is excused where {}.", holds(ctx, excuse)));
    }
    if let Some(text) = &duty.upon_breach_text {
        out.push(format!("If it is breached: {}.", text.plain.trim_end_matches('.')));
    }
    if let Some(next) = duty.upon_breach_duty {
        out.push(format!(
            "If it is breached, the duty to {} arises.",
            hir.duties[next].label.plain
        ));
    }
    out
}
