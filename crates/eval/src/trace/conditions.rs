//! The conditions of a rule with their truth: which part failed, and the facts it speaks of.

use whereas_plan::program::Form;

use crate::cell::Truth;
use crate::machine::Machine;
use crate::session::Asked;
use crate::store::Store;
use whereas_value::id::RuleId;

/// A condition and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// Whether it holds.
    pub truth: Truth,
    /// What it is made of.
    pub form: ToldForm,
}

/// How a condition is made of others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ToldForm {
    /// `C and D`
    And(Vec<Told>),
    /// `C or D`
    Or(Vec<Told>),
    /// `not C`
    Not(Box<Told>),
    /// Not made of others: its number among the book's conditions.
    Atom(u32),
}

/// The conditions of a rule of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleConditions {
    /// The rule.
    pub rule: RuleId,
    /// `when C`
    pub when: Option<Told>,
    /// `unless D`
    pub unless: Option<Told>,
}

/// How deep conditions are told: deeper ones are told as the atoms they would be.
const DEPTH: u32 = 128;

impl Machine<'_> {
    /// The conditions of the rules of a question that are wanted, in the order of its trace.
    pub fn conditions(
        &self,
        store: &Store,
        asked: Asked,
        wanted: impl Fn(RuleId) -> bool,
    ) -> Vec<RuleConditions> {
        let Some(question) = self.question(asked) else { return Vec::new() };
        let rows = question.rows.iter().filter(|rule| wanted(rule.rule));
        let told = rows.map(|rule| RuleConditions {
            rule: rule.rule,
            when: rule.when.and_then(|when| self.told(store, when, asked.row, DEPTH)),
            unless: rule.unless.and_then(|unless| self.told(store, unless, asked.row, DEPTH)),
        });
        told.collect()
    }

    /// A condition by its number.
    pub(super) fn told_of(&self, store: &Store, condition: u32, row: u32) -> Option<Told> {
        self.told(store, condition, row, DEPTH)
    }

    fn told(&self, store: &Store, condition: u32, row: u32, depth: u32) -> Option<Told> {
        let condition = self.program.conditions.get(condition as usize)?;
        // What reads nothing of an event stands in no frame.
        let at = if self.layout.dimensions(condition.slot).is_empty() { 0 } else { row };
        let truth = self.truth(store, condition.slot, at);
        let below = depth.checked_sub(1)?;
        let parts = |parts: &[u32]| -> Vec<Told> {
            parts.iter().filter_map(|part| self.told(store, *part, row, below)).collect()
        };
        let form = match &condition.form {
            Form::And(all) => ToldForm::And(parts(all)),
            Form::Or(all) => ToldForm::Or(parts(all)),
            Form::Not(one) => ToldForm::Not(Box::new(self.told(store, *one, row, below)?)),
            Form::Atom(atom) => ToldForm::Atom(*atom),
        };
        Some(Told { truth, form })
    }
}

impl Told {
    /// The atoms that keep the condition from being yes (of a condition that is no), or from being no (of one that is
    /// yes): what there is to say of it.
    #[must_use]
    pub fn reasons(&self) -> Vec<(u32, Truth)> {
        let mut reasons = Vec::new();
        self.collect(&mut reasons);
        reasons
    }

    fn collect(&self, reasons: &mut Vec<(u32, Truth)>) {
        match &self.form {
            ToldForm::Atom(atom) => {
                let reason = (*atom, self.truth);
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
            ToldForm::Not(one) => one.collect(reasons),
            ToldForm::And(all) => self.collect_like(all, Truth::NO, reasons),
            ToldForm::Or(all) => self.collect_like(all, Truth::YES, reasons),
        }
    }

    /// Where one part settles the whole, only such parts are reasons; else all that are not settled the other way, or
    /// all of them where all are.
    fn collect_like(&self, all: &[Told], settles: Truth, reasons: &mut Vec<(u32, Truth)>) {
        let other = settles.negated();
        let wanted = |told: &&Told| {
            if self.truth == settles {
                told.truth == settles
            } else {
                self.truth == other || told.truth != other
            }
        };
        all.iter().filter(wanted).for_each(|told| told.collect(reasons));
    }
}
