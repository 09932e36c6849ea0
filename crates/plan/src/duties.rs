//! Duties and permissions: what their states are computed from.

use serde::{Deserialize, Serialize};
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, DutyId, EventKindId};
use whereas_value::month::MonthEnds;

use crate::op::SlotId;

/// A duty, the same in every variant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Duty {
    /// The clause that states it.
    pub clause: ClauseId,
    /// `must`, `should`, `must not`.
    pub modality: Modality,
    /// When it arises.
    pub arises: Arises,
    /// When it is due.
    pub due: Due,
    /// `discharged by event E`, `breached by event E`
    pub event: Option<EventKindId>,
    /// The duty that arises upon its breach.
    pub upon_breach: Option<DutyId>,
    /// `within 1 day` is the day itself.
    pub counts_same_day: bool,
    /// The month-end rule of its policy.
    pub month_ends: Option<MonthEnds>,
}

/// The force of a duty's words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arises {
    /// `arises when C`
    When,
    /// `arises on event E (when C)`
    OnEvent(EventKindId),
    /// `arises on issue`: the day its policy was issued.
    OnIssue(Option<Date>),
    /// `ongoing`
    Ongoing,
    /// Only upon the breach of other duties.
    UponBreach,
}

/// When a duty is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// No time.
    None,
    /// `within N days (of D)`
    WithinDays,
    /// `within N months (of D)`
    WithinMonths,
    /// `by D`
    By,
    /// `before D`
    Before,
    /// `before event E`
    BeforeEvent(EventKindId),
    /// `every N days`
    Every(u32),
    /// `within N hours (of D)`: from a moment of that day which nobody states
    WithinHours(u32),
}

/// The conditions and days of a duty, in one variant. Each in frame 0, or in the frame of the events from which the
/// duty arises.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DutySlots {
    /// The kind of event it arises from; none: from no event.
    pub event: Option<EventKindId>,
    /// `arises when C`, `on event E when C`
    pub arises: Option<SlotId>,
    /// The length of time of `within`.
    pub time: Option<SlotId>,
    /// `of D`, `by D`, `before D`
    pub day: Option<SlotId>,
    /// `discharged when C`
    pub discharged: Option<SlotId>,
    /// `excused when C`
    pub excused: Option<SlotId>,
    /// Its conditions, told.
    pub told: DutyTold,
}

/// The conditions of a duty, told: each among the conditions of the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DutyTold {
    /// `arises when C`, `on event E when C`
    pub arises: Option<u32>,
    /// `discharged when C`
    pub discharged: Option<u32>,
    /// `excused when C`
    pub excused: Option<u32>,
}
