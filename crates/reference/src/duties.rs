//! Section 11: the state of every instance of every duty, as of a day; and permissions.
//!
//! Reads the duties in the text and the events of a case up to the as-of day; produces the possible states of each
//! instance. In one world an instance has exactly one state, by the table [`state`]. Here the possible states are the
//! union of that table over independent parts: whether it arises, the due day, the first event, the conditions.
//!
//! Invariant: a state that a world may have is told; more knowledge never adds one.

use std::collections::BTreeSet;

use whereas_hir::Hir;
use whereas_hir::duty::{Arises, Due as DueText, Duty, Modality};
use whereas_hir::expr::ExprId;
use whereas_hir::policy::DaysCount;
use whereas_value::case::Event;
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer};
use whereas_value::id::{ClauseId, DutyId, EventKindId, PolicyId};
use whereas_value::{Case, Cause, Causes, Date, Interval, Leaf, MonthEnds, Number, Type};

use crate::answers::named;
use crate::force::{first_day, is_live};
use crate::open::Open;
use crate::pass::{Over, Pass};
use crate::semantics::{At, Run, Setting};
use crate::tables::Seen;

/// How deep one duty may arise upon the breach of another.
const BREACH_DEPTH: usize = 16;

/// One instance, before its state is known.
#[derive(Clone)]
struct Instance<'a> {
    /// The event it arose from, and its place in the case.
    event: Option<(u32, &'a Event)>,
    /// The days on which it may arise.
    arises: (Date, Date),
    /// Whether an event of the day it opens is not yet its own: an instance of a chain.
    chain: bool,
    /// Whether it arises at all.
    when: Seen,
    /// Whether it is owed by a standing condition of force (`ongoing`), and the clause is not in force.
    suspended: bool,
    /// Whether a day of arising is known at all.
    dated: bool,
}

/// The due day, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum DueDay {
    /// No time is set.
    NoTime,
    /// A day between these.
    Days(Date, Date),
    /// The event it depends on has not been seen: not due.
    NotYet,
    /// The due day has no value.
    Valueless,
}

/// The first event: on a day between these, or none.
type FirstEvent = Option<(Date, Date)>;

