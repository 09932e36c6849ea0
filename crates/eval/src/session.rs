//! Running a plan over cases, with buffers that are used again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use whereas_plan::meaning::Variant;
use whereas_plan::op::ConstantId;
use whereas_plan::program::{ConstantSet, Dimension};
use whereas_plan::{Class, Meaning, Op, Plan, Program, SlotId};
use whereas_value::id::{DecisionId, FactId, IndexVec};
use whereas_value::{Abstract, Case, Causes, Date, Leaf, Question, TextSet, Values};

use crate::case::Loaded;
use crate::cell::{ChoiceCell, NumberCell, SetCell, TextCell, Truth};
use crate::change::readers;
use crate::conflict::Conflicts;
use crate::kernel::compile::{Compiled, compile};
use crate::kernel::{Code, Run as Again};
use crate::known;
use crate::layout::Layout;
use crate::machine::{Machine, by_class};
use crate::outcome;
use crate::said::Unsaid;
use crate::stated::Leaves;
use crate::store::{Kept, Store};
use crate::variant::{self, Taken};
use crate::walk::Walker;

/// A plan with the buffers to run it.
#[derive(Debug)]
pub struct Session<'p> {
    plan: &'p Plan,
    /// Of each program that has run.
    prepared: Vec<Option<Prepared>>,
    /// Of each variant and contested question, whether its reading alone changes what is in force.
    turns: Vec<Vec<bool>>,
    walker: Walker,
    unsaid: Arc<Unsaid>,
    #[expect(
        clippy::vec_box,
        reason = "a pass goes from here to its caller and back with every case: its place goes"
    )]
    passes: Vec<Box<Pass>>,
}

/// What is kept of a program from one case to the next.
#[derive(Clone, Debug, Default)]
struct Prepared {
    constants: IndexVec<ConstantId, Values>,
    compiled: Compiled,
    conflicts: Conflicts,
    counts: [u32; 5],
    layout: Layout,
    /// The code, placed for the layout.
    code: Code,
    /// What of it runs again where a fact changes, placed as it is; nothing where all has to.
    changes: BTreeMap<FactId, Option<Arc<[Again]>>>,
    #[expect(
        clippy::vec_box,
        reason = "a run goes from the pool to a pass and back with every case: its place goes, not all that it holds"
    )]
    pool: Vec<Box<Ran>>,
}

/// A program that has run; for all variants of a period that share it.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    /// What was fixed.
    pub taken: Taken,
    /// The values of its slots.
    pub store: Store,
}

/// A variant that a case allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Active {
    /// Its place among the plan's variants.
    pub variant: usize,
    /// The place of its run in the pass.
    pub run: usize,
}

/// A case that has run in all its variants.
#[derive(Debug, Default)]
pub struct Pass {
    /// What ran, the earliest period first, then the lowest readings.
    pub runs: Vec<Box<Ran>>,
    /// The variants, in the same order.
    pub variants: Vec<Active>,
    /// What tells the variants apart.
    pub apart: Vec<Leaf>,
}

/// One case that has run: its slots are its trace. Made by [`Session::run`], to be used again for the next case.
#[derive(Debug, Default)]
pub struct Run {
    /// The case as programs read it.
    pub loaded: Loaded,
    /// Its variants.
    pub pass: Pass,
}

/// One question of a plan: of a decision which value, and of which element.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Asked {
    /// The decision.
    pub decision: DecisionId,
    /// Of a set the place of the value; else 0.
    pub value: u32,
    /// Of a decision for each element the place of the element; else 0.
    pub row: u32,
}

impl Asked {
    /// A question as a run asks it; the whole of a set is no question of its own, but a view of its values.
    #[must_use]
    pub fn of(plan: &Plan, question: Question) -> Option<Self> {
        let decision = question.decision;
        let set = plan.meaning.decisions.get(decision)?.set.is_some();
        let (value, row) = (question.of.value(), question.of.row().unwrap_or(0));
        if set { value } else { Some(0) }.map(|value| Self { decision, value, row })
    }
}

