//! An outcome in plain words: what is decided and by which clause, what is open and what would decide it, what stays
//! with people, what the text wants said with every answer, and how to contest.
//!
//! Reads a plan, a case and its answers; produces lines. Invariant: the notices, how to contest, and what the answer
//! stands on are in every outcome, whatever is asked for.

use std::collections::BTreeMap;

use whereas_plan::Plan;
use whereas_value::answer::{Force, ForceUnder};
use whereas_value::duty::{DutyAnswer, DutyState};
use whereas_value::id::DecisionId;
use whereas_value::types::Type;
use whereas_value::{Answers, Case, Of, Question};

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
}

/// Of a policy that is not in force, or of which nothing was asked: that it is not, and what it wants said with every answer.
#[must_use]
pub fn idle(plan: &Plan, answers: &Answers, stands_on: StandsOn<'_>) -> Vec<String> {
    let mut out = head(plan, answers, stands_on);
    out.extend(closing(plan, answers, stands_on));
    out.iter().flat_map(|line| plain::wrapped(line)).collect()
}

fn head(plan: &Plan, answers: &Answers, stands_on: StandsOn<'_>) -> Vec<String> {
    let force = force(plan, answers, stands_on.titles);
    let mut out = vec![
        plan.book.policy.title.plain.to_string(),
        format!("as of {}: {force}", plain::date(answers.as_of)),
    ];
    let Beside { controlled_by, perhaps_controlled_by, also_applies } = stands_on.beside;
    let titles = |names: &[String]| -> (String, &str) {
        let all: Vec<String> = names.iter().map(|it| title(it, stands_on.titles)).collect();
        (plain::all_of(&all), if all.len() == 1 { "s" } else { "" })
    };
    if !controlled_by.is_empty() {
        let (all, s) = titles(controlled_by);
        out.push(format!("stands back behind {all}, which control{s}"));
    }
    if !perhaps_controlled_by.is_empty() {
        let (all, s) = titles(perhaps_controlled_by);
        let applies = if s.is_empty() { "apply" } else { "applies" };
        out.push(format!(
            "may stand back behind {all}, which control{s} if both apply to this case; whether {all} {applies} is open"
        ));
    }
    if !also_applies.is_empty() {
        let (all, s) = titles(also_applies);
        let applies = if s.is_empty() { "apply" } else { "applies" };
        out.push(format!(
            "{all} {applies} to this case as well; each is said to stand for its own scope"
        ));
    }
    out
}

/// A policy by its title, where the package has it.
fn title(name: &str, titles: &BTreeMap<String, String>) -> String {
    titles.get(name).map_or_else(|| name.to_owned(), |title| format!("“{title}”"))
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
    let told = Told { plan, case, telling, trace: asked.trace };
    let mut out = head(plan, answers, stands_on);
    if !asked.only_duties {
        section(&mut out, "", decisions(told, answers, asked));
        let findings = answers.findings.iter().flat_map(|it| finding::lines(plan, case, it));
        section(&mut out, "Findings", findings.collect());
    }
    if asked.questions.is_empty() {
        section(&mut out, "Duties and permissions", duties(told, answers, asked));
    }
    let broken = answers.broken.iter().filter_map(|id| plan.book.guarantees.get(*id));
    let broken = broken.map(|label| label.plain.to_string()).collect();
    section(&mut out, "This case breaks a guarantee of the policy", broken);
    section(&mut out, "What stays with people", people(told, answers, asked));
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
    let told = Told { plan, case, telling, trace: asked.trace };
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
            out.push(format!("{}: possibly others that are not stated", words.label.plain));
        }
    }
    out
}

fn duties(told: Told<'_>, answers: &Answers, asked: &Asked) -> Vec<String> {
    let Told { plan, case, telling, .. } = told;
    let idle = [DutyState::NotArisen, DutyState::NotInForce];
    let owed = |it: &&DutyAnswer| asked.trace || !idle.iter().any(|idle| it.states == [*idle]);
    let arisen: Vec<&DutyAnswer> = answers.duties.iter().filter(owed).collect();
    let mut out = Vec::new();
    if arisen.is_empty() && answers.permissions.is_empty() {
        return out;
    }
    if !answers.scope.may_be_in && answers.scope.causes.is_empty() {
        out.push(
            "The case is out of scope, and nothing is decided of it. What the policy says of duties and permissions does not \
             turn on its scope: this is what it says."
                .to_owned(),
        );
    }
    if !arisen.is_empty() {
        out.push(if case.events_complete {
            "The events that are stated are taken to be all there were.".to_owned()
        } else {
            "There may have been other events than those that are stated.".to_owned()
        });
    }
    out.extend(arisen.into_iter().flat_map(|it| duty::lines(plan, it)));
    out.extend(
        answers.permissions.iter().flat_map(|it| duty::permission(plan, answers, telling, it)),
    );
    out
}

fn people(told: Told<'_>, answers: &Answers, asked: &Asked) -> Vec<String> {
    let mut out = people::judgements(told, answers, asked);
    out.push("whether to act: these answers classify; only a person's finding acts".to_owned());
    out
}

fn closing(plan: &Plan, answers: &Answers, stands_on: StandsOn<'_>) -> Vec<String> {
    let mut out: Vec<String> = plan
        .book
        .notices
        .iter()
        .map(|(id, text)| notice(&clause_id(plan, *id), &text.plain))
        .collect();
    out.push(contest(plan.book.policy.contest.as_ref().map(|label| label.plain.as_str())));
    let (from, to) = answers.governing;
    let days = if from == to {
        plain::date(from)
    } else {
        format!("{} to {}", plain::date(from), plain::date(to))
    };
    out.push(format!(
        "Stands on: the law of {days} · plan {} · engine {} · case {}",
        short(stands_on.plan),
        stands_on.engine,
        short(stands_on.case)
    ));
    out
}

/// A notice, with the clause that gives it.
#[must_use]
pub fn notice(clause: &str, text: &str) -> String {
    format!("Notice ({clause}): {text}")
}

/// How to contest.
#[must_use]
pub fn contest(how: Option<&str>) -> String {
    format!("To contest: {}", how.unwrap_or("the policy does not say how."))
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
    let state = match &under.force {
        Force::InForce => "in force".to_owned(),
        Force::NotYet { from: whereas_value::Date::MAX } => "not in force".to_owned(),
        Force::NotYet { from } => format!("not yet in force (from {})", plain::date(*from)),
        Force::Ended { before } => format!("no longer in force (since {})", plain::date(*before)),
        Force::Suspended { by, clause: at } => format!("suspended: {by} ({})", clause(plan, *at)),
        Force::Replaced { by } => format!("replaced by {}", title(by, titles)),
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
            Some(format!("“{}” is read as “{}”", words.label.plain, reading.label.plain))
        })
        .collect();
    let from = under.from.map_or_else(String::new, |day| format!(" from {}", plain::date(day)));
    if readings.is_empty() {
        format!("{state}{from}")
    } else {
        format!("{state}{from} if {}", plain::all_of(&readings))
    }
}
