//! A case as programs read it: loaded once, then changed in single leaves to see what would follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use whereas_plan::Meaning;
use whereas_plan::op::{ColumnId, InputId};
use whereas_value::id::{EventKindId, FactId, FactorId, Id, IndexVec, JudgementId, QuestionId};
use whereas_value::{Case, Date, Interval, Number, Values};

use crate::known::{self, Known, State};
use crate::stated::{Leaves, Stated};

/// What is settled beyond the case, to see what would follow.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// What stands of a judgement where no finding is sound.
    pub judgements: BTreeMap<JudgementId, Values>,
    /// Whether a found factor is present.
    pub found: BTreeMap<FactorId, bool>,
    /// The reading of an open question.
    pub questions: BTreeMap<QuestionId, u32>,
    /// Burdens are lifted: a judgement that nobody made may be anything.
    pub lifted: bool,
}

/// A case, by the leaves of a plan.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The day as of which it is decided.
    pub as_of: Date,
    /// The facts.
    pub facts: IndexVec<FactId, Known>,
    /// The facts whose presumption says more than the case does.
    pub presumed: Vec<FactId>,
    /// What programs read of facts.
    pub inputs: IndexVec<InputId, State>,
    /// What programs read of elements: those that are stated, then the others.
    pub columns: IndexVec<ColumnId, Vec<State>>,
    /// The events that are seen, by kind: their places in the case.
    pub events: BTreeMap<EventKindId, Vec<u32>>,
    /// What is settled beyond the case.
    pub fixed: Fixed,
    /// What the case itself says of inputs that are settled now: `is known` speaks of it.
    pub record: BTreeMap<InputId, State>,
    /// Whether the case itself leaves no element of a list out, by program and first day: where that was asked already.
    pub closed: BTreeMap<(u32, Date, FactId), bool>,
    /// What is stated of inputs, as the store keeps it.
    pub stated: Stated,
    /// The same of columns.
    pub stated_rows: IndexVec<ColumnId, Stated>,
    /// Of each fact, whether it is as in a case that says nothing.
    unsaid: IndexVec<FactId, bool>,
    leaves: Arc<Leaves>,
}

/// What is known of each leaf in a case that says nothing: the same for all cases.
#[derive(Clone, Debug, Default)]
pub struct Unsaid {
    presume: bool,
    facts: IndexVec<FactId, Known>,
    presumed: IndexVec<FactId, bool>,
    inputs: IndexVec<InputId, State>,
    columns: IndexVec<ColumnId, State>,
    inputs_of: IndexVec<FactId, Vec<InputId>>,
    columns_of: IndexVec<FactId, Vec<ColumnId>>,
    stated: Stated,
    stated_rows: IndexVec<ColumnId, Stated>,
    leaves: Arc<Leaves>,
}

impl Unsaid {
    /// How the leaves are kept.
    pub fn leaves(&self) -> &Leaves {
        &self.leaves
    }

    /// With presumptions or without.
    pub fn new(meaning: &Meaning, presume: bool) -> Self {
        let leaves = Arc::new(Leaves::new(meaning));
        let mut unsaid = Self { presume, leaves, ..Self::default() };
        for fact in &meaning.facts.facts {
            let (known, changed) = known::fact(&meaning.facts, fact, None, presume);
            unsaid.facts.push(known);
            unsaid.presumed.push(changed);
            unsaid.inputs_of.push(Vec::new());
            unsaid.columns_of.push(Vec::new());
        }
        for (id, input) in meaning.inputs.enumerate() {
            let state = match unsaid.facts.get(input.fact) {
                Some(known) => known.state(&input.path),
                None => known::everything(&meaning.facts, &input.ty, &Interval::ANY).state(&[]),
            };
            unsaid.leaves.put(&mut unsaid.stated, id, &state);
            unsaid.inputs.push(state);
            if let Some(inputs) = unsaid.inputs_of.get_mut(input.fact) {
                inputs.push(id);
            }
        }
        for (id, column) in meaning.columns.enumerate() {
            let element = known::element_type(&meaning.facts, column.list);
            let others = known::everything(&meaning.facts, &element, &Interval::ANY);
            let others = others.state(&column.path);
            let mut rows = Stated::default();
            unsaid.leaves.put_rows(&mut rows, id, std::slice::from_ref(&others));
            unsaid.stated_rows.push(rows);
            unsaid.columns.push(others);
            if let Some(columns) = unsaid.columns_of.get_mut(column.list) {
                columns.push(id);
            }
        }
        unsaid
    }
}