impl<'p> Session<'p> {
    /// A session over a plan.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            prepared: plan.meaning.programs.iter().map(|_| None).collect(),
            turns: turns(&plan.meaning),
            walker: Walker::default(),
            unsaid: Arc::new(Unsaid::new(&plan.meaning, true)),
            passes: Vec::new(),
        }
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// Runs a case, into the buffers of an earlier one: once they are large enough, nothing is allocated.
    pub fn run(&mut self, case: &Case, run: &mut Run) {
        self.give_back(&mut run.pass);
        run.loaded.load(&self.plan.meaning, &self.unsaid, case);
        self.fill(case, &run.loaded, &mut run.pass);
    }

    /// A case as programs read it.
    pub fn load(&self, case: &Case) -> Loaded {
        Loaded::new(&self.plan.meaning, &self.unsaid, case)
    }

    /// Runs a case in every variant that it allows.
    pub fn pass(&mut self, case: &Case, loaded: &Loaded) -> Box<Pass> {
        let mut pass = self.passes.pop().unwrap_or_default();
        self.fill(case, loaded, &mut pass);
        pass
    }

    fn fill(&mut self, case: &Case, loaded: &Loaded, pass: &mut Pass) {
        let plan = self.plan;
        for (place, days) in variant::variants(&plan.meaning, case, loaded) {
            let Some(variant) = plan.meaning.variants.get(place) else { continue };
            let same = |ran: &Ran| ran.taken.program == variant.program && ran.taken.days == days;
            let run = match pass.runs.iter().rposition(|ran| same(ran)) {
                Some(run) => run,
                None => {
                    let Some(ran) = self.run_program(case, loaded, variant.program, days) else {
                        continue;
                    };
                    pass.runs.push(ran);
                    pass.runs.len().saturating_sub(1)
                }
            };
            pass.variants.push(Active { variant: place, run });
        }
        self.apart(loaded, pass);
    }

    fn run_program(
        &mut self,
        case: &Case,
        loaded: &Loaded,
        number: u32,
        days: (Date, Date),
    ) -> Option<Box<Ran>> {
        let meaning = &self.plan.meaning;
        let program = meaning.programs.get(number as usize)?;
        let leaves = self.unsaid.leaves();
        let prepared = self.prepared.get_mut(number as usize)?;
        let prepared = prepared.get_or_insert_with(|| Prepared::new(program, meaning, leaves));
        let mut ran = prepared.pool.pop().unwrap_or_default();
        let Ran { taken, store } = &mut *ran;
        taken.take(self.plan, case, loaded, number, days);
        prepared.fit(program, leaves, loaded);
        prepared.machine(meaning, program, case, loaded, taken).run(store);
        Some(ran)
    }

    /// The leaves that tell variants apart: the contested questions that are open and matter, and the governing day where
    /// it is cut.
    fn apart(&self, loaded: &Loaded, pass: &mut Pass) {
        let meaning = &self.plan.meaning;
        let first = pass.runs.first().map(|ran| ran.taken.days);
        if pass.runs.iter().any(|ran| Some(ran.taken.days) != first) {
            let governed = meaning.governed_by.and_then(|input| meaning.inputs.get(input));
            pass.apart.extend(governed.map(|input| Leaf::Fact(input.fact, Vec::new())));
        }
        for ((place, question), is_read) in
            meaning.contested.iter().enumerate().zip(&meaning.contested_read)
        {
            let turns = |active: &Active| {
                self.turns
                    .get(active.variant)
                    .and_then(|turns| turns.get(place))
                    .copied()
                    .unwrap_or(false)
            };
            let fixed = loaded.fixed.questions.contains_key(question);
            if !fixed && (*is_read || pass.variants.iter().any(turns)) {
                pass.apart.push(Leaf::Question(*question));
            }
        }
    }

    /// What is known where nothing is said.
    pub(crate) fn unsaid(&self) -> &Unsaid {
        &self.unsaid
    }

    /// What of a program runs again where a fact changes; nothing where all of it has to.
    pub(crate) fn downstream(&mut self, number: u32, fact: FactId) -> Option<Arc<[Again]>> {
        let meaning = &self.plan.meaning;
        let program = meaning.programs.get(number as usize)?;
        let prepared = self.prepared.get_mut(number as usize)?.as_mut()?;
        if let Some(known) = prepared.changes.get(&fact) {
            return known.clone();
        }
        let Prepared { compiled, layout, changes, .. } = prepared;
        let is_taken = |slot: SlotId| {
            compiled.placed.get(slot.0 as usize).is_some_and(|slot| slot.stated.is_some())
        };
        let readers = readers(meaning, program, &self.unsaid, fact, is_taken);
        let runs = readers.map(|readers| compiled.downstream(&readers, layout).into());
        changes.insert(fact, runs.clone());
        runs
    }

    /// Runs a part of a program again.
    pub(crate) fn run_again(&self, case: &Case, loaded: &Loaded, ran: &mut Ran, runs: &[Again]) {
        let Ran { taken, store } = ran;
        let number = taken.program as usize;
        if let (Some(program), Some(Some(prepared))) =
            (self.plan.meaning.programs.get(number), self.prepared.get(number))
        {
            prepared.machine(&self.plan.meaning, program, case, loaded, taken).run_all(store, runs);
        }
    }

    /// The buffers of walks, to use outside.
    pub(crate) fn take_walker(&mut self) -> Walker {
        std::mem::take(&mut self.walker)
    }

    /// Gives them back.
    pub(crate) fn put_walker(&mut self, walker: Walker) {
        self.walker = walker;
    }

    /// Gives the buffers of a pass back.
    pub fn done(&mut self, mut pass: Box<Pass>) {
        self.give_back(&mut pass);
        self.passes.push(pass);
    }

    fn give_back(&mut self, pass: &mut Pass) {
        for ran in pass.runs.drain(..) {
            if let Some(Some(prepared)) = self.prepared.get_mut(ran.taken.program as usize) {
                prepared.pool.push(ran);
            }
        }
        pass.variants.clear();
        pass.apart.clear();
    }

    /// What a variant ran on.
    pub fn machine<'r>(
        &'r self,
        case: &'r Case,
        loaded: &'r Loaded,
        ran: &'r Ran,
    ) -> Option<Machine<'r>> {
        let program = self.plan.meaning.programs.get(ran.taken.program as usize)?;
        let prepared = self.prepared.get(ran.taken.program as usize)?.as_ref()?;
        Some(prepared.machine(&self.plan.meaning, program, case, loaded, &ran.taken))
    }

    /// Which lists a case that nothing is settled of leaves no element out of: of those that `is known` asks about.
    pub fn closed(
        &self,
        case: &Case,
        loaded: &Loaded,
        pass: &Pass,
    ) -> BTreeMap<(u32, Date, FactId), bool> {
        let mut closed = BTreeMap::new();
        for ran in &pass.runs {
            let Some(machine) = self.machine(case, loaded, ran) else { continue };
            for op in &machine.program.ops {
                if let Op::ListKnown { list, there } = *op {
                    let is_closed = machine.truth(&ran.store, there, 0) == Truth::NO;
                    closed.insert((ran.taken.program, ran.taken.days.0, list), is_closed);
                }
            }
        }
        closed
    }

    /// What may come of a question, in all variants together.
    pub fn outcome(&self, case: &Case, loaded: &Loaded, pass: &Pass, asked: Asked) -> Abstract {
        self.joined(case, loaded, pass, |machine| {
            answer_slot(machine.program, asked).map(|slot| (slot, asked.row))
        })
    }

    /// What may come of a slot, in all variants together.
    pub fn joined(
        &self,
        case: &Case,
        loaded: &Loaded,
        pass: &Pass,
        slot: impl Fn(&Machine<'_>) -> Option<(SlotId, u32)>,
    ) -> Abstract {
        let each = pass.runs.iter().filter_map(|ran| {
            let machine = self.machine(case, loaded, ran)?;
            let (slot, row) = slot(&machine)?;
            Some(machine.outcome(&ran.store, slot, row))
        });
        each.reduce(|a, b| outcome::either(&a, &b)).unwrap_or(Abstract {
            causes: Causes::NONE,
            values: Values::Truth { may_no: true, may_yes: false },
        })
    }

    /// The leaves on which a question turns; none where its outcome is single.
    pub fn open(
        &mut self,
        case: &Case,
        loaded: &Loaded,
        pass: &Pass,
        asked: Asked,
    ) -> BTreeSet<Leaf> {
        self.open_slot(case, loaded, pass, |machine| {
            answer_slot(machine.program, asked).map(|slot| (slot, asked.row))
        })
    }

    /// The leaves on which a slot turns; none where its outcome is single.
    pub fn open_slot(
        &mut self,
        case: &Case,
        loaded: &Loaded,
        pass: &Pass,
        slot: impl Fn(&Machine<'_>) -> Option<(SlotId, u32)>,
    ) -> BTreeSet<Leaf> {
        if self.joined(case, loaded, pass, &slot).is_single() {
            return BTreeSet::new();
        }
        let mut leaves = BTreeSet::new();
        self.walk(case, loaded, pass, &mut leaves, slot);
        leaves.extend(pass.apart.iter().cloned());
        leaves
    }

    /// Adds the leaves on which a slot turns, in all variants together.
    pub fn walk(
        &mut self,
        case: &Case,
        loaded: &Loaded,
        pass: &Pass,
        leaves: &mut BTreeSet<Leaf>,
        slot: impl Fn(&Machine<'_>) -> Option<(SlotId, u32)>,
    ) {
        let mut walker = std::mem::take(&mut self.walker);
        for ran in &pass.runs {
            let Some(machine) = self.machine(case, loaded, ran) else { continue };
            if let Some((slot, row)) = slot(&machine) {
                walker.walk(&machine, &ran.store, slot, row, leaves);
            }
        }
        self.walker = walker;
    }
}

impl Prepared {
    fn new(program: &Program, meaning: &Meaning, leaves: &Leaves) -> Self {
        let compiled = compile(program, meaning, &program.units, leaves);
        let layout = Layout::new(program, &compiled.placed, leaves.counts);
        Self {
            constants: program.constants.iter().map(constant_values).collect(),
            code: compiled.code.placed(&layout),
            compiled,
            conflicts: Conflicts::new(program),
            counts: leaves.counts,
            layout,
            changes: BTreeMap::new(),
            pool: Vec::new(),
        }
    }

    fn machine<'r>(
        &'r self,
        meaning: &'r Meaning,
        program: &'r Program,
        case: &'r Case,
        loaded: &'r Loaded,
        taken: &'r Taken,
    ) -> Machine<'r> {
        Machine {
            meaning,
            program,
            case,
            loaded,
            taken,
            layout: &self.layout,
            constants: &self.constants,
            fixed: &self.compiled.fixed,
            stated_slots: &self.compiled.stated,
            conflicts: &self.conflicts,
            code: &self.code,
        }
    }

    /// Lays the program out for the lists of a case, unless they are as long as those of the one before.
    fn fit(&mut self, program: &Program, leaves: &Leaves, loaded: &Loaded) {
        let length = |dimension: Dimension| match dimension {
            Dimension::List(list) => loaded.stated.list(leaves.list(list)).rows,
            Dimension::Events(kind) => {
                u32::try_from(loaded.events.get(&kind).map_or(0, Vec::len)).unwrap_or(u32::MAX)
            }
        };
        if self.layout.fit(program, &self.compiled.placed, self.counts, length) {
            self.code = self.compiled.code.placed(&self.layout);
            self.changes.clear();
        }
    }
}

