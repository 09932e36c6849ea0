//! An outcome in plain words: what is decided and by which clause, what is open and what would decide it, what stays
//! with people, what the text wants said with every answer, and how to contest.
//!
//! Reads a plan, a case and its answers; produces lines. Invariant: the notices, how to contest, and what the answer
//! stands on are in every outcome, whatever is asked for.

use std::collections::BTreeMap;

use whereas_eval::force::MAIN;
use whereas_eval::variant::reading_of;
use whereas_plan::Plan;
use whereas_value::answer::{Force, ForceUnder};
use whereas_value::duty::{DutyAnswer, DutyState};
use whereas_value::id::{ClauseId, DecisionId};
use whereas_value::types::Type;
use whereas_value::{Answers, Case, Of, Question};

use crate::grammar::{self, Grammar, all_of};
use crate::question::{Told, clause, clause_id};
use crate::telling::Telling;
use crate::{duty, finding, people, plain, question};

/// What to tell of an outcome.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Only these decisions, or these of their questions; all of them where it is empty.
    pub questions: Vec<(DecisionId, Option<Of>)>,
    /// What became of every rule, of duties that have not arisen, and the judgements on which nothing turns.
    pub trace: bool,
    /// Duties and permissions only, and what stays with people in them.
    pub only_duties: bool,
}

impl Asked {
    /// Whether a question is among what is asked.
    #[must_use]
    pub fn asks(&self, question: Question) -> bool {
        let is = |(decision, of): &(DecisionId, Option<Of>)| {
            *decision == question.decision
                && of.is_none_or(|of| of == question.of || of == question.of.whole())
        };
        self.questions.is_empty() || self.questions.iter().any(is)
    }
}

/// What the answer stands on.
#[derive(Clone, Copy, Debug)]
pub struct StandsOn<'a> {
    /// The hash of the plan's meaning.
    pub plan: &'a str,
    /// The version of the engine.
    pub engine: &'a str,
    /// The hash of the case.
    pub case: &'a str,
    /// How other policies of the package stand to this one.
    pub beside: &'a Beside,
    /// The titles of the policies of the package, by name.
    pub titles: &'a BTreeMap<String, String>,
}

/// How other policies of the package stand to one, in one case: by their names.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// They control over it, and both apply.
    pub controlled_by: Vec<String>,
    /// It is open whether they do.
    pub perhaps_controlled_by: Vec<String>,
    /// They apply as well, although each is said to stand for its own scope.
    pub also_applies: Vec<String>,
    /// The presumptions and burdens on which it rests that these policies and this one apply, in words.
    pub rests_on: Vec<String>,
}

/// Of a policy that is not in force, or of which nothing was asked: that it is not, and what it wants said with every answer.
#[must_use]
pub fn idle(plan: &Plan, answers: &Answers, stands_on: StandsOn<'_>) -> Vec<String> {
    let mut out = head(plan, answers, stands_on);
    out.extend(closing(plan, answers, stands_on));
    out.iter().flat_map(|line| plain::wrapped(line)).collect()
}

fn head(plan: &Plan, answers: &Answers, stands_on: StandsOn<'_>) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let force = force(plan, answers, stands_on.titles);
    // Where the policy is not in force, the day whose law applies is why.
    let out_of_force = answers.force.iter().any(|it| it.force != Force::InForce);
    let as_of = if out_of_force && answers.governing != (answers.as_of, answers.as_of) {
        say.as_of_law(answers.as_of, &law(plan, answers), &force)
    } else {
        say.as_of(answers.as_of, &force)
    };
    let mut out = vec![plan.book.policy.title.plain.to_string(), as_of];
    let Beside { controlled_by, perhaps_controlled_by, also_applies, rests_on } = stands_on.beside;
    let mut tell = |names: &[String], said: &dyn Fn(&str, bool) -> String| {
        if !names.is_empty() {
            let all: Vec<String> =
                names.iter().map(|it| title(say, it, stands_on.titles)).collect();
            out.push(said(&all_of(say, &all), all.len() > 1));
        }
    };
    tell(controlled_by, &|all, several| say.controlled(all, several));
    tell(perhaps_controlled_by, &|all, several| say.perhaps_controlled(all, several));
    tell(also_applies, &|all, several| say.applies_as_well(all, several));
    out.extend(rests_on.iter().map(|it| format!("    {it}")));
    out
}

/// A policy by its title, where the package has it.
fn title(say: &dyn Grammar, name: &str, titles: &BTreeMap<String, String>) -> String {
    titles.get(name).map_or_else(|| name.to_owned(), |title| say.quoted(title))
}

