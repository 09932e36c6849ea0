//! Duties: when they arise, by when they are due, and what ends them.

use whereas_hir::duty::{Arises, Due, Duty, Modality};
use whereas_value::id::{DutyId, PolicyId};
use whereas_value::types::Type;

use crate::checker::Checker;
use crate::faults::duties::{DutyForm, DutyTime, NeverBreached, WithinOfWhat};
use crate::infer::{condition, expect};

/// Checks every duty.
pub fn run(ctx: &mut Checker<'_>) {
    let duties: Vec<_> = ctx.hir.duties.enumerate().map(|(id, duty)| (id, duty.clone())).collect();
    for (id, duty) in &duties {
        arises(ctx, *id, duty);
        due(ctx, *id, duty);
        for part in duty.discharged_when.iter().chain(&duty.excused_when) {
            condition(ctx, *part);
        }
        let then = duty.upon_breach_duty.is_some() || duty.upon_breach_text.is_some();
        if then && duty.modality == Modality::Should {
            ctx.report(&NeverBreached { duty: *id });
        }
    }
}

const CHAIN: &str = "`every … days` counts from the day of an event: say `arises on event …`";
const ISSUE: &str =
    "it arises on issue, and the policy does not say on which day: add `issued 2024-01-31` to it";

fn arises(ctx: &mut Checker<'_>, id: DutyId, duty: &Duty) {
    match duty.arises {
        Arises::When(part) => condition(ctx, part),
        Arises::OnEvent { when, .. } => {
            if let Some(part) = when {
                condition(ctx, part);
            }
        }
        Arises::OnIssue => {
            let policy =
                ctx.hir.clauses.get(duty.clause).map_or(PolicyId(0), |clause| clause.policy);
            if ctx.hir.policies.get(policy).is_some_and(|policy| policy.issued.is_none()) {
                ctx.report(&DutyForm { duty: id, why: ISSUE });
            }
        }
        Arises::Ongoing | Arises::UponBreach => {}
    }
}

fn due(ctx: &mut Checker<'_>, id: DutyId, duty: &Duty) {
    let no_day = matches!(duty.arises, Arises::When(_) | Arises::Ongoing);
    match duty.due {
        Due::Within { time, of } => {
            let found = ctx.ty(time);
            crate::infer::choices::clear(ctx, time);
            if !matches!(found, Type::Days | Type::Months | Type::Broken) {
                ctx.report(&DutyTime { duty: id, expr: time, found });
            } else if found == Type::Months {
                crate::infer::arithmetic::month_ends(ctx, time);
            }
            match of {
                Some(day) => expect(ctx, day, &Type::Date),
                // Of `arises when C` that was told when the names were resolved.
                None if duty.arises == Arises::Ongoing => ctx.report(&WithinOfWhat { duty: id }),
                None => {}
            }
        }
        Due::WithinHours { of: Some(day), .. } => expect(ctx, day, &Type::Date),
        Due::WithinHours { of: None, .. } if duty.arises == Arises::Ongoing => {
            ctx.report(&WithinOfWhat { duty: id })
        }
        Due::By(day) | Due::Before(day) => expect(ctx, day, &Type::Date),
        Due::Every(_) if no_day => ctx.report(&DutyForm { duty: id, why: CHAIN }),
        Due::None | Due::WithinHours { of: None, .. } | Due::BeforeEvent(_) | Due::Every(_) => {}
    }
}
