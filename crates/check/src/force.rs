//! The static variants of a policy: which clauses are in force together, and which then prevails over which.
//!
//! Reads the statements of force; produces one [`Variant`] for every set of clauses that is in force together on some
//! day and under some reading of the contested questions. Invariant: the variants differ in their clauses.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::policy::{ForceKind, ForceStatement};
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, QuestionId};

use crate::graph::Above;

/// The most readings of what is in force.
pub const READINGS: u64 = 16;

/// The most pairs of clauses of which one prevails over the other, on any one day.
pub const PAIRS: usize = 1_000_000;

/// The most clauses that are looked at, over all days.
const WORK: usize = 4_000_000;

/// The clauses in force together, and the order of those that then prevail over others.
pub struct Variant {
    /// The clauses in force.
    pub live: BTreeSet<ClauseId>,
    /// For each clause those that are directly above it, by the edges of the clauses in force.
    pub directly: BTreeMap<ClauseId, BTreeSet<ClauseId>>,
    /// For each clause all that are above it.
    pub above: Above,
    /// Whether that is more than [`PAIRS`]; then not all are there.
    pub too_many: bool,
}

impl Variant {
    /// Whether one of two clauses prevails over the other.
    pub fn ordered(&self, a: ClauseId, b: ClauseId) -> bool {
        self.is_above(a, b) || self.is_above(b, a)
    }

    /// Whether the first prevails over the second.
    pub fn is_above(&self, upper: ClauseId, lower: ClauseId) -> bool {
        self.above.get(&lower).is_some_and(|above| above.contains(&upper))
    }
}

/// The questions on which force depends, and how many readings that makes.
pub fn contested(hir: &Hir) -> (Vec<QuestionId>, u64) {
    let questions: BTreeSet<QuestionId> = statements(hir)
        .filter_map(|statement| statement.when.map(|(question, _)| question))
        .collect();
    let readings = questions.iter().fold(1_u64, |product, question| {
        let count =
            hir.questions.get(*question).map_or(1, |question| question.readings.len().max(1));
        product.saturating_mul(u64::try_from(count).unwrap_or(u64::MAX))
    });
    (questions.into_iter().collect(), readings)
}

/// Every statement of force of a policy or a clause.
pub fn statements(hir: &Hir) -> impl Iterator<Item = &ForceStatement> {
    let of_policies = hir.policies.iter().flat_map(|policy| &policy.force);
    of_policies.chain(hir.clauses.iter().flat_map(|clause| &clause.force))
}

/// All static variants.
pub fn variants(hir: &Hir) -> Vec<Variant> {
    let (questions, count) = contested(hir);
    let count = count.min(READINGS);
    let mut sets: BTreeSet<BTreeSet<ClauseId>> = BTreeSet::new();
    for day in days(hir) {
        for number in 0..count {
            let readings = readings(hir, &questions, number);
            sets.insert(live(hir, day, &readings));
        }
    }
    sets.into_iter().map(|live| variant(hir, live)).collect()
}

/// One day of every stretch in which force does not change; none: before all that is said.
fn days(hir: &Hir) -> Vec<Option<Date>> {
    let stated = statements(hir).flat_map(|statement| [statement.from, statement.before]);
    let replaced =
        hir.policies.iter().flat_map(|policy| policy.replaced_by.iter().map(|by| by.from));
    let cuts: BTreeSet<Date> = stated.chain(replaced).flatten().collect();
    // No law has so many; a file that is made to have them is looked at on some of its days only.
    let most = WORK.checked_div(hir.clauses.len().max(1)).unwrap_or(1).max(16);
    let stride = cuts.len().div_ceil(most).max(1);
    std::iter::once(None).chain(cuts.into_iter().step_by(stride).map(Some)).collect()
}

/// The readings of a number, written in the mixed base of the questions.
fn readings(hir: &Hir, questions: &[QuestionId], number: u64) -> BTreeMap<QuestionId, u32> {
    let mut rest = number;
    let mut readings = BTreeMap::new();
    for question in questions {
        let count =
            hir.questions.get(*question).map_or(1, |question| question.readings.len().max(1));
        let count = u64::try_from(count).unwrap_or(1);
        readings.insert(*question, u32::try_from(rest % count).unwrap_or(0));
        rest /= count;
    }
    readings
}