/// How the due day stands to the first event and to today, in one world.
#[derive(Clone, Copy)]
enum Timing {
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
enum Truth {
    No,
    Yes,
    Valueless(Cause),
}

/// The state of an instance in one world: the first line of the table that holds. It has arisen.
fn state(
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
const fn cause_state(cause: Cause) -> DutyState {
    match cause {
        Cause::Undetermined | Cause::NotInForce | Cause::OutOfScope => DutyState::Undetermined,
        Cause::Conflict => DutyState::Conflict,
        Cause::Fault => DutyState::Fault,
        Cause::NotReady => DutyState::NotReady,
    }
}

/// What a condition may be, world by world. A condition that is not there is no.
fn truths(seen: Option<&Seen>) -> Vec<Truth> {
    let Some(seen) = seen else { return vec![Truth::No] };
    let no = seen.may_no().then_some(Truth::No);
    let yes = seen.may_yes().then_some(Truth::Yes);
    no.into_iter().chain(yes).chain(seen.causes.iter().map(Truth::Valueless)).collect()
}

/// The duties of the policy, each with its instances.
pub(crate) fn duties<'a>(
    setting: &Setting<'a>,
    over: &Over,
    pass: &mut Pass<'_, 'a>,
) -> Vec<DutyAnswer> {
    let hir = setting.checked.hir();
    let mut answers = Vec::new();
    for (id, duty) in hir.duties.enumerate() {
        if policy_of(hir, duty.clause) != Hir::MAIN {
            continue;
        }
        let mut told: Vec<DutyAnswer> = Vec::new();
        for run in &mut pass.runs {
            for found in instances_of(setting, run, id, BREACH_DEPTH) {
                join(&mut told, found);
            }
        }
        for answer in &mut told {
            if answer.states.len() > 1 {
                let apart = named(setting, &over.fixture().apart_on_any_day);
                answer.missing.extend(apart);
            } else {
                answer.missing.clear();
            }
            answer.missing.sort();
            answer.missing.dedup();
        }
        told.sort_by_key(|a| (a.arose, a.event));
        answers.extend(told);
    }
    answers
}

/// An instance in one more variant: the states of both.
fn join(told: &mut Vec<DutyAnswer>, found: DutyAnswer) {
    let same = |other: &&mut DutyAnswer| other.event == found.event && other.arose == found.arose;
    let Some(other) = told.iter_mut().find(same) else {
        told.push(found);
        return;
    };
    other.states.extend(found.states);
    other.states.sort();
    other.states.dedup();
    other.missing.extend(found.missing);
    other.other_events |= found.other_events;
    other.about_missing |= found.about_missing;
    other.possibly_further |= found.possibly_further;
    other.due = match (&other.due, &found.due) {
        (Due::Between(a, b), Due::Between(c, d)) => Due::Between(*a.min(c), *b.max(d)),
        (Due::None | Due::Valueless, due @ Due::Between(..)) | (Due::None, due) => due.clone(),
        (due, _) => due.clone(),
    };
}

fn policy_of(hir: &Hir, clause: ClauseId) -> PolicyId {
    hir.clauses.get(clause).map_or(Hir::MAIN, |clause| clause.policy)
}

/// The instances of a duty in one variant, with their states as of the as-of day.
fn instances_of<'a>(
    setting: &Setting<'a>,
    run: &mut Run<'_, 'a>,
    id: DutyId,
    depth: usize,
) -> Vec<DutyAnswer> {
    let hir = setting.checked.hir();
    let Some(duty) = hir.duties.get(id) else { return Vec::new() };
    let mut told = Vec::new();
    for instance in instances(setting, run, id, duty, depth) {
        told.push(Asked::new(setting, run, duty, &instance).answer(setting, id, duty, &instance));
    }
    if told.is_empty() {
        told.push(not_arisen(setting, id, duty));
    }
    told
}

/// A duty of which there is no instance.
fn not_arisen(setting: &Setting<'_>, duty: DutyId, text: &Duty) -> DutyAnswer {
    DutyAnswer {
        duty,
        clause: text.clause,
        event: None,
        arose: None,
        about: None,
        due: Due::None,
        states: vec![DutyState::NotArisen],
        missing: Vec::new(),
        other_events: false,
        about_missing: false,
        possibly_further: further(setting.case, text),
    }
}

/// Whether there may be instances that no recorded event shows.
fn further(case: &Case, duty: &Duty) -> bool {
    let by_event =
        matches!(duty.arises, Arises::OnEvent { .. }) || matches!(duty.due, DueText::Every(_));
    by_event && !case.events_complete
}

/// The events up to a day, with their places.
fn events(case: &Case, kind: EventKindId, until: Date) -> impl Iterator<Item = (u32, &Event)> {
    let events = (0_u32..).zip(&case.events);
    events.filter(move |(_, event)| event.kind == kind && event.on <= until)
}

