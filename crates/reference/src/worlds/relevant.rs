//! What a question turns on: the facts, judgements, found factors and open questions of which one alone, changed in some
//! world, changes the outcome.
//!
//! Reads a checked policy and a small case; produces the relevant leaves of every question, by asking all worlds and
//! comparing those that differ in one thing. The walk of an open answer must name each of them.

use std::collections::{BTreeMap, BTreeSet};

use whereas_check::Checked;
use whereas_value::id::{FactId, FactorId, JudgementId, QuestionId};
use whereas_value::{Case, Leaf, Question};

use super::Outcome;
use super::domain::Dims;
use super::world::World;

/// What each question turns on; of a record or a list the whole of it. `None` where there are more worlds than `cap`, or
/// not all of them can be asked.
#[must_use]
pub fn relevant(
    checked: &Checked,
    case: &Case,
    cap: usize,
) -> Option<BTreeMap<Question, BTreeSet<Leaf>>> {
    let dims = Dims::new(checked, case)?;
    if dims.size()? > cap || !dims.exhaustive {
        return None;
    }
    let mut asked: BTreeMap<Vec<usize>, BTreeMap<Question, Outcome>> = BTreeMap::new();
    let mut place = vec![0; dims.len()];
    loop {
        let settled = dims.at(&place);
        let mut world = World::new(checked, case, &settled);
        if world.is_allowed() {
            asked.insert(place.clone(), world.answers().into_iter().collect());
        }
        if !dims.advance(&mut place) {
            break;
        }
    }
    let mut relevant: BTreeMap<Question, BTreeSet<Leaf>> = BTreeMap::new();
    for (dim, leaf) in dims.leaves().into_iter().enumerate() {
        // The worlds that differ in this alone; where all of them are like the first, they are all alike.
        let mut first: BTreeMap<Vec<usize>, &BTreeMap<Question, Outcome>> = BTreeMap::new();
        for (place, answers) in &asked {
            let mut line = place.clone();
            line.remove(dim);
            let Some(like) = first.get(&line) else {
                first.insert(line, answers);
                continue;
            };
            let differs = answers.iter().filter(|(question, out)| like.get(question) != Some(*out));
            for (question, _) in differs {
                relevant.entry(*question).or_default().insert(leaf.clone());
            }
        }
    }
    Some(relevant)
}

impl Dims {
    /// The leaf of each dimension, in order.
    fn leaves(&self) -> Vec<Leaf> {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let all = |count: usize| (0..count).map(number);
        let facts = all(self.facts.len()).map(|at| Leaf::Fact(FactId(at), Vec::new()));
        let judgements = all(self.judgements.len()).map(|at| Leaf::Judgement(JudgementId(at)));
        let found = all(self.found.len()).map(|at| Leaf::Found(FactorId(at)));
        let questions = all(self.questions.len()).map(|at| Leaf::Question(QuestionId(at)));
        facts.chain(judgements).chain(found).chain(questions).collect()
    }
}
