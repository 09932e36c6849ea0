//! One question and its answer, in lines.

use std::collections::BTreeSet;

use whereas_plan::Plan;
use whereas_plan::facts::Constant;
use whereas_value::answer::{Met, Missing, Rest, RuleTrace, Wait, Waits};
use whereas_value::id::{ClauseId, FactId, RuleId};
use whereas_value::types::Type;
use whereas_value::{Answer, Case, Cause, Causes, Leaf, Of, Question, Standing, Status};

use crate::grammar::{self, all_of, one_of};
use crate::telling::{Reason, Switched, Telling, bearer};
use crate::{leaf, plain, value};

/// How many rules that do not apply are told in the short form.
const SHORT: usize = 3;

/// What is told of a question.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The case.
    pub case: &'a Case,
    /// Why rules stand or not, and what bears on open judgements.
    pub telling: &'a Telling,
    /// Tell what became of every rule, not only of those that matter.
    pub trace: bool,
    /// The clause on whose page it is told: what became of its rules comes first, and no option is named that a page does
    /// not have. None in an answer.
    pub page_of: Option<ClauseId>,
}

/// What was told of other questions already, and need not be told again.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Prerequisites.
    waits: BTreeSet<Wait>,
    /// That the case is out of scope, and why.
    scope: bool,
}

/// The lines of one question: its answer first, then why.
#[must_use]
pub fn lines(
    told: Told<'_>,
    question: Question,
    answer: &Answer,
    before: &mut Before,
) -> Vec<String> {
    let mut out = vec![format!("{}: {}", name(told.plan, question), head(told, question, answer))];
    out.extend(
        because(told, question, answer, before).into_iter().map(|line| format!("    {line}")),
    );
    out
}

/// The answer on one line, with the clauses that prevail: `tier: the first priority, by J14.A.P1d`.
#[must_use]
pub fn short(told: Told<'_>, question: Question, answer: &Answer) -> String {
    let plan = told.plan;
    let called = match question.of.value() {
        Some(_) => format!("{}: {}", whole_name(plan, question), name(plan, question)),
        None => name(plan, question),
    };
    let told_why = answer.status != Status::OutOfScope;
    let prevails = answer.trace.iter().filter(|row| told_why && row.standing == Standing::Prevails);
    let name = |row: &RuleTrace| match plan.book.rows.get(&row.rule) {
        Some(id) => id.to_string(),
        None => clause_id(plan, row.clause),
    };
    let mut clauses: Vec<String> = prevails.map(name).collect();
    clauses.dedup();
    let say = grammar::of(&plan.book);
    let by =
        if clauses.is_empty() { String::new() } else { say.by_clauses(&all_of(say, &clauses)) };
    format!("{called}: {}{by}", head(told, question, answer))
}

/// What a question is called: of a set its value, of a decision for each element its place.
#[must_use]
pub fn name(plan: &Plan, question: Question) -> String {
    let book = &plan.book;
    if let (Some(place), Some(Type::Set(choice))) =
        (question.of.value(), book.decision_types.get(question.decision))
    {
        let value = book.choices.get(*choice).and_then(|it| it.values.get(place as usize));
        return value.map_or_else(String::new, |value| value.label.plain.to_string());
    }
    whole_name(plan, question)
}

/// What the decision is called, and of a decision for each element its place.
#[must_use]
pub fn whole_name(plan: &Plan, question: Question) -> String {
    let label = plan.book.decisions.get(question.decision);
    let label = label.map_or("", |it| it.label.plain.as_str());
    match question.of.row() {
        Some(row) => grammar::of(&plan.book).numbered(label, row.saturating_add(1)),
        None => label.to_owned(),
    }
}

/// The type of a question's values.
#[must_use]
pub fn ty(plan: &Plan, question: Question) -> &Type {
    match question.of.value() {
        Some(_) => &Type::Truth,
        None => plan.book.decision_types.get(question.decision).unwrap_or(&Type::Broken),
    }
}

fn head(told: Told<'_>, question: Question, answer: &Answer) -> String {
    let (book, ty) = (&told.plan.book, ty(told.plan, question));
    grammar::of(book).head(answer.status, &value::possible(book, ty, &answer.outcome))
}

