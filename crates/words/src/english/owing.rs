//! Duties and permissions.

use whereas_value::Date;

use super::English;
use crate::grammar::{DutyStands, Owed, Owing, Upon};
use crate::plain;
use crate::telling::Holds;

impl Owing for English {
    fn owed(&self, owed: Owed<'_>) -> String {
        let arose =
            owed.arose.map_or_else(String::new, |day| format!(", arisen {}", plain::date(day)));
        let about = owed.about.map_or_else(String::new, |about| format!(", about “{about}”"));
        format!(
            "{} {} {}{arose}{about}: {}{}",
            plain::all_of(owed.who),
            owed.modality,
            owed.what,
            owed.state,
            owed.due
        )
    }

    fn states_open(&self, states: &str) -> String {
        format!("not known ({states})")
    }

    fn duty_state(&self, stands: DutyStands, excused: bool) -> String {
        let excuse = if excused { ", which is excused" } else { "" };
        match stands {
            DutyStands::Done => "done".to_owned(),
            DutyStands::DoneInTime => "done in time".to_owned(),
            DutyStands::DoneLate => format!("done late{excuse}"),
            DutyStands::DoneUnrecorded => format!("done, on a day that is not recorded{excuse}"),
            DutyStands::NotBreached => "not breached so far".to_owned(),
            DutyStands::NotDone => "not done yet".to_owned(),
            DutyStands::NotDoneOpen => "not done yet, and without a deadline".to_owned(),
            DutyStands::NotArisen => "not arisen".to_owned(),
            DutyStands::Excused => "excused".to_owned(),
            DutyStands::Breached => "breached".to_owned(),
            DutyStands::NotMet => "not met".to_owned(),
            DutyStands::Kept => "kept".to_owned(),
            DutyStands::NoValue(cause) => cause.words().to_owned(),
        }
    }

    fn due(&self, days: Option<(Date, Date)>) -> String {
        match days {
            None => ", without a due day that can be had".to_owned(),
            Some((first, last)) if first == last => format!(", due by {}", plain::date(last)),
            Some((first, last)) => {
                format!(", due by a day from {} to {}", plain::date(first), plain::date(last))
            }
        }
    }

    fn by_clause(&self, clause: &str) -> String {
        format!("by {clause}")
    }

    fn gives_no_rise(&self, clause: &str) -> String {
        format!("{clause} does not give rise to it here")
    }

    fn event(&self, what: &str, on: Date, by: Option<&str>) -> String {
        let by = by.map_or_else(String::new, |by| format!(", by {by}"));
        format!("{what} ({}{by})", plain::date(on))
    }

    fn no_event(&self, kind: &str) -> String {
        format!("no event of this kind is recorded: {kind}")
    }

    fn upon(&self, firsts: &str, upon: Upon) -> String {
        match upon {
            Upon::Arisen => format!("upon the breach of {firsts}"),
            Upon::NoBreach => {
                format!("it arises upon the breach of {firsts}, and there is none")
            }
            Upon::On(day) => {
                format!("it would arise upon the breach of {firsts}, on {}", plain::date(day))
            }
        }
    }

    fn opened_again(&self, day: Date) -> String {
        format!("again from {}", plain::date(day))
    }

    fn on_issue(&self) -> &'static str {
        "on the issue of the policy"
    }

    fn ongoing(&self) -> &'static str {
        "on each day on which the clause is in force"
    }

    fn not_in_force_on(&self, day: Date) -> String {
        format!("the clause is not in force on {}", plain::date(day))
    }

    fn what_happened(&self, events: &str) -> String {
        format!("what happened: {events}")
    }

    fn settled(&self, discharged: bool, holds: Holds, because: &str) -> String {
        let is = if discharged { "discharged" } else { "excused" };
        match holds {
            Holds::Yes => format!("{is}: {because}"),
            Holds::No => format!("not {is}: {because}"),
            Holds::Open => format!("whether it is {is} is open: {because}"),
            Holds::Valueless => format!("whether it is {is} has no answer: {because}"),
        }
    }

    fn event_gaps(&self) -> [&'static str; 4] {
        [
            "whether there were other events",
            "what the event was about",
            "who caused the event",
            "at what hour it was (the hour is not stated)",
        ]
    }

    fn further(&self) -> &'static str {
        "there may be further instances that no recorded event shows"
    }

    fn upon_breach(&self, what: &str) -> String {
        format!("upon breach: {what}")
    }

    fn would_settle(&self, first: bool, what: &str) -> String {
        let start = if first { "would settle it" } else { "            and" };
        format!("{start}: {what}")
    }

    fn held(&self, held: bool) -> &'static str {
        if held { "held" } else { "not held" }
    }

    fn may(&self, who: &[&str], what: &str) -> String {
        format!("{} may {what}", plain::one_of(who))
    }

    fn not_in_force(&self, policy: bool, clause: &str) -> String {
        let what = if policy { "the policy" } else { "the clause" };
        format!("{what} is not in force on that day ({clause})")
    }

    fn does_not_give(&self, clause: &str) -> String {
        format!("{clause} does not give it here")
    }

    fn out_of_scope(&self) -> &'static str {
        "The case is out of scope, and nothing is decided of it. What the policy says of duties and permissions does not \
         turn on its scope: this is what it says."
    }

    fn events(&self, complete: bool) -> &'static str {
        if complete {
            "The events that are stated are taken to be all there were."
        } else {
            "There may have been other events than those that are stated."
        }
    }
}