fn constant_values(constant: &ConstantSet) -> Values {
    match constant {
        ConstantSet::One(one) => known::constant(one),
        ConstantSet::Choices(bits) => Values::Choice(*bits),
        ConstantSet::Texts(texts) => Values::Text(TextSet::one_of(texts.iter().cloned())),
    }
}

/// The slot of a question's answer.
pub fn answer_slot(program: &Program, asked: Asked) -> Option<SlotId> {
    let decision = program.decisions.get(asked.decision)?;
    Some(decision.questions.get(asked.value as usize)?.answer)
}

/// Of each variant and contested question, whether a variant of the same period that differs in its reading alone
/// differs in what is in force.
fn turns(meaning: &Meaning) -> Vec<Vec<bool>> {
    let live = |variant: &Variant| {
        meaning.programs.get(variant.program as usize).map(|program| &program.live)
    };
    let but_for = |a: &Variant, b: &Variant, place: usize| {
        a.readings.iter().zip(&b.readings).enumerate().all(|(at, (a, b))| at == place || a == b)
    };
    let mut turns = Vec::with_capacity(meaning.variants.len());
    for period in meaning.variants.chunk_by(|a, b| a.from == b.from) {
        for variant in period {
            let turn = (0..meaning.contested.len()).map(|place| {
                period
                    .iter()
                    .any(|other| but_for(other, variant, place) && live(other) != live(variant))
            });
            turns.push(turn.collect());
        }
    }
    turns
}

impl Machine<'_> {
    /// What may come of a slot at a row.
    pub fn outcome(&self, store: &Store, slot: SlotId, row: u32) -> Abstract {
        by_class!(self.layout.class(slot), self.outcome_as::<_>(store, slot, row))
    }

    fn outcome_as<T: Kept>(&self, store: &Store, slot: SlotId, row: u32) -> Abstract {
        let cell = self.get::<T>(store, slot, row).unwrap_or(std::borrow::Cow::Owned(T::EMPTY));
        Abstract { causes: cell.causes(), values: cell.to_values() }
    }
}
