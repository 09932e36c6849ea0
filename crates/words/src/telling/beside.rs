//! Why duties stand as they do, and why guarantees are broken: the conditions of both, and the events that count.

use std::collections::{BTreeMap, BTreeSet};

use whereas_eval::Session;
use whereas_eval::case::Loaded;
use whereas_eval::cell::Truth;
use whereas_eval::duties::{Happened, happened};
use whereas_eval::machine::Machine;
use whereas_eval::session::Pass;
use whereas_eval::store::Store;
use whereas_eval::trace::{Asks, Told};
use whereas_eval::variant::reading_of;
use whereas_plan::duties::{Arises, Due, Duty};
use whereas_plan::{Meaning, Plan, SlotId};
use whereas_value::duty::{DutyAnswer, DutyState};
use whereas_value::id::{ClauseId, DecisionId, DutyId, EventKindId, Id, JudgementId};
use whereas_value::{Answers, Case, Date, Of};

use super::{Reason, Teller, Telling, parts};

/// How an instance of a duty arises, or would.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Arising {
    /// From an event, which is recorded.
    FromEvent(u32),
    /// From an event of a kind of which none is recorded.
    NoEvent(EventKindId),
    /// By a condition.
    #[default]
    When,
    /// On the issue of the policy.
    OnIssue,
    /// On each day in force.
    Ongoing,
    /// Upon the breach of other duties.
    UponBreach,
}

/// Whether a condition holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// That is open.
    Open,
    /// That has no answer.
    Valueless,
}

/// A condition, and why it came out as it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Whether it holds.
    pub holds: Holds,
    /// The parts that settle it.
    pub because: Vec<Reason>,
}

/// Why an instance of a duty stands as it does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DutyTelling {
    /// How it arises.
    pub arising: Arising,
    /// The duties upon whose breach it arises, or would.
    pub upon: Vec<DutyId>,
    /// Of a chain: the day on which it was opened again, after the one before it.
    pub opened_again: Option<Date>,
    /// The day on which it would arise, where that is still to come.
    pub not_before: Option<Date>,
    /// The day on which it would arise, and on which its clause is not in force.
    pub out_of_force: Option<Date>,
    /// The parts of the condition by which it arises that settle it.
    pub because: Vec<Reason>,
    /// The events that discharge or breach it, by their places in the case.
    pub happened: Vec<u32>,
    /// The kind of event that would discharge or breach it, where none is recorded that may.
    pub not_recorded: Option<EventKindId>,
    /// `discharged when C`, where its state turns on it.
    pub discharge: Option<Settled>,
    /// `excused when C`, likewise.
    pub excuse: Option<Settled>,
    /// The questions that its conditions and days read.
    pub reads: Reads,
}

/// Questions that something reads: each a decision, of a set one value of it.
pub type Reads = BTreeSet<(DecisionId, Option<Of>)>;

impl DutyTelling {
    /// All reasons in it.
    pub fn reasons(&self) -> impl Iterator<Item = &Reason> {
        let settled = self.discharge.iter().chain(&self.excuse);
        self.because.iter().chain(settled.flat_map(|it| &it.because))
    }

    /// Where its state is open, the judgements in its reasons that count as *no* since nobody has shown them.
    #[must_use]
    pub fn counted(&self, answer: &DutyAnswer) -> BTreeSet<JudgementId> {
        let reasons = self.reasons().filter(|_| answer.states.len() > 1);
        reasons.flat_map(|it| it.not_shown.iter().copied()).collect()
    }
}

/// Why a guarantee is broken.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GuaranteeTelling {
    /// The parts of its condition that settle it.
    pub because: Vec<Reason>,
    /// The questions that the condition reads.
    pub reads: Reads,
}

