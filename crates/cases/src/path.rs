//! Where in a case a value stands, in words: `convictions[2].undone`.

use std::fmt;

/// A place in a case: made on the way down, written only where something is wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Name(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    /// The place of a fact, or of a part of the case.
    pub(crate) const fn of(name: &'a str) -> Self {
        Self { above: None, step: Step::Name(name) }
    }

    /// A field below this one.
    pub(crate) const fn field(&'a self, name: &'a str) -> Self {
        Self { above: Some(self), step: Step::Name(name) }
    }

    /// An element below this one, counted from one.
    pub(crate) const fn item(&'a self, index: usize) -> Self {
        Self { above: Some(self), step: Step::Item(index.saturating_add(1)) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            fmt::Display::fmt(above, f)?;
        }
        match self.step {
            Step::Name(name) if self.above.is_some() => write!(f, ".{name}"),
            Step::Name(name) => f.write_str(name),
            Step::Item(number) => write!(f, "[{number}]"),
        }
    }
}
