//! Section 11: the state of every instance of every duty, as of a day; and permissions.
//!
//! Reads the duties in the text and the events of a case up to the as-of day; produces the possible states of each
//! instance. In one world an instance has exactly one state, by the table [`table::state`]. Here the possible states
//! are the union of that table over independent parts: whether it arises, the due day, the first event, the conditions.
//!
//! Invariant: a state that a world may have is told; more knowledge never adds one.

mod asked;
mod instances;
mod permissions;
mod table;
mod timing;

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::duty::{Arises, Due as DueText, Duty};
use whereas_value::case::Event;
use whereas_value::duty::{Due, DutyAnswer, DutyState};
use whereas_value::id::{ClauseId, DutyId, EventKindId, PolicyId, QuestionId};
use whereas_value::{Case, Date, Leaf};

use asked::Asked;
use instances::Instance;

use crate::force::Variant;
use crate::pass::{Over, Pass};
use crate::semantics::{Run, Setting};

pub(crate) use permissions::{held, permissions};
pub(crate) use timing::by_the_hour;

/// By what an instance is told from the others of its duty: the day it opened, and the event it arose from.
type Key = (Option<Date>, Option<u32>);

/// The duties of the policy, each with its instances.
pub(crate) fn duties<'a>(
    setting: &Setting<'a>,
    over: &Over,
    pass: &mut Pass<'_, 'a>,
) -> Vec<DutyAnswer> {
    let hir = setting.checked.hir();
    let order = first_duties_first(hir);
    let further = further(setting.case, hir, &order);
    let mut told: BTreeMap<DutyId, BTreeMap<Key, Vec<(usize, DutyAnswer)>>> = BTreeMap::new();
    for (place, run) in pass.runs.iter_mut().enumerate() {
        for (key, answer) in of_variant(setting, run, &order) {
            let found = told.entry(answer.duty).or_default();
            found.entry(key).or_default().push((place, answer));
        }
    }
    let mut answers = Vec::new();
    for (id, duty) in hir.duties.enumerate() {
        if policy_of(hir, duty.clause) != Hir::MAIN {
            continue;
        }
        let found = told.remove(&id).unwrap_or_default();
        let joined = found.into_values().filter_map(|each| joined(setting, over, each));
        let mut all: Vec<DutyAnswer> = joined.collect();
        if all.is_empty() {
            all.push(not_arisen(id, duty));
        }
        for answer in &mut all {
            answer.possibly_further = further.contains(&id);
        }
        all.sort_by_key(|answer| (answer.arose, answer.event));
        answers.extend(all);
    }
    answers
}

/// One instance in all variants: the states it may have in any of them.
fn joined(
    setting: &Setting<'_>,
    over: &Over,
    each: Vec<(usize, DutyAnswer)>,
) -> Option<DutyAnswer> {
    let variants = &over.fixture().variants;
    let apart = apart(setting, over, &each);
    let everywhere = each.len() == variants.len();
    let mut all = each.into_iter().map(|(_, answer)| answer);
    let mut told = all.next()?;
    for found in all {
        told.upon.extend(found.upon);
        told.states.extend(found.states);
        told.missing.extend(found.missing);
        told.other_events |= found.other_events;
        told.about_missing |= found.about_missing;
        told.by_missing |= found.by_missing;
        told.hour_missing |= found.hour_missing;
        told.excused &= found.excused;
        told.arose = told.arose.filter(|day| Some(*day) == found.arose);
        told.due = match (&told.due, &found.due) {
            (Due::Between(a, b), Due::Between(c, d)) => Due::Between(*a.min(c), *b.max(d)),
            (Due::None | Due::Valueless, due @ Due::Between(..)) | (Due::None, due) => due.clone(),
            (due, _) => due.clone(),
        };
    }
    if !everywhere {
        told.states.push(DutyState::NotArisen);
    }
    told.upon.sort();
    told.upon.dedup();
    told.states.sort();
    told.states.dedup();
    if told.states.len() > 1 {
        told.missing.extend(apart);
    } else {
        told.missing.clear();
    }
    told.missing.sort();
    told.missing.dedup();
    Some(told)
}

