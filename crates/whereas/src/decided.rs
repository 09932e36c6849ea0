//! A case that has been decided: as data, as JSON, in plain words.

use std::fmt::Write as _;

use whereas_plan::file::Hashed;
use whereas_value::answer::Force;
use whereas_value::id::DecisionId;
use whereas_value::types::Type;
use whereas_value::{Answers, Case, Date};
use whereas_words::outcome::StandsOn;
use whereas_words::telling::Telling;
use whereas_words::{question, value};

use crate::either_way;
use crate::outcome::{self, Engine, Hashes, Outcome, SCHEMA_VERSION};
use crate::package::{Package, vocabulary};

/// What the policies of a package say of a case.
#[derive(Clone, Debug)]
pub struct Decided<'p> {
    package: &'p Package,
    cases: Vec<Case>,
    answers: Vec<Answers>,
}

/// What is to be told. Whatever is asked, notices, how to contest and what the answer stands on are told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Only these decisions; all of them where it is `None`.
    pub decisions: Option<&'a [String]>,
    /// What became of every rule (in plain words; data always has it).
    pub trace: bool,
    /// What would follow from each open judgement, either way.
    pub either_way: bool,
}

impl<'p> Decided<'p> {
    pub(crate) const fn new(package: &'p Package, cases: Vec<Case>, answers: Vec<Answers>) -> Self {
        Self { package, cases, answers }
    }

    fn each(&self) -> impl Iterator<Item = (&'p Hashed, &Case, &Answers)> {
        self.package
            .policies
            .iter()
            .zip(&self.cases)
            .zip(&self.answers)
            .map(|((policy, case), answers)| (policy, case, answers))
    }

    /// The policies that control over this one and are in force as well.
    fn controlled_by(&self, policy: &Hashed) -> Vec<String> {
        let name = &policy.plan.book.policy.name;
        self.each()
            .filter(|(_, _, answers)| answers.force.iter().any(|it| it.force == Force::InForce))
            .map(|(other, _, _)| other.plan.book.policy.name.to_string())
            .filter(|other| self.package.controls(other, name))
            .collect()
    }

    /// All of it as data, by names.
    #[must_use]
    pub fn outcome(&self, asked: Asked<'_>) -> Outcome {
        let policies = self
            .each()
            .map(|(policy, case, answers)| {
                let hash = whereas_cases::hash(case, vocabulary(&policy.plan));
                let hashes = Hashes { plan: &policy.meaning, book: &policy.book, case: &hash };
                let telling = Telling::of(&policy.plan, case, answers);
                let mut outcome = outcome::of(&policy.plan, hashes, answers, &telling);
                outcome.controlled_by = self.controlled_by(policy);
                if asked.either_way {
                    outcome::add_either_way(&mut outcome, &policy.plan, case, answers);
                }
                if let Some(names) = asked.decisions {
                    outcome.questions.retain(|it| names.contains(&it.decision.name));
                }
                outcome
            })
            .collect();
        Outcome {
            schema_version: SCHEMA_VERSION,
            engine: Engine::this(),
            as_of: self.cases.first().map_or(Date::MIN, |case| case.as_of),
            policies,
        }
    }

    /// All of it in plain words, policy by policy.
    #[must_use]
    pub fn text(&self, asked: Asked<'_>) -> String {
        let mut parts = Vec::new();
        for (policy, case, answers) in self.each() {
            let decisions: Option<Vec<DecisionId>> =
                asked.decisions.map(|names| ids(policy, names));
            // The others have nothing to say of what was asked.
            if decisions.as_ref().is_some_and(Vec::is_empty) && self.package.policies.len() > 1 {
                continue;
            }
            // Of a policy that is not in force, beside others: that it is not, and what it wants said.
            let idle = decisions.is_none() && !asked.trace && self.package.policies.len() > 1;
            if idle && answers.force.iter().all(|it| it.force != Force::InForce) {
                let idle = Answers {
                    permissions: Vec::new(),
                    duties: Vec::new(),
                    ..without_questions(answers)
                };
                parts.push(self.told(policy, case, &idle, Vec::new(), false));
                continue;
            }
            let decisions = decisions.unwrap_or_default();
            let mut text = self.told(policy, case, answers, decisions.clone(), asked.trace);
            if asked.either_way {
                text.push_str(&either_way(policy, case, answers, &decisions));
            }
            parts.push(text);
        }
        parts.join("\n")
    }

    /// The duties and permissions in plain words, those that have not arisen among them.
    #[must_use]
    pub fn duties_text(&self) -> String {
        let parts: Vec<String> = self
            .each()
            .map(|(policy, case, answers)| {
                let without = without_questions(answers);
                self.told(policy, case, &without, Vec::new(), true)
            })
            .collect();
        parts.join("\n")
    }

    fn told(
        &self,
        policy: &Hashed,
        case: &Case,
        answers: &Answers,
        decisions: Vec<DecisionId>,
        trace: bool,
    ) -> String {
        let hash = whereas_cases::hash(case, vocabulary(&policy.plan));
        let stands_on =
            StandsOn { plan: &policy.meaning, engine: Engine::this().version, case: &hash };
        let told = whereas_words::outcome::Asked { decisions, trace };
        let mut lines = whereas_words::outcome::lines(
            &policy.plan,
            case,
            answers,
            &Telling::of(&policy.plan, case, answers),
            &told,
            stands_on,
        );
        let controlled_by = self.controlled_by(policy);
        if !controlled_by.is_empty() {
            let line = format!("stands back behind {}, which controls", controlled_by.join(", "));
            lines.insert(lines.len().min(2), line);
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn without_questions(answers: &Answers) -> Answers {
    Answers { questions: Vec::new(), possibly_others: Vec::new(), ..answers.clone() }
}

/// What would follow from each open judgement, in plain words; nothing where none is open.
fn either_way(policy: &Hashed, case: &Case, answers: &Answers, only: &[DecisionId]) -> String {
    let plan = &policy.plan;
    let mut out = String::new();
    for (question, branches) in either_way::of(plan, case, answers) {
        if !only.is_empty() && !only.contains(&question.decision) {
            continue;
        }
        if out.is_empty() {
            out.push_str("\nEither way (no finding: what would follow from one)\n");
        }
        let _ = writeln!(out, "  {}", question::name(plan, question));
        for branch in branches {
            let found: Vec<String> = branch
                .found
                .iter()
                .map(|(id, values)| {
                    let label =
                        plan.book.judgements.get(*id).map_or("", |it| it.label.plain.as_str());
                    let ty =
                        plan.meaning.facts.judgements.get(*id).map_or(&Type::Broken, |it| &it.ty);
                    let found = value::values(&plan.book, ty, values).join(" or ");
                    format!("“{label}” were found: {found}")
                })
                .collect();
            let follows =
                value::possible(&plan.book, question::ty(plan, question), &branch.outcome);
            let _ = writeln!(out, "    if {}, then {follows}", found.join(" and "));
        }
    }
    out
}

fn ids(policy: &Hashed, names: &[String]) -> Vec<DecisionId> {
    let decisions = policy.plan.book.decisions.enumerate();
    decisions
        .filter(|(_, it)| names.iter().any(|name| *name == it.name))
        .map(|(id, _)| id)
        .collect()
}
