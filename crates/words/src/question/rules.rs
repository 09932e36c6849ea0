//! What became of the rules of a question, in lines: in all readings and periods, or in some of them.

use whereas_plan::Plan;
use whereas_value::answer::{Met, RuleTrace, Standing, Wait, Waits};
use whereas_value::id::{ClauseId, FactId, RuleId};
use whereas_value::{Answer, Cause, Causes, Of, Question, Status};

use super::{Before, Told, clause, clause_id, name, rule_name, ty};
use crate::grammar::{self, all_of, one_of};
use crate::telling::{OfRules, Reason, Switched};
use crate::value;

/// How many rules that do not apply are told in the short form.
const SHORT: usize = 3;

/// What there is to tell of the rules of a question, in all readings and periods or in some.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub told: Told<'a>,
    pub question: Question,
    pub answer: &'a Answer,
    pub trace: &'a [RuleTrace],
    pub waits: &'a [Wait],
    pub why: Option<&'a OfRules>,
    /// Of one reading or period of several that differ.
    pub apart: bool,
}

impl Rules<'_> {
    /// What became of the rules; `presumed` takes the facts that are told as presumed.
    pub fn lines(self, before: &mut Before, presumed: &mut Vec<FactId>) -> Vec<String> {
        let Self { told, question, answer, trace, .. } = self;
        let say = grammar::of(&told.plan.book);
        let mut out = Vec::new();
        for wait in self.waits {
            if told.trace || !answer.outcome.causes.is_empty() && !wait.met.is_settled() {
                let because = self.why.and_then(|why| why.waits.get(wait));
                out.push(waiting(told, question, wait, because, before));
            }
        }
        let silent = |row: &RuleTrace| {
            matches!(row.standing, Standing::NotApplicable | Standing::SwitchedOff(_))
        };
        // Without a clause that prevails: that none applies, or that it is the same whichever do.
        let none = trace.iter().all(silent);
        let apart = self.apart;
        if apart && trace.is_empty() {
            out.push(say.none_in_force().to_owned());
        } else if answer.status == Status::Decided && !trace.is_empty() && !any_prevails(trace) {
            let ty = ty(told.plan, question);
            let value = value::possible(&told.plan.book, ty, &answer.outcome);
            let adds = told.plan.book.totals.contains(&question.decision);
            out.push(match (none, adds) {
                (true, true) => say.nothing_added(&value),
                (true, false) => say.by_none(&value),
                (false, _) => say.whichever(&value),
            });
        } else if none && (apart || answer.status == Status::Fault) {
            out.push(say.none_applies().to_owned());
        }
        if let Some(why) = self.why {
            out.extend(why.otherwise.iter().map(|line| format!("    {}", line.text)));
            let fault = why.otherwise_at_fault.as_ref();
            out.extend(fault.map(|it| say.at_fault(it.why, &it.words)));
            presumed.extend(why.otherwise.iter().flat_map(|line| line.presumes.iter().copied()));
        }
        let (mut rules, shown) = rules(answer.status, trace, told.trace, apart);
        rules.sort_by_key(|row| told.page_of.is_some_and(|clause| row.clause != clause));
        for row in rules.iter().take(shown) {
            out.extend(rule(self, row));
            let Some(why) = self.why else { continue };
            let worked = why.worked_out.get(&row.rule).map_or(&[][..], Vec::as_slice);
            out.extend(worked.iter().map(|line| format!("    {}", line.text)));
            presumed.extend(worked.iter().flat_map(|line| line.presumes.iter().copied()));
            let fault = why.at_fault.get(&row.rule);
            out.extend(fault.map(|it| format!("    {}", say.at_fault(it.why, &it.words))));
        }
        out.extend(switches(self, &rules));
        if let Some(more @ 1..) = rules.len().checked_sub(shown) {
            out.push(say.more_idle(more, told.page_of.is_none()));
        }
        let shown = rules
            .iter()
            .take(shown)
            .filter(|row| !matches!(row.standing, Standing::SwitchedOff(_)))
            .flat_map(|row| self.reasons(row))
            .flat_map(|reason| reason.presumes.iter().copied());
        presumed.extend(shown);
        out
    }

    fn reasons(&self, row: &RuleTrace) -> &[Reason] {
        let reasons = self.why.and_then(|why| why.reasons.get(&row.rule));
        reasons.map_or(&[][..], Vec::as_slice)
    }

    fn switches(&self, row: &RuleTrace) -> &[Switched] {
        let switches = self.why.and_then(|why| why.switches.get(&row.rule));
        switches.map_or(&[][..], Vec::as_slice)
    }
}

