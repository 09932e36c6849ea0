//! A program without what nothing in it asks for: terms that are not used, decisions that nobody reads.
//!
//! Reads a program; produces one that means the same. What is left has new numbers, in the old order, so that what is
//! not used leaves no trace in a plan, nor in its hash.

use std::collections::BTreeMap;

use whereas_plan::op::{CombineId, ConstantId, JudgingId, Mapping, Range, SlotId};
use whereas_plan::program::{Combine, CombineRow, Condition, Figure, Judging, Program};
use whereas_value::id::IndexVec;

use crate::builder::Builder;

/// The program without what is not asked for.
pub fn prune(old: Program) -> Program {
    let used = used(&old);
    let mut pruning = Pruning { old: &old, builder: Builder::new(), slots: BTreeMap::new() };
    for (id, slot) in old.slots.enumerate() {
        let Some(op) = old.ops.get(id).filter(|_| used.get(id) == Some(&true)) else { continue };
        let dimensions = old.frames.get(slot.frame).cloned().unwrap_or_default();
        let frame = pruning.builder.frame(dimensions);
        let op = op.mapped(&mut pruning);
        let new = pruning.builder.emit(op, slot.class, frame);
        pruning.slots.insert(id, new);
    }
    pruning.finish()
}

/// The slots that the tables of a program ask for, and those that these read.
fn used(program: &Program) -> IndexVec<SlotId, bool> {
    let mut used: IndexVec<SlotId, bool> = program.slots.iter().map(|_| false).collect();
    let mut todo: Vec<SlotId> = Vec::new();
    for question in program.decisions.iter().flat_map(|decision| &decision.questions) {
        todo.push(question.answer);
        for row in &question.rows {
            todo.extend([row.stands, row.prevails, row.value, row.off]);
            todo.extend(row.switches.iter().map(|(_, slot)| *slot));
        }
    }
    for judging in program.judgements.iter().filter_map(|judging| program.judgings.get(*judging)) {
        todo.extend([judging.off, judging.ready]);
        todo.extend(judging.factors.iter().map(|(_, slot)| *slot));
    }
    todo.extend(program.there.iter().map(|(_, slot)| *slot));
    todo.extend(program.guarantees.iter().flatten().chain(&program.permissions));
    todo.extend(program.conditions.iter().map(|condition| condition.slot));
    todo.extend(program.figures.iter().map(|figure| figure.slot));
    for wait in &program.waits {
        todo.extend([wait.met, wait.off]);
        todo.extend(wait.switches.iter().map(|(_, slot)| *slot));
    }
    for duty in program.duties.iter().flatten() {
        let slots = [duty.arises, duty.time, duty.day, duty.discharged, duty.excused];
        todo.extend(slots.into_iter().flatten());
    }
    while let Some(slot) = todo.pop() {
        let Some(seen @ false) = used.get_mut(slot) else { continue };
        *seen = true;
        if let Some(op) = program.ops.get(slot) {
            program.each_read(*op, |read, _| todo.push(read));
        }
    }
    used
}

struct Pruning<'p> {
    old: &'p Program,
    builder: Builder,
    slots: BTreeMap<SlotId, SlotId>,
}

impl Mapping for Pruning<'_> {
    /// What is used was put in its place before anything that reads it.
    fn slot(&mut self, slot: SlotId) -> SlotId {
        self.slots.get(&slot).copied().unwrap_or(slot)
    }

    fn slots(&mut self, slots: Range) -> Range {
        let slots: Vec<SlotId> = self.old.slots_of(slots).map(|slot| self.slot(slot)).collect();
        self.builder.slots(&slots)
    }

    fn places(&mut self, places: Range) -> Range {
        self.builder.run(self.old.run(places).iter().copied())
    }

    fn constant(&mut self, constant: ConstantId) -> ConstantId {
        match self.old.constants.get(constant) {
            Some(value) => self.builder.constant_set(value.clone()),
            None => constant,
        }
    }

    fn combine(&mut self, combine: CombineId) -> CombineId {
        let Some(old) = self.old.combines.get(combine) else { return combine };
        let new = Combine {
            ready: old.ready.map(|slot| self.slot(slot)),
            otherwise: old.otherwise.map(|slot| self.slot(slot)),
            rows: old
                .rows
                .iter()
                .map(|row| CombineRow {
                    stands: self.slot(row.stands),
                    prevails: self.slot(row.prevails),
                    value: self.slot(row.value),
                    class: row.class,
                    above: row.above.clone(),
                })
                .collect(),
            groups: old.groups.clone(),
        };
        self.builder.combine(new)
    }

    fn judging(&mut self, judging: JudgingId) -> JudgingId {
        let Some(old) = self.old.judgings.get(judging) else { return judging };
        let new = Judging {
            judgement: old.judgement,
            off: self.slot(old.off),
            ready: self.slot(old.ready),
            factors: old.factors.iter().map(|(factor, slot)| (*factor, self.slot(*slot))).collect(),
        };
        self.builder.judging(new)
    }
}

impl Pruning<'_> {
    /// Brings the tables over.
    fn finish(mut self) -> Program {
        let old = self.old;
        let mut decisions = old.decisions.clone();
        for question in decisions.iter_mut().flat_map(|decision| &mut decision.questions) {
            question.answer = self.slot(question.answer);
            for row in &mut question.rows {
                row.stands = self.slot(row.stands);
                row.prevails = self.slot(row.prevails);
                row.value = self.slot(row.value);
                row.off = self.slot(row.off);
                row.switches.iter_mut().for_each(|(_, slot)| *slot = self.slot(*slot));
            }
        }
        let judgements = old.judgements.iter().map(|judging| self.judging(*judging)).collect();
        // A condition stands behind those that it is made of, and keeps its number.
        for condition in &old.conditions {
            let slot = self.slot(condition.slot);
            self.builder.condition(Condition { slot, ..condition.clone() });
        }
        for figure in &old.figures {
            let slot = self.slot(figure.slot);
            self.builder.figure(Figure { slot, ..figure.clone() });
        }
        let mut waits = old.waits.clone();
        for wait in &mut waits {
            wait.met = self.slot(wait.met);
            wait.off = self.slot(wait.off);
            wait.switches.iter_mut().for_each(|(_, slot)| *slot = self.slot(*slot));
        }
        let mut duties = old.duties.clone();
        for duty in duties.iter_mut().flatten() {
            let slots = [
                &mut duty.arises,
                &mut duty.time,
                &mut duty.day,
                &mut duty.discharged,
                &mut duty.excused,
            ];
            slots.into_iter().flatten().for_each(|slot| *slot = self.slot(*slot));
        }
        let there = old.there.iter().map(|(list, slot)| (*list, self.slot(*slot))).collect();
        let guarantees =
            old.guarantees.iter().map(|slot| slot.map(|slot| self.slot(slot))).collect();
        let permissions = old.permissions.iter().map(|slot| self.slot(*slot)).collect();
        let live = old.live.clone();
        Program {
            live,
            judgements,
            decisions,
            duties,
            there,
            guarantees,
            permissions,
            waits,
            scope: old.scope,
            permissions_told: old.permissions_told.clone(),
            guarantees_told: old.guarantees_told.clone(),
            ..self.builder.program
        }
    }
}
