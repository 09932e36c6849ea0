//! The facts that are missing, the most decisive first.

use whereas_value::answer::Missing;
use whereas_value::id::{DecisionId, FactId};
use whereas_value::{Leaf, Type, Values};

use super::refined::Value;
use super::tried::{Score, Tried, pieces};
use super::{Answering, Refined};
use crate::known::Known;
use crate::semantics::Which;
use crate::tables::Seen;

/// Past this many missing facts they are in the order of the text, and none is tried.
const TRIED_FACTS: usize = 32;

impl Answering<'_, '_> {
    /// The facts of the walk, most decisive first: by the share of their values that decide, then by what would be left.
    pub(super) fn missing(
        &mut self,
        id: DecisionId,
        which: Which,
        walk: &[Leaf],
        tried: &[(Leaf, Vec<Tried>)],
        bare: &Seen,
    ) -> Vec<Missing> {
        let is_fact = |leaf: &&Leaf| match leaf {
            Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) => true,
            Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => false,
        };
        let facts: Vec<&Leaf> = walk.iter().filter(is_fact).collect();
        if facts.len() > TRIED_FACTS {
            return self.by_mentions(&facts);
        }
        let mut keyed = Vec::new();
        for leaf in facts {
            let runs = match tried.iter().find(|(tried, _)| tried == leaf) {
                Some((_, runs)) => runs.clone(),
                None if self.refined == Refined::No => Vec::new(),
                None => self.try_pieces(id, which, leaf),
            };
            keyed.push((Score::of(&runs, bare), leaf));
        }
        keyed.sort_by(|(a, left), (b, right)| a.compare(b).then_with(|| left.cmp(right)));
        let missing = keyed.into_iter().map(|(score, leaf)| Missing {
            leaf: leaf.clone(),
            alone_decides: score.always_decides(),
        });
        missing.collect()
    }

    fn by_mentions(&self, facts: &[&Leaf]) -> Vec<Missing> {
        let mentions = &self.setting.checked.tables().mentions;
        let count = |leaf: &Leaf| match leaf {
            Leaf::Element { list, .. } => mentions.get(&Leaf::Others(*list)),
            Leaf::Fact(..)
            | Leaf::Others(_)
            | Leaf::Judgement(_)
            | Leaf::Found(_)
            | Leaf::Question(_) => mentions.get(leaf),
        };
        let mut facts = facts.to_vec();
        facts.sort_by(|a, b| count(b).cmp(&count(a)).then_with(|| a.cmp(b)));
        let missing =
            facts.into_iter().map(|leaf| Missing { leaf: leaf.clone(), alone_decides: false });
        missing.collect()
    }

    /// A number at each piece between the constants it is compared with.
    fn try_pieces(&mut self, id: DecisionId, which: Which, leaf: &Leaf) -> Vec<Tried> {
        let Leaf::Fact(fact, path) = leaf else { return Vec::new() };
        let thresholds = &self.setting.checked.tables().thresholds;
        let Some(thresholds) = thresholds.get(leaf) else { return Vec::new() };
        let Some((Values::Number(Some(interval)), absent)) = self.fact(*fact, path) else {
            return Vec::new();
        };
        let discrete = self.leaf_type(*fact, path).is_some_and(|ty| ty.present().is_discrete());
        let Some(pieces) = pieces(interval, thresholds, discrete) else { return Vec::new() };
        let present = pieces.into_iter().map(|piece| Known::Value {
            values: Values::Number(Some(piece)),
            may_be_absent: false,
        });
        let absent =
            absent.then(|| Known::Value { values: Values::Number(None), may_be_absent: true });
        let values: Vec<Known> = present.chain(absent).collect();
        let tried = values.into_iter().enumerate().map(|(place, known)| {
            self.ask_with((leaf.clone(), place), &Value::Fact(known), id, which)
        });
        tried.collect()
    }

    fn leaf_type(&self, fact: FactId, path: &[u32]) -> Option<Type> {
        let hir = self.setting.checked.hir();
        let mut ty = hir.facts.get(fact)?.ty.clone();
        for field in path {
            let Type::Record(record) = ty.present() else { return None };
            ty = whereas_hir::vocabulary::field(&hir.records, *record, *field)?.ty.clone();
        }
        Some(ty)
    }
}
