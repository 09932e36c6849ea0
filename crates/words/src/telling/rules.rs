//! Of the rules of a question: why each stands or not, what switches it off, what it gives, what has to come first.

use std::collections::BTreeMap;

use whereas_eval::cell::Truth;
use whereas_eval::session::Asked;
use whereas_eval::trace::RuleConditions;
use whereas_value::answer::{RuleTrace, Standing, TraceUnder, Wait};
use whereas_value::id::{ClauseId, RuleId};
use whereas_value::{Answer, Cause, Question, Status};

use super::{AtFault, Reason, Teller, figures, is_open, parts};
use crate::idle::Idle;
use crate::{question, value};

/// What switches the clause of a rule off, or may.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Switched {
    /// The clause that says so.
    pub by: ClauseId,
    /// Whether it surely does.
    pub surely: bool,
    /// The parts of its condition that settle it.
    pub because: Vec<Reason>,
}

/// What there is to tell of the rules of a question.
#[derive(Clone, Debug, Default)]
pub struct OfQuestion {
    /// Of all readings and periods: what is the same in all of them.
    pub all: OfRules,
    /// Of each where they differ in what becomes of a rule, or in why: what becomes of the rules there, and why.
    pub under: Vec<(TraceUnder, OfRules)>,
    /// Where none of its rules is in force: the clauses that decide it on other days.
    pub idle: Vec<Idle>,
}

/// What there is to tell of the rules of a question in one run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OfRules {
    /// Of each rule, the parts of its conditions that settle it, in words.
    pub reasons: BTreeMap<RuleId, Vec<Reason>>,
    /// Of each rule that is switched off, or may be: by what, and why.
    pub switches: BTreeMap<RuleId, Vec<Switched>>,
    /// Of each rule that may prevail where rules may be in conflict or add to a total, or where readings or periods give
    /// different answers: what it gives, in words.
    pub gives: BTreeMap<RuleId, String>,
    /// Of each rule that prevails and does not give what is written: how that is worked out, in lines.
    pub worked_out: BTreeMap<RuleId, Vec<Reason>>,
    /// Of each rule that may count and gives what has no result: the step at which it has none.
    pub at_fault: BTreeMap<RuleId, AtFault>,
    /// How what holds where no rule prevails is worked out, in lines.
    pub otherwise: Vec<Reason>,
    /// The step at which that has no result.
    pub otherwise_at_fault: Option<AtFault>,
    /// Of each prerequisite, the parts of its condition that settle it, in words.
    pub waits: BTreeMap<Wait, Vec<Reason>>,
}

/// A question, and what became of its rules.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub question: Question,
    pub answer: &'a Answer,
    pub trace: &'a [RuleTrace],
    pub waits: &'a [Wait],
    /// Of one reading or period of several.
    pub apart: bool,
}

impl<'a> Of<'a> {
    /// Of all readings and periods.
    pub const fn whole(question: Question, answer: &'a Answer) -> Self {
        let (trace, waits) = (answer.trace.as_slice(), answer.waits.as_slice());
        Self { question, answer, trace, waits, apart: false }
    }
}

