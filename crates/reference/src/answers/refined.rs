//! The refinement: what a question says with one leaf settled at each of its values, and with several in lanes.

use std::rc::Rc;

use whereas_value::id::{DecisionId, FactId};
use whereas_value::{Abstract, Interval, Leaf, Values};

use super::Answering;
use super::tried::{Tried, singles};
use crate::known::{self, Known};
use crate::pass::Over;
use crate::semantics::Which;
use crate::tables::{Seen, join};

/// The leaves of the lanes, and how many lanes there may be.
const LANE_LEAVES: usize = 6;
const LANES: usize = 64;

/// One value of a leaf that has few.
#[derive(Clone)]
pub(super) enum Value {
    Fact(Known),
    Judgement(Values),
    Found(bool),
    Reading(u32),
}

impl Answering<'_, '_> {
    /// *One leaf*: each leaf with few values at each of them.
    pub(super) fn try_leaves(
        &mut self,
        id: DecisionId,
        which: Which,
        walk: &[Leaf],
    ) -> Vec<(Leaf, Vec<Tried>)> {
        let mut all = Vec::new();
        for leaf in walk {
            let Some(values) = self.finite(leaf) else { continue };
            let tried = values
                .iter()
                .enumerate()
                .map(|(place, value)| self.ask_with((leaf.clone(), place), value, id, which));
            all.push((leaf.clone(), tried.collect()));
        }
        all
    }

    pub(super) fn ask_with(
        &mut self,
        key: (Leaf, usize),
        value: &Value,
        id: DecisionId,
        which: Which,
    ) -> Tried {
        if let Some(tried) = self.settled.get(&key).and_then(|asked| asked.get(&(id, which))) {
            return tried.clone();
        }
        let over = self.with(&[(&key.0, value)]);
        let seen = over.pass(self.setting).question(id, which);
        let tried = (seen.clone(), seen.open.len());
        self.settled.entry(key).or_default().insert((id, which), tried.clone());
        tried
    }

    /// The case with some leaves settled.
    fn with(&self, settled: &[(&Leaf, &Value)]) -> Over {
        let mut facts = self.over.facts.clone();
        let mut fixed = self.over.fixed.clone();
        for (leaf, value) in settled {
            match (leaf, value) {
                (Leaf::Fact(fact, path), Value::Fact(known)) => {
                    if let Some(fact) = facts.get_mut(*fact) {
                        *fact = Rc::new(fact.with(path, known.clone()));
                    }
                }
                (Leaf::Judgement(judgement), Value::Judgement(values)) => {
                    fixed.judgements.insert(*judgement, values.clone());
                }
                (Leaf::Found(factor), Value::Found(present)) => {
                    fixed.found.insert(*factor, *present);
                }
                (Leaf::Question(question), Value::Reading(reading)) => {
                    fixed.questions.insert(*question, *reading);
                }
                _ => {}
            }
        }
        Over::new(self.setting, facts, fixed, Some(self.over))
    }

    /// The values of a leaf that has few: yes/no and choices, judgements, found factors, open questions.
    fn finite(&self, leaf: &Leaf) -> Option<Vec<Value>> {
        let hir = self.setting.checked.hir();
        match leaf {
            Leaf::Fact(fact, path) => {
                let (values, may_be_absent) = self.fact(*fact, path)?;
                let present = singles(values)?
                    .into_iter()
                    .map(|values| Known::Value { values, may_be_absent: false });
                let absent = may_be_absent.then(|| Known::Value {
                    values: crate::tables::none_like(values),
                    may_be_absent: true,
                });
                Some(present.chain(absent).map(Value::Fact).collect())
            }
            Leaf::Judgement(id) => {
                let judgement = hir.judgements.get(*id)?;
                // Where its burden is in force in some variants only, it is not split.
                match self.burdened(judgement) {
                    (true, true) => return None,
                    (true, false) => {
                        return Some(vec![Value::Judgement(crate::tables::truth(true, false))]);
                    }
                    (false, _) => {}
                }
                let all = known::any_value(hir, judgement.ty.present(), &Interval::ANY);
                Some(singles(&all)?.into_iter().map(Value::Judgement).collect())
            }
            Leaf::Found(_) => Some(vec![Value::Found(false), Value::Found(true)]),
            Leaf::Question(id) => {
                let readings = hir.questions.get(*id)?.readings.len();
                let readings = 0..u32::try_from(readings).ok()?;
                Some(readings.map(Value::Reading).collect())
            }
            Leaf::Element { .. } | Leaf::Others(_) => None,
        }
    }

    pub(super) fn fact(&self, fact: FactId, path: &[u32]) -> Option<(&Values, bool)> {
        let mut known: &Known = self.over.facts.get(fact)?;
        for field in path {
            let Known::Record { fields, .. } = known else { return None };
            known = fields.get(usize::try_from(*field).ok()?)?;
        }
        match known {
            Known::Value { values, may_be_absent } => Some((values, *may_be_absent)),
            Known::Record { .. } | Known::List { .. } => None,
        }
    }

    /// The outcome: of the first leaf all of whose values give one and the same single answer; else of the lanes.
    pub(super) fn refined(
        &self,
        id: DecisionId,
        which: Which,
        tried: &[(Leaf, Vec<Tried>)],
        walk: &[Leaf],
        bare: &Seen,
    ) -> Abstract {
        for (_, runs) in tried {
            let mut outcomes = runs.iter().map(|(seen, _)| seen);
            let Some(first) = outcomes.next() else { continue };
            let same = |seen: &Seen| seen.causes == first.causes && seen.values == first.values;
            if first.is_single() && outcomes.all(same) {
                return first.outcome();
            }
        }
        self.lanes(id, which, walk).unwrap_or_else(|| bare.outcome())
    }

    /// *Lanes*: every combination of the values of the first leaves, joined.
    fn lanes(&self, id: DecisionId, which: Which, walk: &[Leaf]) -> Option<Abstract> {
        let mut lanes: Vec<Vec<(&Leaf, Value)>> = vec![Vec::new()];
        let finite = walk.iter().filter_map(|leaf| Some((leaf, self.finite(leaf)?)));
        // A fact that is known is named only since a list cannot be complete; nothing is to be split there.
        let finite =
            finite.filter(|(leaf, values)| !matches!(leaf, Leaf::Fact(..)) || values.len() > 1);
        for (leaf, values) in finite.take(LANE_LEAVES) {
            if lanes.len().saturating_mul(values.len()) > LANES {
                break;
            }
            let mut longer = Vec::new();
            for lane in &lanes {
                for value in &values {
                    let mut lane = lane.clone();
                    lane.push((leaf, value.clone()));
                    longer.push(lane);
                }
            }
            lanes = longer;
        }
        if lanes.iter().all(Vec::is_empty) {
            return None;
        }
        let outcomes = lanes.iter().map(|lane| {
            let settled: Vec<(&Leaf, &Value)> =
                lane.iter().map(|(leaf, value)| (*leaf, value)).collect();
            let over = self.with(&settled);
            over.pass(self.setting).question(id, which).outcome()
        });
        outcomes.reduce(|a, b| Abstract {
            causes: a.causes.and(b.causes),
            values: join(&a.values, &b.values),
        })
    }
}
