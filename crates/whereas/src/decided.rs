//! A case that has been decided: as data, as JSON, in plain words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use whereas_plan::file::Hashed;
use whereas_value::answer::Force;
use whereas_value::id::DecisionId;
use whereas_value::types::Type;
use whereas_value::{Answers, Case, Date, Of, Stated};
use whereas_words::outcome::{Beside, StandsOn};
use whereas_words::telling::Telling;
use whereas_words::{question, value};

use crate::decisions::{Decisions, question_name};
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
    /// Only these decisions, or one value or element of them; all of them where it is `None`.
    pub decisions: Option<&'a Decisions>,
    /// What became of every rule (in plain words; data always has it).
    pub trace: bool,
    /// What would follow from each open judgement, either way.
    pub either_way: bool,
}

impl<'p> Decided<'p> {
    pub(crate) const fn new(package: &'p Package, cases: Vec<Case>, answers: Vec<Answers>) -> Self {
        Self { package, cases, answers }
    }

    /// The answers of every policy, of those that are not told too.
    pub(crate) fn answers(&self) -> impl Iterator<Item = &Answers> {
        self.answers.iter()
    }

    /// The policies that decided, each with the hashes by which its answers are known.
    pub fn identities(&self) -> impl Iterator<Item = crate::Identity<'p>> {
        self.package.identities()
    }

    pub(crate) fn each(&self) -> impl Iterator<Item = (&'p Hashed, &Case, &Answers)> {
        self.package
            .policies
            .iter()
            .zip(&self.cases)
            .zip(&self.answers)
            .map(|((policy, case), answers)| (policy, case, answers))
    }

    /// The facts that the case states and that no policy told here asks, each with the policies of the package that do.
    #[must_use]
    pub fn asked_elsewhere(&self) -> BTreeMap<&'p str, Vec<&'p str>> {
        let (told, silent) = (&self.package.policies, &self.package.silent);
        let facts = told.iter().flat_map(|it| it.plan.book.facts.iter());
        let asked: BTreeSet<&str> = facts.map(|fact| fact.name.as_str()).collect();
        let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (policy, case) in silent.iter().zip(self.cases.iter().skip(told.len())) {
            let book = &policy.plan.book;
            for (id, fact) in book.facts.enumerate() {
                let given = matches!(case.facts.get(id), Some(Stated::Given(_)));
                if given && !asked.contains(fact.name.as_str()) {
                    found.entry(&fact.name).or_default().push(&book.policy.name);
                }
            }
        }
        found
    }

    /// How the other policies of the package stand to this one in this case; those that are not told count too.
    /// With the presumptions and burdens on which that rests.
    fn beside(&self, policy: &Hashed, answers: &Answers) -> (Beside, Vec<outcome::RestsOn>) {
        let name = &policy.plan.book.policy.name;
        let own = Applies::of(answers);
        let mut beside = Beside::default();
        let others = self.package.policies.iter().chain(&self.package.silent).zip(&self.answers);
        let say_rests = |plan, answers: &Answers, all: &mut Vec<outcome::RestsOn>| {
            for rest in &answers.scope_rests_on {
                let told = outcome::rests_on(plan, *rest);
                all.extend(told.into_iter().filter(|it| !all.contains(it)).collect::<Vec<_>>());
            }
        };
        let mut rests = Vec::new();
        for (other, theirs) in others {
            let title = &other.plan.book.policy.name;
            let both = own.min(Applies::of(theirs));
            let controls = self.package.controls(title, name);
            match both {
                Applies::No => {}
                Applies::Perhaps if controls => {
                    beside.perhaps_controlled_by.push(title.to_string())
                }
                Applies::Surely if controls => {
                    beside.controlled_by.push(title.to_string());
                    say_rests(&other.plan, theirs, &mut rests);
                }
                Applies::Surely if self.package.are_apart(title, name) => {
                    beside.also_applies.push(title.to_string());
                    say_rests(&other.plan, theirs, &mut rests);
                }
                Applies::Perhaps | Applies::Surely => {}
            }
        }
        if !beside.controlled_by.is_empty() || !beside.also_applies.is_empty() {
            say_rests(&policy.plan, answers, &mut rests);
        }
        beside.rests_on = rests.iter().map(|it| it.text.clone()).collect();
        (beside, rests)
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
                let titles = &self.package.titles();
                let mut outcome =
                    outcome::of(&policy.plan, hashes, case, answers, &telling, titles);
                let (beside, rests_on) = self.beside(policy, answers);
                let named = |names: &[String]| {
                    names.iter().map(|it| outcome::policy_named(it, titles)).collect()
                };
                outcome.controlled_by = named(&beside.controlled_by);
                outcome.perhaps_controlled_by = named(&beside.perhaps_controlled_by);
                outcome.also_applies = named(&beside.also_applies);
                outcome.beside_rests_on = rests_on;
                if asked.either_way {
                    outcome::add_either_way(&mut outcome, &policy.plan, case, answers);
                }
                if let Some(Decisions(names)) = asked.decisions {
                    outcome.questions.retain(|it| names.iter().any(|name| it.is_called(name)));
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

    /// The duties and permissions as data, and of what is decided only what they speak of.
    #[must_use]
    pub fn duties_outcome(&self) -> Outcome {
        let mut outcome = self.outcome(Asked::default());
        for policy in &mut outcome.policies {
            let duties = policy.duties.iter().flat_map(|it| &it.reads);
            let permissions = policy.permissions.iter().flat_map(|it| &it.reads);
            let mut names: BTreeSet<String> = duties.chain(permissions).cloned().collect();
            for read in policy.broken_guarantees.iter().flat_map(|it| &it.reads) {
                let value = read.of_value.as_ref();
                let value = value.map_or_else(String::new, |it| format!(".{}", it.name));
                names.insert(format!("{}{value}", read.decision.name));
            }
            policy.questions.retain(|it| names.iter().any(|name| it.is_called(name)));
        }
        outcome
    }

    /// All of it in plain words, policy by policy: first those that are in force and decide something, then those in
    /// force that only say who owes what, then the others.
    #[must_use]
    pub fn text(&self, asked: Asked<'_>) -> String {
        let mut parts = Vec::new();
        let mut policies: Vec<_> = self.each().collect();
        policies.sort_by_key(|(policy, _, answers)| {
            let idle = answers.force.iter().all(|it| it.force != Force::InForce);
            (idle, policy.plan.book.decisions.is_empty())
        });
        for (policy, case, answers) in policies {
            let questions = asked.decisions.map(|it| questions(policy, answers, &it.0));
            // No decision at all is asked for.
            if asked.decisions.is_some_and(|it| it.0.is_empty()) {
                parts.push(self.told(policy, case, answers, None));
                continue;
            }
            let several = self.package.policies.len() > 1;
            // The others have nothing to say of what was asked but what they want said with every answer.
            let unasked = several && questions.as_ref().is_some_and(Vec::is_empty);
            let never = answers.force.iter().all(|it| it.force != Force::InForce);
            if unasked && never {
                continue;
            }
            // Of a policy that is not in force, beside others: that it is not, and what it wants said.
            let idle = questions.is_none() && !asked.trace && several && never;
            if unasked || idle {
                parts.push(self.told(policy, case, answers, None));
                continue;
            }
            let asks = whereas_words::outcome::Asked {
                questions: questions.unwrap_or_default(),
                trace: asked.trace,
                only_duties: false,
            };
            let mut text = self.told(policy, case, answers, Some(&asks));
            if asked.either_way {
                text.push_str(&either_way(policy, case, answers, &asks));
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
                let asks = whereas_words::outcome::Asked {
                    trace: true,
                    only_duties: true,
                    ..Default::default()
                };
                self.told(policy, case, answers, Some(&asks))
            })
            .collect();
        parts.join("\n")
    }

    pub(crate) fn told(
        &self,
        policy: &Hashed,
        case: &Case,
        answers: &Answers,
        asks: Option<&whereas_words::outcome::Asked>,
    ) -> String {
        let hash = whereas_cases::hash(case, vocabulary(&policy.plan));
        let stands_on = StandsOn {
            plan: &policy.meaning,
            engine: Engine::this().version,
            case: &hash,
            beside: &self.beside(policy, answers).0,
            titles: &self.package.titles(),
        };
        let plan = &policy.plan;
        let mut lines = match asks {
            Some(asks) => {
                let telling = if asks.trace {
                    Telling::of(plan, case, answers)
                } else {
                    Telling::short(plan, case, answers)
                };
                whereas_words::outcome::lines(plan, case, answers, &telling, asks, stands_on)
            }
            None => whereas_words::outcome::idle(plan, answers, stands_on),
        };
        lines.push(String::new());
        lines.join("\n")
    }
}

/// Whether a policy is in force and the case in its scope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Applies {
    No,
    Perhaps,
    Surely,
}

