//! One question and its answer, in lines.

mod rules;

use std::collections::BTreeSet;

use whereas_plan::Plan;
use whereas_plan::facts::Constant;
use whereas_value::answer::{Missing, Rest, RuleTrace, Wait, When};
use whereas_value::id::{ClauseId, FactId};
use whereas_value::types::Type;
use whereas_value::{Answer, Case, Leaf, Question, Status};

use crate::grammar::{self, all_of, one_of};
use crate::telling::{Telling, bearer};

use crate::{idle, leaf, plain, value};

pub(crate) use rules::told_of;
use rules::{Rules, texts};

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
    let prevails = answer.prevailing();
    let prevails = prevails.into_iter().filter(|_| answer.status != Status::OutOfScope);
    let name = |row: &RuleTrace| match plan.book.rows.get(&row.rule) {
        Some(id) => id.to_string(),
        None => clause_id(plan, row.clause),
    };
    let mut clauses: Vec<String> = Vec::new();
    for clause in prevails.map(name) {
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    let say = grammar::of(&plan.book);
    // Where readings or periods differ, one of them.
    let once = told.telling.under(question).is_empty();
    let all = if once { all_of(say, &clauses) } else { one_of(say, &clauses) };
    let by = if clauses.is_empty() { String::new() } else { say.by_clauses(&all) };
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
    let mut out = idle::lines(told.plan, told.telling, question);
    let mut presumed: Vec<FactId> = Vec::new();
    let under = told.telling.under(question);
    if under.is_empty() {
        let of = Rules {
            told,
            question,
            answer,
            trace: &answer.trace,
            waits: &answer.waits,
            why: told.telling.of_all(question),
            apart: false,
        };
        out.extend(of.lines(before, &mut presumed));
    }
    // Where readings or periods differ, each is told apart.
    for (under, why) in under {
        let of = Rules {
            told,
            question,
            answer,
            trace: &under.trace,
            waits: &under.waits,
            why: Some(why),
            apart: true,
        };
        out.push(say.where_so(&when(told.plan, &under.when)));
        out.extend(of.lines(before, &mut presumed).into_iter().map(|line| format!("    {line}")));
    }
    let unsaid = |rest: &&Rest| !matches!(rest, Rest::Presumed(fact) if presumed.contains(fact));
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

/// Under which readings, and on which days, in words.
fn when(plan: &Plan, all: &[When]) -> String {
    let say = grammar::of(&plan.book);
    let one = |when: &When| {
        let readings = when.readings.iter().filter_map(|(question, reading)| {
            let words = plan.book.questions.get(*question)?;
            let reading = words.readings.get(usize::try_from(*reading).ok()?)?;
            Some(say.is_read_as(&words.label.plain, &reading.label.plain))
        });
        let mut parts: Vec<String> = readings.collect();
        parts.extend(when.days.map(|(from, to)| {
            let days = if from == to { say.date(from) } else { say.days_between(from, to) };
            say.law_is_of(&days)
        }));
        all_of(say, &parts)
    };
    let all: Vec<String> = all.iter().map(one).collect();
    one_of(say, &all)
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
