//! Typed ids and the vectors they index.
//!
//! Reads: the [`typed_id!`](crate::typed_id) macro, used once for each kind of node. Produces:
//! newtypes over `u32` and [`IndexVec`]. Invariant: an id made by `push` finds its element as
//! long as it is used with the vector that made it; any other lookup answers `None`.

use std::fmt;
use std::marker::PhantomData;

/// A newtype over `u32` that names one element of an [`IndexVec`].
pub trait Id: Copy + Eq + Ord + fmt::Debug {
    /// The id of the element at this position.
    fn from_index(index: u32) -> Self;
    /// The position of the element this id names.
    fn index(self) -> u32;
}

/// Makes a typed id: `typed_id!(/// Names an expression. pub struct ExprId;)`.
#[macro_export]
macro_rules! typed_id {
    ($(#[$meta:meta])* $vis:vis struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        $vis struct $name(u32);

        impl $crate::Id for $name {
            fn from_index(index: u32) -> Self {
                Self(index)
            }
            fn index(self) -> u32 {
                self.0
            }
        }
    };
}

/// A vector whose elements are found by their own kind of id.
#[derive(Clone, PartialEq, Eq)]
pub struct IndexVec<I, T> {
    elements: Vec<T>,
    ids: PhantomData<fn() -> I>,
}

impl<I: Id, T> IndexVec<I, T> {
    /// An empty vector.
    pub fn new() -> Self {
        Self { elements: Vec::new(), ids: PhantomData }
    }

    /// Adds an element and answers its id. Past `u32::MAX` elements the last id is given again;
    /// no file within the limits can hold so many.
    pub fn push(&mut self, element: T) -> I {
        let index = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        self.elements.push(element);
        I::from_index(index)
    }

    /// The element this id names.
    pub fn get(&self, id: I) -> Option<&T> {
        self.elements.get(usize::try_from(id.index()).ok()?)
    }

    /// The element this id names, to change it.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.elements.get_mut(usize::try_from(id.index()).ok()?)
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Every element, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.elements.iter()
    }

    /// Every element with its id, in order.
    pub fn iter_enumerated(&self) -> impl Iterator<Item = (I, &T)> + '_ {
        self.ids().zip(self.elements.iter())
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..u32::try_from(self.elements.len()).unwrap_or(u32::MAX)).map(I::from_index)
    }
}

impl<I: Id, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.elements.iter()).finish()
    }
}

impl<I: Id, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(elements: It) -> Self {
        Self { elements: elements.into_iter().collect(), ids: PhantomData }
    }
}
