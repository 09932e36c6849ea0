//! Duties and permissions.

use ecow::EcoString;
use whereas_value::id::{ActorId, ClauseId, DutyId, EventKindId};
use whereas_value::label::Label;

use crate::expr::ExprId;

/// `duty NAME "…"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The clause that states it.
    pub clause: ClauseId,
    /// `owed by A, B`
    pub owed_by: Vec<ActorId>,
    /// `jointly`
    pub jointly: bool,
    /// `to C`
    pub to: Option<ActorId>,
    /// `must`, `should`, `must not`
    pub modality: Modality,
    /// When it arises.
    pub arises: Arises,
    /// When it is due.
    pub due: Due,
    /// `discharged by event E`; of a `must not`, `breached by event E`
    pub event: Option<EventKindId>,
    /// `discharged when C`
    pub discharged_when: Option<ExprId>,
    /// `excused when C`
    pub excused_when: Option<ExprId>,
    /// `upon breach duty D`: the duty that then arises.
    pub upon_breach_duty: Option<DutyId>,
    /// `upon breach "…"`
    pub upon_breach_text: Option<Label>,
}

/// The force of a duty's words.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// `must`
    Must,
    /// `should`
    Should,
    /// `must not`
    MustNot,
}

/// When a duty arises.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Arises {
    /// `arises when C`
    When(ExprId),
    /// `arises on event E (when C)`: one instance for each event
    OnEvent {
        /// The kind of event.
        event: EventKindId,
        /// `when C`: may read `E.on`, `E.by`, `E.about`.
        when: Option<ExprId>,
    },
    /// `arises on issue`
    OnIssue,
    /// `ongoing`
    Ongoing,
    /// No `arises`: only upon the breach of other duties.
    UponBreach,
}

/// When a duty is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Due {
    /// No time.
    None,
    /// `within T (of D)`
    Within {
        /// A length of time, in days or months.
        time: ExprId,
        /// `of D`; without it the day it arose.
        of: Option<ExprId>,
    },
    /// `within N hours (of D)`: counted from a moment of that day which nobody states.
    WithinHours {
        /// How many hours.
        hours: u32,
        /// `of D`; without it the day it arose.
        of: Option<ExprId>,
    },
    /// `by D`: that day is in.
    By(ExprId),
    /// `before D`
    Before(ExprId),
    /// `before event E`
    BeforeEvent(EventKindId),
    /// `every N days`: a chain of instances
    Every(u32),
}

impl Due {
    /// The expressions it is counted from.
    pub fn exprs(&self) -> impl Iterator<Item = ExprId> + use<> {
        let (first, second) = match self {
            Self::Within { time, of } => (Some(*time), *of),
            Self::WithinHours { of, .. } => (*of, None),
            Self::By(day) | Self::Before(day) => (Some(*day), None),
            Self::None | Self::BeforeEvent(_) | Self::Every(_) => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// `permission NAME "…" held by A when C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permission {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The clause that states it.
    pub clause: ClauseId,
    /// Who holds it.
    pub held_by: Vec<ActorId>,
    /// `when C`; always without it.
    pub when: Option<ExprId>,
}