/// The rules of which the short form tells why.
pub(crate) fn told_of(status: Status, trace: &[RuleTrace], apart: bool) -> Vec<RuleId> {
    let (rules, shown) = rules(status, trace, false, apart);
    let shown = rules.into_iter().take(shown);
    shown
        .filter(|row| !matches!(row.standing, Standing::SwitchedOff(_)))
        .map(|it| it.rule)
        .collect()
}

/// The rules that are told, and how many of them with more than their number. `apart`: of one reading or period of
/// several.
fn rules(status: Status, trace: &[RuleTrace], all: bool, apart: bool) -> (Vec<&RuleTrace>, usize) {
    let prevails = any_prevails(trace);
    let rules: Vec<&RuleTrace> =
        trace.iter().filter(|row| all || matters(status, prevails, row, apart)).collect();
    let idle = rules.iter().all(|row| row.standing == Standing::NotApplicable);
    let shown = if idle && !all { SHORT } else { rules.len() };
    (rules, shown)
}

/// Whether a rule belongs into the short form: those that carry the answer, or could.
fn matters(status: Status, prevails: bool, row: &RuleTrace, apart: bool) -> bool {
    match &row.standing {
        Standing::Prevails | Standing::Overridden(_) | Standing::SwitchedOff(_) => true,
        Standing::Open | Standing::Valueless(_) => status != Status::Decided || !prevails,
        // Where nothing applies, what failed is the reason of the answer, or of there being none.
        Standing::NotApplicable => {
            (apart || matches!(status, Status::Decided | Status::Undetermined)) && !prevails
        }
    }
}

fn any_prevails(trace: &[RuleTrace]) -> bool {
    trace.iter().any(|row| row.standing == Standing::Prevails)
}

fn rule(of: Rules<'_>, row: &RuleTrace) -> Vec<String> {
    let told = of.told;
    let say = grammar::of(&told.plan.book);
    let clause = rule_name(told.plan, row);
    let ids = |of: &[ClauseId]| {
        let ids: Vec<String> = of.iter().map(|id| clause_id(told.plan, *id)).collect();
        all_of(say, &ids)
    };
    let gives = of.why.and_then(|why| why.gives.get(&row.rule)).map(String::as_str);
    // What is added to a total is told of every rule that does, and of every one that may.
    let adds = gives.filter(|_| told.plan.book.totals.contains(&of.question.decision));
    let head = match (&row.standing, adds) {
        (Standing::Prevails, Some(what)) => Some(say.adds(&clause, what)),
        (Standing::Open, Some(what)) => Some(say.may_add(&clause, what)),
        (_, _) => None,
    };
    let head = head.unwrap_or_else(|| match &row.standing {
        Standing::Prevails => say.prevails(&clause, gives),
        Standing::Overridden(by) if by.as_slice() == [row.clause] => say.earlier_row(&clause),
        Standing::Overridden(by) => say.overridden(&ids(by), by.len() > 1, &clause),
        Standing::SwitchedOff(by) => say.switched_off(&ids(by), by.len() > 1, &clause),
        Standing::NotApplicable => say.not_applicable(&clause),
        Standing::Open => say.may_apply(&clause, gives),
        Standing::Valueless(_) if waits(row) => say.has_to_wait(&clause),
        Standing::Valueless(causes) => {
            let causes: Vec<&str> = causes.iter().map(|cause| say.cause(cause)).collect();
            say.applies_without_answer(&clause, &one_of(say, &causes))
        }
    });
    if matches!(row.standing, Standing::SwitchedOff(_)) && !of.switches(row).is_empty() {
        return Vec::new();
    }
    match texts(of.reasons(row)) {
        // Its own conditions are not why another clause prevails over it or switches it off.
        Some(because) if matches!(row.standing, Standing::Overridden(_)) => {
            vec![say.would_apply(&head, &because)]
        }
        Some(_) if matches!(row.standing, Standing::SwitchedOff(_)) => vec![head],
        Some(because) if !waits(row) => vec![format!("{head}: {because}")],
        Some(_) | None => vec![head],
    }
}

