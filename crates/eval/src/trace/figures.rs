//! Values that are worked out: what each came to, and at which step one has no result.

use whereas_plan::op::{Arithmetic, Op};
use whereas_plan::program::{Figure, Given, Working};
use whereas_value::id::FactId;
use whereas_value::{Abstract, Cause, Causes, Interval, Number, Values};

use super::conditions::within;
use crate::cell::Truth;
use crate::machine::Machine;
use crate::session::Asked;
use crate::store::Store;
use whereas_value::id::RuleId;

/// Why a step has no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoResult {
    /// It divides by zero.
    DivisionByZero,
    /// There is no such day.
    NoSuchDay,
    /// The number is too long, or there is too much to compute.
    TooLong,
    /// What it reads, a decision or a value of another clause, has none.
    ReadHasNone,
}

/// A step that has no result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Culprit {
    /// The step: among the figures of the program.
    pub figure: u32,
    /// Of which elements of the lists around it.
    pub at: Vec<u32>,
    /// Why.
    pub why: NoResult,
}

/// How deep it is looked for.
const DEPTH: u32 = 256;

impl Machine<'_> {
    /// How what a rule of a question gives is worked out.
    pub fn rule_given(&self, asked: Asked, rule: RuleId) -> Option<Given> {
        self.question(asked)?.rows.iter().find(|row| row.rule == rule)?.given
    }

    /// How what `otherwise` gives is worked out.
    pub fn otherwise_given(&self, asked: Asked) -> Option<Given> {
        self.question(asked)?.otherwise
    }

    /// A figure by its number.
    pub fn figure(&self, figure: u32) -> Option<&Figure> {
        self.program.figures.get(figure as usize)
    }

    /// What a figure came to, of these elements of the lists around it.
    pub fn figure_value(&self, store: &Store, figure: &Figure, at: &[u32]) -> Abstract {
        let at = within(at, figure.around);
        self.outcome(store, figure.slot, self.row_at(figure.slot, &figure.via, at))
    }

    /// Whether a condition holds, of these elements of the lists around it.
    pub fn condition_truth(&self, store: &Store, condition: u32, at: &[u32]) -> Truth {
        let Some(condition) = self.program.conditions.get(condition as usize) else {
            return Truth::EMPTY;
        };
        let at = within(at, condition.around);
        self.truth(store, condition.slot, self.row_at(condition.slot, &condition.via, at))
    }

    /// The elements of a list that a case states, each at the end of the elements of the lists around it.
    pub fn elements_of(&self, list: FactId, at: &[u32]) -> impl Iterator<Item = (u32, Vec<u32>)> {
        let at = at.to_vec();
        (0..self.loaded.length(list)).map(move |row| {
            let mut at = at.clone();
            at.push(row);
            (row, at)
        })
    }

    /// The first step of a value that has no result, though all that it reads has one.
    pub fn culprit(&self, store: &Store, figure: u32, at: &[u32]) -> Option<Culprit> {
        self.culprit_in(store, figure, at, DEPTH)
    }

    fn culprit_in(&self, store: &Store, number: u32, at: &[u32], depth: u32) -> Option<Culprit> {
        let figure = self.figure(number)?;
        let at = within(at, figure.around);
        let below = depth.checked_sub(1)?;
        if !is_fault(&self.figure_value(store, figure, at)) {
            return None;
        }
        let taken: Vec<u32> = match &figure.form {
            // Only the branch that is taken counts.
            Working::If { test, then, otherwise } => {
                let test = self.condition_truth(store, *test, at);
                let then = then.filter(|_| test != Truth::NO);
                let otherwise = otherwise.filter(|_| test != Truth::YES);
                then.into_iter().chain(otherwise).collect()
            }
            Working::Said | Working::Means(_) | Working::Over { .. } => figure.parts.clone(),
        };
        let mut within = taken.iter();
        if let Some(found) = within.find_map(|part| self.culprit_in(store, *part, at, below)) {
            return Some(found);
        }
        if let Working::Over { list, item: Some(item), .. } = figure.form {
            let mut elements = self.elements_of(list, at);
            let found = elements.find_map(|(_, at)| self.culprit_in(store, item, &at, below));
            if found.is_some() {
                return found;
            }
        }
        let why = self.why(store, figure, at)?;
        Some(Culprit { figure: number, at: at.to_vec(), why })
    }

    fn why(&self, store: &Store, figure: &Figure, at: &[u32]) -> Option<NoResult> {
        let op = self.program.ops.get(figure.slot)?;
        if matches!(op, Op::Read(_) | Op::Combine(_) | Op::Scoped { .. } | Op::Judging(_)) {
            return Some(NoResult::ReadHasNone);
        }
        let Op::Arithmetic { op, right, .. } = op else { return Some(NoResult::TooLong) };
        Some(match op {
            Arithmetic::Divide | Arithmetic::DivideByWhole => {
                let row = self.row_at(figure.slot, &figure.via, at);
                let by = self.outcome(store, *right, row).values;
                let zero = Values::Number(Some(Interval::single(Number::ZERO)));
                if by == zero { NoResult::DivisionByZero } else { NoResult::TooLong }
            }
            Arithmetic::AddDays
            | Arithmetic::SubtractDays
            | Arithmetic::AddMonths(_)
            | Arithmetic::SubtractMonths(_) => NoResult::NoSuchDay,
            Arithmetic::Add
            | Arithmetic::Subtract
            | Arithmetic::Multiply
            | Arithmetic::DaysBetween
            | Arithmetic::MonthsBetween(_)
            | Arithmetic::YearsBetween(_)
            | Arithmetic::DivideByNonzero
            | Arithmetic::DivideByNonzeroWhole => NoResult::TooLong,
        })
    }
}

/// Whether it surely has no result.
fn is_fault(outcome: &Abstract) -> bool {
    outcome.values.is_empty() && outcome.causes == Causes::of(Cause::Fault)
}