fn live(hir: &Hir, day: Option<Date>, readings: &BTreeMap<QuestionId, u32>) -> BTreeSet<ClauseId> {
    let covers = |statement: &ForceStatement| {
        let begun = statement.from.is_none_or(|from| day.is_some_and(|day| from <= day));
        let not_over = statement.before.is_none_or(|before| day.is_none_or(|day| day < before));
        let read = statement
            .when
            .is_none_or(|(question, reading)| readings.get(&question) == Some(&reading));
        begun && not_over && read
    };
    let in_force = |force: &[ForceStatement]| {
        let mut stated =
            force.iter().filter(|statement| statement.kind == ForceKind::InForce).peekable();
        let begun = stated.peek().is_none() || stated.any(covers);
        let suspended =
            |statement: &ForceStatement| matches!(statement.kind, ForceKind::Suspended(_));
        begun && !force.iter().any(|statement| suspended(statement) && covers(statement))
    };
    let policies: BTreeSet<_> = hir
        .policies
        .enumerate()
        .filter(|(_, policy)| {
            let replaced = policy.replaced_by.iter().filter_map(|by| by.from).min();
            let ended = replaced.is_some_and(|from| day.is_some_and(|day| from <= day));
            in_force(&policy.force) && !ended
        })
        .map(|(id, _)| id)
        .collect();
    let clauses = hir.clauses.enumerate();
    clauses
        .filter(|(_, clause)| policies.contains(&clause.policy) && in_force(&clause.force))
        .map(|(id, _)| id)
        .collect()
}

fn variant(hir: &Hir, live: BTreeSet<ClauseId>) -> Variant {
    let mut directly: BTreeMap<ClauseId, BTreeSet<ClauseId>> = BTreeMap::new();
    for id in &live {
        let Some(clause) = hir.clauses.get(*id) else { continue };
        for lower in &clause.despite {
            directly.entry(*lower).or_default().insert(*id);
        }
        for upper in &clause.subject_to {
            directly.entry(*id).or_default().insert(*upper);
        }
    }
    let mut left = PAIRS;
    let above = directly.keys().map(|id| (*id, reached(&directly, *id, &mut left))).collect();
    Variant { live, directly, above, too_many: left == 0 }
}

/// All clauses above one, and the clause itself if the edges go round.
fn reached(
    directly: &BTreeMap<ClauseId, BTreeSet<ClauseId>>,
    from: ClauseId,
    left: &mut usize,
) -> BTreeSet<ClauseId> {
    let (mut found, mut stack) = (BTreeSet::new(), vec![from]);
    while let Some(id) = stack.pop() {
        for upper in directly.get(&id).into_iter().flatten() {
            if *left > 0 && found.insert(*upper) {
                *left = left.saturating_sub(1);
                stack.push(*upper);
            }
        }
    }
    found
}

/// For each clause those that are above it in every variant in which both are in force, and in some.
pub fn always_above(variants: &[Variant]) -> Above {
    let mut ever: Above = BTreeMap::new();
    for variant in variants {
        for (lower, above) in &variant.above {
            ever.entry(*lower).or_default().extend(above);
        }
    }
    for (lower, above) in &mut ever {
        above.retain(|upper| {
            variants.iter().all(|variant| {
                let both = variant.live.contains(lower) && variant.live.contains(upper);
                !both || variant.is_above(*upper, *lower)
            })
        });
    }
    ever
}

/// The first day on which a clause is in force; none where that is from ever, or where it never is.
pub fn first_day(hir: &Hir, clause: ClauseId) -> Option<Date> {
    let clause = hir.clauses.get(clause)?;
    let policy = hir.policies.get(clause.policy)?;
    let begins = |force: &[ForceStatement]| -> Option<Date> {
        let stated = force.iter().filter(|statement| statement.kind == ForceKind::InForce);
        let days: Option<Vec<Date>> = stated.map(|statement| statement.from).collect();
        days?.into_iter().min()
    };
    match (begins(&policy.force), begins(&clause.force)) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (one, other) => one.or(other),
    }
}