/// An outcome as lines of text.
#[must_use]
pub fn lines(
    plan: &Plan,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
    asked: &Asked,
    stands_on: StandsOn<'_>,
) -> Vec<String> {
    let told = Told { plan, case, telling, trace: asked.trace, page_of: None };
    let [findings, duties_head, broken_head, people_head] = grammar::of(&plan.book).headings();
    let mut out = head(plan, answers, stands_on);
    if asked.only_duties {
        // What duties speak of may be decided: then that, and why, belongs to them.
        let read: Vec<_> = telling.read_beside_questions().into_iter().collect();
        let read = Asked { questions: read, trace: false, only_duties: false };
        let is_read = |(it, _): &(Question, _)| !read.questions.is_empty() && read.asks(*it);
        if answers.questions.iter().any(is_read) {
            let told = Told { trace: false, ..told };
            section(&mut out, "", decisions(told, answers, &read));
        }
    } else {
        section(&mut out, "", decisions(told, answers, asked));
        let lines = answers.findings.iter().flat_map(|it| finding::lines(plan, case, it));
        section(&mut out, findings, lines.collect());
    }
    if asked.questions.is_empty() {
        section(&mut out, duties_head, duties(told, answers, asked));
    }
    let broken = answers.broken.iter().flat_map(|it| duty::guarantee(told, answers, it));
    section(&mut out, broken_head, broken.collect());
    section(&mut out, people_head, people(told, answers, asked));
    section(&mut out, "", closing(plan, answers, stands_on));
    out.iter().flat_map(|line| plain::wrapped(line)).collect()
}

/// The answers to the questions that are asked, and nothing else of an outcome: for the author of an example.
#[must_use]
pub fn decisions_only(
    plan: &Plan,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
    asked: &Asked,
) -> Vec<String> {
    let told = Told { plan, case, telling, trace: asked.trace, page_of: None };
    decisions(told, answers, asked).iter().flat_map(|line| plain::wrapped(line)).collect()
}

fn section(out: &mut Vec<String>, title: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    out.push(String::new());
    if title.is_empty() {
        out.extend(lines);
    } else {
        out.push(title.to_owned());
        out.extend(lines.into_iter().map(|line| format!("  {line}")));
    }
}

fn decisions(told: Told<'_>, answers: &Answers, asked: &Asked) -> Vec<String> {
    let mut out = Vec::new();
    let (mut shown, mut before) = (None, question::Before::default());
    for (question, answer) in &answers.questions {
        if !asked.asks(*question) {
            continue;
        }
        let set =
            matches!(told.plan.book.decision_types.get(question.decision), Some(Type::Set(_)));
        if !set {
            out.extend(question::lines(told, *question, answer, &mut before));
            continue;
        }
        if question.of.value().is_none() {
            continue;
        }
        let whole = Question { of: question.of.whole(), ..*question };
        if shown != Some(whole) {
            shown = Some(whole);
            out.push(plain::capital(&question::whole_name(told.plan, whole)));
        }
        out.extend(
            question::lines(told, *question, answer, &mut before)
                .into_iter()
                .map(|it| format!("  {it}")),
        );
    }
    for decision in &answers.possibly_others {
        if let Some(words) = told.plan.book.decisions.get(*decision) {
            out.push(grammar::of(&told.plan.book).possibly_others(&words.label.plain));
        }
    }
    out
}

fn duties(told: Told<'_>, answers: &Answers, asked: &Asked) -> Vec<String> {
    let Told { plan, case, telling, .. } = told;
    let say = grammar::of(&plan.book);
    let idle = [DutyState::NotArisen, DutyState::NotInForce];
    let owed = |(_, it): &(usize, &DutyAnswer)| {
        asked.trace || !idle.iter().any(|idle| it.states == [*idle])
    };
    let arisen: Vec<(usize, &DutyAnswer)> =
        answers.duties.iter().enumerate().filter(owed).collect();
    let mut out = Vec::new();
    if arisen.is_empty() && answers.permissions.is_empty() {
        return out;
    }
    if !answers.scope.may_be_in && answers.scope.causes.is_empty() {
        out.push(say.out_of_scope().to_owned());
    }
    if !arisen.is_empty() {
        out.push(say.events(case.events_complete).to_owned());
    }
    for (place, it) in arisen {
        out.extend(duty::lines(plan, case, it, &telling.of_duty(place)));
    }
    out.extend(
        answers.permissions.iter().flat_map(|it| duty::permission(plan, answers, telling, it)),
    );
    out
}

