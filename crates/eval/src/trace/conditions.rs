//! The conditions of a rule with their truth: which part failed, and the facts it speaks of.

use whereas_plan::SlotId;
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
    /// Its place among the conditions of the program.
    pub condition: u32,
    /// Of which elements of the lists around it it is told.
    pub at: Vec<u32>,
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
    /// Not joined of others: its number among the book's conditions.
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
            when: rule.when.and_then(|when| self.told(store, when, &[asked.row], DEPTH)),
            unless: rule.unless.and_then(|unless| self.told(store, unless, &[asked.row], DEPTH)),
        });
        told.collect()
    }

    /// A condition by its number, where it speaks of at most one list.
    pub(super) fn told_of(&self, store: &Store, condition: u32, row: u32) -> Option<Told> {
        self.told(store, condition, &[row], DEPTH)
    }

    /// A condition by its number, of these elements of the lists around it.
    pub fn told_at(&self, store: &Store, condition: u32, at: &[u32]) -> Option<Told> {
        self.told(store, condition, at, DEPTH)
    }

    fn told(&self, store: &Store, number: u32, at: &[u32], depth: u32) -> Option<Told> {
        let condition = self.program.conditions.get(number as usize)?;
        let at = within(at, condition.around);
        let row = self.row_at(condition.slot, &condition.via, at);
        let truth = self.truth(store, condition.slot, row);
        let below = depth.checked_sub(1)?;
        let parts = |parts: &[u32]| -> Vec<Told> {
            parts.iter().filter_map(|part| self.told(store, *part, at, below)).collect()
        };
        let form = match &condition.form {
            Form::And(all) => ToldForm::And(parts(all)),
            Form::Or(all) => ToldForm::Or(parts(all)),
            Form::Not(one) => ToldForm::Not(Box::new(self.told(store, *one, at, below)?)),
            Form::Atom(atom)
            | Form::AtLeast { atom, .. }
            | Form::Any { atom, .. }
            | Form::Every { atom, .. } => ToldForm::Atom(*atom),
        };
        Some(Told { truth, form, condition: number, at: at.to_vec() })
    }

    /// The row of a slot that speaks of some of the lists around it, of these elements of theirs.
    pub(super) fn row_at(&self, slot: SlotId, via: &[u32], at: &[u32]) -> u32 {
        let lengths = self.layout.dimensions(slot);
        via.iter().zip(lengths).fold(0_u32, |row, (place, length)| {
            let element = at.get(*place as usize).copied().unwrap_or(0);
            row.saturating_mul(*length).saturating_add(element)
        })
    }
}

/// The elements of those lists that are around a thing: a term that is read of an element speaks of none.
#[must_use]
pub fn within(at: &[u32], around: u32) -> &[u32] {
    at.get(..around as usize).unwrap_or(at)
}

impl Told {
    /// The atoms that keep the condition from being yes (of a condition that is no), or from being no (of one that is
    /// yes): what there is to say of it. Each once.
    #[must_use]
    pub fn reasons(&self) -> Vec<(u32, &Self)> {
        let mut reasons = Vec::new();
        self.collect(&mut reasons);
        reasons
    }

    fn collect<'t>(&'t self, reasons: &mut Vec<(u32, &'t Self)>) {
        match &self.form {
            ToldForm::Atom(atom) => {
                let same = |(other, told): &(u32, &Self)| {
                    other == atom && told.truth == self.truth && told.at == self.at
                };
                if !reasons.iter().any(same) {
                    reasons.push((*atom, self));
                }
            }
            ToldForm::Not(one) => one.collect(reasons),
            ToldForm::And(all) => self.collect_like(all, Truth::NO, reasons),
            ToldForm::Or(all) => self.collect_like(all, Truth::YES, reasons),
        }
    }

    /// Where one part settles the whole, only such parts are reasons; else all that are not settled the other way, or
    /// all of them where all are.
    fn collect_like<'t>(
        &self,
        all: &'t [Self],
        settles: Truth,
        reasons: &mut Vec<(u32, &'t Self)>,
    ) {
        let other = settles.negated();
        let wanted = |told: &&Self| {
            if self.truth == settles {
                told.truth == settles
            } else {
                self.truth == other || told.truth != other
            }
        };
        all.iter().filter(wanted).for_each(|told| told.collect(reasons));
    }
}