fn because(
    told: Told<'_>,
    question: Question,
    answer: &Answer,
    before: &mut Before,
) -> Vec<String> {
    let say = grammar::of(&told.plan.book);
    // Of a case outside the policy, what its rules would say is no answer.
    if answer.status == Status::OutOfScope {
        let first = !std::mem::replace(&mut before.scope, true);
        let because = texts(&told.telling.scope).filter(|_| first);
        return because.map(|because| say.because(&because)).into_iter().collect();
    }
    let mut out = Vec::new();
    for wait in &answer.waits {
        if told.trace || !answer.outcome.causes.is_empty() && !wait.met.is_settled() {
            out.push(waiting(told, question, wait, before));
        }
    }
    let silent = |row: &RuleTrace| {
        matches!(row.standing, Standing::NotApplicable | Standing::SwitchedOff(_))
    };
    // Without a clause that prevails: that none applies, or that it is the same whichever do.
    if answer.status == Status::Decided && !answer.trace.is_empty() && !any_prevails(answer) {
        let ty = ty(told.plan, question);
        let value = value::possible(&told.plan.book, ty, &answer.outcome);
        let none = answer.trace.iter().all(silent);
        let adds = told.plan.book.totals.contains(&question.decision);
        out.push(match (none, adds) {
            (true, true) => say.nothing_added(&value),
            (true, false) => say.by_none(&value),
            (false, _) => say.whichever(&value),
        });
    }
    let (mut rules, shown) = rules(answer, told.trace);
    rules.sort_by_key(|row| told.page_of.is_some_and(|clause| row.clause != clause));
    for row in rules.iter().take(shown) {
        out.extend(rule(told, question, row));
    }
    out.extend(switches(told, question, &rules));
    if let Some(more @ 1..) = rules.len().checked_sub(shown) {
        out.push(say.more_idle(more, told.page_of.is_none()));
    }
    let shown: Vec<FactId> = rules
        .iter()
        .take(shown)
        .filter(|row| !matches!(row.standing, Standing::SwitchedOff(_)))
        .flat_map(|row| reasons(told, question, row))
        .flat_map(|reason| reason.presumes.iter().copied())
        .collect();
    let unsaid = |rest: &&Rest| !matches!(rest, Rest::Presumed(fact) if shown.contains(fact));
    out.extend(answer.rests_on.iter().filter(unsaid).map(|rest| rests_on(told.plan, *rest)));
    for (place, missing) in answer.missing.iter().enumerate() {
        out.push(missing_line(told, place, missing));
    }
    for open in &answer.questions {
        if let Some(words) = told.plan.book.questions.get(*open) {
            let readings: Vec<String> =
                words.readings.iter().map(|it| say.quoted(&it.label.plain)).collect();
            let clause = clause_id(told.plan, words.clause);
            out.push(say.leaves_open(&clause, &words.label.plain, &one_of(say, &readings)));
        }
    }
    for leaf in &answer.awaits {
        out.push(awaited(told, leaf));
    }
    out
}

/// The rules of which the short form tells why.
pub(crate) fn told_of(answer: &Answer) -> Vec<RuleId> {
    let (rules, shown) = rules(answer, false);
    let shown = rules.into_iter().take(shown);
    shown
        .filter(|row| !matches!(row.standing, Standing::SwitchedOff(_)))
        .map(|it| it.rule)
        .collect()
}

/// The rules that are told, and how many of them with more than their number.
fn rules(answer: &Answer, trace: bool) -> (Vec<&RuleTrace>, usize) {
    let rules: Vec<&RuleTrace> =
        answer.trace.iter().filter(|row| trace || matters(answer, row)).collect();
    let idle = rules.iter().all(|row| row.standing == Standing::NotApplicable);
    let shown = if idle && !trace { SHORT } else { rules.len() };
    (rules, shown)
}

/// Whether a rule belongs into the short form: those that carry the answer, or could.
fn matters(answer: &Answer, row: &RuleTrace) -> bool {
    match (&row.standing, answer.status) {
        (Standing::Prevails | Standing::Overridden(_) | Standing::SwitchedOff(_), _) => true,
        (Standing::Open | Standing::Valueless(_), status) => {
            status != Status::Decided || !any_prevails(answer)
        }
        // Where nothing applies, what failed is the reason of the answer, or of there being none.
        (Standing::NotApplicable, status) => {
            matches!(status, Status::Decided | Status::Undetermined) && !any_prevails(answer)
        }
    }
}

fn any_prevails(answer: &Answer) -> bool {
    answer.trace.iter().any(|row| row.standing == Standing::Prevails)
}

