//! Judgements and their parts, which may be said in several clauses, and factors.

use whereas_syntax::tree::{self, FactorBasis, FactorSide, JudgementPart};
use whereas_value::id::{ClauseId, JudgementId};
use whereas_value::types::Type;

use super::entry::Entry;
use super::faults;
use super::lower::Lower;
use super::scope::Lookup;
use crate::clause::{Direction, Factor, Prerequisite, Presence, Waits};

impl Lower<'_> {
    /// The parts that are said where the judgement itself stands.
    pub(super) fn judgement_parts(&mut self, clause: ClauseId, judgement: &tree::Judgement) {
        let file = self.env_of(clause).file;
        // Of two judgements of one name the first has it; the second was reported.
        let found = self.scopes.get(file).map(|scope| scope.look_up(&judgement.name.text));
        let Some(Lookup::One(Entry::Judgement(id))) = found else { return };
        if self.map.judgements.get(id) != Some(&judgement.name.span) {
            return;
        }
        self.made_by(clause, file, id, &judgement.made_by);
        if let Some(ledger) = &judgement.weighing {
            self.weighs(clause, file, id, ledger);
        }
        if let Some(after) = judgement.only_after {
            self.found_only_after(clause, id, after);
        }
        if let Some(actor) = &judgement.burden_on {
            self.burden(clause, file, id, actor);
        }
    }

    pub(super) fn judgement_part(&mut self, clause: ClauseId, part: &JudgementPart) {
        let file = self.env_of(clause).file;
        let (JudgementPart::MadeBy { judgement, .. }
        | JudgementPart::Weighs { judgement, .. }
        | JudgementPart::FoundOnlyAfter { judgement, .. }
        | JudgementPart::BurdenOn { judgement, .. }) = part;
        let Some(id) = self.judgement(file, judgement) else { return };
        self.own_judgement(clause, id, judgement);
        match part {
            JudgementPart::MadeBy { actors, .. } => self.made_by(clause, file, id, actors),
            JudgementPart::Weighs { ledger, .. } => self.weighs(clause, file, id, ledger),
            JudgementPart::FoundOnlyAfter { after, .. } => {
                self.found_only_after(clause, id, *after);
            }
            JudgementPart::BurdenOn { actor, .. } => self.burden(clause, file, id, actor),
        }
    }

    /// What is said of a judgement is said in its own policy.
    pub(super) fn own_judgement(&mut self, clause: ClauseId, id: JudgementId, name: &tree::Name) {
        let home = self.hir.judgements.get(id).map(|it| it.clause);
        let of = home.and_then(|home| self.hir.clauses.get(home)).map(|it| it.policy);
        let here = self.hir.clauses.get(clause).map(|it| it.policy);
        if of != here {
            let declared = self.map.judgements.get(id).copied();
            self.report(faults::rules::of_another_policy(name, "judgement", declared));
        }
    }

    fn made_by(&mut self, clause: ClauseId, file: usize, id: JudgementId, actors: &[tree::Name]) {
        for name in actors {
            let Some(actor) = self.actor(file, name) else { continue };
            if let Some(judgement) = self.hir.judgements.get_mut(id)
                && !judgement.makers.contains(&(actor, clause))
            {
                judgement.makers.push((actor, clause));
            }
        }
    }

    fn weighs(&mut self, clause: ClauseId, file: usize, id: JudgementId, ledger: &tree::Name) {
        let Some(ledger) = self.ledger(file, ledger) else { return };
        if let Some(judgement) = self.hir.judgements.get_mut(id)
            && !judgement.ledgers.contains(&(ledger, clause))
        {
            judgement.ledgers.push((ledger, clause));
        }
    }

    fn found_only_after(&mut self, clause: ClauseId, id: JudgementId, after: tree::ExprId) {
        let mut env = self.env_of(clause);
        let condition = self.condition(&mut env, after);
        let prerequisite = Prerequisite { of: Waits::Judgement(id), element: None, condition };
        self.clause(clause, |it| it.prerequisites.push(prerequisite));
    }

    fn burden(&mut self, clause: ClauseId, file: usize, id: JudgementId, name: &tree::Name) {
        let Some(actor) = self.actor(file, name) else { return };
        let Some(judgement) = self.hir.judgements.get_mut(id) else { return };
        let fits = matches!(judgement.ty, Type::Truth | Type::Broken);
        let first = judgement.burden.is_none();
        if fits && first {
            judgement.burden = Some((actor, clause));
        } else if !fits {
            self.report(faults::rules::burden_of_yes_no(name));
        } else {
            self.report(faults::rules::burden_twice(name));
        }
    }

    pub(super) fn one_factor(&mut self, clause: ClauseId, factor: &tree::Factor) {
        let mut env = self.env_of(clause);
        let mut ledgers = Vec::new();
        for bearing in &factor.bearings {
            let direction = match bearing.side {
                FactorSide::Toward => Direction::Toward,
                FactorSide::Away => Direction::Away,
                FactorSide::EitherWay => Direction::EitherWay,
            };
            for name in &bearing.ledgers {
                let Some(ledger) = self.ledger(env.file, name) else { continue };
                if ledgers.iter().any(|(known, _)| *known == ledger) {
                    self.report(faults::rules::ledger_twice(name));
                } else {
                    ledgers.push((ledger, direction));
                }
            }
        }
        let present = match &factor.basis {
            FactorBasis::When(condition) => Presence::When(self.condition(&mut env, *condition)),
            FactorBasis::FoundBy(actors) => {
                let found: Vec<_> =
                    actors.iter().filter_map(|name| self.actor(env.file, name)).collect();
                if found.is_empty() {
                    // The factor keeps its place in the table; that nobody finds it was reported.
                    Presence::When(self.missing(factor.name.span))
                } else {
                    Presence::FoundBy(found)
                }
            }
        };
        let label = self.label(env.file, &factor.label);
        self.map.factors.push(factor.name.span);
        let name = factor.name.text.clone();
        self.hir.factors.push(Factor { name, label, clause, ledgers, present });
    }
}
