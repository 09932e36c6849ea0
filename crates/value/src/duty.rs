//! Answers about duties and permissions.

use ecow::EcoString;

use crate::answer::{Leaf, Rest};
use crate::cause::{Cause, Causes};
use crate::date::Date;
use crate::id::{ClauseId, DutyId, PermissionId, QuestionId};

/// The state of one instance of a duty as of a day.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// It has not arisen.
    NotArisen,
    /// Owed, and the time runs.
    Pending,
    /// Done in time.
    DischargedInTime,
    /// Done after the due day.
    DischargedLate,
    /// Done; the day is not recorded.
    DischargedDayNotRecorded,
    /// Excused.
    Excused,
    /// The time is over (`must`, `must not`).
    Breached,
    /// The time is over (`should`).
    NotMet,
    /// A `must not` whose time is over.
    Kept,
    /// Owed, without a day.
    OpenWithoutDeadline,
    /// A condition has no value: undetermined.
    Undetermined,
    /// A condition has no value: a fault.
    Fault,
    /// A condition has no value: a conflict.
    Conflict,
    /// A condition has no value: not ready.
    NotReady,
    /// An ongoing duty on a day its clause is not in force.
    NotInForce,
}

impl DutyState {
    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotArisen => "not arisen",
            Self::Pending => "pending",
            Self::DischargedInTime => "discharged in time",
            Self::DischargedLate => "discharged late",
            Self::DischargedDayNotRecorded => "discharged, day not recorded",
            Self::Excused => "excused",
            Self::Breached => "breached",
            Self::NotMet => "not met",
            Self::Kept => "kept",
            Self::OpenWithoutDeadline => "open without a deadline",
            Self::Undetermined => "undetermined",
            Self::Fault => "fault",
            Self::Conflict => "conflict",
            Self::NotReady => "not ready",
            Self::NotInForce => "not in force",
        }
    }
}

/// The due day of an instance.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Due {
    /// No time is set, or the event it depends on has not been seen.
    None,
    /// A day between these two, both in.
    Between(Date, Date),
    /// The due day has no value.
    Valueless,
}

/// One instance of a duty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DutyAnswer {
    /// The duty.
    pub duty: DutyId,
    /// The clause that states it.
    pub clause: ClauseId,
    /// The place in the case of the event it arose from, if it arose from one.
    pub event: Option<u32>,
    /// The duties upon whose breach it arises, or may, in order; none where it arises otherwise.
    pub upon: Vec<DutyId>,
    /// The day it arose, or of a chain the day it opened.
    pub arose: Option<Date>,
    /// What it is about, if that is said.
    pub about: Option<EcoString>,
    /// When it is due.
    pub due: Due,
    /// The possible states, in order.
    pub states: Vec<DutyState>,
    /// What would settle the state: facts, questions, judgements.
    pub missing: Vec<Leaf>,
    /// "Whether there were other events" would matter.
    pub other_events: bool,
    /// "What the event was about" would matter.
    pub about_missing: bool,
    /// "Who caused the event" would matter.
    pub by_missing: bool,
    /// "At what hour it was" would matter: hours are counted from a day.
    pub hour_missing: bool,
    /// It is excused, whatever is not known; told beside what was done late.
    pub excused: bool,
    /// There may be further instances that no recorded event shows.
    pub possibly_further: bool,
    /// The presumptions and burdens that its state rests on; only where it is known.
    pub rests_on: Vec<Rest>,
}

/// The state of a permission.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PermissionAnswer {
    /// The permission.
    pub permission: PermissionId,
    /// The clause that states it.
    pub clause: ClauseId,
    /// The clause may be in force on the governing day.
    pub may_be_in_force: bool,
    /// It may be held.
    pub may_be_held: bool,
    /// It may be not held.
    pub may_not_be_held: bool,
    /// Why there may be no answer.
    pub causes: Causes,
    /// What would settle it.
    pub missing: Vec<Leaf>,
    /// The open questions among what would settle it.
    pub questions: Vec<QuestionId>,
    /// The presumptions and burdens that its state rests on; only where it is known.
    pub rests_on: Vec<Rest>,
}

/// What is said of a permission, where one thing can be said of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PermissionState {
    /// It is held.
    Held,
    /// It is not held.
    NotHeld,
    /// More than one outcome is possible.
    Unknown,
    /// Its condition has no value.
    NoValue(Cause),
}

impl PermissionState {
    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::NotHeld => "not held",
            Self::Unknown => "unknown",
            Self::NoValue(cause) => cause.words(),
        }
    }
}

impl PermissionAnswer {
    /// The one thing that can be said of it.
    #[must_use]
    pub fn state(&self) -> PermissionState {
        let mut causes = self.causes.iter();
        match (self.may_be_held, self.may_not_be_held, causes.next(), causes.next()) {
            (true, false, None, _) => PermissionState::Held,
            (false, true, None, _) => PermissionState::NotHeld,
            (false, false, Some(cause), None) => PermissionState::NoValue(cause),
            _ => PermissionState::Unknown,
        }
    }
}
