//! What became of each rule of a question: read off the slots of a run.

mod beside;
mod conditions;
mod figures;
mod waits;

use std::collections::BTreeSet;

use whereas_plan::program::{Form, QuestionSlots, RowSlots};
use whereas_value::Abstract;
use whereas_value::answer::{RuleTrace, Standing};
use whereas_value::id::{ClauseId, RuleId};

pub use beside::{Asks, DutyConditions};
pub use conditions::{RuleConditions, Told, ToldForm, within};
pub use figures::{Culprit, NoResult};

use crate::cell::Truth;
use crate::machine::Machine;
use crate::session::Asked;
use crate::store::Store;

/// What switches a clause off, or may.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Switch {
    /// The clause that says so.
    pub clause: ClauseId,
    /// Whether it surely does.
    pub surely: bool,
    /// Its condition, where it has one.
    pub when: Option<Told>,
}

impl Machine<'_> {
    /// The slots of a question.
    pub fn question(&self, asked: Asked) -> Option<&QuestionSlots> {
        self.program.decisions.get(asked.decision)?.questions.get(asked.value as usize)
    }

    /// What became of each rule of a question.
    pub fn trace(&self, store: &Store, asked: Asked) -> Vec<RuleTrace> {
        let Some(question) = self.question(asked) else { return Vec::new() };
        let told = question.rows.iter().map(|rule| RuleTrace {
            clause: rule.clause,
            rule: rule.rule,
            standing: self.standing(store, question, rule, asked.row),
        });
        told.collect()
    }

    /// What switches the clause of a rule off, or may.
    pub fn switches(&self, store: &Store, asked: Asked, rule: RuleId) -> Vec<Switch> {
        let Some(question) = self.question(asked) else { return Vec::new() };
        let Some(row) = question.rows.iter().find(|row| row.rule == rule) else {
            return Vec::new();
        };
        let told = row.switches.iter().filter_map(|(clause, slot)| {
            let truth = self.truth(store, *slot, asked.row);
            let condition = self.program.conditions.iter().position(|it| {
                // The condition of a switch stands at its slot.
                it.slot == *slot && matches!(it.form, Form::And(_))
            });
            let condition = condition.and_then(|at| u32::try_from(at).ok());
            truth.may_yes().then(|| Switch {
                clause: *clause,
                surely: truth == Truth::YES,
                when: condition.and_then(|at| self.told_of(store, at, asked.row)),
            })
        });
        told.collect()
    }

    /// What a rule of a question gives.
    pub fn gives(&self, store: &Store, asked: Asked, rule: RuleId) -> Option<Abstract> {
        let row = self.question(asked)?.rows.iter().find(|row| row.rule == rule)?;
        Some(self.outcome(store, row.value, asked.row))
    }

    fn standing(
        &self,
        store: &Store,
        question: &QuestionSlots,
        rule: &RowSlots,
        row: u32,
    ) -> Standing {
        let stands = self.truth(store, rule.stands, row);
        let prevails = self.truth(store, rule.prevails, row);
        if prevails == Truth::YES {
            return Standing::Prevails;
        }
        if stands.is_valueless() {
            return Standing::Valueless(stands.causes());
        }
        if stands == Truth::NO {
            if self.truth(store, rule.off, row) != Truth::YES {
                return Standing::NotApplicable;
            }
            let by = rule
                .switches
                .iter()
                .filter(|(_, slot)| self.truth(store, *slot, row) == Truth::YES);
            let by: BTreeSet<_> = by.map(|(clause, _)| *clause).collect();
            return Standing::SwitchedOff(by.into_iter().collect());
        }
        if stands == Truth::YES && prevails == Truth::NO {
            let upper = rule.above.iter().filter_map(|place| question.rows.get(*place as usize));
            let upper = upper.filter(|upper| self.truth(store, upper.stands, row) == Truth::YES);
            let upper: BTreeSet<_> = upper.map(|upper| upper.clause).collect();
            return Standing::Overridden(upper.into_iter().collect());
        }
        if prevails.is_valueless() {
            return Standing::Valueless(prevails.causes());
        }
        Standing::Open
    }
}