impl Telling {
    /// Reads off the runs of a case why its duties stand as they do, and why its guarantees are broken. What differs from
    /// one run to another is not told as if it were sure.
    pub(super) fn read_beside(
        &mut self,
        teller: Teller<'_>,
        session: &Session<'_>,
        loaded: &Loaded,
        pass: &Pass,
        answers: &Answers,
    ) {
        let machines: Vec<_> = pass
            .runs
            .iter()
            .filter_map(|ran| Some((session.machine(teller.case, loaded, ran)?, &ran.store)))
            .collect();
        let machines: Vec<Ran<'_>> = machines
            .into_iter()
            .map(|(machine, store)| {
                let at = machine.questions_at();
                Ran { machine, store, at }
            })
            .collect();
        let meaning = &teller.plan.meaning;
        let all = |asked: &dyn Fn(&Ran<'_>) -> BTreeSet<Asks>| reads(meaning, &machines, asked);
        for answer in &answers.duties {
            let mut told = duty(teller, &machines, pass, answer);
            if told.out_of_force.is_none() {
                told.reads = all(&|ran| ran.machine.duty_reads(&ran.at, answer));
            }
            self.duties.push(told);
        }
        for permission in answers.permissions.iter().filter(|it| it.may_be_in_force) {
            let id = permission.permission;
            let told = all(&|ran| ran.machine.permission_reads(&ran.at, id));
            self.permission_reads.insert(id, told);
        }
        for broken in &answers.broken {
            let id = broken.guarantee;
            let reads = all(&|ran| ran.machine.guarantee_reads(&ran.at, id));
            let told = machines.iter().map(|ran| {
                let told = ran.machine.guarantee_condition(ran.store, id);
                told.map_or_else(Vec::new, |told| parts(ran.teller(teller, &machines), &told))
            });
            let because = agreed(told).unwrap_or_default();
            self.guarantees.insert(id, GuaranteeTelling { because, reads });
        }
    }

    /// The questions that duties, permissions and broken guarantees read.
    #[must_use]
    pub fn read_beside_questions(&self) -> Reads {
        let duties = self.duties.iter().map(|it| &it.reads);
        let guarantees = self.guarantees.values().map(|it| &it.reads);
        duties.chain(self.permission_reads.values()).chain(guarantees).flatten().copied().collect()
    }
}

/// A run, and where its questions are.
struct Ran<'r> {
    machine: Machine<'r>,
    store: &'r Store,
    at: BTreeMap<SlotId, Asks>,
}

impl Ran<'_> {
    /// Who tells of this run. Where there are several, only what they agree on is told: not what values came to.
    fn teller<'a>(&'a self, of: Teller<'a>, all: &[Self]) -> Teller<'a> {
        let bare = all.len() > 1;
        Teller { machine: &self.machine, store: self.store, bare, ..of }
    }
}

