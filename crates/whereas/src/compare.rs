//! One case put to every policy of a package that decides something, each as of a day on which it is in force.
//!
//! Reads a case; produces what each policy says of it. Invariant: no day is hidden. Where the day of the case is none
//! on which a policy is in force, the nearest that is one is taken and told, and everything an outcome has to carry
//! (notices, how to contest, what it stands on) is told for each policy.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;
use whereas_cases::Format;
use whereas_diagnostics::Diagnostic;
use whereas_source::FileId;
use whereas_value::Date;
use whereas_value::types::Type;
use whereas_words::grammar::{self, ChosenDay};
use whereas_words::question::Told;
use whereas_words::telling::Telling;
use whereas_words::{plain, question};

use crate::decided::{Asked, Decided};
use crate::force::{Of, Stretch, of_policy};
use crate::outcome::{self, Engine, ForceStatus, PolicyOutcome};
use crate::package::Package;

/// The version of the form of a comparison. It rises with every change of the form.
pub const SCHEMA_VERSION: u32 = 1;

/// What the policies of a package say of one case, each as of a day of its own.
#[derive(Clone, Debug)]
pub struct Compared<'p> {
    decided: Decided<'p>,
    chosen: Vec<Chosen>,
    as_of: Date,
}

/// Why a policy is asked as of the day it is asked as of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// It is the day of the case.
    DayOfCase,
    /// The policy is not in force on the day of the case: the last day before it on which it is.
    LastDayInForce,
    /// The policy is not yet in force on the day of the case: the first day on which it is.
    FirstDayInForce,
    /// The policy is in force on no day: the day of the case.
    NeverInForce,
}

impl Chosen {
    const fn day(self) -> ChosenDay {
        match self {
            Self::DayOfCase => ChosenDay::OfCase,
            Self::LastDayInForce => ChosenDay::Last,
            Self::FirstDayInForce => ChosenDay::First,
            Self::NeverInForce => ChosenDay::Never,
        }
    }
}

/// A comparison as data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// The version of this form. It rises with every change of it.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The engine that ran.
    pub engine: Engine,
    /// The day of the case.
    pub as_of: Date,
    /// The policies that decide something, in the order of their days.
    pub policies: Vec<ComparedPolicy>,
}

/// What one policy says, and as of which day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ComparedPolicy {
    /// The day as of which it is asked.
    pub as_of: Date,
    /// Why that day.
    pub chosen: Chosen,
    /// What it says.
    pub outcome: PolicyOutcome,
}

impl Package {
    /// Puts a case to every policy that decides something, each as of the day of the case or, where it is not in force
    /// on that day, as of the nearest on which it is.
    ///
    /// # Errors
    /// Everything that is wrong with the case.
    pub fn compare(
        &self,
        text: &str,
        file: FileId,
        format: Format,
        as_of: Option<Date>,
    ) -> Result<Compared<'_>, Vec<Diagnostic>> {
        let mut cases = self.cases(text, file, format, as_of)?;
        let day = cases.first().map_or(Date::MIN, |case| case.as_of);
        let mut chosen = Vec::new();
        let titles = self.titles();
        for (policy, case) in self.policies.iter().zip(&mut cases) {
            let of = Of { plan: &policy.plan, titles: &titles, from: None, to: None };
            // Where a fact of the case says which day's law it is, another day of asking changes nothing.
            let (day, why) = match policy.plan.meaning.governed_by {
                Some(_) => (day, Chosen::DayOfCase),
                None => nearest(of, day),
            };
            case.as_of = day;
            chosen.push(why);
        }
        Ok(Compared { decided: self.decide_cases(cases, file)?, chosen, as_of: day })
    }
}

