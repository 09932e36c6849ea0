//! Section 3: the same question asked of every single world that a case allows.
//!
//! Reads a checked policy and a small case; produces, of every question, the set of its outcomes in all complete
//! worlds: every fact, field and further element has one value, every judgement and found factor is settled, every
//! open question is read one way. This is what an answer *means*; [`crate::decide`] is held against it. What is
//! static (force, edges, and whether a finding is formally good) is shared with it; the rest has its own code.

mod concrete;
mod domain;
mod duty;
mod held;
mod periods;
mod relevant;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_value::answer::SetView;
use whereas_value::duty::DutyState;
use whereas_value::id::{DutyId, PermissionId};
use whereas_value::{Abstract, Case, Cause, Causes, Date, Interval, Question, TextSet, Values};

pub use concrete::Concrete;
use domain::{Dims, Settled};
pub use held::{gaps, unlearnt, unsound, unsound_duties};
pub use relevant::relevant;
use world::World;

use crate::known;

/// What a question comes to in one world.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// A value.
    Value(Concrete),
    /// No value, for this cause.
    None(Cause),
}

/// The outcomes of every question, in all worlds.
pub type Outcomes = BTreeMap<Question, BTreeSet<Outcome>>;

/// The worlds of a case.
#[derive(Clone, Debug)]
pub struct Worlds {
    /// Of every question, its outcomes.
    pub outcomes: Outcomes,
    /// Of every instance of a duty, by the event it arose from and the day it arose, its states.
    pub duties: BTreeMap<(DutyId, Option<u32>, Option<Date>), BTreeSet<DutyState>>,
    /// Of every permission, whether it is held.
    pub permissions: BTreeMap<PermissionId, BTreeSet<Outcome>>,
    /// Whether these are all worlds: no number was left between two that were tried, no list was cut off.
    pub exhaustive: bool,
}

impl Worlds {
    const fn new(exhaustive: bool) -> Self {
        Self {
            outcomes: Outcomes::new(),
            duties: BTreeMap::new(),
            permissions: BTreeMap::new(),
            exhaustive,
        }
    }
}

/// Asks every world of a case; `None` where there are more than `cap`.
#[must_use]
pub fn outcomes(checked: &Checked, case: &Case, cap: usize) -> Option<Worlds> {
    let dims = Dims::new(checked, case)?;
    if dims.size()? > cap {
        return None;
    }
    let mut worlds = Worlds::new(dims.exhaustive);
    let mut place = vec![0; dims.len()];
    loop {
        ask(checked, case, &dims.at(&place), &mut worlds);
        if !dims.advance(&mut place) {
            return Some(worlds);
        }
    }
}

/// Asks some worlds of a case, drawn from a seed: for cases of which there are too many.
#[must_use]
pub fn sampled(checked: &Checked, case: &Case, count: usize, seed: u64) -> Option<Worlds> {
    let dims = Dims::new(checked, case)?;
    let mut worlds = Worlds::new(false);
    let mut state = seed;
    for _ in 0..count {
        let place: Vec<usize> = dims.lengths().into_iter().map(|n| draw(&mut state, n)).collect();
        ask(checked, case, &dims.at(&place), &mut worlds);
    }
    Some(worlds)
}

/// The next number of a fixed sequence, below `below`.
fn draw(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let high = usize::try_from(*state >> 33).unwrap_or(0);
    high.checked_rem(below).unwrap_or(0)
}

fn ask(checked: &Checked, case: &Case, settled: &Settled, worlds: &mut Worlds) {
    let mut world = World::new(checked, case, settled);
    if !world.is_allowed() {
        return;
    }
    for (question, outcome) in world.answers() {
        worlds.outcomes.entry(question).or_default().insert(outcome);
    }
    for (id, permission) in checked.hir().permissions.enumerate() {
        let held = world::outcome(world.permission(permission));
        worlds.permissions.entry(id).or_default().insert(held);
    }
    for unsaid in [false, true] {
        world.unsaid = unsaid;
        for (key, states) in world.duties() {
            worlds.duties.entry(key).or_default().extend(states);
        }
    }
}

/// The outcomes of all worlds, as text.
#[must_use]
pub fn print(hir: &Hir, worlds: &Worlds) -> String {
    let mut out = String::new();
    let which = if worlds.exhaustive { "all worlds" } else { "some worlds" };
    for (question, outcomes) in &worlds.outcomes {
        let each: Vec<String> = outcomes
            .iter()
            .map(|outcome| crate::print::outcome(hir, question.decision, &abstracted(outcome)))
            .collect();
        let name = crate::print::question(hir, *question);
        let _ = writeln!(out, "{which}: {name}: {}", each.join(" | "));
    }
    for ((duty, event, arose), states) in &worlds.duties {
        let name = hir.duties.get(*duty).map(|duty| duty.name.as_str()).unwrap_or_default();
        let event = event.map(|place| format!(" of event {place}")).unwrap_or_default();
        let arose = arose.map(|day| format!(" of {day}")).unwrap_or_default();
        let states: Vec<&str> = states.iter().map(|state| state.words()).collect();
        let _ = writeln!(out, "{which}: duty {name}{event}{arose}: {}", states.join(" | "));
    }
    out
}

/// One outcome as an answer says it.
fn abstracted(outcome: &Outcome) -> Abstract {
    let none = Values::Truth { may_no: false, may_yes: false };
    let (causes, values) = match outcome {
        Outcome::None(cause) => (Causes::of(*cause), none),
        Outcome::Value(value) => {
            let value = match value {
                Concrete::Truth(yes) => Values::Truth { may_no: !yes, may_yes: *yes },
                Concrete::Choice(value) => Values::Choice(known::bit(*value)),
                Concrete::Number(number) => Values::Number(Some(Interval::single(number.clone()))),
                Concrete::Text(text) => Values::Text(TextSet::single(text.clone())),
                Concrete::Set(bits) => {
                    Values::Set(Some(SetView { definite: *bits, possible: *bits }))
                }
                Concrete::Record(_) | Concrete::List(_) => none,
            };
            (Causes::NONE, value)
        }
    };
    Abstract { causes, values }
}