fn instances<'a>(
    setting: &Setting<'a>,
    run: &mut Run<'_, 'a>,
    id: DutyId,
    duty: &'a Duty,
    depth: usize,
) -> Vec<Instance<'a>> {
    let (hir, case) = (setting.checked.hir(), setting.case);
    let policy = policy_of(hir, duty.clause);
    let readings = &run.variant.readings;
    let first = first_day(hir, duty.clause, readings);
    let one = |arises: Date, when: Seen| Instance {
        event: None,
        arises: (arises, arises),
        chain: false,
        when,
        suspended: false,
        dated: true,
    };
    let base = match &duty.arises {
        Arises::OnEvent { event, when } => {
            let mut all = Vec::new();
            for (place, event) in events(case, *event, case.as_of) {
                let live = is_live(hir, duty.clause, event.on, &run.variant.readings);
                let at = At::event(policy, Some(event));
                let condition = match when {
                    Some(when) if live => run.value(*when, &at),
                    Some(_) | None => Seen::truth(live),
                };
                all.push(Instance { event: Some((place, event)), ..one(event.on, condition) });
            }
            all
        }
        Arises::When(condition) => {
            let live = run.variant.is_live(duty.clause);
            let when =
                if live { run.value(*condition, &At::policy(policy)) } else { Seen::truth(false) };
            vec![Instance { dated: false, ..one(Date::MIN, when) }]
        }
        Arises::OnIssue => {
            let issued = hir.policies.get(policy).and_then(|policy| policy.issued).or(first);
            match (issued, first) {
                (Some(issued), Some(first)) => {
                    // Force often begins after the issue day: until then it has not arisen.
                    vec![one(issued, Seen::truth(first <= case.as_of))]
                }
                (None, _) | (_, None) => Vec::new(),
            }
        }
        Arises::Ongoing => {
            let suspended = !is_live(hir, duty.clause, case.as_of, readings);
            let arises = first.unwrap_or(Date::MIN);
            vec![Instance { suspended, ..one(arises, Seen::truth(true)) }]
        }
        Arises::UponBreach => Vec::new(),
    };
    let mut all = base;
    if depth > 0 {
        all.extend(upon_breach(setting, run, id, depth));
    }
    if let DueText::Every(_) = duty.due {
        all = all.into_iter().flat_map(|instance| chain(case, duty, instance)).collect();
    }
    all
}

/// `upon breach duty D`: the day after the due day, if the first duty is breached as of that day.
fn upon_breach<'a>(
    setting: &Setting<'a>,
    run: &mut Run<'_, 'a>,
    id: DutyId,
    depth: usize,
) -> Vec<Instance<'a>> {
    let hir = setting.checked.hir();
    let mut all = Vec::new();
    for (parent_id, parent) in hir.duties.enumerate() {
        if parent.upon_breach_duty != Some(id) {
            continue;
        }
        for instance in instances(setting, run, parent_id, parent, depth.saturating_sub(1)) {
            let asked = Asked::new(setting, run, parent, &instance);
            for due in &asked.due {
                if let DueDay::Days(first, last) = *due {
                    let next = |day: Date| day.plus_days(1).unwrap_or(day);
                    all.push(Instance {
                        event: instance.event,
                        arises: (next(first), next(last)),
                        chain: false,
                        when: asked.breached(setting, parent, &instance, (first, last)),
                        suspended: false,
                        dated: true,
                    });
                }
            }
        }
    }
    all
}

/// `every n days`: each later day with an event of the kind closes the open instance and opens the next.
fn chain<'a>(case: &'a Case, duty: &Duty, base: Instance<'a>) -> Vec<Instance<'a>> {
    let mut opened: BTreeSet<Date> = BTreeSet::new();
    if let Some(kind) = duty.event {
        for (_, event) in events(case, kind, case.as_of) {
            if event.on > base.arises.1 && about(&base, event) == About::Same {
                opened.insert(event.on);
            }
        }
    }
    let next =
        opened.into_iter().map(|day| Instance { arises: (day, day), chain: true, ..base.clone() });
    [Instance { chain: true, ..base.clone() }].into_iter().chain(next).collect()
}

/// Whether an event is about what an instance is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Same,
    MayBe,
    Other,
}

/// Both say and agree, or neither says: the same. One says: it may be. A duty that arose from no event is about the case.
fn about(instance: &Instance<'_>, event: &Event) -> About {
    let Some((_, from)) = instance.event else { return About::Same };
    match (&from.about, &event.about) {
        (Some(a), Some(b)) if a == b => About::Same,
        (Some(_), Some(_)) => About::Other,
        (None, None) => About::Same,
        (Some(_), None) | (None, Some(_)) => About::MayBe,
    }
}

