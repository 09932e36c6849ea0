//! A case as programs read it: packed when it is read, then changed in single leaves to see what would follow.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use whereas_plan::Meaning;
use whereas_plan::op::{ColumnId, InputId};
use whereas_value::id::{EventKindId, FactId, FactorId, JudgementId, QuestionId};
use whereas_value::{Case, Date, Interval, Number, Values};

use crate::given;
use crate::known::{self, Known, State};
use crate::said::{Said, Unsaid};
use crate::stated::Stated;

/// What is settled beyond the case, to see what would follow.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// What stands of a judgement where no finding is sound.
    pub judgements: BTreeMap<JudgementId, Values>,
    /// What is supposed to be soundly found: beside it, no finding of the case counts for that judgement.
    pub supposed: BTreeMap<JudgementId, Values>,
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
    /// What is stated of facts and elements, as the store keeps it: all that most cases need to be decided.
    pub stated: Stated,
    /// The events that are seen, by kind: their places in the case.
    pub events: BTreeMap<EventKindId, Vec<u32>>,
    /// What is settled beyond the case.
    pub fixed: Fixed,
    /// Whether the case itself leaves no element of a list out, by program and first day: where that was asked already.
    pub closed: BTreeMap<(u32, Date, FactId), bool>,
    /// All that the case says, once somebody asks for more than is stated above.
    said: OnceLock<Box<Said>>,
    unsaid: Arc<Unsaid>,
}

impl Loaded {
    /// A case.
    pub fn new(meaning: &Meaning, unsaid: &Arc<Unsaid>, case: &Case) -> Self {
        let mut loaded = Self::default();
        loaded.load(meaning, unsaid, case);
        loaded
    }

    /// Loads a case in the place of an earlier one of the same plan.
    pub fn load(&mut self, meaning: &Meaning, unsaid: &Arc<Unsaid>, case: &Case) {
        self.as_of = case.as_of;
        self.events.values_mut().for_each(Vec::clear);
        self.fixed = Fixed { lifted: !unsaid.presume(), ..Fixed::default() };
        self.closed.clear();
        self.said.take();
        for (place, event) in (0_u32..).zip(&case.events) {
            if event.on <= case.as_of {
                self.events.entry(event.kind).or_default().push(place);
            }
        }
        if !Arc::ptr_eq(&self.unsaid, unsaid) {
            self.unsaid = Arc::clone(unsaid);
        }
        unsaid.pack(meaning, &mut self.stated, case);
    }

    /// All that the case says.
    pub fn said(&self, meaning: &Meaning, case: &Case) -> &Said {
        self.said.get_or_init(|| Box::new(Said::new(meaning, &self.unsaid, case)))
    }

    /// How many elements of a list are stated.
    pub fn length(&self, list: FactId) -> u32 {
        self.stated.list(self.unsaid.leaves().list(list)).rows.saturating_sub(1)
    }

    /// Whether the case says that a list is complete.
    pub fn is_complete(&self, list: FactId) -> bool {
        self.stated.list(self.unsaid.leaves().list(list)).complete
    }

    /// Replaces what is known of a fact or of a field of it. Gives what was known, to put back.
    pub fn replace(
        &mut self,
        meaning: &Meaning,
        case: &Case,
        fact: FactId,
        path: &[u32],
        with: Known,
    ) -> Option<Known> {
        self.said(meaning, case);
        let said = self.said.get_mut()?;
        let old = std::mem::replace(said.facts.get_mut(fact)?.at_mut(path)?, with);
        for input in self.unsaid.inputs_of(fact) {
            let (Some(known), Some(state), Some(declared)) =
                (said.facts.get(fact), said.inputs.get_mut(*input), meaning.inputs.get(*input))
            else {
                continue;
            };
            let before = std::mem::replace(state, known.state(&declared.path));
            self.unsaid.leaves().put(&mut self.stated, *input, state);
            let record = said.record.entry(*input).or_insert(before);
            if record == state {
                said.record.remove(input);
            }
        }
        Some(old)
    }

    /// The governing day, as far as it is known: of the fact which governs, or the as-of day.
    #[inline]
    pub fn governing(&self, meaning: &Meaning, case: &Case) -> (Date, Date) {
        match meaning.governed_by {
            Some(input) => self.governed_by(meaning, case, input),
            None => (self.as_of, self.as_of),
        }
    }

    fn governed_by(&self, meaning: &Meaning, case: &Case, input: InputId) -> (Date, Date) {
        let as_of = (self.as_of, self.as_of);
        let fact = self.input(meaning, case, input);
        let Some(State { values: Values::Number(Some(days)), .. }) = fact.as_deref() else {
            return as_of;
        };
        let calendar = Interval::of_dates(Date::MIN, Date::MAX);
        let within = calendar.and_then(|calendar| days.meet(&calendar));
        let ends = within.and_then(|days| {
            let first = days.lo().and_then(Number::ceiling).and_then(Date::from_days)?;
            let last = days.hi().and_then(Number::floor).and_then(Date::from_days)?;
            (first <= last).then_some((first, last))
        });
        ends.unwrap_or(as_of)
    }

    /// What programs read of an input. As long as nobody asks for all that the case says, straight from the case.
    pub fn input(&self, meaning: &Meaning, case: &Case, input: InputId) -> Option<Cow<'_, State>> {
        if let Some(said) = self.said.get() {
            return said.inputs.get(input).map(Cow::Borrowed);
        }
        let declared = meaning.inputs.get(input)?;
        let fact = meaning.facts.facts.get(declared.fact);
        if let (Some(fact), Some(given)) = (fact, given::given(case.facts.get(declared.fact))) {
            let presume = self.unsaid.presume();
            let state = given::of_fact(&meaning.facts, fact, given, presume, &declared.path);
            return Some(Cow::Owned(state));
        }
        self.unsaid.input(input).map(Cow::Borrowed)
    }

    /// What programs read of a cell of a list: of an element that is stated, or of the others.
    pub fn cell(
        &self,
        meaning: &Meaning,
        case: &Case,
        column: ColumnId,
        row: u32,
    ) -> Option<Cow<'_, State>> {
        let place = row as usize;
        if let Some(said) = self.said.get() {
            return said.columns.get(column)?.get(place).map(Cow::Borrowed);
        }
        let declared = meaning.columns.get(column)?;
        let (rows, _) = given::elements(case.facts.get(declared.list));
        if let Some(stated) = rows.get(place) {
            let element = known::element_type(&meaning.facts, declared.list);
            let state = given::of_element(&meaning.facts, element, stated, &declared.path);
            return Some(Cow::Owned(state));
        }
        self.unsaid.others(column).filter(|_| place == rows.len()).map(Cow::Borrowed)
    }

    /// What the case itself says of an input that is settled now.
    pub fn record(&self, input: InputId) -> Option<&State> {
        self.said.get()?.record.get(&input)
    }

    /// Whether all is known of the elements that are stated of a list.
    pub fn elements_are_known(&self, meaning: &Meaning, case: &Case, list: FactId) -> bool {
        if let Some(said) = self.said.get() {
            return said.rows(list).iter().all(Known::is_single);
        }
        let element = known::element_type(&meaning.facts, list);
        let (rows, _) = given::elements(case.facts.get(list));
        rows.iter().all(|row| given::element_is_single(&meaning.facts, element, row))
    }
}

impl Default for Loaded {
    fn default() -> Self {
        Self {
            as_of: Date::MIN,
            stated: Stated::default(),
            events: BTreeMap::new(),
            fixed: Fixed::default(),
            closed: BTreeMap::new(),
            said: OnceLock::new(),
            unsaid: Arc::default(),
        }
    }
}
