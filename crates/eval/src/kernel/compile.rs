//! From the operations of a program to code.
//!
//! Reads a program and the units of its slots; produces where its slots are to be kept and what runs over them. An
//! operation that has no kind of its own stays a [`Kind::Step`].

use std::collections::BTreeMap;

use whereas_plan::facts::Constant;
use whereas_plan::op::{Arithmetic, CombineId, FrameId, Order, Range};
use whereas_plan::program::ConstantSet;
use whereas_plan::{Class, Meaning, Op, Program, SlotId};
use whereas_value::MonthEnds;
use whereas_value::id::IndexVec;
use whereas_value::number::power_of_ten;

use super::alias::{Aliases, constant_of, place_of};
use super::junctions::{self, Many, Of};
use super::schedule::{Step, schedule};
use super::truths::Test;
use super::{Args, Code, Column, Kind, Rule, Rules, Run};
use crate::layout::{EXACT, Layout, Placed};
use crate::stated::Leaves;

/// More months than lie between any two days.
const MONTHS: i64 = 119_987;

/// What is made of a program.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// Where its slots are to be kept, and after them what is computed on the way.
    pub placed: Vec<Placed>,
    /// The slots that are the same in every case.
    pub fixed: Vec<SlotId>,
    /// The slots of numbers that a case states, with their places among them.
    pub stated: Vec<(SlotId, u32)>,
    /// The code, over slots.
    pub code: Code,
    /// What it is made of, each after what it reads.
    steps: Vec<Step>,
}

impl Compiled {
    /// What is to run again where these slots change, over the places of a layout.
    pub fn downstream(&self, changed: &[SlotId], layout: &Layout) -> Vec<Run> {
        let mut is_changed = vec![false; self.placed.len()];
        let change = |is_changed: &mut Vec<bool>, slot: u32| {
            if let Some(slot) = is_changed.get_mut(slot as usize) {
                *slot = true;
            }
        };
        changed.iter().for_each(|slot| change(&mut is_changed, slot.0));
        for step in &self.steps {
            let reads = |slot: &u32| is_changed.get(*slot as usize) == Some(&true);
            if step.reads.iter().any(reads) {
                change(&mut is_changed, step.args.out);
            }
        }
        let mut runs = Vec::new();
        for Run { kind, frame, all } in &self.code.runs {
            let again = |args: &&Args| is_changed.get(args.out as usize) == Some(&true);
            let all: Vec<Args> = all.iter().filter(again).copied().collect();
            if !all.is_empty() {
                let mut run = Run { kind: *kind, frame: *frame, all };
                run.put(layout);
                runs.push(run);
            }
        }
        runs
    }
}

/// Compiles a program.
pub fn compile(
    program: &Program,
    meaning: &Meaning,
    units: &IndexVec<SlotId, Option<u8>>,
    leaves: &Leaves,
) -> Compiled {
    let aliases = Aliases::of(program);
    let mut compiler = Compiler {
        program,
        leaves,
        aliases: &aliases,
        placed: Vec::new(),
        steps: Vec::new(),
        finer: BTreeMap::new(),
        code: Code::default(),
    };
    let mut fixed = Vec::new();
    let mut stated = Vec::new();
    for (slot, declared) in program.slots.enumerate() {
        let Some(op) = program.ops.get(slot) else { continue };
        let root = aliases.root(slot);
        let input = if let Op::Input { input, guards: 0 } = *op
            && declared.frame == FrameId(0)
        {
            leaves.inputs.get(input).filter(|_| {
                meaning.inputs.get(input).is_some_and(|input| input.class == declared.class)
            })
        } else {
            None
        };
        let taken = input
            .filter(|_| matches!(declared.class, Class::Truth | Class::Choice | Class::Number));
        compiler.placed.push(Placed {
            class: declared.class,
            frame: declared.frame,
            scale: units.get(slot).copied().flatten().unwrap_or(EXACT),
            like: (root != slot).then(|| place_of(root)),
            stated: taken.copied(),
        });
        let is_fixed = aliases.fixed.get(slot) == Some(&true);
        if is_fixed && root == slot {
            fixed.push(slot);
        }
        if let (Some(place), Class::Number) = (taken, declared.class) {
            stated.push((slot, *place));
        }
    }
    for (slot, op) in program.ops.enumerate() {
        let own = aliases.root(slot) == slot && aliases.fixed.get(slot) == Some(&false);
        let taken = compiler.placed.get(slot.0 as usize).is_some_and(|slot| slot.stated.is_some());
        if own && !taken && !is_column(program, slot, *op) {
            compiler.slot(slot, *op);
        }
    }
    let [truth, choice, number, ..] = leaves.counts;
    compiler.code.stated = [truth, choice, number].map(|count| count as usize);
    compiler.code.columns = columns(program, leaves, &aliases);
    let (placed, code, steps) = compiler.finish();
    Compiled { placed, fixed, stated, code, steps }
}

