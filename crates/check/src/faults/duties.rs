//! Faults of duties.

use whereas_diagnostics::{Diagnostic, codes::types as codes};
use whereas_hir::Hir;
use whereas_hir::duty::Due;
use whereas_hir::expr::ExprId;
use whereas_source::Span;
use whereas_value::id::DutyId;
use whereas_value::types::Type;

use crate::checker::{Describe, Places, also, at};
use crate::words;

fn name(hir: &Hir, duty: DutyId) -> &str {
    hir.duties.get(duty).map_or("?", |duty| duty.name.as_str())
}

/// `within 3`: no length of time.
pub struct DutyTime {
    /// The duty.
    pub duty: DutyId,
    /// What stands after `within`.
    pub expr: ExprId,
    /// Its type.
    pub found: Type,
}

impl Describe for DutyTime {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have no better words")]
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let time = words::expr(hir, self.expr);
        let ty = words::a_type(hir, &self.found);
        let message = format!(
            "`{}` is due within `{time}`, which is {ty}, and a number of hours, days or months is wanted",
            name(hir, self.duty)
        );
        let diagnostic = at(codes::DUTY_TIME, places.expr(self.expr), message).label(ty);
        match self.found {
            Type::Number | Type::Integer => {
                diagnostic.help(format!("say `{time} days` or `{time} months`"))
            }
            Type::Date => diagnostic
                .help(format!("if it is due on a day, say `due by {time}` or `due before {time}`")),
            _ => diagnostic,
        }
    }
}

/// `arises when C`, `due within T` of no day
pub struct WithinOfWhat {
    /// The duty.
    pub duty: DutyId,
}

impl Describe for WithinOfWhat {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let due = hir.duties.get(self.duty).map(|duty| &duty.due);
        let (time, place) = match due {
            Some(Due::Within { time, .. }) => (words::expr(hir, *time), places.expr(*time)),
            Some(Due::WithinHours { hours, .. }) => {
                (format!("{hours} hours"), places.duty(self.duty))
            }
            _ => (String::new(), places.duty(self.duty)),
        };
        let message = format!(
            "`{}` arises on no one day, so that nobody knows from when `within {time}` counts",
            name(hir, self.duty)
        );
        let diagnostic = at(codes::WITHIN_OF_WHAT, place, message);
        also(diagnostic, places.duty(self.duty), "this duty")
            .help(format!("say from which day: `due within {time} of …`, a date"))
    }
}

/// Parts that do not go together.
pub struct DutyForm {
    /// The duty.
    pub duty: DutyId,
    /// Why not.
    pub why: &'static str,
}

impl Describe for DutyForm {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let message = format!("`{}`: {}", name(hir, self.duty), self.why);
        at(codes::DUTY_FORM, places.duty(self.duty), message)
    }
}

/// `should … upon breach`
pub struct NeverBreached {
    /// The duty.
    pub duty: DutyId,
}

impl Describe for NeverBreached {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let duty = name(hir, self.duty);
        let message = format!(
            "`{duty}` says what follows upon its breach, and is owed by `should`: what should be done and is not is *not met*, never breached"
        );
        at(codes::NEVER_BREACHED, places.duty(self.duty), message).help(
            "where the text asks for it strictly, say `must`; where it does not, leave `upon breach` out: what follows from its not being done is another duty, with its own `arises`",
        )
    }
}

/// A part of a duty that has a condition or a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DutyPart {
    /// `arises on event E when C`
    Arising,
    /// `due within T`
    Due,
    /// `discharged when C`
    Discharge,
    /// `excused when C`
    Excuse,
}

/// `discharged when C` where C reads the day
pub struct ReadsDay {
    /// The duty.
    pub duty: DutyId,
    /// The condition, or the time.
    pub expr: ExprId,
    /// Which part it is of.
    pub part: DutyPart,
    /// What reads the day: its words and its place.
    pub reads: (String, Option<Span>),
}

impl Describe for ReadsDay {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (duty, reads) = (name(hir, self.duty), &self.reads.0);
        let (code, message) = match self.part {
            DutyPart::Arising => (
                codes::DUTY_READS_DAY,
                format!(
                    "`{duty}` arises by a condition that reads {reads}: what was breached could be gone with time alone"
                ),
            ),
            DutyPart::Due => (
                codes::DUTY_READS_DAY,
                format!(
                    "when `{duty}` is due is read from {reads}: what was done in time could be late with time alone"
                ),
            ),
            DutyPart::Discharge => (
                codes::DUTY_READS_DAY,
                format!(
                    "`{duty}` is discharged by a condition that reads {reads}: what was discharged could come back with time alone"
                ),
            ),
            DutyPart::Excuse => (
                codes::EXCUSE_READS_DAY,
                format!(
                    "the excuse of `{duty}` reads {reads}, so that it comes or goes with time alone"
                ),
            ),
        };
        let help = match self.part {
            DutyPart::Arising | DutyPart::Due => {
                "say of which day: of a parameter, `(NAME on DAY)`; else state the day as a fact"
            }
            DutyPart::Discharge | DutyPart::Excuse => {
                "state what happened as a fact or an event, with its own day"
            }
        };
        let diagnostic = at(code, places.expr(self.expr), message);
        also(diagnostic, self.reads.1, "read here").help(help)
    }
}