fn people(told: Told<'_>, answers: &Answers, asked: &Asked) -> Vec<String> {
    let mut out = people::judgements(told, answers, asked);
    out.push(grammar::of(&told.plan.book).acting().to_owned());
    out
}

fn closing(plan: &Plan, answers: &Answers, stands_on: StandsOn<'_>) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let mut out: Vec<String> = Vec::new();
    // Of a policy that is not in force at all, that stands at the head.
    let in_force = answers.force.iter().any(|it| it.force == Force::InForce);
    for (id, text) in &plan.book.notices {
        let clause = clause_id(plan, *id);
        let force = clause_force(plan, answers, *id);
        let clause = if !in_force || force == ClauseForce::InForce {
            clause
        } else {
            say.idle_clause(&clause, force == ClauseForce::NotInForce)
        };
        out.push(say.notice(&clause, &text.plain));
    }
    out.push(say.contest(plan.book.policy.contest.as_ref().map(|label| label.plain.as_str())));
    let days = law(plan, answers);
    let StandsOn { plan, engine, case, .. } = stands_on;
    out.push(say.stands_on(&days, short(plan), engine, short(case)));
    out
}

/// Whether a clause is in force for a case, as far as its policy is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClauseForce {
    /// It is, wherever the policy is.
    InForce,
    /// It is not.
    NotInForce,
    /// That turns on how an open question is read, or on the day whose law applies.
    Open,
}

/// Whether a clause is in force for a case, under every reading and on every day whose law may apply and by which the policy is.
#[must_use]
pub fn clause_force(plan: &Plan, answers: &Answers, clause: ClauseId) -> ClauseForce {
    let meaning = &plan.meaning;
    let (first, last) = answers.governing;
    let variants = meaning.variants.iter().enumerate().filter_map(|(place, variant)| {
        let ends = variant.before.is_some_and(|before| before <= first);
        let day = variant.from.map_or(first, |from| from.max(first));
        let reading = |question| reading_of(meaning, place, question);
        let policy = meaning.policies.get(MAIN).is_none_or(|it| it.is_in_force(day, reading));
        (!ends && day <= last && policy).then(|| meaning.is_clause_in_force(clause, day, reading))
    });
    match variants.fold((false, false), |(some, not_all), it| (some || it, not_all || !it)) {
        (true, false) => ClauseForce::InForce,
        (true, true) => ClauseForce::Open,
        (false, _) => ClauseForce::NotInForce,
    }
}

/// The day whose law applies, as far as it is known.
fn law(plan: &Plan, answers: &Answers) -> String {
    let say = grammar::of(&plan.book);
    let (from, to) = answers.governing;
    if from == to { say.date(from) } else { say.days_between(from, to) }
}

/// The first twelve signs of a hash: enough to tell two apart by eye; the JSON has it whole.
fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// Whether the policy is in force, in one line.
#[must_use]
pub fn force(plan: &Plan, answers: &Answers, titles: &BTreeMap<String, String>) -> String {
    let mut words: Vec<String> = Vec::new();
    // Where every reading and period gives the same, which of them it is does not matter.
    let first = answers.force.first();
    let several = answers.force.iter().any(|it| first.is_some_and(|first| first.force != it.force));
    for under in &answers.force {
        let text = force_words(plan, under, several, titles);
        if !words.contains(&text) {
            words.push(text);
        }
    }
    words.join("; ")
}

/// Whether the policy is in force under a reading, which is named where there are several.
#[must_use]
pub fn force_words(
    plan: &Plan,
    under: &ForceUnder,
    several: bool,
    titles: &BTreeMap<String, String>,
) -> String {
    let say = grammar::of(&plan.book);
    let state = match &under.force {
        Force::InForce => say.in_force(true).to_owned(),
        Force::NotYet { from: whereas_value::Date::MAX } => say.in_force(false).to_owned(),
        Force::NotYet { from } => say.not_yet(*from),
        Force::Ended { before } => say.ended(*before),
        Force::Suspended { by, clause: at } => say.suspended(by, &clause(plan, *at)),
        Force::Replaced { by } => say.replaced(&title(say, by, titles)),
    };
    if !several {
        return state;
    }
    let readings: Vec<String> = under
        .readings
        .iter()
        .filter_map(|(question, reading)| {
            let words = plan.book.questions.get(*question)?;
            let reading = words.readings.get(*reading as usize)?;
            Some(say.is_read_as(&words.label.plain, &reading.label.plain))
        })
        .collect();
    let from = under.from.map_or_else(String::new, |day| say.starting(day));
    if readings.is_empty() {
        format!("{state}{from}")
    } else {
        format!("{state}{from}{}", say.if_read(&all_of(say, &readings)))
    }
}