/// The independent parts from which the state of an instance follows.
struct Asked {
    due: Vec<DueDay>,
    first: Vec<FirstEvent>,
    discharged: Option<Seen>,
    excused: Option<Seen>,
    open: Open,
    about_missing: bool,
}

impl Asked {
    fn new<'a>(
        setting: &Setting<'a>,
        run: &mut Run<'_, 'a>,
        duty: &'a Duty,
        instance: &Instance<'a>,
    ) -> Self {
        let hir = setting.checked.hir();
        let at = At::event(policy_of(hir, duty.clause), instance.event.map(|(_, event)| event));
        let discharged = duty.discharged_when.map(|condition| run.value(condition, &at));
        let excused = duty.excused_when.map(|condition| run.value(condition, &at));
        let mut open = instance.when.open.clone();
        for seen in discharged.iter().chain(&excused) {
            open.add(&seen.open);
        }
        let due = due_days(setting, run, duty, instance, &at, &mut open);
        let until = setting.case.as_of;
        let first = match duty.event {
            Some(kind) => {
                let counts = |day: Date| {
                    duty.arises != Arises::Ongoing
                        || is_live(hir, duty.clause, day, &run.variant.readings)
                };
                first_events(setting.case, kind, instance, until, counts)
            }
            None => vec![None],
        };
        let kinds = duty.event.into_iter().chain(match duty.due {
            DueText::BeforeEvent(kind) => Some(kind),
            DueText::None
            | DueText::Within { .. }
            | DueText::By(_)
            | DueText::Before(_)
            | DueText::Every(_) => None,
        });
        let about_missing = kinds.into_iter().any(|kind| {
            events(setting.case, kind, until).any(|(_, event)| {
                later(instance, event.on) && about(instance, event) == About::MayBe
            })
        });
        Self { due, first, discharged, excused, open, about_missing }
    }

    fn answer<'a>(
        &self,
        setting: &Setting<'a>,
        id: DutyId,
        duty: &Duty,
        instance: &Instance<'a>,
    ) -> DutyAnswer {
        let states = self.states(duty, instance, &self.due, &self.first, setting.case.as_of);
        let open = states.len() > 1;
        let due_event = matches!(duty.due, DueText::BeforeEvent(_));
        let by_events = duty.event.is_some() || due_event;
        let dated = instance.dated && instance.arises.0 == instance.arises.1;
        DutyAnswer {
            duty: id,
            clause: duty.clause,
            event: instance.event.map(|(place, _)| place),
            arose: dated.then_some(instance.arises.0),
            about: instance.event.and_then(|(_, event)| event.about.clone()),
            due: told_due(&self.due),
            missing: if open { named(setting, &self.open) } else { Vec::new() },
            other_events: open && by_events && !setting.case.events_complete,
            about_missing: open && self.about_missing,
            possibly_further: further(setting.case, duty),
            states: states.into_iter().collect(),
        }
    }

    /// The union of the table over the parts.
    fn states(
        &self,
        duty: &Duty,
        instance: &Instance<'_>,
        due: &[DueDay],
        first: &[FirstEvent],
        today: Date,
    ) -> BTreeSet<DutyState> {
        let mut states = BTreeSet::new();
        if instance.suspended {
            return BTreeSet::from([DutyState::NotInForce]);
        }
        if instance.dated && today < instance.arises.1 {
            states.insert(DutyState::NotArisen);
        }
        if instance.dated && today < instance.arises.0 {
            return states;
        }
        for arises in truths(Some(&instance.when)) {
            match arises {
                Truth::No => {
                    states.insert(DutyState::NotArisen);
                }
                Truth::Valueless(cause) => {
                    states.insert(cause_state(cause));
                }
                Truth::Yes => {
                    for (event, timing) in timings(due, first, today) {
                        for discharged in truths(self.discharged.as_ref()) {
                            for excused in truths(self.excused.as_ref()) {
                                let modality = duty.modality;
                                states.insert(state(modality, event, timing, discharged, excused));
                            }
                        }
                    }
                }
            }
        }
        states
    }

    /// Whether the duty is breached as of the day after its due day.
    fn breached(
        &self,
        setting: &Setting<'_>,
        duty: &Duty,
        instance: &Instance<'_>,
        due: (Date, Date),
    ) -> Seen {
        // Only the days next to an event can differ from their neighbours.
        let mut days = BTreeSet::from([due.0, due.1]);
        for event in &setting.case.events {
            for by in [-2, -1, 0] {
                days.extend(event.on.plus_days(by).ok());
            }
        }
        days.retain(|day| due.0 <= *day && *day <= due.1);
        let (mut yes, mut no) = (false, false);
        for day in days {
            let next = day.plus_days(1).unwrap_or(day);
            if next > setting.case.as_of {
                // Not yet: what will be breached cannot be told from what has been seen.
                yes = true;
                no = true;
                continue;
            }
            // What is done on the next day is late: the breach has happened.
            let first = first_before(&self.first, day);
            let states = self.states(duty, instance, &[DueDay::Days(day, day)], &first, next);
            let is_breach =
                |state: &DutyState| matches!(state, DutyState::Breached | DutyState::NotMet);
            yes |= states.iter().any(is_breach);
            no |= !states.iter().all(is_breach);
        }
        Seen::sure(crate::tables::truth(no, yes)).on(&self.open)
    }
}

