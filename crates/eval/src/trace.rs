//! What became of each rule of a question: read off the slots of a run.

mod conditions;
mod waits;

use std::collections::BTreeSet;

use whereas_plan::program::{QuestionSlots, RowSlots};
use whereas_value::Abstract;
use whereas_value::answer::{RuleTrace, Standing};
use whereas_value::id::RuleId;

pub use conditions::{RuleConditions, Told, ToldForm};

use crate::cell::Truth;
use crate::machine::Machine;
use crate::session::Asked;
use crate::store::Store;

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
