//! The leaves of a case: what may be open, and sets of them.
//!
//! Reads a policy and the shape of a case; produces [`Leaves`], in the order of [`Leaf`], so that the smaller number
//! is the earlier leaf. Invariant: [`Open`] of a value that is single is empty (see `Seen`).

use whereas_hir::Hir;
use whereas_hir::clause::Presence;
use whereas_value::Leaf;
use whereas_value::id::{FactId, IndexVec};

use crate::known::Known;

/// Every leaf of a case, in order.
pub(crate) struct Leaves(Vec<Leaf>);

impl Leaves {
    /// All leaves of a policy and of what a case knows.
    pub fn new(hir: &Hir, facts: &IndexVec<FactId, std::rc::Rc<Known>>) -> Self {
        let mut all = Vec::new();
        for (fact, known) in facts.enumerate() {
            known.leaves(&mut Vec::new(), &mut |path| Leaf::Fact(fact, path.to_vec()), &mut all);
            if let Known::List { rows, .. } = &**known {
                for (row, known) in (0..).zip(rows) {
                    let mut leaf =
                        |path: &[u32]| Leaf::Element { list: fact, row, path: path.to_vec() };
                    known.leaves(&mut Vec::new(), &mut leaf, &mut all);
                }
                all.push(Leaf::Others(fact));
            }
        }
        all.extend(hir.judgements.ids().map(Leaf::Judgement));
        all.extend(hir.factors.enumerate().filter_map(|(id, factor)| match factor.present {
            Presence::FoundBy(_) => Some(Leaf::Found(id)),
            Presence::When(_) => None,
        }));
        all.extend(hir.questions.ids().map(Leaf::Question));
        all.sort();
        Self(all)
    }

    /// The set of one leaf.
    pub fn only(&self, leaf: &Leaf) -> Open {
        self.0.binary_search(leaf).map_or_else(|_| Open::default(), Open::only)
    }

    /// The set of who caused the event that is read, where the case does not say.
    pub fn event_by(&self) -> Open {
        Open::only(self.0.len())
    }

    /// The set of what the event that is read was about, where the case does not say.
    pub fn event_about(&self) -> Open {
        Open::only(self.0.len() + 1)
    }

    /// Whether who caused an event is in a set.
    pub fn by(&self, open: &Open) -> bool {
        open.has(self.0.len())
    }

    /// Whether what an event was about is in a set.
    pub fn about(&self, open: &Open) -> bool {
        open.has(self.0.len() + 1)
    }

    /// The leaves of a set, in order.
    pub fn list(&self, open: &Open) -> Vec<Leaf> {
        let leaves = self.0.iter().enumerate();
        leaves.filter(|(place, _)| open.has(*place)).map(|(_, leaf)| leaf.clone()).collect()
    }
}

/// A set of leaves: one bit each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Open(Vec<u64>);

impl Open {
    fn only(place: usize) -> Self {
        let mut words = vec![0; place / 64 + 1];
        if let Some(word) = words.last_mut() {
            *word = 1 << (place % 64);
        }
        Self(words)
    }

    fn has(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Adds the leaves of another set.
    pub fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// How many leaves it holds.
    pub fn len(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}
