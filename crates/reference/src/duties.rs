//! Section 11: the state of every instance of every duty, as of a day; and permissions.
//!
//! Reads the duties in the text and the events of a case up to the as-of day; produces the possible states of each
//! instance. In one world an instance has exactly one state, by the table [`state`]. Here the possible states are the
//! union of that table over independent parts: whether it arises, the due day, the first event, the conditions.
//!
//! Invariant: a state that a world may have is told; more knowledge never adds one.

mod table;
mod timing;

use std::collections::BTreeSet;

use whereas_hir::Hir;
use whereas_hir::duty::{Arises, Due as DueText, Duty};
use whereas_value::case::Event;
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer};
use whereas_value::id::{ClauseId, DutyId, EventKindId, PolicyId};
use whereas_value::{Case, Causes, Date, Leaf};

use table::{Truth, cause_state, state, truths};
use timing::{
    About, DueDay, FirstEvent, about, due_days, first_before, first_events, later, timings,
    told_due,
};

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
