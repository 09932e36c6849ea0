//! Spans: where in which file something was said.
//!
//! Reads byte offsets; produces `Copy` values every pass carries along. Invariant:
//! `start <= end`.

crate::typed_id! {
    /// Names one file of a [`Sources`](crate::Sources).
    pub struct FileId;
}

/// A stretch of bytes of one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch between two offsets, which are put in order.
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start: start.min(end), end: start.max(end) }
    }

    /// The smallest stretch that holds both; that of `self` where the files differ.
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span::new(self.file, self.start.min(other.start), self.end.max(other.end))
    }

    /// The empty stretch right after this one: where something is missing.
    pub fn after(self) -> Span {
        Span::new(self.file, self.end, self.end)
    }

    /// The empty stretch right before this one.
    pub fn before(self) -> Span {
        Span::new(self.file, self.start, self.start)
    }

    /// Whether the other stretch lies inside this one.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}
