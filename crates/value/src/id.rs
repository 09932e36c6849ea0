//! Typed ids and the vectors they index.
//!
//! An id is a number that can only be used with the table it belongs to. The same ids are used by the
//! checked policy, by its plan and by a case, so that all three speak of the same fact.

use std::fmt;
use std::marker::PhantomData;

/// A typed index: made by [`define_ids!`](crate::define_ids), never by hand.
pub trait Id: Copy + Ord + fmt::Debug {
    /// The id of the element at `index`.
    fn from_index(index: usize) -> Self;
    /// The place of this id's element.
    fn index(self) -> usize;
}

/// Defines newtype ids over `u32`, each with its own documentation.
#[macro_export]
macro_rules! define_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl $crate::id::Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

define_ids! {
    /// `policy NAME`: one policy of those that a program holds.
    PolicyId;
    /// `choice NAME` or `ordered choice NAME`.
    ChoiceId;
    /// `record NAME`.
    RecordId;
    /// `actor NAME`.
    ActorId;
    /// `ground NAME`: what a finding may rest on.
    GroundId;
    /// `event NAME`: a kind of event.
    EventKindId;
    /// `protected NAME`: a characteristic that may be named and never asked.
    ProtectedId;
    /// `parameter NAME`.
    ParameterId;
    /// `fact NAME`.
    FactId;
    /// `decision NAME`.
    DecisionId;
    /// `ledger NAME`.
    LedgerId;
    /// `clause ID`.
    ClauseId;
    /// One `d is E when C unless D` of a clause.
    RuleId;
    /// `judgement NAME`.
    JudgementId;
    /// `factor NAME`.
    FactorId;
    /// `open question NAME`.
    QuestionId;
    /// `NAME means EXPR`.
    TermId;
    /// `duty NAME`.
    DutyId;
    /// `permission NAME`.
    PermissionId;
    /// `guarantee "…"`.
    GuaranteeId;
    /// `example "…"`.
    ExampleId;
    /// `source NAME`.
    SourceId;
    /// `unit NAME`: what numbers of the policy's own count.
    UnitId;
}

/// A vector indexed by one kind of id.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct IndexVec<I, T> {
    items: Vec<T>,
    #[serde(skip)]
    ids: PhantomData<I>,
}

impl<I: Id, T> IndexVec<I, T> {
    /// An empty table.
    #[must_use]
    pub const fn new() -> Self {
        Self { items: Vec::new(), ids: PhantomData }
    }

    /// Adds an element and gives its id.
    pub fn push(&mut self, item: T) -> I {
        let id = I::from_index(self.items.len());
        self.items.push(item);
        id
    }

    /// The element of an id, if the table holds one.
    #[must_use]
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// The element of an id, to change it.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.items.get_mut(id.index())
    }

    /// How many elements the table holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether the table holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::from_index)
    }

    /// All elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All elements in order, to change them.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// All elements with their ids, in order.
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(index, item)| (I::from_index(index), item))
    }

    /// The elements as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }
}

/// Indexing by an id that the same table gave out. An id of another table is a defect of the compiler,
/// never of anybody's input: nothing a user writes is ever used as an index.
impl<I: Id, T> std::ops::Index<I> for IndexVec<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        #[expect(clippy::indexing_slicing, reason = "ids are given out by the table they index")]
        &self.items[id.index()]
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        #[expect(clippy::indexing_slicing, reason = "ids are given out by the table they index")]
        &mut self.items[id.index()]
    }
}

impl<I: Id, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Id, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(items: It) -> Self {
        Self { items: items.into_iter().collect(), ids: PhantomData }
    }
}

impl<'a, I: Id, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<I: Id, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}
