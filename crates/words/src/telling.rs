//! Why rules stand or not, and what bears on the judgements that are open: read off one run of the plan.

use std::collections::BTreeMap;

use whereas_eval::Session;
use whereas_eval::case::{Loaded, Unsaid};
use whereas_eval::cell::Truth;
use whereas_eval::ledger::{FactorState, LedgerEntry, ledger};
use whereas_eval::session::Asked;
use whereas_eval::trace::{RuleConditions, Told};
use whereas_plan::Plan;
use whereas_value::id::{JudgementId, RuleId};
use whereas_value::{Answers, Case, Leaf, Question};

use crate::leaf;

/// The language of these words.
const LANGUAGE: &str = "en";

/// What there is to tell of a run beside its answers.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// Of each rule of each question, the parts of its conditions that settle it, in words.
    pub reasons: BTreeMap<(Question, RuleId), Vec<String>>,
    /// Of each judgement that is awaited, the factors that bear on it.
    pub ledgers: BTreeMap<JudgementId, Vec<LedgerEntry>>,
}

impl Telling {
    /// Runs the case once and reads off its slots what the answers turn on.
    #[must_use]
    pub fn of(plan: &Plan, case: &Case, answers: &Answers) -> Self {
        let mut session = Session::new(plan);
        let loaded = Loaded::new(&plan.meaning, &Unsaid::new(&plan.meaning, true), case);
        let pass = session.pass(case, &loaded);
        let mut telling = Self::default();
        for (question, answer) in &answers.questions {
            if let Some(asked) = Asked::of(plan, *question)
                && let Some(ran) = pass.runs.first()
                && let Some(machine) = session.machine(case, &loaded, ran)
            {
                for conditions in machine.conditions(&ran.store, asked) {
                    let lines = reasons(plan, case, &conditions);
                    telling.reasons.insert((*question, conditions.rule), lines);
                }
            }
            for leaf in &answer.awaits {
                if let Leaf::Judgement(judgement) = leaf
                    && !telling.ledgers.contains_key(judgement)
                {
                    let entries = ledger(&mut session, case, &loaded, &pass, *judgement);
                    telling.ledgers.insert(*judgement, entries);
                }
            }
        }
        session.done(pass);
        telling
    }
}

fn reasons(plan: &Plan, case: &Case, conditions: &RuleConditions) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(when) = &conditions.when {
        lines.extend(parts(plan, case, when));
    }
    // An exception that does not hold is worth telling only where one holds or is open.
    if let Some(unless) = conditions.unless.as_ref().filter(|unless| unless.truth != Truth::NO) {
        lines.extend(
            parts(plan, case, unless).into_iter().map(|line| format!("the exception: {line}")),
        );
    }
    lines
}

fn parts(plan: &Plan, case: &Case, told: &Told) -> Vec<String> {
    told.reasons().into_iter().filter_map(|(atom, truth)| part(plan, case, atom, truth)).collect()
}

/// One condition: in the words of how it came out, with what is stated of the facts it speaks of.
fn part(plan: &Plan, case: &Case, atom: u32, truth: Truth) -> Option<String> {
    let words = plan.book.conditions.get(atom as usize)?;
    let both = words.words.get(LANGUAGE)?;
    let said = if truth == Truth::YES {
        both.yes.to_string()
    } else if truth == Truth::NO {
        both.no.to_string()
    } else if truth.is_valueless() {
        format!("there is no answer to whether {}", both.yes)
    } else {
        format!("it is not known whether {}", both.yes)
    };
    let stated: Vec<String> = words
        .leaves
        .iter()
        .filter(|leaf| is_measured(plan, leaf))
        .filter_map(|leaf| leaf::stated(plan, case, leaf))
        .collect();
    Some(if stated.is_empty() { said } else { format!("{said} (stated: {})", stated.join("; ")) })
}

/// Whether a fact's own value says more than the condition does: a day or a number does, a yes or a no does not.
fn is_measured(plan: &Plan, leaf: &Leaf) -> bool {
    let Leaf::Fact(fact, _) = leaf else { return false };
    plan.meaning.facts.facts.get(*fact).is_some_and(|fact| {
        fact.ty.present().is_numeric()
            || matches!(fact.ty.present(), whereas_value::Type::Record(_))
    })
}

/// A factor of a ledger in words: which way it speaks, and whether it is present.
#[must_use]
pub fn ledger_line(plan: &Plan, entry: &LedgerEntry) -> String {
    let Some(words) = plan.book.factors.get(entry.factor) else { return String::new() };
    let ways: Vec<String> = words
        .directions
        .iter()
        .map(|(ledger, way)| {
            let ledger = plan.book.ledgers.get(*ledger);
            match (way.as_str(), ledger) {
                ("toward", Some(ledger)) => format!("for {}", ledger.toward.plain),
                ("away", Some(ledger)) => format!("for {}", ledger.away.plain),
                _ => "either way".to_owned(),
            }
        })
        .collect();
    let mut ways = ways;
    ways.dedup();
    let state = match entry.state {
        FactorState::Present => "present".to_owned(),
        FactorState::Absent => "not present".to_owned(),
        FactorState::MustBeFound => "for a person to find".to_owned(),
        FactorState::Valueless => "cannot be told".to_owned(),
        FactorState::MayBePresent => {
            let missing: Vec<String> =
                entry.missing.iter().map(|it| leaf::name(plan, it)).collect();
            format!("may be present; would tell: {}", missing.join("; "))
        }
    };
    format!("{}: {} ({state})", ways.join(", "), words.label.plain)
}
