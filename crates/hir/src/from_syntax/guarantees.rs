//! Guarantees: what must hold in every possible case.

use whereas_syntax::tree::{self, GuaranteeKind as Written};
use whereas_value::id::ClauseId;

use super::lower::Lower;
use crate::clause::{Guarantee, GuaranteeKind};

impl Lower<'_> {
    pub(super) fn guarantee(&mut self, clause: ClauseId, guarantee: &tree::Guarantee) {
        let mut env = self.env_of(clause);
        let label = self.label(env.file, &guarantee.label);
        let kind = match &guarantee.kind {
            Written::Always(condition) => {
                GuaranteeKind::Always(self.condition(&mut env, *condition))
            }
            Written::Never(condition) => GuaranteeKind::Never(self.condition(&mut env, *condition)),
            Written::Monotone { raising, lowers, decision } => {
                let fact = self.fact(env.file, raising);
                let decision = self.decision(env.file, decision);
                let (Some(fact), Some(decision)) = (fact, decision) else { return };
                GuaranteeKind::Raising { fact, never_raises: !lowers, decision }
            }
        };
        self.map.guarantees.push(guarantee.label.span);
        self.hir.guarantees.push(Guarantee { label, clause, kind });
    }
}