/// What switches clauses off, or may: one line for each way of it, with why and all the clauses it switches off.
fn switches(of: Rules<'_>, rules: &[&RuleTrace]) -> Vec<String> {
    let (plan, say) = (of.told.plan, grammar::of(&of.told.plan.book));
    let mut all: Vec<(&Switched, Vec<ClauseId>)> = Vec::new();
    for row in rules {
        for switched in of.switches(row) {
            match all.iter_mut().find(|(other, _)| *other == switched) {
                Some((_, off)) if off.contains(&row.clause) => {}
                Some((_, off)) => off.push(row.clause),
                None => all.push((switched, vec![row.clause])),
            }
        }
    }
    let line = |(switched, off): (&Switched, Vec<ClauseId>)| {
        let off = match off.as_slice() {
            [one] => clause(plan, *one),
            many => {
                let ids: Vec<String> = many.iter().map(|id| clause_id(plan, *id)).collect();
                all_of(say, &ids)
            }
        };
        let by = clause(plan, switched.by);
        let head = if switched.surely {
            say.switched_off(&by, false, &off)
        } else {
            say.may_switch_off(&by, &off)
        };
        match texts(&switched.because) {
            Some(because) => format!("{head}: {because}"),
            None => head,
        }
    };
    all.into_iter().map(line).collect()
}

/// Whether a rule only waits for what has to come first, which is told beside it.
fn waits(row: &RuleTrace) -> bool {
    matches!(&row.standing, Standing::Valueless(causes) if *causes == Causes::of(Cause::NotReady))
}

/// The reasons in one text; none where there are none.
pub(super) fn texts(reasons: &[Reason]) -> Option<String> {
    let texts: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
    if texts.is_empty() { None } else { Some(texts.join("; ")) }
}

/// A prerequisite: what it holds back, and whether it is met.
fn waiting(
    told: Told<'_>,
    question: Question,
    wait: &Wait,
    because: Option<&Vec<Reason>>,
    before: &mut Before,
) -> String {
    let clause = clause(told.plan, wait.clause);
    let first = before.waits.insert(wait.clone());
    let say = grammar::of(&told.plan.book);
    let met = match &wait.met {
        Met::Yes => say.met(Some(true)).to_owned(),
        Met::No => say.met(Some(false)).to_owned(),
        Met::Open => say.met(None).to_owned(),
        Met::Valueless(causes) => {
            let causes: Vec<&str> = causes.iter().map(|cause| say.cause(cause)).collect();
            say.met_without_answer(&one_of(say, &causes))
        }
        Met::SwitchedOff(by) => {
            let ids: Vec<String> = by.iter().map(|id| clause_id(told.plan, *id)).collect();
            say.met_switched_off(&all_of(say, &ids))
        }
    };
    let held_back = held_back(told.plan, question, wait.of);
    let head = say.prerequisite(&held_back, &clause, &met);
    match because.and_then(|because| texts(because)) {
        Some(because) if first => format!("{head}: {because}"),
        Some(_) => format!("{head} {}", say.see_above()),
        None => head,
    }
}

/// What a prerequisite holds back: `judging whether …`, `deciding`.
fn held_back(plan: &Plan, question: Question, of: Waits) -> String {
    let (book, say) = (&plan.book, grammar::of(&plan.book));
    match of {
        Waits::Decision(decision) if decision == question.decision => say.deciding().to_owned(),
        Waits::Decision(decision) => {
            let label = book.decisions.get(decision).map_or("", |it| it.label.plain.as_str());
            say.deciding_of(label)
        }
        Waits::Value(decision, value) => {
            let of = name(plan, Question { decision, of: Of::Value(value) });
            say.including(&of)
        }
        Waits::Judgement(judgement) => {
            let label = book.judgements.get(judgement).map_or("", |it| it.label.plain.as_str());
            say.judging(label)
        }
    }
}