impl Loaded {
    /// A case.
    pub fn new(meaning: &Meaning, unsaid: &Unsaid, case: &Case) -> Self {
        let mut loaded = Self::default();
        loaded.load(meaning, unsaid, case);
        loaded
    }

    /// Loads a case in the place of an earlier one of the same plan. What neither says is there already.
    pub fn load(&mut self, meaning: &Meaning, unsaid: &Unsaid, case: &Case) {
        if self.facts.len() != unsaid.facts.len() || self.inputs.len() != unsaid.inputs.len() {
            self.facts = unsaid.facts.clone();
            self.inputs = unsaid.inputs.clone();
            self.columns = unsaid.columns.iter().map(|others| vec![others.clone()]).collect();
            self.unsaid = unsaid.facts.iter().map(|_| true).collect();
            self.stated = unsaid.stated.clone();
            self.stated_rows = unsaid.stated_rows.clone();
            self.leaves = Arc::clone(&unsaid.leaves);
        }
        self.as_of = case.as_of;
        self.presumed.clear();
        self.events.values_mut().for_each(Vec::clear);
        self.fixed = Fixed { lifted: !unsaid.presume, ..Fixed::default() };
        self.record.clear();
        self.closed.clear();
        self.stated.beyond = unsaid.stated.beyond;
        for (place, event) in (0_u32..).zip(&case.events) {
            if event.on <= case.as_of {
                self.events.entry(event.kind).or_default().push(place);
            }
        }
        for (id, declared) in meaning.facts.facts.enumerate() {
            let stated = match case.facts.get(id) {
                Some(stated @ whereas_value::Stated::Given(_)) => Some(stated),
                Some(whereas_value::Stated::LeftOut | whereas_value::Stated::Asked) | None => None,
            };
            if stated.is_none() {
                if unsaid.presumed.get(id) == Some(&true) {
                    self.presumed.push(id);
                }
                self.leave_out(unsaid, id);
                continue;
            }
            let (known, changed) = known::fact(&meaning.facts, declared, stated, unsaid.presume);
            if changed {
                self.presumed.push(id);
            }
            self.state(meaning, unsaid, id, known);
        }
    }

    fn leave_out(&mut self, unsaid: &Unsaid, id: FactId) {
        let Some(left_out) = self.unsaid.get_mut(id) else { return };
        if std::mem::replace(left_out, true) {
            return;
        }
        copy(&mut self.facts, &unsaid.facts, id);
        for input in unsaid.inputs_of.get(id).into_iter().flatten() {
            copy(&mut self.inputs, &unsaid.inputs, *input);
            if let Some(state) = unsaid.inputs.get(*input) {
                self.leaves.put(&mut self.stated, *input, state);
            }
        }
        for column in unsaid.columns_of.get(id).into_iter().flatten() {
            if let (Some(rows), Some(others)) =
                (self.columns.get_mut(*column), unsaid.columns.get(*column))
            {
                rows.clear();
                rows.push(others.clone());
            }
            copy(&mut self.stated_rows, &unsaid.stated_rows, *column);
        }
    }

