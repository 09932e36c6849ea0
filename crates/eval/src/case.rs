//! A case as programs read it: loaded once, then changed in single leaves to see what would follow.

use std::collections::BTreeMap;

use whereas_plan::Meaning;
use whereas_plan::op::{ColumnId, InputId};
use whereas_value::id::{EventKindId, FactId, FactorId, Id, IndexVec, JudgementId, QuestionId};
use whereas_value::{Case, Date, Interval, Number, Values};

use crate::known::{self, Known, State};

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
    /// Whether the case itself leaves no element of a list out, by variant: where that was asked already.
    pub closed: BTreeMap<(usize, FactId), bool>,
}

impl Loaded {
    /// A case, with presumptions or without.
    pub fn new(meaning: &Meaning, case: &Case, presume: bool) -> Self {
        let mut loaded = Self::default();
        loaded.load(meaning, case, presume);
        loaded
    }

    /// Loads a case in the place of an earlier one of the same plan.
    pub fn load(&mut self, meaning: &Meaning, case: &Case, presume: bool) {
        self.as_of = case.as_of;
        self.presumed.clear();
        self.events.values_mut().for_each(Vec::clear);
        self.fixed = Fixed { lifted: !presume, ..Fixed::default() };
        self.record.clear();
        self.closed.clear();
        for (place, event) in (0_u32..).zip(&case.events) {
            if event.on <= case.as_of {
                self.events.entry(event.kind).or_default().push(place);
            }
        }
        for (id, fact) in meaning.facts.facts.enumerate() {
            let (known, changed) = known::fact(&meaning.facts, fact, case.facts.get(id), presume);
            if changed {
                self.presumed.push(id);
            }
            set(&mut self.facts, id, known);
        }
        for (id, input) in meaning.inputs.enumerate() {
            let state = match self.facts.get(input.fact) {
                Some(known) => known.state(&input.path),
                None => known::everything(&meaning.facts, &input.ty, &Interval::ANY).state(&[]),
            };
            set(&mut self.inputs, id, state);
        }
        for (id, column) in meaning.columns.enumerate() {
            let element = known::element_type(&meaning.facts, column.list);
            let others = known::everything(&meaning.facts, &element, &Interval::ANY);
            let rows = self.rows(column.list);
            let states = rows.iter().chain([&others]).map(|row| row.state(&column.path)).collect();
            set(&mut self.columns, id, states);
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
    pub fn replace(&mut self, meaning: &Meaning, fact: FactId, path: &[u32], with: Known) -> Option<Known> {
        let whole = self.facts.get_mut(fact)?;
        let old = std::mem::replace(whole.at_mut(path)?, with);
        for (id, input) in meaning.inputs.enumerate() {
            if input.fact == fact
                && let (Some(known), Some(state)) = (self.facts.get(fact), self.inputs.get_mut(id))
            {
                let before = std::mem::replace(state, known.state(&input.path));
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

/// Puts an element in its place, which is there already or the next one.
fn set<I: Id, T>(table: &mut IndexVec<I, T>, id: I, item: T) {
    match table.get_mut(id) {
        Some(place) => *place = item,
        None => {
            table.push(item);
        }
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
        }
    }
}