/// What some run reads.
fn reads(
    meaning: &Meaning,
    machines: &[Ran<'_>],
    asked: &dyn Fn(&Ran<'_>) -> BTreeSet<Asks>,
) -> Reads {
    let all: BTreeSet<Asks> = machines.iter().flat_map(asked).collect();
    let reads = all.into_iter().map(|(decision, value)| {
        let declared = meaning.decisions.get(decision);
        let set = declared.is_some_and(|it| it.set.is_some() && it.list.is_none());
        (decision, set.then_some(Of::Value(value)))
    });
    reads.collect()
}

/// What every run says; nothing where they differ.
fn agreed<T: PartialEq>(each: impl IntoIterator<Item = T>) -> Option<T> {
    let mut each = each.into_iter();
    let first = each.next()?;
    each.all(|other| other == first).then_some(first)
}

fn duty(teller: Teller<'_>, machines: &[Ran<'_>], pass: &Pass, answer: &DutyAnswer) -> DutyTelling {
    let (plan, case) = (teller.plan, teller.case);
    let Some(duty) = plan.meaning.duties.get(answer.duty.index()) else {
        return DutyTelling::default();
    };
    let mut told = arising(plan, case, answer, duty);
    let idle = answer.states == [DutyState::NotArisen];
    let dated = answer.arose.filter(|_| idle);
    told.not_before = dated.filter(|day| *day > case.as_of);
    if idle && told.not_before.is_none() && !matches!(told.arising, Arising::NoEvent(_)) {
        let day = match told.arising {
            // On its issue, a policy is often not in force yet: it arises when its clause first is.
            Arising::OnIssue => case.as_of,
            Arising::When => teller.days.0,
            Arising::FromEvent(_)
            | Arising::NoEvent(_)
            | Arising::Ongoing
            | Arising::UponBreach => answer.arose.unwrap_or(case.as_of),
        };
        let instance = answer.arose.is_some() || told.arising != Arising::UponBreach;
        told.out_of_force = (instance && !is_live(plan, pass, duty.clause, day).0).then_some(day);
    }
    let each: Vec<_> = machines
        .iter()
        .map(|ran| {
            let conditions = ran.machine.duty_conditions(ran.store, answer);
            let teller = ran.teller(teller, machines);
            let settled = |told: Option<Told>| told.map(|told| settled(teller, &told));
            [conditions.arises, conditions.discharged, conditions.excused].map(settled)
        })
        .collect();
    let of =
        |place: usize| agreed(each.iter().map(|all| all.get(place).cloned().flatten())).flatten();
    if told.upon.is_empty() && told.out_of_force.is_none() {
        told.because = of(0).map_or_else(Vec::new, |it| it.because);
    }
    let arisen = |it: &DutyState| !matches!(it, DutyState::NotArisen | DutyState::NotInForce);
    if !answer.states.iter().any(arisen) {
        return told;
    }
    let counts = |day: Date| {
        if duty.arises == Arises::Ongoing {
            is_live(plan, pass, duty.clause, day)
        } else {
            (true, false)
        }
    };
    match happened(plan, case, answer, counts) {
        Happened::On(events) => told.happened = events,
        Happened::Never(kind) => told.not_recorded = Some(kind),
        Happened::Perhaps => {}
    }
    let open = answer.states.len() > 1;
    let in_time = answer.states == [DutyState::DischargedInTime];
    told.discharge = of(1).filter(|_| !in_time || told.happened.is_empty());
    told.excuse = of(2).filter(|it| match answer.states.as_slice() {
        [DutyState::Pending | DutyState::OpenWithoutDeadline | DutyState::Kept] => false,
        [DutyState::DischargedInTime] => false,
        // It is told beside what is done late.
        [DutyState::DischargedLate | DutyState::DischargedDayNotRecorded] => it.holds == Holds::Yes,
        _ => true,
    });
    if told.excuse.as_ref().is_some_and(|it| it.holds == Holds::Yes) && !open {
        told.not_recorded = None;
    }
    told
}

/// How an instance arises, and upon the breach of which duties.
fn arising(plan: &Plan, case: &Case, answer: &DutyAnswer, duty: &Duty) -> DutyTelling {
    let event = answer.event.filter(|place| case.events.get(*place as usize).is_some());
    let upon = if answer.upon.is_empty() && duty.arises == Arises::UponBreach {
        let all = plan.meaning.duties.iter().enumerate();
        let firsts = all.filter(|(_, first)| first.upon_breach == Some(answer.duty));
        firsts.map(|(place, _)| DutyId::from_index(place)).collect()
    } else {
        answer.upon.clone()
    };
    let chain = matches!(duty.due, Due::Every(_)) && upon.is_empty();
    let first = event.and_then(|place| case.events.get(place as usize)).map(|event| event.on);
    let opened_again = answer.arose.filter(|day| chain && first.is_some_and(|first| first != *day));
    let arising = match duty.arises {
        _ if !upon.is_empty() => Arising::UponBreach,
        Arises::OnEvent(kind) => event.map_or(Arising::NoEvent(kind), Arising::FromEvent),
        Arises::When => Arising::When,
        Arises::OnIssue(_) => Arising::OnIssue,
        Arises::Ongoing => Arising::Ongoing,
        Arises::UponBreach => Arising::UponBreach,
    };
    DutyTelling { arising, upon, opened_again, ..DutyTelling::default() }
}

/// Whether a clause may be in force on a day, and whether it may not be.
fn is_live(plan: &Plan, pass: &Pass, clause: ClauseId, day: Date) -> (bool, bool) {
    let meaning = &plan.meaning;
    let live = pass.variants.iter().map(|active| {
        let reading = |question| reading_of(meaning, active.variant, question);
        meaning.is_clause_in_force(clause, day, reading)
    });
    live.fold((false, false), |(some, not_all), live| (some || live, not_all || !live))
}

fn settled(teller: Teller<'_>, told: &Told) -> Settled {
    let holds = if told.truth == Truth::YES {
        Holds::Yes
    } else if told.truth == Truth::NO {
        Holds::No
    } else if told.truth.is_valueless() {
        Holds::Valueless
    } else {
        Holds::Open
    };
    // Two conditions may read the same: once is enough.
    let mut because: Vec<Reason> = Vec::new();
    for reason in parts(teller, told) {
        if !because.contains(&reason) {
            because.push(reason);
        }
    }
    Settled { holds, because }
}