/// What has been seen of the first event by a day.
fn first_before(first: &[FirstEvent], day: Date) -> Vec<FirstEvent> {
    let seen = first.iter().map(|first| match first {
        Some((from, to)) if *from <= day => Some((*from, *to.min(&day))),
        Some(_) | None => None,
    });
    let mut all: BTreeSet<FirstEvent> = seen.collect();
    // Of an event that may be later than this day, nothing may have been seen by it.
    if first.iter().flatten().any(|(_, to)| *to > day) {
        all.insert(None);
    }
    all.into_iter().collect()
}

/// The possible pairs of: whether there is an event, and how it and today stand to the due day.
fn timings(due: &[DueDay], first: &[FirstEvent], today: Date) -> Vec<(bool, Timing)> {
    let mut all = Vec::new();
    for due in due {
        for first in first {
            let event = first.is_some();
            match (due, first) {
                (DueDay::NoTime, _) => all.push((event, Timing::NoTime)),
                (DueDay::Valueless, _) => all.push((event, Timing::Valueless)),
                (DueDay::NotYet, _) => all.push((event, Timing::Day { today: true, event: true })),
                (DueDay::Days(lo, hi), None) => {
                    if today <= *hi {
                        all.push((false, Timing::Day { today: true, event: false }));
                    }
                    if today > *lo {
                        all.push((false, Timing::Day { today: false, event: false }));
                    }
                }
                (DueDay::Days(lo, hi), Some((from, to))) => {
                    // An event is never later than today: if today is by the due day, so is the event.
                    if today <= *hi {
                        all.push((true, Timing::Day { today: true, event: true }));
                    }
                    let yesterday = today.plus_days(-1).unwrap_or(today);
                    if *lo.max(from) <= *hi.min(&yesterday) && today > *lo {
                        all.push((true, Timing::Day { today: false, event: true }));
                    }
                    if to > lo {
                        all.push((true, Timing::Day { today: false, event: false }));
                    }
                }
            }
        }
    }
    all
}

/// Whether an event of this day may come after the instance arose (of a chain: on a later day).
fn later(instance: &Instance<'_>, day: Date) -> bool {
    !instance.dated
        || if instance.chain { day > instance.arises.0 } else { day >= instance.arises.0 }
}

