//! The state of an instance in one world: the first line of the table that holds.

use whereas_plan::duties::Modality;
use whereas_value::Cause;
use whereas_value::duty::DutyState;

use crate::cell::Truth;

/// How the due day stands to the first event and to today, in one world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Timing {
    /// No time is set.
    NoTime,
    /// There is a due day.
    Day {
        /// Today is by the due day.
        today: bool,
        /// The first event, if there is one, is by the due day.
        event: bool,
    },
    /// The due day has no value.
    Valueless,
}

/// A condition in one world.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum World {
    /// It does not hold.
    No,
    /// It holds.
    Yes,
    /// It has no value.
    Valueless(Cause),
}

/// What a condition may be, world by world.
pub fn worlds(truth: Truth) -> impl Iterator<Item = World> {
    let no = truth.may_no().then_some(World::No);
    let yes = truth.may_yes().then_some(World::Yes);
    no.into_iter().chain(yes).chain(truth.causes().iter().map(World::Valueless))
}

/// The state of an instance that has arisen.
pub fn state(
    modality: Modality,
    event: bool,
    timing: Timing,
    discharged: World,
    excused: World,
) -> DutyState {
    if modality == Modality::MustNot {
        return must_not(event, timing, excused);
    }
    let in_time = event && matches!(timing, Timing::NoTime | Timing::Day { event: true, .. });
    if in_time {
        return DutyState::DischargedInTime;
    }
    if discharged == World::Yes {
        // A condition does not say since when it holds; a late event beside it says no more.
        return match timing {
            Timing::NoTime | Timing::Day { today: true, .. } => DutyState::DischargedInTime,
            Timing::Day { today: false, .. } | Timing::Valueless => {
                DutyState::DischargedDayNotRecorded
            }
        };
    }
    if event {
        return match timing {
            Timing::Valueless => DutyState::DischargedDayNotRecorded,
            Timing::NoTime | Timing::Day { .. } => DutyState::DischargedLate,
        };
    }
    if excused == World::Yes {
        return DutyState::Excused;
    }
    if let Some(cause) = cause(discharged).max(cause(excused)) {
        return of_cause(cause);
    }
    match timing {
        Timing::Valueless => DutyState::Undetermined,
        Timing::NoTime => DutyState::OpenWithoutDeadline,
        Timing::Day { today: true, .. } => DutyState::Pending,
        Timing::Day { today: false, .. } if modality == Modality::Should => DutyState::NotMet,
        Timing::Day { today: false, .. } => DutyState::Breached,
    }
}

/// `must not … breached by event E`. When its time is over it is kept.
fn must_not(event: bool, timing: Timing, excused: World) -> DutyState {
    if excused == World::Yes {
        return DutyState::Excused;
    }
    match timing {
        Timing::Valueless if event => DutyState::Undetermined,
        Timing::Valueless => cause(excused).map_or(DutyState::OpenWithoutDeadline, of_cause),
        Timing::NoTime | Timing::Day { event: true, .. } if event => {
            cause(excused).map_or(DutyState::Breached, of_cause)
        }
        Timing::NoTime => DutyState::OpenWithoutDeadline,
        Timing::Day { today: true, .. } => DutyState::Pending,
        Timing::Day { today: false, .. } => DutyState::Kept,
    }
}

const fn cause(world: World) -> Option<Cause> {
    match world {
        World::Valueless(cause) => Some(cause),
        World::No | World::Yes => None,
    }
}

/// The state of a duty whose condition has no value.
pub const fn of_cause(cause: Cause) -> DutyState {
    match cause {
        Cause::Undetermined | Cause::NotInForce | Cause::OutOfScope => DutyState::Undetermined,
        Cause::Conflict => DutyState::Conflict,
        Cause::Fault => DutyState::Fault,
        Cause::NotReady => DutyState::NotReady,
    }
}