/// What tells the variants apart for one instance: the governing day where it is cut, and each open question of force
/// of which some reading alone makes a difference to the instance.
fn apart(setting: &Setting<'_>, over: &Over, each: &[(usize, DutyAnswer)]) -> Vec<Leaf> {
    let variants = &over.fixture().variants;
    let found: BTreeMap<usize, &DutyAnswer> =
        each.iter().map(|(place, answer)| (*place, answer)).collect();
    let told = |place: usize| found.get(&place).map(|answer| (&answer.states, &answer.due));
    let alone = |question: QuestionId, a: &Variant, b: &Variant| {
        let but_for = |variant: &Variant| {
            let mut readings = variant.readings.clone();
            readings.remove(&question);
            (variant.days, readings)
        };
        a.readings.get(&question) != b.readings.get(&question) && but_for(a) == but_for(b)
    };
    let questions: BTreeSet<QuestionId> =
        variants.iter().flat_map(|variant| variant.readings.keys().copied()).collect();
    let differs = |question: &QuestionId| {
        variants.iter().enumerate().any(|(at, a)| {
            let before = variants.iter().enumerate().take(at);
            before.into_iter().any(|(other, b)| alone(*question, a, b) && told(at) != told(other))
        })
    };
    let governing = crate::answers::named(setting, &over.fixture().apart);
    let governing = governing.into_iter().filter(|leaf| matches!(leaf, Leaf::Fact(..)));
    governing.chain(questions.into_iter().filter(differs).map(Leaf::Question)).collect()
}

/// Every instance of every duty in one variant, with its states as of the as-of day.
fn of_variant<'a>(
    setting: &Setting<'a>,
    run: &mut Run<'_, 'a>,
    order: &[DutyId],
) -> Vec<(Key, DutyAnswer)> {
    let hir = setting.checked.hir();
    let mut upon_breach: BTreeMap<DutyId, Vec<Instance<'a>>> = BTreeMap::new();
    let mut told = Vec::new();
    for id in order {
        let Some(duty) = hir.duties.get(*id) else { continue };
        let begun = upon_breach.remove(id).unwrap_or_default();
        for instance in instances::instances(setting, run, duty, begun) {
            let asked = Asked::new(setting, run, duty, &instance);
            let answer = asked.answer(setting, *id, duty, &instance);
            let key = (answer.arose.filter(|_| instance.by_day), answer.event);
            told.push((key, answer));
            if let Some(second) = duty.upon_breach_duty {
                let begun = upon_breach.entry(second).or_default();
                instances::upon_breach(setting, (*id, duty), &instance, &asked, begun);
            }
        }
    }
    told
}

/// The duties, each before what arises upon its breach. The checker refuses circles.
fn first_duties_first(hir: &Hir) -> Vec<DutyId> {
    let mut order = Vec::new();
    let mut firsts: BTreeMap<DutyId, usize> = BTreeMap::new();
    for duty in &hir.duties {
        if let Some(second) = duty.upon_breach_duty {
            *firsts.entry(second).or_default() += 1;
        }
    }
    let mut ready: Vec<DutyId> = hir.duties.ids().filter(|id| !firsts.contains_key(id)).collect();
    while let Some(id) = ready.pop() {
        order.push(id);
        let second = hir.duties.get(id).and_then(|duty| duty.upon_breach_duty);
        if let Some(second) = second
            && let Some(left) = firsts.get_mut(&second)
        {
            *left = left.saturating_sub(1);
            if *left == 0 {
                ready.push(second);
            }
        }
    }
    order
}

/// The duties that may have instances that no recorded event shows: they arise from events, or upon the breach of one that does.
fn further(case: &Case, hir: &Hir, order: &[DutyId]) -> BTreeSet<DutyId> {
    let mut further = BTreeSet::new();
    if case.events_complete {
        return further;
    }
    for id in order {
        let Some(duty) = hir.duties.get(*id) else { continue };
        let by_event =
            matches!(duty.arises, Arises::OnEvent { .. }) || matches!(duty.due, DueText::Every(_));
        if by_event {
            further.insert(*id);
        }
        if further.contains(id) {
            further.extend(duty.upon_breach_duty);
        }
    }
    further
}

/// A duty of which there is no instance.
fn not_arisen(duty: DutyId, text: &Duty) -> DutyAnswer {
    DutyAnswer {
        duty,
        clause: text.clause,
        event: None,
        upon: Vec::new(),
        arose: None,
        about: None,
        due: Due::None,
        states: vec![DutyState::NotArisen],
        missing: Vec::new(),
        other_events: false,
        about_missing: false,
        by_missing: false,
        hour_missing: false,
        excused: false,
        possibly_further: false,
        rests_on: Vec::new(),
    }
}

fn policy_of(hir: &Hir, clause: ClauseId) -> PolicyId {
    hir.clauses.get(clause).map_or(Hir::MAIN, |clause| clause.policy)
}

/// The events up to a day, with their places.
fn events(case: &Case, kind: EventKindId, until: Date) -> impl Iterator<Item = (u32, &Event)> {
    let events = (0_u32..).zip(&case.events);
    events.filter(move |(_, event)| event.kind == kind && event.on <= until)
}