/// Whether it surely does.
fn surely_later(instance: &Instance<'_>, day: Date) -> bool {
    !instance.dated
        || if instance.chain { day > instance.arises.1 } else { day >= instance.arises.1 }
}

/// The possible first events of a kind: the first that surely counts, those that may before it, and, where events may
/// be missing, any earlier day.
fn first_events(
    case: &Case,
    kind: EventKindId,
    instance: &Instance<'_>,
    until: Date,
    counts: impl Fn(Date) -> bool,
) -> Vec<FirstEvent> {
    let mut may: BTreeSet<Date> = BTreeSet::new();
    let mut sure: Option<Date> = None;
    for (_, event) in events(case, kind, until) {
        if !later(instance, event.on) || !counts(event.on) {
            continue;
        }
        match about(instance, event) {
            About::Other => {}
            About::Same if surely_later(instance, event.on) => {
                sure = Some(sure.map_or(event.on, |day| day.min(event.on)));
            }
            About::Same | About::MayBe => {
                may.insert(event.on);
            }
        }
    }
    let before_sure = |day: &Date| sure.is_none_or(|sure| *day < sure);
    let mut all: Vec<FirstEvent> =
        may.into_iter().filter(before_sure).map(|day| Some((day, day))).collect();
    all.push(sure.map(|day| (day, day)));
    if !case.events_complete {
        let from = if !instance.dated {
            Date::MIN
        } else if instance.chain {
            instance.arises.0.plus_days(1).unwrap_or(instance.arises.0)
        } else {
            instance.arises.0
        };
        let to = sure.map_or(until, |sure| sure.plus_days(-1).unwrap_or(sure));
        if from <= to {
            all.push(Some((from, to)));
        }
    }
    all
}

/// The possible due days.
fn due_days<'a>(
    setting: &Setting<'a>,
    run: &mut Run<'_, 'a>,
    duty: &'a Duty,
    instance: &Instance<'a>,
    at: &At<'a>,
    open: &mut Open,
) -> Vec<DueDay> {
    let hir = setting.checked.hir();
    let arose = || Interval::of_dates(instance.arises.0, instance.arises.1);
    match &duty.due {
        DueText::None => vec![DueDay::NoTime],
        DueText::Within { time, of } => {
            let base = match of {
                Some(of) => run.value(*of, at),
                None => Seen::sure(whereas_value::Values::Number(arose())),
            };
            let length = run.value(*time, at);
            open.add(&base.open);
            open.add(&length.open);
            let causes = base.causes.and(length.causes);
            let policy = hir.policies.get(policy_of(hir, duty.clause));
            let ends = policy.and_then(|policy| policy.month_ends).unwrap_or(MonthEnds::RoundDown);
            let count = policy.map(|policy| policy.days_count).unwrap_or_default();
            let months = matches!(setting.checked.ty(*time).present(), Type::Months);
            match (base.interval(), length.interval()) {
                (Some(base), Some(length)) => {
                    let moved = if months {
                        base.date_plus_months(length, ends)
                    } else {
                        let first = match count {
                            DaysCount::NextDay => base.clone(),
                            DaysCount::SameDay => {
                                let back = Interval::single(Number::from(-1_i32));
                                base.plus(&back).value.unwrap_or_else(|| base.clone())
                            }
                        };
                        first.date_plus_days(length)
                    };
                    of_days(moved.value.as_ref(), moved.fault.is_some() || !causes.is_empty())
                }
                (None, _) | (_, None) => vec![DueDay::Valueless],
            }
        }
        DueText::By(day) => due_on(run, *day, at, 0, open),
        DueText::Before(day) => due_on(run, *day, at, -1, open),
        DueText::BeforeEvent(kind) => {
            let until = setting.case.as_of;
            let back = |day: Date| day.plus_days(-1).unwrap_or(day);
            first_events(setting.case, *kind, instance, until, |_| true)
                .into_iter()
                .map(|first| match first {
                    Some((from, to)) => DueDay::Days(back(from), back(to)),
                    None => DueDay::NotYet,
                })
                .collect()
        }
        DueText::Every(days) => {
            let length = Interval::single(Number::from(*days));
            let moved = arose().map(|arose| arose.date_plus_days(&length));
            match moved {
                Some(moved) if instance.dated => {
                    of_days(moved.value.as_ref(), moved.fault.is_some())
                }
                Some(_) | None => vec![DueDay::NoTime],
            }
        }
    }
}

