//! The table: the one state of an instance in one world.

use whereas_hir::duty::Modality;
use whereas_value::Cause;
use whereas_value::duty::DutyState;

use crate::tables::Seen;

/// How the due day stands to the first event and to today, in one world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Timing {
    NoTime,
    /// Whether today, and the event if there is one, are by the due day.
    Day {
        today: bool,
        event: bool,
    },
    Valueless,
}

/// A condition in one world: yes, no, or a cause.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Truth {
    No,
    Yes,
    Valueless(Cause),
}

/// The state of an instance in one world: the first line of the table that holds. It has arisen.
pub(super) fn state(
    modality: Modality,
    event: bool,
    timing: Timing,
    discharged: Truth,
    excused: Truth,
) -> DutyState {
    if modality == Modality::MustNot {
        return must_not(event, timing, excused);
    }
    match timing {
        Timing::NoTime if event => return DutyState::DischargedInTime,
        Timing::Day { event: true, .. } if event => return DutyState::DischargedInTime,
        Timing::NoTime | Timing::Day { .. } | Timing::Valueless => {}
    }
    if discharged == Truth::Yes {
        return match timing {
            Timing::NoTime | Timing::Day { today: true, .. } => DutyState::DischargedInTime,
            // It does not say since when; a late event beside it neither.
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
    if excused == Truth::Yes {
        return DutyState::Excused;
    }
    if let Some(cause) = worst(discharged, excused) {
        return cause_state(cause);
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
fn must_not(event: bool, timing: Timing, excused: Truth) -> DutyState {
    if excused == Truth::Yes {
        return DutyState::Excused;
    }
    let hit = event
        && match timing {
            Timing::NoTime => true,
            Timing::Day { event, .. } => event,
            Timing::Valueless => false,
        };
    if matches!(timing, Timing::Valueless) {
        return match excused {
            _ if event => DutyState::Undetermined,
            Truth::Valueless(cause) => cause_state(cause),
            Truth::No | Truth::Yes => DutyState::OpenWithoutDeadline,
        };
    }
    match (hit, excused) {
        (true, Truth::Valueless(cause)) => cause_state(cause),
        (true, Truth::No | Truth::Yes) => DutyState::Breached,
        (false, _) => match timing {
            Timing::NoTime | Timing::Valueless => DutyState::OpenWithoutDeadline,
            Timing::Day { today: true, .. } => DutyState::Pending,
            Timing::Day { today: false, .. } => DutyState::Kept,
        },
    }
}

fn worst(a: Truth, b: Truth) -> Option<Cause> {
    let cause = |truth| match truth {
        Truth::Valueless(cause) => Some(cause),
        Truth::No | Truth::Yes => None,
    };
    cause(a).max(cause(b))
}

/// The state of a duty whose condition has no value.
pub(super) const fn cause_state(cause: Cause) -> DutyState {
    match cause {
        Cause::Undetermined | Cause::NotInForce | Cause::OutOfScope => DutyState::Undetermined,
        Cause::Conflict => DutyState::Conflict,
        Cause::Fault => DutyState::Fault,
        Cause::NotReady => DutyState::NotReady,
    }
}

/// What a condition may be, world by world. A condition that is not there is no.
pub(super) fn truths(seen: Option<&Seen>) -> Vec<Truth> {
    let Some(seen) = seen else { return vec![Truth::No] };
    let no = seen.may_no().then_some(Truth::No);
    let yes = seen.may_yes().then_some(Truth::Yes);
    no.into_iter().chain(yes).chain(seen.causes.iter().map(Truth::Valueless)).collect()
}
