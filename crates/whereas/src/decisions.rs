//! The decisions that an answer is narrowed to, by name.
//!
//! Invariant: a name that nothing is called by is told, and never narrows an answer to nothing.

use std::fmt;
use std::fmt::Write as _;

use whereas_diagnostics::near_name;
use whereas_plan::Plan;
use whereas_value::types::Type;
use whereas_value::{Answers, Of, Question};

use crate::decided::Decided;

/// How many names a message lists.
const LISTED: usize = 12;

/// Decisions of a decided case, or questions of them. Made by [`Decided::decisions`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decisions(pub(crate) Vec<String>);

impl Decisions {
    /// None of them: what is left is told of the policy, its findings and its duties.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }
}

/// A name that no decision, and no question of one, is called by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownDecision {
    /// The name.
    pub name: String,
    /// The decision that it names before a dot or a bracket, where there is one.
    pub decision: Option<String>,
    /// The names there are: of the decision's questions, or of all decisions.
    pub known: Vec<String>,
}

impl fmt::Display for UnknownDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.decision {
            Some(decision) => write!(f, "the decision `{decision}` has no `{}`", self.name)?,
            None => write!(f, "no decision is called `{}`", self.name)?,
        }
        let shown: Vec<String> =
            self.known.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
        write!(f, "; there is {}", shown.join(", "))?;
        let more = self.known.len().saturating_sub(shown.len());
        if more > 0 {
            write!(f, " and {more} more")?;
        }
        match near_name(&self.name, self.known.iter().map(String::as_str)) {
            Some(near) => write!(f, "; did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownDecision {}

impl Decided<'_> {
    /// The decisions of these names, to be asked for: of any policy that was asked, `priorities`, one value of a set
    /// (`priorities.border_security`), one element of a list (`exempt[2]`, `grounds[2].age`).
    pub fn decisions<S: AsRef<str>>(&self, names: &[S]) -> Result<Decisions, UnknownDecision> {
        let names: Vec<String> = names.iter().map(|name| name.as_ref().to_owned()).collect();
        for name in &names {
            self.known(name)?;
        }
        Ok(Decisions(names))
    }

    fn known(&self, name: &str) -> Result<(), UnknownDecision> {
        let plans = || self.each().map(|(policy, _, answers)| (&policy.plan, answers));
        let decisions = || plans().flat_map(|(plan, _)| plan.book.decisions.iter());
        if decisions().any(|it| it.name == name) || plans().any(|(plan, it)| asks(plan, it, name)) {
            return Ok(());
        }
        let stem = name.split(['.', '[']).next().unwrap_or(name);
        let of_decision = stem != name && decisions().any(|it| it.name == stem);
        let mut known: Vec<String> = if of_decision {
            let questions = plans().flat_map(|(plan, answers)| {
                let questions = answers.questions.iter().map(|(question, _)| *question);
                questions.map(|it| question_name(plan, it)).collect::<Vec<_>>()
            });
            let of =
                |it: &String| it.strip_prefix(stem).is_some_and(|it| it.starts_with(['.', '[']));
            questions.filter(of).collect()
        } else {
            decisions().map(|it| it.name.to_string()).collect()
        };
        // Policies of one package may share a decision's name.
        let mut seen = std::collections::BTreeSet::new();
        known.retain(|name| seen.insert(name.clone()));
        // A decision of one value, or in this case of no element, is asked for as a whole.
        if known.is_empty() {
            known.push(stem.to_owned());
        }
        let decision = of_decision.then(|| stem.to_owned());
        Err(UnknownDecision { name: name.to_owned(), decision, known })
    }
}

fn asks(plan: &Plan, answers: &Answers, name: &str) -> bool {
    let questions = answers.questions.iter().map(|(question, _)| *question);
    questions.filter(|it| it.of != Of::Whole).any(|it| {
        question_name(plan, it) == name
            || question_name(plan, Question { of: it.of.whole(), ..it }) == name
    })
}

/// The name by which a question is asked for: `priorities.border_security`, `exempt[2]`, `grounds[2].age`.
pub(crate) fn question_name(plan: &Plan, question: Question) -> String {
    let book = &plan.book;
    let mut name =
        book.decisions.get(question.decision).map_or_else(String::new, |it| it.name.to_string());
    if let Some(row) = question.of.row() {
        let _ = write!(name, "[{}]", row.saturating_add(1));
    }
    if let (Some(place), Some(Type::Set(choice))) =
        (question.of.value(), book.decision_types.get(question.decision))
    {
        let value = book.choices.get(*choice).and_then(|it| it.values.get(place as usize));
        let _ = write!(name, ".{}", value.map_or("", |value| value.name.as_str()));
    }
    name
}