fn rule(told: Told<'_>, question: Question, row: &RuleTrace) -> Vec<String> {
    let say = grammar::of(&told.plan.book);
    let clause = rule_name(told.plan, row);
    let ids = |of: &[ClauseId]| {
        let ids: Vec<String> = of.iter().map(|id| clause_id(told.plan, *id)).collect();
        all_of(say, &ids)
    };
    let gives = told.telling.gives.get(&(question, row.rule)).map(String::as_str);
    // What is added to a total is told of every rule that does, and of every one that may.
    let adds = gives.filter(|_| told.plan.book.totals.contains(&question.decision));
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
    let told_apart = told.telling.switches.get(&(question, row.rule));
    if matches!(row.standing, Standing::SwitchedOff(_))
        && told_apart.is_some_and(|it| !it.is_empty())
    {
        return Vec::new();
    }
    match texts(reasons(told, question, row)) {
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
fn switches(told: Told<'_>, question: Question, rules: &[&RuleTrace]) -> Vec<String> {
    let (plan, say) = (told.plan, grammar::of(&told.plan.book));
    let mut all: Vec<(&Switched, Vec<ClauseId>)> = Vec::new();
    for row in rules {
        let switches = told.telling.switches.get(&(question, row.rule));
        for switched in switches.into_iter().flatten() {
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

fn reasons<'a>(told: Told<'a>, question: Question, row: &RuleTrace) -> &'a [Reason] {
    told.telling.reasons.get(&(question, row.rule)).map_or(&[][..], Vec::as_slice)
}

/// The reasons in one text; none where there are none.
fn texts(reasons: &[Reason]) -> Option<String> {
    let texts: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
    if texts.is_empty() { None } else { Some(texts.join("; ")) }
}

/// A prerequisite: what it holds back, and whether it is met.
fn waiting(told: Told<'_>, question: Question, wait: &Wait, before: &mut Before) -> String {
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
    let because = told.telling.waits.get(&(question, wait.clone()));
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

/// A presumption or a burden on which an answer rests.
#[must_use]
pub fn rests_on(plan: &Plan, rest: Rest) -> String {
    let (book, say) = (&plan.book, grammar::of(&plan.book));
    match rest {
        Rest::Presumed(fact) => {
            let (Some(words), Some(declared)) =
                (book.facts.get(fact), plan.meaning.facts.facts.get(fact))
            else {
                return String::new();
            };
            match &declared.presumed {
                Some(Constant::Truth(yes)) => {
                    say.presumption(&plain::clause(say, &words.label, *yes))
                }
                presumed => {
                    let presumed =
                        presumed.iter().map(|it| value::constant(book, &declared.ty, it)).next();
                    let presumed = presumed.unwrap_or_default();
                    say.presumption(&format!("{}: {presumed}", words.label.plain))
                }
            }
        }
        Rest::Burden(judgement) => {
            let label = book.judgements.get(judgement).map_or("", |it| it.label.plain.as_str());
            say.burden(bearer(plan, judgement), label)
        }
    }
}

fn missing_line(told: Told<'_>, place: usize, missing: &Missing) -> String {
    let name = leaf::name(told.plan, &missing.leaf);
    let stated = leaf::stated(told.plan, told.case, &missing.leaf);
    let say = grammar::of(&told.plan.book);
    say.would_decide(place == 0, &name, stated.as_deref(), missing.alone_decides)
}

fn awaited(told: Told<'_>, leaf: &Leaf) -> String {
    let (book, say) = (&told.plan.book, grammar::of(&told.plan.book));
    match leaf {
        Leaf::Judgement(judgement) => {
            let makers = crate::people::makers(told.plan, *judgement);
            say.for_to_judge(&makers, &leaf::name(told.plan, leaf))
        }
        Leaf::Found(factor) => {
            let declared = told.plan.meaning.facts.factors.get(*factor);
            let finders = declared.map_or(&[][..], |it| it.found_by.as_slice());
            let finders = finders.iter().filter_map(|actor| book.actors.get(*actor));
            let finders: Vec<&str> = finders.map(|it| it.label.plain.as_str()).collect();
            say.for_to_find(&one_of(say, &finders), &leaf::name(told.plan, leaf))
        }
        Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) | Leaf::Question(_) => {
            leaf::name(told.plan, leaf)
        }
    }
}

/// A clause by its id and title: `II.C.2b “Unlawful entry after the cutoff”`.
#[must_use]
pub fn clause(plan: &Plan, id: ClauseId) -> String {
    plan.book.clauses.get(id).map_or_else(String::new, |words| {
        format!("{} {}", words.id, grammar::of(&plan.book).quoted(&words.title.plain))
    })
}

/// A rule by its clause, and by its row where it is one of a table: `7(1).row1 “The amounts”`.
fn rule_name(plan: &Plan, row: &RuleTrace) -> String {
    let title = plan.book.clauses.get(row.clause);
    match (plan.book.rows.get(&row.rule), title) {
        (Some(id), Some(words)) => {
            format!("{id} {}", grammar::of(&plan.book).quoted(&words.title.plain))
        }
        (_, _) => clause(plan, row.clause),
    }
}

/// The id of a clause.
#[must_use]
pub fn clause_id(plan: &Plan, id: ClauseId) -> String {
    plan.book.clauses.get(id).map_or_else(String::new, |words| words.id.to_string())
}
