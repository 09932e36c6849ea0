//! What is static: which clauses are in force, and which prevail over which.
//!
//! Reads a policy and what is known of the governing day; produces the [`Variant`]s of a case: one for each piece of
//! the governing day and each reading of the questions on which force turns. In a variant nothing of force is open.
//! Rules, edges, switch-offs and prerequisites of clauses that are not in force are not there at all.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::policy::{ForceKind, ForceStatement};
use whereas_value::answer::{Force, ForceUnder};
use whereas_value::id::{ClauseId, DecisionId, IndexVec, PolicyId, QuestionId, RuleId};
use whereas_value::{Date, Interval};

/// The readings that are taken of the questions on which force turns.
pub(crate) type Readings = BTreeMap<QuestionId, u32>;

/// One piece of the governing day under one reading of the contested questions.
pub(crate) struct Variant {
    /// The governing day, within this piece.
    pub days: (Date, Date),
    /// The readings taken.
    pub readings: Readings,
    /// Whether each clause is in force.
    pub live: IndexVec<ClauseId, bool>,
    /// The clauses above each: the closure of `despite` and `subject to` of the clauses in force.
    pub above: IndexVec<ClauseId, BTreeSet<ClauseId>>,
    /// The rules in force of each decision, in order.
    pub rules: IndexVec<DecisionId, Vec<RuleId>>,
}

impl Variant {
    /// Whether a clause is in force.
    pub fn is_live(&self, clause: ClauseId) -> bool {
        self.live.get(clause).copied().unwrap_or(false)
    }

    /// Whether `upper` is above `lower`.
    pub fn is_above(&self, upper: ClauseId, lower: ClauseId) -> bool {
        self.above.get(lower).is_some_and(|above| above.contains(&upper))
    }

    /// The governing day, as far as it is known in this piece.
    pub fn governing(&self) -> Interval {
        Interval::of_dates(self.days.0, self.days.1)
            .unwrap_or_else(|| Interval::of_date(self.days.0))
    }
}

/// Every statement of force: of policies and of clauses.
fn statements(hir: &Hir) -> impl Iterator<Item = &ForceStatement> {
    let policies = hir.policies.iter().flat_map(|policy| &policy.force);
    policies.chain(hir.clauses.iter().flat_map(|clause| &clause.force))
}

/// Every day on which force may begin or end.
fn named_days(hir: &Hir) -> impl Iterator<Item = Date> {
    let said = statements(hir).flat_map(|statement| [statement.from, statement.before]);
    let replaced = hir.policies.iter().flat_map(|policy| &policy.replaced_by);
    said.chain(replaced.map(|by| by.from)).flatten()
}

/// The open questions on which force turns.
pub(crate) fn contested(hir: &Hir) -> BTreeSet<QuestionId> {
    statements(hir).filter_map(|statement| statement.when.map(|(question, _)| question)).collect()
}

/// The variants of a case, the earliest piece first, then the lowest readings. `taken`: readings that are fixed.
pub(crate) fn variants(hir: &Hir, days: (Date, Date), taken: &Readings) -> Vec<Variant> {
    let mut all = Vec::new();
    for piece in pieces(hir, days) {
        for readings in readings(hir, taken) {
            all.push(variant(hir, piece, readings));
        }
    }
    all
}

/// The governing day, cut at every day on which force or a parameter may change.
pub(crate) fn pieces(hir: &Hir, days: (Date, Date)) -> Vec<(Date, Date)> {
    let values = hir.parameters.iter().flat_map(|parameter| &parameter.values);
    let cuts: BTreeSet<Date> = named_days(hir).chain(values.map(|(day, _)| *day)).collect();
    let mut pieces = Vec::new();
    let mut first = days.0;
    for cut in cuts.into_iter().filter(|cut| days.0 < *cut && *cut <= days.1) {
        if let Ok(last) = cut.plus_days(-1) {
            pieces.push((first, last));
            first = cut;
        }
    }
    pieces.push((first, days.1));
    pieces
}

/// Every combination of readings of the contested questions.
fn readings(hir: &Hir, taken: &Readings) -> Vec<Readings> {
    let mut all = vec![Readings::new()];
    for question in contested(hir) {
        let count = hir.questions.get(question).map_or(0, |question| question.readings.len());
        let offered: Vec<u32> = match taken.get(&question) {
            Some(reading) => vec![*reading],
            None => (0..u32::try_from(count).unwrap_or(u32::MAX)).collect(),
        };
        let with = |readings: &Readings, reading: &u32| {
            let mut readings = readings.clone();
            readings.insert(question, *reading);
            readings
        };
        all = all
            .iter()
            .flat_map(|readings| offered.iter().map(move |reading| with(readings, reading)))
            .collect();
    }
    all
}

fn variant(hir: &Hir, days: (Date, Date), readings: Readings) -> Variant {
    let live: IndexVec<ClauseId, bool> =
        hir.clauses.ids().map(|clause| is_live(hir, clause, days.0, &readings)).collect();
    let is = |clause: &ClauseId| live.get(*clause).copied().unwrap_or(false);
    let mut rules: IndexVec<DecisionId, Vec<RuleId>> =
        hir.decisions.ids().map(|_| Vec::new()).collect();
    for (id, rule) in hir.rules.enumerate().filter(|(_, rule)| is(&rule.clause)) {
        if let Some(rules) = rules.get_mut(rule.decision) {
            rules.push(id);
        }
    }
    let above = closure(hir, is);
    Variant { days, readings, live, above, rules }
}