/// Whether a slot is a column that is taken over from what a case states.
fn is_column(program: &Program, slot: SlotId, op: Op) -> bool {
    let class = program.slots.get(slot).map(|slot| slot.class);
    matches!(class, Some(Class::Truth | Class::Choice | Class::Number))
        && matches!(op, Op::Cell { guards: 0, .. })
}

/// All columns of the plan, and where a program reads them.
fn columns(program: &Program, leaves: &Leaves, aliases: &Aliases) -> Vec<Column> {
    let mut columns = Vec::new();
    for (id, kept) in leaves.columns.enumerate() {
        let reads = program.ops.enumerate().filter(|(slot, op)| {
            matches!(op, Op::Cell { column, .. } if *column == id)
                && is_column(program, *slot, **op)
                && aliases.root(*slot) == *slot
        });
        let column =
            |slot| Column { slot, class: kept.class, list: kept.list, out: slot.0, last: false };
        let first = columns.len();
        columns.extend(reads.map(|(slot, _)| column(slot)));
        if columns.len() == first {
            columns.push(column(SlotId(u32::MAX)));
        }
        if let Some(last) = columns.last_mut() {
            last.last = true;
        }
    }
    columns
}

struct Compiler<'p> {
    program: &'p Program,
    leaves: &'p Leaves,
    aliases: &'p Aliases,
    placed: Vec<Placed>,
    steps: Vec<Step>,
    finer: BTreeMap<(u32, u8), u32>,
    code: Code,
}