impl Applies {
    fn of(answers: &Answers) -> Self {
        let in_force = |it: &whereas_value::answer::ForceUnder| it.force == Force::InForce;
        if !answers.force.iter().any(in_force) || !answers.scope.may_be_in {
            // Where there is no answer to whether it applies, it may.
            let no_answer = !answers.scope.causes.is_empty();
            return if no_answer && answers.force.iter().any(in_force) {
                Self::Perhaps
            } else {
                Self::No
            };
        }
        if answers.force.iter().all(in_force) && answers.scope.is_in() {
            Self::Surely
        } else {
            Self::Perhaps
        }
    }
}

/// What would follow from each open judgement, in plain words; nothing where none is open.
fn either_way(
    policy: &Hashed,
    case: &Case,
    answers: &Answers,
    asks: &whereas_words::outcome::Asked,
) -> String {
    let plan = &policy.plan;
    let say = whereas_words::grammar::of(&plan.book);
    let mut out = String::new();
    for (question, branches) in either_way::of(plan, case, answers) {
        if !asks.asks(question) {
            continue;
        }
        if out.is_empty() {
            let _ = writeln!(out, "\n{}", say.either_way());
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
                    let found = value::values(&plan.book, ty, values);
                    let found: Vec<&str> = found.iter().map(String::as_str).collect();
                    say.were_found(label, &say.joined(&found, false))
                })
                .collect();
            let follows =
                value::possible(&plan.book, question::ty(plan, question), &branch.outcome);
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            let _ = writeln!(out, "    {}", say.if_then(&say.joined(&found, true), &follows));
        }
    }
    out
}

/// The decisions, and the questions of decisions, that have these names.
fn questions(
    policy: &Hashed,
    answers: &Answers,
    names: &[String],
) -> Vec<(DecisionId, Option<Of>)> {
    let plan = &policy.plan;
    let mut found = Vec::new();
    for name in names {
        let decisions = plan.book.decisions.enumerate();
        found.extend(decisions.filter(|(_, it)| *name == it.name).map(|(id, _)| (id, None)));
        let of = answers.questions.iter().filter(|(it, _)| it.of != Of::Whole);
        let of = of.filter(|(it, _)| question_name(plan, *it) == *name);
        found.extend(of.map(|(it, _)| (it.decision, Some(it.of))));
    }
    found
}
