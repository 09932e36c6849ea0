//! What is static: the periods, the readings, which clauses are in force, and which prevail over which.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::expr::Expr;
use whereas_hir::policy::{ForceKind, ForceStatement};
use whereas_plan::Book;
use whereas_plan::meaning::{ClauseForce, ForceSpan, Meaning, PolicyForce, Replacement};
use whereas_value::Date;
use whereas_value::id::{ClauseId, DecisionId, IndexVec, QuestionId, RuleId};

/// One period under one reading of the contested questions.
pub struct Static {
    /// The first day of the period; none: from ever.
    pub from: Option<Date>,
    /// The readings taken.
    pub readings: BTreeMap<QuestionId, u32>,
    /// Which clauses are in force.
    pub live: IndexVec<ClauseId, bool>,
    /// The clauses above each: the closure of `despite` and `subject to`.
    pub above: IndexVec<ClauseId, BTreeSet<ClauseId>>,
    /// The rules in force of each decision, in order.
    pub rules: IndexVec<DecisionId, Vec<RuleId>>,
}

impl Static {
    /// Whether a clause is in force.
    pub fn is_live(&self, clause: ClauseId) -> bool {
        self.live.get(clause).copied().unwrap_or(false)
    }

    /// Whether `upper` is above `lower`.
    pub fn is_above(&self, upper: ClauseId, lower: ClauseId) -> bool {
        self.above.get(lower).is_some_and(|above| above.contains(&upper))
    }
}

fn statements(hir: &Hir) -> impl Iterator<Item = &ForceStatement> {
    let policies = hir.policies.iter().flat_map(|policy| &policy.force);
    policies.chain(hir.clauses.iter().flat_map(|clause| &clause.force))
}

/// The days on which force or a parameter may change.
pub fn cuts(hir: &Hir) -> Vec<Date> {
    let said = statements(hir).flat_map(|statement| [statement.from, statement.before]);
    let replaced =
        hir.policies.iter().flat_map(|policy| &policy.replaced_by).map(|replaced| replaced.from);
    let force = said.chain(replaced).flatten();
    let values = hir.parameters.iter().flat_map(|parameter| &parameter.values);
    let all: BTreeSet<Date> = force.chain(values.map(|(day, _)| *day)).collect();
    all.into_iter().collect()
}

/// The questions on which force turns.
pub fn contested(hir: &Hir) -> Vec<QuestionId> {
    let all: BTreeSet<QuestionId> = statements(hir)
        .filter_map(|statement| statement.when.map(|(question, _)| question))
        .collect();
    all.into_iter().collect()
}

/// Of each contested question, whether it is read in some condition too.
pub fn are_read(hir: &Hir, contested: &[QuestionId]) -> Vec<bool> {
    let reads: BTreeSet<QuestionId> = hir
        .exprs
        .iter()
        .filter_map(
            |expr| if let Expr::Reading { question, .. } = expr { Some(*question) } else { None },
        )
        .collect();
    contested.iter().map(|question| reads.contains(question)).collect()
}

/// Every combination of readings of the contested questions; the last question changes fastest.
pub fn readings(hir: &Hir, contested: &[QuestionId]) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    for question in contested {
        let offered = hir.questions.get(*question).map_or(0, |question| question.readings.len());
        let offered = u32::try_from(offered).unwrap_or(u32::MAX);
        let with = |readings: &Vec<u32>, reading: u32| {
            let mut readings = readings.clone();
            readings.push(reading);
            readings
        };
        all = all
            .iter()
            .flat_map(|readings| {
                (0..offered).map(|reading| with(readings, reading)).collect::<Vec<_>>()
            })
            .collect();
    }
    all
}

/// Fills in when policies and clauses are in force.
pub fn tables(hir: &Hir, meaning: &mut Meaning, book: &mut Book) {
    let mut span = |statement: &ForceStatement| {
        let suspended = match &statement.kind {
            ForceKind::InForce => None,
            ForceKind::Suspended(by) => {
                book.suspensions.push(by.clone());
                u32::try_from(book.suspensions.len().saturating_sub(1)).ok()
            }
        };
        ForceSpan {
            clause: statement.clause,
            suspended,
            from: statement.from,
            before: statement.before,
            when: statement.when,
        }
    };
    for policy in &hir.policies {
        let spans = policy.force.iter().map(&mut span).collect();
        meaning.policies.push(PolicyForce { spans, replaced: Vec::new() });
    }
    for clause in &hir.clauses {
        let spans = clause.force.iter().map(&mut span).collect();
        meaning.clauses.push(ClauseForce { policy: clause.policy, spans });
    }
    for (id, policy) in hir.policies.enumerate() {
        for replaced in &policy.replaced_by {
            let Some(from) = replaced.from else { continue };
            let by = u32::try_from(book.replacements.len()).unwrap_or(u32::MAX);
            book.replacements.push(replaced.by.clone());
            if let Some(force) = meaning.policies.get_mut(id) {
                force.replaced.push(Replacement { by, from });
            }
        }
    }
}

/// What is static from a day on, under readings.
pub fn fixed(
    hir: &Hir,
    meaning: &Meaning,
    from: Option<Date>,
    readings: BTreeMap<QuestionId, u32>,
) -> Static {
    let day = from.unwrap_or(Date::MIN);
    let reading = |question: QuestionId| readings.get(&question).copied();
    let live: IndexVec<ClauseId, bool> =
        hir.clauses.ids().map(|clause| meaning.is_clause_in_force(clause, day, reading)).collect();
    let is = |clause: ClauseId| live.get(clause).copied().unwrap_or(false);
    let mut rules: IndexVec<DecisionId, Vec<RuleId>> =
        hir.decisions.iter().map(|_| Vec::new()).collect();
    for (id, rule) in hir.rules.enumerate().filter(|(_, rule)| is(rule.clause)) {
        if let Some(rules) = rules.get_mut(rule.decision) {
            rules.push(id);
        }
    }
    let above = closure(hir, is);
    Static { from, readings, live, above, rules }
}

/// The clauses above each clause. An edge is in force with the clause that states it; one in the middle need not be.
fn closure(hir: &Hir, live: impl Fn(ClauseId) -> bool) -> IndexVec<ClauseId, BTreeSet<ClauseId>> {
    let mut direct: IndexVec<ClauseId, Vec<ClauseId>> =
        hir.clauses.iter().map(|_| Vec::new()).collect();
    for (id, clause) in hir.clauses.enumerate().filter(|(id, _)| live(*id)) {
        for lower in &clause.despite {
            if let Some(direct) = direct.get_mut(*lower) {
                direct.push(id);
            }
        }
        if let Some(direct) = direct.get_mut(id) {
            direct.extend(&clause.subject_to);
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