impl Compiler<'_> {
    fn slot(&mut self, slot: SlotId, op: Op) {
        let frame = self.program.slots.get(slot).map_or(FrameId(0), |slot| slot.frame);
        let found = self.kind(slot, op);
        let (kind, args) = found.unwrap_or((Kind::Step, Args::default()));
        let args = Args { slot, out: place_of(slot), ..args };
        let mut reads = self.operands(kind, &args);
        self.program.each_read(op, |read, _| reads.push(place_of(self.aliases.root(read))));
        self.steps.push(Step { frame, kind, args, reads });
    }

    /// What is computed on the way among the operands.
    fn operands(&self, kind: Kind, args: &Args) -> Vec<u32> {
        let [a, b, c] = kind.places(args);
        let each = [(a, args.a), (b, args.b), (c, args.c)];
        let mut operands: Vec<u32> =
            each.iter().filter(|(is, _)| *is).map(|(_, place)| *place).collect();
        if matches!(kind, Kind::Lesser | Kind::Greater) {
            operands.extend(self.code.many(args));
        }
        operands
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are steps")]
    fn kind(&mut self, slot: SlotId, op: Op) -> Option<(Kind, Args)> {
        let class = self.program.slots.get(slot)?.class;
        Some(match op {
            Op::There { list, complete: None } => {
                (Kind::There, Args { a: self.leaves.list(list), ..Args::default() })
            }
            Op::Not(of) => junctions::args(Of::Not, &[self.at(of)])?,
            Op::Needs(of) => (Kind::Needs, Args { a: self.at(of), ..Args::default() }),
            Op::And(of) => self.junction(of, true)?,
            Op::Or(of) => self.junction(of, false)?,
            Op::AtLeast { count, of } => {
                let of: Vec<u32> = self.program.slots_of(of).map(|slot| self.at(slot)).collect();
                let many = self.many(&of);
                (Kind::AtLeast, Args { k: i64::from(count), ..many })
            }
            Op::Compare { order, same: false, left, right } => self.compare(order, left, right)?,
            Op::OneOfConstant { subject, values } => match self.program.constants.get(values)? {
                ConstantSet::Choices(bits) => self.in_set(subject, *bits),
                ConstantSet::One(_) | ConstantSet::Texts(_) => return None,
            },
            Op::If { test, then, otherwise } => self.choose(slot, class, test, then, otherwise)?,
            Op::Arithmetic { op, same: false, left, right } => {
                self.arithmetic(slot, op, left, right)?
            }
            Op::Lesser(of) => self.end_of(slot, of, Kind::Lesser)?,
            Op::Greater(of) => self.end_of(slot, of, Kind::Greater)?,
            Op::Rounded { value, rounding, .. } => {
                let drop = self.unit(value)?.checked_sub(self.unit(slot)?)?;
                let args = Args { a: self.at(value), k: i64::from(drop), ..Args::default() };
                (Kind::Rounded(rounding), args)
            }
            Op::Any { condition, there } => {
                let k = self.inner(condition)?;
                let args = Args { a: self.at(condition), b: self.at(there), k, ..Args::default() };
                (Kind::Any, args)
            }
            Op::Sum { item, there } => {
                let k = self.inner(item)?;
                let a = self.in_unit(item, self.unit(slot)?)?;
                (Kind::Sum, Args { a, b: self.at(there), k, ..Args::default() })
            }
            Op::Extreme { largest, operands } => {
                let mut slots = self.program.slots_of(operands);
                let (there, counts, item) = (slots.next()?, slots.next()?, slots.next()?);
                let k = self.inner(item)?;
                let c = self.in_unit(item, self.unit(slot)?)?;
                let kind = if largest { Kind::Largest } else { Kind::Smallest };
                (kind, Args { a: self.at(counts), b: self.at(there), c, k, ..Args::default() })
            }
            Op::Combine(combine) => self.rules(slot, class, combine)?,
            _ => return None,
        })
    }

    fn at(&self, slot: SlotId) -> u32 {
        place_of(self.aliases.root(slot))
    }

    fn written(&self, slot: SlotId) -> Option<&Constant> {
        let Op::Constant(constant) = self.program.ops.get(self.aliases.root(slot))? else {
            return None;
        };
        constant_of(self.program, *constant)
    }

    fn unit(&self, slot: SlotId) -> Option<u8> {
        let scale = self.placed.get(self.at(slot) as usize)?.scale;
        (scale != EXACT).then_some(scale)
    }

    /// The frame of the elements of one list, seen from outside all lists.
    fn inner(&self, slot: SlotId) -> Option<i64> {
        let frame = self.program.slots.get(slot)?.frame;
        (self.program.frames.get(frame)?.len() == 1).then_some(i64::from(frame.0))
    }

    /// Operands that are a run.
    fn many(&mut self, places: &[u32]) -> Args {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let a = count(self.code.operands.len());
        self.code.operands.extend(places);
        Args { a, b: count(places.len()), ..Args::default() }
    }

    fn junction(&mut self, of: Range, all: bool) -> Option<(Kind, Args)> {
        let settled = self.program.slots_of(of).any(|slot| self.aliases.known(slot) == Some(!all));
        if settled {
            return None;
        }
        let open = self.aliases.open(self.program, of, all);
        let open: Vec<u32> = open.into_iter().map(place_of).collect();
        Some(match (open.as_slice(), all) {
            ([], _) => return None,
            (few @ ([_, _] | [_, _, _]), true) => junctions::args(Of::All, few)?,
            (few @ ([_, _] | [_, _, _]), false) => junctions::args(Of::Some, few)?,
            (more, _) => {
                let of = if all { Of::All } else { Of::Some };
                (Kind::Junction, Args { of, many: Many::More, ..self.many(more) })
            }
        })
    }

    fn in_set(&self, subject: SlotId, bits: u64) -> (Kind, Args) {
        let (a, k) = (self.at(subject), bits.cast_signed());
        (Kind::Compare, Args { a, test: Test::InSet, k, ..Args::default() })
    }

    fn compare(&mut self, order: Order, left: SlotId, right: SlotId) -> Option<(Kind, Args)> {
        match self.program.slots.get(left)?.class {
            Class::Choice => {
                let (subject, place, flipped) = match (self.written(left), self.written(right)) {
                    (_, Some(Constant::Choice(place))) => (left, *place, false),
                    (Some(Constant::Choice(place)), _) => (right, *place, true),
                    _ => return None,
                };
                let bit = 1_u64.checked_shl(place)?;
                let below = bit.wrapping_sub(1);
                let bits = match (order, flipped) {
                    (Order::Equal, _) => bit,
                    (Order::Less, false) => below,
                    (Order::AtMost, false) => below | bit,
                    (Order::Less, true) => !(below | bit),
                    (Order::AtMost, true) => !below,
                };
                Some(self.in_set(subject, bits))
            }
            Class::Number => self.compare_numbers(order, left, right),
            Class::Truth | Class::Text | Class::Set | Class::Record => None,
        }
    }

    fn compare_numbers(
        &mut self,
        order: Order,
        left: SlotId,
        right: SlotId,
    ) -> Option<(Kind, Args)> {
        let unit = self.unit(left)?.max(self.unit(right)?);
        let (subject, number, flipped) = match (self.written(left), self.written(right)) {
            (Some(_), Some(_)) => return None,
            (_, Some(Constant::Number(number))) => (left, number.scaled(unit)?, false),
            (Some(Constant::Number(number)), _) => (right, number.scaled(unit)?, true),
            _ => {
                let (a, b) = (self.in_unit(left, unit)?, self.in_unit(right, unit)?);
                let test = match order {
                    Order::Equal => Test::Equal,
                    Order::Less => Test::Below,
                    Order::AtMost => Test::AtMost,
                };
                return Some((Kind::Compare, Args { a, b, test, ..Args::default() }));
            }
        };
        // Counts of a unit are whole: below one is at most the one before.
        let (k, q) = match (order, flipped) {
            (Order::Equal, _) => (number, number),
            (Order::Less, false) => (i64::MIN, number.checked_sub(1)?),
            (Order::AtMost, false) => (i64::MIN, number),
            (Order::Less, true) => (number.checked_add(1)?, i64::MAX),
            (Order::AtMost, true) => (number, i64::MAX),
        };
        let a = self.in_unit(subject, unit)?;
        Some((Kind::Compare, Args { a, test: Test::Within, k, q, ..Args::default() }))
    }

    /// A number in a unit at least as fine as its own.
    fn in_unit(&mut self, slot: SlotId, unit: u8) -> Option<u32> {
        let at = self.at(slot);
        let own = self.unit(slot)?;
        if own == unit {
            return Some(at);
        }
        if let Some(made) = self.finer.get(&(at, unit)) {
            return Some(*made);
        }
        let factor = power_of_ten(unit.checked_sub(own)?)?;
        let written = match self.written(slot) {
            Some(Constant::Number(number)) => Some(number.scaled(unit)?),
            Some(Constant::Truth(_) | Constant::Choice(_) | Constant::Text(_)) | None => None,
        };
        let made = u32::try_from(self.placed.len()).ok()?;
        let frame = self.placed.get(at as usize)?.frame;
        self.placed.push(Placed {
            class: Class::Number,
            frame,
            scale: unit,
            like: None,
            stated: None,
        });
        self.finer.insert((at, unit), made);
        match written {
            Some(units) => self.code.literals.push((made, units)),
            None => {
                let args = Args { out: made, a: at, k: factor, ..Args::default() };
                self.steps.push(Step { frame, kind: Kind::Finer, args, reads: vec![at] });
            }
        }
        Some(made)
    }

    fn choose(
        &mut self,
        slot: SlotId,
        class: Class,
        test: SlotId,
        then: SlotId,
        otherwise: SlotId,
    ) -> Option<(Kind, Args)> {
        let a = self.at(test);
        let (kind, b, c) = match class {
            Class::Truth => {
                return junctions::args(Of::If, &[a, self.at(then), self.at(otherwise)]);
            }
            Class::Choice => (Kind::IfChoice, self.at(then), self.at(otherwise)),
            Class::Number => {
                let unit = self.unit(slot)?;
                (Kind::IfNumber, self.in_unit(then, unit)?, self.in_unit(otherwise, unit)?)
            }
            Class::Text | Class::Set | Class::Record => return None,
        };
        Some((kind, Args { a, b, c, ..Args::default() }))
    }

    fn arithmetic(
        &mut self,
        slot: SlotId,
        op: Arithmetic,
        left: SlotId,
        right: SlotId,
    ) -> Option<(Kind, Args)> {
        let unit = self.unit(slot)?;
        match op {
            Arithmetic::Add | Arithmetic::Subtract => {
                let (a, b) = (self.in_unit(left, unit)?, self.in_unit(right, unit)?);
                let kind = if op == Arithmetic::Add { Kind::Add } else { Kind::Subtract };
                Some((kind, Args { a, b, ..Args::default() }))
            }
            Arithmetic::Multiply => {
                let natural = self.unit(left)?.checked_add(self.unit(right)?)?;
                let args = Args { a: self.at(left), b: self.at(right), ..Args::default() };
                (natural == unit).then_some((Kind::Multiply, args))
            }
            Arithmetic::AddMonths(rule) => self.months(left, right, rule, 1),
            Arithmetic::SubtractMonths(rule) => self.months(left, right, rule, -1),
            Arithmetic::Divide
            | Arithmetic::DivideByWhole
            | Arithmetic::DivideByNonzero
            | Arithmetic::DivideByNonzeroWhole
            | Arithmetic::AddDays
            | Arithmetic::SubtractDays
            | Arithmetic::DaysBetween
            | Arithmetic::MonthsBetween(_)
            | Arithmetic::YearsBetween(_) => None,
        }
    }

    fn months(
        &self,
        date: SlotId,
        months: SlotId,
        rule: MonthEnds,
        sign: i64,
    ) -> Option<(Kind, Args)> {
        let Some(Constant::Number(months)) = self.written(months) else { return None };
        let months = months.scaled(0)?.checked_mul(sign)?;
        let plain = rule != MonthEnds::Errors && months.unsigned_abs() <= MONTHS.unsigned_abs();
        let args = Args { a: self.at(date), k: months, ..Args::default() };
        (plain && self.unit(date) == Some(0)).then_some((Kind::AddMonths(rule), args))
    }

    fn end_of(&mut self, slot: SlotId, of: Range, kind: Kind) -> Option<(Kind, Args)> {
        let unit = self.unit(slot)?;
        let slots: Vec<SlotId> = self.program.slots_of(of).collect();
        let places: Option<Vec<u32>> =
            slots.into_iter().map(|slot| self.in_unit(slot, unit)).collect();
        Some((kind, self.many(&places?)))
    }

    fn rules(&mut self, slot: SlotId, class: Class, combine: CombineId) -> Option<(Kind, Args)> {
        let program = self.program;
        let combine = program.combines.get(combine)?;
        if combine.ready.is_some() || combine.groups.is_some() {
            return None;
        }
        // One rule, and something otherwise: a choice between the two by whether it stands.
        if let ([rule], Some(otherwise)) = (combine.rows.as_slice(), combine.otherwise)
            && self.at(rule.stands) == self.at(rule.prevails)
        {
            return self.choose(slot, class, rule.stands, rule.value, otherwise);
        }
        let kind = match class {
            Class::Choice => Kind::ChoiceOfRules,
            Class::Truth => Kind::TruthOfRules,
            Class::Number | Class::Text | Class::Set | Class::Record => return None,
        };
        let bit = |place: usize| 1_u64.checked_shl(u32::try_from(place).unwrap_or(u32::MAX));
        let mut rules = Rules::default();
        for (place, row) in combine.rows.iter().enumerate() {
            let above = |row: &whereas_plan::program::CombineRow| {
                row.above.iter().try_fold(0, |set, place| Some(set | bit(*place as usize)?))
            };
            let gives = self.one_value(row.value)?;
            let mine = above(row)?;
            let mut against = 0;
            for ((earlier, other), rule) in
                combine.rows.iter().enumerate().zip(&rules.rows).take(place)
            {
                let ordered = mine & bit(earlier)? | above(other)? & bit(place)? != 0;
                if !ordered && other.class != row.class && rule.gives != gives {
                    against |= bit(earlier)?;
                }
            }
            rules.rows.push(Rule {
                stands: self.at(row.stands),
                prevails: self.at(row.prevails),
                gives,
                against,
                within: mine | bit(place)?,
            });
        }
        let Rules { rows, giving: all_giving, .. } = &mut rules;
        for rule in rows.iter() {
            if !all_giving.iter().any(|(gives, _)| *gives == rule.gives) {
                let giving = |(other, at): (&Rule, u32)| {
                    u64::from(other.gives == rule.gives).wrapping_shl(at)
                };
                let all = rows.iter().zip(0..).map(giving).fold(0, |all, bit| all | bit);
                all_giving.push((rule.gives, all));
            }
        }
        rules.otherwise = match combine.otherwise {
            Some(otherwise) => Some(self.one_value(otherwise)?),
            None => None,
        };
        let a = u32::try_from(self.code.rules.len()).ok()?;
        self.code.rules.push(rules);
        Some((kind, Args { a, ..Args::default() }))
    }

    /// A value written in the policy as one bit.
    fn one_value(&self, slot: SlotId) -> Option<u64> {
        match self.written(slot)? {
            Constant::Truth(yes) => Some(if *yes { 2 } else { 1 }),
            Constant::Choice(place) => 1_u64.checked_shl(*place),
            Constant::Number(_) | Constant::Text(_) => None,
        }
    }

    fn finish(mut self) -> (Vec<Placed>, Code, Vec<Step>) {
        schedule(&self.steps, &mut self.code);
        (self.placed, self.code, self.steps)
    }
}