impl OfRules {
    /// Reads off the slots of a run what the rules of a question turn on. `short`: as far as it is told without the trace.
    pub(super) fn read(teller: Teller<'_>, of: Of<'_>, short: bool) -> Option<Self> {
        let (plan, answer) = (teller.plan, of.answer);
        let (machine, store) = (teller.machine, teller.store);
        let asked = Asked::of(plan, of.question)?;
        let mut told = Self::default();
        let burdens = plan.meaning.facts.judgements.iter().any(|it| it.burden.is_some());
        // Of an open answer, a judgement that nobody has shown may stand in a rule that is not told.
        let whole = burdens && is_open(answer);
        let shown = (short && !whole).then(|| question::told_of(answer.status, of.trace, of.apart));
        let wanted = |rule| shown.as_ref().is_none_or(|shown| shown.contains(&rule));
        for conditions in machine.conditions(store, asked, wanted) {
            let row = of.trace.iter().find(|row| row.rule == conditions.rule);
            let idle = row.is_some_and(|row| row.standing == Standing::NotApplicable);
            // Its own conditions are no reason why a rule does not apply where they hold.
            let because = if idle && holds(&conditions) {
                let text = teller.say().source_gives_nothing().to_owned();
                vec![Reason { text, ..Reason::default() }]
            } else {
                reasons(teller, &conditions)
            };
            told.reasons.insert(conditions.rule, because);
        }
        let apart = of.apart && answer.status != Status::Decided;
        let disagree = answer.outcome.causes.has(Cause::Conflict);
        let adds = plan.book.totals.contains(&of.question.decision);
        for row in of.trace {
            let off = matches!(row.standing, Standing::SwitchedOff(_));
            if off || row.standing == Standing::Open {
                let switches = machine.switches(store, asked, row.rule).into_iter();
                let switches = switches.filter(|it| it.surely == off).map(|it| Switched {
                    by: it.clause,
                    surely: it.surely,
                    because: it.when.map_or_else(Vec::new, |when| parts(teller, &when)),
                });
                told.switches.insert(row.rule, switches.collect());
            }
            if !teller.bare
                && row.standing.may_count()
                && let Some(given) = machine.rule_given(asked, row.rule)
            {
                let at = [asked.row];
                if row.standing == Standing::Prevails {
                    let worked = figures::worked_out(teller, given, &at);
                    told.worked_out.insert(row.rule, worked);
                }
                let fault = figures::given_fault(teller, given, &at);
                told.at_fault.extend(fault.map(|fault| (row.rule, fault)));
            }
            let may = matches!(row.standing, Standing::Prevails | Standing::Open);
            if may
                && (adds || disagree || apart)
                && let Some(gives) = machine.gives(store, asked, row.rule)
            {
                let ty = question::ty(plan, of.question);
                told.gives.insert(row.rule, value::possible(&plan.book, ty, &gives));
            }
        }
        let prevails = of.trace.iter().any(|row| row.standing == Standing::Prevails);
        if !teller.bare
            && !prevails
            && matches!(answer.status, Status::Decided | Status::Fault)
            && let Some(given) = machine.otherwise_given(asked)
        {
            told.otherwise = figures::worked_out(teller, given, &[asked.row]);
            told.otherwise_at_fault = figures::given_fault(teller, given, &[asked.row]);
        }
        for wait in of.waits {
            let condition = machine.wait_condition(store, asked, wait);
            let because = condition.map_or_else(Vec::new, |condition| parts(teller, &condition));
            told.waits.insert(wait.clone(), because);
        }
        Some(told)
    }

    /// What is the same in all of several, as far as they speak of it.
    pub(super) fn alike(parts: &[(TraceUnder, Self)]) -> Self {
        let all = || parts.iter().map(|(_, why)| why);
        Self {
            reasons: alike(all().map(|it| &it.reasons)),
            switches: alike(all().map(|it| &it.switches)),
            gives: alike(all().map(|it| &it.gives)),
            waits: alike(all().map(|it| &it.waits)),
            worked_out: alike(all().map(|it| &it.worked_out)),
            at_fault: alike(all().map(|it| &it.at_fault)),
            otherwise: Vec::new(),
            otherwise_at_fault: None,
        }
    }

    /// Every reason why rules stand or not, or are switched off.
    pub(super) fn each_reason(&self) -> impl Iterator<Item = &Reason> {
        let switched = self.switches.values().flatten().flat_map(|switched| &switched.because);
        self.reasons.values().flatten().chain(switched)
    }
}

fn alike<'m, K: Ord + Clone + 'm, V: PartialEq + Clone + 'm>(
    all: impl Iterator<Item = &'m BTreeMap<K, V>> + Clone,
) -> BTreeMap<K, V> {
    let each = all.clone().flatten();
    let same =
        |(key, value): &(&K, &V)| all.clone().all(|it| it.get(*key).is_none_or(|it| it == *value));
    each.filter(same).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Whether the conditions of a rule hold, as far as it has any.
fn holds(conditions: &RuleConditions) -> bool {
    conditions.when.as_ref().is_none_or(|when| when.truth == Truth::YES)
        && conditions.unless.as_ref().is_none_or(|unless| unless.truth == Truth::NO)
}

fn reasons(teller: Teller<'_>, conditions: &RuleConditions) -> Vec<Reason> {
    let mut told = Vec::new();
    if let Some(when) = &conditions.when {
        told.extend(parts(teller, when));
    }
    // An exception that does not hold is worth telling only where one holds or is open.
    if let Some(unless) = conditions.unless.as_ref().filter(|unless| unless.truth != Truth::NO) {
        told.extend(
            parts(teller, unless)
                .into_iter()
                .map(|reason| Reason { text: teller.say().exception(&reason.text), ..reason }),
        );
    }
    told
}