/// The day itself where the policy may be in force on it; else the last before it that is one, else the first after it.
fn nearest(of: Of<'_>, day: Date) -> (Date, Chosen) {
    let stretches = of_policy(of);
    let in_force =
        |it: &&Stretch| it.force.iter().any(|force| force.status == ForceStatus::InForce);
    let open: Vec<&Stretch> = stretches.iter().filter(in_force).collect();
    let holds =
        |it: &&&Stretch| it.from.is_none_or(|from| from <= day) && it.to.is_none_or(|to| day <= to);
    if open.iter().any(|it| holds(&it)) {
        return (day, Chosen::DayOfCase);
    }
    let before = open.iter().filter_map(|it| it.to).filter(|to| *to < day).max();
    let after = open.iter().filter_map(|it| it.from).find(|from| day < *from);
    match (before, after) {
        (Some(last), _) => (last, Chosen::LastDayInForce),
        (None, Some(first)) => (first, Chosen::FirstDayInForce),
        (None, None) => (day, Chosen::NeverInForce),
    }
}

impl Comparison {
    /// The comparison as JSON, with a line break at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        outcome::pretty(self)
    }
}

impl Compared<'_> {
    /// The places of the policies that decide something, by the day as of which they are asked; of one day as in the
    /// package.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<(Date, usize)> = self
            .decided
            .each()
            .enumerate()
            .filter(|(_, (policy, ..))| !policy.plan.book.decisions.is_empty())
            .map(|(place, (_, case, _))| (case.as_of, place))
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(_, place)| place).collect()
    }

    /// All of it as data.
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        let outcome = self.decided.outcome(Asked::default());
        let days: Vec<Date> = self.decided.each().map(|(_, case, _)| case.as_of).collect();
        let policies = self.order().into_iter().filter_map(|place| {
            Some(ComparedPolicy {
                as_of: *days.get(place)?,
                chosen: *self.chosen.get(place)?,
                outcome: outcome.policies.get(place)?.clone(),
            })
        });
        Comparison {
            schema_version: SCHEMA_VERSION,
            engine: Engine::this(),
            as_of: self.as_of,
            policies: policies.collect(),
        }
    }

    /// All of it in plain words: first every answer on a line, then each policy with the clauses that gave it.
    #[must_use]
    pub fn text(&self) -> String {
        let each: Vec<_> = self.decided.each().collect();
        let mut summary = Vec::new();
        let mut parts = Vec::new();
        for place in self.order() {
            let (Some((policy, case, answers)), Some(chosen)) =
                (each.get(place), self.chosen.get(place))
            else {
                continue;
            };
            let plan = &policy.plan;
            summary.push(String::new());
            summary.push(plan.book.policy.title.plain.to_string());
            let say = grammar::of(&plan.book);
            summary.push(format!("  {}", say.as_of(case.as_of, say.chosen(chosen.day()))));
            let telling = Telling::of(plan, case, answers);
            let told = Told { plan, case, telling: &telling, trace: false, page_of: None };
            // Of a set each value is a question of its own.
            let is_set =
                |decision| matches!(plan.book.decision_types.get(decision), Some(Type::Set(_)));
            let of_values = answers
                .questions
                .iter()
                .filter(|(it, _)| it.of.value().is_some() == is_set(it.decision));
            summary.extend(
                of_values.map(|(it, answer)| format!("  {}", question::short(told, *it, answer))),
            );
            let decisions = plan.book.decisions.enumerate().map(|(id, _)| (id, None)).collect();
            let asks = whereas_words::outcome::Asked { questions: decisions, ..Default::default() };
            parts.push(self.decided.told(policy, case, answers, Some(&asks)));
        }
        let say = each.first().map(|(policy, ..)| grammar::of(&policy.plan.book));
        let mut out = String::new();
        for line in say.map(|say| say.compared(self.as_of)).unwrap_or_default() {
            let _ = writeln!(out, "{line}");
        }
        for line in summary.iter().flat_map(|line| plain::wrapped(line)) {
            let _ = writeln!(out, "{line}");
        }
        let _ = write!(out, "\n{}", parts.join("\n"));
        out
    }
}