    fn state(&mut self, meaning: &Meaning, unsaid: &Unsaid, id: FactId, known: Known) {
        for input in unsaid.inputs_of.get(id).into_iter().flatten() {
            if let (Some(declared), Some(state)) =
                (meaning.inputs.get(*input), self.inputs.get_mut(*input))
            {
                *state = known.state(&declared.path);
                self.leaves.put(&mut self.stated, *input, state);
            }
        }
        for column in unsaid.columns_of.get(id).into_iter().flatten() {
            let Known::List { rows: stated, .. } = &known else { continue };
            let (Some(declared), Some(rows), Some(others)) = (
                meaning.columns.get(*column),
                self.columns.get_mut(*column),
                unsaid.columns.get(*column),
            ) else {
                continue;
            };
            rows.clear();
            rows.extend(stated.iter().map(|row| row.state(&declared.path)));
            rows.push(others.clone());
            if let Some(stated) = self.stated_rows.get_mut(*column) {
                self.leaves.put_rows(stated, *column, rows);
            }
        }
        if let (Some(fact), Some(left_out)) = (self.facts.get_mut(id), self.unsaid.get_mut(id)) {
            *fact = known;
            *left_out = false;
        }
    }

    /// The elements of a list that are stated.
    pub fn rows(&self, list: FactId) -> &[Known] {
        match self.facts.get(list) {
            Some(Known::List { rows, .. }) => rows,
            Some(Known::Value { .. } | Known::Record { .. }) | None => &[],
        }
    }

    /// Whether the case says that a list is complete.
    pub fn is_complete(&self, list: FactId) -> bool {
        matches!(self.facts.get(list), Some(Known::List { complete: true, .. }))
    }

    /// Replaces what is known of a fact or of a field of it. Gives what was known, to put back.
    pub fn replace(
        &mut self,
        meaning: &Meaning,
        fact: FactId,
        path: &[u32],
        with: Known,
    ) -> Option<Known> {
        let whole = self.facts.get_mut(fact)?;
        let old = std::mem::replace(whole.at_mut(path)?, with);
        if let Some(left_out) = self.unsaid.get_mut(fact) {
            *left_out = false;
        }
        for (id, input) in meaning.inputs.enumerate() {
            if input.fact == fact
                && let (Some(known), Some(state)) = (self.facts.get(fact), self.inputs.get_mut(id))
            {
                let before = std::mem::replace(state, known.state(&input.path));
                self.leaves.put(&mut self.stated, id, state);
                let record = self.record.entry(id).or_insert(before);
                if record == state {
                    self.record.remove(&id);
                }
            }
        }
        Some(old)
    }

    /// The governing day, as far as it is known: of the fact which governs, or the as-of day.
    pub fn governing(&self, meaning: &Meaning) -> (Date, Date) {
        let as_of = (self.as_of, self.as_of);
        let fact = meaning.governed_by.and_then(|input| self.inputs.get(input));
        let Some(State { values: Values::Number(Some(days)), .. }) = fact else { return as_of };
        let calendar = Interval::of_dates(Date::MIN, Date::MAX);
        let within = calendar.and_then(|calendar| days.meet(&calendar));
        let ends = within.and_then(|days| {
            let first = days.lo().and_then(Number::ceiling).and_then(Date::from_days)?;
            let last = days.hi().and_then(Number::floor).and_then(Date::from_days)?;
            (first <= last).then_some((first, last))
        });
        ends.unwrap_or(as_of)
    }
}

/// Copies an element to its place in a table that has one.
fn copy<I: Id, T: Clone>(to: &mut IndexVec<I, T>, from: &IndexVec<I, T>, id: I) {
    if let (Some(to), Some(from)) = (to.get_mut(id), from.get(id)) {
        to.clone_from(from);
    }
}

impl Default for Loaded {
    fn default() -> Self {
        Self {
            as_of: Date::MIN,
            facts: IndexVec::new(),
            presumed: Vec::new(),
            inputs: IndexVec::new(),
            columns: IndexVec::new(),
            events: BTreeMap::new(),
            fixed: Fixed::default(),
            record: BTreeMap::new(),
            closed: BTreeMap::new(),
            unsaid: IndexVec::new(),
            stated: Stated::default(),
            stated_rows: IndexVec::new(),
            leaves: Arc::default(),
        }
    }
}