/// The clauses above each clause. An edge is in force with the clause that states it; a clause in the middle need not be.
fn closure(hir: &Hir, live: impl Fn(&ClauseId) -> bool) -> IndexVec<ClauseId, BTreeSet<ClauseId>> {
    let mut direct: IndexVec<ClauseId, BTreeSet<ClauseId>> =
        hir.clauses.ids().map(|_| BTreeSet::new()).collect();
    for (id, clause) in hir.clauses.enumerate().filter(|(id, _)| live(id)) {
        for lower in &clause.despite {
            if let Some(above) = direct.get_mut(*lower) {
                above.insert(id);
            }
        }
        if let Some(above) = direct.get_mut(id) {
            above.extend(&clause.subject_to);
        }
    }
    let reached = direct.ids().map(|clause| {
        let mut above = BTreeSet::new();
        let mut todo = vec![clause];
        while let Some(next) = todo.pop() {
            let upper = direct.get(next).into_iter().flatten();
            todo.extend(upper.copied().filter(|upper| above.insert(*upper)));
        }
        above
    });
    reached.collect()
}

// ------------------------------------------------------------------ force of a day

/// Whether a clause is in force on a day: its policy is, and its own statements say so.
pub(crate) fn is_live(hir: &Hir, clause: ClauseId, day: Date, readings: &Readings) -> bool {
    let Some(clause) = hir.clauses.get(clause) else { return false };
    force(hir, clause.policy, day, readings) == Force::InForce
        && says_in_force(&clause.force, day, readings)
        && suspension(&clause.force, day, readings).is_none()
}

/// The first day on which a clause is in force, if there is one. Force begins only on a day that a statement names.
pub(crate) fn first_day(hir: &Hir, clause: ClauseId, readings: &Readings) -> Option<Date> {
    let days: BTreeSet<Date> = named_days(hir).chain([Date::MIN]).collect();
    days.into_iter().find(|day| is_live(hir, clause, *day, readings))
}

fn covers(statement: &ForceStatement, day: Date, readings: &Readings) -> bool {
    statement.from.is_none_or(|from| from <= day)
        && statement.before.is_none_or(|before| day < before)
        && is_read(statement, readings)
}

/// Whether the reading on which a statement depends is taken.
fn is_read(statement: &ForceStatement, readings: &Readings) -> bool {
    statement.when.is_none_or(|(question, reading)| readings.get(&question) == Some(&reading))
}

fn in_force(statements: &[ForceStatement]) -> impl Iterator<Item = &ForceStatement> + Clone {
    statements.iter().filter(|statement| statement.kind == ForceKind::InForce)
}

fn says_in_force(statements: &[ForceStatement], day: Date, readings: &Readings) -> bool {
    let mut said = in_force(statements).peekable();
    said.peek().is_none() || said.any(|statement| covers(statement, day, readings))
}

fn suspension<'s>(
    statements: &'s [ForceStatement],
    day: Date,
    readings: &Readings,
) -> Option<&'s ForceStatement> {
    let suspends = |statement: &&ForceStatement| {
        matches!(statement.kind, ForceKind::Suspended(_)) && covers(statement, day, readings)
    };
    statements.iter().find(suspends)
}

/// The force of a policy on a day.
pub(crate) fn force(hir: &Hir, id: PolicyId, day: Date, readings: &Readings) -> Force {
    let Some(policy) = hir.policies.get(id) else { return Force::InForce };
    if let Some(statement) = suspension(&policy.force, day, readings) {
        let by = match &statement.kind {
            ForceKind::Suspended(by) => by.plain.clone(),
            ForceKind::InForce => Default::default(),
        };
        return Force::Suspended { by, clause: statement.clause };
    }
    // Another policy ends this one's force on the day its own begins.
    let replaced = policy.replaced_by.iter().find(|by| by.from.is_some_and(|from| from <= day));
    if let Some(replaced) = replaced {
        return Force::Replaced { by: replaced.by.clone() };
    }
    if says_in_force(&policy.force, day, readings) {
        return Force::InForce;
    }
    let said = in_force(&policy.force).filter(|statement| is_read(statement, readings));
    let ended = said.clone().filter_map(|statement| statement.before).filter(|end| *end <= day);
    let begins = said.filter_map(|statement| statement.from).filter(|from| *from > day);
    match (ended.max(), begins.min()) {
        (Some(before), _) => Force::Ended { before },
        (None, Some(from)) => Force::NotYet { from },
        // No statement speaks of this reading.
        (None, None) => Force::NotYet { from: Date::MAX },
    }
}

/// The force of the policy in each variant.
pub(crate) fn told(hir: &Hir, variants: &[Variant]) -> Vec<ForceUnder> {
    let first = variants.first().map(|variant| variant.days);
    let cut = variants.iter().any(|variant| Some(variant.days) != first);
    let told = variants.iter().map(|variant| ForceUnder {
        readings: variant
            .readings
            .iter()
            .map(|(question, reading)| (*question, *reading))
            .collect(),
        from: cut.then_some(variant.days.0),
        force: force(hir, Hir::MAIN, variant.days.0, &variant.readings),
    });
    told.collect()
}