fn due_on<'a>(
    run: &mut Run<'_, 'a>,
    day: ExprId,
    at: &At<'a>,
    by: i32,
    open: &mut Open,
) -> Vec<DueDay> {
    let seen = run.value(day, at);
    open.add(&seen.open);
    let moved = seen.interval().map(|day| day.date_plus_days(&Interval::single(Number::from(by))));
    match moved {
        Some(moved) => {
            of_days(moved.value.as_ref(), moved.fault.is_some() || !seen.causes.is_empty())
        }
        None => vec![DueDay::Valueless],
    }
}

fn of_days(days: Option<&Interval>, valueless: bool) -> Vec<DueDay> {
    let day = |end: Option<i64>, open: Date| end.map_or(Some(open), Date::from_days);
    let days = days.and_then(|days| {
        let first = day(days.lo().and_then(Number::ceiling), Date::MIN)?;
        let last = day(days.hi().and_then(Number::floor), Date::MAX)?;
        (first <= last).then_some(DueDay::Days(first, last))
    });
    let valueless = (valueless || days.is_none()).then_some(DueDay::Valueless);
    days.into_iter().chain(valueless).collect()
}

/// The due day as it is told: a range where it is not known, none where there is no time or it is not yet due.
fn told_due(due: &[DueDay]) -> Due {
    let mut told = Due::None;
    for due in due {
        told = match (told, due) {
            (Due::Between(a, b), DueDay::Days(c, d)) => Due::Between(a.min(*c), b.max(*d)),
            (Due::None | Due::Valueless, DueDay::Days(c, d)) => Due::Between(*c, *d),
            (Due::None, DueDay::Valueless) => Due::Valueless,
            (told, DueDay::NoTime | DueDay::NotYet | DueDay::Valueless) => told,
        };
    }
    told
}

/// Permissions: held where the clause is in force and the condition is yes.
pub(crate) fn permissions<'a>(
    setting: &Setting<'a>,
    pass: &mut Pass<'_, 'a>,
) -> Vec<PermissionAnswer> {
    let hir = setting.checked.hir();
    let mut answers = Vec::new();
    for (id, permission) in hir.permissions.enumerate() {
        if policy_of(hir, permission.clause) != Hir::MAIN {
            continue;
        }
        let at = At::policy(Hir::MAIN);
        let held = pass.joined(|run| match permission.when {
            _ if !run.variant.is_live(permission.clause) => Seen::truth(false),
            Some(condition) => run.value(condition, &at),
            None => Seen::truth(true),
        });
        let (questions, missing): (Vec<Leaf>, Vec<Leaf>) = named(setting, &held.open)
            .into_iter()
            .partition(|leaf| matches!(leaf, Leaf::Question(_)));
        let questions = questions.into_iter().filter_map(|leaf| match leaf {
            Leaf::Question(question) => Some(question),
            Leaf::Fact(..)
            | Leaf::Element { .. }
            | Leaf::Others(_)
            | Leaf::Judgement(_)
            | Leaf::Found(_) => None,
        });
        answers.push(PermissionAnswer {
            permission: id,
            clause: permission.clause,
            may_be_held: held.may_yes(),
            may_not_be_held: held.may_no(),
            causes: Causes::NONE.and(held.causes),
            missing,
            questions: questions.collect(),
        });
    }
    answers
}
